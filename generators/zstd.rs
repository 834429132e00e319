//! Questions about `zstd`: frames of every kind, made by hand. Decoding alone, for bytes have many encodings.

use super::ask::{Questions, Whole, configurations, damaged};
use crate::codec::Operation;
use crate::codec::zstd::DEFINITION;
use crate::vectors::{Scenario, ScenarioKind};

const ENTRY: &str = r#"{"name":"zstd","configuration":{"level":1,"checksum":false}}"#;

pub(super) fn questions() -> Vec<Questions> {
    let file = |theme: &str, about, scenarios| Questions {
        kind: ScenarioKind::Encodings,
        theme: theme.to_owned(),
        about,
        scenarios,
    };
    let plain = || frame(0x24, &[3], &[(RAW, 3, b"abc")], Some(0));
    vec![
        file("headers", "headers of a frame", headers()),
        file("blocks", "what a frame holds", blocks()),
        file("frames", "no frame, several, skippable ones, and what is none", frames()),
        file("damaged", "one bit changed, or bytes cut off", damaged(ask, &plain())),
        file(
            "configuration",
            "level and checksum",
            configurations(&DEFINITION, CONFIGURATIONS, &plain()),
        ),
    ]
}

fn ask(id: String, about: String, bytes: Vec<u8>) -> Scenario {
    let clauses = &["zstd/format"];
    let whole =
        Whole { id, about, clauses, of: Some(&DEFINITION), codec: ENTRY.to_owned(), array: None };
    whole.ask(Operation::Decode, bytes)
}

fn all(cases: Vec<(&str, &str, Vec<u8>)>) -> Vec<Scenario> {
    let ask =
        |(id, about, bytes): (&str, &str, Vec<u8>)| ask(id.to_owned(), about.to_owned(), bytes);
    cases.into_iter().map(ask).collect()
}

const RAW: u32 = 0;
/// A byte that is repeated.
const RLE: u32 = 1;
const COMPRESSED: u32 = 2;
const RESERVED: u32 = 3;

/// A frame: descriptor, the fields of its header, blocks by type, size and content, and the checksum, with bits changed.
fn frame(
    descriptor: u8,
    fields: &[u8],
    blocks: &[(u32, u32, &[u8])],
    checksum: Option<u32>,
) -> Vec<u8> {
    let mut bytes = [&[0x28, 0xb5, 0x2f, 0xfd, descriptor][..], fields].concat();
    let mut text = Vec::new();
    for (at, (kind, size, content)) in blocks.iter().enumerate() {
        let header = size << 3 | kind << 1 | u32::from(at + 1 == blocks.len());
        bytes.extend(&header.to_le_bytes()[..3]);
        bytes.extend(*content);
        match *kind {
            RLE => text.extend(content.repeat(*size as usize)),
            _ => text.extend(*content),
        }
    }
    if let Some(changed) = checksum {
        let checksum = crate::oracle::checksum::xxh64(&text) as u32 ^ changed;
        bytes.extend(checksum.to_le_bytes());
    }
    bytes
}

/// The bits of a descriptor: whether there is one segment, and a checksum.
const SINGLE: u8 = 0x20;
const CHECKED: u8 = 0x04;

