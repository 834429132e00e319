//! `vlen-bytes`: byte strings one after the other, each behind its length.

use super::clause::{Clause, must, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "vlen-bytes",
    aliases: &["numcodecs.vlen-bytes"],
    stage: Stage::ArrayToBytes,
    page: "zarr-extensions codecs/vlen-bytes/README.md",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 4] = [
    must("vlen-bytes/name", "Codec name", "the name is vlen-bytes"),
    states("vlen-bytes/data-type", "Format and algorithm", "the data type is bytes"),
    states(
        "vlen-bytes/count",
        "Format and algorithm",
        "first comes the number of elements in the chunk, in 32 bits, unsigned and little-endian",
    ),
    states(
        "vlen-bytes/elements",
        "Format and algorithm",
        "then come the elements in lexicographical order, each as its number of bytes, in 32 bits, and its bytes",
    ),
];

const NOTES: [Note; 1] =
    [advisory(3101, "vlen-bytes/elements", "May bytes follow the last element?")
        .reads(&["no: the chunk is no encoding of an array", "yes: they are ignored"])
        .decided_by(&["vlen_bytes/encodings/damaged/decode/{longer-1,longer-4,longer-5,twice}"])];
