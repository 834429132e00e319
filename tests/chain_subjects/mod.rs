//! The oracle and real implementations, asked about chains: where they deviate is a table, one an
//! implementation.
//!
//! A program is asked for what it lists. Programs are installed from the pinned files in `adapters/` when
//! they are started.

mod questions;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use questions::Asking;
use zarrproof::codec;
use zarrproof::codec::note::{Letter, Note};
use zarrproof::codec::notes::{self, Readings};
use zarrproof::data_type::{DataType, unpack};
use zarrproof::protocol::{Answer, Codecs, Hello, Request};
use zarrproof::subject::{External, InProcess, Program, Reply, Subject, start_oracle};

fn in_process(name: &str) -> Box<dyn Subject> {
    (InProcess::find(name).expect("it is in this build").start)()
}

fn program(words: [&str; 2]) -> Box<dyn Subject> {
    let [start, name] = words;
    let start = Path::new(env!("CARGO_MANIFEST_DIR")).join("adapters").join(start).join("start");
    let command = vec![start.display().to_string(), name.to_owned()];
    Box::new(External::start(&Program::new(command)).expect("an introduction"))
}

/// Whether an introduction lists what a request is about.
fn is_listed(hello: &Hello, asking: &Asking) -> bool {
    let operation = asking.request.question.name();
    let lists = |name: &String, data_type: Option<&DataType>| {
        hello.codecs.get(name).is_some_and(|codec| {
            let named = data_type.map(|data_type| data_type.name().into_owned());
            let has_type = named.is_none_or(|one| codec.data_types.contains(&one));
            (has_type || codec.data_types.is_empty())
                && codec.operations.iter().any(|one| one == operation)
        })
    };
    // What comes before an array's codecs has its data type; what comes later may have another.
    let mut data_type = asking.data_type.as_ref();
    let question = asking.request.data_question();
    question.is_none_or(|one| hello.lists(&one))
        && asking.names.iter().all(|name| lists(name, data_type.take()))
}

/// An outcome in words, and the data if there is some.
fn outcome(reply: &Reply) -> (&'static str, Option<&[u8]>) {
    match reply {
        Reply::Answer(Answer::Data(data)) => ("data", Some(data)),
        Reply::Answer(Answer::Error { .. }) => ("an error", None),
        Reply::Answer(Answer::Unsupported(_)) => ("unsupported", None),
        Reply::Answer(Answer::Validity { .. }) => ("validity", None),
        Reply::Answer(Answer::Elements(_)) => ("elements in JSON", None),
        Reply::Answer(Answer::Array(_) | Answer::Written) => ("an array on disk", None),
        Reply::Crash(_) => ("a crash", None),
        Reply::BreaksProtocol(_) => ("no answer of the protocol", None),
        Reply::Timeout(_) => ("a timeout", None),
        Reply::LeftOut(_) | Reply::NotAsked => ("nothing", None),
    }
}

/// Whether elements, or bytes, are the same but for bits that are free: those above a small type, and those
/// of a NaN that is computed.
fn are_alike(asking: &Asking, expected: &[u8], found: &[u8]) -> bool {
    let data_type = asking.data_type.as_ref();
    let mask = match data_type.and_then(DataType::component_bits) {
        Some(bits) if bits < 8 && asking.names == ["bytes"] => (1 << bits) - 1,
        _ => u8::MAX,
    };
    let computes = asking.names.len() == 2 && asking.names[1] == "bytes";
    if let Some(real) = data_type.and_then(DataType::real).filter(|_| computes) {
        let nan = |pattern| if real.is_nan(pattern) { None } else { Some(pattern) };
        return expected.len() == found.len()
            && unpack(real, expected).map(nan).eq(unpack(real, found).map(nan));
    }
    expected.len() == found.len()
        && expected.iter().zip(found).all(|(one, other)| one & mask == other & mask)
}

/// The oracle under every reading of one note that is not the stand.
fn readings() -> Vec<(String, Box<dyn Subject>)> {
    let readings =
        notes::known().flat_map(|note| note.lettered().skip(1).map(move |one| (note, one)));
    let oracle = |(note, (letter, _)): (&Note, (Letter, _))| {
        let readings = Readings::stand().with(note, letter).expect("a reading");
        (format!("{}={}", note.id(), letter.to_char()), start_oracle(readings))
    };
    readings.map(oracle).collect()
}

