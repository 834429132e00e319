//! What a case is about: the tags that hold of an input and an output type.

use rug::Integer;

use super::Chosen;
use crate::codec::cast_value::Rounding;
use crate::data_type::{Kind, Nan, Real, Value};
use crate::oracle::exact::Exact;
use crate::vectors::tags::TagSet;

/// The facts about inputs of one type under casts to another.
pub(super) struct Classifier {
    source: Real,
    target: Real,
    min: Exact,
    max: Exact,
}

impl Classifier {
    pub fn new(source: Real, target: Real) -> Classifier {
        let (min, max) = Exact::limits(target);
        Classifier { source, target, min, max }
    }

    /// Every tag that holds, or that the choice of the input brought. At least one does.
    pub fn tags(&self, chosen: &Chosen) -> TagSet {
        let mut tags = chosen.provenance;
        let mut add = |name: &str| {
            let known = tags.insert(name);
            assert!(known.is_ok(), "the generator uses the tag {name}, which is not in the table");
        };
        match self.source.decode(chosen.input) {
            Value::Nan => {
                add("nan");
                if self.is_signalling(chosen.input) {
                    add("signalling-nan");
                }
            }
            Value::Infinity { .. } => add("infinity"),
            Value::Finite(value) if value.is_zero() => {
                add(if value.negative { "negative-zero" } else { "zero" });
            }
            Value::Finite(value) => self.add_finite(chosen.input, &value.into(), &mut add),
        }
        let exact = match Exact::of_pattern(self.source, chosen.input) {
            Some(value) if tags == chosen.provenance => value,
            _ => return tags,
        };
        // Nothing of note but this.
        let _ = tags.insert(if self.is_representable(&exact) { "exact" } else { "inexact" });
        tags
    }

    /// IEEE 754-2019 §6.2.1: the first bit of a signalling NaN's significand is 0.
    fn is_signalling(&self, input: u64) -> bool {
        match self.source.kind() {
            Kind::Float(float) if matches!(float.nan, Nan::Ieee) => {
                input >> (float.mantissa_bits - 1) & 1 == 0
            }
            _ => false,
        }
    }

    fn add_finite(&self, input: u64, value: &Exact, add: &mut impl FnMut(&str)) {
        let neighbours = self.neighbours(input);
        let smaller = neighbours.iter().find(|one| magnitude_order(one, value).is_lt());
        let larger = neighbours.iter().find(|one| magnitude_order(one, value).is_gt());

        self.add_limits(value, &neighbours, add);
        if value.magnitude.is_power_of_two() {
            add("power-of-two");
        }
        if self.double_rounds(value) {
            add("double-rounding");
        }
        if value.exponent >= 0 && wider_than_float64(&value.magnitude) {
            add("above-2-53");
        }
        match self.target.kind() {
            Kind::Integer(integer) => {
                if value.binade() < -1 {
                    add("below-one-half");
                }
                if value.binade() >= 64 {
                    add("huge");
                }
                if value.negative && !integer.signed {
                    add("negative-to-unsigned");
                }
                if self.is_wrap_edge(value, integer.bits) {
                    add("wrap-edge");
                }
            }
            Kind::Float(float) => {
                if value.negative && !float.signed {
                    add("negative-to-unsigned");
                }
                let min_normal = power_of_two(float.min_exponent());
                let touches = |one: &Exact| magnitude_order(one, &min_normal).is_eq();
                if float.zero && value.binade() < float.min_exponent() {
                    let least = float.min_exponent() - float.mantissa_bits as i32;
                    add(if value.binade() < least { "underflow" } else { "subnormal" });
                }
                if touches(value) || neighbours.iter().any(touches) {
                    add("min-normal");
                }
            }
        }

        let in_reach = self.target.is_integer() || self.is_in_range(value);
        if !in_reach || self.is_representable(value) {
            return;
        }
        if self.is_tie(value) {
            add("tie");
        }
        if larger.is_some_and(|one| self.is_tie(one)) {
            add("tie-minus-ulp");
        }
        if smaller.is_some_and(|one| self.is_tie(one)) {
            add("tie-plus-ulp");
        }
        if larger.is_some_and(|one| self.is_representable(one)) {
            add("value-minus-ulp");
        }
        if smaller.is_some_and(|one| self.is_representable(one)) {
            add("value-plus-ulp");
        }
    }

