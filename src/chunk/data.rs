//! What goes into a codec, or comes out of it.

use std::fmt;

use super::{Array, ChunkError};

/// What goes into a codec, or comes out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    Array(Array),
    Bytes(Vec<u8>),
}

impl Data {
    /// # Errors
    ///
    /// Where it is bytes.
    pub fn array(&self) -> Result<&Array, ChunkError> {
        match self {
            Data::Array(array) => Ok(array),
            Data::Bytes(_) => Err(self.is_not("an array".to_owned())),
        }
    }

    /// # Errors
    ///
    /// Where it is an array.
    pub fn bytes(&self) -> Result<&[u8], ChunkError> {
        match self {
            Data::Bytes(bytes) => Ok(bytes),
            Data::Array(_) => Err(self.is_not("bytes".to_owned())),
        }
    }

    pub(super) fn is_not(&self, expected: String) -> ChunkError {
        ChunkError::Form { found: self.to_string(), expected }
    }
}

/// What it is, without what is in it.
impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Data::Array(array) => {
                write!(f, "an array of {} with the shape {:?}", array.data_type, array.shape)
            }
            Data::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
        }
    }
}
