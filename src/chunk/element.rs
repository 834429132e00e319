//! Single elements, such as a fill value.

use super::ChunkError;
use crate::data_type::fill_value::{self, FillValueJsonError, FillValueRules};
use crate::data_type::{DataType, Real, pack, unpack};

/// The bytes of one element, little-endian where its size is fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element(Box<[u8]>);

impl Element {
    /// An element of a type.
    ///
    /// # Errors
    ///
    /// Where the bytes are too few or too many for the type, or no UTF-8 for `string`.
    pub fn new(data_type: &DataType, bytes: impl Into<Box<[u8]>>) -> Result<Element, ChunkError> {
        let element = Element(bytes.into());
        element.check(data_type)?;
        Ok(element)
    }

    /// The element that fill-value JSON denotes.
    ///
    /// # Errors
    ///
    /// Where the JSON is no fill value of the type.
    pub fn from_json(
        data_type: &DataType,
        json: &str,
        rules: &FillValueRules,
    ) -> Result<Element, FillValueJsonError> {
        let bytes = fill_value::read(data_type, json, rules)?;
        Ok(Element(bytes.into()))
    }

    /// An element that is a real number.
    pub fn from_pattern(real: Real, pattern: u64) -> Element {
        Element(pack(real, [pattern]).into())
    }

    /// The pattern, if the element is one of this type.
    pub fn pattern(&self, real: Real) -> Option<u64> {
        (self.0.len() == real.bytes()).then(|| unpack(real, &self.0).next())?
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn check(&self, data_type: &DataType) -> Result<(), ChunkError> {
        let found = self.0.len();
        match data_type.bytes() {
            Some(expected) if found != expected => {
                Err(ChunkError::ElementLength { found, expected, data_type: data_type.clone() })
            }
            None if *data_type == DataType::String && str::from_utf8(&self.0).is_err() => {
                Err(ChunkError::NotUtf8 { at: 0 })
            }
            _ => Ok(()),
        }
    }
}
