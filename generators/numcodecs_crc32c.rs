//! What is asked of `numcodecs.crc32c`.

use super::ask::Questions;
use super::checked::Checked;
use crate::codec::numcodecs_crc32c::DEFINITION;

pub(super) fn questions() -> Vec<Questions> {
    let checked = Checked {
        codec: &DEFINITION,
        entry: r#"{"name":"numcodecs.crc32c","configuration":{}}"#,
        clauses: ["numcodecs.crc32c/checksum", "numcodecs.crc32c/location"],
        is_at_end: true,
        published: "bytes whose checksums are published for many algorithms",
        parameters: "the place of the checksum",
        configurations: CONFIGURATIONS,
    };
    checked.questions()
}

const CONFIGURATIONS: &[(&str, &str, &str)] = &[
    ("bare", r#""numcodecs.crc32c""#, "core/extension-object"),
    ("absent", r#"{"name":"numcodecs.crc32c"}"#, "core/extension-object"),
    (
        "start",
        r#"{"name":"numcodecs.crc32c","configuration":{"location":"start"}}"#,
        "numcodecs.crc32c/location",
    ),
    (
        "end",
        r#"{"name":"numcodecs.crc32c","configuration":{"location":"end"}}"#,
        "numcodecs.crc32c/location",
    ),
    (
        "null",
        r#"{"name":"numcodecs.crc32c","configuration":{"location":null}}"#,
        "numcodecs.crc32c/location",
    ),
    (
        "middle",
        r#"{"name":"numcodecs.crc32c","configuration":{"location":"middle"}}"#,
        "numcodecs.crc32c/location",
    ),
    (
        "upper",
        r#"{"name":"numcodecs.crc32c","configuration":{"location":"END"}}"#,
        "numcodecs.crc32c/location",
    ),
    (
        "number",
        r#"{"name":"numcodecs.crc32c","configuration":{"location":0}}"#,
        "numcodecs.crc32c/location",
    ),
    (
        "other",
        r#"{"name":"numcodecs.crc32c","configuration":{"place":"end"}}"#,
        "numcodecs.crc32c/location",
    ),
];
