//! `scale_offset`: an offset is subtracted, then a scale multiplied with, in the array's own arithmetic.

use super::axis::Axis;
use super::clauses::{Clause, Level, page};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory, strict};

pub const DEFINITION: Definition = Definition {
    name: "scale_offset",
    aliases: &[],
    stage: Stage::ArrayToArray,
    page: "zarr-extensions codecs/scale_offset/README.md",
    axes: &[
        scalar("offset", "/configuration/offset", "0"),
        scalar("scale", "/configuration/scale", "1"),
    ],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

/// A scalar of the array's type.
const fn scalar(name: &'static str, pointer: &'static str, absent: &'static str) -> Axis {
    Axis { name, pointer, words: &[], absent: Some(absent) }
}

const CLAUSES: [Clause; 19] = [
    page(
        "scale_offset/data-types",
        "introduction",
        Level::States,
        "the codec is defined for the 26 data types that it lists",
    ),
    page("scale_offset/name", "Name", Level::Must, "the name is scale_offset"),
    page(
        "scale_offset/additional-keys",
        "Configuration",
        Level::Must,
        "a configuration with other keys than offset and scale is invalid",
    ),
    page(
        "scale_offset/no-configuration",
        "Configuration",
        Level::States,
        "configuration may be omitted if it had no fields, and the codec then does nothing",
    ),
    page("scale_offset/offset", "offset", Level::States, "offset is subtracted to encode"),
    page(
        "scale_offset/offset-scalar",
        "offset",
        Level::Must,
        "offset is in the fill-value encoding of the array's data type",
    ),
    page(
        "scale_offset/offset-missing",
        "offset",
        Level::States,
        "a missing offset is the additive identity, such as 0",
    ),
    page(
        "scale_offset/scale",
        "scale",
        Level::States,
        "scale is multiplied with once offset has been subtracted",
    ),
    page(
        "scale_offset/scale-scalar",
        "scale",
        Level::Must,
        "scale is in the fill-value encoding of the array's data type",
    ),
    page(
        "scale_offset/scale-missing",
        "scale",
        Level::States,
        "a missing scale is the multiplicative identity, such as 1",
    ),
    page(
        "scale_offset/arithmetic",
        "Algorithm",
        Level::Must,
        "encoding and decoding follow the arithmetic of the array's data type",
    ),
    page(
        "scale_offset/not-representable",
        "Algorithm",
        Level::Must,
        "an intermediate or final value that the data type does not represent is an error",
    ),
    page("scale_offset/encode", "Encoding", Level::States, "out = (in - offset) * scale"),
    page(
        "scale_offset/encode-fill-value",
        "Encoding",
        Level::States,
        "the fill value is encoded as elements are",
    ),
    page("scale_offset/decode", "Decoding", Level::States, "out = (in / scale) + offset"),
    page(
        "scale_offset/decode-fill-value",
        "Decoding",
        Level::States,
        "the fill value is decoded as elements are",
    ),
    page(
        "scale_offset/fill-value",
        "Fill value handling",
        Level::Must,
        "the fill value is transformed as elements are, for the codecs that follow",
    ),
    page(
        "scale_offset/example-float32",
        "Float32 with scale and offset",
        Level::States,
        "a float32 array with the offset 5 and the scale 0.1",
    ),
    page(
        "scale_offset/example-uint16",
        "Uint16 range reduction",
        Level::States,
        "values from 1000 to 1255 are shifted into the range of uint8",
    ),
];

const NOTES: [Note; 16] = [
    advisory(
        101,
        "scale_offset/not-representable",
        "What is an overflow in a type with infinities?",
        &[
            "an error: the rounded value is larger than every number of the type",
            "infinity, as IEEE 754 overflows in roundTiesToEven",
        ],
        &[
            "scale_offset/elementwise/float64/decode/0.1/0x7feffffffffffffe",
            "scale_offset/elementwise/float32/decode/0.1/0x7dcccccd",
            "scale_offset/elementwise/float16/decode/0.1/0x6e66",
            "scale_offset/elementwise/float16/decode/0.1/0x7bfe",
        ],
    ),
    advisory(
        102,
        "scale_offset/arithmetic",
        "What is a number other than zero divided by zero in a type with infinities?",
        &["infinity, as IEEE 754 has it", "an error"],
        &[
            "scale_offset/elementwise/float64/decode/scale-0/0x0000000000000001",
            "scale_offset/elementwise/float32/decode/scale-0/0x00000001",
            "scale_offset/elementwise/float16/decode/scale-0/0x0001",
            "scale_offset/elementwise/float16/decode/scale-0/0x0002",
        ],
    ),
    advisory(
        103,
        "scale_offset/arithmetic",
        "What is an invalid operation, such as 0 / 0 or infinity - infinity, in a type with NaN?",
        &["NaN, as IEEE 754 has it", "an error"],
        &[
            "scale_offset/elementwise/float64/decode/scale-0/0x0000000000000000",
            "scale_offset/elementwise/float32/decode/scale-0/0x00000000",
            "scale_offset/elementwise/float16/decode/scale-0/0x0000",
            "scale_offset/elementwise/float16/decode/scale-0/0x8000",
        ],
    ),
    advisory(
        104,
        "scale_offset/not-representable",
        "What is a value out of range in a type with NaN and without infinities?",
        &["an error", "NaN, as conversions to these types overflow"],
        &[
            "scale_offset/elementwise/float8_e8m0fnu/decode/0.1/0xfd",
            "scale_offset/elementwise/float8_e8m0fnu/decode/0.1/0xfe",
            "scale_offset/elementwise/float8_e8m0fnu/decode/1-4/0x00",
        ],
    ),
    advisory(
        105,
        "scale_offset/arithmetic",
        "Is an inexact value rounded in float8_e8m0fnu, for which no arithmetic is defined?",
        &["yes, to the nearest power of two", "no: an error, for the type does not represent it"],
        &[
            "scale_offset/elementwise/float8_e8m0fnu/decode/1-1/0x00",
            "scale_offset/elementwise/float8_e8m0fnu/decode/1-1/0x01",
            "scale_offset/elementwise/float8_e8m0fnu/decode/1-1/0x02",
        ],
    ),
    advisory(
        106,
        "scale_offset/offset-missing",
        "What does -0 decode to where offset is missing?",
        &[
            "-0: a codec without an offset adds nothing",
            "+0: the offset is 0, and -0 + 0 is +0 in IEEE 754",
        ],
        &[
            "scale_offset/elementwise/float64/decode/0.1/0x8000000000000000",
            "scale_offset/elementwise/float32/decode/0.1/0x80000000",
            "scale_offset/elementwise/float16/decode/0.1/0x8000",
            "scale_offset/elementwise/bfloat16/decode/0.1/0x8000",
        ],
    ),
    advisory(
        107,
        "scale_offset/offset-missing",
        "May offset be missing for float8_e8m0fnu, which has no additive identity?",
        &[
            "yes: nothing is subtracted",
            "no: the metadata is invalid, for there is no 0 to subtract",
        ],
        &[
            "scale_offset/elementwise/float8_e8m0fnu/decode/0.1/0x00",
            "scale_offset/elementwise/float8_e8m0fnu/decode/0.1/0x01",
            "scale_offset/elementwise/float8_e8m0fnu/decode/0.1/0x02",
        ],
    ),
    advisory(
        108,
        "scale_offset/decode",
        "What is an integer quotient with a remainder?",
        &[
            "an error: no integer represents it",
            "rounded towards zero",
            "rounded towards negative infinity",
            "rounded to the nearest integer, ties to even",
        ],
        &[
            "scale_offset/elementwise/int64/decode/2-3/0x0000000000000001",
            "scale_offset/elementwise/int32/decode/2-3/0x00000001",
            "scale_offset/elementwise/uint8/decode/2-3/0x01",
            "chains/users/decode/two-offsets/changed",
            "scale_offset/elementwise/int64/decode/2-3/0x0000000000000002",
            "scale_offset/elementwise/int32/decode/2-3/0x00000002",
            "scale_offset/elementwise/uint8/decode/2-3/0x02",
        ],
    ),
    strict(
        109,
        "scale_offset/not-representable",
        "Is an inexact value of a float type one that the type does not represent?",
        &[
            "no: each operation is rounded once, to the nearest number with ties to even",
            "yes: an inexact value is an error",
        ],
        &[
            "scale_offset/elementwise/float64/decode/0.1/0x0000000000000001",
            "scale_offset/elementwise/float32/decode/0.1/0x00000001",
            "scale_offset/elementwise/float16/decode/0.1/0x0001",
            "chains/users/decode/satellite",
        ],
    ),
    advisory(
        110,
        "scale_offset/not-representable",
        "Is a value that underflows to zero one that the type does not represent?",
        &[
            "no: it is rounded to zero of its sign, as IEEE 754 underflows",
            "yes: a value other than zero that rounds to zero is an error",
        ],
        &[
            "scale_offset/elementwise/float64/decode/1-4/0x0000000000000001",
            "scale_offset/elementwise/float32/decode/1-4/0x00000001",
            "scale_offset/elementwise/float16/decode/1-4/0x0001",
            "scale_offset/elementwise/float16/decode/1-4/0x0002",
        ],
    ),
    strict(
        111,
        "scale_offset/not-representable",
        "Is each of the two operations one of the array's type?",
        &[
            "yes: each is rounded to the type and has to be in its range",
            "no: the formula is rounded once, and its value alone has to be in range",
            "no: floats are computed in float64, and the value is rounded to the type",
        ],
        &[
            "scale_offset/elementwise/float64/decode/3-3/0xc018000000000001",
            "scale_offset/elementwise/float32/decode/3-3/0xc10fffff",
            "scale_offset/elementwise/int64/encode/scale-0/0x8000000000000000",
            "chains/users/decode/satellite",
            "scale_offset/elementwise/float16/decode/3-3/0x4dfe",
        ],
    ),
    advisory(
        112,
        "scale_offset/scale-scalar",
        "Is a scale of zero valid?",
        &["yes: any scalar of the type is", "no: what is encoded with it cannot be decoded"],
        &[
            "scale_offset/elementwise/float64/decode/scale-0/0x0000000000000000",
            "scale_offset/elementwise/float32/decode/scale-0/0x00000000",
            "scale_offset/elementwise/int64/encode/scale-0/0x0000000000000000",
            "scale_offset/elementwise/int2/encode/scale-0/0x00",
        ],
    ),
    strict(
        113,
        "scale_offset/scale-scalar",
        "Is an offset or a scale valid that is infinite or NaN?",
        &["yes: any scalar of the type is", "no: it has to be a number"],
        &[
            "scale_offset/elementwise/float64/decode/offset-nan/0x0000000000000000",
            "scale_offset/elementwise/float32/decode/offset-nan/0x00000000",
            "scale_offset/elementwise/float16/decode/offset-nan/0x0000",
            "scale_offset/elementwise/float16/decode/offset-nan/0x0001",
        ],
    ),
    advisory(
        114,
        "scale_offset/fill-value",
        "When is a fill value refused that has no encoding?",
        &["when the metadata is read", "when an encoded fill value is needed"],
        &[
            "scale_offset/elementwise/float32/decode/large/0x00000000",
            "scale_offset/elementwise/uint8/decode/10-10/0x00",
            "scale_offset/elementwise/float16/decode/large/0x0000",
            "chains/examples/encode/uint16-range-fill-0",
        ],
    ),
    advisory(
        115,
        "scale_offset/decode-fill-value",
        "Does a fill value have to survive encoding and decoding?",
        &[
            "no: missing chunks have the fill value of the array, and others decode as they do",
            "yes: another fill value is an error, as it is for cast_value",
        ],
        &[
            "scale_offset/elementwise/float64/decode/large/0x0000000000000000",
            "scale_offset/elementwise/float32/decode/scale-0/0x00000000",
            "scale_offset/elementwise/int64/encode/scale-0/0x0000000000000000",
            "scale_offset/elementwise/int2/encode/scale-0/0x00",
        ],
    ),
    strict(
        116,
        "scale_offset/not-representable",
        "What is an integer operation whose value is out of range?",
        &["an error", "reduced modulo 2^N, as the arithmetic of most languages wraps"],
        &[
            "scale_offset/elementwise/int64/decode/1-1/0x7fffffffffffffff",
            "scale_offset/elementwise/int32/decode/1-1/0x7fffffff",
            "scale_offset/elementwise/uint8/decode/1-1/0xff",
            "scale_offset/elementwise/int2/decode/1-1/0x01",
        ],
    ),
];
