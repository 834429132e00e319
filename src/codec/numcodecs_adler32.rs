//! `numcodecs.adler32`: an Adler-32 beside the bytes.

use super::clauses::{Clause, Level, page};
use super::definition::{Definition, Stage};
use super::note::Note;

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.adler32",
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
        "numcodecs.adler32/checksum",
        "Adler32.checksum",
        Level::States,
        "the checksum is the Adler-32 of the bytes as RFC 1950 defines it",
    ),
    page(
        "numcodecs.adler32/location",
        "Checksum32.__init__",
        Level::States,
        "location is \"start\" or \"end\", and \"start\" where it is absent or null",
    ),
    page(
        "numcodecs.adler32/format",
        "Checksum32.encode",
        Level::States,
        "the bytes stay unchanged; the checksum stands before or behind them as a 32-bit little-endian integer",
    ),
    page(
        "numcodecs.adler32/compared",
        "Checksum32.decode",
        Level::States,
        "decoding fails where the checksum is another, or there are fewer than 4 bytes",
    ),
];

const NOTES: [Note; 0] = [];
