//! Whether a mutant differs from what is right on any input at all.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::element::{Element, Pair, grid};
use super::family::Mutant;
use super::place::With;
use crate::codec::cast_value;
use crate::data_type::{Kind, Real, Value};
use crate::oracle::exact::Exact;

/// How many inputs of a source wider than this are tried; of others, every pattern.
pub const WIDEST_WHOLE: u32 = 16;

/// How many inputs of a wider source are tried.
pub const TRIED: usize = 1 << 17;

/// Every pattern of a source of up to 16 bits. Of a wider one [`TRIED`] patterns: an eighth of them
/// from anywhere, the others up to two steps from a value, a tie or a limit of the target, or with a
/// few bits set or clear.
pub fn inputs(from: Real, to: Real) -> Box<dyn Iterator<Item = u64>> {
    if from.bits() <= WIDEST_WHOLE {
        return Box::new(0..=from.mask());
    }
    let seed = from.index() * Real::COUNT + to.index();
    let mut rng = ChaCha8Rng::seed_from_u64(seed as u64);
    let one = move |_| match rng.next_u64() % 8 {
        0 => rng.next_u64() & from.mask(),
        1 | 2 => few_bits(from, &mut rng),
        _ => near(from, to, &mut rng).unwrap_or_else(|| few_bits(from, &mut rng)),
    };
    Box::new((0..TRIED).map(one))
}

/// Inputs among which is one that shows a mutant of an enumerated defect, if there is any; `None` of
/// another defect, of which that is not known. To float8_e8m0fnu they lack some subnormal inputs, so that
/// sources of up to 16 bits are tried whole all the same, and wider ones are searched as well.
pub fn telling(mutant: &Mutant, pair: &Pair) -> Option<Vec<u64>> {
    match mutant.place.with {
        With::Unseen(unseen) => Some(unseen.telling(pair.from, pair.to)),
        With::Payload(payload) => Some(payload.telling(pair.from)),
        With::Comparison(comparison) => Some(comparison.telling(pair, &mutant.place)),
        _ => None,
    }
}

/// Whether a mutant gives something on an input that is neither right nor accepted.
pub fn differs(mutant: &Mutant, pair: &Pair, input: u64) -> bool {
    let place = &mutant.place;
    let columns = cast_value::columns(pair.from, pair.to).filter(|column| {
        let (rounding, out_of_range) = cast_value::rules(column);
        place.rounding.is_none_or(|one| one == rounding)
            && place.out_of_range.is_none_or(|one| one == out_of_range)
    });
    columns.into_iter().any(|column| {
        let (rounding, out_of_range) = cast_value::rules(&column);
        let element = Element { pair, place, rounding, out_of_range, input };
        let Some(found) = mutant.defect.fault.cast(&element) else { return false };
        let right = element.right();
        pair.outcome(found) != pair.outcome(right) && !pair.accepts(&element, found)
    })
}

/// A pattern with random sign and exponent of which all other bits but a few are alike.
fn few_bits(from: Real, rng: &mut ChaCha8Rng) -> u64 {
    let low = match from.kind() {
        Kind::Integer(integer) => integer.bits,
        Kind::Float(float) => float.mantissa_bits,
    };
    let anywhere = rng.next_u64();
    let mut pattern = if anywhere & 1 == 0 { 0 } else { u64::MAX >> (64 - low) };
    for _ in 0..anywhere >> 1 & 3 {
        pattern ^= 1 << (rng.next_u64() % u64::from(low));
    }
    let high = rng.next_u64().checked_shl(low).unwrap_or(0);
    (pattern | high) & from.mask()
}

/// A pattern of the source at most two steps from a value, a tie or a limit of the target.
fn near(from: Real, to: Real, rng: &mut ChaCha8Rng) -> Option<u64> {
    let (min, max) = Exact::limits(to);
    let value = match rng.next_u64() % 8 {
        0 => max,
        1 => min,
        _ => half_step(from, to, rng)?,
    };
    let towards = if rng.next_u64() & 1 == 0 {
        crate::codec::cast_value::Rounding::TowardsNegative
    } else {
        crate::codec::cast_value::Rounding::TowardsPositive
    };
    let nearest = value.round(grid(from, &value), towards);
    let pattern = nearest.to_dyadic().and_then(|value| from.encode(value))?;
    from.from_rank(from.rank(pattern)? + i128::from(rng.next_u64() % 5) - 2)
}

/// A value of the target, or a tie between two, in a binade that both types reach or next to one.
fn half_step(from: Real, to: Real, rng: &mut ChaCha8Rng) -> Option<Exact> {
    let (mine, theirs) = (binades(from)?, binades(to)?);
    let (lowest, highest) = ((theirs.0 - 1).max(mine.0), (theirs.1 + 1).min(mine.1));
    let span = u64::try_from(highest - lowest + 1).ok()?;
    let binade = lowest + (rng.next_u64() % span) as i32;
    let at = Exact { negative: false, magnitude: 1.into(), exponent: binade };
    let exponent = (grid(to, &at) - 1).max(binade - 63);
    let length = (binade - exponent).max(0);
    let magnitude = (rng.next_u64() | 1 << 63) >> (63 - length);
    Some(Exact { negative: rng.next_u64() & 1 == 1, magnitude: magnitude.into(), exponent })
}

/// The binades of the smallest and the largest positive value.
fn binades(data_type: Real) -> Option<(i32, i32)> {
    let first = data_type.rank(data_type.min_finite())?.max(1);
    let binade = |pattern| match data_type.decode(pattern) {
        Value::Finite(value) => Some(value.binade()),
        _ => None,
    };
    Some((binade(data_type.from_rank(first)?)?, binade(data_type.max_finite())?))
}
