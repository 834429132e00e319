//! `numcodecs.astype`: elements of another type.

use super::clause::{Clause, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.astype",
    aliases: &[],
    stage: Stage::ArrayToArray,
    page: "numcodecs 0.17.1 src/numcodecs/astype.py",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 3] = [
    states(
        "numcodecs.astype/encode-dtype",
        "AsType.__init__",
        "encode_dtype is the type of what is encoded, in the words of NumPy",
    ),
    states(
        "numcodecs.astype/decode-dtype",
        "AsType.__init__",
        "decode_dtype is the type of what comes in",
    ),
    states(
        "numcodecs.astype/cast",
        "AsType.encode",
        "integers wrap, floats are rounded to the nearest and, to integers, cut off; out of range of an integer a float has no value",
    ),
];

const NOTES: [Note; 1] =
    [advisory(1901, "numcodecs.astype/decode-dtype", "May decode_dtype be absent?")
        .reads(&[
            "no: the reference asks for it",
            "yes: the type that comes in is meant, as zarr-python fills in",
        ])
        .decided_by(&["numcodecs_astype/encodings/configuration/encode/decode-absent"])];
