//! Every bit that a result cannot hold, cut off alone.
//!
//! Whoever rounds by looking at what is cut off looks at bits: with a mask, a shift or a table, each of
//! which can miss one. That shows only where no other bit says the same. So beside values of the
//! target, ties and limits, each bit that the source has below them is set alone. Which bits there are
//! is a matter of the two layouts, and of nothing else.

use rug::Integer;

use super::points::{exact, power_of_two};
use crate::data_type::{Float, Kind, Nan, Real};
use crate::oracle::exact::Exact;

/// A number that single bits are added to, away from zero.
struct Base {
    value: Exact,
    /// The exponents of the highest and of the lowest bit; the source may not have all of them.
    highest: i32,
    lowest: i32,
    /// Whether they are subtracted too.
    both_ways: bool,
}

/// How far below a target's last place every power of two is wanted. What is further below differs
/// from it in the exponent alone, and some stand for all.
const NEAR: i32 = 64;

/// The patterns of a source of more than 8 bits; a narrower one has no pattern left to add.
pub(super) fn of(source: Real, target: Real) -> Vec<u64> {
    // To a float without a sign, all negative values are the same.
    let (of_both_signs, of_one) = match (target.kind(), source.kind()) {
        (Kind::Float(to), _) => {
            let bases = beside_floats(target, to, source).into_iter();
            let bases = bases.chain(beyond_floats(target, to, source)).collect();
            if to.signed { (bases, Vec::new()) } else { (Vec::new(), bases) }
        }
        (Kind::Integer(_), Kind::Float(from)) => {
            (beside_integers(target, from), beyond_integers(target, source))
        }
        (Kind::Integer(_), Kind::Integer(_)) => (Vec::new(), beyond_integers(target, source)),
    };
    let as_is = of_both_signs.iter().chain(&of_one).flat_map(|base| base.inputs(source, false));
    let negated = of_both_signs.iter().flat_map(|base| base.inputs(source, true));
    as_is.chain(negated).collect()
}

/// Those of [`of`] beyond the first tie: above zero to an integer, above one to a float, above the
/// largest power of two from an integer.
pub(super) fn beyond_first_tie(source: Real, target: Real) -> Vec<u64> {
    let tie = match (target.kind(), source.kind()) {
        (Kind::Integer(_), Kind::Integer(_)) => return Vec::new(),
        (Kind::Integer(_), Kind::Float(_)) => Base::cut_off(1, 0),
        (Kind::Float(to), _) => {
            let [_, tie] = one_binade(first_binade(target, to, source), to.mantissa_bits as i32);
            tie
        }
    };
    tie.inputs(source, false)
}

/// NaNs of both signs with each bit of the payload set alone.
pub(super) fn of_payloads(source: Real) -> Vec<u64> {
    match (source.kind(), source.infinity(false)) {
        (Kind::Float(Float { nan: Nan::Ieee, mantissa_bits, bits, .. }), Some(infinity)) => {
            let payloads = (0..*mantissa_bits).map(|bit| infinity | 1 << bit);
            payloads.flat_map(|pattern| [pattern, pattern | 1 << (bits - 1)]).collect()
        }
        _ => Vec::new(),
    }
}

impl Base {
    /// `halves` times half the distance `2^grid` of the target's values: every odd one is a tie. With
    /// every bit that the distance, and half of it beyond a tie, is more than.
    fn cut_off(halves: impl Into<Integer>, grid: i32) -> Base {
        let halves = halves.into();
        let highest = if halves.is_odd() { grid - 2 } else { grid - 1 };
        Base { value: exact(halves, grid - 1), highest, lowest: i32::MIN, both_ways: false }
    }

    /// With one bit only, so many places below the grid.
    fn at(self, grid: i32, distance: i32) -> Base {
        let bit = grid - distance;
        Base { highest: self.highest.min(bit), lowest: bit, ..self }
    }

    fn both_ways(self) -> Base {
        Base { both_ways: true, ..self }
    }

    fn up_to(self, highest: i32) -> Base {
        Base { highest, ..self }
    }

