//! Why a file cannot be written.

use std::io;
use std::path::Path;

/// Why a file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("failed to write {path}: {source}")]
    Write { path: String, source: io::Error },
    #[error("failed to write {path}: it is a directory; expected a file")]
    Directory { path: String },
    #[error("failed to write {path}: it is a block device; expected a file")]
    BlockDevice { path: String },
    #[error("failed to write {path}: nobody reads this pipe; start its reader first")]
    Unread { path: String },
    #[error("the path of a file to write is empty; expected a file")]
    Empty,
    #[error(
        "`-` is no file to write: expected a path, such as ./- for a file of this name, or /dev/stdout"
    )]
    Dash,
}

/// A path on one line: control characters in its name are escaped.
pub fn shown(path: &Path) -> String {
    let mut text = String::new();
    for c in path.display().to_string().chars() {
        if c.is_control() { text.extend(c.escape_default()) } else { text.push(c) }
    }
    text
}
