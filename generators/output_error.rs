//! Why vectors are neither written nor compared.

use std::io;

use crate::files::FileError;

/// Why the vectors could not be written or compared.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    #[error("failed to write {path}: {source}")]
    Write { path: String, source: io::Error },
    #[error("failed to read {path}: {source}")]
    Read { path: String, source: io::Error },
    #[error(transparent)]
    File(#[from] FileError),
    #[error(
        "{directory} holds {path}, which is no file of vectors here: remove it, or name an empty directory"
    )]
    Other { directory: String, path: String },
    #[error(
        "{directory} holds complete vectors of oracle {found}, and this is oracle {expected}: remove them, or name another directory"
    )]
    Oracle { directory: String, found: String, expected: String },
}
