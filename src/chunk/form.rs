//! What is known of data before it is there.

use std::fmt;

use super::shape::byte_count;
use super::{ChunkError, CodecError, Data, Element};
use crate::data_type::DataType;

/// The order of the bytes of a component.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ByteOrder {
    #[default]
    Little,
    Big,
}

/// What is known of data before it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    Array {
        data_type: DataType,
        shape: Vec<u64>,
        /// `None` where the array has none. An error where a codec before cannot carry the fill value,
        /// which fails only what needs one.
        fill_value: Result<Option<Element>, CodecError>,
        /// The order that a `bytes` codec without one would write.
        byte_order: ByteOrder,
    },
    Bytes {
        /// In bytes, where it is known.
        length: Option<u64>,
        /// The size of what the bytes were made from, for codecs that shuffle.
        item_size: u32,
    },
}

impl Form {
    /// An array as it is before the first codec.
    ///
    /// # Errors
    ///
    /// Where memory cannot hold the shape, or the fill value is not one of the type.
    pub fn array(
        data_type: DataType,
        shape: Vec<u64>,
        fill_value: Option<Element>,
    ) -> Result<Form, ChunkError> {
        byte_count(&shape, data_type.bytes().unwrap_or(1))?;
        if let Some(element) = &fill_value {
            element.check(&data_type)?;
        }
        let byte_order = ByteOrder::default();
        Ok(Form::Array { data_type, shape, fill_value: Ok(fill_value), byte_order })
    }

    /// The type of an array.
    pub fn data_type(&self) -> Option<&DataType> {
        match self {
            Form::Array { data_type, .. } => Some(data_type),
            Form::Bytes { .. } => None,
        }
    }

    /// Whether data has this form.
    ///
    /// # Errors
    ///
    /// Where it has another.
    pub fn check(&self, data: &Data) -> Result<(), ChunkError> {
        let fits = match (self, data) {
            (Form::Array { data_type, shape, .. }, Data::Array(array)) => {
                *data_type == array.data_type && *shape == array.shape
            }
            (Form::Bytes { length, .. }, Data::Bytes(bytes)) => {
                length.is_none_or(|length| length == bytes.len() as u64)
            }
            _ => false,
        };
        if fits { Ok(()) } else { Err(data.is_not(self.to_string())) }
    }
}

/// What it is, without its fill value.
impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Form::Array { data_type, shape, .. } => {
                write!(f, "an array of {data_type} with the shape {shape:?}")
            }
            Form::Bytes { length: Some(length), .. } => write!(f, "{length} bytes"),
            Form::Bytes { length: None, .. } => f.write_str("bytes"),
        }
    }
}
