//! The oracle against MPFR: every type to every type, in the four modes that MPFR has.
//!
//! MPFR rounds to the target's precision with an exponent that is as good as unbounded, and its
//! `mpfr_subnormalize` ends the grid where the target's subnormal values end. What is in range is
//! then a comparison of MPFR numbers. At the one digit of `float8_e8m0fnu` MPFR rounds a tie away
//! from zero, "as in the errata of IEEE 754-2008 and in the following IEEE 754 revision" (its NEWS
//! for 4.0), which is reading A of SN-06.

mod common;

use common::inputs;
use rayon::prelude::*;
use rug::Float;
use rug::float::{Round, Special};
use zarrproof::codec::cast_value::{OutOfRange, Rounding};
use zarrproof::data_type::{DataType, Kind, Value};
use zarrproof::oracle::cast_value::{Cast, CastError};

/// How many inputs of a source wider than 16 bits each pair gets.
const SAMPLES: usize = 50_000;

/// The inputs of all types to one target: integers, floats below 16 bits, floats of 16 bits, others.
const INPUTS: usize =
    2 * (4 + 16 + 256 + 65_536) + (16 + 2 * 64 + 7 * 256) + 2 * 65_536 + 6 * SAMPLES;

const CASTS_PER_INPUT: usize = 2 * MODES.len();

const MODES: [(Rounding, Round); 4] = [
    (Rounding::NearestEven, Round::Nearest),
    (Rounding::TowardsZero, Round::Zero),
    (Rounding::TowardsPositive, Round::Up),
    (Rounding::TowardsNegative, Round::Down),
];

/// Holds every magnitude of a source exactly.
const SOURCE_PRECISION: u32 = 64;

#[test]
fn every_type_to_float() {
    let counted = compare_all(DataType::all().filter(|target| !target.is_integer()));
    println!("every type to float: {counted} casts compared");
    assert_eq!(counted, INPUTS * 14 * CASTS_PER_INPUT);
}

#[test]
fn every_type_to_integer() {
    let counted = compare_all(DataType::all().filter(|target| target.is_integer()));
    println!("every type to integer: {counted} casts compared");
    assert_eq!(counted, INPUTS * 12 * CASTS_PER_INPUT);
}

#[test]
fn one_digit_ties_away_from_zero() {
    let one_digit = |value: f64| Float::with_val_round(1, value, Round::Nearest).0;
    assert_eq!(one_digit(1.5), 2);
    assert_eq!(one_digit(3.0), 4);
    assert_eq!(one_digit(6.0), 8);
}

/// `e4m3b11fnuz` says it all: four exponent bits, three mantissa bits, a bias of 11, finite, and no
/// negative zero. MPFR computes a pattern's value from that.
#[test]
fn names_tell_what_patterns_mean() {
    let mut counted = 0;
    for data_type in DataType::all() {
        let Some(layout) = data_type.name().split_once("_e").map(|(_, layout)| layout) else {
            continue;
        };
        for pattern in 0..=data_type.mask() {
            let expected = from_layout(layout, pattern);
            let read = load(data_type, pattern);
            assert!(read.total_cmp(&expected).is_eq(), "{data_type} {pattern:#x}: {read}");
            counted += 1;
        }
    }
    assert_eq!(counted, 16 + 2 * 64 + 7 * 256);
}

/// A target, its limits in MPFR numbers.
struct Target {
    data_type: DataType,
    min: Float,
    max: Float,
    negative_zero: bool,
}

/// What a cast gives if `out_of_range` is unset and if it is `clamp`; `None` is an error.
struct Outcomes {
    unset: Option<Float>,
    clamp: Option<Float>,
}

impl Target {
    fn new(data_type: DataType) -> Target {
        Target {
            data_type,
            min: load(data_type, data_type.min_finite()),
            max: load(data_type, data_type.max_finite()),
            negative_zero: matches!(data_type.kind(), Kind::Float(float) if float.negative_zero),
        }
    }

    fn outcomes(&self, value: &Float, round: Round) -> Outcomes {
        let both = |outcome: Option<Float>| Outcomes { unset: outcome.clone(), clamp: outcome };
        if value.is_nan() {
            return both(self.data_type.nan().map(|_| value.clone()));
        }
        if value.is_infinite() {
            return both(self.data_type.infinity(false).map(|_| value.clone()));
        }
        let rounded = self.round(value, round);
        if self.min <= rounded && rounded <= self.max {
            return both(Some(rounded));
        }
        Outcomes { unset: None, clamp: Some(self.clamp(&rounded)) }
    }

    /// MPFR's one rounding, with no upper bound.
    fn round(&self, value: &Float, round: Round) -> Float {
        let mut rounded = match self.data_type.kind() {
            Kind::Integer(_) => to_integral(value.clone(), round),
            Kind::Float(float) => {
                let (mut rounded, direction) =
                    Float::with_val_round(float.precision(), value, round);
                if float.zero {
                    // MPFR has its significands between 1/2 and 1.
                    rounded.subnormalize_round(float.min_exponent() + 1, direction, round);
                }
                rounded
            }
        };
        if rounded.is_zero() && !self.negative_zero {
            rounded.abs_mut();
        }
        rounded
    }

