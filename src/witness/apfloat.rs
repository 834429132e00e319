//! LLVM's APFloat.
//!
//! It reads every layout that is IEEE 754 at some width, rounds in all five modes, and converts from
//! and to integers of any width. Binary128 holds each value of each type here exactly, so the way
//! through it leaves one rounding.

use rustc_apfloat::ieee::{
    BFloatS, DoubleS, Float8E5M2S, HalfS, IeeeFloat, Quad, Semantics, SingleS,
};
use rustc_apfloat::{Float, FloatConvert, Round, Status, StatusAnd};

use super::explanation::{Covers, Explanation};
use super::{Answers, Question, Witness, WitnessError};
use crate::codec::cast_value::{self, OutOfRange, Rounding};
use crate::codec::column::Column;
use crate::codec::notes::Letter;
use crate::data_type::{Kind, Real};
use crate::vectors::Outcome;

/// Cargo.toml pins exactly this one.
const VERSION: &str = "0.2.3+llvm-462a31f5a5ab";

const EXPLANATIONS: [Explanation; 1] = [Explanation {
    name: "directed-overflow",
    reason: "In a mode that rounds towards zero, APFloat gives the largest finite value for whatever \
             lies beyond it, and reports that as inexact alone. The oracle is right by the specification, \
             whose steps are to round and then to compare with the range: as 128.9 is beyond int8 in \
             every mode, so is 16 beyond the 15.5 of float8_e3m4, and clamp \"MUST\" map it to infinity. \
             APFloat is right by IEEE 754-2019 §7.4, b to d, which knows no rule for ranges. It gives \
             exactly what SN-02=B does.",
    covers: Covers::Reading(2, Letter::B),
}];

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
struct Format {
    data_type: Real,
    load: fn(Real, u64) -> Quad,
    round: fn(Real, Quad, Round) -> StatusAnd<Outcome>,
}

pub(super) struct Apfloat(Vec<Format>);

impl Apfloat {
    pub fn start() -> Box<dyn Witness> {
        let all = Real::all().filter_map(|data_type| {
            let (load, round) = match data_type.name() {
                _ if data_type.is_integer() => (load_integer as _, round_to_integer as _),
                "float8_e3m4" => float::<E3M4>(),
                "float8_e4m3" => float::<E4M3>(),
                "float8_e5m2" => float::<Float8E5M2S>(),
                "bfloat16" => float::<BFloatS>(),
                "float16" => float::<HalfS>(),
                "float32" => float::<SingleS>(),
                "float64" => float::<DoubleS>(),
                _ => return None,
            };
            Some(Format { data_type, load, round })
        });
        Box::new(Apfloat(all.collect()))
    }

    fn format(&self, data_type: Real) -> Option<&Format> {
        self.0.iter().find(|format| format.data_type == data_type)
    }
}

impl Witness for Apfloat {
    fn name(&self) -> &str {
        "apfloat"
    }

    fn version(&self) -> &str {
        VERSION
    }

    /// All but those between integers, which are no work of APFloat's.
    fn pairs(&self) -> Vec<(Real, Real)> {
        let types = || self.0.iter().map(|format| format.data_type);
        let pairs = types().flat_map(|source| types().map(move |target| (source, target)));
        pairs.filter(|(source, target)| !(source.is_integer() && target.is_integer())).collect()
    }

    fn columns(&self, source: Real, target: Real) -> Result<Vec<Column>, WitnessError> {
        let columns = cast_value::columns(source, target);
        Ok(columns.filter(|column| cast_value::range_rule_of(column) != OutOfRange::Wrap).collect())
    }

    fn cast(&self, question: &Question) -> Result<Vec<Answers>, WitnessError> {
        let (source, target) = (question.source, question.target);
        let (Some(from), Some(to)) = (self.format(source), self.format(target)) else {
            return Ok(vec![vec![None; question.inputs.len()]; question.columns.len()]);
        };
        Ok(question.answer(
            |input| (from.load)(source, input),
            |value, rounding| (to.round)(target, *value, mode(rounding)),
            |value, rounded, rule| Some(under(rule, value, rounded)),
        ))
    }

    fn explanations(&self) -> &'static [Explanation] {
        &EXPLANATIONS
    }
}

fn mode(rounding: Rounding) -> Round {
    match rounding {
        Rounding::NearestEven => Round::NearestTiesToEven,
        Rounding::TowardsZero => Round::TowardZero,
        Rounding::TowardsPositive => Round::TowardPositive,
        Rounding::TowardsNegative => Round::TowardNegative,
        Rounding::NearestAway => Round::NearestTiesToAway,
    }
}

type Functions = (fn(Real, u64) -> Quad, fn(Real, Quad, Round) -> StatusAnd<Outcome>);

fn float<S: Semantics>() -> Functions {
    (load_float::<S>, round_to_float::<S>)
}

fn load_float<S: Semantics>(_: Real, pattern: u64) -> Quad {
    IeeeFloat::<S>::from_bits(pattern.into()).convert(&mut false).value
}

fn load_integer(data_type: Real, pattern: u64) -> Quad {
    let unused = u64::BITS - data_type.bits();
    if is_signed(data_type) {
        Quad::from_i128(((pattern << unused) as i64 >> unused).into()).value
    } else {
        Quad::from_u128(pattern.into()).value
    }
}

fn round_to_float<S: Semantics>(_: Real, value: Quad, round: Round) -> StatusAnd<Outcome> {
    let converted: StatusAnd<IeeeFloat<S>> = value.convert_r(round, &mut false);
    converted.map(|result| {
        if result.is_nan() { Outcome::Nan } else { Outcome::Bits(result.to_bits() as u64) }
    })
}

fn round_to_integer(data_type: Real, value: Quad, round: Round) -> StatusAnd<Outcome> {
    let width = data_type.bits() as usize;
    let converted = if is_signed(data_type) {
        value.to_i128_r(width, round, &mut false).map(|result| result as u64)
    } else {
        value.to_u128_r(width, round, &mut false).map(|result| result as u64)
    };
    converted.map(|result| Outcome::Bits(result & data_type.mask()))
}

fn is_signed(data_type: Real) -> bool {
    matches!(data_type.kind(), Kind::Integer(integer) if integer.signed)
}

/// What APFloat's result and status say under a rule. Out of range it gives the infinity of a float
/// type or the nearest limit of an integer type, which is what a clamp asks for.
fn under(rule: OutOfRange, value: &Quad, rounded: &StatusAnd<Outcome>) -> Outcome {
    let out_of_range = rounded.status.intersects(Status::OVERFLOW | Status::INVALID_OP);
    let special_to_integer = rounded.status.intersects(Status::INVALID_OP) && !value.is_finite();
    if special_to_integer || out_of_range && rule == OutOfRange::Unset {
        return Outcome::Error;
    }
    rounded.value
}
