//! Elements in JSON, as an array.

use crate::chunk::{Array, ChunkError, Elements, Positions};
use crate::codec::fill_value_rules;
use crate::codec::notes::Readings;
use crate::data_type::DataType;
use crate::data_type::fill_value::{self, FillValueJsonError};

/// Why JSON is not the elements of an array.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ElementsError {
    #[error("element {at}: {error}")]
    Element { at: usize, error: FillValueJsonError },
    #[error(transparent)]
    Array(#[from] ChunkError),
}

/// The array of elements that stand in C order, each as the JSON of a fill value.
///
/// # Errors
///
/// Where one of them is no fill value of the type, or the shape has another number of elements.
pub fn array_of_json(
    data_type: &DataType,
    shape: &[u64],
    elements: &[impl AsRef<str>],
    readings: &Readings,
) -> Result<Array, ElementsError> {
    let rules = fill_value_rules(readings);
    let read = |(at, json): (usize, &_)| {
        let json = AsRef::as_ref(json);
        let element = fill_value::read(data_type, json, &rules);
        element.map_err(|error| ElementsError::Element { at, error })
    };
    let values: Vec<Vec<u8>> = elements.iter().enumerate().map(read).collect::<Result<_, _>>()?;
    let elements = match data_type.bytes() {
        Some(_) => Elements::Fixed { bytes: values.concat(), any_nan: Positions::none() },
        None => Elements::Variable(values.into_iter().map(Vec::into_boxed_slice).collect()),
    };
    Ok(Array::new(data_type.clone(), shape.to_vec(), elements)?)
}
