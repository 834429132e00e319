//! The oracle as a subject: it answers like any other implementation.

use super::Subject;
use super::in_process::{Caster, CasterSubject, Job};
use crate::data_type::{DataType, pack, unpack};
use crate::oracle::cast_value::Cast;
use crate::protocol::Implementation;

struct Oracle;

pub(super) fn start() -> Box<dyn Subject> {
    Box::new(CasterSubject::new(Oracle))
}

impl Caster for Oracle {
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

    fn cast(&mut self, job: &Job, data: &[u8]) -> Result<Vec<u8>, String> {
        let Job { source, target, configuration } = job;
        let cast = Cast::new(*source, *target, configuration.rounding, configuration.out_of_range);
        let mut patterns = Vec::with_capacity(data.len() / source.bytes());
        for (at, input) in unpack(*source, data).enumerate() {
            patterns.push(cast.apply(input).map_err(|error| {
                format!("element {at}, {}: {error}", source.value_to_text(input))
            })?);
        }
        Ok(pack(*target, patterns))
    }
}
