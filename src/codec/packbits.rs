//! `packbits`: the bits of elements without gaps.

use super::axis::Axis;
use super::clause::{Clause, must, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory, strict};

pub const DEFINITION: Definition = Definition {
    name: "packbits",
    aliases: &[],
    stage: Stage::ArrayToBytes,
    page: "zarr-extensions codecs/packbits/README.md",
    axes: &[
        Axis {
            name: "padding_encoding",
            pointer: "/configuration/padding_encoding",
            words: &["none", "first_byte", "last_byte"],
            absent: Some("none"),
        },
        Axis::free("first_bit", "/configuration/first_bit", Some("null")),
        Axis::free("last_bit", "/configuration/last_bit", Some("null")),
    ],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const ELEMENTS: &str = "Encoding/decoding of individual array elements";
const SEQUENCE: &str = "Encoding and decoding multiple";

const CLAUSES: [Clause; 14] = [
    must("packbits/name", "Codec name", "the name is packbits"),
    must(
        "packbits/padding-encoding",
        "padding_encoding",
        "padding_encoding is \"first_byte\", \"last_byte\" or \"none\", which is the default",
    ),
    states(
        "packbits/numcodecs",
        "padding_encoding",
        "\"first_byte\" is compatible with the packbits codec of numcodecs, which has bool alone",
    ),
    states(
        "packbits/first-bit",
        "first_bit",
        "first_bit counts from the least significant bit, and is 0 where absent or null",
    ),
    states(
        "packbits/last-bit",
        "last_bit",
        "last_bit counts likewise, and is the last bit of a component where absent or null",
    ),
    must("packbits/last-bit-order", "last_bit", "last_bit is first_bit or more"),
    states(
        "packbits/extracted",
        ELEMENTS,
        "the bits from first_bit to last_bit of each component are encoded",
    ),
    states(
        "packbits/extended",
        ELEMENTS,
        "decoded bits are shifted to first_bit, and the sign of signed integers is extended",
    ),
    states("packbits/order", SEQUENCE, "elements follow each other in lexicographical order"),
    states("packbits/padding", SEQUENCE, "bits of 0 fill up the last byte"),
    states("packbits/bytes", SEQUENCE, "every eight bits are a byte"),
    states(
        "packbits/padding-byte",
        SEQUENCE,
        "the first or the last byte is the number of padding bits where padding_encoding says so",
    ),
    states(
        "packbits/data-types",
        "Supported data types",
        "the types of the list; those of whole bytes in little-endian representation",
    ),
    states(
        "packbits/schema",
        "schema.json",
        "members start_bit, end_bit and padding_encoding of \"start_byte\", \"end_byte\" or \"none\"",
    ),
];

const NOTES: [Note; 9] = [
    advisory(301, "packbits/numcodecs", "Which bit of a byte comes first?").reads(&[
            "the least significant one, as in elements, so that whole elements are little-endian",
            "the most significant one, as in numcodecs, while elements begin with first_bit",
            "the most significant one, as in numcodecs, and elements begin with last_bit",
            "the most significant one for bool with first_byte, as in numcodecs, and else the least",
        ]).decided_by(&[
            "packbits/encodings/ranges/decode/float64/7/0-0",
            "packbits/encodings/ranges/decode/float32/7/3-8",
            "packbits/encodings/ranges/decode/int64/7/0-0",
            "packbits/encodings/ranges/decode/bool/7/0-0",
            "packbits/encodings/types/decode/bool/5/first_byte",
            "packbits/encodings/types/encode/bool/5/first_byte",
        ]),
    advisory(302, "packbits/schema", "Is the configuration spelt as in the text or as in the schema?").reads(&[
            "as in the text: first_bit, last_bit, first_byte, last_byte",
            "as in the schema: start_bit, end_bit, start_byte, end_byte",
            "either way",
        ]).decided_by(&[
            "packbits/encodings/ranges/decode/float64/7/0-0",
            "packbits/encodings/ranges/decode/float32/7/0-0",
            "packbits/encodings/ranges/decode/int64/7/0-0",
            "packbits/encodings/ranges/decode/bool/7/0-0",
            "packbits/encodings/configuration/encode/float64/3/schema-bits",
            "packbits/encodings/configuration/encode/float32/3/schema-bits",
        ]),
    advisory(303, "packbits/data-types", "Are floats and complex numbers supported that the list lacks, such as float16?").reads(&["yes, in little-endian representation like the others", "no"]).decided_by(&[
            "packbits/encodings/ranges/decode/float16/7/0-0",
            "packbits/encodings/ranges/decode/float16/7/0-8",
            "packbits/encodings/ranges/decode/float16/7/3-8",
        ]),
    advisory(304, "packbits/data-types", "Are raw bits supported?").reads(&[
            "no: none of their bits is the least significant one",
            "yes, as an unsigned integer whose bytes are little-endian",
        ]).decided_by(&[
            "packbits/encodings/ranges/encode/r8/7/0-0",
            "packbits/encodings/ranges/encode/r8/7/0-4",
            "packbits/encodings/ranges/encode/r8/7/0-7",
        ]),
    advisory(305, "packbits/extended", "How are moments and durations extended?").reads(&["by the sign, as int64", "by zeros: they are no signed integers"]).decided_by(&[
            "packbits/encodings/ranges/decode/numpy.datetime64[1s]/7/0-0",
            "packbits/encodings/ranges/decode/numpy.datetime64[1s]/7/3-8",
            "packbits/encodings/ranges/decode/numpy.datetime64[1s]/7/0-32",
        ]),
    strict(306, "packbits/extracted", "What is encoded of an element that its extracted bits do not give back?").reads(&["its extracted bits", "nothing: such an element is an error"]).decided_by(&[
            "packbits/encodings/ranges/encode/float64/7/0-0",
            "packbits/encodings/ranges/encode/float32/7/0-0",
            "packbits/encodings/ranges/encode/int64/7/0-0",
            "packbits/encodings/ranges/encode/int2/7/0-0",
        ]),
    advisory(307, "packbits/padding-byte", "What does decoding do where the byte with the number of padding bits is wrong?").reads(&["it fails: no array of the shape is encoded so", "it ignores that byte"]).decided_by(&[
            "packbits/encodings/damaged/decode/float64/3/last_byte/last-byte",
            "packbits/encodings/damaged/decode/float32/3/last_byte/last-byte",
            "packbits/encodings/damaged/decode/int64/3/last_byte/last-byte",
            "packbits/encodings/damaged/decode/bool/3/last_byte/last-byte",
        ]),
    advisory(308, "packbits/padding", "What does decoding do where a padding bit is 1?").reads(&["it ignores padding bits", "it fails: no array is encoded so"]).decided_by(&[
            "packbits/encodings/damaged/decode/bool/3/none/last-byte-8",
            "packbits/encodings/damaged/decode/bool/3/none/last-byte-high",
            "packbits/encodings/damaged/decode/int2/3/none/last-byte-high",
        ]),
    advisory(309, "packbits/bytes", "What does decoding do with more bytes than the shape has bits for?").reads(&[
            "it fails: no array of the shape is encoded so",
            "it ignores what is behind the elements",
        ]).decided_by(&[
            "packbits/encodings/damaged/decode/float64/3/none/twice",
            "packbits/encodings/damaged/decode/float32/3/none/twice",
            "packbits/encodings/damaged/decode/int64/3/none/twice",
            "packbits/encodings/damaged/decode/bool/3/none/twice",
        ]),
];
