//! Rewriting tables in a page that people read.

use std::fmt::Display;
use std::fs;
use std::path::Path;

use super::Failure;
use super::file::write_whole;
use crate::report::NoMarker;

/// Replaces a page by what `write` makes of it.
pub(super) fn rewrite(
    path: &Path,
    write: impl FnOnce(&str) -> Result<String, NoMarker>,
) -> Result<(), Failure> {
    let failed = |action: &str, error: &dyn Display| {
        Failure::usage(format!("failed to {action} {}: {error}", path.display()))
    };
    let page = fs::read_to_string(path).map_err(|error| failed("read", &error))?;
    let written = write(&page).map_err(|error| failed("write tables into", &error))?;
    write_whole(path, &written)
}
