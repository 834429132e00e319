//! The casts of the oracle, as any other implementation has them.

use std::error::Error;

use super::CastValue;
use super::local::subject_of;
use crate::chunk::Form;
use crate::codec::cast_value::Metadata;
use crate::codec::definition::{Definition, Stage};
use crate::codec::notes::Readings;
use crate::codec::{Operation, fill_value_rules, table};
use crate::data_type::{DataType, Real, fill_value, pack, unpack_raw};
use crate::oracle::cast_value::Codec;
use crate::oracle::{Chain, Fields, array_form, data_type_rules};
use crate::protocol::Implementation;
use crate::subject::oracle_types::data_types;
use crate::subject::refusal::check_length;
use crate::subject::{Refusal, Subject};

/// The oracle under some readings.
struct Oracle {
    readings: Readings,
}

impl CastValue for Oracle {
    type Codec = Codec;

    fn implementation(&self) -> Implementation {
        Implementation {
            name: "zarrproof-oracle".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            language: Some("rust".to_owned()),
            homepage: None,
        }
    }

    fn data_types(&self) -> Vec<Real> {
        Real::all().collect()
    }

    fn operations(&self) -> &'static [&'static str] {
        &["encode", "decode", "fill_value", "validate"]
    }

    fn scalars(&self) -> Vec<Real> {
        self.data_types()
    }

    fn scalar_types(&self) -> Vec<String> {
        data_types()
    }

    fn codec(&mut self, metadata: Metadata) -> Result<Codec, Refusal> {
        Codec::new(metadata, &self.readings).map_err(refuse)
    }

    fn validate(&mut self, metadata: Metadata) -> Result<(), Refusal> {
        if let Some(codec) = self.other_codec(metadata.codec) {
            return self.binds(codec, &metadata);
        }
        Codec::validate(metadata, &self.readings).map_err(refuse)
    }

    fn cast(
        &mut self,
        codec: &Codec,
        operation: Operation,
        shape: &[u64],
        data: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        let (input, output) = codec.instance.types(operation);
        check_length(input, shape, data)?;
        let inputs: Vec<_> = unpack_raw(input, data).collect();
        let outputs = codec.direction(operation).apply_all(&inputs).map_err(|(at, error)| {
            let element = input.value_to_text(inputs[at]);
            Refusal::Value(format!("element {at}, {element}: {error}"))
        })?;
        Ok(pack(output, outputs))
    }

    fn fill_value(&mut self, codec: &Codec) -> Result<Vec<u8>, Refusal> {
        let (_, encoded) = codec.instance.types(Operation::Encode);
        let fill_value = codec.fill_value().map_err(refuse)?;
        Ok(pack(encoded, [fill_value]))
    }

    fn scalar(&mut self, data_type: &str, scalar: &str) -> Result<Vec<u8>, Refusal> {
        let data_type =
            DataType::read(data_type, &data_type_rules(&self.readings)).map_err(refuse)?;
        fill_value::read(&data_type, scalar, &fill_value_rules(&self.readings)).map_err(refuse)
    }
}

impl Oracle {
    /// The codec of an entry, if it is one that casts nothing.
    fn other_codec(&self, entry: &str) -> Option<&'static Definition> {
        let fields = Fields::read(entry, &self.readings).ok()?;
        table::find(fields.name()).filter(|codec| codec.elements.is_none())
    }

    /// Whether an entry is acceptable for an array of one element, or for bytes.
    fn binds(&self, codec: &Definition, metadata: &Metadata) -> Result<(), Refusal> {
        let Metadata { codec: entry, data_type, fill_value } = metadata;
        let form = match codec.stage {
            Stage::BytesToBytes => Form::Bytes { length: None, item_size: 1 },
            Stage::ArrayToArray | Stage::ArrayToBytes => {
                array_form(data_type, fill_value, vec![1], &self.readings).map_err(refuse)?
            }
        };
        let chain = Chain::bind_part(&format!("[{entry}]"), form, &self.readings);
        chain.map(drop).map_err(refuse)
    }
}

/// The conversions of the oracle as a subject.
pub fn conversions_of_oracle(readings: Readings) -> Box<dyn Subject> {
    subject_of(Oracle { readings })
}

fn refuse(error: impl Error) -> Refusal {
    Refusal::Metadata(error.to_string())
}
