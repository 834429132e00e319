//! The oracle against LLVM's APFloat, which shares no code with it.
//!
//! APFloat reads every layout that is IEEE 754 at some width, rounds in all five modes, and converts
//! from and to integers of any width. Binary128 holds each value of each type here exactly, so the
//! way through it leaves one rounding. In a directed mode APFloat overflows to the largest finite
//! value, as IEEE 754 has it: reading B of SN-02.

mod common;

use common::inputs;
use rayon::prelude::*;
use rustc_apfloat::ieee::{
    BFloatS, DoubleS, Float8E5M2S, HalfS, IeeeFloat, Quad, Semantics, SingleS,
};
use rustc_apfloat::{Float, FloatConvert, Round, Status, StatusAnd};
use zarrproof::codec::cast_value::{OutOfRange, Rounding};
use zarrproof::codec::notes::{Letter, Readings, find};
use zarrproof::data_type::{DataType, Kind};
use zarrproof::oracle::cast_value::Cast;

/// How many inputs of a source wider than 16 bits each pair gets.
const SAMPLES: usize = 100_000;

/// The inputs of all floats and of all integers, to one target.
const FLOAT_INPUTS: usize = 3 * 256 + 2 * 65_536 + 2 * SAMPLES;
const INTEGER_INPUTS: usize = 2 * (4 + 16 + 256 + 65_536) + 4 * SAMPLES;

const CASTS_PER_INPUT: usize = MODES.len() * RULES.len();

const MODES: [(Rounding, Round); 5] = [
    (Rounding::NearestEven, Round::NearestTiesToEven),
    (Rounding::TowardsZero, Round::TowardZero),
    (Rounding::TowardsPositive, Round::TowardPositive),
    (Rounding::TowardsNegative, Round::TowardNegative),
    (Rounding::NearestAway, Round::NearestTiesToAway),
];

const RULES: [OutOfRange; 2] = [OutOfRange::Unset, OutOfRange::Clamp];

/// Layouts of IEEE 754 that APFloat has no name for.
struct E3M4;
struct E4M3;

impl Semantics for E3M4 {
    const BITS: usize = 8;
    const EXP_BITS: usize = 3;
}

impl Semantics for E4M3 {
    const BITS: usize = 8;
    const EXP_BITS: usize = 4;
}

/// A type as APFloat reads and writes it.
struct Witness {
    data_type: DataType,
    load: fn(DataType, u64) -> Quad,
    round: fn(DataType, Quad, Round) -> StatusAnd<Outcome>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Error,
    Nan,
    Pattern(u64),
}

#[test]
fn float_to_float() {
    let counted = compare(&floats(), &floats());
    println!("float to float: {counted} casts compared");
    assert_eq!(counted, FLOAT_INPUTS * 7 * CASTS_PER_INPUT);
}

#[test]
fn float_to_integer() {
    let counted = compare(&floats(), &integers());
    println!("float to integer: {counted} casts compared");
    assert_eq!(counted, FLOAT_INPUTS * 12 * CASTS_PER_INPUT);
}

#[test]
fn integer_to_float() {
    let counted = compare(&integers(), &floats());
    println!("integer to float: {counted} casts compared");
    assert_eq!(counted, INTEGER_INPUTS * 7 * CASTS_PER_INPUT);
}

fn floats() -> Vec<Witness> {
    vec![
        float::<E3M4>("float8_e3m4"),
        float::<E4M3>("float8_e4m3"),
        float::<Float8E5M2S>("float8_e5m2"),
        float::<BFloatS>("bfloat16"),
        float::<HalfS>("float16"),
        float::<SingleS>("float32"),
        float::<DoubleS>("float64"),
    ]
}

fn float<S: Semantics>(name: &str) -> Witness {
    Witness { data_type: named(name), load: load_float::<S>, round: round_to_float::<S> }
}

fn integers() -> Vec<Witness> {
    let integers = DataType::all().filter(|data_type| data_type.is_integer());
    integers
        .map(|data_type| Witness { data_type, load: load_integer, round: round_to_integer })
        .collect()
}

fn named(name: &str) -> DataType {
    DataType::from_name(name).expect("the name of a type in the table")
}

