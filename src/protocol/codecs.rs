//! What requests about data have: codecs, an array, and what goes in.

use std::sync::Arc;

use crate::codec::Operation;

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

/// The array of a request about data, each part but the shape as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ArrayPart {
    pub data_type: Arc<str>,
    pub fill_value: Arc<str>,
    pub shape: Vec<u64>,
}

/// What some codecs make of data, as those are asked who keep codecs and not elements apart.
#[derive(Clone, Debug)]
pub struct DataQuestion<'a> {
    pub operation: Operation,
    pub codecs: Codecs,
    /// The decoded array. Codecs that make bytes of bytes have none.
    pub array: Option<ArrayPart>,
    pub input: InputPart<'a>,
}

/// What goes in, as a request has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputPart<'a> {
    Data(&'a [u8]),
    Elements(&'a [Arc<str>]),
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

    pub fn part(&self) -> InputPart<'_> {
        match self {
            ChainInput::Data(data) => InputPart::Data(data),
            ChainInput::Elements(elements) => InputPart::Elements(elements),
        }
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

    /// The name of the field that has them.
    pub(super) fn field(&self) -> &'static str {
        match self {
            Codecs::Chain(_) => "codecs",
            Codecs::One { .. } => "codec",
        }
    }
}

impl DataQuestion<'_> {
    /// The reason of a subject that does none of this.
    pub fn unsupported(&self) -> String {
        match (&self.codecs, &self.input) {
            (_, InputPart::Elements(_)) => "elements in JSON are not implemented".to_owned(),
            (Codecs::Chain(_), _) => "chains are not implemented".to_owned(),
            (Codecs::One { name, .. }, _) => format!("codec {name:?} is not implemented"),
        }
    }
}
