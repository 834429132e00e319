//! The manifest: what belongs to a set of vectors, and the digests that vouch for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::directory::is_below;
use super::golden::{self, GoldenEntry};
use super::{FORMAT, Specification, VectorError};

/// The manifest's path below the directory of vectors.
pub const MANIFEST_PATH: &str = "manifest.json";

/// Where the manifest of the complete vectors is kept, below the directory of the others.
pub const COMPLETE_PATH: &str = "complete.json";

/// `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u64,
    /// The version of the oracle whose answers the vectors are.
    pub oracle: String,
    pub specification: SpecificationEntry,
    pub totals: Totals,
    /// By path below the directory of vectors.
    pub files: BTreeMap<String, FileEntry>,
    /// Golden arrays, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stores: BTreeMap<String, GoldenEntry>,
}

/// The text that the vectors answer to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecificationEntry {
    pub repository: String,
    pub commit: String,
    pub path: String,
}

impl From<Specification> for SpecificationEntry {
    fn from(specification: Specification) -> SpecificationEntry {
        let Specification { repository, commit, path } = specification;
        SpecificationEntry {
            repository: repository.to_owned(),
            commit: commit.to_owned(),
            path: path.to_owned(),
        }
    }
}

/// Sums over all vector files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub files: u64,
    pub bytes: u64,
    /// Inputs.
    pub cases: u64,
    /// Inputs times configurations.
    pub expectations: u64,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    pub sha256: String,
    pub bytes: u64,
    pub cases: u64,
    pub expectations: u64,
}

/// The directory of vectors that a path leads to: that of a codec's room and a kind, such as
/// `bytes/encodings`, or that of a kind.
pub fn directory_of(path: &str) -> &str {
    let mut parts = path.match_indices('/').map(|(at, _)| at);
    let (first, second) = (parts.next(), parts.next());
    &path[..second.or(first).unwrap_or(path.len())]
}

/// The SHA-256 digest of `bytes` in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[derive(Deserialize)]
struct Version {
    format: u64,
}

impl Totals {
    fn add(&mut self, entry: &FileEntry) {
        self.files += 1;
        self.bytes += entry.bytes;
        self.cases += entry.cases;
        self.expectations += entry.expectations;
    }
}

impl Manifest {
    /// The sums over the files of each directory of vectors.
    pub fn by_directory(&self) -> BTreeMap<&str, Totals> {
        let mut sums: BTreeMap<&str, Totals> = BTreeMap::new();
        for (path, entry) in &self.files {
            sums.entry(directory_of(path)).or_default().add(entry);
        }
        sums
    }

    /// Reads a manifest; `path` is for errors.
    pub fn from_json(path: &str, json: &[u8]) -> Result<Manifest, VectorError> {
        let invalid = |error: serde_json::Error| VectorError::Manifest {
            path: path.to_owned(),
            reason: error.to_string(),
        };
        let version: Version = serde_json::from_slice(json).map_err(invalid)?;
        if version.format != FORMAT {
            return Err(VectorError::Version { path: path.to_owned(), found: version.format });
        }
        let manifest: Manifest = serde_json::from_slice(json).map_err(invalid)?;
        let wrong = |reason| Err(VectorError::Manifest { path: path.to_owned(), reason });
        if let Some(file) = manifest.files.keys().find(|file| !is_below(file)) {
            return wrong(format!("{file:?} is not a path below its directory"));
        }
        let is_id = |id: &&String| is_below(id) && golden::room(id).is_some();
        match manifest.stores.keys().find(|id| !is_id(id)) {
            Some(id) => wrong(format!("{id:?} is not the id of a golden array")),
            None => Ok(manifest),
        }
    }

    /// How many golden arrays each room has, and the bytes of their files.
    pub fn golden_by_room(&self) -> BTreeMap<&str, (u64, u64)> {
        let mut sums: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for (id, entry) in &self.stores {
            let (arrays, bytes) = sums.entry(golden::room(id).unwrap_or_default()).or_default();
            (*arrays, *bytes) = (*arrays + 1, *bytes + entry.bytes);
        }
        sums
    }

    /// The manifest of some of the files and golden arrays.
    pub(super) fn restricted(
        &self,
        has_file: impl Fn(&str) -> bool,
        has_array: impl Fn(&str, &GoldenEntry) -> bool,
    ) -> Manifest {
        let mut manifest = self.clone();
        manifest.files.retain(|path, _| has_file(path));
        manifest.stores.retain(|id, entry| has_array(id, entry));
        manifest.totals = Totals::default();
        manifest.files.values().for_each(|entry| manifest.totals.add(entry));
        manifest
    }

    /// Whether it vouches for the file at a path: by itself, or as a part of a golden array.
    pub fn lists(&self, path: &str) -> bool {
        let of_array = || golden::id_of_path(path).is_some_and(|id| self.stores.contains_key(id));
        self.files.contains_key(path) || of_array()
    }

    /// Checks that `bytes` are the file that `entry` was made for.
    pub fn verify(path: &str, entry: &FileEntry, bytes: &[u8]) -> Result<(), VectorError> {
        let path = path.to_owned();
        let (found, expected) = (bytes.len() as u64, entry.bytes);
        if found != expected {
            return Err(VectorError::Length { path, found, expected });
        }
        let (found, expected) = (sha256_hex(bytes), entry.sha256.clone());
        if found != expected {
            return Err(VectorError::Hash { path, found, expected });
        }
        Ok(())
    }
}