fn load_float<S: Semantics>(_: DataType, pattern: u64) -> Quad {
    let mut loses_info = false;
    let loaded = IeeeFloat::<S>::from_bits(pattern.into()).convert(&mut loses_info);
    assert!(!loses_info, "{pattern:#x} is not exact in binary128");
    loaded.value
}

fn load_integer(data_type: DataType, pattern: u64) -> Quad {
    let unused = u64::BITS - data_type.bits();
    let loaded = if is_signed(data_type) {
        Quad::from_i128(((pattern << unused) as i64 >> unused).into())
    } else {
        Quad::from_u128(pattern.into())
    };
    assert_eq!(loaded.status, Status::OK, "{pattern:#x} is not exact in binary128");
    loaded.value
}

fn round_to_float<S: Semantics>(_: DataType, value: Quad, round: Round) -> StatusAnd<Outcome> {
    let converted: StatusAnd<IeeeFloat<S>> = value.convert_r(round, &mut false);
    converted.map(|result| {
        if result.is_nan() { Outcome::Nan } else { Outcome::Pattern(result.to_bits() as u64) }
    })
}

fn round_to_integer(data_type: DataType, value: Quad, round: Round) -> StatusAnd<Outcome> {
    let width = data_type.bits() as usize;
    let converted = if is_signed(data_type) {
        value.to_i128_r(width, round, &mut false).map(|result| result as u64)
    } else {
        value.to_u128_r(width, round, &mut false).map(|result| result as u64)
    };
    converted.map(|result| Outcome::Pattern(result & data_type.mask()))
}

fn is_signed(data_type: DataType) -> bool {
    matches!(data_type.kind(), Kind::Integer(integer) if integer.signed)
}

/// Panics at the first disagreement; else how many casts agree.
fn compare(sources: &[Witness], targets: &[Witness]) -> usize {
    let pairs: Vec<_> = sources
        .iter()
        .flat_map(|source| targets.iter().map(move |target| (source, target)))
        .collect();
    pairs.into_par_iter().map(|(source, target)| compare_pair(source, target)).sum()
}

fn compare_pair(source: &Witness, target: &Witness) -> usize {
    let directed_overflow = find("SN-02").expect("a note of this id");
    let readings = Readings::stand().with(directed_overflow, Letter::B).expect("a reading B");
    let casts = MODES.map(|(rounding, round)| {
        let cast = |rule| {
            Cast::with_readings(source.data_type, target.data_type, rounding, rule, readings)
        };
        (rounding, round, RULES.map(|rule| (rule, cast(rule))))
    });
    let compare_input = |input: &u64| {
        let value = (source.load)(source.data_type, *input);
        for (rounding, round, casts) in &casts {
            let rounded = (target.round)(target.data_type, value, *round);
            for (rule, cast) in casts {
                assert_eq!(
                    outcome(target.data_type, cast, *input),
                    expected(value, rounded, *rule),
                    "{} to {}, {rounding}, {rule}: {input:#x}",
                    source.data_type,
                    target.data_type,
                );
            }
        }
        CASTS_PER_INPUT
    };
    inputs(source.data_type, target.data_type, SAMPLES).par_iter().map(compare_input).sum()
}

fn outcome(target: DataType, cast: &Cast, input: u64) -> Outcome {
    match cast.apply(input) {
        Err(_) => Outcome::Error,
        Ok(pattern) if target.is_nan(pattern) => Outcome::Nan,
        Ok(pattern) => Outcome::Pattern(pattern),
    }
}

/// What APFloat's result and status say under a rule. Out of range it gives the infinity of a float
/// type or the nearest limit of an integer type, which is what a clamp asks for.
fn expected(value: Quad, rounded: StatusAnd<Outcome>, rule: OutOfRange) -> Outcome {
    let out_of_range = rounded.status.intersects(Status::OVERFLOW | Status::INVALID_OP);
    let special_to_integer = rounded.status.intersects(Status::INVALID_OP) && !value.is_finite();
    if special_to_integer || out_of_range && rule == OutOfRange::Unset {
        return Outcome::Error;
    }
    rounded.value
}
