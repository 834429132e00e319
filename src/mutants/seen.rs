//! Limits compared as values of another type, enumerated from the table of types.

use super::draw::Lot;
use super::element::{Element, Pair, Shape, float, signed, whole};
use super::place::{Place, Where, With};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::{Kind, Real};
use crate::oracle::exact::Exact;

/// A comparison with a limit of the target in the arithmetic of another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Comparison {
    pub via: Real,
    /// Which limit.
    pub low: bool,
    /// What is converted to the other type.
    pub converted: Converted,
    /// Whether the value is compared before it is rounded.
    pub is_early: bool,
}

/// What a comparison converts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Converted {
    Both,
    Limit,
    Value,
}

/// All of them.
pub const LOT: Lot = Lot {
    count: |from, to| members(from, to).len() as u64,
    at: |from, to, at| members(from, to)[at as usize],
};

fn members(from: Real, to: Real) -> Vec<Place> {
    let mut members = Vec::new();
    for low in [false, true].into_iter().filter(|low| passes(from, to, *low)) {
        for via in Real::all() {
            for converted in [Converted::Both, Converted::Limit, Converted::Value] {
                for is_early in [false, true] {
                    let with = With::Comparison(Comparison { via, low, converted, is_early });
                    // Under wrap the range decides nothing.
                    for rule in [OutOfRange::Unset, OutOfRange::Clamp] {
                        let modes = Rounding::ALL.into_iter().map(Some).chain([None]);
                        members.extend(modes.map(|rounding| Place {
                            rounding,
                            out_of_range: Some(rule),
                            with,
                            ..Place::of(Where::Pair(from, to))
                        }));
                    }
                }
            }
        }
    }
    members
}

/// Whether the source has values beyond a limit.
fn passes(from: Real, to: Real, low: bool) -> bool {
    let (rounding, out_of_range) = (Rounding::NearestEven, OutOfRange::Unset);
    let shape = Shape { from, to, rounding, out_of_range, with: With::Nothing };
    if low { shape.passes_min() && !shape.target_is_scale() } else { shape.passes_max() }
}

impl Comparison {
    /// What comes of an element if its place in the range is decided like this.
    pub fn cast(&self, element: &Element) -> Option<u64> {
        let Some(value) = element.number() else { return element.right() };
        let rounded = element.rounded(&value);
        let is_beyond = element.end_passed(&rounded) == Some(self.low);
        let is_seen_beyond = self.is_beyond(element.limit(self.low), &value, &rounded);
        match (is_beyond, is_seen_beyond) {
            (false, true) => element.outside(&rounded, self.low),
            (true, false) if element.to().is_integer() => element.residue(&rounded),
            (true, false) => Some((element.to().limit(self.low) + 1) & element.to().mask()),
            _ => element.right(),
        }
    }

    fn is_beyond(&self, limit: &Exact, value: &Exact, rounded: &Exact) -> bool {
        let compared = if self.is_early { value } else { rounded };
        let seen = |one: &Exact, is_converted: bool| match is_converted {
            true => converted(self.via, one),
            false => one.clone(),
        };
        let limit = seen(limit, self.converted != Converted::Value);
        let compared = seen(compared, self.converted != Converted::Limit);
        if self.low { compared.compare(&limit).is_lt() } else { compared.compare(&limit).is_gt() }
    }

    /// What tells it from others, in words.
    pub fn words(&self) -> Vec<&'static str> {
        let limit = if self.low { "minimum" } else { "maximum" };
        let converted = match self.converted {
            Converted::Both => "both",
            Converted::Limit => "limit",
            Converted::Value => "value",
        };
        let when = if self.is_early { "before-rounding" } else { "after-rounding" };
        vec![limit, "as", self.via.name(), converted, when]
    }

    /// Inputs among which is one that shows the comparison, if there is any. Both it and the right one
    /// find all values from some on beyond the limit. So they differ between two values of the source,
    /// if at all.
    pub fn telling(&self, pair: &Pair, place: &Place) -> Vec<u64> {
        let modes = Rounding::ALL.into_iter();
        let modes = modes.filter(|mode| place.rounding.is_none_or(|rounding| rounding == *mode));
        let mut inputs = Vec::new();
        for rounding in modes {
            let element = |input| {
                let out_of_range = OutOfRange::Unset;
                Element { pair, place, rounding, out_of_range, input }
            };
            let is_right = |input| {
                let element = element(input);
                let rounded = element.number().map(|value| element.rounded(&value));
                rounded.and_then(|one| element.end_passed(&one)) == Some(self.low)
            };
            let is_seen = |input| {
                let element = element(input);
                element.number().is_some_and(|value| {
                    self.is_beyond(element.limit(self.low), &value, &element.rounded(&value))
                })
            };
            let right = self.first_beyond(pair.from, &is_right);
            let seen = self.first_beyond(pair.from, &is_seen);
            let around = |rank: i128| rank - 3..=rank + 3;
            let ranks = [right, seen, (right + seen) / 2, 0].into_iter().flat_map(around);
            inputs.extend(ranks.filter_map(|rank| pair.from.from_rank(rank)));
        }
        inputs
    }

    /// The rank of the first value that is beyond the limit; one more than the last, if none is.
    fn first_beyond(&self, from: Real, is_beyond: &dyn Fn(u64) -> bool) -> i128 {
        let end = |pattern| from.rank(pattern).unwrap_or_default();
        let (lowest, highest) = (end(from.min_finite()), end(from.max_finite()));
        let outwards = if self.low { -1 } else { 1 };
        let (mut inside, mut outside) = match self.low {
            true => (highest + 1, lowest - 1),
            false => (lowest - 1, highest + 1),
        };
        while (outside - inside).abs() > 1 {
            let middle = inside + (outside - inside).abs() / 2 * outwards;
            match from.from_rank(middle).is_some_and(is_beyond) {
                true => outside = middle,
                false => inside = middle,
            }
        }
        outside
    }
}

/// A value as the nearest of another type; beyond its range, as its infinity, or as its limit.
fn converted(via: Real, value: &Exact) -> Exact {
    let nearest = match via.kind() {
        Kind::Integer(_) => whole(signed(&value.round(0, Rounding::TowardsZero))),
        Kind::Float(to) if !value.is_zero() => value.round(value.grid(to), Rounding::NearestEven),
        Kind::Float(_) => value.clone(),
    };
    let (min, max) = Exact::limits(via);
    let negative = nearest.compare(&min).is_lt();
    match negative || nearest.compare(&max).is_gt() {
        false => nearest,
        true if float(via).is_some_and(|float| float.infinity) => {
            Exact { negative, magnitude: 1.into(), exponent: INFINITE }
        }
        true if negative => min,
        true => max,
    }
}

/// The exponent of what stands for infinity.
const INFINITE: i32 = 2_000;
