//! The form of an array, from the metadata that says it.

use super::fields::data_type_rules;
use crate::chunk::{ChunkError, Element, Form};
use crate::codec::fill_value_rules;
use crate::codec::notes::Readings;
use crate::data_type::fill_value::FillValueJsonError;
use crate::data_type::{DataType, DataTypeError};

/// Why metadata is not that of an array.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    #[error(transparent)]
    DataType(#[from] DataTypeError),
    #[error("fill_value: {0}")]
    FillValue(#[from] FillValueJsonError),
    #[error(transparent)]
    Shape(#[from] ChunkError),
}

impl FormError {
    /// Whether the suite does not have the data type, so that nothing is said of the metadata.
    pub fn is_unknown(&self) -> bool {
        matches!(self, FormError::DataType(DataTypeError::Name(error)) if error.is_unknown())
    }

    /// The id of the clause that is not met, if the metadata is invalid.
    pub fn clause(&self) -> Option<&'static str> {
        match self {
            FormError::DataType(_) => Some("core/data-type-name"),
            FormError::FillValue(error) => Some(error.clause()),
            FormError::Shape(_) => None,
        }
    }
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
    let fill_value = Element::from_json(&data_type, fill_value, &fill_value_rules(readings))?;
    Ok(Form::array(data_type, shape, Some(fill_value))?)
}
