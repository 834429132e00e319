//! `gzip`: members of the gzip format, one after the other.

use super::clause::{Clause, Level, must, page, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "gzip",
    aliases: &["numcodecs.gzip"],
    stage: Stage::BytesToBytes,
    page: "zarr-specs docs/v3/codecs/gzip/index.rst",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 4] = [
    must("gzip/name", "Codec name", "the name is gzip"),
    states(
        "gzip/level",
        "Configuration parameters",
        "level is an integer from 0 to 9, and decoding does not depend on it",
    ),
    page(
        "gzip/format",
        "Format and algorithm",
        Level::Should,
        "encoded data is a gzip file as RFC 1952 defines it: a series of members",
    ),
    states(
        "gzip/deflate",
        "Format and algorithm",
        "what a member holds is compressed as RFC 1951 defines it",
    ),
];

const NOTES: [Note; 5] = [
    advisory(1101, "gzip/format", "Does decoding compare CRC32 and ISIZE with the bytes?")
        .reads(&[
            "yes: it fails where one of them is another, or is cut off",
            "no: a decompressor need not examine the trailer (RFC 1952 §2.3.1.2)",
        ])
        .decided_by(&[
            "gzip/encodings/damaged/decode/bit-120",
            "gzip/encodings/damaged/decode/bit-152",
            "gzip/encodings/damaged/decode/cut-22",
        ]),
    advisory(
        1102,
        "gzip/format",
        "What does decoding do with bytes behind a member that begin no other?",
    )
    .reads(&[
        "it fails: a file is a series of members, with nothing after them (RFC 1952 §2.2)",
        "it skips zeros, and fails at anything else",
        "it ignores them and what follows",
    ])
    .decided_by(&[
        "gzip/encodings/files/decode/zero",
        "gzip/encodings/files/decode/zeros",
        "gzip/encodings/files/decode/others",
        "gzip/encodings/files/decode/half-magic",
    ]),
    advisory(1103, "gzip/format", "Is a file without a member a gzip file?")
        .reads(&["no: decoding fails", "yes: it decodes to no bytes"])
        .decided_by(&["gzip/encodings/files/decode/none"]),
    advisory(
        1104,
        "gzip/format",
        "Does decoding compare the checksum of the header, where there is one?",
    )
    .reads(&[
        "yes: it fails where the checksum is another",
        "no: a decompressor may skip it with the optional fields (RFC 1952 §2.3.1.2)",
    ])
    .decided_by(&[
        "gzip/encodings/members/decode/header-checksum-wrong",
        "gzip/encodings/members/decode/all-wrong",
    ]),
    advisory(1105, "gzip/level", "May level be absent?")
        .reads(&[
            "no: the page calls no parameter optional; numcodecs.gzip has a default",
            "yes: decoding needs no level, and an encoder chooses one",
        ])
        .decided_by(&[
            "gzip/encodings/configuration/decode/level-absent",
            "gzip/encodings/configuration/decode/configuration-absent",
            "gzip/encodings/configuration/decode/bare",
        ]),
];