    /// The patterns that the source has, of the base or of its negative.
    fn inputs(&self, source: Real, negated: bool) -> Vec<u64> {
        let value = Exact { negative: self.value.negative != negated, ..self.value.clone() };
        let lowest = self.lowest.max(last_place(source, &value) - i32::from(self.both_ways));
        let is_far = |bit: i32| value.is_zero() && !is_wanted(source, self.highest + 1 - bit, bit);
        let bits = (lowest..=self.highest).filter(|bit| !is_far(*bit));
        let ways = [true, false].into_iter().take(1 + usize::from(self.both_ways));
        let moved = bits.flat_map(|exponent| {
            let value = &value;
            ways.clone().map(move |away| {
                let negative = value.negative == away;
                value.minus(&Exact { negative: !negative, magnitude: 1.into(), exponent })
            })
        });
        let pattern = |value: Exact| value.to_dyadic().and_then(|value| source.encode(value));
        moved.filter_map(pattern).collect()
    }
}

/// Whether a power of two at a distance below the last place is wanted: of the far ones those at
/// distances around which exponents end, and the subnormal ones, each of which is another bit of the
/// source's digits.
fn is_wanted(source: Real, distance: i32, bit: i32) -> bool {
    let around = |distance: i32| distance.unsigned_abs().is_power_of_two();
    let is_subnormal = match source.kind() {
        Kind::Float(from) => bit <= from.min_exponent(),
        Kind::Integer(_) => false,
    };
    distance <= NEAR
        || is_subnormal
        || around(distance - 1)
        || around(distance)
        || around(distance + 1)
}

/// The exponent of the source's lowest bit beside a value.
fn last_place(source: Real, value: &Exact) -> i32 {
    match source.kind() {
        Kind::Integer(_) => 0,
        Kind::Float(float) if value.is_zero() => float.min_exponent() - float.mantissa_bits as i32,
        Kind::Float(float) => value.grid(float),
    }
}

fn highest_binade(data_type: Real) -> i32 {
    Exact::limits(data_type).1.binade()
}

/// Values of a float and ties between them: normal ones and subnormal ones.
fn beside_floats(target: Real, to: &Float, source: Real) -> Vec<Base> {
    let digits = to.mantissa_bits as i32;
    let min_exponent = to.min_exponent();
    let reach = highest_binade(source).min(highest_binade(target));
    let first = first_binade(target, to, source);
    let mut bases = Vec::from(one_binade(first, digits));
    match source.kind() {
        Kind::Float(from) => {
            let lowest = min_exponent.max(from.min_exponent());
            let spare = from.mantissa_bits as i32 - digits;
            for distance in 1..=spare {
                let binade = lowest + (reach - lowest) * (distance - 1) / (spare - 1).max(1);
                bases.extend(one_bit(binade, digits, distance));
            }
            // Subnormal values of the source have fewer digits, and the rounding bit is another one.
            let least = from.min_exponent() - from.mantissa_bits as i32;
            for binade in min_exponent.max(least + digits + 1)..from.min_exponent() {
                for distance in 1..=binade - digits - least {
                    bases.extend(one_bit(binade, digits, distance));
                }
            }
        }
        Kind::Integer(_) => {
            bases.extend(one_binade(first - 1, digits));
            for binade in digits + 1..=reach {
                // The first bit that is cut off, the second, and the last.
                for distance in [1, 2, binade - digits] {
                    bases.extend(one_bit(binade, digits, distance));
                }
            }
        }
    }
    if to.zero {
        bases.extend(subnormal(min_exponent - digits, digits));
    } else {
        // No digits and no zero: what is special is where exponents begin and end.
        let binades = [min_exponent - 1, min_exponent, min_exponent + 1, 1, reach];
        bases.extend(binades.into_iter().flat_map(|binade| one_binade(binade, digits)));
    }
    bases
}

/// The binade of one or the one next to it that both types have; from an integer the highest one, in
/// which most digits are cut off.
fn first_binade(target: Real, to: &Float, source: Real) -> i32 {
    let reach = highest_binade(source).min(highest_binade(target));
    match source.kind() {
        Kind::Float(from) => 0.clamp(to.min_exponent().max(from.min_exponent()), reach),
        Kind::Integer(_) => reach,
    }
}