    fn clamp(&self, beyond: &Float) -> Float {
        match self.data_type.infinity(beyond.is_sign_negative()) {
            Some(infinity) => load(self.data_type, infinity),
            None if *beyond < self.min => self.min.clone(),
            None => self.max.clone(),
        }
    }

    fn agrees(&self, outcome: Result<u64, CastError>, expected: &Option<Float>) -> bool {
        match (outcome, expected) {
            (Err(_), None) => true,
            (Ok(pattern), Some(expected)) => {
                load(self.data_type, pattern).total_cmp(expected).is_eq()
            }
            _ => false,
        }
    }
}

fn to_integral(mut value: Float, round: Round) -> Float {
    match round {
        Round::Zero => value.trunc_mut(),
        Round::Up => value.ceil_mut(),
        Round::Down => value.floor_mut(),
        _ => value.round_even_mut(),
    }
    value
}

fn load(data_type: DataType, pattern: u64) -> Float {
    match data_type.decode(pattern) {
        Value::Nan => Float::with_val(SOURCE_PRECISION, Special::Nan),
        Value::Infinity { negative: false } => Float::with_val(SOURCE_PRECISION, Special::Infinity),
        Value::Infinity { negative: true } => {
            Float::with_val(SOURCE_PRECISION, Special::NegInfinity)
        }
        Value::Finite(value) => {
            let magnitude = Float::with_val(SOURCE_PRECISION, value.magnitude) << value.exponent;
            if value.negative { -magnitude } else { magnitude }
        }
    }
}

fn compare_all(targets: impl Iterator<Item = DataType>) -> usize {
    let pairs: Vec<_> =
        targets.flat_map(|target| DataType::all().map(move |source| (source, target))).collect();
    pairs.into_par_iter().map(|(source, target)| compare_pair(source, target)).sum()
}

/// Panics at the first disagreement; else how many casts agree.
fn compare_pair(source: DataType, target: DataType) -> usize {
    let casts = MODES.map(|(rounding, round)| {
        let cast = |rule| Cast::new(source, target, rounding, rule);
        (rounding, round, cast(OutOfRange::Unset), cast(OutOfRange::Clamp))
    });
    let target = Target::new(target);
    let compare_input = |input: &u64| {
        let value = load(source, *input);
        for (rounding, round, unset, clamp) in &casts {
            let expected = target.outcomes(&value, *round);
            assert!(
                target.agrees(unset.apply(*input), &expected.unset)
                    && target.agrees(clamp.apply(*input), &expected.clamp),
                "{source} to {}, {rounding}: {input:#x} ({value}) gives {:?} if unset and {:?} if \
                 clamped, and MPFR {:?} and {:?}",
                target.data_type,
                unset.apply(*input),
                clamp.apply(*input),
                expected.unset,
                expected.clamp,
            );
        }
        CASTS_PER_INPUT
    };
    inputs(source, target.data_type, SAMPLES).par_iter().map(compare_input).sum()
}

/// The value of a pattern of a type whose name ends in `_e` and `layout`.
fn from_layout(layout: &str, pattern: u64) -> Float {
    let numbers: Vec<u32> = layout
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let (exponent_bits, mantissa_bits) = (numbers[0], numbers[1]);
    let kind = layout.trim_start_matches(|c| "em0123456789b".contains(c));
    let (signed, zero) = (kind != "fnu", kind != "fnu");
    let default_bias = (1 << (exponent_bits - 1)) - i32::from(kind != "fnuz");
    let bias = numbers.get(2).map_or(default_bias, |bias| *bias as i32);

    let mantissa = pattern & ((1 << mantissa_bits) - 1);
    let codes = (1 << exponent_bits) - 1;
    let code = pattern >> mantissa_bits & codes;
    let negative = signed && pattern >> (exponent_bits + mantissa_bits) == 1;
    let number = |special| Float::with_val(SOURCE_PRECISION, special);
    match (kind, code, mantissa) {
        ("", code, 0) if code == codes && negative => return number(Special::NegInfinity),
        ("", code, 0) if code == codes => return number(Special::Infinity),
        ("", code, _) if code == codes => return number(Special::Nan),
        ("fnu", 0xff, _) => return number(Special::Nan),
        ("fnuz", 0, 0) if negative => return number(Special::Nan),
        _ => {}
    }
    let fraction = Float::with_val(SOURCE_PRECISION, mantissa) >> mantissa_bits;
    let normal = code > 0 || !zero;
    let exponent = if normal { code as i32 } else { 1 } - bias;
    let magnitude = (fraction + u32::from(normal)) << exponent;
    if negative { -magnitude } else { magnitude }
}
