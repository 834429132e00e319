//! `numcodecs.shuffle`: the first bytes of all elements, then the second ones, and so on.

use super::clause::{Clause, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.shuffle",
    aliases: &[],
    stage: Stage::BytesToBytes,
    page: "numcodecs 0.17.1 src/numcodecs/shuffle.py",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 3] = [
    states(
        "numcodecs.shuffle/elementsize",
        "Shuffle.__init__",
        "elementsize is an integer, and 4 where it is absent; up to 1 nothing is moved",
    ),
    states(
        "numcodecs.shuffle/order",
        "_doShuffle",
        "byte j of element i is byte j * n + i of what is encoded, where n is the number of elements",
    ),
    states(
        "numcodecs.shuffle/multiple",
        "Shuffle._prepare_arrays",
        "encoding and decoding fail where the number of bytes is no multiple of elementsize",
    ),
];

const NOTES: [Note; 2] = [
    advisory(
        1501,
        "numcodecs.shuffle/elementsize",
        "How many bytes has an element where elementsize is absent?",
    )
    .reads(&[
        "4, as in the reference",
        "as many as an element of the array, as its writers fill in",
    ])
    .decided_by(&[
        "numcodecs_shuffle/encodings/configuration/encode/absent",
        "numcodecs_shuffle/encodings/configuration/decode/absent",
        "chains/users/encode/shuffled-absent",
        "chains/users/decode/shuffled-absent",
    ]),
    advisory(1502, "numcodecs.shuffle/elementsize", "Is elementsize valid below 1?")
        .reads(&["yes: nothing is moved, as in the reference", "no: no element has so many bytes"])
        .decided_by(&[
            "numcodecs_shuffle/encodings/configuration/encode/zero",
            "numcodecs_shuffle/encodings/configuration/decode/zero",
            "numcodecs_shuffle/encodings/configuration/encode/negative",
        ]),
];
