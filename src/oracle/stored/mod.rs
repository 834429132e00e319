//! Arrays as they are stored: metadata and chunks, read chunk by chunk.

mod array;
mod error;
mod grid;
mod source;

pub use array::{StoredArray, StoredElement};
pub use error::StoredError;
pub use source::{ChunkSource, DirectorySource};
