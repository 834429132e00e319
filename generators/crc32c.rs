//! Questions about `crc32c`.

use super::ask::Questions;
use super::checked::{Checked, listed};
use crate::codec::crc32c::DEFINITION;

pub(super) fn questions() -> Vec<Questions> {
    let checked = Checked {
        codec: &DEFINITION,
        entry: r#"{"name":"crc32c"}"#.to_owned(),
        clauses: ["crc32c/checksum", "crc32c/appended"],
        is_at_end: true,
        published: "the examples of RFC 3720, appendix B.4",
        parameters: "the codec has no parameters",
        configurations: listed(CONFIGURATIONS),
    };
    checked.questions()
}

const CONFIGURATIONS: &[(&str, &str, &str)] = &[
    ("bare", r#""crc32c""#, "core/extension-object"),
    ("empty", r#"{"name":"crc32c","configuration":{}}"#, "crc32c/no-parameters"),
    ("null", r#"{"name":"crc32c","configuration":null}"#, "crc32c/no-parameters"),
    (
        "location",
        r#"{"name":"crc32c","configuration":{"location":"start"}}"#,
        "crc32c/no-parameters",
    ),
];
