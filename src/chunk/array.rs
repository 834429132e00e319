//! Arrays in memory.

use super::shape::byte_count;
use super::{ChunkError, Element, Positions, element_count};
use crate::data_type::{DataType, Real, pack, unpack};

/// An array in memory. [`Array::new`] makes sure that its parts fit each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Array {
    pub data_type: DataType,
    pub shape: Vec<u64>,
    pub elements: Elements,
}

/// The elements of an array, in C order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elements {
    /// Little-endian. Bits above the width of a sub-byte type are free.
    Fixed {
        bytes: Vec<u8>,
        /// Where any NaN is right, whatever NaN is in `bytes`. Components count, so that an element of
        /// a complex type has two.
        any_nan: Positions,
    },
    /// Of the types without a fixed size.
    Variable(Vec<Box<[u8]>>),
}

impl Array {
    /// An array of these parts.
    ///
    /// # Errors
    ///
    /// Where the elements are not as many, or not as long, as shape and type say.
    pub fn new(
        data_type: DataType,
        shape: Vec<u64>,
        elements: Elements,
    ) -> Result<Array, ChunkError> {
        match (&elements, data_type.bytes()) {
            (Elements::Fixed { bytes, any_nan }, Some(width)) => {
                let (found, expected) = (bytes.len(), byte_count(&shape, width)?);
                if found != expected {
                    return Err(ChunkError::Length { found, expected, shape, data_type });
                }
                let count = element_count(&shape)? as u64 * data_type.components();
                if let Some(found) = any_nan.last().filter(|last| *last >= count) {
                    return Err(ChunkError::Position { found, count });
                }
            }
            (Elements::Variable(values), None) => {
                let (found, expected) = (values.len(), element_count(&shape)?);
                if found != expected {
                    return Err(ChunkError::Count { found, expected, shape });
                }
                let is_text = |value: &[u8]| str::from_utf8(value).is_ok();
                let wrong = values.iter().position(|value| !is_text(value));
                if let Some(at) = wrong.filter(|_| data_type == DataType::String) {
                    return Err(ChunkError::NotUtf8 { at });
                }
            }
            (_, width) => return Err(ChunkError::Size { is_fixed: width.is_some(), data_type }),
        }
        Ok(Array { data_type, shape, elements })
    }

    /// An array of a fixed size whose bits are all exact.
    ///
    /// # Errors
    ///
    /// As [`Array::new`].
    pub fn fixed(
        data_type: DataType,
        shape: Vec<u64>,
        bytes: Vec<u8>,
    ) -> Result<Array, ChunkError> {
        let any_nan = Positions::default();
        Array::new(data_type, shape, Elements::Fixed { bytes, any_nan })
    }

    /// An array of real numbers, as patterns.
    ///
    /// # Errors
    ///
    /// As [`Array::new`].
    pub fn from_patterns(
        real: Real,
        shape: Vec<u64>,
        patterns: impl IntoIterator<Item = u64>,
    ) -> Result<Array, ChunkError> {
        Array::fixed(real.into(), shape, pack(real, patterns))
    }

    /// An array of one value.
    ///
    /// # Errors
    ///
    /// Where the element is not one of the type, or so many of it do not fit into memory.
    pub fn filled(
        data_type: DataType,
        shape: Vec<u64>,
        element: &Element,
    ) -> Result<Array, ChunkError> {
        let too_many = |_| ChunkError::TooManyElements { shape: shape.clone() };
        let count = element_count(&shape)?;
        if data_type.bytes().is_none() {
            let mut values = Vec::new();
            values.try_reserve_exact(count).map_err(too_many)?;
            values.resize(count, element.bytes().into());
            return Array::new(data_type, shape, Elements::Variable(values));
        }
        element.check(&data_type)?;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(byte_count(&shape, element.bytes().len())?).map_err(too_many)?;
        (0..count).for_each(|_| bytes.extend_from_slice(element.bytes()));
        Array::fixed(data_type, shape, bytes)
    }

    /// The patterns of an array of real numbers; the bits above the type's width are zero.
    pub fn patterns(&self) -> Option<impl ExactSizeIterator<Item = u64> + Clone> {
        match &self.elements {
            Elements::Fixed { bytes, .. } => Some(unpack(self.data_type.real()?, bytes)),
            Elements::Variable(_) => None,
        }
    }

    /// The bytes of the element at a position in C order.
    pub fn element(&self, at: usize) -> Option<&[u8]> {
        match &self.elements {
            Elements::Fixed { bytes, .. } => bytes.chunks_exact(self.data_type.bytes()?).nth(at),
            Elements::Variable(values) => values.get(at).map(|value| &**value),
        }
    }
}
