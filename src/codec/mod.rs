//! Codecs as their metadata describes them: one module a codec, each a row of [`table`]; and the
//! clauses of their specifications, with the notes on them.

pub mod axis;
pub mod bitround;
pub mod bytes;
pub mod cast_value;
pub mod clause;
pub mod clauses;
pub mod column;
pub mod core;
pub mod crc32c;
pub mod definition;
pub mod fill_values;
pub mod gzip;
pub mod note;
pub mod notes;
pub mod numcodecs_adler32;
pub mod numcodecs_astype;
pub mod numcodecs_base64;
pub mod numcodecs_categorize;
pub mod numcodecs_crc32;
pub mod numcodecs_crc32c;
pub mod numcodecs_delta;
pub mod numcodecs_fixedscaleoffset;
pub mod numcodecs_fletcher32;
pub mod numcodecs_jenkins_lookup3;
pub mod numcodecs_packbits;
pub mod numcodecs_quantize;
pub mod numcodecs_shuffle;
pub mod numcodecs_zlib;
mod object;
pub mod packbits;
pub mod refused;
pub mod reshape;
pub mod rounding;
pub mod scale_offset;
pub mod table;
pub mod transpose;
pub mod version_2;
pub mod vlen_bytes;
pub mod vlen_utf8;
pub mod zstd;

use serde::{Deserialize, Serialize};

use crate::data_type::Real;
use crate::data_type::fill_value::FillValueRules;
use crate::data_type::scalar::{Below, Even, Overflow, Rules, ScalarError};
use notes::{Letter, Readings};

/// Returns whether a codec of this name is known here.
pub fn is_known(name: &str) -> bool {
    table::find(name).is_some()
}

/// Returns whether a codec of this name converts elements, each for itself, and has element vectors.
pub fn converts(name: &str) -> bool {
    table::find(name).is_some_and(|codec| codec.elements.is_some())
}

/// A direction through a codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    Encode,
    Decode,
}

impl Operation {
    pub fn name(self) -> &'static str {
        match self {
            Operation::Encode => "encode",
            Operation::Decode => "decode",
        }
    }
}

/// Why codec metadata is not acceptable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigurationError {
    #[error("{what} is not a JSON object: {reason}")]
    NotAnObject { what: &'static str, reason: String },
    #[error("{what} has the name {name:?} more than once")]
    RepeatedName { what: &'static str, name: String },
    #[error("{what} has an unknown member {name:?}; expected {expected}")]
    UnknownName { what: &'static str, name: String, expected: &'static str },
    #[error("{what} has no {name:?}")]
    MissingName { what: &'static str, name: &'static str },
    #[error("must_understand is {found}; expected {expected}")]
    MustUnderstand { found: String, expected: &'static str },
    #[error("the name of the codec is {found}; expected \"cast_value\"")]
    Name { found: String },
    #[error("{field} is {found}; expected {expected}")]
    Word { field: &'static str, found: String, expected: String },
    #[error("{found} is not the metadata of a data type that cast_value is defined for")]
    DataType { found: String },
    #[error("the core data type {found} is given as an object; expected the string")]
    CoreDataType { found: String },
    #[error(
        "out_of_range \"wrap\" is only permitted for integral data types, and data_type is {data_type}"
    )]
    WrapNeedsInteger { data_type: Real },
    #[error("scalar_map.{side} is not an array of pairs of scalars: {reason}")]
    Entries { side: &'static str, reason: String },
    #[error("entry {at} of scalar_map.{side}: {error}")]
    Scalar { side: &'static str, at: usize, error: ScalarError },
    #[error("the fill value: {error}")]
    FillValue { error: ScalarError },
}

impl ConfigurationError {
    /// The id of the clause that is not met.
    pub fn clause(&self) -> &'static str {
        match self {
            ConfigurationError::NotAnObject { .. } | ConfigurationError::MissingName { .. } => {
                "metadata/fields"
            }
            ConfigurationError::RepeatedName { .. } => "json/names-unique",
            ConfigurationError::UnknownName { what: CONFIGURATION, .. } => {
                "metadata/additional-keys"
            }
            ConfigurationError::UnknownName { .. } => "schema/additional-properties",
            ConfigurationError::MustUnderstand { .. } => "core/must-understand",
            ConfigurationError::Name { .. } => "metadata/name",
            ConfigurationError::Word { field: "rounding", .. } => "rounding/values",
            ConfigurationError::Word { .. } => "range/values",
            ConfigurationError::DataType { .. } => "codec/data-types",
            ConfigurationError::CoreDataType { .. } => "core/data-type-name",
            ConfigurationError::WrapNeedsInteger { .. } => "range/wrap-integral",
            ConfigurationError::Entries { .. } => "scalar-map/object",
            ConfigurationError::Scalar { error, .. } if error.is_range() => "scalar-map/scalars",
            ConfigurationError::Scalar { error, .. } | ConfigurationError::FillValue { error } => {
                error.clause()
            }
        }
    }
}

/// What the codec's entry, its configuration and its map are called in errors.
const CODEC: &str = "the codec's entry in codecs";
const CONFIGURATION: &str = "the configuration";
const SCALAR_MAP: &str = "scalar_map";
const DATA_TYPE: &str = "the data type";

/// How scalars are read under some readings.
pub fn scalar_rules(readings: &Readings) -> Rules {
    let is_b = |note| readings.of(note) == Letter::B;
    Rules {
        saturate: is_b(25),
        plus_infinity: is_b(26),
        integers_through_float64: is_b(27),
        floats_through_float64: is_b(28),
        overflow: match readings.of(29) {
            Letter::A => Overflow::Refused,
            Letter::B => Overflow::Infinity,
            _ => Overflow::Limit,
        },
        below: match readings.of(30) {
            Letter::A => Below::Refused,
            Letter::B => Below::Limit,
            _ => Below::Nan,
        },
        even: if is_b(6) { Even::Code } else { Even::Digit },
        integral_fractions: is_b(42),
        integer_zero_is_positive: is_b(43),
        short_patterns: is_b(44),
        ignore_upper_bits: is_b(49),
    }
}

/// How fill values of any data type are read under some readings.
pub fn fill_value_rules(readings: &Readings) -> FillValueRules {
    let is_b = |note| readings.of(note) == Letter::B;
    FillValueRules {
        scalar: scalar_rules(readings),
        unpadded_base64: is_b(50),
        base64_beyond_the_end: is_b(51),
        replace_surrogates: is_b(52),
    }
}