fn headers() -> Vec<Scenario> {
    let abc: &[(u32, u32, &[u8])] = &[(RAW, 3, b"abc")];
    let long = [7; 300];
    let long: &[(u32, u32, &[u8])] = &[(RAW, 300, &long)];
    // Windows of 1 KiB, of 1 MiB, and of 8 MiB, which every decoder should take (RFC 8878 §3.1.1.1.2).
    let window = [0x00, 0x50, 0x68];
    all(vec![
        ("size-1", "a single segment, its size in a byte", frame(SINGLE, &[3], abc, None)),
        (
            "size-2",
            "its size in two bytes, from 256 on",
            frame(SINGLE | 0x40, &[44, 0], long, None),
        ),
        ("size-4", "its size in four bytes", frame(SINGLE | 0x80, &[3, 0, 0, 0], abc, None)),
        (
            "size-8",
            "its size in eight bytes",
            frame(SINGLE | 0xc0, &[3, 0, 0, 0, 0, 0, 0, 0], abc, None),
        ),
        ("size-less", "fewer bytes than its size", frame(SINGLE, &[4], abc, None)),
        ("size-more", "more bytes than its size", frame(SINGLE, &[2], abc, None)),
        ("size-zero", "no bytes, its size in a byte", frame(SINGLE, &[0], &[(RAW, 0, b"")], None)),
        ("no-size", "a window, and no size", frame(0, &window[..1], abc, None)),
        (
            "no-size-empty",
            "a window, no size and no bytes",
            frame(0, &window[..1], &[(RAW, 0, b"")], None),
        ),
        ("window-1m", "a window of 1 MiB", frame(0, &window[1..2], abc, None)),
        ("window-8m", "a window of 8 MiB", frame(0, &window[2..], abc, None)),
        ("window-size", "a window, and the size", frame(0x80, &[0, 3, 0, 0, 0], abc, None)),
        ("checksum", "a checksum", frame(SINGLE | CHECKED, &[3], abc, Some(0))),
        ("checksum-wrong", "a wrong checksum", frame(SINGLE | CHECKED, &[3], abc, Some(1))),
        ("checksum-no-size", "a checksum, and no size", frame(CHECKED, &[0], abc, Some(0))),
        (
            "checksum-missing",
            "a checksum that is not there",
            frame(SINGLE | CHECKED, &[3], abc, None),
        ),
        ("dictionary-0", "the dictionary 0, which is none", frame(SINGLE | 1, &[0, 3], abc, None)),
        ("dictionary-1", "a dictionary by a byte", frame(SINGLE | 1, &[1, 3], abc, None)),
        ("dictionary-2", "a dictionary by two bytes", frame(SINGLE | 2, &[1, 2, 3], abc, None)),
        (
            "dictionary-4",
            "a dictionary by four bytes",
            frame(SINGLE | 3, &[1, 2, 3, 4, 3], abc, None),
        ),
        (
            "unused",
            "the unused bit, which is not interpreted",
            frame(SINGLE | 0x10, &[3], abc, None),
        ),
        ("reserved", "the reserved bit", frame(SINGLE | 0x08, &[3], abc, None)),
    ])
}

fn blocks() -> Vec<Scenario> {
    // Three raw literals and a sequence whose codes are repeated: 3 literals, then 35 bytes from 3 back (RFC 8878
    // §3.1.1.3.2). The bits are the end mark, 2 for the offset and 0 for the length.
    let sequence: &[u8] = &[3 << 3, b'a', b'b', b'c', 1, 0x54, 3, 2, 32, 0b1100];
    // Three raw literals and no sequences, which is longer than what it stands for.
    let literals: &[u8] = &[3 << 3, b'a', b'b', b'c', 0];
    // Of one literal that is repeated.
    let repeated: &[u8] = &[5 << 3 | 1, b'z', 0];
    let more: &[u8] = &[5 << 3 | 1, b'z', 0, 0];
    all(vec![
        (
            "raw-several",
            "raw blocks, the second of no bytes",
            frame(SINGLE, &[3], &[(RAW, 1, b"a"), (RAW, 0, b""), (RAW, 2, b"bc")], None),
        ),
        (
            "repeated",
            "a byte that is repeated",
            frame(SINGLE | CHECKED, &[200], &[(RLE, 200, b"x")], Some(0)),
        ),
        (
            "repeated-0",
            "a byte that is repeated no times",
            frame(SINGLE, &[0], &[(RLE, 0, b"x")], None),
        ),
        (
            "repeated-1",
            "a byte that is repeated once",
            frame(SINGLE, &[1], &[(RLE, 1, b"x")], None),
        ),
        (
            "sequence",
            "a compressed block of literals and a copy",
            frame(SINGLE, &[38], &[(COMPRESSED, 10, sequence)], None),
        ),
        (
            "sequence-cut",
            "a compressed block without the bits of its sequence",
            frame(SINGLE, &[38], &[(COMPRESSED, 9, &sequence[..9])], None),
        ),
        (
            "longer-than-window",
            "a compressed block that is longer than the window",
            frame(SINGLE, &[3], &[(COMPRESSED, 5, literals)], None),
        ),
        (
            "raw-longer-than-window",
            "a raw block that is longer than the window",
            frame(0, &[0], &[(RAW, 1025, &[9; 1025])], None),
        ),
        (
            "literals-repeated",
            "a compressed block of a repeated literal",
            frame(SINGLE, &[5], &[(COMPRESSED, 3, repeated)], None),
        ),
        (
            "literals-more",
            "a byte behind the sequences of a compressed block",
            frame(SINGLE, &[5], &[(COMPRESSED, 4, more)], None),
        ),
        (
            "compressed-empty",
            "a compressed block of no bytes",
            frame(SINGLE, &[0], &[(COMPRESSED, 0, b"")], None),
        ),
        (
            "mixed",
            "blocks of three types",
            frame(SINGLE, &[9], &[(RAW, 1, b"a"), (COMPRESSED, 3, repeated), (RLE, 3, b"r")], None),
        ),
        (
            "reserved",
            "a block of the reserved type",
            frame(SINGLE, &[3], &[(RESERVED, 3, b"abc")], None),
        ),
        (
            "raw-cut",
            "a raw block that is shorter than its size",
            frame(SINGLE, &[4], &[(RAW, 4, b"abc")], None),
        ),
        (
            "treeless",
            "literals by a tree of a block before, where there is none",
            frame(SINGLE, &[200], &[(COMPRESSED, 5, &[3, 0, 0, 0, 0])], None),
        ),
    ])
}

