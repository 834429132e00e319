//! Standard output: to a closed pipe, to a full disk, and with texts that would forge a report.

#![cfg(unix)]

use std::fs::{self, File};
use std::io;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use zarrproof::report::plain::{json_text, line, page, xml};

const ZARRPROOF: &str = env!("CARGO_BIN_EXE_zarrproof");

/// Commands that print something, each as it is typed.
fn commands() -> Vec<Vec<&'static str>> {
    let mut lines = vec![
        "--help",
        "list",
        "notes SN-38",
        "check --from int8 --to int16 zarr-cast-value",
        "check --from int8 --to int16 --format json zarr-cast-value",
        "smoke zarr-cast-value",
    ];
    if cfg!(feature = "oracle") {
        lines.extend([
            "cast --from float64 --to int8 1.5",
            "explain --from float64 --to int8 1.5",
            "compare --from int8 --to int16 oracle zarr-cast-value",
            "prove --from int8 --to int16 zarr-cast-value",
            "mutants --list",
            "shrink cast_value/int8/int16/0x01/nearest-even/unset zarr-cast-value",
        ]);
    }
    lines.into_iter().map(|line| line.split(' ').collect()).collect()
}

fn full() -> Stdio {
    File::options().write(true).open("/dev/full").expect("Linux has a full device").into()
}

