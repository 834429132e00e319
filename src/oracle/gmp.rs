//! Exact sums, products and quotients, and their one rounding.

use std::cmp::Ordering;

use rug::Integer;

use super::once::Once;
use crate::codec::rounding::Rounding;
use crate::data_type::{Dyadic, Float};
use crate::oracle::exact::Exact;

/// A sum of zero is +0 unless both operands are negative (IEEE 754-2019 §6.3).
pub(super) fn sum(left: &Exact, right: &Exact) -> Exact {
    let minus_right = Exact { negative: !right.negative, ..right.clone() };
    let mut sum = left.minus(&minus_right);
    if sum.is_zero() {
        sum.negative = left.negative && right.negative;
    }
    sum
}

pub(super) fn product(left: &Exact, right: &Exact) -> Exact {
    Exact {
        negative: left.negative != right.negative,
        magnitude: Integer::from(&left.magnitude * &right.magnitude),
        exponent: left.exponent + right.exponent,
    }
}

/// The bits of a quotient, more than two above the precision of every type.
const QUOTIENT: u32 = 64;

/// The quotient by a divisor other than zero. Where it has no end, it is cut off far below the last
/// place of every type, and one more bit stands for the rest: it rounds as the quotient does.
pub(super) fn quotient(left: &Exact, right: &Exact) -> Exact {
    let (dividend, divisor) =
        (left.magnitude.significant_bits(), right.magnitude.significant_bits());
    let shift = (divisor + QUOTIENT).saturating_sub(dividend);
    let dividend = Integer::from(&left.magnitude << shift);
    let (whole, rest) = dividend.div_rem(right.magnitude.clone());
    Exact {
        negative: left.negative != right.negative,
        magnitude: (whole << 1u32) + u32::from(!rest.is_zero()),
        exponent: left.exponent - right.exponent - shift as i32 - 1,
    }
}

/// The nearest value on the type's grid, ties to even. In a type without digits a tie may go to the
/// even exponent code (SN-06).
pub(super) fn round(float: &Float, value: &Exact, ties_to_even_code: bool) -> Once {
    let zero = Dyadic { negative: value.negative, magnitude: 0, exponent: 0 };
    if value.is_zero() {
        return Once { value: zero, exact: true };
    }
    let grid = value.grid(float);
    let is_even_code = (grid + float.bias) % 2 == 0;
    let to_code = ties_to_even_code && float.mantissa_bits == 0 && value.is_tie(grid);
    let rounding = match to_code {
        true if is_even_code => Rounding::TowardsZero,
        true => Rounding::NearestAway,
        false => Rounding::NearestEven,
    };
    let rounded = value.round(grid, rounding);
    let exact = rounded.compare(value) == Ordering::Equal;
    // A rounded magnitude has no more bits than the type's precision, and one where it is a power.
    Once { value: rounded.to_dyadic().unwrap_or(zero), exact }
}
