//! Reading files of a directory of vectors, and nothing else.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path};

use super::VectorError;

/// The bytes that a file without a size in the manifest may have: as many as all vectors together.
pub(super) const LARGEST: u64 = 64 << 20;

/// Returns whether a path leads downwards only.
pub(super) fn is_below(path: &str) -> bool {
    let mut components = Path::new(path).components();
    !path.is_empty() && components.all(|component| matches!(component, Component::Normal(_)))
}

/// Reads a regular file below a directory. `expected` is its size as the manifest has it, without
/// which it has at most [`LARGEST`] bytes. Nothing is read of a file of another size.
pub(super) fn read(
    directory: &Path,
    path: &str,
    expected: Option<u64>,
) -> Result<Vec<u8>, VectorError> {
    let file = directory.join(path);
    let shown = || file.display().to_string();
    let unreadable = |source| VectorError::Read { path: shown(), source };
    let root = directory.canonicalize().map_err(unreadable)?;
    let place = file.canonicalize().map_err(unreadable)?;
    if !is_below(path) || !place.starts_with(root) {
        return Err(VectorError::Outside { path: shown(), place: place.display().to_string() });
    }
    let metadata = place.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        let source = io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file");
        return Err(unreadable(source));
    }
    let found = metadata.len();
    match expected {
        Some(expected) if found != expected => {
            return Err(VectorError::Length { path: shown(), found, expected });
        }
        None if found > LARGEST => return Err(VectorError::TooLong { path: shown(), found }),
        _ => {}
    }
    let mut bytes = Vec::new();
    // What it grows to meanwhile shows as another length.
    let limit = expected.unwrap_or(LARGEST).saturating_add(1);
    let read = File::open(&place).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    read.map_err(unreadable)?;
    Ok(bytes)
}
