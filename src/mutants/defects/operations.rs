//! What one operation does otherwise than the other.

use super::super::defect::{Axes, Defect, Theme};
use super::super::element::Shape;
use super::super::place::With;
use super::{ANY, cast, with};
use crate::codec::cast_value::{OutOfRange, Rounding};

/// A mistake in one operation alone.
const MODE: Axes = Axes { modes: true, operations: true, ..ANY };
const RULE: Axes = Axes { rules: true, operations: true, ..ANY };

pub const DEFECTS: [Defect; 4] = [
    cast(
        Theme::Operation,
        "one-operation-rounds-otherwise",
        "in one operation the mode is taken for another",
        with(MODE, |_| [Rounding::NearestEven, Rounding::TowardsZero].map(With::Mode).to_vec()),
        |shape| {
            let other = With::Mode(shape.rounding);
            let is_tie = shape.target_is_scale() && shape.is_nearest();
            let is_zero = !shape.has_negatives();
            shape.is_inexact() && shape.with != other && !is_tie && !is_zero
        },
        |element| match element.place.with {
            With::Mode(mode) => element.right_in(mode),
            _ => element.right(),
        },
    ),
    cast(
        Theme::Operation,
        "one-operation-swaps-directions",
        "in one operation the directed modes are swapped",
        MODE,
        |shape| {
            let modes = [Rounding::TowardsPositive, Rounding::TowardsNegative];
            shape.is_inexact() && modes.contains(&shape.rounding)
        },
        |element| match element.rounding {
            Rounding::TowardsPositive => element.right_in(Rounding::TowardsNegative),
            _ => element.right_in(Rounding::TowardsPositive),
        },
    ),
    cast(
        Theme::Operation,
        "one-operation-has-no-rule",
        "in one operation what is out of range is an error whatever the rule",
        RULE,
        |shape| !shape.unset() && passes(shape) && (!shape.wraps() || shape.to.is_integer()),
        |element| element.right_by(OutOfRange::Unset),
    ),
    cast(
        Theme::Operation,
        "one-operation-clamps",
        "in one operation what is out of range is clamped whatever the rule",
        RULE,
        |shape| !shape.clamps() && passes(shape) && (!shape.wraps() || shape.to.is_integer()),
        |element| element.right_by(OutOfRange::Clamp),
    ),
];

fn passes(shape: &Shape) -> bool {
    shape.passes_max() || shape.passes_min() && !shape.target_is_scale()
}
