//! `gzip`: members of the gzip format, one after the other.

use super::clauses::{Clause, Level, page};
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
    page("gzip/name", "Codec name", Level::Must, "the name is gzip"),
    page(
        "gzip/level",
        "Configuration parameters",
        Level::States,
        "level is an integer from 0 to 9, and decoding does not depend on it",
    ),
    page(
        "gzip/format",
        "Format and algorithm",
        Level::Should,
        "encoded data is a gzip file as RFC 1952 defines it: a series of members",
    ),
    page(
        "gzip/deflate",
        "Format and algorithm",
        Level::States,
        "what a member holds is compressed as RFC 1951 defines it",
    ),
];

const NOTES: [Note; 5] = [
    advisory(
        1101,
        "gzip/format",
        "Does decoding compare CRC32 and ISIZE with the bytes?",
        &[
            "yes: it fails where one of them is another, or is cut off",
            "no: a decompressor need not examine the trailer (RFC 1952 §2.3.1.2)",
        ],
        &[
            "gzip/encodings/damaged/decode/bit-120",
            "gzip/encodings/damaged/decode/bit-152",
            "gzip/encodings/damaged/decode/cut-22",
        ],
    ),
    advisory(
        1102,
        "gzip/format",
        "What does decoding do with bytes behind a member that begin no other?",
        &[
            "it fails: a file is a series of members, with nothing after them (RFC 1952 §2.2)",
            "it skips zeros, and fails at anything else",
            "it ignores them and what follows",
        ],
        &[
            "gzip/encodings/files/decode/zero",
            "gzip/encodings/files/decode/zeros",
            "gzip/encodings/files/decode/others",
            "gzip/encodings/files/decode/half-magic",
        ],
    ),
    advisory(
        1103,
        "gzip/format",
        "Is a file without a member a gzip file?",
        &["no: decoding fails", "yes: it decodes to no bytes"],
        &["gzip/encodings/files/decode/none"],
    ),
    advisory(
        1104,
        "gzip/format",
        "Does decoding compare the checksum of the header, where there is one?",
        &[
            "yes: it fails where the checksum is another",
            "no: a decompressor may skip it with the optional fields (RFC 1952 §2.3.1.2)",
        ],
        &[
            "gzip/encodings/members/decode/header-checksum-wrong",
            "gzip/encodings/members/decode/all-wrong",
        ],
    ),
    advisory(
        1105,
        "gzip/level",
        "May level be absent?",
        &[
            "no: the page calls no parameter optional; numcodecs.gzip has a default",
            "yes: decoding needs no level, and an encoder chooses one",
        ],
        &[
            "gzip/encodings/configuration/decode/level-absent",
            "gzip/encodings/configuration/decode/configuration-absent",
            "gzip/encodings/configuration/decode/bare",
        ],
    ),
];
