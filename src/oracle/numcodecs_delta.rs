//! `numcodecs.delta`: the first element, then the difference of each from the one before.

use super::numbers::{Numbers, coming, stored};
use super::numpy::{cast, common, operate};
use super::operation::Operator;
use super::{BindError, Codec, Fields};
use crate::chunk::{CodecError, Form};
use crate::codec::notes::Readings;
use crate::data_type::Real;

/// Reads the configuration for an array.
///
/// # Errors
///
/// Where `dtype` is not the type that comes in, or `astype` no type of numbers.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let dtype = "numcodecs.delta/dtype";
    let from = coming(fields, form, ("dtype", dtype), (None, readings))?;
    let to = stored(fields, "astype", "numcodecs.delta/astype")?.unwrap_or(from);
    let (real, stored) = (from.real, to.real);
    let encode = move |elements: &[u64]| {
        let difference = |pair: &[u64]| operate(real, pair[1], Operator::Minus, pair[0]);
        let first = elements.first().copied().map(|first| {
            let encoded = cast(real, stored, first);
            // How one element is assigned is another question than how an array is cast.
            encoded.filter(|encoded| {
                !(real.is_integer() && stored.is_integer())
                    || is_held(real, first, stored, *encoded)
            })
        });
        let rest = elements.windows(2).map(|pair| cast(real, stored, difference(pair)));
        let all = first.into_iter().chain(rest).enumerate();
        all.map(|(at, encoded)| encoded.ok_or_else(|| undefined(at))).collect()
    };
    let sum = common(stored, real);
    let decode = move |elements: &[u64]| {
        let mut total = None;
        let step = |(at, element): (usize, &u64)| {
            let element = cast(stored, sum, *element).ok_or_else(|| undefined(at))?;
            let next = match total {
                Some(total) => operate(sum, total, Operator::Plus, element),
                None => element,
            };
            total = Some(next);
            cast(sum, real, next).ok_or_else(|| undefined(at))
        };
        elements.iter().enumerate().map(step).collect()
    };
    let ways = [Box::new(encode) as _, Box::new(decode) as _];
    Numbers::bind(form, [from, to], "numcodecs.delta/fill-value", false, ways)
}

/// Whether an integer comes back from another type.
fn is_held(real: Real, integer: u64, stored: Real, encoded: u64) -> bool {
    real.decode(integer) == stored.decode(encoded)
}

fn undefined(at: usize) -> CodecError {
    let reason = format!("element {at} is none of the type, and the reference leaves it undefined");
    CodecError { clause: "numcodecs.delta/astype", reason }
}
