//! `reshape`: the elements of an array, in their order, in another shape.

use super::clause::{Clause, must, states};
use super::definition::{Definition, Stage};
use super::note::{Note, strict};

pub const DEFINITION: Definition = Definition {
    name: "reshape",
    aliases: &[],
    stage: Stage::ArrayToArray,
    page: "zarr-extensions codecs/reshape/README.md",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 7] = [
    must("reshape/name", "Codec name", "the name is reshape"),
    must(
        "reshape/shape",
        "Configuration parameters",
        "shape lists, for each dimension that is encoded, a positive integer, -1, or a list of dimensions that come in",
    ),
    states(
        "reshape/input-dims",
        "Configuration parameters",
        "a list of dimensions that come in stands for the product of their lengths",
    ),
    must(
        "reshape/automatic",
        "Configuration parameters",
        "-1 occurs at most once, and stands for what makes both arrays of one size",
    ),
    must(
        "reshape/size",
        "Configuration parameters",
        "it is an error if the shapes do not have the same number of elements",
    ),
    must(
        "reshape/increasing",
        "Configuration parameters",
        "the dimensions in all lists, one list after the other, increase strictly",
    ),
    must(
        "reshape/aligned",
        "Configuration parameters",
        "before and behind a dimension that has a list, there are as many elements as before and behind its dimensions",
    ),
];

const NOTES: [Note; 1] = [strict(
    3201,
    "reshape/aligned",
    "To what is the size before a dimension with a list compared?",
)
.reads(&[
    "to the product of the lengths of all dimensions before the first of the list, as the example and the reason need it",
    "to the length of the first of the list, as the formula has it",
])
.decided_by(&[
    "reshape/encodings/types/encode/{float64,float32,int64}/2x3x2/d0-1-d2",
    "reshape/encodings/shapes/encode/uint8/10x5x6x3/d0-1-d2-3",
])];
