//! `numcodecs.delta`: differences between neighbours.

use super::clause::{Clause, Level, page};
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
    page(
        "numcodecs.delta/dtype",
        "Delta.__init__",
        Level::States,
        "dtype is the type of what comes in, in the words of NumPy",
    ),
    page(
        "numcodecs.delta/astype",
        "Delta.__init__",
        Level::States,
        "astype is the type of what is encoded, and dtype where it is absent or null; what is none of that type is undefined",
    ),
    page(
        "numcodecs.delta/encode",
        "Delta.encode",
        Level::States,
        "the first element stays, and each other one is its difference from the one before, in the arithmetic of dtype and in C order",
    ),
    page(
        "numcodecs.delta/decode",
        "Delta.decode",
        Level::States,
        "elements are summed in the type that NumPy has for both types, and each sum is cast",
    ),
    page(
        "numcodecs.delta/fill-value",
        "Delta.encode",
        Level::States,
        "an element has no encoding by itself",
    ),
];

const NOTES: [Note; 0] = [];
