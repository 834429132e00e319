//! `numcodecs.crc32c`: a CRC-32C beside the bytes.

use super::clauses::{Clause, Level, page};
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
    page(
        "numcodecs.crc32c/checksum",
        "CRC32C.checksum",
        Level::States,
        "the checksum is the CRC-32C of the bytes as RFC 3720 defines it",
    ),
    page(
        "numcodecs.crc32c/location",
        "Checksum32.__init__",
        Level::States,
        "location is \"start\" or \"end\", and \"end\" where it is absent or null",
    ),
    page(
        "numcodecs.crc32c/format",
        "Checksum32.encode",
        Level::States,
        "the bytes stay unchanged; the checksum stands before or behind them as a 32-bit little-endian integer",
    ),
    page(
        "numcodecs.crc32c/compared",
        "Checksum32.decode",
        Level::States,
        "decoding fails where the checksum is another, or there are fewer than 4 bytes",
    ),
];

const NOTES: [Note; 0] = [];
