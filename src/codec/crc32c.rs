//! `crc32c`: a checksum behind the bytes.

use super::clause::{Clause, must, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "crc32c",
    aliases: &[],
    stage: Stage::BytesToBytes,
    page: "zarr-specs docs/v3/codecs/crc32c/index.rst",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 4] = [
    must("crc32c/name", "Codec name", "the name is crc32c"),
    states(
        "crc32c/no-parameters",
        "Configuration parameters",
        "the codec has no configuration parameters",
    ),
    states(
        "crc32c/checksum",
        "Format and algorithm",
        "the checksum is the CRC32C of the bytes as RFC 3720 defines it",
    ),
    states(
        "crc32c/appended",
        "Format and algorithm",
        "the bytes stay unchanged, and the checksum follows them as a 32-bit little-endian integer",
    ),
];

const NOTES: [Note; 1] =
    [advisory(501, "crc32c/checksum", "What does decoding do where the checksum does not match?")
        .reads(&[
            "it fails: no bytes are encoded so",
            "it drops the checksum without comparing it: the page says nothing of decoding",
        ])
        .decided_by(&[
            "chains/users/decode/satellite/changed",
            "crc32c/encodings/damaged/decode/bit-0",
            "crc32c/encodings/damaged/decode/bit-1",
        ])];
