//! The `scalar_map` field: as JSON, and read for the types of its sides.

use serde_json::value::RawValue;

use crate::codec::notes::{Letter, Readings};
use crate::codec::object::read_object;
use crate::codec::{ConfigurationError, Operation, SCALAR_MAP, scalar_rules};
use crate::data_type::Real;
use crate::data_type::scalar::{self, Scalar, ScalarError};

/// The entries of both directions, their scalars still JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScalarMap {
    pub encode: Option<Vec<[String; 2]>>,
    pub decode: Option<Vec<[String; 2]>>,
}

/// One entry, its scalars read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// A scalar of the input type.
    pub key: Scalar,
    /// A pattern of the output type.
    pub value: u64,
}

impl ScalarMap {
    /// The map of one direction, from the JSON of its entries.
    pub fn of_entries(operation: Operation, json: &str) -> Result<ScalarMap, ConfigurationError> {
        let entries = Some(entries(operation.name(), json)?);
        Ok(match operation {
            Operation::Encode => ScalarMap { encode: entries, decode: None },
            Operation::Decode => ScalarMap { encode: None, decode: entries },
        })
    }

    pub(super) fn read(json: &str, readings: &Readings) -> Result<ScalarMap, ConfigurationError> {
        let mut object = read_object(SCALAR_MAP, json, readings)?;
        let mut side = |operation: Operation| {
            let side = operation.name();
            object.take(side).map(|json| entries(side, json)).transpose()
        };
        let map = ScalarMap { encode: side(Operation::Encode)?, decode: side(Operation::Decode)? };
        match object.rest() {
            Some(name) if readings.of(37) == Letter::A => Err(ConfigurationError::UnknownName {
                what: SCALAR_MAP,
                name: name.to_owned(),
                expected: "encode and decode",
            }),
            _ => Ok(map),
        }
    }

    pub(super) fn to_json(&self) -> String {
        let side = |name, entries: &Option<Vec<[String; 2]>>| {
            let entries = entries.as_ref()?.iter().map(|[key, value]| format!("[{key},{value}]"));
            Some(format!(r#""{name}":[{}]"#, entries.collect::<Vec<_>>().join(",")))
        };
        let sides = [side("encode", &self.encode), side("decode", &self.decode)];
        format!("{{{}}}", sides.into_iter().flatten().collect::<Vec<_>>().join(","))
    }

    /// The entries of one direction, keys of type `input` and values of type `output`.
    pub(super) fn resolve(
        &self,
        operation: Operation,
        input: Real,
        output: Real,
        readings: &Readings,
    ) -> Result<Vec<Entry>, ConfigurationError> {
        let entries = match operation {
            Operation::Encode => &self.encode,
            Operation::Decode => &self.decode,
        };
        let rules = scalar_rules(readings);
        let read = |at, data_type, json: &str| {
            scalar::read(data_type, json, &rules).map_err(|error: ScalarError| {
                ConfigurationError::Scalar { side: operation.name(), at, error }
            })
        };
        let entries = entries.iter().flatten().enumerate();
        entries
            .map(|(at, [key, value])| {
                let value = read(at, output, value)?.pattern;
                Ok(Entry { key: read(at, input, key)?, value })
            })
            .collect()
    }
}

/// "JSON arrays of length-2 arrays"
fn entries(side: &'static str, json: &str) -> Result<Vec<[String; 2]>, ConfigurationError> {
    let entries: Vec<Vec<&RawValue>> = serde_json::from_str(json)
        .map_err(|error| ConfigurationError::Entries { side, reason: error.to_string() })?;
    let pair = |(at, entry): (usize, &Vec<&RawValue>)| match entry.as_slice() {
        [key, value] => Ok([key.get().to_owned(), value.get().to_owned()]),
        other => Err(ConfigurationError::Entries {
            side,
            reason: format!("entry {at} has {} members", other.len()),
        }),
    };
    entries.iter().enumerate().map(pair).collect()
}
