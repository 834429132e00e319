//! Elements to put in, of every data type.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

use crate::data_type::{DataType, Kind, Nan, Real, Time, TimeKind, TimeUnit, pack};

/// A generator that gives the same numbers everywhere.
pub(in super::super) fn seeded(name: &str) -> ChaCha8Rng {
    ChaCha8Rng::from_seed(Sha256::digest(name.as_bytes()).into())
}

/// Every type whose elements have a fixed size; of those with parameters, some of each.
pub(in super::super) fn fixed_types() -> Vec<DataType> {
    let raw = [8, 16, 24, 64].into_iter().filter_map(DataType::raw);
    let times = [
        (TimeKind::Datetime64, TimeUnit::Second, 1),
        (TimeKind::Datetime64, TimeUnit::Nanosecond, 10),
        (TimeKind::Timedelta64, TimeUnit::Day, 1),
    ];
    let time = |(kind, unit, factor)| Time::new(kind, unit, factor).map(DataType::Time);
    let fixed = DataType::without_parameters().filter(|one| one.bytes().is_some());
    fixed.chain(raw).chain(times.into_iter().filter_map(time)).collect()
}

/// Numbers of a type where arithmetic changes its ways: zeros, the smallest and the largest numbers, and those beside
/// them, infinities, and NaNs, quiet and signalling.
pub(in super::super) fn numbers(real: Real) -> Vec<u64> {
    let ends = [real.min_finite(), real.max_finite()].into_iter();
    let beside = ends.clone().filter_map(|end| real.rank(end));
    let beside = beside.flat_map(|rank| [rank - 1, rank + 1, rank / 2]);
    let near_zero = -2..=2;
    let ranks = near_zero.chain(beside).filter_map(|rank| real.from_rank(rank));
    let mut patterns: Vec<u64> = ends.chain(ranks).collect();
    if let Kind::Float(float) = real.kind() {
        let sign = 1 << (float.bits - 1);
        let one = (float.bias as u64) << float.mantissa_bits;
        let min_normal = 1 << float.mantissa_bits;
        let mut positive = vec![0, one, min_normal, min_normal - 1];
        positive.extend(real.infinity(false));
        positive.extend(real.nan());
        if let (Some(infinity), Nan::Ieee) = (real.infinity(false), &float.nan) {
            positive.push(infinity | 1);
        }
        patterns.extend(positive.iter().flat_map(|one| [*one, (*one | sign) & real.mask()]));
    }
    patterns.sort_unstable();
    patterns.dedup();
    patterns
}

/// A pattern cut off below a bit, and then with each kind of remainder: a tie, what is beside it, and one bit alone.
pub(in super::super) fn remainders(pattern: u64, drop: u32, rng: &mut ChaCha8Rng) -> [u64; 6] {
    let cut = pattern >> drop << drop;
    let tie = cut | 1u64 << (drop - 1);
    let lone = 1u64 << (rng.next_u64() % u64::from(drop));
    [cut, tie, tie + 1, tie - 1, cut | lone, tie | lone]
}

/// So many elements of a type, none of them NaN: numbers of [`numbers`] first, then any.
pub(in super::super) fn values(
    data_type: &DataType,
    count: usize,
    rng: &mut ChaCha8Rng,
) -> Vec<u8> {
    let any = |rng: &mut ChaCha8Rng, bytes: usize| -> Vec<u8> {
        (0..bytes).map(|_| rng.next_u64() as u8).collect()
    };
    match data_type {
        DataType::Real(real) => reals(*real, count, rng),
        DataType::Complex(real) => reals(*real, 2 * count, rng),
        DataType::Bool => (0..count).map(|_| (rng.next_u64() & 1) as u8).collect(),
        other => any(rng, count * other.bytes().unwrap_or(0)),
    }
}

fn reals(real: Real, count: usize, rng: &mut ChaCha8Rng) -> Vec<u8> {
    let special = numbers(real).into_iter().filter(|one| !real.is_nan(*one));
    let mut patterns: Vec<u64> = special.step_by(3).take(count.div_ceil(2)).collect();
    while patterns.len() < count {
        let pattern = rng.next_u64() & real.mask();
        if !real.is_nan(pattern) {
            patterns.push(pattern);
        }
    }
    pack(real, patterns)
}
