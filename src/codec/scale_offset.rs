//! `scale_offset`: an offset is subtracted, then a scale multiplied with, in the array's own arithmetic.

use super::axis::Axis;
use super::clause::{Clause, must, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory, strict};

pub const DEFINITION: Definition = Definition {
    name: "scale_offset",
    aliases: &[],
    stage: Stage::ArrayToArray,
    page: "zarr-extensions codecs/scale_offset/README.md",
    axes: &[
        Axis::free("offset", "/configuration/offset", Some("0")),
        Axis::free("scale", "/configuration/scale", Some("1")),
    ],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 19] = [
    states(
        "scale_offset/data-types",
        "introduction",
        "the codec is defined for the 26 data types that it lists",
    ),
    must("scale_offset/name", "Name", "the name is scale_offset"),
    must(
        "scale_offset/additional-keys",
        "Configuration",
        "a configuration with other keys than offset and scale is invalid",
    ),
    states(
        "scale_offset/no-configuration",
        "Configuration",
        "configuration may be omitted if it had no fields, and the codec then does nothing",
    ),
    states("scale_offset/offset", "offset", "offset is subtracted to encode"),
    must(
        "scale_offset/offset-scalar",
        "offset",
        "offset is in the fill-value encoding of the array's data type",
    ),
    states(
        "scale_offset/offset-missing",
        "offset",
        "a missing offset is the additive identity, such as 0",
    ),
    states(
        "scale_offset/scale",
        "scale",
        "scale is multiplied with once offset has been subtracted",
    ),
    must(
        "scale_offset/scale-scalar",
        "scale",
        "scale is in the fill-value encoding of the array's data type",
    ),
    states(
        "scale_offset/scale-missing",
        "scale",
        "a missing scale is the multiplicative identity, such as 1",
    ),
    must(
        "scale_offset/arithmetic",
        "Algorithm",
        "encoding and decoding follow the arithmetic of the array's data type",
    ),
    must(
        "scale_offset/not-representable",
        "Algorithm",
        "an intermediate or final value that the data type does not represent is an error",
    ),
    states("scale_offset/encode", "Encoding", "out = (in - offset) * scale"),
    states(
        "scale_offset/encode-fill-value",
        "Encoding",
        "the fill value is encoded as elements are",
    ),
    states("scale_offset/decode", "Decoding", "out = (in / scale) + offset"),
    states(
        "scale_offset/decode-fill-value",
        "Decoding",
        "the fill value is decoded as elements are",
    ),
    must(
        "scale_offset/fill-value",
        "Fill value handling",
        "the fill value is transformed as elements are, for the codecs that follow",
    ),
    states(
        "scale_offset/example-float32",
        "Float32 with scale and offset",
        "a float32 array with the offset 5 and the scale 0.1",
    ),
    states(
        "scale_offset/example-uint16",
        "Uint16 range reduction",
        "values from 1000 to 1255 are shifted into the range of uint8",
    ),
];

