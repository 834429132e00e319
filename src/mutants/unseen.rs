//! Bits that a decision does not see, enumerated from the layouts of two types.

use rug::Integer;

use super::draw::Lot;
use super::element::{Element, Shape, float, grid, highest, is_scale, is_signed, least, precision};
use super::place::{Place, Where, With};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::{Kind, Real};
use crate::oracle::exact::Exact;

/// Bits of a value below the target's last place that are not seen when it is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unseen {
    pub measure: Measure,
    /// The first and the last of a run of bits.
    pub run: (i32, i32),
    /// Of values of one sign only.
    pub negative: Option<bool>,
    pub results: Results,
    pub beyond: Beyond,
}

/// From where bits are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// From the rounding bit downwards, which is bit 1.
    BelowLastPlace,
    /// From the lowest bit of the source's significand upwards, which is bit 0.
    OfSource,
}

/// Which results are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Results {
    Any,
    Normal,
    Subnormal,
}

/// Which values are concerned: those whose rounding bit is clear or set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beyond {
    Any,
    Value,
    Tie,
}

/// All single bits.
pub const SINGLE: Lot = Lot {
    count: |from, to| contexts(from, to).iter().map(|one| u64::from(one.bits)).sum(),
    at: |from, to, at| place(from, to, at, u64::from, |_, at| (at, at)),
};

/// All bits from some bit on.
pub const TAIL: Lot = Lot {
    count: |from, to| contexts(from, to).iter().map(|one| u64::from(one.bits - 1)).sum(),
    at: |from, to, at| {
        place(from, to, at, |bits| u64::from(bits - 1), |bits, at| (at, i64::from(bits) - 1))
    },
};

/// All runs of two bits and more, but for those that reach the last bit.
pub const RUN: Lot = Lot {
    count: |from, to| contexts(from, to).iter().map(|one| runs(one.bits)).sum(),
    at: |from, to, at| place(from, to, at, runs, run),
};

/// Runs of two bits and more among all but the last.
fn runs(bits: u32) -> u64 {
    let bits = u64::from(bits - 1);
    bits * bits.saturating_sub(1) / 2
}

/// The first and the last bit of the run at a position.
fn run(bits: u32, at: i64) -> (i64, i64) {
    let mut left = at;
    for first in 0..i64::from(bits) {
        let lasts = i64::from(bits) - 2 - first;
        if left < lasts {
            return (first, first + 1 + left);
        }
        left -= lasts;
    }
    (0, 1)
}

/// All that is said of bits but which.
#[derive(Clone, Copy)]
struct Context {
    rounding: Rounding,
    unseen: Unseen,
    /// How many bits there are to be counted.
    bits: u32,
}

/// The member of a pair at a position, `runs` of which each context has, made of the `run` there.
fn place(
    from: Real,
    to: Real,
    at: u64,
    runs: fn(u32) -> u64,
    run: fn(u32, i64) -> (i64, i64),
) -> Place {
    let mut left = at;
    let contexts = contexts(from, to);
    let found = contexts.iter().find(|one| {
        let runs = runs(one.bits);
        let is_here = left < runs;
        left -= if is_here { 0 } else { runs };
        is_here
    });
    let types = Where::Pair(from, to);
    let Some(Context { rounding, unseen, bits }) = found.copied() else {
        return Place::of(types);
    };
    let (first, last) = run(bits, left as i64);
    let base = match unseen.measure {
        Measure::BelowLastPlace => 1,
        Measure::OfSource => 0,
    };
    let run = (base + first as i32, base + last as i32);
    let with = With::Unseen(Unseen { run, ..unseen });
    Place { rounding: Some(rounding), with, ..Place::of(types) }
}

/// Every mode, sign, kind of results and kind of values in which some bit matters, and both measures.
fn contexts(from: Real, to: Real) -> Vec<Context> {
    let mut contexts = Vec::new();
    for rounding in Rounding::ALL {
        let with = With::Nothing;
        let shape = Shape { from, to, rounding, out_of_range: OutOfRange::Unset, with };
        for negative in signs(&shape) {
            for results in results(from, to) {
                for beyond in kinds(rounding).iter().copied() {
                    for (measure, bits) in measures(from, to, results) {
                        let unseen = Unseen { measure, run: (0, 0), negative, results, beyond };
                        contexts.push(Context { rounding, unseen, bits });
                    }
                }
            }
        }
    }
    contexts.retain(|one| one.bits > 0);
    contexts
}

