//! The configuration of `cast_value`, from and to codec metadata.
//!
//! Section "Codec metadata" of the specification. A `scalar_map` is kept as its JSON text: nothing
//! here applies one yet.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{ConfigurationError, Declaration};
use crate::data_type::{DataType, UnknownDataType};

/// The codec's name in metadata.
pub const NAME: &str = "cast_value";

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
#[error("unknown {field} {word:?}; expected one of {expected}")]
pub struct UnknownWord {
    field: &'static str,
    word: String,
    expected: String,
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
    all.iter().copied().find(|one| one.to_string() == word).ok_or_else(|| UnknownWord {
        field,
        word: word.to_owned(),
        expected: all.iter().map(T::to_string).collect::<Vec<_>>().join(", "),
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

/// A valid configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// The encoded type: what encoding casts to and decoding casts from.
    pub data_type: DataType,
    pub rounding: Rounding,
    pub out_of_range: OutOfRange,
    /// The JSON of the field, if it is there.
    pub scalar_map: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields<'a> {
    #[serde(borrow)]
    data_type: &'a RawValue,
    rounding: Option<Rounding>,
    out_of_range: Option<PermittedOutOfRange>,
    #[serde(borrow)]
    scalar_map: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum PermittedOutOfRange {
    Clamp,
    Wrap,
}

/// An extension in its long form, as the core specification has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedObject {
    name: String,
    #[serde(default, rename = "configuration")]
    _configuration: Empty,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Empty {}

/// Reads data type metadata: a name, or an object with a name and no configuration of its own.
pub fn data_type_from_json(json: &str) -> Result<DataType, UnknownDataType> {
    let name = match serde_json::from_str::<String>(json) {
        Ok(name) => name,
        Err(_) => match serde_json::from_str::<NamedObject>(json) {
            Ok(object) => object.name,
            Err(_) => json.to_owned(),
        },
    };
    DataType::from_name(&name)
}

impl Configuration {
    /// Reads the codec's entry in `codecs`.
    ///
    /// ```
    /// use zarrproof::codec::cast_value::{Configuration, OutOfRange};
    /// let json = r#"{"name":"cast_value","configuration":{"data_type":"int8","out_of_range":"clamp"}}"#;
    /// assert_eq!(Configuration::from_json(json)?.out_of_range, OutOfRange::Clamp);
    /// # Ok::<(), zarrproof::codec::ConfigurationError>(())
    /// ```
    pub fn from_json(json: &str) -> Result<Configuration, ConfigurationError> {
        let declaration: Declaration = serde_json::from_str(json)
            .map_err(|error| ConfigurationError::Syntax { reason: error.to_string() })?;
        if declaration.name != NAME {
            return Err(ConfigurationError::UnknownCodec { name: declaration.name });
        }
        let invalid = |reason| ConfigurationError::Configuration { codec: NAME, reason };
        let configuration =
            declaration.configuration.ok_or_else(|| invalid("it is missing".to_owned()))?;
        let fields: Fields = serde_json::from_str(configuration.get())
            .map_err(|error| invalid(error.to_string()))?;
        let configuration = Configuration {
            data_type: data_type_from_json(fields.data_type.get())?,
            rounding: fields.rounding.unwrap_or_default(),
            out_of_range: match fields.out_of_range {
                None => OutOfRange::Unset,
                Some(PermittedOutOfRange::Clamp) => OutOfRange::Clamp,
                Some(PermittedOutOfRange::Wrap) => OutOfRange::Wrap,
            },
            scalar_map: fields.scalar_map.map(|raw| raw.get().to_owned()),
        };
        if configuration.out_of_range == OutOfRange::Wrap && !configuration.data_type.is_integer() {
            return Err(ConfigurationError::WrapNeedsInteger {
                data_type: configuration.data_type,
            });
        }
        Ok(configuration)
    }

    /// The codec's entry in `codecs`, every field that is set spelled out.
    pub fn to_json(&self) -> String {
        let mut fields = format!(
            r#""data_type":"{}","rounding":"{}""#,
            self.data_type.name(),
            self.rounding.name()
        );
        if self.out_of_range != OutOfRange::Unset {
            fields.push_str(&format!(r#","out_of_range":"{}""#, self.out_of_range.name()));
        }
        if let Some(scalar_map) = &self.scalar_map {
            fields.push_str(&format!(r#","scalar_map":{scalar_map}"#));
        }
        format!(r#"{{"name":"{NAME}","configuration":{{{fields}}}}}"#)
    }
}
