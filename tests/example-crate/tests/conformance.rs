//! This crate's cast against the suite.

use std::process::ExitCode;

use example_crate::{Rule, cast};
use zarrproof::codec::Operation;
use zarrproof::codec::cast_value::{Instance, Metadata, OutOfRange};
use zarrproof::data_type::Real;
use zarrproof::protocol::Implementation;
use zarrproof::subject::{CastValue, Refusal};

#[derive(Default)]
struct Example;

impl CastValue for Example {
    type Codec = Instance;

    fn implementation(&self) -> Implementation {
        Implementation::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))
    }

    fn data_types(&self) -> Vec<Real> {
        let names = ["int8", "uint8", "int16"];
        Real::all().filter(|data_type| names.contains(&data_type.name())).collect()
    }

    fn codec(&mut self, metadata: Metadata) -> Result<Instance, Refusal> {
        Ok(metadata.read()?)
    }

    fn cast(
        &mut self,
        codec: &Instance,
        operation: Operation,
        _shape: &[u64],
        data: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        if !codec.entries(operation).is_empty() {
            return Err(Refusal::Unsupported("scalar_map is not implemented".to_owned()));
        }
        let (source, target) = codec.types(operation);
        let rule = match codec.configuration.out_of_range {
            OutOfRange::Unset => Rule::Fail,
            OutOfRange::Clamp => Rule::Clamp,
            OutOfRange::Wrap => Rule::Wrap,
        };
        cast(source.name(), target.name(), rule, data).map_err(Refusal::Value)
    }
}

fn main() -> ExitCode {
    zarrproof::libtest::main::<Example>()
}
