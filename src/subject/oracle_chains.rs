//! What the oracle makes of chains, and of every codec that it computes.

use std::collections::BTreeMap;

use super::Subject;
use super::chains::{Chains, WithChains};
use super::in_process::Refusal;
use super::oracle::Oracle;
use crate::chunk::{Array, Data, Elements, Form};
use crate::codec::Operation;
use crate::codec::definition::Stage;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, TimeKind};
use crate::oracle::{Chain, ChainError, Codec, Told, array_form, table};
use crate::protocol::{ArrayPart, Capability, ChainRequest, Codecs};

struct OracleChains {
    readings: Readings,
}

/// The oracle by the suite's stand on every note.
pub(super) fn start() -> Box<dyn Subject> {
    start_with(Readings::stand())
}

/// The oracle by other readings than the stand.
pub fn start_with(readings: Readings) -> Box<dyn Subject> {
    let casts = Oracle { readings };
    Box::new(WithChains::new(casts, OracleChains { readings }))
}

/// The widths of raw bits that are listed. There are others.
const RAW: [u16; 6] = [8, 16, 24, 32, 64, 128];

fn capability(stage: Stage) -> Capability {
    let data_types = match stage {
        Stage::BytesToBytes => Vec::new(),
        Stage::ArrayToArray | Stage::ArrayToBytes => {
            let all = DataType::without_parameters().filter(|one| one.bytes().is_some());
            let names = all.map(|data_type| data_type.name().into_owned());
            let raw = RAW.into_iter().filter_map(DataType::raw);
            let raw = raw.map(|data_type| data_type.name().into_owned());
            let times = TimeKind::ALL.map(|kind| kind.name().to_owned());
            names.chain(raw).chain(times).collect()
        }
    };
    let operations = [Operation::Encode, Operation::Decode];
    Capability { data_types, operations: operations.map(|one| one.name().to_owned()).to_vec() }
}

impl Chains for OracleChains {
    fn codecs(&self) -> BTreeMap<String, Capability> {
        table::ROWS
            .iter()
            .map(|(codec, _)| (codec.name.to_owned(), capability(codec.stage)))
            .collect()
    }

    fn ask(&mut self, request: &ChainRequest) -> Result<Vec<u8>, Refusal> {
        let form = match &request.array {
            None => Form::Bytes { length: None, item_size: 1 },
            Some(array) => self.form(array)?,
        };
        let chain = match &request.codecs {
            Codecs::Chain(list) => Chain::bind(list, form, &self.readings),
            Codecs::One { entry, .. } => {
                Chain::bind_part(&format!("[{entry}]"), form, &self.readings)
            }
        };
        let chain = chain.map_err(|error| match error {
            ChainError::Unknown { .. } => Refusal::Unsupported(error.to_string()),
            _ => metadata_error(error),
        })?;
        let told = &mut Told::nobody();
        let data = match request.operation {
            Operation::Encode => chain.encode(&data(chain.decoded(), &request.data)?, told),
            Operation::Decode => chain.decode(&data(chain.encoded(), &request.data)?, told),
        };
        match data.map_err(|error| Refusal::Value(error.to_string()))? {
            Data::Bytes(bytes) => Ok(bytes),
            Data::Array(Array { elements: Elements::Fixed { bytes, .. }, .. }) => Ok(bytes),
            Data::Array(array) => Err(not_yet(&array.data_type)),
        }
    }
}

impl OracleChains {
    fn form(&self, array: &ArrayPart) -> Result<Form, Refusal> {
        let ArrayPart { data_type, fill_value, shape } = array;
        array_form(data_type, fill_value, shape.clone(), &self.readings).map_err(metadata_error)
    }
}

/// The data of a request, as what has this form.
fn data(form: &Form, data: &[u8]) -> Result<Data, Refusal> {
    match form {
        Form::Bytes { .. } => Ok(Data::Bytes(data.to_vec())),
        Form::Array { data_type, .. } if data_type.bytes().is_none() => Err(not_yet(data_type)),
        Form::Array { data_type, shape, .. } => {
            let array = Array::fixed(data_type.clone(), shape.clone(), data.to_vec());
            array.map(Data::Array).map_err(metadata_error)
        }
    }
}

fn not_yet(data_type: &DataType) -> Refusal {
    Refusal::Unsupported(format!(
        "elements of {data_type} have no fixed size, and are not implemented"
    ))
}

fn metadata_error(error: impl ToString) -> Refusal {
    Refusal::Metadata(error.to_string())
}
