//! Arrays as they are stored: metadata and chunks, read and written chunk by chunk.

mod array;
mod error;
mod grid;
mod source;
mod writing;

pub use array::{StoredArray, StoredElement};
pub use error::StoredError;
pub use grid::chunk_positions;
pub use source::{ChunkSource, DirectorySource};
pub use writing::metadata_file;
