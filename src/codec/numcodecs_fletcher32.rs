//! `numcodecs.fletcher32`: the checksum of HDF5's filter of this name, behind the bytes.

use super::clause::{Clause, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.fletcher32",
    aliases: &[],
    stage: Stage::BytesToBytes,
    page: "numcodecs 0.17.1 src/numcodecs/fletcher32.pyx",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 4] = [
    states("numcodecs.fletcher32/no-parameters", "Fletcher32", "the codec has no configuration"),
    states(
        "numcodecs.fletcher32/checksum",
        "_fletcher32",
        "the checksum is the sum of the big-endian words of 16 bits in its lower half and the sum of these sums in its upper half, with end-around carry; a last byte alone is the upper half of a word",
    ),
    states(
        "numcodecs.fletcher32/appended",
        "Fletcher32.encode",
        "the bytes stay unchanged, and the checksum follows them as a 32-bit little-endian integer",
    ),
    states(
        "numcodecs.fletcher32/compared",
        "Fletcher32.decode",
        "decoding fails where the checksum is another, or there are fewer than 4 bytes",
    ),
];

const NOTES: [Note; 1] =
    [advisory(1401, "numcodecs.fletcher32/checksum", "What is the checksum of no bytes?")
        .reads(&[
            "0, the sum of no words",
            "there is none: the reference fails, because it looks at the first byte",
        ])
        .decided_by(&[
            "numcodecs_fletcher32/encodings/lengths/encode/0",
            "numcodecs_fletcher32/encodings/lengths/decode/0",
        ])];
