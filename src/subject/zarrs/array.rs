//! Arrays of the crate `zarrs`, made from the text of a `zarr.json`.

use std::fmt::Display;
use std::num::NonZero;
use std::sync::Arc;

use zarrs::array::{Array, ArrayCreateError, ArrayMetadata};
use zarrs::plugin::PluginCreateError;
use zarrs::storage::store::MemoryStore;

use crate::subject::Refusal;

/// The words of `zarrs` for a codec or a data type that it does not have.
const LACKING: &str = "is not supported";

/// The codec that chains end with. For types of one byte it has no `endian`, but takes one.
pub(super) const BYTES: &str = r#"{"name":"bytes","configuration":{"endian":"little"}}"#;

/// The metadata of an array of one chunk, from its text.
pub(super) fn metadata(
    shape: &[u64],
    data_type: &str,
    fill_value: &str,
    codecs: &str,
) -> Result<ArrayMetadata, Refusal> {
    let metadata = format!(
        r#"{{"zarr_format":3,"node_type":"array","shape":{shape:?},"data_type":{data_type},
        "chunk_grid":{{"name":"regular","configuration":{{"chunk_shape":{shape:?}}}}},
        "chunk_key_encoding":{{"name":"default"}},"fill_value":{fill_value},"codecs":{codecs}}}"#
    );
    ArrayMetadata::try_from(metadata.as_str()).map_err(refuse)
}

/// The shape of a chunk, which has at least one element.
pub(super) fn chunk_shape(shape: &[u64]) -> Result<Vec<NonZero<u64>>, Refusal> {
    let shape: Option<_> = shape.iter().map(|length| NonZero::new(*length)).collect();
    shape.ok_or_else(|| Refusal::Unsupported("chunks have at least one element".to_owned()))
}

/// An array in memory.
pub(super) fn create(metadata: ArrayMetadata) -> Result<Array<MemoryStore>, ArrayCreateError> {
    Array::new_with_metadata(Arc::new(MemoryStore::new()), "/", metadata)
}

pub(super) fn refuse(error: impl Display) -> Refusal {
    Refusal::Metadata(error.to_string())
}

/// What `zarrs` does not have is no reason to refuse an array.
pub(super) fn refuse_array(error: ArrayCreateError) -> Refusal {
    match error {
        ArrayCreateError::DataTypeCreateError(error)
        | ArrayCreateError::CodecsCreateError(error)
        | ArrayCreateError::ChunkGridCreateError(error)
        | ArrayCreateError::ChunkKeyEncodingCreateError(error)
        | ArrayCreateError::StorageTransformersCreateError(error) => refuse_plugin(error),
        // Of an array of version 2 there is no more than a text.
        ArrayCreateError::UnsupportedZarrV2Array(reason) if reason.contains(LACKING) => {
            Refusal::Unsupported(reason)
        }
        _ => refuse(error),
    }
}

pub(super) fn refuse_plugin(error: PluginCreateError) -> Refusal {
    match error {
        PluginCreateError::Unsupported(_) => Refusal::Unsupported(error.to_string()),
        _ => refuse(error),
    }
}
