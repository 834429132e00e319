//! `numcodecs.delta`: the first element, then the difference of each from the one before.

use super::numbers::{Numbers, coming, stored};
use super::numpy::{cast, common, operate};
use super::operation::Operator;
use super::type_string::type_string;
use super::{BindError, Codec, Fields, Told};
use crate::chunk::{Array, CodecError, Data, Elements, Form};
use crate::codec::notes::Readings;
use crate::data_type::{DataType, Real};
use crate::json::excerpt;

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
    if form.data_type() == Some(&DataType::Bool) {
        return bind_bool(fields, form);
    }
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

/// Truth values: whether each is unequal to the one before, and whether one of those so far is true.
struct Truths {
    form: Form,
}

/// Reads the configuration for truth values, which stay such.
fn bind_bool(fields: &mut Fields, form: &Form) -> Result<Box<dyn Codec>, BindError> {
    let is_bool = |json: &str| {
        let text = serde_json::from_str::<String>(json).unwrap_or_default();
        let named = type_string(&text).is_ok_and(|(data_type, _)| data_type == DataType::Bool);
        named || ["bool", "b1", "?"].contains(&text.as_str())
    };
    for (field, clause) in
        [("dtype", "numcodecs.delta/dtype"), ("astype", "numcodecs.delta/astype")]
    {
        let expected = "\"|b1\", for bool comes in".to_owned();
        match fields.json(field) {
            None if field == "dtype" => {
                return Err(BindError::Missing { field, expected, clause });
            }
            Some("null") | None if field == "astype" => {}
            Some(json) if is_bool(json) => {}
            json => {
                let found = excerpt(json.unwrap_or_default());
                return Err(BindError::Field { field, found, expected, clause });
            }
        }
    }
    let mut form = form.clone();
    if let Form::Array { fill_value: fill_value @ Ok(Some(_)), .. } = &mut form {
        let reason = "a fill value has no encoding by itself".to_owned();
        *fill_value = Err(CodecError { clause: "numcodecs.delta/fill-value", reason });
    }
    Ok(Box::new(Truths { form }))
}

impl Truths {
    /// Each value and what `next` makes of it with the one before in the same way.
    fn each(
        &self,
        data: &Data,
        clause: &'static str,
        next: impl Fn(&mut u8, u8) -> u8,
    ) -> Result<Data, CodecError> {
        let unfit = |reason: String| CodecError { clause, reason };
        self.form.check(data).map_err(|error| unfit(error.to_string()))?;
        let array = data.array().map_err(|error| unfit(error.to_string()))?;
        let Elements::Fixed { bytes, .. } = &array.elements else {
            return Err(unfit(data.to_string()));
        };
        let mut before = 0;
        let bytes = bytes.iter().map(|value| next(&mut before, *value)).collect();
        let array = Array::fixed(DataType::Bool, array.shape.clone(), bytes);
        array.map(Data::Array).map_err(|error| unfit(error.to_string()))
    }
}

impl Codec for Truths {
    fn encoded(&self) -> &Form {
        &self.form
    }

    fn encode(&self, decoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        self.each(decoded, "numcodecs.delta/encode", |before, value| {
            value ^ std::mem::replace(before, value)
        })
    }

    fn decode(&self, encoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        self.each(encoded, "numcodecs.delta/decode", |before, value| {
            *before |= value;
            *before
        })
    }
}
