//! Reading no more than a file of its kind can have.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// More bytes than any file has that is read whole.
const MOST: u64 = 1 << 30;

/// Reads a file whole, unless it has no end.
///
/// # Errors
///
/// If it cannot be read, or has more than 1 GiB.
pub fn read_whole(path: &Path) -> io::Result<Vec<u8>> {
    read_to_end(File::open(path)?)
}

/// Reads what is left of an open file, or of another source, as [`read_whole`].
///
/// # Errors
///
/// The same.
pub fn read_to_end(source: impl Read) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    source.take(MOST + 1).read_to_end(&mut content)?;
    if content.len() as u64 > MOST {
        return Err(io::Error::other("it has more than 1 GiB"));
    }
    Ok(content)
}
