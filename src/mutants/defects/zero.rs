//! Zeros and their signs.

use super::super::defect::{Defect, Theme};
use super::super::element::{Element, Shape, highest, is_scale, is_signed, least};
use super::super::place::With;
use super::{ANY, MODE, RULE, cast, result, round, with};
use crate::codec::cast_value::Rounding;
use crate::data_type::{Float, Kind, Real, Value};
use crate::oracle::exact::Exact;

pub const DEFECTS: [Defect; 11] = [
    cast(
        Theme::Zero,
        "negative-zero-lost",
        "−0 becomes +0",
        ANY,
        |shape| has_both(shape.from) && has_both(shape.to),
        |element| if is_zero(element, true) { Some(0) } else { element.right() },
    ),
    cast(
        Theme::Zero,
        "negative-zero-made",
        "+0 becomes −0",
        ANY,
        |shape| has_zero(shape.from) && has_both(shape.to),
        |element| match is_zero(element, false) {
            true => Some(sign_bit(element.to())),
            false => element.right(),
        },
    ),
    cast(
        Theme::Zero,
        "negative-zero-is-the-sign-bit",
        "−0 becomes the pattern with nothing but its first bit, which is another value here",
        ANY,
        |shape| has_both(shape.from) && !has_both(shape.to) && !shape.target_is_scale(),
        |element| match is_zero(element, true) {
            true => Some(sign_bit(element.to())),
            false => element.right(),
        },
    ),
    cast(
        Theme::Zero,
        "negative-zero-refused",
        "−0 is an error where the target has one zero",
        RULE,
        |shape| has_both(shape.from) && !has_both(shape.to) && !shape.target_is_scale(),
        |element| if is_zero(element, true) { None } else { element.right() },
    ),
    cast(
        Theme::Zero,
        "zero-is-the-least",
        "zero becomes the smallest positive value",
        ANY,
        |shape| has_zero(shape.from) && has_zero(shape.to) && !shape.to.is_integer(),
        |element| match element.value() {
            Value::Finite(value) if value.is_zero() => Some(1),
            _ => element.right(),
        },
    ),
    cast(
        Theme::Zero,
        "zero-is-one",
        "zero becomes one, whose exponent is 0",
        ANY,
        |shape| has_zero(shape.from),
        |element| match element.value() {
            Value::Finite(value) if value.is_zero() => {
                element.encode(&Exact { negative: false, magnitude: 1.into(), exponent: 0 })
            }
            _ => element.right(),
        },
    ),
    underflow(
        "underflow-loses-its-sign",
        "a negative value that is rounded to zero becomes +0",
        |shape| goes_to_zero(shape, true) && has_both(shape.to),
        |element, result| match is_number(element, true) && result == sign_bit(element.to()) {
            true => Some(0),
            false => Some(result),
        },
    ),
    underflow(
        "underflow-makes-a-sign",
        "a positive value that is rounded to zero becomes −0",
        |shape| goes_to_zero(shape, false) && has_both(shape.to),
        |element, result| match is_number(element, false) && result == 0 {
            true => Some(sign_bit(element.to())),
            false => Some(result),
        },
    ),
    underflow(
        "underflow-is-the-sign-bit",
        "a negative value that is rounded to zero becomes the pattern with nothing but its first bit, which is another value here",
        |shape| goes_to_zero(shape, true) && !has_both(shape.to),
        |element, result| match is_number(element, true) && result == 0 {
            true => Some(sign_bit(element.to())),
            false => Some(result),
        },
    ),
    cast(
        Theme::Zero,
        "small-negatives-refused",
        "a negative value that is rounded to zero is out of range for an unsigned target",
        MODE,
        |shape| goes_to_zero(shape, true) && shape.to.is_integer() && !is_signed(shape.to),
        |element| match element.right() {
            Some(0) if is_number(element, true) && rounds_to_zero(element) => None,
            right => right,
        },
    ),
    round(
        Theme::Zero,
        "least-is-zero",
        "what is rounded to the smallest value of one sign becomes zero",
        with(ANY, |_| vec![With::Word("negative"), With::Word("positive")]),
        |shape| {
            let negative = shape.with == With::Word("negative");
            let has_sign = !negative || is_signed(shape.from) && is_signed(shape.to);
            has_zero(shape.to) && has_sign && highest(shape.from) >= least(shape.to)
        },
        |element, value, grid| {
            let rounded = element.rounded(value);
            let negative = element.place.with == With::Word("negative");
            let is_least = rounded.magnitude == 1 && grid == least(element.to());
            match is_least && rounded.negative == negative {
                true => Exact { magnitude: 0.into(), ..rounded },
                false => rounded,
            }
        },
    ),
];

/// A mistake about values that are rounded to zero, in a single mode.
const fn underflow(
    name: &'static str,
    about: &'static str,
    fits: fn(&Shape) -> bool,
    spoil: fn(&Element, u64) -> Option<u64>,
) -> Defect {
    result(Theme::Zero, name, about, MODE, fits, spoil)
}

/// Whether a type has zeros of both signs.
fn has_both(data_type: Real) -> bool {
    matches!(data_type.kind(), Kind::Float(Float { negative_zero: true, .. }))
}

fn has_zero(data_type: Real) -> bool {
    !is_scale(data_type)
}

fn sign_bit(data_type: Real) -> u64 {
    1 << (data_type.bits() - 1)
}

fn is_zero(element: &Element, negative: bool) -> bool {
    matches!(element.value(), Value::Finite(value) if value.is_zero() && value.negative == negative)
}

/// Whether an element is a number of one sign other than zero.
fn is_number(element: &Element, negative: bool) -> bool {
    element.number().is_some_and(|value| value.negative == negative)
}

fn rounds_to_zero(element: &Element) -> bool {
    element.number().is_some_and(|value| element.rounded(&value).is_zero())
}

/// Whether values of one sign are rounded to zero.
fn goes_to_zero(shape: &Shape, negative: bool) -> bool {
    let is_small = least(shape.from) < least(shape.to);
    let mode = match shape.rounding {
        Rounding::TowardsPositive => negative,
        Rounding::TowardsNegative => !negative,
        _ => true,
    };
    is_small && mode && has_zero(shape.to) && (!negative || is_signed(shape.from))
}
