//! Requests about other codecs than casts: whole chains, and codecs by themselves.

use std::sync::Arc;

use super::request::{write_data, write_shape};
use crate::codec::Operation;

/// What a chain, or one codec, makes of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainRequest {
    pub id: u64,
    pub operation: Operation,
    pub codecs: Codecs,
    /// The decoded array. Codecs that make bytes of bytes have none.
    pub array: Option<ArrayPart>,
    pub input: ChainInput,
}

/// What goes in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ChainInput {
    /// Bytes, or the elements of an array as `bytes` writes them little-endian.
    Data(Vec<u8>),
    /// The elements of an array in C order, each as the JSON of a fill value.
    Elements(Vec<Arc<str>>),
}

/// What a request has in `codecs`, or in `codec`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Codecs {
    /// The JSON of a list as it stands in a `zarr.json`.
    Chain(Arc<str>),
    /// The JSON of one entry of such a list, whose name is known here.
    One { entry: Arc<str>, name: String },
}

/// The array of a chain request, each part but the shape as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ArrayPart {
    pub data_type: Arc<str>,
    pub fill_value: Arc<str>,
    pub shape: Vec<u64>,
}

impl ChainInput {
    /// How many bytes go in, in JSON where elements do.
    pub fn len(&self) -> usize {
        match self {
            ChainInput::Data(data) => data.len(),
            ChainInput::Elements(elements) => elements.iter().map(|one| one.len()).sum(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl From<Vec<u8>> for ChainInput {
    fn from(data: Vec<u8>) -> ChainInput {
        ChainInput::Data(data)
    }
}

impl Codecs {
    /// The JSON of the list, or of the entry.
    pub fn json(&self) -> &Arc<str> {
        match self {
            Codecs::Chain(list) => list,
            Codecs::One { entry, .. } => entry,
        }
    }
}

impl ChainRequest {
    /// The line that asks this, its newline included.
    pub fn to_line(&self) -> String {
        let mut line = String::new();
        self.write_line(self.id, &mut line);
        line
    }

    /// Appends the line that asks this under another id.
    pub fn write_line(&self, id: u64, line: &mut String) {
        let field = match &self.codecs {
            Codecs::Chain(_) => "codecs",
            Codecs::One { .. } => "codec",
        };
        let (operation, codecs) = (self.operation.name(), self.codecs.json());
        line.push_str(&format!(r#"{{"op":"{operation}","id":{id},"{field}":{codecs}"#));
        if let Some(ArrayPart { data_type, fill_value, .. }) = &self.array {
            line.push_str(&format!(r#","data_type":{data_type},"fill_value":{fill_value}"#));
        }
        if let Some(ArrayPart { shape, .. }) = &self.array {
            write_shape(shape, line);
        }
        match &self.input {
            ChainInput::Data(data) => write_data(data, line),
            ChainInput::Elements(elements) => {
                line.push_str(&format!(r#","elements":[{}]"#, elements.join(",")));
            }
        }
        line.push_str("}\n");
    }

    /// The reason of a subject that does none of this.
    pub fn unsupported(&self) -> String {
        match (&self.codecs, &self.input) {
            (_, ChainInput::Elements(_)) => "elements in JSON are not implemented".to_owned(),
            (Codecs::Chain(_), _) => "chains are not implemented".to_owned(),
            (Codecs::One { name, .. }, _) => format!("codec {name:?} is not implemented"),
        }
    }
}
