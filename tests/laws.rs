//! Laws that the specification implies, as statements about casts and the number lines they go
//! between.
//!
//! A law about casts holds for every input of the source types of up to 8 bits, and for a sample of
//! the wider ones, into every target.

use std::cmp;
use std::sync::atomic::{AtomicUsize, Ordering};

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;
use zarrproof::codec::cast_value::OutOfRange::{Clamp, Unset, Wrap};
use zarrproof::codec::cast_value::{OutOfRange, Rounding};
use zarrproof::data_type::{Dyadic, Kind, Real, Value};
use zarrproof::generators::near::{finite, inputs, near};
use zarrproof::oracle::cast_value::Cast;

/// How many inputs of wide sources each law is tried on.
const SAMPLES: u32 = 200_000;

/// One input on its way from a type to another.
#[derive(Clone, Copy, Debug)]
struct Sample {
    source: Real,
    target: Real,
    input: u64,
}

impl Sample {
    fn value(self) -> Option<Dyadic> {
        finite(self.source, self.input)
    }

    fn cast(self, rounding: Rounding, rule: OutOfRange) -> Option<u64> {
        Cast::new(self.source, self.target, rounding, rule).apply(self.input).ok()
    }
}

#[test]
fn a_larger_input_never_gives_a_smaller_result() {
    let counted = check(|sample| {
        let Some(rank) = sample.source.rank(sample.input) else { return 0 };
        let mut counted = 0;
        for distance in [1, 2, 3, 1 << 8, 1 << 23, 1 << 47, 1 << 61] {
            let Some(input) = sample.source.from_rank(rank + distance) else { break };
            let larger = Sample { input, ..sample };
            for (rounding, rule) in configurations(&[Unset, Clamp]) {
                let place = |one: Sample| Some(place(one.target, one.cast(rounding, rule)?));
                if let (Some(low), Some(high)) = (place(sample), place(larger)) {
                    assert!(low <= high, "{sample:?} {larger:?} {rounding} {rule}");
                    counted += 1;
                }
            }
        }
        counted
    });
    assert!(counted > 10_000_000);
}

#[test]
fn signed_floats_mirror() {
    let counted = check(|sample| {
        let lone_zero = sample.input == 0 && !has_negative_zero(sample.source);
        if !is_signed_float(sample.source) || !is_signed_float(sample.target) || lone_zero {
            return 0;
        }
        let mirrored = Sample { input: negated(sample.source, sample.input), ..sample };
        for (rounding, rule) in configurations(&[Unset, Clamp]) {
            let mirror = match rounding {
                Rounding::TowardsPositive => Rounding::TowardsNegative,
                Rounding::TowardsNegative => Rounding::TowardsPositive,
                symmetric => symmetric,
            };
            let result = sample.cast(rounding, rule).map(|one| negated(sample.target, one));
            assert_eq!(mirrored.cast(mirror, rule), result, "{sample:?} {rounding} {rule}");
        }
        1
    });
    assert!(counted > 30_000);
}

#[test]
fn an_exact_value_is_fixed_in_every_configuration() {
    let counted = check(|sample| {
        let Some(value) = sample.value() else { return 0 };
        if sample.target.encode(value).is_none() {
            return 0;
        }
        for (rounding, rule) in configurations(&OutOfRange::ALL) {
            let result = sample.cast(rounding, rule).and_then(|one| finite(sample.target, one));
            let same = result.map(|result| aligned([value, result])).is_some_and(|[a, b]| a == b);
            assert!(same, "{sample:?} {rounding} {rule}");
        }
        1
    });
    assert!(counted > 30_000);
}

#[test]
fn a_result_keeps_its_sign_where_zero_has_one() {
    let counted = check(|sample| {
        let Some(value) = sample.value() else { return 0 };
        if !has_negative_zero(sample.target) {
            return 0;
        }
        for rounding in Rounding::ALL {
            if let Some(result) = sample.cast(rounding, Unset) {
                let result = finite(sample.target, result).expect("a finite value in range");
                assert_eq!(result.negative, value.negative, "{sample:?} {rounding}");
            }
        }
        1
    });
    assert!(counted > 50_000);
}

