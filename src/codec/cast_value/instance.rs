//! A configuration for an array of some data type.

use super::configuration::{Configuration, data_type_from_json};
use super::scalar_map::Entry;
use crate::codec::notes::Readings;
use crate::codec::{ConfigurationError, Operation, scalar_rules};
use crate::data_type::{Real, scalar};

/// The metadata that decides what the codec does, each part the JSON of a `zarr.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metadata<'a> {
    /// The codec's entry in `codecs`.
    pub codec: &'a str,
    /// The array's.
    pub data_type: &'a str,
    /// The array's.
    pub fill_value: &'a str,
}

impl Metadata<'_> {
    /// Reads it, by the suite's stand on every note.
    pub fn read(self) -> Result<Instance, ConfigurationError> {
        Instance::read(self, &Readings::stand())
    }
}

/// Metadata whose parts are each acceptable, and fit each other. Whether the fill value survives its
/// round trip is not known yet: that takes casting it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The decoded type.
    pub array: Real,
    pub configuration: Configuration,
    /// The entries of `scalar_map.encode`.
    pub encode: Vec<Entry>,
    /// The entries of `scalar_map.decode`.
    pub decode: Vec<Entry>,
    /// A pattern of the array's type.
    pub fill_value: u64,
}

impl Instance {
    /// Reads metadata.
    pub fn read(metadata: Metadata, readings: &Readings) -> Result<Instance, ConfigurationError> {
        let configuration = Configuration::read(metadata.codec, readings)?;
        let array = data_type_from_json(metadata.data_type, readings)?;
        if !array.is_integer() {
            configuration.refuse_wrap_to_float()?;
        }
        let resolve = |operation, input, output| match &configuration.scalar_map {
            None => Ok(Vec::new()),
            Some(map) => map.resolve(operation, input, output, readings),
        };
        let encoded = configuration.data_type;
        let encode = resolve(Operation::Encode, array, encoded)?;
        let decode = resolve(Operation::Decode, encoded, array)?;
        let fill_value = scalar::read(array, metadata.fill_value, &scalar_rules(readings))
            .map_err(|error| ConfigurationError::FillValue { error })?
            .pattern;
        Ok(Instance { array, configuration, encode, decode, fill_value })
    }

    /// The input and the output type of an operation.
    pub fn types(&self, operation: Operation) -> (Real, Real) {
        match operation {
            Operation::Encode => (self.array, self.configuration.data_type),
            Operation::Decode => (self.configuration.data_type, self.array),
        }
    }

    /// The entries of `scalar_map` that an operation applies.
    pub fn entries(&self, operation: Operation) -> &[Entry] {
        match operation {
            Operation::Encode => &self.encode,
            Operation::Decode => &self.decode,
        }
    }
}
