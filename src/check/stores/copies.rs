//! Copies of golden arrays on disk. No subject sees an original, and each array that was handed out is looked at afterwards.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::files::Scratch;
use crate::vectors::golden::{ARRAY, GoldenArray};

/// A directory with copies, which is removed when this is dropped.
#[derive(Debug)]
pub(in crate::check) struct Copies {
    directory: Scratch,
    count: Cell<u64>,
}

impl Copies {
    pub fn new() -> io::Result<Copies> {
        Ok(Copies { directory: Scratch::new()?, count: Cell::new(0) })
    }

    /// A place for an array that is yet to be written. Beside it and some way up there is no other array, which a program
    /// that writes there, or removes what is there, would spoil.
    pub fn empty(&self, array: &GoldenArray) -> io::Result<PathBuf> {
        let number = self.count.get();
        self.count.set(number + 1);
        let parent = self.directory.path().join(number.to_string()).join(&array.id);
        fs::create_dir_all(&parent)?;
        Ok(parent.join(ARRAY))
    }

    /// Writes an array, and returns where it is.
    pub fn unpack(&self, array: &GoldenArray) -> io::Result<PathBuf> {
        let place = self.empty(array)?;
        array.unpack(&place)?;
        Ok(place)
    }
}

/// What was done to a copy, if it is not as it was written.
pub(super) fn change(array: &GoldenArray, place: &Path) -> Option<String> {
    let files = array.files.iter().map(|(path, bytes)| (path.as_str(), bytes));
    let mut missing: BTreeMap<&str, &Vec<u8>> = files.collect();
    if !fs::symlink_metadata(place).is_ok_and(|one| one.is_dir()) {
        return Some("its directory was replaced or removed".to_owned());
    }
    let mut directories = vec![String::new()];
    while let Some(directory) = directories.pop() {
        let Ok(entries) = fs::read_dir(place.join(&directory)) else {
            return Some("it cannot be read any more".to_owned());
        };
        for entry in entries {
            let Ok(entry) = entry else { return Some("it cannot be read any more".to_owned()) };
            let path = format!("{directory}{}", entry.file_name().to_string_lossy());
            // Links are not followed.
            if entry.file_type().is_ok_and(|one| one.is_dir()) {
                directories.push(format!("{path}/"));
                continue;
            }
            match missing.remove(path.as_str()) {
                None => return Some(format!("{path} was added")),
                Some(bytes) if !is_same(&entry, bytes) => {
                    return Some(format!("{path} was changed"));
                }
                Some(_) => {}
            }
        }
    }
    missing.keys().next().map(|path| format!("{path} was removed"))
}

/// Whether a file is there and has these bytes. What is longer is not read.
fn is_same(entry: &fs::DirEntry, bytes: &[u8]) -> bool {
    let metadata = entry.metadata().ok().filter(fs::Metadata::is_file);
    metadata.is_some_and(|one| one.len() == bytes.len() as u64)
        && fs::read(entry.path()).is_ok_and(|found| found == bytes)
}
