//! The metadata of a data type, from and to JSON: a name, or an object with a name and a
//! configuration.
//!
//! Sources: the core specification, "data_type" in the array metadata, "Extension definition" and
//! "must_understand"; and "Configuration" on the pages `data-types/…` of zarr-extensions.

use super::{DataType, DataTypeNameError, Decimal, Time, TimeKind, TimeUnit};
use crate::json::{Object, ObjectError, Repeated};

/// How far a reader departs from the letter of the specification. The default is the letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DataTypeRules {
    pub repeated: Repeated,
    /// A core type may be an object that has its name.
    pub core_as_object: bool,
    /// `must_understand` is a name like any other that is not known.
    pub without_must_understand: bool,
}

/// Why JSON is not the metadata of a data type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DataTypeError {
    #[error("the data type is {found}; expected a name as a string, or an object with a name")]
    NeitherNameNorObject { found: String },
    #[error("{what} {error}")]
    Object { what: String, error: ObjectError },
    #[error("{what} has no {name:?}")]
    MissingName { what: String, name: &'static str },
    #[error("{what} has an unknown member {name:?}; expected {expected}")]
    UnknownName { what: String, name: String, expected: &'static str },
    #[error("the name of the data type is {found}; expected a string")]
    NameNotString { found: String },
    #[error(transparent)]
    Name(#[from] DataTypeNameError),
    #[error("the core data type {name} is given as an object; expected the string")]
    CoreAsObject { name: String },
    #[error("must_understand is {found}; expected true, for a data type")]
    MustUnderstand { found: String },
    #[error("{name} has no configuration; expected an object with unit and scale_factor")]
    NoConfiguration { name: &'static str },
    #[error("the unit of {name} is {found}; expected one of {}", units())]
    Unit { name: &'static str, found: String },
    #[error(
        "the scale_factor of {name} is {found}; expected an integer from 1 to {}",
        Time::MAX_SCALE_FACTOR
    )]
    ScaleFactor { name: &'static str, found: String },
}

impl DataTypeError {
    /// The id of the clause that is not met.
    pub fn clause(&self) -> &'static str {
        match self {
            DataTypeError::Object { error: ObjectError::RepeatedName { .. }, .. } => {
                "json/names-unique"
            }
            DataTypeError::UnknownName { .. } | DataTypeError::MustUnderstand { .. } => {
                "core/must-understand"
            }
            DataTypeError::NeitherNameNorObject { .. }
            | DataTypeError::Object { .. }
            | DataTypeError::NameNotString { .. } => "core/extension-object",
            DataTypeError::NoConfiguration { .. }
            | DataTypeError::Unit { .. }
            | DataTypeError::ScaleFactor { .. } => "data-types/time-unit",
            _ => "core/data-type-name",
        }
    }
}

fn units() -> String {
    TimeUnit::all().map(|unit| format!("{:?}", unit.name())).collect::<Vec<_>>().join(", ")
}

const DATA_TYPE: &str = "the data type";

impl DataType {
    /// The type that this metadata means, by the letter.
    ///
    /// # Errors
    ///
    /// Where it is the metadata of no data type that is known here.
    ///
    /// ```
    /// use zarrproof::data_type::DataType;
    /// let json = r#"{"name":"numpy.datetime64","configuration":{"unit":"s","scale_factor":10}}"#;
    /// assert_eq!(DataType::from_json(json)?.to_string(), "numpy.datetime64[10s]");
    /// assert!(DataType::from_json("\"numpy.datetime64\"").is_err());
    /// # Ok::<(), zarrproof::data_type::DataTypeError>(())
    /// ```
    pub fn from_json(json: &str) -> Result<DataType, DataTypeError> {
        DataType::read(json, &DataTypeRules::default())
    }

    /// As [`DataType::from_json`], by other rules.
    ///
    /// # Errors
    ///
    /// As [`DataType::from_json`].
    pub fn read(json: &str, rules: &DataTypeRules) -> Result<DataType, DataTypeError> {
        // The white space of JSON (RFC 8259 §2).
        let json = json.trim_matches([' ', '\t', '\n', '\r']);
        if !json.starts_with('{') {
            let name = serde_json::from_str::<String>(json)
                .map_err(|_| DataTypeError::NeitherNameNorObject { found: json.to_owned() })?;
            return named(&name, None, rules);
        }
        let mut object = object(DATA_TYPE, json, rules)?;
        let name = object.take("name").ok_or_else(|| missing(DATA_TYPE, "name"))?;
        let name: String = serde_json::from_str(name)
            .map_err(|_| DataTypeError::NameNotString { found: name.to_owned() })?;
        let data_type = named(&name, object.take("configuration"), rules)?;
        // "`must_understand=False` is not supported" for data types (core, must_understand).
        if !rules.without_must_understand
            && let Some(found) = object.take("must_understand")
            && found != "true"
        {
            return Err(DataTypeError::MustUnderstand { found: found.to_owned() });
        }
        refuse_rest(&object, DATA_TYPE, "name and configuration")?;
        if DataType::is_core_name(&name) && !rules.core_as_object {
            return Err(DataTypeError::CoreAsObject { name });
        }
        Ok(data_type)
    }

    /// The metadata as writers should have it: a string wherever that is permitted.
    pub fn to_json(&self) -> String {
        match self {
            DataType::Time(Time { kind, unit, scale_factor }) => format!(
                r#"{{"name":"{}","configuration":{{"unit":"{}","scale_factor":{scale_factor}}}}}"#,
                kind.name(),
                unit.name()
            ),
            // No name has a character that JSON escapes.
            _ => format!("\"{}\"", self.name()),
        }
    }
}

/// The type of a name and a configuration.
fn named(
    name: &str,
    configuration: Option<&str>,
    rules: &DataTypeRules,
) -> Result<DataType, DataTypeError> {
    let what = || format!("the configuration of {name}");
    if let Some(kind) = TimeKind::from_name(name) {
        let name = kind.name();
        let json = configuration.ok_or(DataTypeError::NoConfiguration { name })?;
        let mut fields = object(&what(), json, rules)?;
        let unit = fields.take("unit").ok_or_else(|| missing(&what(), "unit"))?;
        let factor = fields.take("scale_factor").ok_or_else(|| missing(&what(), "scale_factor"))?;
        refuse_rest(&fields, &what(), "unit and scale_factor")?;
        return time(kind, unit, factor).map(DataType::Time);
    }
    let data_type = DataType::from_name(name)?;
    if let Some(json) = configuration {
        refuse_rest(&object(&what(), json, rules)?, &what(), "an empty configuration")?;
    }
    Ok(data_type)
}

fn time(kind: TimeKind, unit: &str, scale_factor: &str) -> Result<Time, DataTypeError> {
    let name = kind.name();
    let known = serde_json::from_str::<String>(unit).ok();
    let known = known.and_then(|unit| TimeUnit::from_name(&unit));
    let known = known.ok_or_else(|| DataTypeError::Unit { name, found: unit.to_owned() })?;
    // "The number must represent an integer": how it is written does not matter, so 10.0 is 10.
    let factor = Decimal::parse(scale_factor).and_then(|decimal| decimal.to_integer());
    let factor = factor.filter(|factor| !factor.negative);
    let time = factor
        .and_then(|factor| u32::try_from(factor.magnitude).ok())
        .and_then(|factor| Time::new(kind, known, factor));
    time.ok_or_else(|| DataTypeError::ScaleFactor { name, found: scale_factor.to_owned() })
}

fn object<'a>(
    what: &str,
    json: &'a str,
    rules: &DataTypeRules,
) -> Result<Object<'a>, DataTypeError> {
    Object::read(json, rules.repeated)
        .map_err(|error| DataTypeError::Object { what: what.to_owned(), error })
}

fn missing(what: &str, name: &'static str) -> DataTypeError {
    DataTypeError::MissingName { what: what.to_owned(), name }
}

fn refuse_rest(object: &Object, what: &str, expected: &'static str) -> Result<(), DataTypeError> {
    match object.rest() {
        None => Ok(()),
        Some(name) => {
            let (what, name) = (what.to_owned(), name.to_owned());
            Err(DataTypeError::UnknownName { what, name, expected })
        }
    }
}
