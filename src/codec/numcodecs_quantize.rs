//! `numcodecs.quantize`: floats with fewer digits.

use super::clause::{Clause, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.quantize",
    aliases: &[],
    stage: Stage::ArrayToArray,
    page: "numcodecs 0.17.1 src/numcodecs/quantize.py",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 4] = [
    states(
        "numcodecs.quantize/digits",
        "Quantize.__init__",
        "digits is an integer, the number of decimal digits behind the point",
    ),
    states(
        "numcodecs.quantize/dtype",
        "Quantize.__init__",
        "dtype is the type of what comes in and astype that of what is encoded, dtype where it is absent; both are floats",
    ),
    states(
        "numcodecs.quantize/rounding",
        "Quantize.encode",
        "x times s, rounded to the nearest integer, ties to even, divided by s, in the arithmetic of dtype; s is the least power of two that is at least 10 to the power of digits",
    ),
    states(
        "numcodecs.quantize/decode",
        "Quantize.decode",
        "decoding casts, and changes nothing else",
    ),
];

const NOTES: [Note; 1] = [advisory(1801, "numcodecs.quantize/dtype", "May dtype be absent?")
    .reads(&[
        "no: the reference asks for it",
        "yes: the type that comes in is meant, as zarr-python fills in",
    ])
    .decided_by(&["numcodecs_quantize/encodings/configuration/encode/dtype-absent"])];
