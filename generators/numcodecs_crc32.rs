//! What is asked of `numcodecs.crc32`.

use super::ask::Questions;
use super::checked::Checked;
use crate::codec::numcodecs_crc32::DEFINITION;

pub(super) fn questions() -> Vec<Questions> {
    let checked = Checked {
        codec: &DEFINITION,
        entry: r#"{"name":"numcodecs.crc32","configuration":{}}"#,
        clauses: ["numcodecs.crc32/checksum", "numcodecs.crc32/location"],
        is_at_end: false,
        published: "bytes whose checksums are published for many algorithms",
        parameters: "the place of the checksum",
        configurations: CONFIGURATIONS,
    };
    checked.questions()
}

const CONFIGURATIONS: &[(&str, &str, &str)] = &[
    ("bare", r#""numcodecs.crc32""#, "core/extension-object"),
    ("absent", r#"{"name":"numcodecs.crc32"}"#, "core/extension-object"),
    (
        "start",
        r#"{"name":"numcodecs.crc32","configuration":{"location":"start"}}"#,
        "numcodecs.crc32/location",
    ),
    (
        "end",
        r#"{"name":"numcodecs.crc32","configuration":{"location":"end"}}"#,
        "numcodecs.crc32/location",
    ),
    (
        "null",
        r#"{"name":"numcodecs.crc32","configuration":{"location":null}}"#,
        "numcodecs.crc32/location",
    ),
    (
        "middle",
        r#"{"name":"numcodecs.crc32","configuration":{"location":"middle"}}"#,
        "numcodecs.crc32/location",
    ),
    (
        "upper",
        r#"{"name":"numcodecs.crc32","configuration":{"location":"END"}}"#,
        "numcodecs.crc32/location",
    ),
    (
        "number",
        r#"{"name":"numcodecs.crc32","configuration":{"location":0}}"#,
        "numcodecs.crc32/location",
    ),
    (
        "other",
        r#"{"name":"numcodecs.crc32","configuration":{"place":"end"}}"#,
        "numcodecs.crc32/location",
    ),
];