#[test]
fn wrap_is_congruent_to_the_rounded_value() {
    let int64 = Real::from_name("int64").expect("a name in the table");
    let counted = check(|sample| {
        let Some(value) = sample.value().filter(|_| sample.target.is_integer()) else { return 0 };
        for rounding in Rounding::ALL {
            // A value with a fraction is small enough for int64.
            let rounded = if value.exponent >= 0 {
                aligned([value, Dyadic { negative: false, magnitude: 0, exponent: 0 }])[0].clone()
            } else {
                let rounded = Sample { target: int64, ..sample }.cast(rounding, Unset);
                BigInt::from(rounded.expect("a value within int64") as i64)
            };
            let congruent = (rounded & BigInt::from(sample.target.mask())).to_u64();
            assert_eq!(sample.cast(rounding, Wrap), congruent, "{sample:?} {rounding}");
        }
        1
    });
    assert!(counted > 50_000);
}

#[test]
fn directed_modes_bracket_the_value_within_one_step() {
    let counted = check(|sample| {
        let Some(value) = sample.value() else { return 0 };
        let clamped = |rounding| {
            let result = sample.cast(rounding, Clamp).expect("clamp takes every finite value");
            place(sample.target, result)
        };
        let below = clamped(Rounding::TowardsNegative);
        let above = clamped(Rounding::TowardsPositive);
        assert!(below == above || below + 1 == above, "{sample:?}");
        let inner = if value.negative { above } else { below };
        assert_eq!(clamped(Rounding::TowardsZero), inner, "{sample:?}");
        for nearest in [Rounding::NearestEven, Rounding::NearestAway] {
            assert!([below, above].contains(&clamped(nearest)), "{sample:?} {nearest}");
        }

        for (rounding, side) in [
            (Rounding::TowardsNegative, cmp::Ordering::Less),
            (Rounding::TowardsPositive, cmp::Ordering::Greater),
        ] {
            let Some(result) = sample.cast(rounding, Unset) else { continue };
            let result = finite(sample.target, result).expect("a finite value in range");
            let [result, value] = aligned([result, value]);
            assert!(result == value || result.cmp(&value) == side, "{sample:?} {rounding}");
        }
        1
    });
    assert!(counted > 100_000);
}

#[test]
fn nearest_is_no_farther_than_either_neighbour() {
    let counted = check(|sample| {
        let Sample { target, .. } = sample;
        let Some(value) = sample.value() else { return 0 };
        let in_range = |pattern| finite(target, pattern).expect("a finite value in range");
        let mut counted = 0;
        for rounding in [Rounding::NearestEven, Rounding::NearestAway] {
            let Some(result) = sample.cast(rounding, Unset) else { continue };
            let rank = target.rank(result).expect("a finite value in range");
            for place in [rank - 1, rank + 1] {
                let Some(neighbour) = target.from_rank(place) else { continue };
                let [exact, near, far] = aligned([value, in_range(result), in_range(neighbour)]);
                let distances = [(&near - &exact).abs(), (&far - &exact).abs()];
                assert!(distances[0] <= distances[1], "{sample:?} {rounding}");
                if distances[0] == distances[1] {
                    // One significant digit is never even, which leaves the next binade's.
                    let even = if has_mantissa(target) { result % 2 == 0 } else { near > far };
                    let nearest_even = rounding == Rounding::NearestEven;
                    let wanted = if nearest_even { even } else { near.abs() > far.abs() };
                    assert!(wanted, "{sample:?} {rounding}");
                    counted += 1;
                }
            }
        }
        counted
    });
    assert!(counted > 10_000, "only {counted} ties");
}

