//! `bitround`: fewer significant bits.

use super::axis::Axis;
use super::clause::{Clause, must, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory, strict};

pub const DEFINITION: Definition = Definition {
    name: "bitround",
    aliases: &["numcodecs.bitround"],
    stage: Stage::ArrayToArray,
    page: "zarr-extensions codecs/bitround/README.md",
    axes: &[Axis::free("keepbits", "/configuration/keepbits", None)],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const FLOATS: &str = "Floating-point data types";
const INTEGERS: &str = "Integer data types";

const CLAUSES: [Clause; 8] = [
    must("bitround/name", "Codec name", "the name is bitround, or an alias"),
    states("bitround/alias", "Aliases", "numcodecs.bitround may be an alias"),
    must("bitround/keepbits", "keepbits", "keepbits is required, and at least 1"),
    states("bitround/floats", FLOATS, "keepbits bits of the mantissa are kept"),
    states(
        "bitround/integers",
        INTEGERS,
        "keepbits bits are kept from the most significant bit that is set",
    ),
    states("bitround/data-types", "Supported data types", "the types of the list"),
    states(
        "bitround/compatible",
        "Compatibility",
        "floats are rounded as numcodecs.bitround rounds them",
    ),
    states("bitround/sample", "Sample Data", "arrays of float32 and uint8, keepbits 3"),
];

const NOTES: [Note; 10] = [
    strict(201, "bitround/sample", "Where does a tie go?")
        .reads(&[
            "to even, as in the sample data",
            "away from zero",
            "nowhere: bits are only cut off",
        ])
        .decided_by(&[
            "bitround/elementwise/float64/encode/1/0x0434000000000000",
            "bitround/elementwise/float32/encode/1/0x05a00000",
            "bitround/elementwise/int64/encode/2/0x0000000000000140",
            "chains/users/encode/round-then-cast",
            "bitround/elementwise/float64/encode/1/0x000fffffffffffff",
            "bitround/elementwise/float32/encode/1/0x007fffff",
        ]),
    advisory(202, "bitround/floats", "Does rounding carry into the exponent?")
        .reads(&[
            "yes, up to infinity, as in numcodecs",
            "no: the exponent is preserved, and the mantissa is cut off where it would carry",
            "yes, but not to infinity: the mantissa is cut off there",
        ])
        .decided_by(&[
            "bitround/elementwise/float64/encode/1/0x000fffffffffffff",
            "bitround/elementwise/float32/encode/1/0x007fffff",
            "bitround/elementwise/float16/encode/1/0x03ff",
            "bitround/elementwise/float16/encode/1/0x1b00",
            "bitround/elementwise/float64/encode/1/0x7feffffffffffffe",
            "bitround/elementwise/float32/encode/1/0x7f7ffffe",
        ]),
    advisory(203, "bitround/floats", "What is a NaN rounded to?")
        .reads(&["NaN", "what the formula of numcodecs makes of its bits, which may be no NaN"])
        .decided_by(&[
            "bitround/elementwise/float64/encode/1/0x7ff0000000000001",
            "bitround/elementwise/float32/encode/1/0x7f800001",
            "bitround/elementwise/float16/encode/1/0x7c01",
            "bitround/elementwise/float16/encode/1/0x7e00",
        ]),
    advisory(204, "bitround/keepbits", "Is keepbits 0 valid?")
        .reads(&[
            "no: keepbits is at least 1",
            "yes, and a tie of floats goes to the even exponent code, as in numcodecs",
            "yes, and a tie of floats goes to the larger magnitude, whose significand is even",
        ])
        .decided_by(&[
            "bitround/elementwise/float64/encode/zero/0x0000000000000000",
            "bitround/elementwise/float32/encode/zero/0x00000000",
            "bitround/elementwise/int64/encode/zero/0x0000000000000000",
            "bitround/elementwise/int8/encode/zero/0x00",
            "bitround/elementwise/float64/encode/zero/0x3b48000000000000",
            "bitround/elementwise/float32/encode/zero/0x08400000",
            "bitround/elementwise/float16/encode/zero/0x4200",
        ]),
    advisory(205, "bitround/keepbits", "Is keepbits valid beyond the bits that there are?")
        .reads(&["yes: nothing is rounded", "no, as in numcodecs"])
        .decided_by(&[
            "bitround/elementwise/float64/encode/53/0x0000000000000000",
            "bitround/elementwise/float32/encode/24/0x00000000",
            "bitround/elementwise/int64/encode/65/0x0000000000000000",
            "bitround/elementwise/int8/encode/9/0x00",
        ]),
    strict(206, "bitround/sample", "What is an unsigned integer that rounds beyond its range?")
        .reads(&["cut off, as 255 is in the sample data", "an error", "wrapped to 0"])
        .decided_by(&[
            "bitround/elementwise/int64/encode/1/0xc000000000000000",
            "bitround/elementwise/int32/encode/1/0xc0000000",
            "bitround/elementwise/uint8/encode/1/0xc0",
            "chains/users/encode/rounded-fill-int",
        ]),
    advisory(
        207,
        "bitround/integers",
        "What is a positive signed integer that rounds beyond its range?",
    )
    .reads(&["cut off, as unsigned ones are", "an error", "wrapped to the least integer"])
    .decided_by(&[
        "bitround/elementwise/int64/encode/1/0x7ffffffffffffffe",
        "bitround/elementwise/int32/encode/1/0x7ffffffe",
        "bitround/elementwise/int8/encode/1/0x60",
        "bitround/elementwise/int8/encode/1/0x61",
    ]),
    advisory(
        208,
        "bitround/integers",
        "What is the most significant set bit of a negative integer?",
    )
    .reads(&[
        "that of its two's complement, which is the sign, and which is rounded as if unsigned",
        "that of its magnitude, which is rounded as that of a positive integer",
    ])
    .decided_by(&[
        "bitround/elementwise/int64/encode/1/0xac5abca330b0e8f1",
        "bitround/elementwise/int32/encode/1/0xc0000000",
        "chains/users/encode/rounded-fill-int",
        "bitround/elementwise/int8/encode/1/0xb7",
    ]),
    advisory(
        209,
        "bitround/alias",
        "Does the alias numcodecs.bitround have the types that numcodecs refuses?",
    )
    .reads(&["yes: an alias means the same", "no: it has float16, float32 and float64"])
    .decided_by(&[
        "bitround/elementwise/int64/encode/alias/0x0000000000000000",
        "bitround/elementwise/int32/encode/alias/0x00000000",
        "bitround/elementwise/uint8/encode/alias/0x00",
        "bitround/elementwise/int8/encode/alias/0x00",
    ]),
    advisory(210, "bitround/floats", "Is the fill value rounded for the codecs that follow?")
        .reads(&["yes, as elements are", "no"])
        .decided_by(&[
            "chains/users/decode/rounded-fill",
            "chains/users/encode/rounded-fill",
            "chains/users/decode/rounded-fill-32",
        ]),
];
