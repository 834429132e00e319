//! What a directory holds before vectors are written into it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::output_error::OutputError;
use crate::files::{Destination, FileError, is_temporary, shown};
use crate::vectors::{MANIFEST_PATH, Manifest};

/// All files below a directory of vectors. Symbolic links are not followed.
#[derive(Debug)]
pub(super) struct Inventory {
    directory: PathBuf,
    /// By path below the directory, with `/` in it: whether it is a regular file.
    found: BTreeMap<String, bool>,
    /// The manifest, if there is one of vectors.
    pub manifest: Option<Manifest>,
}

impl Inventory {
    /// Looks through a directory, which need not be there yet.
    pub fn take(directory: &Path) -> Result<Inventory, OutputError> {
        let read = |source| OutputError::Read { path: shown(directory), source };
        let mut inventory =
            Inventory { directory: directory.to_owned(), found: BTreeMap::new(), manifest: None };
        match fs::metadata(directory) {
            // Below the empty path are the files of the current directory.
            _ if directory.as_os_str().is_empty() => return Err(FileError::Empty.into()),
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(read(ErrorKind::NotADirectory.into())),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(inventory),
            Err(error) => return Err(read(error)),
        }
        for entry in WalkDir::new(directory).min_depth(1) {
            let entry = entry.map_err(|error| read(error.into()))?;
            let Ok(relative) = entry.path().strip_prefix(directory) else { continue };
            if !entry.file_type().is_dir() {
                let is_regular = entry.file_type().is_file();
                inventory.found.insert(with_slashes(relative), is_regular);
            }
        }
        if inventory.has_regular(MANIFEST_PATH) {
            let text = fs::read(directory.join(MANIFEST_PATH)).map_err(read)?;
            inventory.manifest = Manifest::from_json(MANIFEST_PATH, &text).ok();
        }
        Ok(inventory)
    }

    /// Finds out whether the manifest, which is written last, can be written.
    pub fn try_out(&self) -> Result<(), OutputError> {
        let write = |source| OutputError::Write { path: shown(&self.directory), source };
        let mut place = self.directory.as_path();
        // Of a directory that is not there, what counts is the one in which it is made.
        while !place.as_os_str().is_empty() && !exists(place).map_err(write)? {
            place = place.parent().unwrap_or(Path::new(""));
        }
        let name = if place == self.directory { MANIFEST_PATH } else { ".zarrproof-new" };
        Destination::open(&place.join(name)).map(drop).map_err(OutputError::from)
    }

    pub fn has_regular(&self, path: &str) -> bool {
        self.found.get(path) == Some(&true)
    }

    /// Whether the manifest that is there lists a file.
    pub fn lists(&self, path: &str) -> bool {
        self.manifest.as_ref().is_some_and(|manifest| manifest.lists(path))
    }

    /// Every file, with `/` in its path.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.found.keys().map(String::as_str)
    }

    /// The content of a file that is there.
    pub fn holds(&self, path: &str, bytes: &[u8]) -> bool {
        let content = || fs::read(self.directory.join(path));
        self.has_regular(path) && content().is_ok_and(|found| found == bytes)
    }

    /// Refuses the directory if it holds a file that no manifest there lists and that is not `expected`
    /// either. Files of the `kept` names are nobody's concern.
    pub fn refuse_others(
        &self,
        kept: &[&str],
        expected: impl Fn(&str) -> bool,
    ) -> Result<(), OutputError> {
        let is_other = |(path, is_regular): &(&String, &bool)| {
            let path = path.as_str();
            let is_manifest = path == MANIFEST_PATH && self.manifest.is_some();
            let is_known = is_manifest || self.lists(path) || expected(path);
            !(kept.contains(&path) || **is_regular && (is_known || is_temporary(Path::new(path))))
        };
        match self.found.iter().find(is_other) {
            None => Ok(()),
            Some((path, _)) => Err(OutputError::Other {
                directory: shown(&self.directory),
                path: shown(Path::new(path)),
            }),
        }
    }
}

fn with_slashes(relative: &Path) -> String {
    let names = relative.components().map(|one| one.as_os_str().to_string_lossy());
    names.collect::<Vec<_>>().join("/")
}

fn exists(path: &Path) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
