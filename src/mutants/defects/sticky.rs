//! Bits below the rounding bit, and what a carry does.

use rug::Integer;

use super::super::defect::{Defect, Theme};
use super::super::element::{Shape, grid as grid_of};
use super::super::unseen::{RUN, SINGLE, TAIL};
use super::{MODE, MODE_AND_RULE, cast, round, unseen};
use crate::codec::cast_value::Rounding;
use crate::oracle::exact::Exact;

pub const DEFECTS: [Defect; 7] = [
    unseen("sticky-without", "one bit below the last place is not seen", SINGLE),
    unseen("sticky-beyond", "below the last place all bits from some bit on are not seen", TAIL),
    unseen("sticky-run", "a run of bits below the last place is not seen", RUN),
    round(
        Theme::Rounding,
        "sticky-without-last",
        "the lowest bit of the source is not seen",
        MODE,
        |shape| {
            shape.spare_bits() > 2
                && shape.rounding == Rounding::NearestEven
                && !shape.target_is_scale()
        },
        |element, value, grid| {
            let lowest = grid_of(element.from(), value);
            without_bit(value, lowest).round(grid, element.rounding)
        },
    ),
    round(
        Theme::Rounding,
        "carry-lost",
        "a value that is rounded up to a power of two keeps the exponent it had",
        MODE,
        carries,
        |element, value, _| {
            let rounded = element.rounded(value);
            match carried(value, &rounded) {
                true => Exact { exponent: rounded.exponent - 1, ..rounded },
                false => rounded,
            }
        },
    ),
    round(
        Theme::Rounding,
        "carry-refused",
        "a value that would be rounded up to a power of two stays below it",
        MODE,
        carries,
        |element, value, grid| {
            let rounded = element.rounded(value);
            match carried(value, &rounded) {
                true => value.round(grid, Rounding::TowardsZero),
                false => rounded,
            }
        },
    ),
    cast(
        Theme::Range,
        "carry-out-of-range",
        "the range is not looked at again after rounding, and what is rounded beyond it comes out as the next pattern",
        MODE_AND_RULE,
        |shape| {
            let shows = shape.unset() || shape.clamps() && shape.to.infinity(false).is_none();
            carries(shape) && shape.passes_max() && shows
        },
        |element| {
            let Some(value) = element.number() else { return element.right() };
            let rounded = element.rounded(&value);
            let toward_zero = value.round(element.grid(&value), Rounding::TowardsZero);
            match (element.end_passed(&toward_zero), element.end_passed(&rounded)) {
                (None, Some(low)) => {
                    let next = element.to().limit(low) + 1;
                    Some(next & element.to().mask())
                }
                _ => element.right(),
            }
        },
    ),
];

fn without_bit(value: &Exact, at: i32) -> Exact {
    let Ok(bit) = u32::try_from(at - value.exponent) else { return value.clone() };
    let mut magnitude = Integer::from(&value.magnitude);
    magnitude.set_bit(bit, false);
    Exact { magnitude, ..*value }
}

fn carries(shape: &Shape) -> bool {
    let goes_up = match shape.rounding {
        Rounding::TowardsZero => false,
        Rounding::TowardsNegative => shape.has_negatives(),
        _ => true,
    };
    goes_up && shape.target_float().is_some_and(|to| to.mantissa_bits > 0) && shape.spare_bits() > 0
}

/// Whether rounding went on to the next binade.
fn carried(value: &Exact, rounded: &Exact) -> bool {
    !rounded.is_zero() && rounded.binade() > value.binade()
}
