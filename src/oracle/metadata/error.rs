//! Why metadata is not acceptable, or not decided about.

use crate::chunk::ChunkError;
use crate::codec::version_2;
use crate::data_type::DataTypeNameError;
use crate::oracle::BindError;

/// A document of Zarr that is no metadata of an array in a version that is expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSupported {
    #[error("zarr_format {found} is not supported; expected {expected}")]
    Version { found: i64, expected: &'static str },
    #[error("the metadata of a group is not supported; expected that of an array")]
    Group,
}

/// What is wrong with a member.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{error}", within.map_or(String::new(), |member| format!("{member}: ")))]
pub struct MemberError {
    /// The member in whose configuration the field stands, if it is not a member itself.
    pub within: Option<&'static str>,
    pub error: BindError,
}

/// What the suite cannot decide about, for others may know it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undecided {
    #[error("{}", unknown_data_type(error))]
    DataType { error: DataTypeNameError },
    #[error("{member} {name:?} is unknown to the suite")]
    Extension { member: &'static str, name: String },
    #[error("{member}: the codec {name} is refused by the suite: {reason}")]
    Refused { member: &'static str, name: &'static str, reason: &'static str },
    #[error("{error}")]
    Chunk { error: ChunkError },
    #[error("{member} has a length of 2^63 or more, which is more than the suite reads")]
    Length { member: &'static str },
}

fn unknown_data_type(error: &DataTypeNameError) -> String {
    match error {
        DataTypeNameError::Meant { name, hint } => {
            format!("the data type {name:?} is unknown to the suite: {hint}")
        }
        DataTypeNameError::Unknown { name } => {
            format!("the data type {name:?} is unknown to the suite")
        }
        error => error.to_string(),
    }
}

impl MemberError {
    /// The id of the clause that is not met, in a document of version 2.
    pub fn v2_clause(&self) -> &'static str {
        match self.error {
            BindError::FillValue { .. } => "v2/fill-value",
            _ => version_2::counterpart(self.error.clause()),
        }
    }
}

impl NotSupported {
    /// The id of the clause that is not met, where an array was asked for.
    pub fn clause(&self) -> &'static str {
        match self {
            NotSupported::Version { .. } => "core/zarr-format",
            NotSupported::Group => "core/node-type",
        }
    }
}

impl Undecided {
    /// The member that it is about.
    pub fn member(&self) -> &'static str {
        match self {
            Undecided::DataType { .. } => "data_type",
            Undecided::Extension { member, .. }
            | Undecided::Refused { member, .. }
            | Undecided::Length { member } => member,
            Undecided::Chunk { .. } => "chunk_grid",
        }
    }

    /// The member that it is about, in a document of version 2.
    pub fn v2_member(&self) -> &'static str {
        match self {
            Undecided::DataType { .. } => "dtype",
            Undecided::Chunk { .. } => "chunks",
            Undecided::Extension { .. } | Undecided::Refused { .. } | Undecided::Length { .. } => {
                self.member()
            }
        }
    }
}

/// Why a document does not give the metadata of an array.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArrayMetadataError {
    #[error(transparent)]
    NotSupported(#[from] NotSupported),
    #[error(transparent)]
    Member(#[from] MemberError),
    #[error(transparent)]
    Undecided(#[from] Undecided),
}
