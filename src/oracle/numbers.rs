//! Codecs of arrays of numbers that keep the shape: what those of numcodecs have in common that compute.

use super::numpy::is_number;
use super::type_string;
use super::{BindError, Codec, Fields, Told};
use crate::chunk::{Array, ByteOrder, CodecError, Data, Element, Elements, Form};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{Real, pack, unpack};
use crate::json::excerpt;

/// What is done to numbers, as patterns.
pub type Way = Box<dyn Fn(&[u64]) -> Result<Vec<u64>, CodecError> + Send + Sync>;

/// A codec of arrays of numbers, bound to what comes in.
pub struct Numbers {
    decoded: Form,
    encoded: Form,
    types: [Real; 2],
    ways: [Way; 2],
    clause: &'static str,
}

/// A type of numbers, and the order of its bytes where a codec of bytes does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    pub real: Real,
    pub byte_order: ByteOrder,
}

/// A type in a field, in NumPy's words; null says as much as being absent.
///
/// # Errors
///
/// Where that is no type that NumPy computes with.
pub fn stored(
    fields: &mut Fields,
    field: &'static str,
    clause: &'static str,
) -> Result<Option<Stored>, BindError> {
    let Some(json) = fields.json(field).filter(|json| *json != "null") else { return Ok(None) };
    let text: Option<String> = serde_json::from_str(json).ok();
    let number = text.and_then(|text| type_string::number(&text)).filter(|one| is_number(one.0));
    let number = number.map(|(real, byte_order)| Some(Stored { real, byte_order }));
    number.ok_or_else(|| BindError::Field {
        field,
        found: excerpt(json),
        expected: "a type string of integers or floats, such as \"<f8\"".to_owned(),
        clause,
    })
}

/// The type that comes in, which a field says too.
///
/// # Errors
///
/// Where no numbers come in, or others than the field says; or where the field is absent, unless a note has that the
/// type that comes in is meant.
pub fn coming(
    fields: &mut Fields,
    form: &Form,
    (field, clause): (&'static str, &'static str),
    (note, readings): (Option<u16>, &Readings),
) -> Result<Stored, BindError> {
    let numbers = match form {
        Form::Array { data_type, byte_order, .. } => {
            let real = data_type.real().filter(|real| is_number(*real));
            real.map(|real| Stored { real, byte_order: *byte_order })
        }
        Form::Bytes { .. } => None,
    };
    let numbers = numbers.ok_or_else(|| BindError::Form {
        found: form.to_string(),
        expected: "an array of integers or floats of 8 to 64 bits".to_owned(),
        clause,
    })?;
    match stored(fields, field, clause)? {
        Some(said) if said.real != numbers.real || !is_same_order(said, numbers) => {
            let order = |one: Stored| match one.byte_order {
                ByteOrder::Little => "",
                ByteOrder::Big => " in big-endian order",
            };
            Err(BindError::Field {
                field,
                found: format!("{}{}", said.real, order(said)),
                expected: format!("{}{}, which comes in", numbers.real, order(numbers)),
                clause,
            })
        }
        None if note.is_none_or(|note| readings.of(note) == Letter::A) => {
            let expected = "the type that comes in".to_owned();
            Err(BindError::Missing { field, expected, clause })
        }
        _ => Ok(numbers),
    }
}

/// A byte has no order.
fn is_same_order(one: Stored, other: Stored) -> bool {
    one.real.bytes() == 1 || one.byte_order == other.byte_order
}

impl Numbers {
    /// Binds what is done to all elements. A fill value goes the way of an element where each goes by itself.
    pub fn bind(
        form: &Form,
        [from, to]: [Stored; 2],
        clause: &'static str,
        is_elementwise: bool,
        ways: [Way; 2],
    ) -> Result<Box<dyn Codec>, BindError> {
        let Form::Array { shape, fill_value, .. } = form else {
            let (found, expected) = (form.to_string(), "an array".to_owned());
            return Err(BindError::Form { found, expected, clause: "core/codecs-order" });
        };
        let fill_value = match fill_value {
            Ok(Some(element)) if is_elementwise => {
                let encoded = ways[0](&unpack(from.real, element.bytes()).collect::<Vec<_>>());
                encoded.map(|patterns| Some(Element::from_pattern(to.real, patterns[0])))
            }
            Ok(Some(_)) => {
                let reason = "a fill value has no encoding by itself".to_owned();
                Err(CodecError { clause, reason })
            }
            other => other.clone(),
        };
        let encoded = Form::Array {
            data_type: to.real.into(),
            shape: shape.clone(),
            fill_value,
            byte_order: to.byte_order,
        };
        let types = [from.real, to.real];
        Ok(Box::new(Numbers { decoded: form.clone(), encoded, types, ways, clause }))
    }

    /// Any NaN is as good as another.
    fn go(&self, data: &Data, at: usize) -> Result<Data, CodecError> {
        let unfit = |reason: String| CodecError { clause: self.clause, reason };
        let form = [&self.decoded, &self.encoded][at];
        form.check(data).map_err(|error| unfit(error.to_string()))?;
        let array = data.array().map_err(|error| unfit(error.to_string()))?;
        let patterns: Vec<u64> = array.patterns().into_iter().flatten().collect();
        let (patterns, real) = (self.ways[at](&patterns)?, self.types[1 - at]);
        let nans = (0..).zip(&patterns).filter(|(_, pattern)| real.is_nan(**pattern));
        let any_nan = nans.map(|(at, _)| at).collect();
        let elements = Elements::Fixed { bytes: pack(real, patterns), any_nan };
        let array = Array::new(real.into(), array.shape.clone(), elements);
        array.map(Data::Array).map_err(|error| unfit(error.to_string()))
    }
}

impl Codec for Numbers {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        self.go(decoded, 0)
    }

    fn decode(&self, encoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        self.go(encoded, 1)
    }
}
