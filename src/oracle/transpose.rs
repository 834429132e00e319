//! `transpose`: the dimensions of an array in another order.

use super::{BindError, Codec, Fields, Told};
use crate::chunk::{Array, CodecError, Data, Elements, Form};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;

struct Transpose {
    /// Of each dimension of what is encoded, the one of the array.
    order: Vec<usize>,
    decoded: Form,
    encoded: Form,
}

/// Reads the configuration for an array.
///
/// # Errors
///
/// Where order is no permutation of the dimensions.
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
    let (field, clause) = ("order", "transpose/order");
    let expected = match shape.len() {
        0 => "an empty list, for there are no dimensions".to_owned(),
        count => format!("each of 0 to {} once", count - 1),
    };
    let missing = || BindError::Missing { field, expected: expected.clone(), clause };
    let order = fields.lengths(field, 0, clause).map_err(|error| match error {
        // No dimension has a number beyond those that are read.
        BindError::TooLong { field, found, clause } => {
            BindError::Field { field, found, expected: expected.clone(), clause }
        }
        error => error,
    });
    let order = order?.ok_or_else(missing)?;
    let mut sorted = order.clone();
    sorted.sort_unstable();
    if !sorted.iter().copied().eq(0..shape.len() as u64) {
        let found = format!("{order:?}");
        return Err(BindError::Field { field, found, expected, clause });
    }
    let order: Vec<usize> = order.into_iter().map(|dimension| dimension as usize).collect();
    let order = match readings.of(601) {
        Letter::A => order,
        _ => inverse(&order),
    };
    let encoded = Form::Array {
        data_type: data_type.clone(),
        shape: order.iter().map(|dimension| shape[*dimension]).collect(),
        fill_value: fill_value.clone(),
        byte_order: *byte_order,
    };
    Ok(Box::new(Transpose { order, decoded: form.clone(), encoded }))
}

fn inverse(order: &[usize]) -> Vec<usize> {
    let mut inverse = vec![0; order.len()];
    for (at, dimension) in order.iter().enumerate() {
        inverse[*dimension] = at;
    }
    inverse
}

impl Codec for Transpose {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        moved(decoded, &self.decoded, &self.order, &self.encoded)
    }

    fn decode(&self, encoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        moved(encoded, &self.encoded, &inverse(&self.order), &self.decoded)
    }
}

/// The array whose dimension `i` is dimension `order[i]` of another.
fn moved(data: &Data, from: &Form, order: &[usize], to: &Form) -> Result<Data, CodecError> {
    from.check(data).map_err(unfit)?;
    let array = data.array().map_err(unfit)?;
    let Form::Array { shape, .. } = to else { return Err(unfit(to)) };
    let sources = sources(&array.shape, order, shape);
    let elements = match &array.elements {
        Elements::Fixed { bytes, any_nan } => {
            let width = array.data_type.bytes().unwrap_or(1);
            let components = array.data_type.components();
            let element = |source: &usize| &bytes[source * width..][..width];
            let is_any =
                |source: usize, component| any_nan.contains(source as u64 * components + component);
            let positions = sources.iter().zip(0..).flat_map(|(source, at)| {
                let of_element = (0..components).filter(|one| is_any(*source, *one));
                of_element.map(move |component| at * components + component)
            });
            // Most arrays have none.
            let any_nan = if any_nan.is_empty() { any_nan.clone() } else { positions.collect() };
            let bytes = sources.iter().flat_map(element).copied().collect();
            Elements::Fixed { bytes, any_nan }
        }
        Elements::Variable(values) => {
            Elements::Variable(sources.into_iter().map(|source| values[source].clone()).collect())
        }
    };
    let array = Array::new(array.data_type.clone(), shape.clone(), elements);
    Ok(Data::Array(array.map_err(unfit)?))
}

/// Of each element in the order of the new shape, its place in the old one.
fn sources(old: &[u64], order: &[usize], new: &[u64]) -> Vec<usize> {
    let mut strides = vec![1; old.len()];
    for dimension in (1..old.len()).rev() {
        strides[dimension - 1] = strides[dimension] * old[dimension] as usize;
    }
    let mut sources = vec![0];
    for (length, dimension) in new.iter().zip(order) {
        let along = |source: usize| (0..*length as usize).map(move |at| (source, at));
        let all = sources.into_iter().flat_map(along);
        sources = all.map(|(source, at)| source + at * strides[*dimension]).collect();
    }
    sources
}

fn unfit(error: impl ToString) -> CodecError {
    CodecError { clause: "transpose/shape", reason: error.to_string() }
}
