//! What the manifest says of a golden array.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::ZarrFormat;
use crate::vectors::VectorError;

/// What the manifest says of a golden array, by which arrays are counted and chosen that are not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoldenEntry {
    /// Of each file in the order of paths: the path, a newline, the length in decimal, a newline, and the bytes.
    pub sha256: String,
    pub files: u64,
    pub bytes: u64,
    pub profile: GoldenProfile,
    pub zarr_format: ZarrFormat,
}

/// The set of arrays that an array belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoldenProfile {
    /// Small enough for programs that start once an array. It is a part of the whole.
    Core,
    /// The whole set alone.
    Whole,
}

impl GoldenProfile {
    pub const ALL: [GoldenProfile; 2] = [GoldenProfile::Core, GoldenProfile::Whole];

    pub fn name(self) -> &'static str {
        match self {
            GoldenProfile::Core => "core",
            GoldenProfile::Whole => "whole",
        }
    }

    /// Whether this set has the arrays of another one.
    pub fn includes(self, other: GoldenProfile) -> bool {
        self == GoldenProfile::Whole || self == other
    }
}

impl GoldenEntry {
    pub(super) fn of(
        files: &BTreeMap<String, Vec<u8>>,
        profile: GoldenProfile,
        zarr_format: ZarrFormat,
    ) -> GoldenEntry {
        let bytes = files.values().map(|bytes| bytes.len() as u64).sum();
        let sha256 = sha256(files);
        GoldenEntry { sha256, files: files.len() as u64, bytes, profile, zarr_format }
    }

    /// Checks that these are the files that the entry was made for.
    pub(super) fn verify(
        &self,
        path: &str,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> Result<(), VectorError> {
        let path = path.to_owned();
        let (found, expected) = (files.len() as u64, self.files);
        if found != expected {
            return Err(VectorError::Count { path, found, expected });
        }
        let found = files.values().map(|bytes| bytes.len() as u64).sum();
        if found != self.bytes {
            return Err(VectorError::Length { path, found, expected: self.bytes });
        }
        match (sha256(files), self.sha256.clone()) {
            (found, expected) if found != expected => {
                Err(VectorError::Hash { path, found, expected })
            }
            _ => Ok(()),
        }
    }
}

fn sha256(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hasher = Sha256::new();
    for (path, bytes) in files {
        hasher.update(format!("{path}\n{}\n", bytes.len()));
        hasher.update(bytes);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Serialize for ZarrFormat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.number())
    }
}

impl<'de> Deserialize<'de> for ZarrFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ZarrFormat, D::Error> {
        let number = u64::deserialize(deserializer)?;
        ZarrFormat::from_number(number).ok_or_else(|| {
            serde::de::Error::custom(format!("zarr_format is {number}; expected 2 or 3"))
        })
    }
}
