//! Golden vectors: what a file says, reading and writing it, the manifest that vouches for it, and
//! choosing among cases.
//!
//! A vector file is a JSON document with a header and one case a line; `vectors/README.md` describes
//! the format for those who read it with other tools.

mod accepted_json;
mod any_nan;
mod copies;
mod deciding;
mod directory;
mod elements;
mod expectation;
mod facets;
mod fold;
pub mod golden;
mod json;
mod kind;
mod lines;
mod locate;
mod manifest;
mod ordered;
mod part;
mod scenario_json;
mod scenarios;
mod selection;
mod store;
pub mod tags;
mod tree;
mod vector_data;

pub use any_nan::{AnyNan, FreeBits};
pub use copies::{Copied, CopiedCounts, CopyError};
pub use deciding::{DecidingCase, NOTES_PATH, NoteCases, OtherReading};
pub use elements::{Case, ElementFile, parse_case_id};
pub use expectation::{Accepted, Advisory, Alternative, Expected, Outcome};
pub use facets::{Criterion, CriterionError};
pub use kind::{Kind, UnknownKind};
pub use locate::{LocateError, Located};
pub use manifest::{
    COMPLETE_PATH, FileEntry, MANIFEST_PATH, Manifest, Totals, directory_of, sha256_hex,
};
pub use ordered::ordered;
pub use part::Part;
pub use scenarios::{Ask, DataOutcome, Element, Layer, Scenario, ScenarioFile, ScenarioKind};
pub use selection::Selection;
pub use store::Store;
pub use vector_data::{VectorData, hex};

use crate::codec::table;

/// The version of the vector format that this crate reads and writes.
pub const FORMAT: u64 = 1;

/// The specification that the first vectors answer to, which manifests cite.
pub const SPECIFICATION: Specification = Specification {
    repository: "zarr-developers/zarr-extensions",
    commit: "4da7b37a84f76e660902f6d3de3eaef0e0febae6",
    path: table::ALL[0].path(),
};

/// The specification that scalars answer to: the permitted fill values of the core data types, which
/// the page of each other type refers to.
pub const CORE_SPECIFICATION: Specification = Specification {
    repository: "zarr-developers/zarr-specs",
    commit: "fc7dd9c9beb5a50b87f9b08b00bf50fc0048482f",
    path: "docs/v3/data-types/index.rst",
};

/// A text at one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Specification {
    pub repository: &'static str,
    pub commit: &'static str,
    pub path: &'static str,
}

impl Specification {
    /// As a vector file cites another page of the same repository and commit.
    pub fn cite(&self, path: &str) -> String {
        format!("{}@{}:{path}", self.repository, self.commit)
    }
}

/// As a vector file cites the page of a codec, which is the name of a repository and a path.
pub(crate) fn cite_page(page: &str) -> String {
    let (name, path) = page.split_once(' ').unwrap_or(("", page));
    let is_in = |one: &Specification| one.repository.split('/').next_back() == Some(name);
    let specification = [CORE_SPECIFICATION, SPECIFICATION].into_iter().find(is_in);
    specification.unwrap_or(SPECIFICATION).cite(path)
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
    #[error("{path} has {found} files where the manifest says {expected}: it was changed")]
    Count { path: String, found: u64, expected: u64 },
    #[error("{path} has SHA-256 {found} where the manifest says {expected}: it was changed")]
    Hash { path: String, found: String, expected: String },
    #[error("{path} is not a vector file: {reason}")]
    Syntax { path: String, reason: String },
    #[error("{path}, line {line}, case {case}: {reason}")]
    CaseLine { path: String, line: usize, case: String, reason: String },
    #[error("{path} has {found} bytes, more than {} MiB", directory::LARGEST >> 20)]
    TooLong { path: String, found: u64 },
    #[error("{path} is {place}, which is not below the directory of vectors")]
    Outside { path: String, place: String },
    #[error("{path}, case {input}: {reason}")]
    Case { path: String, input: String, reason: String },
    #[error("failed to decompress {path} from this build: {source}")]
    Embedded { path: String, source: std::io::Error },
}
