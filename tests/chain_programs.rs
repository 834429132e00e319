//! Programs that are asked about chains: as fast as about casts, whatever they do, and not at all where
//! they list none.

use std::time::{Duration, Instant};

use crate::interpreter::python;
use zarrproof::codec::Operation;
use zarrproof::protocol::{Answer, ArrayPart, Codecs, Incoming, InputPart, Request};
use zarrproof::subject::{External, InProcess, Limits, Program, Reply, Subject};

const ZARRPROOF: &str = env!("CARGO_BIN_EXE_zarrproof");

fn start(command: &[&str]) -> External {
    let limits = Limits { answer: Duration::from_secs(2), ..Limits::default() };
    let command = command.iter().map(|word| (*word).to_owned()).collect();
    External::start(&Program { limits, ..Program::new(command) }).expect("an introduction")
}

fn misbehaving(fault: &[&str]) -> External {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs/misbehaving.py");
    start(&python(&[&[path], fault].concat()))
}

/// A request about a chain of bytes.
fn of_bytes(operation: Operation, codecs: &str, data: &[u8]) -> Request {
    let codecs = Codecs::Chain(codecs.into());
    Request::about(0, operation, codecs, None, data.to_vec().into())
}

/// A request about a codec of bytes by itself.
fn of_one(operation: Operation, data: &[u8]) -> Request {
    Request::about(0, operation, one("\"crc32c\"", "crc32c"), None, data.to_vec().into())
}

/// A request about an array.
fn of_array(codecs: Codecs, data_type: &str, shape: &[u64], data: &[u8]) -> Request {
    let array = ArrayPart {
        data_type: format!("{data_type:?}").into(),
        fill_value: "0".into(),
        shape: shape.to_vec(),
    };
    let input = data.to_vec().into();
    Request::about(0, Operation::Encode, codecs, Some(array), input)
}

fn one(entry: &str, name: &str) -> Codecs {
    Codecs::One { entry: entry.into(), name: name.to_owned() }
}