/// The power of two of a binade, which is even where there are digits, and the tie above it.
fn one_binade(binade: i32, digits: i32) -> [Base; 2] {
    let grid = binade - digits;
    let halves = power_of_two(digits as u32 + 1);
    [Base::cut_off(halves.clone(), grid), Base::cut_off(halves + 1u32, grid)]
}

/// The last value of a binade, which is odd, and the tie above the last even one, with one bit.
fn one_bit(binade: i32, digits: i32, distance: i32) -> Vec<Base> {
    let grid = binade - digits;
    let last: Integer = power_of_two(digits as u32 + 1) - 1u32;
    let even: Integer = if digits > 0 { last.clone() - 1u32 } else { last.clone() };
    let mut bases = vec![Base::cut_off(last * 2u32, grid).at(grid, distance)];
    if distance > 1 {
        bases.push(Base::cut_off(even * 2u32 + 1u32, grid).at(grid, distance));
    }
    bases
}

/// The tie above the last of so many multiples of a power of two as a binade ends with.
fn one_tie(binade: i32, grid: i32) -> Base {
    let last: Integer = power_of_two(binade as u32 + 1) - 1u32;
    Base::cut_off(last * 2u32, grid).at(grid, 1)
}

/// What is rounded among multiples of the smallest value: nothing but a bit, the tie above zero, the
/// smallest value and what lies next, the last even one with its tie, and a tie in each binade, for
/// there the rounding bit is another one of the source's each time.
fn subnormal(least: i32, digits: i32) -> Vec<Base> {
    let last_even = (power_of_two(digits as u32) - 2u32).max(Integer::from(2));
    let halves = [0, 1, 2, 4, 5].map(Integer::from).into_iter();
    let last = [last_even.clone() * 2u32, last_even * 2u32 + 1u32];
    let ties = (0..digits).map(|binade| one_tie(binade, least));
    halves.chain(last).map(|halves| Base::cut_off(halves, least)).chain(ties).collect()
}

/// The largest value, the overflow threshold, and what is rounded to the last value but one.
fn beyond_floats(target: Real, to: &Float, source: Real) -> Vec<Base> {
    let max = Exact::limits(target).1;
    let grid = max.grid(to);
    // Its magnitude is all of its digits, in steps of the grid.
    let halves = Integer::from(&max.magnitude * 2u32) << (max.exponent - grid) as u32;
    let far = Base::cut_off(halves.clone(), grid).up_to(highest_binade(source));
    let threshold = Base::cut_off(halves.clone() + 1u32, grid).both_ways();
    // Beyond the limit for whoever has the last value but one for the limit.
    let short = Base::cut_off(halves - 2u32, grid).at(grid, 2);
    vec![far, threshold, short]
}

/// The first whole numbers and the ties between them, one bit beside larger ones, and a tie in each
/// binade that has any, in range or not.
fn beside_integers(target: Real, from: &Float) -> Vec<Base> {
    let mut bases: Vec<_> = [0, 1, 2, 4, 5].map(|halves| Base::cut_off(halves, 0)).into();
    let digits = from.mantissa_bits as i32;
    for distance in 1..digits {
        let room = highest_binade(target).min(digits - distance);
        if room > 0 {
            // As a float of so many digits has its last place at one.
            let binade = 1 + distance % room;
            bases.extend(one_bit(binade, binade, distance));
        }
    }
    bases.extend((0..digits).map(|binade| one_tie(binade, 0)));
    bases
}

/// Both sides of the limits and of the ties beyond them.
fn beyond_integers(target: Real, source: Real) -> Vec<Base> {
    let (min, max) = Exact::limits(target);
    let signed = |one: &Exact| {
        let magnitude = Integer::from(&one.magnitude << one.exponent as u32);
        if one.negative { -magnitude } else { magnitude }
    };
    let mut bases = Vec::new();
    for (limit, outwards) in [(signed(&min), -1), (signed(&max), 1)] {
        let reach = if limit.is_zero() { target.bits() as i32 } else { highest_binade(source) };
        let halves = limit * 2u32;
        let tie = halves.clone() + outwards;
        bases.push(Base::cut_off(halves, 0).both_ways().up_to(reach));
        bases.push(Base::cut_off(tie, 0).both_ways());
    }
    bases
}
