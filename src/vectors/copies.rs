//! Vectors and golden arrays as files, for those who read them with other tools.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::golden::{self, GoldenProfile};
use super::{MANIFEST_PATH, Manifest, Store, VectorError};
use crate::files::{NewDirectory, shown};

/// What is copied.
#[derive(Clone, Debug, Default)]
pub struct Copied {
    /// Golden arrays of this profile, and no files of vectors.
    pub profile: Option<GoldenProfile>,
    /// The rooms, or all of them.
    pub rooms: BTreeSet<String>,
}

/// How much was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopiedCounts {
    /// Files of vectors.
    pub files: usize,
    /// Golden arrays.
    pub arrays: usize,
}

/// Why nothing was copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    #[error("{path} is there already and not empty; expected a directory to make, or an empty one")]
    NotEmpty { path: String },
    #[error("{path} is a file; expected a directory to make, or an empty one")]
    File { path: String },
    #[error("nothing is copied: the vectors have nothing in {rooms}")]
    Nothing { rooms: String },
    #[error("failed to write {path}: {source}")]
    Write { path: String, source: io::Error },
    #[error(transparent)]
    Vectors(#[from] VectorError),
}

/// What people and tools read beside the files of the manifest.
const OTHERS: [&str; 9] = [
    "README.md",
    "LICENSE",
    "notes.json",
    "clauses.json",
    "tags.json",
    "schema/elements.schema.json",
    "schema/manifest.schema.json",
    "schema/scenarios.schema.json",
    "schema/stores.schema.json",
];

impl Copied {
    fn has_file(&self, path: &str) -> bool {
        self.profile.is_none() && self.has_room(path.split('/').next().unwrap_or_default())
    }

    fn has_array(&self, id: &str, profile: GoldenProfile) -> bool {
        let is_in = self.profile.is_none_or(|wanted| wanted.includes(profile));
        is_in && self.has_room(golden::room(id).unwrap_or_default())
    }

    fn has_room(&self, room: &str) -> bool {
        self.rooms.is_empty() || self.rooms.contains(room)
    }

    /// The manifest of what is copied.
    fn manifest(&self, whole: &Manifest) -> Manifest {
        whole.restricted(|path| self.has_file(path), |id, entry| self.has_array(id, entry.profile))
    }
}

impl Store {
    /// Writes files into a directory that is made for them: all of them, or nothing.
    ///
    /// # Errors
    ///
    /// Where the directory holds something, and where a file cannot be read or written.
    pub fn copy(&self, copied: &Copied, directory: &Path) -> Result<CopiedCounts, CopyError> {
        let write = |source| CopyError::Write { path: shown(directory), source };
        refuse(directory)?;
        let manifest = copied.manifest(self.manifest());
        if manifest.files.is_empty() && manifest.stores.is_empty() {
            let rooms: Vec<_> = copied.rooms.iter().map(String::as_str).collect();
            return Err(CopyError::Nothing { rooms: rooms.join(", ") });
        }
        let new = NewDirectory::beside(directory).map_err(write)?;
        // Nobody knows the temporary name.
        let put = |path: &str, bytes: &[u8]| new.put(path, bytes).map_err(write);
        self.write_all(&manifest, put)?;
        new.publish().map_err(write)?;
        Ok(CopiedCounts { files: manifest.files.len(), arrays: manifest.stores.len() })
    }

    fn write_all<F: Fn(&str, &[u8]) -> Result<(), CopyError>>(
        &self,
        manifest: &Manifest,
        put: F,
    ) -> Result<(), CopyError> {
        for path in manifest.files.keys() {
            put(path, &self.read(path)?)?;
        }
        for room in self.golden_rooms() {
            let is_wanted = |id: &str, _: &_| manifest.stores.contains_key(id);
            for array in self.golden_arrays_where(room, is_wanted)? {
                for (path, bytes) in array.all_files() {
                    put(&format!("{}/{path}", array.id), &bytes)?;
                }
            }
        }
        for path in OTHERS {
            if let Some(bytes) = self.read_other(path)? {
                put(path, &bytes)?;
            }
        }
        // Numbers and strings always serialize.
        let mut json = serde_json::to_string_pretty(manifest).unwrap_or_default();
        json.push('\n');
        put(MANIFEST_PATH, json.as_bytes())
    }
}

/// Refuses a place that is not free.
fn refuse(directory: &Path) -> Result<(), CopyError> {
    let path = || shown(directory);
    match fs::read_dir(directory) {
        Ok(mut entries) => match entries.next() {
            Some(_) => Err(CopyError::NotEmpty { path: path() }),
            None => Ok(()),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            Err(CopyError::File { path: path() })
        }
        Err(source) => Err(CopyError::Write { path: path(), source }),
    }
}
