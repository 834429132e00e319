//! The metadata of an array: a `zarr.json` or a `.zarray`, member by member.
//!
//! [`ArrayMetadata`] is what those need who read and write the array. [`Draft`] goes on after a member that
//! is not acceptable, and has all that is wrong. [`V2Metadata`] reads the `.zarray` of version 2.

mod array;
mod chunk_keys;
mod draft;
mod error;
mod members;
mod version_2;
mod version_2_chain;
mod version_2_codec;
mod version_2_fill_value;
mod version_2_members;
mod version_2_object;

pub use array::ArrayMetadata;
pub use chunk_keys::ChunkKeys;
pub use draft::Draft;
pub use error::{ArrayMetadataError, MemberError, NotSupported, Undecided};
pub use members::text;
pub use version_2::V2Metadata;
pub use version_2_codec::{bytes_entry, codec_entry};
