//! The metadata of an array that is read or written.

use super::members::{check_chunks, open};
use super::{ArrayMetadataError, ChunkKeys};
use crate::chunk::{ChunkError, Element, Form};
use crate::codec::notes::Readings;
use crate::data_type::DataType;
use crate::oracle::fields::repeated;

/// The metadata of an array: a `zarr.json` whose members are acceptable and known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrayMetadata {
    pub data_type: DataType,
    pub shape: Vec<u64>,
    pub chunk_shape: Vec<u64>,
    pub chunk_keys: ChunkKeys,
    pub fill_value: Element,
    /// The JSON of the codecs, which [`Chain::bind`](crate::oracle::Chain::bind) reads.
    pub codecs: String,
}

impl ArrayMetadata {
    /// Reads a document. Whether its codecs are a chain is not asked.
    ///
    /// # Errors
    ///
    /// Where a member is not acceptable, or not known to the suite, by the first of them.
    pub fn read(json: &str, readings: &Readings) -> Result<ArrayMetadata, ArrayMetadataError> {
        let mut members = open(json, repeated(readings), readings)?;
        members.kind()?.into_iter().collect::<Result<(), _>>()?;
        let (data_type, shape) = (members.data_type()?, members.shape()?);
        let chunk_shape = members.chunk_shape()?;
        check_chunks(&chunk_shape, &shape).into_iter().collect::<Result<(), _>>()?;
        let chunk_keys = members.chunk_keys()?;
        let fill_value = members.fill_value(&data_type)?;
        let codecs = members.codecs()?.to_owned();
        match members.others(Some(&shape)).into_iter().next() {
            Some(error) => Err(error),
            None => {
                Ok(ArrayMetadata { data_type, shape, chunk_shape, chunk_keys, fill_value, codecs })
            }
        }
    }

    /// The form of a chunk of this shape, before the first codec.
    ///
    /// # Errors
    ///
    /// Where memory cannot hold the shape.
    pub fn form(&self, shape: Vec<u64>) -> Result<Form, ChunkError> {
        Form::array(self.data_type.clone(), shape, Some(self.fill_value.clone()))
    }
}
