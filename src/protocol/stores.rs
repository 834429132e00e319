//! What an introduction says of arrays on disk.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;

/// The versions of the storage format in which a subject reads and writes arrays on disk. Versions that are unknown here are
/// left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stores {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub write: Vec<u64>,
}

impl Stores {
    /// The versions that are known here.
    pub const VERSIONS: [u64; 2] = [2, 3];

    pub fn is_empty(&self) -> bool {
        self.read.is_empty() && self.write.is_empty()
    }

    /// Reads it leniently: whatever else it says is for other builds.
    pub(super) fn read(json: &RawValue) -> Stores {
        let members: BTreeMap<String, &RawValue> =
            serde_json::from_str(json.get()).unwrap_or_default();
        let list = |name: &str| {
            let listed: Vec<&RawValue> = members
                .get(name)
                .and_then(|json| serde_json::from_str(json.get()).ok())
                .unwrap_or_default();
            let is_listed = |version: &u64| {
                let is = |one: &&RawValue| serde_json::from_str(one.get()).ok() == Some(*version);
                listed.iter().any(is)
            };
            Stores::VERSIONS.into_iter().filter(is_listed).collect()
        };
        Stores { read: list("read"), write: list("write") }
    }
}
