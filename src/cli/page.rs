//! Rewriting tables in a page that people read.

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::files::{Destination, shown};

/// A page that has a place for a table, and can be written.
pub(super) struct Page {
    path: PathBuf,
    destination: Destination,
}

impl Page {
    /// Looks at a page before the work for its table: `write` puts a table into it.
    pub fn open<E: Display>(
        path: &Path,
        write: impl FnOnce(&str) -> Result<String, E>,
    ) -> Result<Page, Failure> {
        made(path, write)?;
        let destination = Destination::open(path).map_err(Failure::usage)?;
        Ok(Page { path: path.to_owned(), destination })
    }

    /// Replaces the page, as it is now, by what `write` makes of it.
    pub fn rewrite<E: Display>(
        self,
        write: impl FnOnce(&str) -> Result<String, E>,
    ) -> Result<(), Failure> {
        let page = made(&self.path, write)?;
        self.destination.write(page.as_bytes()).map_err(Failure::usage)
    }
}

/// What `write` makes of a page.
fn made<E: Display>(
    path: &Path,
    write: impl FnOnce(&str) -> Result<String, E>,
) -> Result<String, Failure> {
    let failed = |action: &str, error: &dyn Display| {
        Failure::usage(format!("failed to {action} {}: {error}", shown(path)))
    };
    let page = fs::read_to_string(path).map_err(|error| failed("read", &error))?;
    write(&page).map_err(|error| failed("write tables into", &error))
}
