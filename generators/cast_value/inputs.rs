//! Which inputs a file has.
//!
//! Every pattern of an input type of up to 8 bits. Of a wider one: its special values, the values
//! around each of the output type's [`points`], a seeded spread over all exponents, and each bit that
//! the output type cannot hold ([`lone_bits`]).

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

use super::{Chosen, lone_bits, points};
use crate::codec::cast_value;
use crate::codec::cast_value::Rounding;
use crate::data_type::{Kind, Nan, Real, Value};
use crate::oracle::exact::Exact;
use crate::vectors::{ElementFile, tags::TagSet};

/// How many inputs the spread has.
const SPREAD: usize = 32;

/// The inputs by pattern, ascending.
pub(super) fn choose(source: Real, target: Real) -> Vec<Chosen> {
    let mut inputs = BTreeMap::new();
    if source.bits() <= 8 {
        inputs.extend((0..=source.mask()).map(|input| (input, TagSet::default())));
    } else {
        let mut rng = seeded(&ElementFile::path(cast_value::conversion(source, target)));
        let special = special(source).into_iter();
        let around = points::of(target, source, &mut rng)
            .into_iter()
            .flat_map(|point| around(source, &point.value, point.neighbours));
        let lone = lone_bits::beyond_first_tie(source, target);
        let chosen = special.chain(around).chain(lone);
        inputs.extend(chosen.map(|input| (input, TagSet::default())));
        for input in spread(source, target, &mut rng) {
            let mut random = TagSet::default();
            // The tag is in the table, or the generator's own tests fail.
            let _ = random.insert("random");
            inputs.entry(input).or_insert(random);
        }
        let payloads = lone_bits::of_payloads(source);
        for input in lone_bits::of(source, target).into_iter().chain(payloads) {
            inputs.entry(input).or_default();
        }
    }
    inputs.into_iter().map(|(input, provenance)| Chosen { input, provenance }).collect()
}

/// A generator that gives the same numbers everywhere.
fn seeded(name: &str) -> ChaCha8Rng {
    ChaCha8Rng::from_seed(Sha256::digest(name.as_bytes()).into())
}

/// Zeros, units, extremes, infinities, and NaNs of both signs, quiet and signalling, with and
/// without payload.
fn special(source: Real) -> Vec<u64> {
    let ends = [source.min_finite(), source.max_finite()];
    let near_zero = (-2..=2).filter_map(|rank| source.from_rank(rank));
    let mut patterns: Vec<u64> = ends.into_iter().chain(near_zero).collect();
    if let Kind::Float(float) = source.kind() {
        let mantissa = 1 << (float.mantissa_bits - 1);
        let sign = 1 << (float.bits - 1);
        let one = (float.bias as u64) << float.mantissa_bits;
        let min_normal = 1 << float.mantissa_bits;
        let mut positive = vec![0, one, one - mantissa, min_normal - 1, min_normal];
        if let (Some(infinity), Nan::Ieee) = (source.infinity(false), &float.nan) {
            let quiet = infinity | mantissa;
            let signalling = [infinity | 1, infinity | mantissa >> 1, quiet - 1];
            positive.extend([infinity, quiet, quiet | 1, infinity | (2 * mantissa - 1)]);
            positive.extend(signalling);
        }
        patterns.extend(positive.iter().flat_map(|pattern| [*pattern, *pattern | sign]));
    }
    patterns
}

/// The source's values at `point`, or on both sides of it; and the neighbours of those.
fn around(source: Real, point: &Exact, neighbours: bool) -> Vec<u64> {
    let Some(floor) = floor(source, point) else { return Vec::new() };
    let Some(rank) = source.rank(floor) else { return Vec::new() };
    let is_point = Exact::of_pattern(source, floor).is_some_and(|one| one.compare(point).is_eq());
    let ranks = match (is_point, neighbours) {
        (true, false) => rank..=rank,
        (true, true) => rank - 1..=rank + 1,
        (false, _) => rank..=rank + 1,
    };
    ranks.filter_map(|rank| source.from_rank(rank)).collect()
}

/// The largest value of a type that is not above `value`.
fn floor(data_type: Real, value: &Exact) -> Option<u64> {
    let (min, max) = Exact::limits(data_type);
    if value.compare(&min).is_lt() {
        return None;
    }
    if value.compare(&max).is_gt() {
        return Some(data_type.max_finite());
    }
    let grid = match data_type.kind() {
        Kind::Float(float) if !value.is_zero() => value.grid(float),
        _ => 0,
    };
    data_type.encode(value.round(grid, Rounding::TowardsNegative).to_dyadic()?)
}

/// Half over all patterns of the source, half over magnitudes around the target's range.
fn spread(source: Real, target: Real, rng: &mut ChaCha8Rng) -> Vec<u64> {
    let anywhere: Vec<_> = (0..SPREAD / 2).map(|_| rng.next_u64() & source.mask()).collect();
    let near = (0..SPREAD / 2).filter_map(|_| near_range(source, target, rng));
    let near: Vec<_> = near.collect();
    anywhere
        .into_iter()
        .filter(|input| matches!(source.decode(*input), Value::Finite(_)))
        .chain(near)
        .collect()
}

/// A value with random digits and a random exponent from a little below the target's range to a
/// little above.
fn near_range(source: Real, target: Real, rng: &mut ChaCha8Rng) -> Option<u64> {
    let (_, max) = Exact::limits(target);
    let lowest = match target.kind() {
        Kind::Integer(_) => -2,
        Kind::Float(float) => float.min_exponent() - float.mantissa_bits as i32 - 2,
    };
    let lowest = lowest.max(match source.kind() {
        Kind::Integer(_) => 0,
        Kind::Float(float) => float.min_exponent() - float.mantissa_bits as i32,
    });
    let (_, source_max) = Exact::limits(source);
    let highest = (max.binade() + 2).min(source_max.binade());
    let span = (highest - lowest).max(0) as u64 + 1;
    let binade = lowest + (rng.next_u64() % span) as i32;
    let digits = rng.next_u64() | 1 << 63;
    let negative = rng.next_u64() & 1 == 1;
    let value = Exact { negative, magnitude: digits.into(), exponent: binade - 63 };
    floor(source, &value)
}
