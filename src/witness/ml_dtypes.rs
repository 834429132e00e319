//! ml_dtypes (`adapters/python/subjects/ml_dtypes.py`): where it differs from the oracle.

use super::Case;
use super::explanation::{Covers, Explanation, outcome};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::codec::notes::Letter;
use crate::data_type::Value;
use crate::oracle::cast_value::Cast;
use crate::vectors::Outcome;

pub(super) const EXPLANATIONS: [Explanation; 5] = [
    Explanation {
        name: "double-rounding",
        reason: "What float32 does not hold exactly (values of float64 and of integers of 32 bits and \
                 more) is rounded to float32 first, and from there to the type (its pull request 401 says \
                 so). The oracle is right: the specification rounds once (SN-04). 25165823 is below \
                 25165824, which is halfway between 2^24 and 2^25, and so nearest to 2^24; as a float32 \
                 it is 25165824, a tie. ml_dtypes gives exactly what SN-04=B does.",
        covers: Covers::Reading(4, Letter::B),
    },
    Explanation {
        name: "infinity-saturates",
        reason: "To a type with neither infinity nor NaN, an infinity becomes the limit that any value \
                 out of range becomes. The oracle is right: \"If the output data type does not support \
                 NaN or transfinite values and the input scalar has NaN or transfinite semantics, the \
                 transformation MUST error\" (SN-11).",
        covers: Covers::Reading(11, Letter::B),
    },
    Explanation {
        name: "nan-to-zero",
        reason: "To a type without NaN, NaN becomes a zero: \"NaN representation is undefined\" \
                 (ml_dtypes, float4_e2m1fn). The oracle is right: where the output type does not support \
                 NaN, \"the transformation MUST error\".",
        covers: Covers::Cases(is_nan_as_zero),
    },
    Explanation {
        name: "infinity-to-nan",
        reason: "To a type with NaN and without infinities, an infinity becomes NaN. The oracle is right: \
                 such a type does not support transfinite values, and \"the transformation MUST error\", \
                 for an infinity is no NaN (SN-12).",
        covers: Covers::Reading(12, Letter::B),
    },
    Explanation {
        name: "scale-rounds-up",
        reason: "Positive values below 2^-126, which are subnormal in float32 and bfloat16, are rounded up \
                 to a power of two, and those below 2^-127 become 2^-127. The oracle is right, for the mode \
                 is nearest-even: 0x0041 of bfloat16 is 65/64 of 2^-127, nearer to 2^-127 than to 2^-126, \
                 and what is nearest to 2^-128 or less is out of range (SN-07). MPFR and gfloat say \
                 the same.",
        covers: Covers::Cases(is_scale_rounded_up),
    },
];

/// NaN that became a zero.
fn is_nan_as_zero(case: &Case) -> bool {
    let is_zero = |pattern| match case.target.decode(pattern) {
        Value::Finite(value) => value.is_zero(),
        _ => false,
    };
    case.source.is_nan(case.input)
        && case.oracle == Outcome::Error
        && matches!(case.witness, Outcome::Bits(pattern) if is_zero(pattern))
}

/// A positive value below 2^-126 that became the scale above it, or the smallest one.
fn is_scale_rounded_up(case: &Case) -> bool {
    let is_below = match case.source.decode(case.input) {
        Value::Finite(value) => !value.negative && !value.is_zero() && value.binade() < -126,
        _ => false,
    };
    let Case { source, target, .. } = *case;
    let up = Cast::new(source, target, Rounding::TowardsPositive, OutOfRange::Clamp);
    target.name() == "float8_e8m0fnu" && is_below && outcome(&up, case.input) == case.witness
}
