//! `numcodecs.adler32`: an Adler-32 beside the bytes.

use super::clause::{Clause, states};
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
    states(
        "numcodecs.adler32/checksum",
        "Adler32.checksum",
        "the checksum is the Adler-32 of the bytes as RFC 1950 defines it",
    ),
    states(
        "numcodecs.adler32/location",
        "Checksum32.__init__",
        "location is \"start\" or \"end\", and \"start\" where it is absent or null",
    ),
    states(
        "numcodecs.adler32/format",
        "Checksum32.encode",
        "the bytes stay unchanged; the checksum stands before or behind them as a 32-bit little-endian integer",
    ),
    states(
        "numcodecs.adler32/compared",
        "Checksum32.decode",
        "decoding fails where the checksum is another, or there are fewer than 4 bytes",
    ),
];

const NOTES: [Note; 0] = [];
