//! Rounding in two steps, or what is only as exact as another type.

use super::super::defect::{Defect, Theme};
use super::super::element::{Shape, float, is_inexact, least, precision};
use super::super::place::With;
use super::{ANY, MODE, cast, named, round, with};
use crate::codec::cast_value::Rounding;
use crate::data_type::{Kind, Real};
use crate::oracle::exact::Exact;

pub const DEFECTS: [Defect; 6] = [
    round(
        Theme::Precision,
        "double-rounding",
        "the value is rounded to another type's digits first, in the same mode",
        with(MODE, detours),
        |shape| match shape.with {
            With::Type(via) => {
                let is_wider = precision(via) > precision_at_ties(shape);
                shape.loses_in(via)
                    && (is_inexact(shape.to, via)
                        || shape.is_nearest() && shape.is_inexact() && is_wider)
                    && !shape.target_is_scale()
            }
            _ => false,
        },
        |element, value, _| element.rounded(&through(value, element.via(), element.rounding)),
    ),
    round(
        Theme::Precision,
        "seen-as",
        "the value is seen as another type's nearest",
        with(ANY, |_| vec![With::Type(Real::FLOAT32), With::Type(Real::FLOAT64)]),
        |shape| match shape.with {
            With::Type(via) => shape.loses_in(via) && !shape.target_is_scale(),
            _ => false,
        },
        |element, value, _| element.rounded(&through(value, element.via(), Rounding::NearestEven)),
    ),
    round(
        Theme::Precision,
        "truncated-first",
        "low bits beyond another type's digits are dropped first",
        with(MODE, detours),
        |shape| match shape.with {
            With::Type(via) => {
                let is_towards_zero = shape.rounding == Rounding::TowardsZero;
                shape.loses_in(via)
                    && !shape.target_is_scale()
                    && shape.is_inexact()
                    && (!is_towards_zero || is_inexact(shape.to, via))
            }
            _ => false,
        },
        |element, value, _| element.rounded(&through(value, element.via(), Rounding::TowardsZero)),
    ),
    cast(
        Theme::Precision,
        "half-the-bits",
        "only the upper half of the source's bits is read",
        MODE,
        |shape| {
            let halves = shape.from.bits() >= 16 && !shape.from.is_integer();
            let kept = shape.from.bits() / 2;
            let digits =
                float(shape.from).map_or(0, |from| kept.saturating_sub(1 + from.exponent_bits));
            halves
                && (digits as i32) > 0
                && !shape.target_is_scale()
                && shape.is_inexact()
                && !matches!(shape.rounding, Rounding::TowardsZero | Rounding::NearestAway)
        },
        |element| {
            let kept = !(u64::MAX >> (64 - element.from().bits() / 2));
            match element.number() {
                Some(_) => element.right_of(element.input & kept),
                None => element.right(),
            }
        },
    ),
    cast(
        Theme::Precision,
        "half-the-digits",
        "of an integer only as many digits count as half its bits",
        ANY,
        |shape| shape.from.is_integer() && shape.from.bits() >= 16 && !shape.target_is_scale(),
        |element| {
            let digits = element.from().bits() as i32 / 2;
            element.rounding_by(|value, _| {
                let grid = (value.binade() + 1 - digits).max(0);
                element.rounded(&value.round(grid, Rounding::TowardsZero))
            })
        },
    ),
    round(
        Theme::Precision,
        "underflow-after-rounding",
        "a subnormal result is rounded to full precision before it is rounded to the smallest step",
        MODE,
        |shape| {
            shape.is_nearest()
                && shape.target_float().is_some_and(|to| {
                    let below = least(shape.from) < least(shape.to);
                    to.zero && to.mantissa_bits > 0 && below && shape.spare_bits() > 0
                })
        },
        |element, value, _| match element.to().kind() {
            Kind::Float(float) => {
                let digits = value.binade() - float.mantissa_bits as i32;
                element.rounded(&value.round(digits, element.rounding))
            }
            Kind::Integer(_) => element.rounded(value),
        },
    ),
];

/// A value with the digits of another type.
fn through(value: &Exact, via: Real, rounding: Rounding) -> Exact {
    match float(via) {
        Some(float) => value.round(value.grid(float), rounding),
        None => value.clone(),
    }
}

/// Digits that a tie of the target needs at least, less one.
fn precision_at_ties(shape: &Shape) -> i32 {
    shape.target_float().map_or(1, |float| float.precision() as i32)
}

fn detours(_: &Shape) -> Vec<With> {
    ["float64", "float32", "float16", "bfloat16", "float8_e5m2", "float8_e4m3"]
        .map(|name| With::Type(named(name)))
        .to_vec()
}
