//! The points of an output type at which the answer changes, or at which implementations go wrong.
//!
//! Points are exact numbers, of the input type or not: an input type has the values around them.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;
use rug::Integer;

use crate::data_type::{Float, Kind, Real};
use crate::oracle::exact::Exact;

/// One point.
pub(super) struct Point {
    pub value: Exact,
    /// Whether the neighbours of an input at the point are wanted too.
    pub neighbours: bool,
}

/// How many values of a float output type are points together with the tie above them. All of them
/// are, in a type of up to 8 bits.
const WIDE_VALUES: usize = 46;

/// One in this many points of floats stands for the negative side too.
const NEGATIVE_SHARE: usize = 4;

/// The same where negative values are all the same to the target.
const UNSIGNED_NEGATIVE_SHARE: usize = 64;

/// The points of `target` that the values of `source` can come near.
pub(super) fn of(target: Real, source: Real, rng: &mut ChaCha8Rng) -> Vec<Point> {
    let points = match target.kind() {
        Kind::Integer(_) => of_integer(target, source),
        Kind::Float(float) => of_float(target, float, source, rng),
    };
    let (min, max) = Exact::limits(source);
    let reach =
        |point: &Point| point.value.compare(&min).is_ge() && point.value.compare(&max).is_le();
    let points = points.into_iter().filter(reach);
    points.chain(binades(target, source)).collect()
}

/// The power of two in each binade that both types have, for exponents are handled apart from digits.
/// What is cast to itself has no exponent to be made.
fn binades(target: Real, source: Real) -> impl Iterator<Item = Point> {
    let lowest = |data_type: Real| match data_type.kind() {
        Kind::Integer(_) => 0,
        Kind::Float(float) if float.zero => float.min_exponent() - float.mantissa_bits as i32,
        Kind::Float(float) => float.min_exponent(),
    };
    let highest = |data_type| Exact::limits(data_type).1.binade();
    let makes_exponents = target != source && !(target.is_integer() && source.is_integer());
    let shared = lowest(target).max(lowest(source))..=highest(target).min(highest(source));
    let shared = shared.filter(move |_| makes_exponents);
    shared.map(|binade| Point { value: exact(1, binade), neighbours: false })
}

/// `numerator * 2^exponent`.
pub(super) fn exact(numerator: impl Into<Integer>, exponent: i32) -> Exact {
    let numerator = numerator.into();
    Exact { negative: numerator.is_negative(), magnitude: numerator.abs(), exponent }
}

pub(super) fn power_of_two(exponent: u32) -> Integer {
    Integer::from(1) << exponent
}

fn of_integer(target: Real, source: Real) -> Vec<Point> {
    let bits = target.bits();
    let (min, max) = Exact::limits(target);
    let signed = |value: &Exact| {
        if value.negative { -value.magnitude.clone() } else { value.magnitude.clone() }
    };
    let (min, max) = (signed(&min), signed(&max));
    // In halves, so that every second one is a tie.
    let mut halves: Vec<Integer> = Vec::new();
    for limit in [&min, &max] {
        halves.extend((-3..=3).map(|offset| Integer::from(limit * 2) + offset));
    }
    halves.extend((-7..=7).map(Integer::from));
    let regions = [24, 31, 32, 53, 63, 64];
    let powers = (1..=bits).filter(|power| *power <= 8 || power % 5 == 0);
    for power in powers.chain(regions) {
        for offset in [-1, 0, 1] {
            let value: Integer = (power_of_two(power) + offset) * 2;
            halves.extend([value.clone(), -value]);
        }
        halves.push(power_of_two(power + 1) + 1);
    }
    // Out of range, and congruent to a limit or next to one.
    for turns in [-3, -1, 1, 2, 1 << 20] {
        for limit in [Integer::from(&min - 1), min.clone(), max.clone(), Integer::from(&max + 1)] {
            halves.push((limit + (power_of_two(bits) * turns)) * 2);
        }
    }
    let mut points: Vec<Point> = halves
        .into_iter()
        .map(|half| Point { neighbours: half.is_odd(), value: exact(half, -1) })
        .collect();
    if let Kind::Float(float) = source.kind() {
        points.extend(addition_traps(float));
        points.extend(huge(float));
    }
    points
}

/// Values to which a float cannot add one half without rounding, by which `floor(x + 0.5)` is found.
fn addition_traps(source: &Float) -> impl Iterator<Item = Point> {
    let precision = source.precision();
    let odd: Integer = power_of_two(precision - 1) + 1;
    let last = power_of_two(precision) - 1;
    let largest_tie = power_of_two(precision - 1) - 1;
    [exact(odd.clone(), 0), exact(-odd, 0), exact(last, 0), exact(largest_tie, -1)]
        .into_iter()
        .map(|value| Point { value, neighbours: false })
}

/// Magnitudes beyond every integer type, odd multiples of as low a power of two as the source has.
fn huge(source: &Float) -> impl Iterator<Item = Point> {
    let significand: Integer = power_of_two(source.precision()) - 1;
    let precision = source.precision() as i32;
    [64, 65, 66, 80, 127, 500, 996].into_iter().flat_map(move |binade| {
        let value = exact(significand.clone(), binade - precision);
        let negative = Exact { negative: true, ..value.clone() };
        [value, negative].map(|value| Point { value, neighbours: false })
    })
}

