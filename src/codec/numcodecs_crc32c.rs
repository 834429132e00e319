//! `numcodecs.crc32c`: a CRC-32C beside the bytes.

use super::clause::{Clause, states};
use super::definition::{Definition, Stage};
use super::note::Note;

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.crc32c",
    aliases: &[],
    stage: Stage::BytesToBytes,
    page: "numcodecs 0.17.1 src/numcodecs/checksum32.py",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 4] = [
    states(
        "numcodecs.crc32c/checksum",
        "CRC32C.checksum",
        "the checksum is the CRC-32C of the bytes as RFC 3720 defines it",
    ),
    states(
        "numcodecs.crc32c/location",
        "Checksum32.__init__",
        "location is \"start\" or \"end\", and \"end\" where it is absent or null",
    ),
    states(
        "numcodecs.crc32c/format",
        "Checksum32.encode",
        "the bytes stay unchanged; the checksum stands before or behind them as a 32-bit little-endian integer",
    ),
    states(
        "numcodecs.crc32c/compared",
        "Checksum32.decode",
        "decoding fails where the checksum is another, or there are fewer than 4 bytes",
    ),
];

const NOTES: [Note; 0] = [];