/// Signs of values for which what is cut off can matter. Towards zero it never does.
fn signs(shape: &Shape) -> Vec<Option<bool>> {
    let has_negatives = shape.has_negatives();
    match (shape.rounding, has_negatives) {
        (Rounding::TowardsZero, _) | (Rounding::TowardsNegative, false) => Vec::new(),
        (Rounding::TowardsNegative, true) => vec![None, Some(true)],
        (Rounding::TowardsPositive, true) => vec![None, Some(false)],
        (_, true) => vec![None, Some(false), Some(true)],
        (_, false) => vec![None],
    }
}

fn results(from: Real, to: Real) -> Vec<Results> {
    match (cuts_digits(from, to), makes_subnormals(from, to)) {
        (true, true) => vec![Results::Any, Results::Normal, Results::Subnormal],
        (false, false) => Vec::new(),
        _ => vec![Results::Any],
    }
}

/// In a nearest mode, bits beyond a value do not matter; in a directed one, bits beyond a tie only if
/// the rounding bit is not seen either.
fn kinds(rounding: Rounding) -> &'static [Beyond] {
    match rounding {
        Rounding::NearestEven => &[Beyond::Any, Beyond::Tie],
        Rounding::NearestAway => &[Beyond::Any],
        _ => &[Beyond::Any, Beyond::Value, Beyond::Tie],
    }
}

/// How many bits can be below the last place, counted either way.
fn measures(from: Real, to: Real, results: Results) -> [(Measure, u32); 2] {
    let digits = precision(from);
    let kept = float(to).map_or(1, |to| to.precision() as i32);
    let cut = match (from.is_integer(), to.is_integer()) {
        (true, true) => 0,
        (true, false) => digits.min(highest(to) + 1) - kept,
        // A value below one, or below the smallest one, loses all of its digits.
        (false, true) => digits,
        (false, false) if results != Results::Normal && makes_subnormals(from, to) => digits,
        (false, false) => digits - kept,
    };
    let cut = cut.max(0) as u32;
    [(Measure::BelowLastPlace, cut), (Measure::OfSource, cut)]
}

/// Whether some value has more digits than the target around it.
fn cuts_digits(from: Real, to: Real) -> bool {
    match (from.is_integer(), to.is_integer()) {
        (true, true) => false,
        (false, true) => true,
        (is_integer, false) => {
            let reach = if is_integer { highest(to) + 1 } else { i32::MAX };
            precision(from).min(reach) > precision(to)
        }
    }
}

/// Whether some value is rounded among the subnormal ones of a float.
fn makes_subnormals(from: Real, to: Real) -> bool {
    !from.is_integer() && !to.is_integer() && !is_scale(to) && least(from) < least(to)
}

impl Unseen {
    /// What of a value is seen.
    pub fn seen_of(&self, element: &Element, value: &Exact, grid_of_target: i32) -> Exact {
        if !self.concerns(element.to(), value, grid_of_target) {
            return value.clone();
        }
        let (low, high) = self.exponents(element.from(), value, grid_of_target);
        let mut magnitude = Integer::from(&value.magnitude);
        for at in low..=high {
            if let Ok(bit) = u32::try_from(at - value.exponent) {
                magnitude.set_bit(bit, false);
            }
        }
        Exact { magnitude, ..*value }
    }

    /// The exponents of the lowest and of the highest bit that is not seen.
    pub fn exponents(&self, from: Real, value: &Exact, grid_of_target: i32) -> (i32, i32) {
        let (first, last) = self.run;
        let (low, high) = match self.measure {
            Measure::BelowLastPlace => (grid_of_target - last, grid_of_target - first),
            Measure::OfSource => {
                let lowest = grid(from, value);
                (lowest + first, lowest + last)
            }
        };
        (low, high.min(grid_of_target - 1))
    }

    fn concerns(&self, to: Real, value: &Exact, grid_of_target: i32) -> bool {
        let is_subnormal = match to.kind() {
            Kind::Float(float) => float.zero && value.binade() < float.min_exponent(),
            Kind::Integer(_) => false,
        };
        let rounding_bit = u32::try_from(grid_of_target - 1 - value.exponent);
        let is_beyond_tie = rounding_bit.is_ok_and(|bit| value.magnitude.get_bit(bit));
        self.negative.is_none_or(|negative| negative == value.negative)
            && match self.results {
                Results::Any => true,
                Results::Normal => !is_subnormal,
                Results::Subnormal => is_subnormal,
            }
            && match self.beyond {
                Beyond::Any => true,
                Beyond::Value => !is_beyond_tie,
                Beyond::Tie => is_beyond_tie,
            }
    }