fn frames() -> Vec<Scenario> {
    let one =
        |text: &[u8]| frame(SINGLE, &[text.len() as u8], &[(RAW, text.len() as u32, text)], None);
    let skippable = |nibble: u8, content: &[u8]| {
        [&[0x50 | nibble, 0x2a, 0x4d, 0x18][..], &(content.len() as u32).to_le_bytes(), content]
            .concat()
    };
    let (abc, def) = (one(b"abc"), one(b"def"));
    let cut = def[..def.len() - 1].to_vec();
    let of = |parts: &[&[u8]]| parts.concat();
    all(vec![
        ("none", "no frame", vec![]),
        ("two", "two frames", of(&[&abc, &def])),
        ("three", "three frames, the second of no bytes", of(&[&abc, &one(b""), &def])),
        ("second-cut", "the second frame is cut off", of(&[&abc, &cut])),
        ("skippable", "a skippable frame alone", skippable(0, b"skipped")),
        (
            "skippable-before",
            "a skippable frame, then another",
            of(&[&skippable(3, b"skipped"), &abc]),
        ),
        ("skippable-behind", "a frame, then a skippable one", of(&[&abc, &skippable(15, b"")])),
        (
            "skippable-between",
            "a skippable frame between two others",
            of(&[&abc, &skippable(7, &[0; 300]), &def]),
        ),
        (
            "skippable-cut",
            "a skippable frame that is cut off",
            of(&[&abc, &skippable(0, b"skipped")[..12]]),
        ),
        ("zeros", "zeros behind a frame", of(&[&abc, &[0; 4]])),
        ("others", "other bytes behind a frame", of(&[&abc, b"more bytes"])),
        ("half-magic", "half a magic number behind a frame", of(&[&abc, &[0x28, 0xb5]])),
        ("no-zstd", "bytes that are no frame", b"abcdef".to_vec()),
        (
            "old-magic",
            "the magic number of version 0.7",
            [&[0x27, 0xb5, 0x2f, 0xfd][..], &abc[4..]].concat(),
        ),
    ])
}

/// A name, the entry, and the clause.
const CONFIGURATIONS: &[(&str, &str, &str)] = &[
    (
        "level-least",
        r#"{"name":"zstd","configuration":{"level":-131072,"checksum":false}}"#,
        "zstd/level",
    ),
    ("level-0", r#"{"name":"zstd","configuration":{"level":0,"checksum":false}}"#, "zstd/level"),
    (
        "level-greatest",
        r#"{"name":"zstd","configuration":{"level":22,"checksum":false}}"#,
        "zstd/level",
    ),
    (
        "level-below",
        r#"{"name":"zstd","configuration":{"level":-131073,"checksum":false}}"#,
        "zstd/level",
    ),
    (
        "level-above",
        r#"{"name":"zstd","configuration":{"level":23,"checksum":false}}"#,
        "zstd/level",
    ),
    (
        "level-text",
        r#"{"name":"zstd","configuration":{"level":"3","checksum":false}}"#,
        "zstd/level",
    ),
    ("level-absent", r#"{"name":"zstd","configuration":{"checksum":true}}"#, "zstd/level"),
    ("configuration-absent", r#"{"name":"zstd"}"#, "zstd/level"),
    ("checksum-absent", r#"{"name":"zstd","configuration":{"level":3}}"#, "zstd/checksum"),
    (
        "checksum-true",
        r#"{"name":"zstd","configuration":{"level":3,"checksum":true}}"#,
        "zstd/checksum",
    ),
    (
        "checksum-text",
        r#"{"name":"zstd","configuration":{"level":3,"checksum":"true"}}"#,
        "zstd/checksum",
    ),
    (
        "checksum-null",
        r#"{"name":"zstd","configuration":{"level":3,"checksum":null}}"#,
        "zstd/checksum",
    ),
    (
        "unknown-member",
        r#"{"name":"zstd","configuration":{"level":3,"checksum":false,"x":1}}"#,
        "core/must-understand",
    ),
];
