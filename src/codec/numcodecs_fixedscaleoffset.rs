//! `numcodecs.fixedscaleoffset`: elements less an offset, times a scale, rounded to integers.

use super::clause::{Clause, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.fixedscaleoffset",
    aliases: &[],
    stage: Stage::ArrayToArray,
    page: "numcodecs 0.17.1 src/numcodecs/fixedscaleoffset.py",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 6] = [
    states(
        "numcodecs.fixedscaleoffset/offset",
        "FixedScaleOffset.__init__",
        "offset is a number: without fraction and exponent an integer, and else a float of 64 bits",
    ),
    states(
        "numcodecs.fixedscaleoffset/scale",
        "FixedScaleOffset.__init__",
        "scale is a number as offset is",
    ),
    states(
        "numcodecs.fixedscaleoffset/dtype",
        "FixedScaleOffset.__init__",
        "dtype is the type of what comes in, in the words of NumPy",
    ),
    states(
        "numcodecs.fixedscaleoffset/astype",
        "FixedScaleOffset.__init__",
        "astype is the type of what is encoded, and dtype where it is absent or null",
    ),
    states(
        "numcodecs.fixedscaleoffset/encode",
        "FixedScaleOffset.encode",
        "(x - offset) * scale in the arithmetic of the type, or of float64 for integers and a float; rounded to the nearest integer, ties to even; and cast",
    ),
    states(
        "numcodecs.fixedscaleoffset/decode",
        "FixedScaleOffset.decode",
        "x / scale + offset, integers as float64; and cast, which cuts off",
    ),
];

const NOTES: [Note; 1] =
    [advisory(1701, "numcodecs.fixedscaleoffset/dtype", "May dtype be absent?")
        .reads(&[
            "no: the reference asks for it",
            "yes: the type that comes in is meant, as zarr-python fills in",
        ])
        .decided_by(&["numcodecs_fixedscaleoffset/encodings/configuration/encode/dtype-absent"])];
