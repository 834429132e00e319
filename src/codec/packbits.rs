//! `packbits`: elements in no more bits than they have.

use super::clauses::{Clause, Level, page};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory};

pub const DEFINITION: Definition = Definition {
    name: "packbits",
    aliases: &[],
    stage: Stage::ArrayToBytes,
    page: "zarr-extensions codecs/packbits/README.md",
    clauses: &CLAUSES,
    notes: &NOTES,
};

const ELEMENTS: &str = "Encoding/decoding of individual array elements";
const SEQUENCE: &str = "Encoding and decoding multiple";

const CLAUSES: [Clause; 11] = [
    page("packbits/name", "Codec name", Level::Must, "the name is packbits"),
    page(
        "packbits/padding-encoding",
        "padding_encoding",
        Level::Must,
        "padding_encoding is \"first_byte\", \"last_byte\" or \"none\", which is the default",
    ),
    page(
        "packbits/numcodecs",
        "padding_encoding",
        Level::States,
        "\"first_byte\" is compatible with the codec of numcodecs, which has bool alone",
    ),
    page("packbits/first-bit", "first_bit", Level::States, "bits below first_bit are not encoded"),
    page(
        "packbits/last-bit",
        "last_bit",
        Level::States,
        "bits above last_bit are not encoded; last_bit is not below first_bit",
    ),
    page(
        "packbits/components",
        "last_bit",
        Level::States,
        "both bits count in each component of a complex number",
    ),
    page(
        "packbits/element",
        ELEMENTS,
        Level::States,
        "an element has last_bit - first_bit + 1 bits",
    ),
    page(
        "packbits/extension",
        ELEMENTS,
        Level::States,
        "decoded signed integers are sign-extended, all others zero-extended, and bits below are 0",
    ),
    page("packbits/sequence", SEQUENCE, Level::States, "elements follow each other bit by bit"),
    page(
        "packbits/padding",
        SEQUENCE,
        Level::States,
        "the sequence ends with 0 bits to whole bytes",
    ),
    page("packbits/data-types", "Supported data types", Level::States, "the types of the list"),
];

const NOTES: [Note; 5] = [
    advisory(
        301,
        "packbits/sequence",
        "Which bit of an encoded byte comes first?",
        &[
            "the least significant one, as the page counts the bits of an element",
            "the most significant one, of elements too, as in the codec of numcodecs",
        ],
        &[
            "packbits/encodings/ranges/decode/float64/7/0-0",
            "packbits/encodings/ranges/decode/float32/7/3-8",
            "packbits/encodings/ranges/decode/int64/7/0-0",
            "packbits/encodings/ranges/decode/bool/7/0-0",
        ],
    ),
    advisory(
        302,
        "packbits/padding-encoding",
        "Are the names of schema.json valid: start_bit, end_bit, start_byte and end_byte?",
        &["no: the page has other names", "yes: they mean what the page names otherwise"],
        &[
            "packbits/encodings/configuration/encode/float64/3/schema-bits",
            "packbits/encodings/configuration/encode/float32/3/schema-bits",
            "packbits/encodings/configuration/encode/int64/3/schema-bits",
            "packbits/encodings/configuration/encode/bool/3/schema-bits",
        ],
    ),
    advisory(
        303,
        "packbits/padding-encoding",
        "What does decoding do where the padding byte is wrong?",
        &["it fails: no array is encoded so", "it ignores the byte, for the shape is known"],
        &[
            "packbits/encodings/damaged/decode/float64/3/last_byte/last-byte",
            "packbits/encodings/damaged/decode/float32/3/last_byte/last-byte",
            "packbits/encodings/damaged/decode/int64/3/last_byte/last-byte",
            "packbits/encodings/damaged/decode/bool/3/last_byte/last-byte",
        ],
    ),
    advisory(
        304,
        "packbits/padding",
        "What does decoding do where a padding bit is 1?",
        &["it fails: no array is encoded so", "it ignores the bit"],
        &[
            "packbits/encodings/damaged/decode/bool/3/none/last-byte-8",
            "packbits/encodings/damaged/decode/bool/3/none/last-byte-high",
            "packbits/encodings/damaged/decode/int2/3/none/last-byte-high",
        ],
    ),
    advisory(
        305,
        "packbits/data-types",
        "Is the codec defined for types of a fixed size that the list does not have?",
        &["no: the list has all of them", "yes, by the bits of their representation"],
        &[
            "packbits/encodings/ranges/encode/float16/7/0-0",
            "packbits/encodings/ranges/encode/r8/7/0-0",
            "packbits/encodings/ranges/encode/r8/7/0-4",
            "packbits/encodings/ranges/encode/r8/7/0-7",
        ],
    ),
];
