//! Values halfway between two others.

use rug::Integer;

use super::super::defect::{Defect, Theme};
use super::super::element::{Element, Shape};
use super::{MODE, MODE_AND_RULE, cast, round};
use crate::codec::cast_value::Rounding;

pub const DEFECTS: [Defect; 7] = [
    cast(Theme::Rounding, "tie-away", "a tie goes away from zero", MODE, fits_even, |element| {
        ties(element, |_| true)
    }),
    cast(
        Theme::Rounding,
        "tie-towards-zero",
        "a tie goes towards zero",
        MODE,
        has_ties,
        |element| ties(element, |_| false),
    ),
    cast(Theme::Rounding, "tie-to-even", "a tie goes to even", MODE, fits_away, |element| {
        ties(element, |tie| tie.below.is_odd())
    }),
    cast(Theme::Rounding, "tie-to-odd", "a tie goes to odd", MODE, fits_odd, |element| {
        ties(element, |tie| tie.below.is_even())
    }),
    cast(Theme::Rounding, "tie-up", "a tie goes towards positive", MODE, fits_up, |element| {
        ties(element, |tie| !tie.negative)
    }),
    cast(Theme::Rounding, "tie-down", "a tie goes towards negative", MODE, fits_odd, |element| {
        ties(element, |tie| tie.negative)
    }),
    round(
        Theme::Rounding,
        "tie-at-overflow",
        "halfway between the largest value and the next step is the largest value",
        MODE_AND_RULE,
        |shape| {
            shape.is_nearest()
                && !shape.wraps()
                && !shape.target_is_scale()
                && shape.target_float().is_some()
                && shape.passes_max()
                && shape.spare_bits() > 0
                && (shape.unset() || shape.to.infinity(false).is_some())
        },
        |element, value, grid| {
            let rounded = element.rounded(value);
            let passed = element.end_passed(&rounded).is_some();
            let toward_zero = value.round(grid, Rounding::TowardsZero);
            let reaches = element.end_passed(&toward_zero).is_none();
            if passed && reaches && value.is_tie(grid) { toward_zero } else { rounded }
        },
    ),
];

/// A tie, in steps from zero.
struct Tie {
    below: Integer,
    negative: bool,
}

/// A cast of which ties go away from zero if `away` says so.
fn ties(element: &Element, away: fn(&Tie) -> bool) -> Option<u64> {
    element.rounding_by(|value, grid| {
        if !value.is_tie(grid) {
            return value.round(grid, element.rounding);
        }
        let below = value.round(grid, Rounding::TowardsZero);
        let tie = Tie { below: below.magnitude.clone(), negative: value.negative };
        if away(&tie) { value.round(grid, Rounding::NearestAway) } else { below }
    })
}

fn has_ties(shape: &Shape) -> bool {
    shape.is_nearest() && shape.is_inexact()
}

fn fits_even(shape: &Shape) -> bool {
    // Without a digit to be even, the suite's stand is away.
    has_ties(shape) && shape.rounding == Rounding::NearestEven && !shape.target_is_scale()
}

fn fits_away(shape: &Shape) -> bool {
    has_ties(shape) && shape.rounding == Rounding::NearestAway && !shape.target_is_scale()
}

fn fits_odd(shape: &Shape) -> bool {
    has_ties(shape) && !shape.target_is_scale()
}

fn fits_up(shape: &Shape) -> bool {
    fits_odd(shape) && (shape.rounding == Rounding::NearestEven || shape.has_negatives())
}
