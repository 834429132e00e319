//! One rounding mode taken for another, or carried out by an arithmetic that is not up to it.

use super::super::defect::{Defect, Theme};
use super::super::element::{Element, Shape, float, is_signed, precision};
use super::super::place::With;
use super::{MODE, MODE_AND_RULE, cast, round, with};
use crate::codec::cast_value::Rounding;
use crate::oracle::exact::Exact;

pub const DEFECTS: [Defect; 7] = [
    cast(
        Theme::Rounding,
        "mode-for-mode",
        "one mode is taken for another",
        with(MODE, other_modes),
        is_other_mode,
        |element| match element.place.with {
            With::Mode(mode) => element.right_in(mode),
            _ => element.right(),
        },
    ),
    cast(
        Theme::Rounding,
        "directed-by-magnitude",
        "negative values are rounded in the mode's direction by magnitude",
        MODE,
        |shape| is_directed(shape) && shape.is_inexact() && shape.has_negatives(),
        |element| match (element.is_negative(), element.rounding) {
            (true, Rounding::TowardsPositive) => element.right_in(Rounding::TowardsNegative),
            (true, _) => element.right_in(Rounding::TowardsPositive),
            (false, _) => element.right(),
        },
    ),
    round(
        Theme::Rounding,
        "directed-one-step-on",
        "what needs no rounding is taken one step on in the mode's direction",
        MODE,
        |shape| is_directed(shape) && shape.is_inexact() && !shape.target_is_scale(),
        |element, value, grid| {
            let rounded = element.rounded(value);
            if rounded.compare(value).is_ne() || rounded.negative != is_down(element) {
                return rounded;
            }
            Exact { magnitude: rounded.magnitude + 1u32, exponent: grid, ..*value }
        },
    ),
    cast(
        Theme::Rounding,
        "add-one-half",
        "nearest-away is the floor of the magnitude and one half, added in the source's arithmetic",
        MODE,
        |shape| shape.rounding == Rounding::NearestAway && shape.to.is_integer() && is_long(shape),
        |element| add_half(element, false),
    ),
    cast(
        Theme::Rounding,
        "floor-of-one-half-more",
        "nearest-away is the floor of the value and one half, added in the source's arithmetic",
        MODE,
        |shape| shape.rounding == Rounding::NearestAway && shape.to.is_integer() && is_long(shape),
        |element| add_half(element, true),
    ),
    cast(
        Theme::Rounding,
        "magic-number",
        "nearest-even adds and subtracts a large number in the source's arithmetic",
        MODE,
        |shape| {
            shape.rounding == Rounding::NearestEven
                && shape.source_float().is_some_and(|from| from.infinity)
                && shape.to.is_integer()
                && precision(shape.to) >= precision(shape.from)
        },
        magic,
    ),
    cast(
        Theme::Range,
        "range-before-rounding",
        "the range is compared with the value before it is rounded",
        MODE_AND_RULE,
        |shape| {
            let reaches = shape.passes_max() || shape.passes_min();
            let shows = match shape.target_float() {
                // Values between the largest one and the next step that are rounded to it.
                Some(to) => {
                    !shape.wraps() && (shape.unset() || to.infinity) && shape.spare_bits() > 1
                }
                None => shape.unset() && shape.is_inexact(),
            };
            let has_digits = !shape.target_is_scale();
            reaches && shows && has_digits && rounds_inwards(shape)
        },
        |element| {
            let Some(value) = element.number() else { return element.right() };
            match element.end_passed(&value) {
                Some(low) => element.outside(&element.rounded(&value), low),
                None => element.right(),
            }
        },
    ),
];

fn other_modes(_: &Shape) -> Vec<With> {
    Rounding::ALL.map(With::Mode).to_vec()
}

fn is_other_mode(shape: &Shape) -> bool {
    let With::Mode(other) = shape.with else { return false };
    let modes = [shape.rounding, other];
    let has = |mode| modes.contains(&mode);
    let differ = if has(Rounding::NearestEven) && has(Rounding::NearestAway) {
        // That is a mistake about ties, and among those.
        false
    } else if has(Rounding::TowardsZero) && has(Rounding::TowardsNegative) {
        shape.has_negatives()
    } else {
        true
    };
    shape.rounding != other && differ && shape.is_inexact()
}

fn is_directed(shape: &Shape) -> bool {
    matches!(shape.rounding, Rounding::TowardsPositive | Rounding::TowardsNegative)
}

fn is_down(element: &Element) -> bool {
    element.rounding == Rounding::TowardsNegative
}

/// Whether the source has more digits than the sum of one half and a little less has.
fn is_long(shape: &Shape) -> bool {
    shape.source_float().is_some_and(|from| from.mantissa_bits > 0 && from.bias > 2)
}

/// Whether rounding can bring a value beyond the range into it: at either end to a float; to an integer
/// where rounding towards zero does, or a nearest mode.
fn rounds_inwards(shape: &Shape) -> bool {
    let at_max = shape.passes_max() && shape.rounding != Rounding::TowardsPositive;
    let at_min = shape.passes_min() && shape.rounding != Rounding::TowardsNegative;
    if !shape.to.is_integer() {
        return at_max || at_min;
    }
    // Just above a maximum as long as the source's significand there is no value.
    let has_room = precision(shape.from) > precision(shape.to);
    let is_unsigned = !is_signed(shape.to);
    at_max && has_room || at_min && (has_room || is_unsigned)
}

/// A value as the source's arithmetic would have it.
fn in_source(element: &Element, value: &Exact) -> Exact {
    match float(element.from()) {
        Some(from) if !value.is_zero() => value.round(value.grid(from), Rounding::NearestEven),
        _ => value.clone(),
    }
}

fn add_half(element: &Element, is_floor: bool) -> Option<u64> {
    element.rounding_by(|value, _| {
        let minus_half = Exact { negative: true, magnitude: 1.into(), exponent: -1 };
        let negative = is_floor && value.negative;
        let sum = in_source(element, &Exact { negative, ..value.clone() }.minus(&minus_half));
        let floor = sum.round(0, Rounding::TowardsNegative);
        if is_floor { floor } else { Exact { negative: value.negative, ..floor } }
    })
}

fn magic(element: &Element) -> Option<u64> {
    element.rounding_by(|value, _| {
        let digits = precision(element.from());
        // One and a half times the first value whose last place is one.
        let magic = Exact { negative: false, magnitude: 3.into(), exponent: digits - 2 };
        let minus = Exact { negative: true, ..magic.clone() };
        let sum = in_source(element, &value.minus(&minus));
        in_source(element, &sum.minus(&magic)).round(0, Rounding::TowardsZero)
    })
}