fn of_float(target: Real, float: &Float, source: Real, rng: &mut ChaCha8Rng) -> Vec<Point> {
    let mut points = edges(target, float);
    let share = if float.signed { NEGATIVE_SHARE } else { UNSIGNED_NEGATIVE_SHARE };
    for (at, rank) in ranks(target, float, source, rng).into_iter().enumerate() {
        let pattern = target.from_rank(rank);
        let Some(value) = pattern.and_then(|pattern| Exact::of_pattern(target, pattern)) else {
            continue;
        };
        let tie = if value.is_zero() {
            exact(1, float.min_exponent() - float.mantissa_bits as i32 - 1)
        } else {
            exact(Integer::from(&value.magnitude * 2u32) + 1u32, value.exponent - 1)
        };
        if at % share == 0 {
            for value in [&value, &tie] {
                let value = Exact { negative: true, ..value.clone() };
                points.push(Point { value, neighbours: at % (2 * share) == 0 });
            }
        }
        points.push(Point { value, neighbours: at % 4 == 1 });
        points.push(Point { value: tie, neighbours: true });
    }
    // Where integers outgrow the significands of float32 and float64, and the integer types.
    for power in [24, 31, 32, 53, 63, 64] {
        points.push(Point { value: exact(power_of_two(power), 0), neighbours: true });
        points.push(Point { value: exact(-power_of_two(power), 0), neighbours: true });
    }
    points
}

/// Overflow and underflow, on both sides of zero.
fn edges(target: Real, float: &Float) -> Vec<Point> {
    let (_, max) = Exact::limits(target);
    let ulp = max.grid(float);
    let in_ulps = power_of_two(float.precision()) - 1u32;
    let least = float.min_exponent() - float.mantissa_bits as i32;
    let min_normal = power_of_two(float.mantissa_bits);
    let mut values = vec![
        // The largest finite value, the overflow threshold, the next step, and what lies beyond.
        exact(in_ulps.clone(), ulp),
        exact(Integer::from(&in_ulps * 4) + 1, ulp - 2),
        exact(Integer::from(&in_ulps * 2) + 1, ulp - 1),
        exact(Integer::from(&in_ulps * 4) + 3, ulp - 2),
        exact(Integer::from(&in_ulps + 1), ulp),
        exact(Integer::from(&in_ulps + 1) * 3, ulp - 1),
        exact(Integer::from(&in_ulps + 1) * 3, ulp),
        // The smallest value, what rounds to it or to zero, and what is far below.
        exact(1, least),
        exact(3, least - 1),
        exact(3, least - 2),
        exact(1, least - 1),
        exact(1, least - 2),
        exact(1, least - 40),
        // From the subnormal values to the normal ones.
        exact(min_normal.clone(), least),
        exact(Integer::from(&min_normal * 2) - 1, least - 1),
        exact(Integer::from(&min_normal - 1), least),
    ];
    values.extend(values.clone().into_iter().map(|value| Exact { negative: true, ..value }));
    values.into_iter().map(|value| Point { value, neighbours: true }).collect()
}

/// Which values of the target: all that are not negative of a type of up to 8 bits. Of a wider type
/// as many binades as the file can hold, evenly over those that the source reaches, with a
/// significand of all ones (whose tie carries into the next binade) or a random one.
fn ranks(target: Real, float: &Float, source: Real, rng: &mut ChaCha8Rng) -> Vec<i128> {
    let (_, max) = Exact::limits(source);
    let reach = match target.rank(target.max_finite()) {
        Some(highest) if target.bits() <= 8 => return (0..=highest).collect(),
        Some(highest) => highest >> float.mantissa_bits,
        None => return Vec::new(),
    };
    let code = |binade: i32| i128::from((binade + float.bias).max(0));
    let highest = code(max.binade()).min(reach);
    let lowest = match source.kind() {
        // Integers have ties only where they are longer than the significand.
        Kind::Integer(_) => code(float.precision() as i32 - 1).min(highest),
        Kind::Float(source) => {
            code(source.min_exponent() - source.mantissa_bits as i32).min(highest)
        }
    };
    let binades = (highest - lowest + 1) as usize;
    let per_binade = WIDE_VALUES.div_ceil(binades).min(6);
    let chosen = binades.min(WIDE_VALUES);
    let mut ranks = Vec::new();
    for at in 0..chosen {
        // From the lowest binade to the highest.
        let code = lowest + (at * (binades - 1) / (chosen - 1).max(1)) as i128;
        for turn in 0..per_binade {
            let mantissa = match (at + turn) % 3 {
                0 => i128::from(u64::MAX >> (64 - float.mantissa_bits)),
                _ => i128::from(rng.next_u64() >> (64 - float.mantissa_bits)),
            };
            ranks.push(code << float.mantissa_bits | mantissa);
        }
    }
    ranks
}
