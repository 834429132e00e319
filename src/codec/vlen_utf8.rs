//! `vlen-utf8`: strings one after the other, each behind its length.

use super::clause::{Clause, must, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "vlen-utf8",
    aliases: &["numcodecs.vlen-utf8"],
    stage: Stage::ArrayToBytes,
    page: "zarr-extensions codecs/vlen-utf8/README.md",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 5] = [
    must("vlen-utf8/name", "Codec name", "the name is vlen-utf8"),
    states("vlen-utf8/data-type", "Format and algorithm", "the data type is string"),
    states(
        "vlen-utf8/count",
        "Format and algorithm",
        "first comes the number of elements in the chunk, in 32 bits, unsigned and little-endian",
    ),
    states(
        "vlen-utf8/elements",
        "Format and algorithm",
        "then come the elements in lexicographical order, each as its number of bytes, in 32 bits, and its bytes",
    ),
    states("vlen-utf8/utf8", "Format and algorithm", "the bytes of an element are its UTF-8"),
];

const NOTES: [Note; 1] =
    [advisory(3001, "vlen-utf8/elements", "May bytes follow the last element?")
        .reads(&["no: the chunk is no encoding of an array", "yes: they are ignored"])
        .decided_by(&["vlen_utf8/encodings/damaged/decode/{longer-1,longer-4,longer-5,twice}"])];