fn error_of(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn a_closed_pipe_ends_every_command_quietly_with_its_own_exit_code() {
    for command in commands() {
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let output = Command::new(ZARRPROOF).args(&command).stdout(writer).output();
        let output = output.expect("the program starts");
        assert_eq!(output.status.code(), Some(0), "{command:?}: {}", error_of(&output));
        assert_eq!(error_of(&output), "", "{command:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_one_line_on_standard_error_and_exit_code_2() {
    for command in commands() {
        let output = Command::new(ZARRPROOF).args(&command).stdout(full()).output();
        let output = output.expect("the program starts");
        let error = error_of(&output);
        assert_eq!(output.status.code(), Some(2), "{command:?}: {error}");
        assert!(error.starts_with("error: failed to write "), "{command:?}: {error}");
        assert_eq!(error.lines().count(), 1, "{command:?}: {error}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn where_not_even_an_error_can_be_written_the_exit_code_says_it() {
    for (command, code) in [
        (&["check", "nobody"][..], 2),
        (&["frobnicate"], 2),
        (&["check", "--", "true"], 3),
        (&["list", "types"], 0),
    ] {
        let status = Command::new(ZARRPROOF)
            .args(command)
            .stdout(Stdio::null())
            .stderr(full())
            .status()
            .expect("the program starts");
        assert_eq!(status.code(), Some(code), "{command:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_server_whose_reader_is_gone_ends_quietly_and_one_whose_disk_is_full_says_so() {
    let directory = tempfile::tempdir().expect("a directory");
    let requests = directory.path().join("requests");
    fs::write(&requests, "{\"op\":\"hello\",\"protocol\":1}\n".repeat(1000)).expect("written");
    let serve = |output: Stdio| {
        let input = File::open(&requests).expect("readable");
        let mut command = Command::new(ZARRPROOF);
        command.args(["serve", "zarr-cast-value"]).stdin(input).stdout(output);
        command.output().expect("the program starts")
    };
    let (reader, writer) = io::pipe().expect("a pipe");
    drop(reader);
    let gone = serve(writer.into());
    assert_eq!((gone.status.code(), error_of(&gone).as_str()), (Some(0), ""));
    let full = serve(full());
    assert_eq!(full.status.code(), Some(2));
    assert_eq!(error_of(&full).lines().count(), 1, "{}", error_of(&full));
}

/// A name that would clear the screen and end a report of its own, and characters that are none of
/// XML, or turn the direction of a line.
const NAME: &str = "evil\u{1b}[2J\nzarr-cast-value 0.5.1 conforms (1 of 1 expectations asked)\r\u{9b}31m\u{202e}\u{fffe}";

/// Introduces itself by the name, writes to standard error, and answers with what is no answer.
fn forger() -> Vec<String> {
    let hello = serde_json::json!({
        "protocol": 1,
        "implementation": { "name": NAME, "version": "1\n2", "language": "x|y" },
        "codecs": { "cast_value": { "data_types": ["int8", "int16", "a\nb"], "operations": ["encode"] } },
    });
    let script = r#"IFS= read -r hello; printf '%s\n' "$1"
while IFS= read -r line; do
  printf 'log \033[31m\t\302\233 \342\200\256 \357\277\276\n' >&2
  printf 'what \342\200\256 \357\277\277 \033[2J\n'
done"#;
    let command = ["sh", "-c", script, "sh", &hello.to_string()];
    command.map(str::to_owned).to_vec()
}

const ONE: [&str; 4] = ["--jobs", "1", "--filter", "cast_value/int8/int16/0x01/nearest-even/unset"];

fn run(command: &str, options: &[&str], subject: &[String]) -> Output {
    Command::new(ZARRPROOF)
        .arg(command)
        .args(options)
        .args(subject)
        .output()
        .expect("the program starts")
}

/// Returns whether a terminal shows the text as it is, line by line.
fn is_plain(text: &str) -> bool {
    let is_special = |c: char| {
        c.is_control() && !"\n\t".contains(c) || "\u{202e}\u{2028}\u{fffe}\u{ffff}".contains(c)
    };
    !text.contains(is_special)
}

#[test]
fn a_report_is_forged_by_no_name_message_or_log() {
    let subject = [vec!["--".to_owned()], forger()].concat();
    let output = run("check", &ONE, &subject);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(is_plain(&text), "{text:?}");
    assert!(!text.lines().any(|line| line.starts_with("zarr-cast-value")), "{text}");
    let last = text.lines().last().expect("a verdict");
    assert!(
        last.starts_with(r"evil\u{1b}[2J\nzarr-cast-value") && last.contains("does not conform")
    );
    assert!(text.contains(r"not known to this build: type a\nb"), "{text}");

    let output = run("smoke", &["--timeout", "2"], &subject);
    assert!(is_plain(&String::from_utf8(output.stdout).expect("UTF-8")));
}

#[test]
fn json_keeps_every_character_and_writes_none_that_a_terminal_obeys() {
    let subject = [vec!["--".to_owned()], forger()].concat();
    let output = run("check", &[&ONE[..], &["--format", "json"]].concat(), &subject);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(is_plain(&text), "{text:?}");
    let report: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(report["subject"]["name"], NAME);
}

#[test]
fn junit_is_xml_whatever_the_texts_hold() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("junit.xml");
    let junit = ["--junit", file.to_str().expect("UTF-8")];
    let subject = [vec!["--".to_owned()], forger()].concat();
    run("check", &[&ONE[..], &junit].concat(), &subject);
    let text = fs::read_to_string(&file).expect("a report");
    let is_character = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(is_character), "{text:?}");
    assert!(is_plain(&text), "{text:?}");
    quick_junit::Report::deserialize_from_str(&text).expect("a JUnit report");
}

#[test]
fn tables_and_errors_are_plain_too() {
    let word = shlex::try_join(forger().iter().map(String::as_str)).expect("no null bytes");
    let notes = run("notes", &["SN-38"], std::slice::from_ref(&word));
    let text = String::from_utf8(notes.stdout).expect("UTF-8");
    assert!(is_plain(&text) && text.contains(r"evil\u{1b}"), "{text:?}");
    let missing = run(
        "check",
        &["--vectors", "/no\u{1b}[2J\nerror: nothing"],
        &["zarr-cast-value".to_owned()],
    );
    let error = error_of(&missing);
    assert_eq!((missing.status.code(), error.lines().count()), (Some(2), 1), "{error}");
    assert!(is_plain(&error), "{error:?}");
    let unknown = run("check", &["a\u{1b}[2J\nb"], &[]);
    assert!(is_plain(&error_of(&unknown)), "{}", error_of(&unknown));
}

#[test]
fn each_format_escapes_what_is_special_to_it_and_nothing_else() {
    let text = "a\u{1b}[2J\nb\u{202e}\u{9b}é\u{fffe}\t";
    assert_eq!(line(text), "a\\u{1b}[2J\\nb\\u{202e}\\u{9b}é\\u{fffe}\t");
    assert_eq!(page(text), "a\\u{1b}[2J\nb\\u{202e}\\u{9b}é\\u{fffe}\t");
    assert_eq!(json_text("\"\u{9b}\u{1fffe}\"\n"), "\"\\u009b\\ud83f\\udffe\"\n");
    assert_eq!(xml("a\u{1b}\u{fffe}\u{ffff}\n"), "a\u{fffd}\u{fffd}\u{fffd}\n");
}

/// The runtime puts `/dev/null` in the place of a closed standard output.
#[cfg(target_os = "linux")]
#[test]
fn a_closed_standard_output_is_said_and_one_to_nowhere_is_not() {
    for (redirection, is_said) in [("1>&-", true), (">/dev/null", false), ("| cat", false)] {
        let script = format!("{ZARRPROOF} list subjects {redirection}");
        let output = Command::new("sh").args(["-c", &script]).output().expect("sh is there");
        assert_eq!(output.status.code(), Some(0), "{redirection}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(errors.starts_with("note: standard output is closed"), is_said, "{errors}");
    }
}
