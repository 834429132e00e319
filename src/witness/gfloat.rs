//! gfloat (`adapters/python/subjects/gfloat.py`): where it differs from the oracle.

use super::explanation::{Covers, Explanation};
use crate::codec::notes::Letter;

pub(super) const EXPLANATIONS: [Explanation; 4] = [
    Explanation {
        name: "directed-overflow",
        reason: "In a mode that rounds towards zero, gfloat gives the largest finite value for whatever \
                 lies beyond it. The oracle is right by the specification, whose steps are to round and \
                 then to compare with the range: 8 is beyond the 6 of float4_e2m1fn in every mode. gfloat \
                 is right by IEEE 754-2019 §7.4, b to d, which knows no rule for ranges. It gives exactly \
                 what SN-02=B does.",
        covers: Covers::Reading(2, Letter::B),
    },
    Explanation {
        name: "even-code",
        reason: "A tie between two powers of two goes to the one whose exponent code is even. The oracle \
                 is right: both have the one digit 1, neither is even, and then IEEE 754-2019 §4.3.1 \
                 delivers the one larger in magnitude, so that 3, between 2 and 4, becomes 4. MPFR says \
                 the same. The specification has nothing on it (SN-06), and gfloat gives exactly what \
                 SN-06=B does.",
        covers: Covers::Reading(6, Letter::B),
    },
    Explanation {
        name: "infinity-saturates",
        reason: "\"An input Infinity will convert to the largest float if sat\" (gfloat, round_ndarray), \
                 and its saturation is asked for clamp. The oracle is right: \"If the output data type does \
                 not support NaN or transfinite values and the input scalar has NaN or transfinite \
                 semantics, the transformation MUST error\" (SN-11), whatever out_of_range is.",
        covers: Covers::Reading(11, Letter::B),
    },
    Explanation {
        name: "infinity-to-nan",
        reason: "An input infinity converts \"to an Inf, if present, otherwise to a NaN\" (gfloat, \
                 round_ndarray). The oracle is right: a type without infinities does not support \
                 transfinite values, and \"the transformation MUST error\", for an infinity is no NaN \
                 (SN-12).",
        covers: Covers::Reading(12, Letter::B),
    },
];
