//! `cast_value` as its metadata describes it.
//!
//! Section "Codec metadata" of the specification. A [`Configuration`] is the codec's entry by itself;
//! an [`Instance`] is what it means for an array of some data type, its scalars read.

mod configuration;
mod instance;
mod scalar_map;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::codec::definition::{Definition, Stage};
use crate::spelling::did_you_mean;

pub use configuration::{Configuration, data_type_from_json};
pub use instance::{Instance, Metadata};
pub use scalar_map::{Entry, ScalarMap};

/// The codec's name in metadata.
pub const NAME: &str = "cast_value";

/// Its clauses and notes are in the lists that it began.
pub const DEFINITION: Definition = Definition {
    name: NAME,
    aliases: &[],
    stage: Stage::ArrayToArray,
    page: "zarr-extensions codecs/cast_value/README.md",
    clauses: &[],
    notes: &[],
};

/// The `rounding` field.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    #[default]
    NearestEven,
    TowardsZero,
    TowardsPositive,
    TowardsNegative,
    NearestAway,
}

/// The `out_of_range` field, and what holds where it is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OutOfRange {
    /// The field is absent: an out-of-range value is an error.
    #[default]
    Unset,
    Clamp,
    Wrap,
}

/// A word that the field does not permit.
#[derive(Debug, thiserror::Error)]
#[error("unknown {field} {word:?}{meant}; expected one of {expected}")]
pub struct UnknownWord {
    field: &'static str,
    word: String,
    expected: String,
    meant: String,
}

impl Rounding {
    pub const ALL: [Rounding; 5] = [
        Rounding::NearestEven,
        Rounding::TowardsZero,
        Rounding::TowardsPositive,
        Rounding::TowardsNegative,
        Rounding::NearestAway,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Rounding::NearestEven => "nearest-even",
            Rounding::TowardsZero => "towards-zero",
            Rounding::TowardsPositive => "towards-positive",
            Rounding::TowardsNegative => "towards-negative",
            Rounding::NearestAway => "nearest-away",
        }
    }
}

impl OutOfRange {
    pub const ALL: [OutOfRange; 3] = [OutOfRange::Unset, OutOfRange::Clamp, OutOfRange::Wrap];

    pub fn name(self) -> &'static str {
        match self {
            OutOfRange::Unset => "unset",
            OutOfRange::Clamp => "clamp",
            OutOfRange::Wrap => "wrap",
        }
    }
}

impl fmt::Display for Rounding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The one of `all` whose name is `word`.
fn named<T: Copy + fmt::Display>(
    field: &'static str,
    all: &[T],
    word: &str,
) -> Result<T, UnknownWord> {
    all.iter().copied().find(|one| one.to_string() == word).ok_or_else(|| {
        let names: Vec<_> = all.iter().map(T::to_string).collect();
        let meant = did_you_mean(word, names.iter().map(String::as_str));
        UnknownWord { field, word: word.to_owned(), expected: names.join(", "), meant }
    })
}

impl FromStr for Rounding {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Rounding, UnknownWord> {
        named("rounding", &Rounding::ALL, word)
    }
}

impl FromStr for OutOfRange {
    type Err = UnknownWord;

    /// Reads `unset` too, which metadata says by leaving the field out.
    fn from_str(word: &str) -> Result<OutOfRange, UnknownWord> {
        named("out_of_range", &OutOfRange::ALL, word)
    }
}