#[test]
fn rules_only_apply_out_of_range() {
    let counted = check(|sample| {
        for rounding in Rounding::ALL {
            let clamped = sample.cast(rounding, Clamp);
            let Some(result) = sample.cast(rounding, Unset) else {
                let end = sample.value().map(|value| nearer_end(sample.target, value));
                assert_eq!(clamped, end, "{sample:?} {rounding}");
                continue;
            };
            assert_eq!(clamped, Some(result), "{sample:?} {rounding}");
            assert_eq!(sample.cast(rounding, Wrap), Some(result), "{sample:?} {rounding}");
        }
        1
    });
    assert!(counted > 100_000);
}

#[test]
fn nan_and_infinities_pass_to_targets_that_have_them_and_fail_elsewhere() {
    let mut counted = 0;
    for source in Real::all() {
        let special = |input: &u64| finite(source, *input).is_none();
        for target in Real::all() {
            let mut inputs = inputs(source, target, 1_000);
            // NaNs with the shortest payload are next to the infinities.
            let infinities = [false, true].into_iter().filter_map(|one| source.infinity(one));
            inputs.extend(infinities.flat_map(|infinity| [infinity, infinity | 1]));
            for input in inputs.into_iter().filter(special) {
                let expected = match source.decode(input) {
                    Value::Infinity { negative } => target.infinity(negative),
                    _ => target.nan(),
                };
                let sample = Sample { source, target, input };
                for (rounding, rule) in configurations(&OutOfRange::ALL) {
                    assert_eq!(sample.cast(rounding, rule), expected, "{sample:?}");
                }
                counted += 1;
            }
        }
    }
    assert!(counted > 50_000);
}

#[test]
fn there_and_back_is_identity_where_the_target_holds_the_source() {
    let wide = [
        ("int32", "int64"),
        ("int32", "float64"),
        ("uint32", "int64"),
        ("uint32", "uint64"),
        ("uint32", "float64"),
        ("float32", "float64"),
    ];
    let pairs = Real::all().flat_map(|one| Real::all().map(move |other| (one, other)));
    let pairs: Vec<_> = pairs
        .filter(|(source, target)| {
            source == target
                || wide.contains(&(source.name(), target.name()))
                || source.bits() <= 16
                    && (0..=source.mask()).all(|input| is_held(*source, *target, input))
        })
        .collect();
    assert_eq!(pairs.len(), 183);
    pairs.into_par_iter().for_each(|(source, target)| {
        for (rounding, rule) in configurations(&OutOfRange::ALL) {
            let there = Cast::new(source, target, rounding, rule);
            let back = Cast::new(target, source, rounding, rule);
            for input in inputs(source, target, 10_000) {
                let output = there.apply(input).and_then(|one| back.apply(one)).ok();
                let same = output == Some(input)
                    || source.is_nan(input) && output.is_some_and(|one| source.is_nan(one));
                assert!(same, "{source} to {target} {rounding} {rule}: {input:#x}");
            }
        }
    });
}

#[test]
fn patterns_values_and_ranks_are_one_to_one() {
    for data_type in Real::all() {
        for input in inputs(data_type, data_type, 100_000) {
            let Some(value) = finite(data_type, input) else { continue };
            assert_eq!(data_type.encode(value), Some(input), "{data_type} {input:#x}");
            let rank = data_type.rank(input).expect("a finite value has a rank");
            let at_rank = data_type.from_rank(rank);
            assert!(at_rank == Some(input) || rank == 0 && at_rank == Some(0));
            if let Some(next) = data_type.from_rank(rank + 1) {
                let next = finite(data_type, next).expect("a finite value at a rank");
                let [value, next] = aligned([value, next]);
                assert!(value < next, "{data_type} {input:#x}");
            }
        }
    }
}

