//! NaN, as an input and as a result.

use super::super::defect::{Defect, Fault, Sites, Theme};
use super::super::element::{Element, Shape, float, highest, is_signed};
use super::super::payload::LOT;
use super::super::place::With;
use super::{ANY, RULE, nan, result};
use crate::data_type::{Kind, Nan, Real};

pub const DEFECTS: [Defect; 14] = [
    nan(
        "nan-is-zero",
        "NaN is zero",
        RULE,
        |shape| has_nan(shape) && !shape.target_is_scale(),
        |_| Some(0),
    ),
    nan("nan-is-maximum", "NaN is the largest value", RULE, has_nan, |element| {
        Some(element.to().max_finite())
    }),
    nan("nan-is-minimum", "NaN is the smallest value", RULE, has_nan, |element| {
        Some(element.to().min_finite())
    }),
    nan("nan-refused", "NaN is an error although the target has it", RULE, keeps, |_| None),
    nan(
        "nan-is-infinity",
        "NaN is an infinity",
        ANY,
        |shape| keeps(shape) && shape.to.infinity(false).is_some(),
        |element| element.to().infinity(false),
    ),
    nan(
        "low-payload-is-infinity",
        "a NaN whose payload is in bits that the target drops becomes infinity",
        ANY,
        drops_payload,
        |element| match cut(element) {
            0 => element.to().infinity(sign(element)),
            _ => element.right(),
        },
    ),
    nan(
        "negative-nan-refused",
        "a NaN with its sign set is an error",
        ANY,
        |shape| keeps(shape) && is_ieee(shape.from),
        |element| if sign(element) { None } else { element.right() },
    ),
    nan(
        "negative-nan-is-infinity",
        "a NaN with its sign set is taken for the smallest number there is",
        ANY,
        |shape| keeps(shape) && is_ieee(shape.from) && shape.to.infinity(true).is_some(),
        |element| match sign(element) {
            true => element.to().infinity(true),
            false => element.right(),
        },
    ),
    nan(
        "one-nan-alone",
        "only the canonical NaN is one, others are an infinity",
        ANY,
        |shape| has_nan(shape) && is_ieee(shape.from) && many_nans(shape.from),
        |element| match Some(element.input) == element.from().nan() {
            true => element.right(),
            false => element.to().infinity(sign(element)).or(Some(element.to().max_finite())),
        },
    ),
    nan(
        "signalling-nan-refused",
        "a signalling NaN is an error",
        ANY,
        |shape| keeps(shape) && is_ieee(shape.from) && many_nans(shape.from),
        |element| if is_signalling(element) { None } else { element.right() },
    ),
    Defect {
        name: "payload-unseen",
        theme: Theme::Nan,
        about: "bits of a NaN's payload are not seen, without which it is an infinity",
        sites: Sites::Drawn(LOT),
        fault: Fault::Cast(|element| match element.place.with {
            With::Payload(payload) => payload.cast(element),
            _ => element.right(),
        }),
    },
    result(
        Theme::Nan,
        "maximum-is-nan",
        "the largest value comes out as NaN",
        RULE,
        |shape| shape.to.nan().is_some() && highest_reached(shape),
        |element, result| match result == element.to().max_finite() {
            true => element.to().nan(),
            false => Some(result),
        },
    ),
    result(
        Theme::Nan,
        "minimum-is-nan",
        "the smallest value comes out as NaN",
        RULE,
        |shape| {
            let is_reached = highest_reached(shape) && is_signed(shape.from);
            shape.to.nan().is_some() && is_reached && is_signed(shape.to)
        },
        |element, result| match result == element.to().min_finite() {
            true => element.to().nan(),
            false => Some(result),
        },
    ),
    result(
        Theme::Nan,
        "nan-of-ieee",
        "NaN comes out as IEEE 754 would have it, which is a number here",
        ANY,
        |shape| keeps(shape) && shape.to.has_one_nan() && !shape.target_is_scale(),
        |element, result| match (element.to().is_nan(result), element.to().kind()) {
            (true, Kind::Float(to)) => {
                let quiet = 1 << (to.mantissa_bits - 1);
                Some(((1 << to.exponent_bits) - 1) << to.mantissa_bits | quiet)
            }
            _ => Some(result),
        },
    ),
];

fn has_nan(shape: &Shape) -> bool {
    shape.from.nan().is_some()
}

fn keeps(shape: &Shape) -> bool {
    has_nan(shape) && shape.to.nan().is_some()
}

fn is_ieee(data_type: Real) -> bool {
    float(data_type).is_some_and(|float| matches!(float.nan, Nan::Ieee))
}

fn many_nans(data_type: Real) -> bool {
    float(data_type).is_some_and(|float| float.mantissa_bits > 1)
}

/// Whether the largest value comes out of some input.
fn highest_reached(shape: &Shape) -> bool {
    highest(shape.from) > highest(shape.to)
}

fn drops_payload(shape: &Shape) -> bool {
    let wider = shape.source_float().zip(shape.target_float());
    let wider = wider.is_some_and(|(from, to)| from.mantissa_bits > to.mantissa_bits);
    is_ieee(shape.from) && is_ieee(shape.to) && wider
}

fn sign(element: &Element) -> bool {
    element.from().nan_payload(element.input).is_some_and(|(negative, _)| negative)
}

/// As much of a NaN's payload as the target has bits for.
fn cut(element: &Element) -> u64 {
    let kept = float(element.to()).map_or(0, |to| to.mantissa_bits);
    let payload = element.from().nan_payload(element.input).map_or(0, |(_, payload)| payload);
    payload >> (64 - kept)
}

fn is_signalling(element: &Element) -> bool {
    element.from().nan_payload(element.input).is_some_and(|(_, payload)| payload >> 63 == 0)
}
