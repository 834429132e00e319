//! The codec's entry in `codecs`, from and to JSON.

use super::scalar_map::ScalarMap;
use super::{NAME, OutOfRange, Rounding};
use crate::codec::notes::{Letter, Readings};
use crate::codec::object::read_object;
use crate::codec::{CODEC, CONFIGURATION, ConfigurationError, DATA_TYPE};
use crate::data_type::Real;
use crate::json::Object;

/// A valid configuration, as far as that can be said without the array's data type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// The encoded type: what encoding casts to and decoding casts from.
    pub data_type: Real,
    pub rounding: Rounding,
    pub out_of_range: OutOfRange,
    pub scalar_map: Option<ScalarMap>,
}

/// The data types of the core specification, which it has as strings.
const CORE: [&str; 11] = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
    "float64",
];

/// Reads data type metadata: a name, or an object with a name and no configuration of its own, which
/// the core specification has for extension types only (SN-35).
pub fn data_type_from_json(json: &str, readings: &Readings) -> Result<Real, ConfigurationError> {
    let unknown = || ConfigurationError::DataType { found: json.to_owned() };
    let named = |name: &str| Real::from_name(name).map_err(|_| unknown());
    if !json.starts_with('{') {
        return named(&serde_json::from_str::<String>(json).map_err(|_| unknown())?);
    }
    let mut object = read_object(DATA_TYPE, json, readings)?;
    let name = object.take("name").and_then(|name| serde_json::from_str::<String>(name).ok());
    let data_type = named(&name.ok_or_else(unknown)?)?;
    if let Some(configuration) = object.take("configuration") {
        let configuration = read_object(DATA_TYPE, configuration, readings)?;
        refuse_rest(&configuration, DATA_TYPE, "an empty configuration")?;
    }
    // "`must_understand=False` is not supported" for data types (core, must_understand).
    if readings.of(36) == Letter::A
        && let Some(found) = object.take("must_understand")
        && found != "true"
    {
        let (found, expected) = (found.to_owned(), "true, for a data type");
        return Err(ConfigurationError::MustUnderstand { found, expected });
    }
    refuse_rest(&object, DATA_TYPE, "name and configuration")?;
    if CORE.contains(&data_type.name()) && readings.of(35) == Letter::A {
        return Err(ConfigurationError::CoreDataType { found: data_type.name().to_owned() });
    }
    Ok(data_type)
}

fn refuse_rest(
    object: &Object,
    what: &'static str,
    expected: &'static str,
) -> Result<(), ConfigurationError> {
    match object.rest() {
        None => Ok(()),
        Some(name) => {
            Err(ConfigurationError::UnknownName { what, name: name.to_owned(), expected })
        }
    }
}

/// Reads one of some words.
fn word<T: Copy>(
    field: &'static str,
    json: &str,
    words: &[(&str, T)],
) -> Result<T, ConfigurationError> {
    let found = serde_json::from_str::<String>(json).ok();
    let known = found.and_then(|found| words.iter().find(|(name, _)| *name == found));
    known.map(|(_, value)| *value).ok_or_else(|| {
        let expected: Vec<_> = words.iter().map(|(name, _)| format!("{name:?}")).collect();
        ConfigurationError::Word { field, found: json.to_owned(), expected: expected.join(", ") }
    })
}

impl Configuration {
    /// Reads the codec's entry in `codecs`, by the suite's stand on every note.
    ///
    /// ```
    /// use zarrproof::codec::cast_value::{Configuration, OutOfRange};
    /// let json = r#"{"name":"cast_value","configuration":{"data_type":"int8","out_of_range":"clamp"}}"#;
    /// assert_eq!(Configuration::from_json(json)?.out_of_range, OutOfRange::Clamp);
    /// # Ok::<(), zarrproof::codec::ConfigurationError>(())
    /// ```
    pub fn from_json(json: &str) -> Result<Configuration, ConfigurationError> {
        Configuration::read(json, &Readings::stand())
    }

    /// As [`Configuration::from_json`], by other readings.
    pub fn read(json: &str, readings: &Readings) -> Result<Configuration, ConfigurationError> {
        let mut codec = read_object(CODEC, json, readings)?;
        let missing = |what, name| ConfigurationError::MissingName { what, name };
        let name = codec.take("name").ok_or_else(|| missing(CODEC, "name"))?;
        if serde_json::from_str::<String>(name).ok().as_deref() != Some(NAME) {
            return Err(ConfigurationError::Name { found: name.to_owned() });
        }
        let fields = codec.take("configuration").ok_or_else(|| missing(CODEC, "configuration"))?;
        if readings.of(36) == Letter::A
            && let Some(found) = codec.take("must_understand")
            && !["true", "false"].contains(&found)
        {
            let (found, expected) = (found.to_owned(), "true or false");
            return Err(ConfigurationError::MustUnderstand { found, expected });
        }
        if readings.of(37) == Letter::A {
            refuse_rest(&codec, CODEC, "name, configuration and must_understand")?;
        }
        Configuration::read_fields(fields, readings)
    }

    fn read_fields(json: &str, readings: &Readings) -> Result<Configuration, ConfigurationError> {
        let mut fields = read_object(CONFIGURATION, json, readings)?;
        let data_type = fields
            .take("data_type")
            .ok_or(ConfigurationError::MissingName { what: CONFIGURATION, name: "data_type" })?;
        let rounding = Rounding::ALL.map(|one| (one.name(), one));
        let out_of_range = [OutOfRange::Clamp, OutOfRange::Wrap].map(|one| (one.name(), one));
        let configuration = Configuration {
            data_type: data_type_from_json(data_type, readings)?,
            rounding: match fields.take("rounding") {
                None => Rounding::default(),
                Some(json) => word("rounding", json, &rounding)?,
            },
            out_of_range: match fields.take("out_of_range") {
                None => OutOfRange::Unset,
                Some(json) => word("out_of_range", json, &out_of_range)?,
            },
            scalar_map: match fields.take("scalar_map") {
                None => None,
                Some(json) => Some(ScalarMap::read(json, readings)?),
            },
        };
        refuse_rest(&fields, CONFIGURATION, "data_type, rounding, out_of_range and scalar_map")?;
        if readings.of(17) == Letter::A {
            configuration.refuse_wrap_to_float()?;
        }
        Ok(configuration)
    }

    /// "Only permitted when `data_type` is an integral type."
    pub(super) fn refuse_wrap_to_float(&self) -> Result<(), ConfigurationError> {
        if self.out_of_range == OutOfRange::Wrap && !self.data_type.is_integer() {
            return Err(ConfigurationError::WrapNeedsInteger { data_type: self.data_type });
        }
        Ok(())
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
            fields.push_str(&format!(r#","scalar_map":{}"#, scalar_map.to_json()));
        }
        format!(r#"{{"name":"{NAME}","configuration":{{{fields}}}}}"#)
    }
}
