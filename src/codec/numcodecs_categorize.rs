//! `numcodecs.categorize`: strings as numbers of labels.

use super::clause::{Clause, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.categorize",
    aliases: &[],
    stage: Stage::ArrayToArray,
    page: "numcodecs 0.17.1 src/numcodecs/categorize.py",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const NEW: &str = "Categorize.__init__";
const ENCODE: &str = "Categorize.encode";
const DECODE: &str = "Categorize.decode";

const CLAUSES: [Clause; 7] = [
    states(
        "numcodecs.categorize/dtype",
        NEW,
        "dtype is the type of the strings, and that of Python's objects for strings of any length",
    ),
    states("numcodecs.categorize/labels", NEW, "labels is a list of strings, of any number"),
    states(
        "numcodecs.categorize/astype",
        NEW,
        "astype is the type of what is encoded, in the words of NumPy, and u1 where it is absent",
    ),
    states(
        "numcodecs.categorize/encoded",
        ENCODE,
        "a label is encoded as its place in the list, from 1 on, and any other string as 0",
    ),
    states(
        "numcodecs.categorize/nulls",
        ENCODE,
        "a string is compared with a label without the U+0000 at its end, which NumPy drops",
    ),
    states(
        "numcodecs.categorize/too-many",
        ENCODE,
        "encoding fails where the type has no number for the place of a label, whether the label is there or not",
    ),
    states(
        "numcodecs.categorize/decoded",
        DECODE,
        "the place of a label is decoded as the label, and any other number as the empty string",
    ),
];

const NOTES: [Note; 2] = [
    advisory(
        2601,
        "numcodecs.categorize/decoded",
        "What does decoding do with a number that is the place of no label, and not 0?",
    )
    .reads(&["it gives the empty string, as the reference does", "it fails: nothing is encoded so"])
    .decided_by(&[
        "numcodecs_categorize/encodings/numbers/decode/{uint8,int16,uint32,float32}/beyond",
    ]),
    advisory(
        2602,
        "numcodecs.categorize/encoded",
        "What is a label encoded as that the list has twice?",
    )
    .reads(&["its last place, as in the reference", "its first place"])
    .decided_by(&["numcodecs_categorize/encodings/labels/encode/{twice,thrice,empty-twice}"]),
];
