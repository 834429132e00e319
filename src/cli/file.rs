//! Files that are put in place whole, or not at all.

use std::fs;
use std::path::Path;

use super::Failure;

/// Writes a file: whoever reads it meanwhile sees all of the old one or all of the new one.
pub(super) fn write_whole(path: &Path, text: &str) -> Result<(), Failure> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    let written = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, path));
    written.map_err(|error| {
        // What is left of it is of no use, and what failed already says why.
        let _ = fs::remove_file(&temporary);
        Failure::usage(format!("failed to write {}: {error}", path.display()))
    })
}