fn requests() -> Vec<Request> {
    let big = r#"{"name":"bytes","configuration":{"endian":"big"}}"#;
    let checked = [&[0; 32][..], &[0xaa, 0x36, 0x91, 0x8a]].concat();
    let encode = Operation::Encode;
    vec![
        of_bytes(encode, r#"["crc32c"]"#, &[0; 32]),
        of_bytes(Operation::Decode, r#"["crc32c"]"#, &checked),
        of_bytes(Operation::Decode, r#"["crc32c"]"#, &checked[1..]),
        of_bytes(encode, r#"["own.codec"]"#, &[1]),
        of_bytes(encode, "7", &[1]),
        of_array(Codecs::Chain(format!("[{big}]").into()), "int16", &[2], &[1, 2, 3, 4]),
        of_array(Codecs::Chain(format!("[{big}]").into()), "int16", &[2, 0], &[]),
        of_array(Codecs::Chain(format!("[{big}]").into()), "int16", &[], &[1, 2, 3]),
        of_array(one(big, "bytes"), "int32", &[1], &[1, 2, 3, 4]),
        of_array(one(r#"{"name":"bytes"}"#, "bytes"), "int32", &[1], &[1, 2, 3, 4]),
        of_one(encode, &[0; 32]),
    ]
}

#[test]
fn a_program_is_asked_what_the_same_subject_in_process_is_asked() {
    let mut here = (InProcess::find("oracle").expect("it is in this build").start)();
    let mut program = start(&[ZARRPROOF, "serve", "oracle"]);
    let replies = program.ask(&requests());
    assert_eq!(replies, here.ask(&requests()));
    let answers = |wanted: fn(&Answer) -> bool| {
        let is_wanted = |reply: &&Reply| matches!(reply, Reply::Answer(answer) if wanted(answer));
        replies.iter().filter(is_wanted).count()
    };
    assert_eq!(answers(|answer| matches!(answer, Answer::Data(_))), 6);
    assert_eq!(answers(|answer| matches!(answer, Answer::Error { .. })), 4);
    assert_eq!(answers(|answer| matches!(answer, Answer::Unsupported(_))), 1);
}

#[test]
fn a_request_is_read_as_it_was_written() {
    for request in requests() {
        let request = Request { id: 7, ..request };
        let line = request.to_line();
        match Incoming::from_line(line.trim_end()).expect("a request") {
            Incoming::Request(read) => assert_eq!(read, request, "{line}"),
            other => panic!("{line}: {other:?}"),
        }
    }
}

#[test]
fn many_requests_are_under_way_at_once() {
    let mut program = start(&[ZARRPROOF, "serve", "oracle"]);
    let requests: Vec<_> = (0..20_000u32)
        .map(|at| of_bytes(Operation::Encode, r#"["crc32c"]"#, &at.to_le_bytes()))
        .collect();
    let begin = Instant::now();
    let replies = program.ask(&requests);
    println!("20,000 requests in {:?}", begin.elapsed());
    for (reply, request) in replies.iter().zip(&requests) {
        let Reply::Answer(Answer::Data(data)) = reply else { panic!("{reply:?}") };
        let question = request.data_question().expect("data");
        assert_eq!((InputPart::Data(&data[..4]), data.len()), (question.input, 8));
    }
}

#[test]
fn one_that_lists_no_chains_is_sent_none() {
    // A line after the introduction ends it.
    const SCRIPT: &str = r#"IFS= read -r hello; printf '%s\n' "$1"; IFS= read -r line && exit 3"#;
    let introduction = |more: &str| {
        format!(r#"{{"protocol":1,"implementation":{{"name":"mine","version":"1"}},{more}}}"#)
    };
    let cast = r#""codecs":{"cast_value":{"data_types":["int8"],"operations":["encode"]}}"#;
    let codec = r#""codecs":{"crc32c":{"operations":["decode"]}}"#;
    for (more, is_sent) in [
        (cast.to_owned(), [false; 3]),
        (format!(r#"{cast},"chains":false"#), [false; 3]),
        (format!(r#"{codec},"chains":"true""#), [false, false, true]),
        (format!(r#"{cast},"chains":true"#), [true, false, false]),
    ] {
        let chain = of_bytes(Operation::Encode, r#"["crc32c"]"#, &[1]);
        let [encode, decode] =
            [Operation::Encode, Operation::Decode].map(|operation| of_one(operation, &[1]));
        for (request, is_sent) in [chain, encode, decode].into_iter().zip(is_sent) {
            let mut program = start(&["sh", "-c", SCRIPT, "sh", &introduction(&more)]);
            let reply = program.ask(&[request]).remove(0);
            match reply {
                Reply::Crash(_) => assert!(is_sent, "{more}"),
                Reply::Answer(Answer::Unsupported(_)) => assert!(!is_sent, "{more}"),
                other => panic!("{more}: {other:?}"),
            }
        }
    }
}

/// Requests for a byte each, of which the program fails at one.
fn bytes_each() -> Vec<Request> {
    (0..200u8).map(|at| of_bytes(Operation::Decode, r#"["crc32c"]"#, &[at])).collect()
}

#[test]
fn what_a_program_fails_at_is_found_among_many() {
    for (fault, is_expected) in [
        ("leaves with 3", (|reply| matches!(reply, Reply::Crash(_))) as fn(&Reply) -> bool),
        ("hangs", |reply| matches!(reply, Reply::Timeout(_))),
        ("garbage", |reply| matches!(reply, Reply::BreaksProtocol(_))),
        ("no base64", |reply| matches!(reply, Reply::BreaksProtocol(_))),
    ] {
        let mut program = misbehaving(&[fault, "input", "77"]);
        for (at, reply) in program.ask(&bytes_each()).iter().enumerate() {
            match at {
                77 => assert!(is_expected(reply), "{fault}: {reply:?}"),
                _ => assert_eq!(*reply, Reply::Answer(Answer::Data(vec![at as u8])), "{fault}"),
            }
        }
        // It is remembered: asked again, it holds nothing up.
        let begin = Instant::now();
        assert!(is_expected(&program.ask(&bytes_each()[77..78])[0]), "{fault}");
        assert!(begin.elapsed() < Duration::from_secs(1), "{fault}");
    }
}

#[test]
fn what_resembles_silent_requests_is_left_out_and_no_other() {
    let mut program = misbehaving(&["hangs", "word", "crc32c"]);
    // None of the others has been answered when the group is made.
    let requests: Vec<_> = [r#"["crc32c"]"#, r#"["gzip"]"#]
        .into_iter()
        .flat_map(|codecs| (0..20u8).map(move |at| of_bytes(Operation::Encode, codecs, &[at])))
        .collect();
    let replies = program.ask(&requests);
    let (of_checksums, others) = replies.split_at(20);
    assert!(of_checksums[..3].iter().all(|reply| matches!(reply, Reply::Timeout(_))));
    assert!(of_checksums[3..].iter().all(|reply| matches!(reply, Reply::LeftOut(_))));
    assert!(others.iter().all(|reply| matches!(reply, Reply::Answer(_))), "{replies:?}");
    let left_out = program.health().left_out;
    assert_eq!(left_out[0].requests, "every request with op encode, codecs crc32c, no data_type");
}
