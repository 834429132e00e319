//! `numcodecs.zlib`: one zlib stream.

use super::clause::{Clause, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.zlib",
    aliases: &[],
    stage: Stage::BytesToBytes,
    page: "numcodecs 0.17.1 src/numcodecs/zlib.py",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 3] = [
    states(
        "numcodecs.zlib/level",
        "Zlib.__init__",
        "level is that of zlib, from -1 to 9, and 1 where it is absent",
    ),
    states(
        "numcodecs.zlib/format",
        "Zlib.decode",
        "encoded data is a zlib stream as RFC 1950 defines it",
    ),
    states(
        "numcodecs.zlib/deflate",
        "Zlib.decode",
        "what a stream holds is compressed as RFC 1951 defines it",
    ),
];

const NOTES: [Note; 1] = [advisory(
    1201,
    "numcodecs.zlib/format",
    "What does decoding do with bytes behind the stream?",
)
.reads(&[
    "it ignores them, as the reference does through zlib.decompress",
    "it fails: they are of no stream (RFC 1950 §2.2)",
])
.decided_by(&[
    "numcodecs_zlib/encodings/streams/decode/zero-behind",
    "numcodecs_zlib/encodings/streams/decode/others-behind",
    "numcodecs_zlib/encodings/streams/decode/second-behind",
])];
