//! Questions about `numcodecs.fletcher32`.

use super::ask::Questions;
use super::checked::{Checked, listed};
use crate::codec::numcodecs_fletcher32::DEFINITION;

pub(super) fn questions() -> Vec<Questions> {
    let checked = Checked {
        codec: &DEFINITION,
        entry: r#"{"name":"numcodecs.fletcher32","configuration":{}}"#.to_owned(),
        clauses: ["numcodecs.fletcher32/checksum", "numcodecs.fletcher32/appended"],
        is_at_end: true,
        published: "bytes whose checksums are published for many algorithms",
        parameters: "the codec has no parameters",
        configurations: listed(CONFIGURATIONS),
    };
    checked.questions()
}

const CONFIGURATIONS: &[(&str, &str, &str)] = &[
    ("bare", r#""numcodecs.fletcher32""#, "core/extension-object"),
    ("absent", r#"{"name":"numcodecs.fletcher32"}"#, "core/extension-object"),
    (
        "location",
        r#"{"name":"numcodecs.fletcher32","configuration":{"location":"start"}}"#,
        "numcodecs.fletcher32/no-parameters",
    ),
];
