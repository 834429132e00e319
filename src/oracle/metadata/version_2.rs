//! The metadata of an array of version 2: a `.zarray`.

use super::members::open;
use super::version_2_chain::{V2Chain, list};
use super::version_2_members::{V2Members, check_chunks};
use super::version_2_object::object_type;
use super::{ArrayMetadataError, ChunkKeys, Undecided};
use crate::chunk::{ByteOrder, ChunkError, Element, Form};
use crate::codec::notes::Readings;
use crate::codec::refused::{self, RefusedCodec};
use crate::data_type::DataType;
use crate::oracle::fields::repeated;

/// The metadata of an array of version 2, in the words of version 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct V2Metadata {
    pub data_type: DataType,
    pub byte_order: ByteOrder,
    pub shape: Vec<u64>,
    pub chunk_shape: Vec<u64>,
    pub chunk_keys: ChunkKeys,
    /// `None` where uninitialised elements are undefined.
    pub fill_value: Option<Element>,
    /// Order, filters, byte order and compressor as the codecs of version 3.
    pub codecs: String,
}

impl V2Metadata {
    /// Reads a document. Whether its codecs are a chain is not asked.
    ///
    /// # Errors
    ///
    /// Where a member is not acceptable, or not known to the suite, by the first of them.
    pub fn read(json: &str, readings: &Readings) -> Result<V2Metadata, ArrayMetadataError> {
        let mut members = V2Members::new(open(json, repeated(readings), readings)?, readings);
        members.version()?;
        let (shape, chunk_shape) = (members.shape()?, members.chunk_shape()?);
        check_chunks(&chunk_shape, &shape)?;
        let (filters, compressor) = (members.filters(), members.compressor());
        // That a codec is refused says more than that its data type is unknown.
        for entry in filters.iter().flatten() {
            check_refused("filters", entry)?;
        }
        if let Ok(Some(entry)) = &compressor {
            check_refused("compressor", entry)?;
        }
        let objects = || object_type(filters.as_deref().ok()?, &chunk_shape, readings);
        let (data_type, byte_order) = members.data_type(objects)?;
        let fill_value = members.fill_value(Some(&data_type))?;
        let reversed = members.is_reversed()?.then_some(shape.len());
        let chunk_keys = members.chunk_keys()?;
        let (filters, compressor) = (filters?, compressor?);
        let chain = V2Chain { reversed, filters, compressor };
        let codecs = String::new();
        let mut read = V2Metadata {
            data_type,
            byte_order,
            shape,
            chunk_shape,
            chunk_keys,
            fill_value,
            codecs,
        };
        read.codecs = list(&chain.codecs(read.form().ok(), byte_order, readings));
        Ok(read)
    }

    /// The form of a chunk, before the first codec.
    ///
    /// # Errors
    ///
    /// Where memory cannot hold the shape.
    pub fn form(&self) -> Result<Form, ChunkError> {
        let mut form =
            Form::array(self.data_type.clone(), self.chunk_shape.clone(), self.fill_value.clone())?;
        if let Form::Array { byte_order, .. } = &mut form {
            *byte_order = self.byte_order;
        }
        Ok(form)
    }
}

/// A codec in a member of the document.
fn check_refused(member: &'static str, entry: &str) -> Result<(), Undecided> {
    let entry: serde_json::Value = serde_json::from_str(entry).unwrap_or_default();
    match entry["name"].as_str().and_then(refused::find) {
        Some(RefusedCodec { name, reason, .. }) => Err(Undecided::Refused { member, name, reason }),
        None => Ok(()),
    }
}
