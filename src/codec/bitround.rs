//! `bitround`: fewer significant bits.

use super::axis::Axis;
use super::clause::{Clause, must, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory, strict};
use crate::data_type::Real;

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

/// Whether section "Supported data types" lists a number, or complex numbers of it.
pub fn is_listed(real: &Real) -> bool {
    real.bits() >= if real.is_integer() { 8 } else { 16 }
}

const INTEGERS: &str = "bitround/integers";

const CLAUSES: [Clause; 8] = [
    must("bitround/name", "Codec name", "the name is bitround, or an alias"),
    states("bitround/alias", "Aliases", "numcodecs.bitround may be an alias"),
    must("bitround/keepbits", "keepbits", "keepbits is required, and at least 1"),
    states(
        "bitround/floats",
        "Floating-point data types",
        "keepbits bits of the mantissa are kept",
    ),
    states(
        INTEGERS,
        "Integer data types",
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
            "A|B bitround/elementwise/{float64/encode/1,float32/encode/1,int64/encode/2}/*",
            "chains/users/encode/round-then-cast",
            "A|C bitround/elementwise/{float64,float32}/encode/1/*",
        ]),
    advisory(202, "bitround/floats", "Does rounding carry into the exponent?")
        .reads(&[
            "yes, up to infinity, as in numcodecs",
            "no: the exponent is preserved, and the mantissa is cut off where it would carry",
            "yes, but not to infinity: the mantissa is cut off there",
        ])
        .decided_by(&[
            "A|B bitround/elementwise/{float64,float32,float16}/encode/1/*",
            "bitround/elementwise/float16/encode/1/0x1b00",
            "A|C bitround/elementwise/{float64,float32}/encode/1/*",
        ]),
    advisory(203, "bitround/floats", "What is a NaN rounded to?")
        .reads(&["NaN", "what the formula of numcodecs makes of its bits, which may be no NaN"])
        .decided_by(&[
            "bitround/elementwise/{float64,float32,float16}/encode/1/*",
            "bitround/elementwise/float16/encode/1/0x7e00",
        ]),
    advisory(204, "bitround/keepbits", "Is keepbits 0 valid?")
        .reads(&[
            "no: keepbits is at least 1",
            "yes, and a tie of floats goes to the even exponent code, as in numcodecs",
            "yes, and a tie of floats goes to the larger magnitude, whose significand is even",
        ])
        .decided_by(&[
            "A|B bitround/elementwise/{float64,float32,int64,int8}/encode/zero/*",
            "B|C bitround/elementwise/{float64,float32,float16}/encode/zero/*",
        ]),
    advisory(205, "bitround/keepbits", "Is keepbits valid beyond the bits that there are?")
        .reads(&["yes: nothing is rounded", "no, as in numcodecs"])
        .decided_by(&[
            "bitround/elementwise/{float64/encode/53,float32/encode/24}/*",
            "bitround/elementwise/{int64/encode/65,int8/encode/9}/*",
        ]),
    strict(206, "bitround/sample", "What is an unsigned integer that rounds beyond its range?")
        .reads(&["cut off, as 255 is in the sample data", "an error", "wrapped to 0"])
        .decided_by(&[
            "bitround/elementwise/{int64,int32,uint8}/encode/1/*",
            "chains/users/encode/rounded-fill-int",
        ]),
    advisory(207, INTEGERS, "What is a positive signed integer that rounds beyond its range?")
        .reads(&["cut off, as unsigned ones are", "an error", "wrapped to the least integer"])
        .decided_by(&[
            "bitround/elementwise/{int64,int32,int8}/encode/1/*",
            "bitround/elementwise/int8/encode/1/0x61",
        ]),
    advisory(208, INTEGERS, "What is the most significant set bit of a negative integer?")
        .reads(&[
            "that of its two's complement, which is the sign, and which is rounded as if unsigned",
            "that of its magnitude, which is rounded as that of a positive integer",
        ])
        .decided_by(&[
            "bitround/elementwise/{int64,int32}/encode/1/*",
            "chains/users/encode/rounded-fill-int",
            "bitround/elementwise/int8/encode/1/*",
        ]),
    advisory(
        209,
        "bitround/alias",
        "Does the alias numcodecs.bitround have the types that numcodecs refuses?",
    )
    .reads(&["yes: an alias means the same", "no: it has float16, float32 and float64"])
    .decided_by(&["bitround/elementwise/{int64,int32,uint8,int8}/encode/alias/*"]),
    advisory(210, "bitround/floats", "Is the fill value rounded for the codecs that follow?")
        .reads(&["yes, as elements are", "no"])
        .decided_by(&["chains/users/*/rounded-fill", "bitround/fill_value/types/float{64,32}/*/*"]),
];
