//! Differences between a checkout of zarr-extensions and the table.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{ExtensionPoint, names};
use crate::vectors::sha256_hex;

/// The number of digits of a SHA-256 that the table has of a page.
const DIGITS: usize = 12;

/// A name of which a checkout says something else than the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameChange {
    pub point: ExtensionPoint,
    pub name: String,
    pub change: PageChange,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageChange {
    New,
    Gone,
    Changed,
}

impl PageChange {
    pub fn name(self) -> &'static str {
        match self {
            PageChange::New => "new",
            PageChange::Gone => "gone",
            PageChange::Changed => "changed",
        }
    }
}

/// What keeps a directory from being compared.
#[derive(Debug, thiserror::Error)]
pub enum CheckoutError {
    #[error("{} is no checkout of zarr-extensions: expected a folder {folder} in it", path.display())]
    NoCheckout { path: PathBuf, folder: &'static str },
    #[error("failed to read {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
}

/// The names in a checkout that are new, gone or have another page than the table knows, by extension point and name.
///
/// # Errors
///
/// If the directory is no checkout of zarr-extensions, or cannot be read.
pub fn compare_checkout(directory: &Path) -> Result<Vec<NameChange>, CheckoutError> {
    let mut changes = Vec::new();
    for point in ExtensionPoint::ALL {
        let mut pages = pages(directory, point)?;
        let known = names().iter().filter(|one| one.point == point);
        for (name, digest) in known.filter_map(|one| Some((one.name, one.digest?))) {
            let change = match pages.remove(name) {
                None => PageChange::Gone,
                Some(found) if found != digest => PageChange::Changed,
                Some(_) => continue,
            };
            changes.push(NameChange { point, name: name.to_owned(), change });
        }
        let new = pages.into_keys();
        changes.extend(new.map(|name| NameChange { point, name, change: PageChange::New }));
    }
    changes.sort_by(|one, other| (one.point, &one.name).cmp(&(other.point, &other.name)));
    Ok(changes)
}

/// The digest of each page of an extension point.
fn pages(
    directory: &Path,
    point: ExtensionPoint,
) -> Result<BTreeMap<String, String>, CheckoutError> {
    let path = directory.join(point.folder());
    if !path.is_dir() {
        return Err(CheckoutError::NoCheckout {
            path: directory.to_owned(),
            folder: point.folder(),
        });
    }
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| CheckoutError::Read { path, source }
    };
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(&path).map_err(failed(&path))? {
        let page = entry.map_err(failed(&path))?.path();
        let readme = page.join("README.md");
        // Beside the pages there is a text about all of them.
        if !readme.is_file() {
            continue;
        }
        let mut text = fs::read(&readme).map_err(failed(&readme))?;
        let schema = page.join("schema.json");
        if schema.is_file() {
            text.extend(fs::read(&schema).map_err(failed(&schema))?);
        }
        let mut digest = sha256_hex(&text);
        digest.truncate(DIGITS);
        let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        pages.insert(name, digest);
    }
    Ok(pages)
}
