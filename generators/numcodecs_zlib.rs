//! Questions about `numcodecs.zlib`: streams of every kind. Decoding alone, for bytes have many encodings.

use super::ask::{Questions, Whole, configurations, damaged};
use super::deflate;
use crate::codec::Operation;
use crate::codec::numcodecs_zlib::DEFINITION;
use crate::oracle::checksum::adler32;
use crate::vectors::{Scenario, ScenarioKind};

const ENTRY: &str = r#"{"name":"numcodecs.zlib","configuration":{"level":1}}"#;
const FORMAT: &str = "numcodecs.zlib/format";

pub(super) fn questions() -> Vec<Questions> {
    let file = |theme: &str, about, scenarios| Questions {
        kind: ScenarioKind::Encodings,
        theme: theme.to_owned(),
        about,
        scenarios,
    };
    let damaged = damaged(|id, about, bytes| ask(&id, &about, FORMAT, bytes), &stream(0x78, 0x9c));
    let configurations = configurations(&DEFINITION, CONFIGURATIONS, &stream(0x78, 0x9c));
    vec![
        file("blocks", "what a stream holds: blocks of every kind", blocks()),
        file("streams", "headers of a stream, and what follows it", streams()),
        file("damaged", "one bit changed, or bytes cut off", damaged),
        file("configuration", "the level", configurations),
    ]
}

fn ask(id: &str, about: &str, clause: &str, bytes: Vec<u8>) -> Scenario {
    let whole = Whole {
        id: id.to_owned(),
        about: about.to_owned(),
        clauses: &[clause],
        of: Some(&DEFINITION),
        codec: ENTRY.to_owned(),
        array: None,
    };
    whole.ask(Operation::Decode, bytes)
}

const TEXT: &[u8] = b"abc";

/// A stream of three letters, under a header of two bytes.
fn stream(method: u8, flags: u8) -> Vec<u8> {
    let held = deflate::Stream::default().fixed(true, &deflate::literals(TEXT)).bytes();
    [&[method, flags][..], &held, &adler32(TEXT).to_be_bytes()].concat()
}

/// The checksum of a stream that decodes to nothing does not matter.
fn blocks() -> Vec<Scenario> {
    let of_stream = |one: deflate::Named| {
        let checksum = adler32(&one.text()).to_be_bytes();
        let bytes = [&[0x78, 0x9c][..], &one.stream, &checksum].concat();
        ask(one.id, one.about, "numcodecs.zlib/deflate", bytes)
    };
    deflate::streams().into_iter().map(of_stream).collect()
}

fn streams() -> Vec<Scenario> {
    // What makes a header a multiple of 31 (RFC 1950 §2.2).
    let checked = |method: u8, flags: u8| {
        let rest = u16::from_be_bytes([method, flags]) % 31;
        stream(method, flags + (31 - rest as u8) % 31)
    };
    let windows = (0..=15).map(|window: u8| {
        let about = format!("a window of 2^{} bytes", window + 8);
        ask(&format!("window-{window}"), &about, FORMAT, checked(window << 4 | 8, 0))
    });
    let levels = (0..4).map(|level: u8| {
        let about = format!("FLEVEL {level}");
        ask(&format!("level-{level}"), &about, FORMAT, checked(0x78, level << 6))
    });
    let methods = [0, 7, 9, 15].map(|method: u8| {
        let about = format!("compression method {method}");
        ask(&format!("method-{method}"), &about, FORMAT, checked(0x70 | method, 0))
    });
    let right = stream(0x78, 0x9c);
    let with_dictionary = {
        let mut bytes = checked(0x78, 0x20);
        bytes.splice(2..2, [0, 0, 0, 1]);
        bytes
    };
    let behind = |more: &[u8]| [&right[..], more].concat();
    let others = [
        ("dictionary", "a preset dictionary", with_dictionary),
        ("none", "no bytes", Vec::new()),
        ("zero-behind", "a zero behind the stream", behind(&[0])),
        ("others-behind", "other bytes behind the stream", behind(b"more")),
        ("second-behind", "a second stream", behind(&right)),
        ("no-zlib", "bytes that are no zlib stream", b"abcdef".to_vec()),
        ("no-header", "a deflate stream without a header", right[2..right.len() - 4].to_vec()),
    ];
    let others = others.map(|(id, about, bytes)| ask(id, about, FORMAT, bytes));
    windows.chain(levels).chain(methods).chain(others).collect()
}

/// A name, the entry, and the clause.
const CONFIGURATIONS: &[(&str, &str, &str)] = &[
    ("level-0", r#"{"name":"numcodecs.zlib","configuration":{"level":0}}"#, "numcodecs.zlib/level"),
    ("level-9", r#"{"name":"numcodecs.zlib","configuration":{"level":9}}"#, "numcodecs.zlib/level"),
    (
        "level-default",
        r#"{"name":"numcodecs.zlib","configuration":{"level":-1}}"#,
        "numcodecs.zlib/level",
    ),
    ("level-absent", r#"{"name":"numcodecs.zlib","configuration":{}}"#, "numcodecs.zlib/level"),
    ("configuration-absent", r#"{"name":"numcodecs.zlib"}"#, "numcodecs.zlib/level"),
];
