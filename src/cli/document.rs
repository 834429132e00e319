//! The `zarr.json` or `.zarray` that a command is about.

use std::io;
use std::path::Path;

use super::Failure;
use crate::files::{read_to_end, read_whole, shown};

/// A file as it was read.
pub(super) struct Document {
    /// What people know it by.
    pub name: String,
    pub json: String,
}

impl Document {
    /// Reads a file, or standard input for `-`.
    pub fn read(path: &Path) -> Result<Document, Failure> {
        let (name, content) = match path.to_str() {
            Some("-") => ("standard input".to_owned(), read_to_end(io::stdin().lock())),
            _ => (shown(path), read_whole(path)),
        };
        let failed = |reason: String| Failure::usage(format!("failed to read {name}: {reason}"));
        if path.is_dir() {
            let name = ["zarr.json", ".zarray"].into_iter().find(|name| path.join(name).exists());
            let inside = shown(&path.join(name.unwrap_or("zarr.json")));
            return Err(failed(format!("it is a directory; expected a file such as {inside}")));
        }
        let content = content.map_err(|error| failed(error.to_string()))?;
        match String::from_utf8(content) {
            Ok(json) => Ok(Document { name, json }),
            Err(_) => Err(failed("it is not UTF-8; expected JSON".to_owned())),
        }
    }
}
