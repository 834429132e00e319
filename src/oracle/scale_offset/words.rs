//! The same arithmetic as in GMP, where 128 bits hold the exact value.

use crate::data_type::{Dyadic, Float};
use crate::oracle::once::Once;
use crate::oracle::operation::Operator;

/// `magnitude * 2^exponent`, negated if `negative`.
struct Wide {
    negative: bool,
    magnitude: u128,
    exponent: i32,
}

/// The value of an operation on numbers, rounded once to a type with zero, or `None` where 128 bits do
/// not hold it. The operands are those of addition, and a divisor is not zero.
pub(super) fn once(float: &Float, left: Dyadic, operator: Operator, right: Dyadic) -> Option<Once> {
    let wide = match operator {
        Operator::Minus | Operator::Plus => sum(left, right)?,
        Operator::Times => product(left, right),
        Operator::Over => quotient(left, right),
    };
    wide.round(float)
}

fn sum(left: Dyadic, right: Dyadic) -> Option<Wide> {
    let exponent = match (left.is_zero(), right.is_zero()) {
        (true, _) => right.exponent,
        (_, true) => left.exponent,
        _ => left.exponent.min(right.exponent),
    };
    let signed = |value: Dyadic| {
        if value.is_zero() {
            return Some(0);
        }
        let shift = (value.exponent - exponent).unsigned_abs();
        // Below 2^126, so that the sum of two is below 2^127.
        let fits = shift <= value.magnitude.leading_zeros() + 62;
        let magnitude = fits.then(|| i128::from(value.magnitude) << shift)?;
        Some(if value.negative { -magnitude } else { magnitude })
    };
    let sum = signed(left)? + signed(right)?;
    let negative = if sum == 0 { left.negative && right.negative } else { sum < 0 };
    Some(Wide { negative, magnitude: sum.unsigned_abs(), exponent })
}

fn product(left: Dyadic, right: Dyadic) -> Wide {
    Wide {
        negative: left.negative != right.negative,
        magnitude: u128::from(left.magnitude) * u128::from(right.magnitude),
        exponent: left.exponent + right.exponent,
    }
}

/// The quotient in at least 63 bits, then one that says whether something remains.
fn quotient(left: Dyadic, right: Dyadic) -> Wide {
    let negative = left.negative != right.negative;
    if left.is_zero() {
        return Wide { negative, magnitude: 0, exponent: 0 };
    }
    let shift = left.magnitude.leading_zeros() + 63;
    let (dividend, divisor) = (u128::from(left.magnitude) << shift, u128::from(right.magnitude));
    let (whole, rest) = (dividend / divisor, dividend % divisor);
    Wide {
        negative,
        magnitude: whole << 1 | u128::from(rest != 0),
        exponent: left.exponent - right.exponent - shift as i32 - 1,
    }
}

impl Wide {
    fn round(self, float: &Float) -> Option<Once> {
        let Wide { negative, magnitude, exponent } = self;
        let dyadic = |magnitude: u128, exponent| {
            let magnitude = magnitude as u64;
            Dyadic { negative, magnitude, exponent }
        };
        if magnitude == 0 {
            return Some(Once { value: dyadic(0, 0), exact: true });
        }
        let binade = exponent + (u128::BITS - 1 - magnitude.leading_zeros()) as i32;
        let grid = binade.max(float.min_exponent()) - float.mantissa_bits as i32;
        let shift = grid - exponent;
        if shift <= 0 {
            return Some(Once { value: dyadic(magnitude, exponent), exact: true });
        }
        let shift = u32::try_from(shift).ok().filter(|shift| *shift < u128::BITS)?;
        let (whole, rest) = (magnitude >> shift, magnitude & !(u128::MAX << shift));
        let half = 1 << (shift - 1);
        let up = rest > half || rest == half && whole % 2 == 1;
        Some(Once { value: dyadic(whole + u128::from(up), grid), exact: rest == 0 })
    }
}
