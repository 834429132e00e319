//! `zstd`: frames of the Zstandard format, one after the other.

use super::clause::{Clause, Level, must, page, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "zstd",
    aliases: &["numcodecs.zstd"],
    stage: Stage::BytesToBytes,
    page: "zarr-extensions codecs/zstd/README.md",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 4] = [
    must("zstd/name", "Codec name", "the name is zstd"),
    states(
        "zstd/level",
        "level",
        "level is an integer from -131072 to 22, and decoding does not depend on it",
    ),
    states(
        "zstd/checksum",
        "checksum (Optional)",
        "checksum says whether a checksum is stored, which is verified when reading",
    ),
    page(
        "zstd/format",
        "Format and algorithm",
        Level::Should,
        "encoded data is of the Zstandard format as RFC 8878 defines it",
    ),
];

const NOTES: [Note; 2] = [
    advisory(1301, "zstd/format", "Are no bytes at all of the Zstandard format?")
        .reads(&["no: data is one or more frames (RFC 8878 §3)", "yes: they decode to no bytes"])
        .decided_by(&["zstd/encodings/frames/decode/none"]),
    advisory(1302, "zstd/level", "May level be absent?")
        .reads(&[
            "no: the page calls checksum optional, and level not; numcodecs.zstd has a default",
            "yes: decoding needs no level, and an encoder chooses one",
        ])
        .decided_by(&[
            "zstd/encodings/configuration/decode/level-absent",
            "zstd/encodings/configuration/decode/configuration-absent",
        ]),
];
