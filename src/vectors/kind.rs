//! The kinds of vectors.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::golden::STORES;
use super::{ElementFile, ScenarioKind};
use crate::codec::table;
use crate::spelling::did_you_mean;

/// What a file of vectors is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Single elements on their way from one type to another.
    Elements,
    Scenarios(ScenarioKind),
    /// Golden arrays.
    Stores,
}

/// A word that names no kind.
#[derive(Debug, thiserror::Error)]
#[error(
    "unknown kind {word:?}{}; expected one of {}",
    did_you_mean(word, Kind::ALL.map(Kind::name)),
    Kind::ALL.map(Kind::name).join(", ")
)]
pub struct UnknownKind {
    pub word: String,
}

impl Kind {
    pub const ALL: [Kind; 10] = [
        Kind::Elements,
        Kind::Scenarios(ScenarioKind::ScalarMap),
        Kind::Scenarios(ScenarioKind::Arrays),
        Kind::Scenarios(ScenarioKind::FillValue),
        Kind::Scenarios(ScenarioKind::Metadata),
        Kind::Scenarios(ScenarioKind::Scalars),
        Kind::Scenarios(ScenarioKind::Elementwise),
        Kind::Scenarios(ScenarioKind::Encodings),
        Kind::Scenarios(ScenarioKind::Chains),
        Kind::Stores,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Elements => ElementFile::FOLDER,
            Kind::Scenarios(kind) => kind.name(),
            Kind::Stores => STORES,
        }
    }

    /// The kind of the file at a path below the directory of vectors, if it holds cases.
    pub fn of_path(path: &str) -> Option<Kind> {
        let mut folders = path.split('/');
        let codec = folders.next().and_then(table::of_room);
        let has_elements = codec.is_some_and(|codec| codec.elements.is_some());
        if has_elements && folders.next() == Some(ElementFile::FOLDER) {
            return folders.next().map(|_| Kind::Elements);
        }
        ScenarioKind::of_path(path).map(Kind::Scenarios)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(word: &str) -> Result<Kind, UnknownKind> {
        let named = |kind: &Kind| kind.name() == word;
        Kind::ALL.into_iter().find(named).ok_or_else(|| UnknownKind { word: word.to_owned() })
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
