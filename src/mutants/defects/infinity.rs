//! Infinities, as inputs and as results.

use super::super::defect::{Defect, Theme};
use super::super::element::Shape;
use super::super::place::With;
use super::{ANY, MODE, RULE, beyond, infinity, with};
use crate::codec::cast_value::OutOfRange;
use crate::data_type::Kind;

pub const DEFECTS: [Defect; 12] = [
    infinity(
        "infinity-clamped",
        "an infinity that the target lacks is its largest value",
        RULE,
        lacks,
        |element, low| Some(element.to().limit(low)),
    ),
    infinity(
        "infinity-wrapped",
        "an infinity that the target lacks is the residue of its largest value's successor",
        RULE,
        lacks,
        |element, low| {
            let beyond = element.to().limit(low).wrapping_add(1);
            Some(beyond & element.to().mask())
        },
    ),
    infinity(
        "infinity-is-zero",
        "an infinity that the target lacks is zero",
        RULE,
        |shape| lacks(shape) && !shape.target_is_scale(),
        |_, _| Some(0),
    ),
    infinity(
        "infinity-is-nan",
        "an infinity is NaN",
        RULE,
        |shape| has_infinity(shape) && shape.to.nan().is_some(),
        |element, _| element.to().nan(),
    ),
    infinity(
        "infinity-refused",
        "an infinity that the target has is an error",
        RULE,
        keeps,
        |_, _| None,
    ),
    infinity(
        "infinity-is-maximum",
        "an infinity that the target has is its largest value",
        RULE,
        keeps,
        |element, low| Some(element.to().limit(low)),
    ),
    infinity(
        "infinity-without-sign",
        "a negative infinity is a positive one",
        RULE,
        keeps,
        |element, _| element.to().infinity(false),
    ),
    infinity(
        "one-infinity-alone",
        "only the infinity of one sign is one, the other is NaN",
        with(ANY, |_| vec![With::Word("negative"), With::Word("positive")]),
        |shape| keeps(shape) && shape.to.nan().is_some(),
        |element, negative| match element.place.with {
            With::Word("negative") if negative => element.to().nan(),
            With::Word("positive") if !negative => element.to().nan(),
            _ => element.right(),
        },
    ),
    beyond(
        Theme::Infinity,
        "overflow-is-nan",
        "what lies beyond the range is NaN",
        RULE,
        |shape| {
            shape.to.nan().is_some()
                && !shape.target_is_scale()
                && (shape.passes_max() || shape.passes_min())
        },
        |element, _, _| element.to().nan(),
    ),
    beyond(
        Theme::Infinity,
        "overflow-is-maximum",
        "what lies beyond the range is clamped to the largest value and not to infinity",
        MODE,
        |shape| shape.is_nearest() && shape.to.infinity(false).is_some() && shape.passes_max(),
        |element, rounded, low| match element.out_of_range {
            OutOfRange::Clamp => Some(element.to().limit(low)),
            _ => element.outside(rounded, low),
        },
    ),
    beyond(
        Theme::Infinity,
        "overflow-without-sign",
        "what lies below the range is clamped to positive infinity",
        RULE,
        |shape| shape.clamps() && shape.to.infinity(false).is_some() && shape.passes_min(),
        |element, _, _| element.to().infinity(false),
    ),
    beyond(
        Theme::Infinity,
        "overflow-is-an-infinity-it-lacks",
        "what lies beyond the range is the pattern that IEEE 754 has for infinity",
        RULE,
        |shape| {
            let lacks = shape.target_float().is_some_and(|to| !to.infinity && to.zero);
            lacks && !shape.wraps() && shape.passes_max()
        },
        |element, _, low| match element.to().kind() {
            Kind::Float(to) => {
                let infinity = ((1 << to.exponent_bits) - 1) << to.mantissa_bits;
                Some(infinity | u64::from(low) << (to.bits - 1))
            }
            Kind::Integer(_) => element.right(),
        },
    ),
];

fn has_infinity(shape: &Shape) -> bool {
    shape.from.infinity(false).is_some()
}

fn lacks(shape: &Shape) -> bool {
    has_infinity(shape) && shape.to.infinity(false).is_none()
}

fn keeps(shape: &Shape) -> bool {
    has_infinity(shape) && shape.to.infinity(false).is_some()
}
