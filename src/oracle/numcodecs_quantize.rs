//! `numcodecs.quantize`: floats rounded to a multiple of a power of two that has the wanted decimal digits.

use rug::Integer;

use super::numbers::{Numbers, coming, stored};
use super::numpy::{Literal, cast, nearest_integer, operate};
use super::operation::Operator;
use super::{BindError, Codec, Fields};
use crate::chunk::{CodecError, Form};
use crate::codec::notes::Readings;
use crate::data_type::{Dyadic, Real};

/// The most digits of which the reference computes the exact power, either way.
const MOST: i64 = 20;

/// Reads the configuration for an array.
///
/// # Errors
///
/// Where `digits` is absent or no integer, `dtype` is not the type that comes in, or one of the types is no float.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let (field, clause) = ("digits", "numcodecs.quantize/digits");
    let digits = fields.integer(field, -MOST..=MOST, clause)?;
    let expected = || "a number of decimal digits".to_owned();
    let missing = || BindError::Missing { field, expected: expected(), clause };
    let digits = digits.ok_or_else(missing)?;
    let dtype = "numcodecs.quantize/dtype";
    let from = coming(fields, form, ("dtype", dtype), (Some(1801), readings))?;
    let to = stored(fields, "astype", dtype)?.unwrap_or(from);
    if let Some(integer) = [from.real, to.real].into_iter().find(|real| real.is_integer()) {
        let reason = format!("{integer}; expected a float");
        return Err(BindError::Refused { reason, clause: dtype });
    }
    let (real, stored) = (from.real, to.real);
    let power = Dyadic { negative: false, magnitude: 1, exponent: bits(digits) };
    // Each power of two of these is one of float64.
    let scale = Literal::Float(Real::FLOAT64.encode(power).unwrap_or(0)).of(real).unwrap_or(0);
    let encode = move |elements: &[u64]| {
        let each = |element: &u64| {
            let scaled = operate(real, scale, Operator::Times, *element);
            let rounded = nearest_integer(real, scaled);
            let encoded = operate(real, rounded, Operator::Over, scale);
            cast(real, stored, encoded).ok_or_else(undefined)
        };
        elements.iter().map(each).collect()
    };
    let decode = move |elements: &[u64]| {
        elements.iter().map(|one| cast(stored, real, *one).ok_or_else(undefined)).collect()
    };
    let ways = [Box::new(encode) as _, Box::new(decode) as _];
    Numbers::bind(form, [from, to], "numcodecs.quantize/rounding", true, ways)
}

/// The least power of two that is at least `10^digits`.
fn bits(digits: i64) -> i32 {
    let power = Integer::from(Integer::u_pow_u(10, digits.unsigned_abs() as u32));
    match digits {
        0.. => (power - 1u32).significant_bits() as i32,
        _ => 1 - power.significant_bits() as i32,
    }
}

fn undefined() -> CodecError {
    let reason = "a float has no value in another float type".to_owned();
    CodecError { clause: "numcodecs.quantize/rounding", reason }
}
