//! `docs/adapters.md`: its transcript is what `zarrproof serve` says, and it leaves out nothing of the
//! protocol.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use serde_json::Value;
use zarrproof::codec::Operation;
use zarrproof::data_type::Real;
use zarrproof::protocol::{Answer, ErrorKind, Hello, Layout, Question, Request, hello_line};

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/adapters.md");
    fs::read_to_string(path).expect("readable")
}

fn help() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .args(["check", "--help"])
        .output()
        .expect("the program starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The lines of the transcript that begin with an arrow, without it.
fn transcript(arrow: &str) -> Vec<String> {
    let page = page();
    let (_, rest) = page.split_once("<!-- transcript -->\n```text\n").expect("a transcript");
    let (transcript, _) = rest.split_once("```").expect("its end");
    transcript.lines().filter_map(|line| line.strip_prefix(arrow)).map(str::to_owned).collect()
}

#[test]
#[cfg(feature = "oracle")]
fn the_transcript_is_true_byte_for_byte() {
    let mut subject = zarrproof::subject::start_oracle(zarrproof::codec::notes::Readings::stand());
    let requests = transcript("→ ").join("\n");
    let mut output = Vec::new();
    zarrproof::subject::serve(subject.as_mut(), requests.as_bytes(), &mut output).expect("served");
    let answers = String::from_utf8(output).expect("UTF-8");
    assert_eq!(answers.lines().collect::<Vec<_>>(), transcript("← "));
    assert_eq!(answers.lines().count(), 16);
}

#[test]
fn the_transcript_has_every_operation() {
    let asked = transcript("→ ");
    for operation in ["hello", "encode", "decode", "fill_value", "validate", "scalar"] {
        let op = format!(r#""op":"{operation}""#);
        assert!(asked.iter().any(|line| line.contains(&op)), "{operation}");
    }
}

/// One of each request, answer and introduction, with every field that it can have.
fn lines() -> Vec<String> {
    let json = |text: &str| Arc::<str>::from(text);
    let codec = json("{}");
    let elements = |operation| Question::Elements {
        operation,
        codec: Arc::clone(&codec),
        shape: vec![1],
        data: vec![0],
        layout: Layout::Fortran,
    };
    let questions = [
        elements(Operation::Encode),
        elements(Operation::Decode),
        Question::FillValue { codec: Arc::clone(&codec) },
        Question::Validate { codec: Arc::clone(&codec) },
        Question::Scalar,
    ];
    let request = |question| {
        Request { id: 1, question, data_type: json("\"int8\""), fill_value: json("0") }.to_line()
    };
    let message = || "why".to_owned();
    let answers = [
        Answer::Data(vec![0]),
        Answer::Error { kind: Some(ErrorKind::Value), message: message() },
        Answer::Error { kind: Some(ErrorKind::Configuration), message: message() },
        Answer::Validity { valid: false, message: message() },
        Answer::Unsupported(message()),
    ];
    let introduction = r#"{"protocol":1,"implementation":{"name":"n","version":"1","language":"l","homepage":"h"},"codecs":{"cast_value":{"data_types":["int8"],"operations":["encode"]}},"scalars":["int8"],"layouts":["F"]}"#;
    let hello = Hello::from_line(introduction).expect("an introduction").to_line();
    let answers = answers.iter().map(|answer| answer.to_line(1));
    let requests = questions.into_iter().map(request);
    requests.chain(answers).chain([hello_line(), hello]).collect()
}

/// The words of the protocol: names of fields and operations.
fn words() -> BTreeSet<String> {
    fn collect(value: &Value, words: &mut BTreeSet<String>) {
        let Value::Object(object) = value else { return };
        for (name, value) in object {
            words.insert(name.clone());
            if ["op", "kind"].contains(&name.as_str()) {
                words.extend(value.as_str().map(str::to_owned));
            }
            collect(value, words);
        }
    }
    let mut words = BTreeSet::new();
    for line in lines() {
        collect(&serde_json::from_str(&line).expect("JSON"), &mut words);
    }
    words
}

#[test]
fn the_page_and_the_help_leave_out_no_word_of_the_protocol() {
    let (page, help) = (page(), help());
    let words = words();
    assert!(words.len() > 20, "{words:?}");
    // The help is the short form: it leaves out what may be left out.
    let optional = ["language", "homepage", "configuration"];
    for word in &words {
        let is_there = [format!("`{word}`"), format!("\"{word}\""), format!(".{word}`")];
        assert!(is_there.iter().any(|form| page.contains(form)), "{word} is not on the page");
        let is_in_help = is_there.iter().any(|form| help.contains(form));
        assert!(is_in_help || optional.contains(&word.as_str()), "{word} is not in the help");
    }
}

#[test]
fn the_page_has_the_layout_of_every_data_type() {
    let page = page();
    for data_type in Real::all() {
        let name = format!("`{data_type}`");
        let row = page.lines().find(|line| line.starts_with('|') && line.contains(&name));
        let row = row.unwrap_or_else(|| panic!("{data_type} has no row"));
        let layout = format!("| {} | {} |", data_type.bits(), data_type.bytes());
        assert!(row.ends_with(&layout), "{data_type}: {row}");
    }
}
