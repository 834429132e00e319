//! `transpose`: the dimensions of an array in another order.

use super::clause::{Clause, must, states};
use super::definition::{Definition, Stage};
use super::note::{Note, strict};

pub const DEFINITION: Definition = Definition {
    name: "transpose",
    aliases: &[],
    stage: Stage::ArrayToArray,
    page: "zarr-specs docs/v3/codecs/transpose/index.rst",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 4] = [
    must("transpose/name", "Codec name", "the name is transpose"),
    must(
        "transpose/order",
        "Configuration parameters",
        "order is required, and a permutation of 0 to n-1, where n is the number of dimensions that come in",
    ),
    states(
        "transpose/shape",
        "Format and algorithm",
        "dimension i of what is encoded is as long as dimension order[i] of what comes in",
    ),
    states(
        "transpose/elements",
        "Format and algorithm",
        "position i of an element in what is encoded is its position order[i] in what comes in",
    ),
];

const NOTES: [Note; 1] = [strict(601, "transpose/elements", "Which way does order go?")
    .reads(&[
        "dimension i of what is encoded is dimension order[i] of the array",
        "dimension order[i] of what is encoded is dimension i of the array",
    ])
    .decided_by(&[
        "transpose/encodings/types/decode/float64/2x3x2/2-0-1",
        "transpose/encodings/types/decode/float32/2x3x2/2-0-1",
        "transpose/encodings/types/decode/int64/2x3x2/2-0-1",
        "transpose/encodings/orders/encode/uint8/2x3x4/1-2-0",
    ])];