    fn add_limits(&self, value: &Exact, neighbours: &[Exact], add: &mut impl FnMut(&str)) {
        if value.compare(&self.max).is_eq() {
            add("max-finite");
        }
        if value.compare(&self.min).is_eq() {
            add("min-finite");
        }
        let crosses = |limit: &Exact| {
            let order = value.compare(limit);
            order.is_ne() && neighbours.iter().any(|one| one.compare(limit) != order)
        };
        if crosses(&self.min) || crosses(&self.max) {
            add("limit-neighbour");
        }
        if !self.is_in_range(value) {
            let inward =
                if value.negative { Rounding::TowardsPositive } else { Rounding::TowardsNegative };
            let rounded = value.round(self.grid(value), inward);
            match (self.is_in_range(&rounded), value.compare(&self.max).is_gt()) {
                (true, _) => add("last-step"),
                (false, true) => add("above-range"),
                (false, false) => add("below-range"),
            }
        }
        let threshold = |one: &Exact| {
            let limit = if one.negative { &self.min } else { &self.max };
            !self.target.is_integer()
                && one.binade() == limit.binade()
                && !self.is_in_range(one)
                && self.is_tie(one)
        };
        if threshold(value) || neighbours.iter().any(threshold) {
            add("overflow-threshold");
        }
    }

    /// The values next to a finite input, but for zero.
    fn neighbours(&self, input: u64) -> Vec<Exact> {
        let Some(rank) = self.source.rank(input) else { return Vec::new() };
        [rank - 1, rank + 1]
            .into_iter()
            .filter_map(|rank| self.source.from_rank(rank))
            .filter_map(|pattern| Exact::of_pattern(self.source, pattern))
            .filter(|value| !value.is_zero())
            .collect()
    }

    fn grid(&self, value: &Exact) -> i32 {
        match self.target.kind() {
            Kind::Integer(_) => 0,
            Kind::Float(float) => value.grid(float),
        }
    }

    fn is_in_range(&self, value: &Exact) -> bool {
        value.compare(&self.min).is_ge() && value.compare(&self.max).is_le()
    }

    fn is_tie(&self, value: &Exact) -> bool {
        value.is_tie(self.grid(value))
    }

    fn is_representable(&self, value: &Exact) -> bool {
        value.to_dyadic().and_then(|value| self.target.encode(value)).is_some()
    }

    /// Whether a detour over a wider type gives another result in one of the nearest modes.
    fn double_rounds(&self, value: &Exact) -> bool {
        let detours = [Real::FLOAT32, Real::FLOAT64].map(Real::kind);
        let floats = detours.into_iter().filter_map(|kind| match kind {
            Kind::Float(float) => Some(float),
            Kind::Integer(_) => None,
        });
        floats.into_iter().any(|float| {
            [Rounding::NearestEven, Rounding::NearestAway].into_iter().any(|rounding| {
                let detour = value.round(value.grid(float), rounding);
                let direct = value.round(self.grid(value), rounding);
                let grid = if detour.is_zero() { 0 } else { self.grid(&detour) };
                detour.round(grid, rounding).compare(&direct).is_ne()
            })
        })
    }

    /// Whether an integer out of range is congruent to a limit of the target.
    fn is_wrap_edge(&self, value: &Exact, bits: u32) -> bool {
        if self.is_in_range(value) || value.round(0, Rounding::TowardsZero).compare(value).is_ne() {
            return false;
        }
        let signed = |one: &Exact| {
            let magnitude = one.round(0, Rounding::TowardsZero).magnitude;
            if one.negative { -magnitude } else { magnitude }
        };
        let value = signed(value);
        [&self.min, &self.max]
            .into_iter()
            .any(|limit| (&value - signed(limit)).is_divisible_2pow(bits))
    }
}

fn magnitude_order(one: &Exact, other: &Exact) -> std::cmp::Ordering {
    let positive = |value: &Exact| Exact { negative: false, ..value.clone() };
    positive(one).compare(&positive(other))
}

fn power_of_two(exponent: i32) -> Exact {
    Exact { negative: false, magnitude: Integer::from(1), exponent }
}

fn wider_than_float64(magnitude: &Integer) -> bool {
    let zeros = magnitude.find_one(0).unwrap_or(0);
    magnitude.significant_bits() - zeros > 53
}
