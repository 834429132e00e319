//! Questions about `gzip`: members of every kind, and files of none, one and several. Decoding alone, for a file has
//! many encodings.

use super::ask::{Questions, Whole, configurations, damaged};
use super::deflate;
use crate::codec::Operation;
use crate::codec::gzip::DEFINITION;
use crate::oracle::checksum::CRC32;
use crate::vectors::{Scenario, ScenarioKind};

const ENTRY: &str = r#"{"name":"gzip","configuration":{"level":5}}"#;

pub(super) fn questions() -> Vec<Questions> {
    let file = |theme: &str, about, scenarios| Questions {
        kind: ScenarioKind::Encodings,
        theme: theme.to_owned(),
        about,
        scenarios,
    };
    vec![
        file("blocks", "what a member holds: blocks of every kind", blocks()),
        file("members", "headers and trailers of one member", members()),
        file("files", "no member, several, and what is none", files()),
        file(
            "damaged",
            "one bit changed, or bytes cut off",
            damaged(
                |id, about, bytes| ask(id, about, &["gzip/format"], bytes),
                &member(0, &[], b"abc"),
            ),
        ),
        file(
            "configuration",
            "the level",
            configurations(&DEFINITION, CONFIGURATIONS, &member(0, &[], b"abc")),
        ),
    ]
}

fn ask(id: String, about: String, clauses: &[&str], bytes: Vec<u8>) -> Scenario {
    let whole =
        Whole { id, about, clauses, of: Some(&DEFINITION), codec: ENTRY.to_owned(), array: None };
    whole.ask(Operation::Decode, bytes)
}

/// A member with flags, and what they say that is there.
fn member(flags: u8, optional: &[u8], text: &[u8]) -> Vec<u8> {
    let header = [&[0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 255][..], optional].concat();
    of_parts(
        &header,
        &deflate::Stream::default().fixed(true, &deflate::literals(text)).bytes(),
        text,
    )
}

fn of_parts(header: &[u8], stream: &[u8], text: &[u8]) -> Vec<u8> {
    let checksum = CRC32.checksum(text).to_le_bytes();
    [header, stream, &checksum, &(text.len() as u32).to_le_bytes()].concat()
}

/// The trailer of a stream that decodes to nothing does not matter.
fn blocks() -> Vec<Scenario> {
    let of_stream = |one: deflate::Named| {
        let header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
        let bytes = of_parts(&header, &one.stream, &one.text());
        ask(one.id.to_owned(), one.about.to_owned(), &["gzip/deflate"], bytes)
    };
    deflate::streams().into_iter().map(of_stream).collect()
}

fn members() -> Vec<Scenario> {
    let extra: &[u8] = &[4, 0, b'Z', b'a', 0, 0];
    let (name, comment): (&[u8], &[u8]) = (b"chunk\0", b"a comment\0");
    let header = |flags: u8, optional: &[u8]| {
        [&[0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 255][..], optional].concat()
    };
    let checked = |flags: u8, optional: &[u8], wrong: u8| {
        let checksum = CRC32.checksum(&header(flags, optional)) as u16;
        let [low, high] = checksum.to_le_bytes();
        [optional, &[low ^ wrong, high]].concat()
    };
    let all = [extra, name, comment].concat();
    let cases: Vec<(&str, &str, u8, Vec<u8>)> = vec![
        ("plain", "no optional field", 0, vec![]),
        ("text", "FTEXT", 1, vec![]),
        ("header-checksum", "FHCRC", 2, checked(2, &[], 0)),
        ("header-checksum-wrong", "FHCRC, with a wrong checksum", 2, checked(2, &[], 1)),
        ("extra", "FEXTRA", 4, extra.to_vec()),
        ("extra-empty", "FEXTRA of no bytes", 4, vec![0, 0]),
        ("extra-long", "FEXTRA of 256 bytes", 4, [&[0, 1][..], &[0xaa; 256]].concat()),
        ("extra-cut", "FEXTRA that is longer than the file", 4, vec![0xff, 0xff]),
        ("name", "FNAME", 8, name.to_vec()),
        ("name-empty", "FNAME of no letters", 8, vec![0]),
        ("comment", "FCOMMENT", 16, comment.to_vec()),
        ("all", "every flag", 31, checked(31, &all, 0)),
        ("all-wrong", "every flag, and a wrong header checksum", 31, checked(31, &all, 0x80)),
        ("reserved-5", "the first reserved flag", 32, vec![]),
        ("reserved-6", "the second reserved flag", 64, vec![]),
        ("reserved-7", "the third reserved flag", 128, vec![]),
    ];
    let of_case = |(id, about, flags, optional): (&str, &str, u8, Vec<u8>)| {
        ask(id.to_owned(), about.to_owned(), &["gzip/format"], member(flags, &optional, b"abc"))
    };
    let changes: [(&str, &str, usize, u8); 6] = [
        ("method-0", "compression method 0", 2, 0),
        ("method-7", "compression method 7", 2, 7),
        ("time", "a time of modification", 4, 1),
        ("extra-flags", "XFL of the slowest algorithm", 8, 2),
        ("unix", "made by Unix", 9, 3),
        ("magic", "another magic number", 1, 0x9d),
    ];
    let of_change = |(id, about, at, byte): (&str, &str, usize, u8)| {
        let mut bytes = member(0, &[], b"abc");
        bytes[at] = byte;
        ask(id.to_owned(), about.to_owned(), &["gzip/format"], bytes)
    };
    cases.into_iter().map(of_case).chain(changes.map(of_change)).collect()
}

