//! Inputs near the places where an answer changes, for what holds the oracle against something else.
//! Vectors have inputs of their own.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::data_type::{Dyadic, Kind, Real, Value};

/// Every pattern of a source of up to 16 bits, and a [`sample`] of a wider one.
pub fn inputs(source: Real, target: Real, count: usize) -> Vec<u64> {
    if source.bits() <= 16 { (0..=source.mask()).collect() } else { sample(source, target, count) }
}

/// `count` patterns, a quarter of them from anywhere and the others from around the values, ties and
/// limits of the target. The same every time.
pub fn sample(source: Real, target: Real, count: usize) -> Vec<u64> {
    let seed = source.index() * Real::COUNT + target.index();
    let mut rng = ChaCha8Rng::seed_from_u64(seed as u64);
    let one = |_| {
        let anywhere = rng.next_u64();
        let chosen = if anywhere % 4 == 0 { None } else { near(source, target, &mut rng) };
        chosen.unwrap_or(anywhere.rotate_right(2) & source.mask())
    };
    (0..count).map(one).collect()
}

/// `count` patterns with one bit alone beyond, or short of, a value or a tie of the target. The same
/// every time.
pub fn lone_bits(source: Real, target: Real, count: usize) -> Vec<u64> {
    let seed = source.index() * Real::COUNT + target.index();
    let mut rng = ChaCha8Rng::seed_from_u64(seed as u64);
    let one = |_| {
        let chosen = lone_bit(source, target, &mut rng);
        chosen.unwrap_or_else(|| rng.next_u64() & source.mask())
    };
    (0..count).map(one).collect()
}

/// A value or a tie of the target that the source has, and one of the bits that are clear below it, as
/// all layouts have them in the low bits of the pattern.
fn lone_bit(source: Real, target: Real, rng: &mut ChaCha8Rng) -> Option<u64> {
    let value = half_steps(source, target, rng)?;
    let pattern = around(source, value, 0)?;
    let zeros = pattern.trailing_zeros().min(digits(source));
    let bit = 1 << rng.next_u64().checked_rem(u64::from(zeros))?;
    let rank = source.rank(pattern)?;
    // Mostly away from zero.
    let is_up = (rank >= 0) != rng.next_u64().is_multiple_of(4);
    source.from_rank(if is_up { rank + bit } else { rank - bit })
}

/// How many low bits of a pattern are digits.
fn digits(data_type: Real) -> u32 {
    match data_type.kind() {
        Kind::Integer(integer) => integer.bits,
        Kind::Float(float) => float.mantissa_bits,
    }
}

/// A pattern of the source at most two steps from a value, a tie or a limit of the target. `None` if
/// the steps lead off the end of the source.
pub fn near(source: Real, target: Real, rng: &mut ChaCha8Rng) -> Option<u64> {
    let value = match rng.next_u64() % 8 {
        0 => finite(target, target.max_finite())?,
        1 => finite(target, target.min_finite())?,
        _ => half_steps(source, target, rng)?,
    };
    around(source, value, i128::from(rng.next_u64() % 5) - 2)
}

/// The source's last value before `value` as seen from zero, `steps` places up its number line.
fn around(source: Real, value: Dyadic, steps: i128) -> Option<u64> {
    let dropped = |bits| Dyadic {
        magnitude: value.magnitude >> bits,
        exponent: value.exponent + bits as i32,
        ..value
    };
    let pattern = (0..u64::BITS).find_map(|bits| source.encode(dropped(bits)))?;
    source.from_rank(source.rank(pattern)? + steps)
}

/// A random value of the target, or a tie between two of them, in a binade that both types reach or
/// one next to it.
fn half_steps(source: Real, target: Real, rng: &mut ChaCha8Rng) -> Option<Dyadic> {
    let (lowest, highest) = binades(target)?;
    let (source_lowest, source_highest) = binades(source)?;
    let (lowest, highest) = ((lowest - 1).max(source_lowest), (highest + 1).min(source_highest));
    let span = u64::try_from(highest - lowest + 1).ok()?;
    let binade = lowest + (rng.next_u64() % span) as i32;
    let step = match target.kind() {
        Kind::Integer(_) => 0,
        Kind::Float(float) if float.zero => {
            binade.max(float.min_exponent()) - float.mantissa_bits as i32
        }
        Kind::Float(float) => binade - float.mantissa_bits as i32,
    };
    // A 64-bit integer's highest binades have no room for the half, and no float has one there.
    let exponent = (step - 1).max(binade - 63);
    let magnitude = (rng.next_u64() | 1 << 63) >> (63 - (binade - exponent));
    Some(Dyadic { negative: rng.next_u64() % 2 == 1, magnitude, exponent })
}

/// The binades of the smallest and the largest positive value.
fn binades(data_type: Real) -> Option<(i32, i32)> {
    let first = data_type.rank(data_type.min_finite())?.max(1);
    let smallest = finite(data_type, data_type.from_rank(first)?)?;
    Some((smallest.binade(), finite(data_type, data_type.max_finite())?.binade()))
}

/// The value of a pattern that is neither an infinity nor NaN.
pub fn finite(data_type: Real, pattern: u64) -> Option<Dyadic> {
    match data_type.decode(pattern) {
        Value::Finite(value) => Some(value),
        Value::Infinity { .. } | Value::Nan => None,
    }
}
