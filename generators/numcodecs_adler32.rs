//! What is asked of `numcodecs.adler32`.

use super::ask::Questions;
use super::checked::Checked;
use crate::codec::numcodecs_adler32::DEFINITION;

pub(super) fn questions() -> Vec<Questions> {
    let checked = Checked {
        codec: &DEFINITION,
        entry: r#"{"name":"numcodecs.adler32","configuration":{}}"#,
        clauses: ["numcodecs.adler32/checksum", "numcodecs.adler32/location"],
        is_at_end: false,
        published: "bytes whose checksums are published for many algorithms",
        parameters: "the place of the checksum",
        configurations: CONFIGURATIONS,
    };
    checked.questions()
}

const CONFIGURATIONS: &[(&str, &str, &str)] = &[
    ("bare", r#""numcodecs.adler32""#, "core/extension-object"),
    ("absent", r#"{"name":"numcodecs.adler32"}"#, "core/extension-object"),
    (
        "start",
        r#"{"name":"numcodecs.adler32","configuration":{"location":"start"}}"#,
        "numcodecs.adler32/location",
    ),
    (
        "end",
        r#"{"name":"numcodecs.adler32","configuration":{"location":"end"}}"#,
        "numcodecs.adler32/location",
    ),
    (
        "null",
        r#"{"name":"numcodecs.adler32","configuration":{"location":null}}"#,
        "numcodecs.adler32/location",
    ),
    (
        "middle",
        r#"{"name":"numcodecs.adler32","configuration":{"location":"middle"}}"#,
        "numcodecs.adler32/location",
    ),
    (
        "upper",
        r#"{"name":"numcodecs.adler32","configuration":{"location":"END"}}"#,
        "numcodecs.adler32/location",
    ),
    (
        "number",
        r#"{"name":"numcodecs.adler32","configuration":{"location":0}}"#,
        "numcodecs.adler32/location",
    ),
    (
        "other",
        r#"{"name":"numcodecs.adler32","configuration":{"place":"end"}}"#,
        "numcodecs.adler32/location",
    ),
];
