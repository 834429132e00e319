//! Data as a whole, through one codec or a chain.

use super::accepted::accepted;
use super::owned;
use crate::codec::definition::Definition;
use crate::codec::notes::Readings;
use crate::codec::{Operation, table};
use crate::generators::coded;
use crate::vectors::{Accepted, Ask, Scenario, VectorData};

/// Metadata, and data that goes in.
#[derive(Clone)]
pub(in super::super) struct Whole<'a> {
    /// The part of the id behind the theme.
    pub id: String,
    pub about: String,
    pub clauses: &'a [&'a str],
    /// The codec whose entry in `codecs` is asked about; `None` where the whole list is.
    pub of: Option<&'static Definition>,
    /// The entry, or the list.
    pub codec: String,
    /// The JSON of data type and fill value, and the shape; `None` where bytes are encoded.
    pub array: Option<(String, String, Vec<u64>)>,
}

impl Whole<'_> {
    /// Asks for the outcome of data.
    pub fn ask(&self, operation: Operation, data: impl Into<VectorData>) -> Scenario {
        let data = data.into();
        let (data_type, fill_value, shape) = match self.array.clone() {
            Some((data_type, fill_value, shape)) => (data_type, fill_value, Some(shape)),
            None => ("null".to_owned(), "null".to_owned(), None),
        };
        let expected = Accepted::only(None);
        let mut scenario = Scenario {
            // The beginning says what it is about.
            id: match self.of {
                Some(codec) => format!("{}/encodings/-/{}", codec.room(), self.id),
                None => format!("chains/-/{}", self.id),
            },
            about: self.about.clone(),
            clauses: owned(self.clauses),
            codec: Some(self.codec.as_str().into()),
            data_type: data_type.into(),
            fill_value: fill_value.into(),
            ask: Ask::Data { operation, shape, data, expected, any_nan: None },
        };
        let outcomes = |readings: &Readings| vec![coded::data(&scenario, readings).0];
        let found = accepted(&self.definitions(), outcomes, Option::is_none).pop();
        let (_, free) = coded::data(&scenario, &Readings::stand());
        if let (Ask::Data { expected, any_nan, .. }, Some(found)) = (&mut scenario.ask, found) {
            (*expected, *any_nan) = (found, free);
        }
        scenario.id = format!("{}/{}", operation.name(), self.id);
        scenario
    }

    /// The encoding of data, where that is bytes.
    pub fn encoded(&self, data: impl Into<VectorData>) -> Option<Vec<u8>> {
        match self.ask(Operation::Encode, data).ask {
            Ask::Data { expected, .. } => expected.stand?.bytes().map(<[u8]>::to_vec),
            _ => None,
        }
    }

    /// Encodes data, and decodes the result.
    pub fn there_and_back(&self, data: impl Into<VectorData>) -> Vec<Scenario> {
        let there = self.ask(Operation::Encode, data);
        let back = match &there.ask {
            Ask::Data { expected: Accepted { stand: Some(encoded), .. }, .. } => {
                Some(self.ask(Operation::Decode, encoded.clone()))
            }
            _ => None,
        };
        [there].into_iter().chain(back).collect()
    }

    /// The codecs, as far as they are known.
    fn definitions(&self) -> Vec<&'static Definition> {
        if let Some(codec) = self.of {
            return vec![codec];
        }
        definitions(&self.codec)
    }
}

/// The codecs of a list, as far as they are known.
pub(in super::super) fn definitions(codecs: &str) -> Vec<&'static Definition> {
    let entries: Vec<serde_json::Value> = serde_json::from_str(codecs).unwrap_or_default();
    let name = |entry: &serde_json::Value| {
        let name = entry.as_str().or(entry["name"].as_str())?;
        table::find(name)
    };
    entries.iter().filter_map(name).collect()
}