const NOTES: [Note; 16] = [
    advisory(
        101,
        "scale_offset/not-representable",
        "What is an overflow in a type with infinities?",
    )
    .reads(&[
        "an error: the rounded value is larger than every number of the type",
        "infinity, as IEEE 754 overflows in roundTiesToEven",
    ])
    .decided_by(&[
        "scale_offset/elementwise/float64/decode/0.1/0x7feffffffffffffe",
        "scale_offset/elementwise/float32/decode/0.1/0x7dcccccd",
        "scale_offset/elementwise/float16/decode/0.1/0x6e66",
        "scale_offset/elementwise/float16/decode/0.1/0x7bfe",
    ]),
    advisory(
        102,
        "scale_offset/arithmetic",
        "What is a number other than zero divided by zero in a type with infinities?",
    )
    .reads(&["infinity, as IEEE 754 has it", "an error"])
    .decided_by(&[
        "scale_offset/elementwise/float64/decode/scale-0/0x0000000000000001",
        "scale_offset/elementwise/float32/decode/scale-0/0x00000001",
        "scale_offset/elementwise/float16/decode/scale-0/0x0001",
        "scale_offset/elementwise/float16/decode/scale-0/0x0002",
    ]),
    advisory(
        103,
        "scale_offset/arithmetic",
        "What is an invalid operation, such as 0 / 0 or infinity - infinity, in a type with NaN?",
    )
    .reads(&["NaN, as IEEE 754 has it", "an error"])
    .decided_by(&[
        "scale_offset/elementwise/float64/decode/scale-0/0x0000000000000000",
        "scale_offset/elementwise/float32/decode/scale-0/0x00000000",
        "scale_offset/elementwise/float16/decode/scale-0/0x0000",
        "scale_offset/elementwise/float16/decode/scale-0/0x8000",
    ]),
    advisory(
        104,
        "scale_offset/not-representable",
        "What is a value out of range in a type with NaN and without infinities?",
    )
    .reads(&["an error", "NaN, as conversions to these types overflow"])
    .decided_by(&[
        "scale_offset/elementwise/float8_e8m0fnu/decode/0.1/0xfd",
        "scale_offset/elementwise/float8_e8m0fnu/decode/0.1/0xfe",
        "scale_offset/elementwise/float8_e8m0fnu/decode/1-4/0x00",
    ]),
    advisory(
        105,
        "scale_offset/arithmetic",
        "Is an inexact value rounded in float8_e8m0fnu, for which no arithmetic is defined?",
    )
    .reads(&[
        "yes, to the nearest power of two",
        "no: an error, for the type does not represent it",
    ])
    .decided_by(&[
        "scale_offset/elementwise/float8_e8m0fnu/decode/1-1/0x00",
        "scale_offset/elementwise/float8_e8m0fnu/decode/1-1/0x01",
        "scale_offset/elementwise/float8_e8m0fnu/decode/1-1/0x02",
    ]),
    advisory(106, "scale_offset/offset-missing", "What does -0 decode to where offset is missing?")
        .reads(&[
            "-0: a codec without an offset adds nothing",
            "+0: the offset is 0, and -0 + 0 is +0 in IEEE 754",
        ])
        .decided_by(&[
            "scale_offset/elementwise/float64/decode/0.1/0x8000000000000000",
            "scale_offset/elementwise/float32/decode/0.1/0x80000000",
            "scale_offset/elementwise/float16/decode/0.1/0x8000",
            "scale_offset/elementwise/bfloat16/decode/0.1/0x8000",
        ]),
    advisory(
        107,
        "scale_offset/offset-missing",
        "May offset be missing for float8_e8m0fnu, which has no additive identity?",
    )
    .reads(&[
        "yes: nothing is subtracted",
        "no: the metadata is invalid, for there is no 0 to subtract",
    ])
    .decided_by(&[
        "scale_offset/elementwise/float8_e8m0fnu/decode/0.1/0x00",
        "scale_offset/elementwise/float8_e8m0fnu/decode/0.1/0x01",
        "scale_offset/elementwise/float8_e8m0fnu/decode/0.1/0x02",
    ]),
    advisory(108, "scale_offset/decode", "What is an integer quotient with a remainder?")
        .reads(&[
            "an error: no integer represents it",
            "rounded towards zero",
            "rounded towards negative infinity",
            "rounded to the nearest integer, ties to even",
        ])
        .decided_by(&[
            "scale_offset/elementwise/int64/decode/2-3/0x0000000000000001",
            "scale_offset/elementwise/int32/decode/2-3/0x00000001",
            "scale_offset/elementwise/uint8/decode/2-3/0x01",
            "chains/users/decode/two-offsets/changed",
            "scale_offset/elementwise/int64/decode/2-3/0x0000000000000002",
            "scale_offset/elementwise/int32/decode/2-3/0x00000002",
            "scale_offset/elementwise/uint8/decode/2-3/0x02",
        ]),
    strict(
        109,
        "scale_offset/not-representable",
        "Is an inexact value of a float type one that the type does not represent?",
    )
    .reads(&[
        "no: each operation is rounded once, to the nearest number with ties to even",
        "yes: an inexact value is an error",
    ])
    .decided_by(&[
        "scale_offset/elementwise/float64/decode/0.1/0x0000000000000001",
        "scale_offset/elementwise/float32/decode/0.1/0x00000001",
        "scale_offset/elementwise/float16/decode/0.1/0x0001",
        "chains/users/decode/satellite",
    ]),
    advisory(
        110,
        "scale_offset/not-representable",
        "Is a value that underflows to zero one that the type does not represent?",
    )
    .reads(&[
        "no: it is rounded to zero of its sign, as IEEE 754 underflows",
        "yes: a value other than zero that rounds to zero is an error",
    ])
    .decided_by(&[
        "scale_offset/elementwise/float64/decode/1-4/0x0000000000000001",
        "scale_offset/elementwise/float32/decode/1-4/0x00000001",
        "scale_offset/elementwise/float16/decode/1-4/0x0001",
        "scale_offset/elementwise/float16/decode/1-4/0x0002",
    ]),
    strict(
        111,
        "scale_offset/not-representable",
        "Is each of the two operations one of the array's type?",
    )
    .reads(&[
        "yes: each is rounded to the type and has to be in its range",
        "no: the formula is rounded once, and its value alone has to be in range",
        "no: floats are computed in float64, and the value is rounded to the type",
    ])
    .decided_by(&[
        "scale_offset/elementwise/float64/decode/3-3/0xc018000000000001",
        "scale_offset/elementwise/float32/decode/3-3/0xc10fffff",
        "scale_offset/elementwise/int64/encode/scale-0/0x8000000000000000",
        "chains/users/decode/satellite",
        "scale_offset/elementwise/float16/decode/3-3/0x4dfe",
    ]),
    advisory(112, "scale_offset/scale-scalar", "Is a scale of zero valid?")
        .reads(&["yes: any scalar of the type is", "no: what is encoded with it cannot be decoded"])
        .decided_by(&[
            "scale_offset/elementwise/float64/decode/scale-0/0x0000000000000000",
            "scale_offset/elementwise/float32/decode/scale-0/0x00000000",
            "scale_offset/elementwise/int64/encode/scale-0/0x0000000000000000",
            "scale_offset/elementwise/int2/encode/scale-0/0x00",
        ]),
    strict(
        113,
        "scale_offset/scale-scalar",
        "Is an offset or a scale valid that is infinite or NaN?",
    )
    .reads(&["yes: any scalar of the type is", "no: it has to be a number"])
    .decided_by(&[
        "scale_offset/elementwise/float64/decode/offset-nan/0x0000000000000000",
        "scale_offset/elementwise/float32/decode/offset-nan/0x00000000",
        "scale_offset/elementwise/float16/decode/offset-nan/0x0000",
        "scale_offset/elementwise/float16/decode/offset-nan/0x0001",
    ]),
    advisory(114, "scale_offset/fill-value", "When is a fill value refused that has no encoding?")
        .reads(&["when the metadata is read", "when an encoded fill value is needed"])
        .decided_by(&[
            "scale_offset/elementwise/float32/decode/large/0x00000000",
            "scale_offset/elementwise/uint8/decode/10-10/0x00",
            "scale_offset/elementwise/float16/decode/large/0x0000",
            "chains/examples/encode/uint16-range-fill-0",
        ]),
    advisory(
        115,
        "scale_offset/decode-fill-value",
        "Does a fill value have to survive encoding and decoding?",
    )
    .reads(&[
        "no: missing chunks have the fill value of the array, and others decode as they do",
        "yes: another fill value is an error, as it is for cast_value",
    ])
    .decided_by(&[
        "scale_offset/elementwise/float64/decode/large/0x0000000000000000",
        "scale_offset/elementwise/float32/decode/scale-0/0x00000000",
        "scale_offset/elementwise/int64/encode/scale-0/0x0000000000000000",
        "scale_offset/elementwise/int2/encode/scale-0/0x00",
    ]),
    strict(
        116,
        "scale_offset/not-representable",
        "What is an integer operation whose value is out of range?",
    )
    .reads(&["an error", "reduced modulo 2^N, as the arithmetic of most languages wraps"])
    .decided_by(&[
        "scale_offset/elementwise/int64/decode/1-1/0x7fffffffffffffff",
        "scale_offset/elementwise/int32/decode/1-1/0x7fffffff",
        "scale_offset/elementwise/uint8/decode/1-1/0xff",
        "scale_offset/elementwise/int2/decode/1-1/0x01",
    ]),
];
