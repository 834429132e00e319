//! `numcodecs.delta`: differences between neighbours.

use super::clause::{Clause, states};
use super::definition::{Definition, Stage};
use super::note::Note;

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.delta",
    aliases: &[],
    stage: Stage::ArrayToArray,
    page: "numcodecs 0.17.1 src/numcodecs/delta.py",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 5] = [
    states(
        "numcodecs.delta/dtype",
        "Delta.__init__",
        "dtype is the type of what comes in, in the words of NumPy",
    ),
    states(
        "numcodecs.delta/astype",
        "Delta.__init__",
        "astype is the type of what is encoded, and dtype where it is absent or null; what is none of that type is undefined",
    ),
    states(
        "numcodecs.delta/encode",
        "Delta.encode",
        "the first element stays, and each other one is its difference from the one before, in the arithmetic of dtype and in C order",
    ),
    states(
        "numcodecs.delta/decode",
        "Delta.decode",
        "elements are summed in the type that NumPy has for both types, and each sum is cast",
    ),
    states("numcodecs.delta/fill-value", "Delta.encode", "an element has no encoding by itself"),
];

const NOTES: [Note; 0] = [];
