//! The manifest: what belongs to a set of vectors, and the digests that vouch for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::directory::is_below;
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
        match manifest.files.keys().find(|file| !is_below(file)) {
            None => Ok(manifest),
            Some(file) => Err(VectorError::Manifest {
                path: path.to_owned(),
                reason: format!("{file:?} is not a path below its directory"),
            }),
        }
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
