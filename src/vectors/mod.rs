//! Golden vectors: what a file says, reading and writing it, the manifest that vouches for it, and
//! choosing among cases.
//!
//! A vector file is a JSON document with a header and one case a line; `vectors/README.md` describes
//! the format for those who read it with other tools.

mod elements;
mod json;
mod manifest;
mod selection;
mod store;
pub mod tags;

use crate::codec::notes::Letter;
use crate::data_type::DataType;

pub use elements::{Case, Column, ElementFile, case_id};
pub use manifest::{FileEntry, MANIFEST_PATH, Manifest, Totals, sha256_hex};
pub use selection::Selection;
pub use store::Store;

/// The version of the vector format that this crate reads and writes.
pub const FORMAT: u64 = 1;

/// The specification that the vectors answer to.
pub const SPECIFICATION: Specification = Specification {
    repository: "zarr-developers/zarr-extensions",
    commit: "4da7b37a84f76e660902f6d3de3eaef0e0febae6",
    path: "codecs/cast_value/README.md",
};

/// A text at one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Specification {
    pub repository: &'static str,
    pub commit: &'static str,
    pub path: &'static str,
}

/// What becomes of one element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The pattern of a result that is not NaN.
    Bits(u64),
    /// Any NaN of the type (SN-14).
    Nan,
    /// The whole operation fails.
    Error,
}

impl Outcome {
    /// The outcome that `pattern` is as an element of `data_type`.
    pub fn of_pattern(data_type: DataType, pattern: u64) -> Outcome {
        if data_type.is_nan(pattern) {
            Outcome::Nan
        } else {
            Outcome::Bits(pattern & data_type.mask())
        }
    }

    /// As a vector file spells it.
    pub fn to_text(self, data_type: DataType) -> String {
        match self {
            Outcome::Bits(pattern) => data_type.pattern_to_text(pattern),
            Outcome::Nan => "nan".to_owned(),
            Outcome::Error => "error".to_owned(),
        }
    }
}

/// What a vector expects of one input under one configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// The text decides, or leaves no doubt here.
    Only(Outcome),
    /// An advisory note leaves room here.
    Advisory(Box<Advisory>),
}

/// The outcomes under the readings of an advisory note, `A` first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advisory {
    /// The note's number.
    pub note: u8,
    pub outcomes: Vec<(Letter, Outcome)>,
}

impl Expected {
    /// The outcome under the suite's stand.
    pub fn stand(&self) -> Outcome {
        match self {
            Expected::Only(outcome) => *outcome,
            Expected::Advisory(advisory) => advisory.outcomes[0].1,
        }
    }

    /// Whether every accepted outcome is an element, so that the case can share an array with others.
    pub fn is_always_a_value(&self) -> bool {
        match self {
            Expected::Only(outcome) => *outcome != Outcome::Error,
            Expected::Advisory(advisory) => {
                advisory.outcomes.iter().all(|(_, outcome)| *outcome != Outcome::Error)
            }
        }
    }
}

/// What is wrong with a set of vectors.
#[derive(Debug, thiserror::Error)]
pub enum VectorError {
    #[error("failed to read {path}: {source}")]
    Read { path: String, source: std::io::Error },
    #[error(
        "this build holds no vectors: run `zarrproof generate` and build again, or name a directory with --vectors"
    )]
    NoneEmbedded,
    #[error("{path} is not a manifest of vectors: {reason}")]
    Manifest { path: String, reason: String },
    #[error("{path} has format version {found}, and this zarrproof reads version {FORMAT}")]
    Version { path: String, found: u64 },
    #[error(
        "{path} has {found} bytes where the manifest says {expected}: it was cut short or changed"
    )]
    Length { path: String, found: u64, expected: u64 },
    #[error("{path} has SHA-256 {found} where the manifest says {expected}: it was changed")]
    Hash { path: String, found: String, expected: String },
    #[error("{path} is not a vector file: {reason}")]
    Syntax { path: String, reason: String },
    #[error("{path}, case {input}: {reason}")]
    Case { path: String, input: String, reason: String },
    #[error("failed to decompress {path} from this build: {source}")]
    Embedded { path: String, source: std::io::Error },
}
