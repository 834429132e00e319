//! Why an array cannot be read.

use std::io;

use crate::chunk::{ChunkError, CodecError};
use crate::codec::version_2;
use crate::json::without_middle;
use crate::oracle::ChainError;
use crate::oracle::metadata::{ArrayMetadataError, MemberError};

/// The most characters of a message.
const LONGEST: usize = 480;

/// Why an array cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum StoredError {
    #[error("{file} is not there, nor is {}; expected the metadata of an array", join(others))]
    NoMetadata { file: String, others: Vec<&'static str> },
    #[error("{file} is the metadata of a group; expected that of an array, {expected}")]
    Group { file: String, expected: String },
    #[error("{file}: {error}")]
    Metadata { file: String, error: Box<ArrayMetadataError> },
    #[error("{file}: {error}")]
    Chain { file: String, error: Box<ChainError> },
    #[error("{file}: {error}")]
    Chunk { file: String, error: CodecError },
    /// Says nothing of the array: another program may have the room.
    #[error("{file}: {error}")]
    Size { file: String, error: ChunkError },
    #[error(
        "{file}: a chunk has {bytes} bytes when it is decoded; the suite takes no more than {most}"
    )]
    ChunkSize { file: String, bytes: u64, most: u64 },
    /// Of an array of version 2.
    #[error("{0}")]
    Version2(Box<StoredError>),
    #[error("{file} has more than {most} bytes, which is more than the suite reads")]
    TooLong { file: String, most: u64 },
    #[error("{file} is not there, and without a fill value its elements are undefined")]
    Undefined { file: String },
    #[error("failed to read {file}: {source}")]
    Read { file: String, source: io::Error },
    /// Of whoever takes the elements.
    #[error("{0}")]
    Taken(io::Error),
}

fn join(files: &[&str]) -> String {
    files.join(" or ")
}

impl StoredError {
    /// What is wrong, with the clause that is not met, however much the array holds.
    pub fn message(&self) -> String {
        let clause = self.clause().map_or(String::new(), |clause| format!(" ({clause})"));
        without_middle(format!("{self}{clause}"), LONGEST)
    }

    /// The id of the clause that is not met, if the array must be refused.
    pub fn clause(&self) -> Option<&'static str> {
        match self {
            StoredError::NoMetadata { .. } => Some("core/metadata-key"),
            StoredError::Group { .. } => Some("core/node-type"),
            StoredError::Metadata { error, .. } => match &**error {
                ArrayMetadataError::Member(error) => Some(error.error.clause()),
                ArrayMetadataError::NotSupported(error) => Some(error.clause()),
                ArrayMetadataError::Undecided(_) => None,
            },
            StoredError::Chain { error, .. } => error.clause(),
            StoredError::Chunk { error, .. } => error.unmet(),
            StoredError::Version2(error) => match error.member() {
                Some(member) => Some(member.v2_clause()),
                None => error.clause().map(version_2::counterpart),
            },
            StoredError::Size { .. }
            | StoredError::ChunkSize { .. }
            | StoredError::TooLong { .. }
            | StoredError::Undefined { .. }
            | StoredError::Read { .. }
            | StoredError::Taken(_) => None,
        }
    }

    /// The member of the metadata that is wrong.
    fn member(&self) -> Option<&MemberError> {
        let StoredError::Metadata { error, .. } = self else { return None };
        match &**error {
            ArrayMetadataError::Member(error) => Some(error),
            _ => None,
        }
    }
}
