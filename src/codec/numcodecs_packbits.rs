//! `numcodecs.packbits`: truth values as bits, behind the number of bits that fill up the last byte.

use super::clause::{Clause, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.packbits",
    aliases: &[],
    stage: Stage::ArrayToArray,
    page: "numcodecs 0.17.1 src/numcodecs/packbits.py",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const ENCODE: &str = "PackBits.encode";
const DECODE: &str = "PackBits.decode";

const CLAUSES: [Clause; 5] = [
    states("numcodecs.packbits/data-type", ENCODE, "an array of bool comes in"),
    states(
        "numcodecs.packbits/encoded",
        ENCODE,
        "an array of uint8 with one dimension comes out: a byte, and one for every eight elements or fewer",
    ),
    states(
        "numcodecs.packbits/bits",
        ENCODE,
        "elements are bits in C order, the most significant bit of a byte first; bits of 0 fill up the last byte",
    ),
    states(
        "numcodecs.packbits/first-byte",
        ENCODE,
        "the first byte is the number of bits that fill up the last one",
    ),
    states(
        "numcodecs.packbits/dropped",
        DECODE,
        "as many bits as the first byte says are dropped at the end, whatever they are, and the others are the elements",
    ),
];

const NOTES: [Note; 2] = [
    advisory(
        2501,
        "numcodecs.packbits/dropped",
        "What does decoding do where a bit that fills up the last byte is 1?",
    )
    .reads(&["it ignores the bit, as the reference does", "it fails: no array is encoded so"])
    .decided_by(&["numcodecs_packbits/encodings/damaged/decode/{3/bit-8,3/bit-12,11/bit-16}"]),
    advisory(
        2502,
        "numcodecs.packbits/first-byte",
        "What does decoding do where the first byte is not the number of bits that fill up the last one?",
    )
    .reads(&[
        "it fails: the elements that the reference is left with are not those of the shape",
        "it ignores the byte: the shape says how many elements there are",
    ])
    .decided_by(&[
        "numcodecs_packbits/encodings/damaged/decode/{3/bit-0,3/bit-3,8/bit-0,8/bit-7,11/bit-1}",
    ]),
];
