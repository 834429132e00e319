//! Subnormal values, as inputs and as results.

use super::super::defect::{Defect, Theme};
use super::super::element::{Element, Shape, float, is_signed, least};
use super::{ANY, MODE, cast, result, round};
use crate::codec::cast_value::Rounding;
use rug::Integer;

use crate::data_type::{Float, Kind, Real};
use crate::oracle::exact::Exact;

pub const DEFECTS: [Defect; 8] = [
    round(
        Theme::Subnormal,
        "subnormal-results-flushed",
        "a subnormal result becomes zero",
        ANY,
        makes_subnormals,
        |element, value, _| {
            let rounded = element.rounded(value);
            match is_subnormal(element, &rounded) {
                true => Exact { magnitude: 0.into(), ..rounded },
                false => rounded,
            }
        },
    ),
    round(
        Theme::Subnormal,
        "subnormal-results-raised",
        "a subnormal result becomes the smallest normal value",
        ANY,
        makes_subnormals,
        |element, value, grid| {
            let rounded = element.rounded(value);
            match (is_subnormal(element, &rounded), float(element.to())) {
                (true, Some(to)) => {
                    let magnitude = Integer::from(1) << to.mantissa_bits;
                    Exact { negative: value.negative, magnitude, exponent: grid }
                }
                _ => rounded,
            }
        },
    ),
    round(
        Theme::Subnormal,
        "flushed-before-rounding",
        "a value below the smallest normal one becomes zero, even if it is rounded to that",
        MODE,
        |shape| makes_subnormals(shape) && goes_up(shape),
        |element, value, _| {
            let rounded = element.rounded(value);
            match is_subnormal(element, value) && !is_subnormal(element, &rounded) {
                true => Exact { magnitude: 0.into(), ..rounded },
                false => rounded,
            }
        },
    ),
    round(
        Theme::Subnormal,
        "subnormal-results-truncated",
        "low bits of a subnormal result are dropped in every mode",
        MODE,
        |shape| {
            let is_finer = least(shape.from) < least(shape.to);
            makes_subnormals(shape) && is_finer && goes_up(shape)
        },
        |element, value, grid| match is_subnormal(element, value) {
            true => value.round(grid, Rounding::TowardsZero),
            false => element.rounded(value),
        },
    ),
    result(
        Theme::Subnormal,
        "largest-subnormal-carries",
        "the largest subnormal result becomes the smallest normal value",
        ANY,
        makes_subnormals,
        |element, result| match float(element.to()) {
            Some(to) => {
                let largest = (1 << to.mantissa_bits) - 1;
                let sign = 1 << (to.bits - 1);
                let is_largest = result & !sign == largest;
                Some(if is_largest { result + 1 } else { result })
            }
            None => Some(result),
        },
    ),
    cast(
        Theme::Subnormal,
        "subnormal-inputs-flushed",
        "a subnormal input is taken for zero",
        MODE,
        |shape| {
            let Some(from) = subnormals(shape.from) else { return false };
            let is_kept = from.min_exponent() > least(shape.to);
            let is_raised = match shape.rounding {
                Rounding::TowardsPositive => true,
                Rounding::TowardsNegative => is_signed(shape.to),
                _ => false,
            };
            (is_kept || is_raised) && !shape.target_is_scale()
        },
        |element| match subnormal_input(element) {
            true => element.right_of(element.input & 1 << (element.from().bits() - 1)),
            false => element.right(),
        },
    ),
    cast(
        Theme::Subnormal,
        "subnormal-inputs-normal",
        "a subnormal input is read as if it had the implicit leading bit",
        MODE,
        |shape| {
            let Some(from) = subnormals(shape.from) else { return false };
            from.min_exponent() > least(shape.to) && !shape.target_is_scale()
        },
        |element| match (subnormal_input(element), element.from().kind(), element.number()) {
            (true, Kind::Float(from), Some(value)) => {
                let magnitude = value.magnitude + (1u64 << from.mantissa_bits);
                element.right_for(&Exact { magnitude, ..value })
            }
            _ => element.right(),
        },
    ),
    cast(
        Theme::Subnormal,
        "subnormal-exponent",
        "a subnormal input is read with the exponent that its code would have in normal values",
        MODE,
        |shape| {
            let Some(from) = subnormals(shape.from) else { return false };
            from.min_exponent() > least(shape.to) && !shape.target_is_scale()
        },
        |element| match (subnormal_input(element), element.number()) {
            (true, Some(value)) => {
                element.right_for(&Exact { exponent: value.exponent - 1, ..value })
            }
            _ => element.right(),
        },
    ),
];

/// The layout of a type that has subnormal values.
fn subnormals(data_type: Real) -> Option<&'static Float> {
    float(data_type).filter(|float| float.zero && float.mantissa_bits > 0)
}

/// Whether some results are subnormal.
fn makes_subnormals(shape: &Shape) -> bool {
    subnormals(shape.to).is_some_and(|to| least(shape.from) < to.min_exponent())
}

fn is_subnormal(element: &Element, value: &Exact) -> bool {
    let Some(to) = float(element.to()) else { return false };
    !value.is_zero() && value.binade() < to.min_exponent()
}

fn subnormal_input(element: &Element) -> bool {
    let Some(from) = float(element.from()) else { return false };
    element.number().is_some_and(|value| from.zero && value.binade() < from.min_exponent())
}

/// Whether a mode goes away from zero for some values that both types have.
fn goes_up(shape: &Shape) -> bool {
    match shape.rounding {
        Rounding::TowardsZero => false,
        Rounding::TowardsNegative => is_signed(shape.from),
        _ => true,
    }
}
