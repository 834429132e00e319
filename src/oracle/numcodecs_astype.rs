//! `numcodecs.astype`: elements of another type.

use super::numbers::{Numbers, Way, coming, stored};
use super::numpy::cast;
use super::{BindError, Codec, Fields};
use crate::chunk::{CodecError, Form};
use crate::codec::notes::Readings;
use crate::data_type::Real;

/// Reads the configuration for an array.
///
/// # Errors
///
/// Where `decode_dtype` is not the type that comes in, or `encode_dtype` no type of numbers.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let decode_dtype = ("decode_dtype", "numcodecs.astype/decode-dtype");
    let from = coming(fields, form, decode_dtype, (Some(1901), readings))?;
    let (field, clause) = ("encode_dtype", "numcodecs.astype/encode-dtype");
    let expected = || "the type of what is encoded".to_owned();
    let missing = || BindError::Missing { field, expected: expected(), clause };
    let to = stored(fields, field, clause)?.ok_or_else(missing)?;
    let ways = [all(from.real, to.real), all(to.real, from.real)];
    Numbers::bind(form, [from, to], "numcodecs.astype/cast", true, ways)
}

fn all(from: Real, to: Real) -> Way {
    let undefined = move |at: usize| CodecError {
        clause: "numcodecs.astype/cast",
        reason: format!("element {at} is none of {to}, which the reference leaves undefined"),
    };
    Box::new(move |elements| {
        let each = elements.iter().enumerate();
        each.map(|(at, element)| cast(from, to, *element).ok_or_else(|| undefined(at))).collect()
    })
}
