//! Exponents that are wrong in one binade only, and the powers of two of `float8_e8m0fnu`.

use super::super::defect::{Defect, Theme};
use super::super::element::{
    Element, Shape, float, highest, is_scale, is_signed, least, precision,
};
use super::super::place::With;
use super::{ANY, MODE, cast, round, with};
use crate::codec::cast_value::Rounding;
use crate::data_type::{Kind, Real};
use crate::oracle::exact::Exact;

pub const DEFECTS: [Defect; 9] = [
    round(
        Theme::Layout,
        "binade-doubled",
        "in one binade of the result the exponent is one too high",
        with(ANY, binades),
        |shape| binade_of(shape.from, shape.to, shape.with).is_some() && !shape.to.is_integer(),
        |element, value, _| shifted(element, value, 1),
    ),
    round(
        Theme::Layout,
        "binade-halved",
        "in one binade of the result the exponent is one too low",
        with(ANY, binades),
        |shape| binade_of(shape.from, shape.to, shape.with).is_some() && !shape.to.is_integer(),
        |element, value, _| shifted(element, value, -1),
    ),
    round(
        Theme::Layout,
        "binade-misread",
        "in one binade of the source the exponent is read one too high",
        with(ANY, binades),
        |shape| binade_of(shape.from, shape.to, shape.with).is_some() && !shape.from.is_integer(),
        |element, value, _| {
            let Some(binade) = binade_of(element.from(), element.to(), element.place.with) else {
                return element.rounded(value);
            };
            match value.binade() == binade {
                true => element.rounded(&Exact { exponent: value.exponent + 1, ..value.clone() }),
                false => element.rounded(value),
            }
        },
    ),
    round(
        Theme::Rounding,
        "scale-by-logarithm",
        "a value is rounded to the power of two whose logarithm is nearest",
        MODE,
        |shape| shape.target_is_scale() && shape.is_nearest() && precision(shape.from) > 2,
        |_, value, grid| {
            // The square of the significand against 2.
            let square = Exact {
                negative: false,
                magnitude: value.magnitude.clone().square(),
                exponent: 2 * value.exponent,
            };
            let half = Exact { negative: false, magnitude: 1.into(), exponent: 2 * grid + 1 };
            match square.compare(&half).is_ge() {
                true => Exact { negative: value.negative, magnitude: 2.into(), exponent: grid },
                false => value.round(grid, Rounding::TowardsZero),
            }
        },
    ),
    cast(
        Theme::Range,
        "scale-of-magnitude",
        "a negative value becomes the power of two of its magnitude",
        ANY,
        |shape| shape.target_is_scale() && is_signed(shape.from),
        |element| match element.number() {
            Some(value) if value.negative => element.right_for(&Exact { negative: false, ..value }),
            _ => element.right(),
        },
    ),
    round(
        Theme::Layout,
        "scale-one-off",
        "the exponent code of a power of two is one too high",
        ANY,
        |shape| shape.target_is_scale(),
        |element, value, _| {
            let rounded = element.rounded(value);
            Exact { exponent: rounded.exponent + 1, ..rounded }
        },
    ),
    cast(
        Theme::Layout,
        "scale-code-zero",
        "the exponent code 0 of a power of two is read as zero",
        MODE,
        |shape| {
            let is_raised = shape.rounding == Rounding::TowardsPositive;
            is_scale(shape.from) && (is_raised || least(shape.to) <= -127)
        },
        |element| match element.input {
            0 => element.encode(&Exact { negative: false, magnitude: 0.into(), exponent: 0 }),
            _ => element.right(),
        },
    ),
    cast(
        Theme::Layout,
        "scale-read-one-off",
        "a power of two is read as half of it",
        ANY,
        |shape| is_scale(shape.from),
        |element| match element.number() {
            Some(value) => element.right_for(&Exact { exponent: value.exponent - 1, ..value }),
            None => element.right(),
        },
    ),
    cast(
        Theme::Layout,
        "scale-nan-is-a-number",
        "the code of NaN is read as the next power of two",
        ANY,
        |shape| is_scale(shape.from),
        |element| match element.input {
            0xff => {
                element.right_for(&Exact { negative: false, magnitude: 1.into(), exponent: 128 })
            }
            _ => element.right(),
        },
    ),
];

/// Where a binade lies among those that both types have.
fn binades(_: &Shape) -> Vec<With> {
    ["lowest", "second", "quarter", "half", "one", "two", "middle", "last-but-one", "last"]
        .map(With::Word)
        .to_vec()
}

fn binade_of(from: Real, to: Real, with: With) -> Option<i32> {
    if from == to {
        // What is cast to itself has no exponent to be made.
        return None;
    }
    let lowest = |data_type| match float(data_type) {
        Some(float) => float.min_exponent(),
        None => 0,
    };
    let low = lowest(from).max(lowest(to));
    let high = highest(from).min(highest(to));
    let With::Word(word) = with else { return None };
    let binade = match word {
        "lowest" => low,
        "second" => low + 1,
        "quarter" => -2,
        "half" => -1,
        "one" => 0,
        "two" => 1,
        "middle" => (2 * low + high) / 3,
        "last-but-one" => high - 1,
        _ => high,
    };
    (low..=high).contains(&binade).then_some(binade)
}

fn shifted(element: &Element, value: &Exact, by: i32) -> Exact {
    let rounded = element.rounded(value);
    let binade = binade_of(element.from(), element.to(), element.place.with);
    let is_there = !rounded.is_zero() && binade == Some(rounded.binade());
    if !is_there {
        return rounded;
    }
    // The smallest normal binade has a subnormal one below, where the digits do not fit.
    let shifted = Exact { exponent: rounded.exponent + by, ..rounded };
    match element.to().kind() {
        Kind::Float(to) => shifted.round(shifted.grid(to), Rounding::TowardsZero),
        Kind::Integer(_) => shifted,
    }
}