/// Panics on a sample that breaks the law; else the sum of what the law counts.
fn check(law: impl Fn(Sample) -> usize + Sync) -> usize {
    let pairs: Vec<_> = Real::all()
        .filter(|source| source.bits() <= 8)
        .flat_map(|source| Real::all().map(move |target| (source, target)))
        .collect();
    let exhaustive: usize = pairs
        .into_par_iter()
        .flat_map_iter(|(source, target)| {
            (0..=source.mask()).map(move |input| Sample { source, target, input })
        })
        .map(&law)
        .sum();

    let sampled = AtomicUsize::new(0);
    let config = Config { cases: SAMPLES, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let outcome = TestRunner::new_with_rng(config, rng).run(&samples(), |sample| {
        sampled.fetch_add(law(sample), Ordering::Relaxed);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let sampled = sampled.into_inner();
    println!("counted {exhaustive} on narrow sources and {sampled} on wide ones");
    exhaustive + sampled
}

fn samples() -> impl Strategy<Value = Sample> {
    let wide: Vec<_> = Real::all().filter(|source| source.bits() > 8).collect();
    let targets: Vec<_> = Real::all().collect();
    (select(wide), select(targets), any::<u64>()).prop_map(|(source, target, seed)| {
        let near = near(source, target, &mut ChaCha8Rng::seed_from_u64(seed));
        Sample { source, target, input: near.unwrap_or(seed & source.mask()) }
    })
}

fn configurations(rules: &[OutOfRange]) -> impl Iterator<Item = (Rounding, OutOfRange)> {
    rules.iter().flat_map(|rule| Rounding::ALL.map(|rounding| (rounding, *rule)))
}

/// The rank, the infinities one step beyond the largest values.
fn place(data_type: Real, pattern: u64) -> i128 {
    let rank = |pattern| data_type.rank(pattern).expect("a number");
    match data_type.decode(pattern) {
        Value::Infinity { negative: true } => rank(data_type.min_finite()) - 1,
        Value::Infinity { negative: false } => rank(data_type.max_finite()) + 1,
        _ => rank(pattern),
    }
}

/// The values as integers in one unit.
fn aligned<const N: usize>(values: [Dyadic; N]) -> [BigInt; N] {
    let least = values.iter().map(|value| value.exponent).min().unwrap_or_default();
    values.map(|value| {
        let magnitude = BigInt::from(value.magnitude) << (value.exponent - least) as u32;
        if value.negative { -magnitude } else { magnitude }
    })
}

/// The infinity of its sign, or the limit nearer to a value beyond either.
fn nearer_end(data_type: Real, beyond: Dyadic) -> u64 {
    let min = finite(data_type, data_type.min_finite()).expect("a finite value");
    let [beyond, min] = aligned([beyond, min]);
    let limit = if beyond < min { data_type.min_finite() } else { data_type.max_finite() };
    data_type.infinity(beyond.is_negative()).unwrap_or(limit)
}

fn is_held(source: Real, target: Real, input: u64) -> bool {
    match source.decode(input) {
        Value::Nan => target.nan().is_some(),
        Value::Infinity { negative } => target.infinity(negative).is_some(),
        Value::Finite(value) => target
            .encode(value)
            .and_then(|pattern| finite(target, pattern))
            .is_some_and(|held| held.negative == value.negative),
    }
}

fn is_signed_float(data_type: Real) -> bool {
    matches!(data_type.kind(), Kind::Float(float) if float.signed)
}

fn has_negative_zero(data_type: Real) -> bool {
    matches!(data_type.kind(), Kind::Float(float) if float.negative_zero)
}

fn has_mantissa(data_type: Real) -> bool {
    !matches!(data_type.kind(), Kind::Float(float) if float.mantissa_bits == 0)
}

fn negated(data_type: Real, pattern: u64) -> u64 {
    let unsigned_zero = data_type.rank(pattern) == Some(0) && !has_negative_zero(data_type);
    if unsigned_zero || data_type.is_nan(pattern) {
        return pattern;
    }
    pattern ^ 1 << (data_type.bits() - 1)
}