fn files() -> Vec<Scenario> {
    let (abc, def, empty) =
        (member(0, &[], b"abc"), member(8, b"two\0", b"def"), member(0, &[], b""));
    let cut = def[..def.len() - 1].to_vec();
    let cases: Vec<(&str, &str, Vec<Vec<u8>>)> = vec![
        ("none", "no member", vec![]),
        ("empty", "a member of no bytes", vec![empty.clone()]),
        ("two", "two members", vec![abc.clone(), def.clone()]),
        (
            "three",
            "three members, the second of no bytes",
            vec![abc.clone(), empty.clone(), def.clone()],
        ),
        ("ends-empty", "a member, then one of no bytes", vec![abc.clone(), empty]),
        ("second-cut", "the second member is cut off", vec![abc.clone(), cut]),
        (
            "second-magic",
            "the magic number of a second member",
            vec![abc.clone(), vec![0x1f, 0x8b]],
        ),
        ("half-magic", "half a magic number behind a member", vec![abc.clone(), vec![0x1f]]),
        ("zero", "a zero behind a member", vec![abc.clone(), vec![0]]),
        ("zeros", "512 zeros behind a member", vec![abc.clone(), vec![0; 512]]),
        ("zeros-between", "zeros between two members", vec![abc.clone(), vec![0; 4], def]),
        ("others", "other bytes behind a member", vec![abc, b"more".to_vec()]),
        ("no-gzip", "bytes that are no gzip file", vec![b"abc".to_vec()]),
    ];
    let of_case = |(id, about, members): (&str, &str, Vec<Vec<u8>>)| {
        ask(id.to_owned(), about.to_owned(), &["gzip/format"], members.concat())
    };
    cases.into_iter().map(of_case).collect()
}

/// A name, the entry, and the clause.
const CONFIGURATIONS: &[(&str, &str, &str)] = &[
    ("level-0", r#"{"name":"gzip","configuration":{"level":0}}"#, "gzip/level"),
    ("level-9", r#"{"name":"gzip","configuration":{"level":9}}"#, "gzip/level"),
    ("level-10", r#"{"name":"gzip","configuration":{"level":10}}"#, "gzip/level"),
    ("level-negative", r#"{"name":"gzip","configuration":{"level":-1}}"#, "gzip/level"),
    ("level-fraction", r#"{"name":"gzip","configuration":{"level":1.5}}"#, "gzip/level"),
    ("level-text", r#"{"name":"gzip","configuration":{"level":"1"}}"#, "gzip/level"),
    ("level-null", r#"{"name":"gzip","configuration":{"level":null}}"#, "gzip/level"),
    ("level-absent", r#"{"name":"gzip","configuration":{}}"#, "gzip/level"),
    ("configuration-absent", r#"{"name":"gzip"}"#, "gzip/level"),
    ("bare", r#""gzip""#, "gzip/level"),
    (
        "unknown-member",
        r#"{"name":"gzip","configuration":{"level":1,"x":1}}"#,
        "core/must-understand",
    ),
];
