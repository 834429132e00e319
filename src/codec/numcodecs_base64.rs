//! `numcodecs.base64`: bytes as characters of Base64.

use super::clause::{Clause, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.base64",
    aliases: &[],
    stage: Stage::BytesToBytes,
    page: "numcodecs 0.17.1 src/numcodecs/base64.py",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const DECODE: &str = "Base64.decode";

const CLAUSES: [Clause; 4] = [
    states(
        "numcodecs.base64/format",
        "Base64.encode",
        "encoded data is the Base64 of RFC 4648, section 4: padded, and in one line",
    ),
    states(
        "numcodecs.base64/groups",
        DECODE,
        "decoding fails where what it reads is no whole number of groups of 4 characters, padding included",
    ),
    states("numcodecs.base64/alphabet", DECODE, "decoding ignores characters of no alphabet"),
    states(
        "numcodecs.base64/padding",
        DECODE,
        "decoding ends where padding completes a group, and ignores other padding",
    ),
];

const NOTES: [Note; 3] = [
    advisory(
        2401,
        "numcodecs.base64/alphabet",
        "What does decoding do with a character outside the alphabet?",
    )
    .reads(&[
        "it ignores the character, as the reference does through base64.standard_b64decode",
        "it fails, as RFC 4648 §3.3 has it",
    ])
    .decided_by(&[
        "numcodecs_base64/encodings/{characters,padding}/decode/*",
        "numcodecs_base64/encodings/characters/decode/{10,32,45,95}",
    ]),
    advisory(
        2402,
        "numcodecs.base64/padding",
        "What does decoding do with padding that does not end the data?",
    )
    .reads(&[
        "it ends where the padding completes a group, and ignores other padding, as the reference does",
        "it fails, as RFC 4648 §3.3 has it",
    ])
    .decided_by(&["numcodecs_base64/encodings/padding/decode/{second,first,inside,excess,more}"]),
    advisory(
        2403,
        "numcodecs.base64/format",
        "Does decoding refuse bits before the padding that are not zero?",
    )
    .reads(&["no: the reference ignores them", "yes, as RFC 4648 §3.5 permits"])
    .decided_by(&["numcodecs_base64/encodings/padding/decode/{bits-1,bits-2}"]),
];
