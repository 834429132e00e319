//! Why an array cannot be read.

use std::io;

use crate::chunk::{ChunkError, CodecError};
use crate::oracle::ChainError;
use crate::oracle::metadata::ArrayMetadataError;

/// Why an array cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum StoredError {
    #[error("{file} is not there; expected the metadata of an array")]
    NoMetadata { file: String },
    #[error("{file}: {error}")]
    Metadata { file: String, error: Box<ArrayMetadataError> },
    #[error("{file}: {error}")]
    Chain { file: String, error: Box<ChainError> },
    #[error("{file}: {error}")]
    Chunk { file: String, error: CodecError },
    /// Says nothing of the array: another program may have the room.
    #[error("{file}: {error}")]
    Size { file: String, error: ChunkError },
    #[error("{file} has more than {most} bytes, more than is read")]
    TooLong { file: String, most: u64 },
    #[error("{file} is not there, and without a fill value its elements are undefined")]
    Undefined { file: String },
    #[error("failed to read {file}: {source}")]
    Read { file: String, source: io::Error },
    /// Of whoever takes the elements.
    #[error("{0}")]
    Taken(io::Error),
}

impl StoredError {
    /// The id of the clause that is not met, if the array must be refused.
    pub fn clause(&self) -> Option<&'static str> {
        match self {
            StoredError::NoMetadata { .. } => Some("core/metadata-key"),
            StoredError::Metadata { error, .. } => match &**error {
                ArrayMetadataError::Member(error) => Some(error.error.clause()),
                _ => None,
            },
            StoredError::Chain { error, .. } => error.clause(),
            StoredError::Chunk { error, .. } => Some(error.clause),
            StoredError::Size { .. }
            | StoredError::TooLong { .. }
            | StoredError::Undefined { .. }
            | StoredError::Read { .. }
            | StoredError::Taken(_) => None,
        }
    }
}
