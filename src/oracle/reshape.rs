//! `reshape`: the elements of an array, in their order, in another shape.

use serde_json::value::RawValue;

use super::fields::integer;
use super::{BindError, Codec, Fields, Told};
use crate::chunk::{Array, CodecError, Data, Form};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::json::excerpt;

struct Reshape {
    decoded: Form,
    encoded: Form,
}

/// What `shape` has for a dimension that is encoded.
enum Length {
    Size(u64),
    Automatic,
    /// Dimensions that come in.
    Product(Vec<usize>),
}

const FIELD: &str = "shape";

/// Reads the configuration for an array.
///
/// # Errors
///
/// `shape` is not acceptable, or not one for the array that comes in.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let Form::Array { data_type, shape, fill_value, byte_order } = form else {
        return Err(BindError::Form {
            found: form.to_string(),
            expected: "an array".to_owned(),
            clause: "core/codecs-order",
        });
    };
    let expected = "a list of positive integers, -1 and lists of dimensions";
    let json = fields.required(FIELD, expected, "reshape/shape")?;
    let wrong = |clause, expected: String| BindError::Field {
        field: FIELD,
        found: excerpt(json),
        expected,
        clause,
    };
    let lengths = lengths(json).ok_or_else(|| wrong("reshape/shape", expected.to_owned()))?;
    let products = lengths.iter().filter_map(Length::product).flatten();
    if !products.clone().is_sorted_by(|one, next| one < next) {
        let expected = "lists of dimensions that increase strictly".to_owned();
        return Err(wrong("reshape/increasing", expected));
    }
    if products.max().is_some_and(|last| *last >= shape.len()) {
        let expected = format!("dimensions below {}", shape.len());
        return Err(wrong("reshape/input-dims", expected));
    }
    if lengths.iter().filter(|one| matches!(one, Length::Automatic)).count() > 1 {
        return Err(wrong("reshape/automatic", "-1 at most once".to_owned()));
    }
    let size = product(shape);
    let reshaped = resolved(&lengths, shape)
        .filter(|reshaped| size.is_some() && product(reshaped) == size)
        .ok_or_else(|| {
            wrong("reshape/size", format!("a shape of as many elements as {shape:?}"))
        })?;
    if let Some(at) =
        (0..lengths.len()).find(|at| !is_aligned(&lengths, shape, &reshaped, *at, readings))
    {
        let expected = format!(
            "as many elements before and behind dimension {at} of {reshaped:?} as before and behind its dimensions of {shape:?}"
        );
        return Err(wrong("reshape/aligned", expected));
    }
    let encoded = Form::Array {
        data_type: data_type.clone(),
        shape: reshaped,
        fill_value: fill_value.clone(),
        byte_order: *byte_order,
    };
    Ok(Box::new(Reshape { decoded: form.clone(), encoded }))
}

impl Length {
    fn product(&self) -> Option<&[usize]> {
        match self {
            Length::Product(dimensions) => Some(dimensions),
            Length::Size(_) | Length::Automatic => None,
        }
    }
}

/// The lengths that a list has, if it has nothing else.
fn lengths(json: &str) -> Option<Vec<Length>> {
    let dimension = |json: &&RawValue| usize::try_from(integer(json.get())?).ok();
    let length = |json: &&RawValue| match json.get() {
        list if list.starts_with('[') => {
            let list: Vec<&RawValue> = serde_json::from_str(list).ok()?;
            list.iter().map(dimension).collect::<Option<_>>().map(Length::Product)
        }
        number => match integer(number)? {
            -1 => Some(Length::Automatic),
            size if size > 0 => Some(Length::Size(size as u64)),
            _ => None,
        },
    };
    let list: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    list.iter().map(length).collect()
}

fn product(lengths: &[u64]) -> Option<u64> {
    if lengths.contains(&0) {
        return Some(0);
    }
    lengths.iter().try_fold(1u64, |product, length| product.checked_mul(*length))
}

/// The shape that is encoded, if -1 stands for one length.
fn resolved(lengths: &[Length], shape: &[u64]) -> Option<Vec<u64>> {
    let known = |length: &Length| match length {
        Length::Size(size) => Some(*size),
        Length::Automatic => Some(1),
        Length::Product(dimensions) => {
            product(&dimensions.iter().map(|dimension| shape[*dimension]).collect::<Vec<_>>())
        }
    };
    let mut reshaped: Vec<u64> = lengths.iter().map(known).collect::<Option<_>>()?;
    if let Some(at) = lengths.iter().position(|one| matches!(one, Length::Automatic)) {
        reshaped[at] = product(shape)?.checked_div(product(&reshaped)?)?;
    }
    Some(reshaped)
}

/// Whether what a dimension with a list is before and behind is of the size of what its dimensions are before and behind.
fn is_aligned(
    lengths: &[Length],
    shape: &[u64],
    reshaped: &[u64],
    at: usize,
    readings: &Readings,
) -> bool {
    let dimensions = lengths[at].product().unwrap_or_default();
    let (Some(first), Some(last)) = (dimensions.first(), dimensions.last()) else { return true };
    let before = match readings.of(3201) {
        Letter::A => product(&shape[..*first]),
        _ => Some(shape[*first]),
    };
    product(&reshaped[..at]) == before
        && product(&reshaped[at + 1..]) == product(&shape[last + 1..])
}

impl Codec for Reshape {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        reshaped(decoded, &self.decoded, &self.encoded)
    }

    fn decode(&self, encoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        reshaped(encoded, &self.encoded, &self.decoded)
    }
}

fn reshaped(data: &Data, from: &Form, to: &Form) -> Result<Data, CodecError> {
    from.check(data).map_err(unfit)?;
    let array = data.array().map_err(unfit)?;
    let Form::Array { shape, .. } = to else { return Err(unfit(to)) };
    let array = Array::new(array.data_type.clone(), shape.clone(), array.elements.clone());
    Ok(Data::Array(array.map_err(unfit)?))
}

fn unfit(error: impl ToString) -> CodecError {
    CodecError { clause: "reshape/size", reason: error.to_string() }
}
