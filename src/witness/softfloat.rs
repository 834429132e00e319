//! Berkeley SoftFloat, through the crate softfloat-wrapper.
//!
//! Its rounding mode and its exception flags are variables of C that each thread has its own of. The
//! wrapper sets the mode with every conversion; flags are lowered before and read after it, on the
//! same thread. The flags tell what is out of range: IEEE 754-2019 §7.4 signals overflow where the
//! result, rounded as if the exponent had no bound, exceeds the largest finite number. That is the
//! oracle's own question.

use num_traits::NumCast;
use softfloat_wrapper::{BF16, ExceptionFlags, F16, F32, F64, Float, RoundingMode};

use super::explanation::{Covers, Explanation};
use super::{Answers, Question, Witness, WitnessError};
use crate::codec::cast_value::{self, OutOfRange, Rounding};
use crate::codec::column::Column;
use crate::codec::notes::Letter;
use crate::data_type::Real;
use crate::vectors::Outcome;

/// The release that the crate brings, and the crate, which Cargo.toml pins.
const VERSION: &str = "3e (softfloat-wrapper 0.3.4)";

const EXPLANATIONS: [Explanation; 1] = [Explanation {
    name: "directed-overflow",
    reason: "In a mode that rounds towards zero, SoftFloat gives the largest finite value for whatever \
             lies beyond it, and raises overflow: it agrees that the value is out of range. What clamp \
             makes of that is the specification's to say, and by it the oracle is right: \"values \
             outside the finite range of the data type MUST be mapped to ±Infinity\". SoftFloat is \
             right by IEEE 754-2019 §7.4, b to d, which knows no such rule. It gives exactly what \
             SN-02=B does.",
    covers: Covers::Reading(2, Letter::B),
}];

const INTEGERS: [&str; 8] =
    ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"];

/// bfloat16 is only a source: to it, the wrapper does not call SoftFloat but cuts a float32 in half.
const FLOATS: [&str; 4] = ["bfloat16", "float16", "float32", "float64"];

const TARGETS: [&str; 7] = ["float16", "float32", "float64", "int32", "int64", "uint32", "uint64"];

pub(super) struct Softfloat;

impl Softfloat {
    pub fn start() -> Box<dyn Witness> {
        Box::new(Softfloat)
    }
}

impl Witness for Softfloat {
    fn name(&self) -> &str {
        "softfloat"
    }

    fn version(&self) -> &str {
        VERSION
    }

    /// Conversions of one float to itself and between integers are none of SoftFloat's.
    fn pairs(&self) -> Vec<(Real, Real)> {
        let named = |name: &&str| Real::from_name(name).ok();
        let sources = FLOATS.iter().chain(&INTEGERS).filter_map(named);
        let targets = || TARGETS.iter().filter_map(named);
        let pairs = sources.flat_map(|source| targets().map(move |target| (source, target)));
        let is_work = |(source, target): &(Real, Real)| {
            source != target && !(source.is_integer() && target.is_integer())
        };
        pairs.filter(is_work).collect()
    }

    fn columns(&self, source: Real, target: Real) -> Result<Vec<Column>, WitnessError> {
        let columns = cast_value::columns(source, target);
        Ok(columns.filter(|column| cast_value::range_rule_of(column) != OutOfRange::Wrap).collect())
    }

    fn cast(&self, question: &Question) -> Result<Vec<Answers>, WitnessError> {
        let Question { source, target, .. } = *question;
        let convert = conversion(source);
        Ok(question.answer(
            |input| input,
            |input, rounding| {
                ExceptionFlags::default().set();
                let given = convert(source, *input, target, mode(rounding));
                let mut flags = ExceptionFlags::default();
                flags.get();
                (given, flags)
            },
            |_, (given, flags), rule| Some(under(rule, target, given.as_ref()?, flags)),
        ))
    }

    fn explanations(&self) -> &'static [Explanation] {
        &EXPLANATIONS
    }
}

fn mode(rounding: Rounding) -> RoundingMode {
    match rounding {
        Rounding::NearestEven => RoundingMode::TiesToEven,
        Rounding::TowardsZero => RoundingMode::TowardZero,
        Rounding::TowardsPositive => RoundingMode::TowardPositive,
        Rounding::TowardsNegative => RoundingMode::TowardNegative,
        Rounding::NearestAway => RoundingMode::TiesToAway,
    }
}

/// What SoftFloat gives, and whether the input was a number.
struct Converted {
    pattern: u64,
    is_finite: bool,
}

/// From a type and a pattern, to a type. `None` if it has no such conversion.
type Convert = fn(Real, u64, Real, RoundingMode) -> Option<Converted>;

fn conversion(source: Real) -> Convert {
    match source.name() {
        "bfloat16" => from_float::<BF16>,
        "float16" => from_float::<F16>,
        "float32" => from_float::<F32>,
        "float64" => from_float::<F64>,
        _ => from_integer,
    }
}

fn from_float<S: Float>(
    _: Real,
    pattern: u64,
    target: Real,
    mode: RoundingMode,
) -> Option<Converted> {
    let value = S::from_bits(NumCast::from(pattern)?);
    let pattern = match target.name() {
        "float16" => value.to_f16(mode).to_bits().into(),
        "float32" => value.to_f32(mode).to_bits().into(),
        "float64" => value.to_f64(mode).to_bits(),
        "int32" => (value.to_i32(mode, false) as u32).into(),
        "int64" => value.to_i64(mode, false) as u64,
        "uint32" => value.to_u32(mode, false).into(),
        "uint64" => value.to_u64(mode, false),
        _ => return None,
    };
    Some(Converted { pattern, is_finite: value.exponent() != S::EXPONENT_BIT })
}

fn from_integer(source: Real, pattern: u64, target: Real, mode: RoundingMode) -> Option<Converted> {
    let pattern = match target.name() {
        "float16" => integer_to::<F16>(source, pattern, mode)?.to_bits().into(),
        "float32" => integer_to::<F32>(source, pattern, mode)?.to_bits().into(),
        "float64" => integer_to::<F64>(source, pattern, mode)?.to_bits(),
        _ => return None,
    };
    Some(Converted { pattern, is_finite: true })
}

fn integer_to<T: Float>(source: Real, pattern: u64, mode: RoundingMode) -> Option<T> {
    Some(match source.name() {
        "int8" => T::from_i8(pattern as i8, mode),
        "int16" => T::from_i16(pattern as i16, mode),
        "int32" => T::from_i32(pattern as i32, mode),
        "int64" => T::from_i64(pattern as i64, mode),
        "uint8" => T::from_u8(pattern as u8, mode),
        "uint16" => T::from_u16(pattern as u16, mode),
        "uint32" => T::from_u32(pattern as u32, mode),
        "uint64" => T::from_u64(pattern, mode),
        _ => return None,
    })
}

/// What a result and its flags say under a rule.
fn under(rule: OutOfRange, target: Real, given: &Converted, flags: &ExceptionFlags) -> Outcome {
    // To an integer, "invalid" is what IEEE 754-2019 §5.8 has for a value out of range, as for an
    // infinity or NaN. To a float it is raised for a signalling NaN, which is NaN like any other here.
    let is_special = target.is_integer() && !given.is_finite;
    let is_out_of_range = flags.is_overflow() || target.is_integer() && flags.is_invalid();
    if is_special || is_out_of_range && rule == OutOfRange::Unset {
        Outcome::Error
    } else {
        Outcome::of_pattern(target, given.pattern)
    }
}
