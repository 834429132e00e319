//! The oracle as a subject: it answers like any other implementation.

use std::sync::Arc;

use super::Subject;
use super::in_process::{Caster, CasterSubject, Refusal};
use crate::codec::cast_value::{Metadata, data_type_from_json};
use crate::codec::notes::Readings;
use crate::codec::{Operation, scalar_rules};
use crate::data_type::{DataType, pack, scalar, unpack_raw};
use crate::oracle::cast_value::Codec;
use crate::protocol::Implementation;

/// The oracle under some readings.
struct Oracle {
    readings: Readings,
}

/// By the suite's stand on every note.
pub(super) fn start() -> Box<dyn Subject> {
    start_with(Readings::stand())
}

/// By other readings.
pub fn start_with(readings: Readings) -> Box<dyn Subject> {
    Box::new(CasterSubject::new(Oracle { readings }))
}

impl Caster for Oracle {
    type Job = Arc<Codec>;

    fn implementation(&self) -> Implementation {
        Implementation {
            name: "zarrproof-oracle".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            language: Some("rust".to_owned()),
            homepage: None,
        }
    }

    fn data_types(&self) -> Vec<DataType> {
        DataType::all().collect()
    }

    fn operations(&self) -> &'static [&'static str] {
        &["encode", "decode", "fill_value", "validate"]
    }

    fn scalars(&self) -> Vec<DataType> {
        self.data_types()
    }

    fn prepare(&mut self, metadata: Metadata) -> Result<Arc<Codec>, Refusal> {
        let codec = Codec::new(metadata, &self.readings);
        codec.map(Arc::new).map_err(|error| Refusal::Invalid(error.to_string()))
    }

    fn validate(&mut self, metadata: Metadata) -> Result<(), Refusal> {
        Codec::validate(metadata, &self.readings)
            .map_err(|error| Refusal::Invalid(error.to_string()))
    }

    fn types(job: &Arc<Codec>, operation: Operation) -> (DataType, DataType) {
        job.instance.types(operation)
    }

    fn cast(
        &mut self,
        job: &Arc<Codec>,
        operation: Operation,
        data: &[u8],
    ) -> Result<Vec<u8>, String> {
        let (input, output) = job.instance.types(operation);
        let inputs: Vec<_> = unpack_raw(input, data).collect();
        let outputs = job.direction(operation).apply_all(&inputs).map_err(|(at, error)| {
            format!("element {at}, {}: {error}", input.value_to_text(inputs[at]))
        })?;
        Ok(pack(output, outputs))
    }

    fn fill_value(&mut self, job: &Arc<Codec>) -> Result<u64, Refusal> {
        job.fill_value().map_err(|error| Refusal::Invalid(error.to_string()))
    }

    fn scalar(&mut self, data_type: &str, json: &str) -> Result<(DataType, u64), Refusal> {
        let refuse = |error: &dyn std::error::Error| Refusal::Invalid(error.to_string());
        let data_type =
            data_type_from_json(data_type, &self.readings).map_err(|error| refuse(&error))?;
        let scalar = scalar::read(data_type, json, &scalar_rules(&self.readings))
            .map_err(|error| refuse(&error))?;
        Ok((data_type, scalar.pattern))
    }
}
