//! Codecs as their metadata describes them: one module a codec, and the notes on their
//! specification.

pub mod cast_value;
pub mod notes;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// A direction through a codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    Encode,
    Decode,
}

impl Operation {
    pub fn name(self) -> &'static str {
        match self {
            Operation::Encode => "encode",
            Operation::Decode => "decode",
        }
    }
}

/// Why codec metadata is not acceptable.
#[derive(Debug, thiserror::Error)]
pub enum ConfigurationError {
    #[error("the codec metadata is not an object with a name and a configuration: {reason}")]
    Syntax { reason: String },
    #[error("unknown codec {name:?}; expected \"cast_value\"")]
    UnknownCodec { name: String },
    #[error("the configuration of {codec} is not valid: {reason}")]
    Configuration { codec: &'static str, reason: String },
    #[error(transparent)]
    DataType(#[from] crate::data_type::UnknownDataType),
    #[error(
        "out_of_range \"wrap\" is only permitted for integral data types, and data_type is {data_type}"
    )]
    WrapNeedsInteger { data_type: crate::data_type::DataType },
}

/// The object that a codec is declared by in a `zarr.json`, its configuration not yet read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declaration<'a> {
    name: String,
    #[serde(borrow)]
    configuration: Option<&'a RawValue>,
}