    /// What tells it from others, in words.
    pub fn words(&self) -> Vec<String> {
        let (first, last) = self.run;
        let bits =
            if first == last { format!("bit-{first}") } else { format!("bits-{first}-{last}") };
        let measure = match self.measure {
            Measure::BelowLastPlace => "below-last-place",
            Measure::OfSource => "of-source",
        };
        let sign = self.negative.map(|negative| if negative { "negative" } else { "positive" });
        let results = match self.results {
            Results::Any => None,
            Results::Normal => Some("normal"),
            Results::Subnormal => Some("subnormal"),
        };
        let beyond = match self.beyond {
            Beyond::Any => None,
            Beyond::Value => Some("above-a-value"),
            Beyond::Tie => Some("above-a-tie"),
        };
        let others = [Some(measure), sign, results, beyond].into_iter().flatten();
        [bits].into_iter().chain(others.map(str::to_owned)).collect()
    }

    /// Inputs among which is one that shows the bits, if there is any: in every kind of binade, values
    /// and ties, even and odd, with one of the bits or with all.
    pub fn telling(&self, from: Real, to: Real) -> Vec<u64> {
        let mut inputs = Vec::new();
        for binade in binades(from, to) {
            let leading = power_of_two(binade, false);
            let last_place = grid(to, &leading);
            let (low, high) = self.exponents(from, &leading, last_place);
            let low = low.max(grid(from, &leading));
            let bits = |low: i32, high: i32| {
                let ones = (low..=high).map(|bit| Integer::from(1) << (bit - low) as u32);
                (ones.sum::<Integer>(), low)
            };
            let digits = [
                bits(binade, binade),
                bits(last_place, last_place),
                bits(last_place, binade),
                bits(last_place + 1, binade),
            ];
            for cut in [(low, low), (high, high), (low, high)] {
                for (tie, (digits, exponent)) in [false, true]
                    .into_iter()
                    .flat_map(|tie| digits.iter().map(move |one| (tie, one)))
                {
                    let mut parts = vec![(digits.clone(), *exponent), (Integer::from(1), binade)];
                    parts.extend((cut.0 <= cut.1).then(|| bits(cut.0, cut.1)));
                    parts.extend(tie.then(|| (Integer::from(1), last_place - 1)));
                    inputs.extend(patterns(from, &parts));
                }
            }
        }
        inputs
    }
}

fn power_of_two(exponent: i32, negative: bool) -> Exact {
    Exact { negative, magnitude: 1.into(), exponent }
}

/// The patterns of both signs in which all bits of some parts are set.
fn patterns(from: Real, parts: &[(Integer, i32)]) -> impl Iterator<Item = u64> {
    let exponent = parts.iter().map(|(_, exponent)| *exponent).min().unwrap_or_default();
    let shifted = parts.iter().map(|(bits, at)| Integer::from(bits << (at - exponent) as u32));
    let magnitude = shifted.fold(Integer::new(), |all, one| all | one);
    let value = [false, true].map(|negative| Exact {
        negative: negative && is_signed(from),
        magnitude: magnitude.clone(),
        exponent,
    });
    value.into_iter().filter_map(move |one| from.encode(one.to_dyadic()?))
}

/// Binades of every kind. Where the last place stays while exponents change, which is beside integers and
/// among subnormal values, the rounding bit is another one of the source in each of them: so all. Of
/// others the ends and some between.
fn binades(from: Real, to: Real) -> Vec<i32> {
    let (top, bottom) = (highest(from), least(from));
    let reach = top.min(highest(to) + 1);
    let normal = float(to).map_or(0, |to| to.min_exponent()).max(bottom);
    let between = (1..8).map(|at| normal + (reach - normal) * at / 8);
    let below = (least(to) - precision(from) - 2).max(bottom)..=normal + 2;
    let near = [-1, 0, 1, 2, 3, reach - 2, reach - 1, reach];
    let subnormal = bottom..=float(from).map_or(bottom, |from| from.min_exponent());
    let has_integer = from.is_integer() || to.is_integer();
    let beside_integers = if has_integer { 0..=top.min(64) } else { 0..=0 };
    let ranges = [below, subnormal, beside_integers].into_iter().flatten();
    let mut binades: Vec<_> = between.chain(near).chain(ranges).collect();
    binades.retain(|binade| (bottom..=top).contains(binade));
    binades.sort_unstable();
    binades.dedup();
    binades
}
