//! The ends of the range, and the rules for what lies beyond.

use super::super::defect::{Defect, Fault, Sites, Theme};
use super::super::element::{Element, Shape, is_signed, signed, whole};
use super::super::place::With;
use super::super::seen::LOT;
use super::{RULE, beyond, cast, round, with};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::oracle::exact::Exact;

pub const DEFECTS: [Defect; 10] = [
    cast(
        Theme::Range,
        "rule-for-rule",
        "one range rule is taken for another",
        with(RULE, |_| OutOfRange::ALL.map(With::Rule).to_vec()),
        |shape| {
            let With::Rule(other) = shape.with else { return false };
            let passes = shape.passes_max() || shape.passes_min();
            // Nothing wraps to a float, and clamping under wrap is a reading that is accepted.
            let rules = [shape.out_of_range, other];
            let wraps = rules.contains(&OutOfRange::Wrap);
            shape.out_of_range != other && passes && (!wraps || shape.to.is_integer())
        },
        |element| match element.place.with {
            With::Rule(rule) => element.right_by(rule),
            _ => element.right(),
        },
    ),
    cast(
        Theme::Range,
        "maximum-refused",
        "the largest value is beyond the range",
        RULE,
        |shape| reaches(shape, false) && limit_shows(shape),
        |element| refused(element, false),
    ),
    cast(
        Theme::Range,
        "minimum-refused",
        "the smallest value is beyond the range",
        RULE,
        |shape| reaches(shape, true) && limit_shows(shape) && !shape.target_is_scale(),
        |element| refused(element, true),
    ),
    cast(
        Theme::Range,
        "above-maximum-accepted",
        "the first step above the largest value is in range, and is the next pattern",
        RULE,
        |shape| shape.passes_max() && step_shows(shape),
        |element| accepted(element, false),
    ),
    cast(
        Theme::Range,
        "below-minimum-accepted",
        "the first step below the smallest value is in range, and is the next pattern",
        RULE,
        |shape| shape.passes_min() && step_shows(shape) && !shape.target_is_scale(),
        |element| accepted(element, true),
    ),
    round(
        Theme::Range,
        "minimum-of-the-other-sign",
        "the smallest value is clamped to the negative of the largest",
        RULE,
        |shape| {
            let signed = shape.to.is_integer() && is_signed(shape.to);
            signed && shape.clamps() && reaches(shape, true)
        },
        |element, value, _| {
            let rounded = element.rounded(value);
            match rounded.compare(element.limit(true)).is_le() {
                true => Exact { negative: true, ..element.limit(false).clone() },
                false => rounded,
            }
        },
    ),
    Defect {
        name: "limit-seen-as",
        theme: Theme::Range,
        about: "a limit is compared in another type",
        sites: Sites::Drawn(LOT),
        fault: Fault::Cast(|element| match element.place.with {
            With::Comparison(comparison) => comparison.cast(element),
            _ => element.right(),
        }),
    },
    beyond(
        Theme::Range,
        "clamped-to-the-other-end",
        "what lies beyond one end is clamped to the other",
        RULE,
        |shape| {
            shape.clamps() && (shape.passes_max() || shape.passes_min() && !shape.target_is_scale())
        },
        |element, rounded, low| element.outside(rounded, !low),
    ),
    beyond(
        Theme::Range,
        "clamped-one-short",
        "what lies beyond the range is clamped one step short of the limit",
        RULE,
        |shape| shape.clamps() && shape.to.infinity(false).is_none() && shape.passes_max(),
        |element, _, low| {
            let rank = element.to().rank(element.to().limit(low))?;
            element.to().from_rank(rank + if low { 1 } else { -1 })
        },
    ),
    cast(
        Theme::Range,
        "far-beyond-accepted",
        "what lies beyond the 64-bit integers is zero",
        RULE,
        |shape| {
            let (_, max) = Exact::limits(shape.from);
            shape.to.is_integer() && max.binade() >= 64 && !shape.wraps()
        },
        |element| match element.number() {
            Some(value) if value.binade() >= 64 => Some(0),
            _ => element.right(),
        },
    ),
];

/// Whether some value of the source is rounded to a limit.
fn reaches(shape: &Shape, low: bool) -> bool {
    let (min, max) = Exact::limits(shape.from);
    let (least, most) = Exact::limits(shape.to);
    let has_zero = !low || is_signed(shape.from) || !least.is_zero();
    let is_reached = if low { min.compare(&least).is_le() } else { max.compare(&most).is_ge() };
    is_reached && has_zero
}

/// Whether a limit that is refused shows.
fn limit_shows(shape: &Shape) -> bool {
    shape.unset() || shape.clamps() && shape.to.infinity(false).is_some()
}

/// Whether a step beyond the range that is accepted shows.
fn step_shows(shape: &Shape) -> bool {
    shape.unset() || shape.clamps() && shape.to.infinity(false).is_none()
}

fn refused(element: &Element, low: bool) -> Option<u64> {
    let Some(value) = element.number() else { return element.right() };
    let rounded = element.rounded(&value);
    match rounded.compare(element.limit(low)).is_eq() {
        true => element.outside(&rounded, low),
        false => element.right(),
    }
}

fn accepted(element: &Element, low: bool) -> Option<u64> {
    let Some(value) = element.number() else { return element.right() };
    let rounded = element.rounded(&value);
    if element.end_passed(&rounded) != Some(low) {
        return element.right();
    }
    let limit = element.limit(low);
    let step = if low { Rounding::TowardsNegative } else { Rounding::TowardsPositive };
    let grid = if limit.is_zero() { 0 } else { element.grid(limit) };
    let next = match (element.to().is_integer(), low) {
        (true, _) => whole(signed(limit) + if low { -1 } else { 1 }),
        (false, _) => Exact {
            magnitude: limit.round(grid, step).magnitude + 1u32,
            exponent: grid,
            negative: low,
        },
    };
    if rounded.compare(&next).is_ne() {
        return element.right();
    }
    match element.to().is_integer() {
        true => element.residue(&rounded),
        false => Some((element.to().limit(low) + 1) & element.to().mask()),
    }
}