/// A reply where it is another than the oracle's, in words.
fn deviation(asking: &Asking, expected: &Reply, found: &Reply) -> Option<String> {
    let ((due, due_data), (given, data)) = (outcome(expected), outcome(found));
    match (due_data, data) {
        (Some(due), Some(data)) => (!are_alike(asking, due, data)).then(|| "other data".to_owned()),
        _ if due == given => None,
        _ if given == "unsupported" => Some(given.to_owned()),
        _ => Some(format!("{given} instead of {due}")),
    }
}

/// The table of a subject.
fn table(subject: &mut dyn Subject) -> String {
    let (mut oracle, mut readings) = (in_process("oracle"), readings());
    let all = questions::all(oracle.as_mut());
    let requests = |all: &[&Asking]| -> Vec<Request> {
        all.iter().map(|asking| asking.request.clone()).collect()
    };
    let hello = subject.hello().clone();
    let mut listed: Vec<&Asking> = all.iter().filter(|asking| is_listed(&hello, asking)).collect();
    let is_known = |asking: &&Asking| asking.names.iter().all(|name| codec::is_known(name));
    let unknown = listed.extract_if(.., |asking| !is_known(asking)).count();
    let expected = oracle.ask(&requests(&listed));
    let found = subject.ask(&requests(&listed));
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut deviating = 0;
    for ((asking, expected), found) in listed.iter().zip(&expected).zip(&found) {
        let Some(mut row) = deviation(asking, expected, found) else { continue };
        deviating += 1;
        let is_alike = |oracle: &mut dyn Subject| {
            let answer = oracle.ask(&requests(&[asking])).remove(0);
            deviation(asking, &answer, found).is_none()
        };
        if let Some(at) = readings.iter_mut().position(|(_, oracle)| is_alike(oracle.as_mut())) {
            write!(row, ", as by {}", readings[at].0).expect("to memory");
        }
        let entry = rows.entry(format!("{}: {row}", asking.family)).or_default();
        if entry.is_empty() {
            println!("{}: {row}\n  {expected:?}\n  {found:?}", asking.name());
            print!("  {}", asking.request.to_line());
        }
        entry.push(asking.name());
    }
    let (asked, alike) = (listed.len(), listed.len() - deviating);
    let mut table =
        format!("{asked} of {} requests asked, {alike} answered as by the oracle\n", all.len());
    writeln!(table, "{unknown} not asked, of which the oracle says nothing").expect("to memory");
    for (row, names) in rows {
        writeln!(table, "{row} ({})", names.len()).expect("to memory");
        if !row.ends_with("unsupported") {
            names.iter().for_each(|name| writeln!(table, "  {name}").expect("to memory"));
        }
    }
    table
}

#[test]
fn zarrs() {
    insta::assert_snapshot!(table(in_process("zarrs").as_mut()));
}

#[test]
fn zarrista() {
    insta::assert_snapshot!(table(program(["python", "zarrista"]).as_mut()));
}

#[test]
fn zarr_python() {
    insta::assert_snapshot!(table(program(["python", "zarr_python"]).as_mut()));
}

#[test]
fn tensorstore() {
    insta::assert_snapshot!(table(program(["python", "tensorstore"]).as_mut()));
}

#[test]
fn zarrita() {
    insta::assert_snapshot!(table(program(["javascript", "zarrita"]).as_mut()));
}

#[test]
fn a_program_that_serves_the_oracle_deviates_nowhere() {
    let command = [env!("CARGO_BIN_EXE_zarrproof"), "serve", "oracle"].map(str::to_owned);
    let program = Program::new(command.to_vec());
    let table = table(&mut External::start(&program).expect("an introduction"));
    assert_eq!(table.lines().count(), 2, "{table}");
}

#[test]
fn requests_have_names_of_their_own() {
    let all = questions::all(in_process("oracle").as_mut());
    let mut names: Vec<_> = all.iter().map(Asking::name).collect();
    names.sort();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
    assert!(all.iter().any(|asking| matches!(asking.codecs, Codecs::One { .. })));
}
