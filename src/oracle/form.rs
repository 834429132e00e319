//! The form of an array, from the metadata that says it.

use super::fields::data_type_rules;
use crate::chunk::{ChunkError, Element, Form};
use crate::codec::notes::Readings;
use crate::codec::scalar_rules;
use crate::data_type::scalar::{self, ScalarError};
use crate::data_type::{DataType, DataTypeError};

/// Why metadata is not that of an array.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    #[error(transparent)]
    DataType(#[from] DataTypeError),
    #[error(transparent)]
    FillValue(#[from] ScalarError),
    #[error(transparent)]
    Shape(#[from] ChunkError),
}

/// The form of an array before the first codec, from the JSON of its data type and of its fill value.
///
/// # Errors
///
/// Where one of them is not acceptable, or memory cannot hold the shape.
pub fn array_form(
    data_type: &str,
    fill_value: &str,
    shape: Vec<u64>,
    readings: &Readings,
) -> Result<Form, FormError> {
    let data_type = DataType::read(data_type, &data_type_rules(readings))?;
    let fill_value = match data_type.real() {
        // Of the other types no codec needs one yet.
        None => None,
        Some(real) => {
            let scalar = scalar::read(real, fill_value, &scalar_rules(readings))?;
            Some(Element::from_pattern(real, scalar.pattern))
        }
    };
    Ok(Form::array(data_type, shape, fill_value)?)
}
