//! Requests about other codecs than casts: whole chains, and codecs by themselves.

use std::sync::Arc;

use crate::codec::Operation;

/// What a chain, or one codec, makes of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainRequest {
    pub id: u64,
    pub operation: Operation,
    pub codecs: Codecs,
    /// The decoded array. Codecs that make bytes of bytes have none.
    pub array: Option<ArrayPart>,
    /// What goes in: bytes, or the elements of an array as `bytes` writes them little-endian.
    pub data: Vec<u8>,
}

/// What a request has in `codecs`, or in `codec`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Codecs {
    /// The JSON of a list as it stands in a `zarr.json`.
    Chain(Arc<str>),
    /// The JSON of one entry of such a list, whose name is known here.
    One { entry: Arc<str>, name: String },
}

/// The array of a chain request, each part but the shape as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrayPart {
    pub data_type: Arc<str>,
    pub fill_value: Arc<str>,
    pub shape: Vec<u64>,
}

impl ChainRequest {
    /// The reason of a subject that does none of this.
    pub fn unsupported(&self) -> String {
        match &self.codecs {
            Codecs::Chain(_) => "chains are not implemented".to_owned(),
            Codecs::One { name, .. } => format!("codec {name:?} is not implemented"),
        }
    }
}
