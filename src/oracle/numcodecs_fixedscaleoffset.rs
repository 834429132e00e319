//! `numcodecs.fixedscaleoffset`: elements less an offset, times a scale, as integers.

use super::numbers::{Numbers, coming, stored};
use super::numpy::{Literal, cast, nearest_integer, operate};
use super::operation::Operator;
use super::{BindError, Codec, Fields};
use crate::chunk::{CodecError, Form};
use crate::codec::notes::Readings;
use crate::data_type::Real;
use crate::json::excerpt;

/// Reads the configuration for an array.
///
/// # Errors
///
/// Where `offset` or `scale` is absent or no number, `dtype` is not the type that comes in, or `astype` no type of numbers.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let offset = literal(fields, "offset", "numcodecs.fixedscaleoffset/offset")?;
    let scale = literal(fields, "scale", "numcodecs.fixedscaleoffset/scale")?;
    let dtype = ("dtype", "numcodecs.fixedscaleoffset/dtype");
    let from = coming(fields, form, dtype, (Some(1701), readings))?;
    let to = stored(fields, "astype", "numcodecs.fixedscaleoffset/astype")?.unwrap_or(from);
    let (real, integer) = (from.real, to.real);
    let encode = move |elements: &[u64]| {
        let each = |element: &u64| {
            let (moved, real) = applied(real, *element, Operator::Minus, offset)?;
            let (scaled, real) = applied(real, moved, Operator::Times, scale)?;
            cast(real, integer, nearest_integer(real, scaled)).ok_or_else(|| undefined(integer))
        };
        elements.iter().map(each).collect()
    };
    let decode = move |elements: &[u64]| {
        let each = |element: &u64| {
            // Integers are divided as floats.
            let quotients = if integer.is_integer() { Real::FLOAT64 } else { integer };
            let element = cast(integer, quotients, *element).ok_or_else(|| undefined(quotients))?;
            let (divided, quotients) = applied(quotients, element, Operator::Over, scale)?;
            let (decoded, sums) = applied(quotients, divided, Operator::Plus, offset)?;
            cast(sums, real, decoded).ok_or_else(|| undefined(real))
        };
        elements.iter().map(each).collect()
    };
    let ways = [Box::new(encode) as _, Box::new(decode) as _];
    Numbers::bind(form, [from, to], "numcodecs.fixedscaleoffset/encode", true, ways)
}

fn literal(
    fields: &mut Fields,
    field: &'static str,
    clause: &'static str,
) -> Result<Literal, BindError> {
    let json = fields.required(field, "a number", clause)?;
    Literal::read(json).ok_or_else(|| BindError::Field {
        field,
        found: excerpt(json),
        expected: "a number".to_owned(),
        clause,
    })
}

/// An element and a literal, and the type in which they are computed.
fn applied(
    real: Real,
    element: u64,
    operator: Operator,
    literal: Literal,
) -> Result<(u64, Real), CodecError> {
    let result = literal.with(real);
    let operands = cast(real, result, element).zip(literal.of(result));
    let (element, operand) = operands.ok_or_else(|| undefined(result))?;
    Ok((operate(result, element, operator, operand), result))
}

fn undefined(real: Real) -> CodecError {
    let reason = format!("a number is none of {real}, which the reference leaves undefined");
    CodecError { clause: "numcodecs.fixedscaleoffset/encode", reason }
}
