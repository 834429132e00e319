//! `cast_value` as its metadata describes it.
//!
//! Section "Codec metadata" of the specification. A [`Configuration`] is the codec's entry by itself;
//! an [`Instance`] is what it means for an array of some data type, its scalars read.

mod configuration;
mod elements;
mod instance;
mod scalar_map;

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::codec::axis::UnknownWord;
use crate::codec::definition::{Definition, Stage};

pub use crate::codec::rounding::Rounding;
pub use configuration::{Configuration, data_type_from_json};
pub use elements::{
    case_id, column, columns, configuration, conversion, range_rule_of, range_rules, rounding_of,
    rules,
};
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
    axes: &elements::AXES,
    elements: Some(&elements::RULES),
    clauses: &[],
    notes: &[],
};

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

impl OutOfRange {
    pub const ALL: [OutOfRange; 3] = [OutOfRange::Unset, OutOfRange::Clamp, OutOfRange::Wrap];

    /// The names of all, in this order.
    pub const NAMES: [&str; 3] = ["unset", "clamp", "wrap"];

    pub fn name(self) -> &'static str {
        OutOfRange::NAMES[self as usize]
    }
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for OutOfRange {
    type Err = UnknownWord;

    /// Reads `unset` too, which metadata says by leaving the field out.
    fn from_str(word: &str) -> Result<OutOfRange, UnknownWord> {
        let facet = elements::OUT_OF_RANGE.facet(word)?;
        Ok(OutOfRange::ALL[facet.position()])
    }
}
