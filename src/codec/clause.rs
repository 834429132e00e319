//! One clause: a sentence of a specification.

use serde::Serialize;

/// How binding a clause is (RFC 2119).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Level {
    #[serde(rename = "MUST")]
    Must,
    #[serde(rename = "SHOULD")]
    Should,
    #[serde(rename = "SHOULD NOT")]
    ShouldNot,
    /// Defines or describes.
    #[serde(rename = "states")]
    States,
}

/// One clause.
#[derive(Debug, Serialize)]
pub struct Clause {
    #[serde(skip)]
    pub id: &'static str,
    pub text: Text,
    pub section: &'static str,
    pub level: Level,
    /// What it asks for, in our words.
    pub says: &'static str,
}

/// The text that a clause is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Text {
    /// zarr-extensions, `codecs/cast_value/README.md`.
    CastValue,
    /// zarr-extensions, `codecs/cast_value/schema.json`.
    Schema,
    /// zarr-extensions, `codecs/scale_offset/README.md`.
    ScaleOffset,
    /// zarr-extensions, `data-types/<name>/README.md`.
    DataTypes,
    /// zarr-specs, version 3, core and data types.
    Core,
    /// zarr-specs, version 2, `docs/v2/v2.0.rst`.
    V2,
    /// RFC 8259.
    Json,
    /// The page of the codec whose definition has the clause.
    Page,
}

impl Clause {
    /// Whether the text uses one of the words of RFC 2119.
    pub fn is_normative(&self) -> bool {
        self.level != Level::States
    }
}

pub(super) const fn clause(
    id: &'static str,
    text: Text,
    section: &'static str,
    level: Level,
    says: &'static str,
) -> Clause {
    Clause { id, text, section, level, says }
}

/// A sentence of the page of a codec.
pub(super) const fn page(
    id: &'static str,
    section: &'static str,
    level: Level,
    says: &'static str,
) -> Clause {
    clause(id, Text::Page, section, level, says)
}

/// A sentence that defines or describes.
pub(super) const fn states(id: &'static str, section: &'static str, says: &'static str) -> Clause {
    page(id, section, Level::States, says)
}

/// A sentence with MUST, or MUST NOT.
pub(super) const fn must(id: &'static str, section: &'static str, says: &'static str) -> Clause {
    page(id, section, Level::Must, says)
}
