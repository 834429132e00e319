//! What the oracle makes of chains, and of every codec that it computes.

use std::collections::BTreeMap;
use std::path::Path;

use super::implementation::{ChainImplementation, WithChains};
use super::oracle_types::data_types;
use super::{Refusal, Subject, conversions_of_oracle, oracle_arrays, oracle_reads, oracle_writes};
use crate::chunk::{Array, CodecError, Data, Elements, Form};
use crate::codec::definition::Stage;
use crate::codec::notes::Readings;
use crate::data_type::fill_value;
use crate::oracle::{Chain, ChainError, Codec, Told, array_form, table};
use crate::protocol::{Answer, ArrayPart, Capability, Codecs, InputPart, Stores, WriteRequest};

struct OracleChains {
    readings: Readings,
}

/// The oracle by the suite's stand on every note.
pub(super) fn start() -> Box<dyn Subject> {
    start_with(Readings::stand())
}

/// The oracle by other readings than the stand.
pub fn start_with(readings: Readings) -> Box<dyn Subject> {
    let conversions = conversions_of_oracle(readings);
    Box::new(WithChains::new(conversions, OracleChains { readings }))
}

fn capability(stage: Stage) -> Capability {
    let names = match stage {
        Stage::BytesToBytes => Vec::new(),
        Stage::ArrayToArray | Stage::ArrayToBytes => data_types(),
    };
    let operations: &[&str] = match stage {
        Stage::ArrayToArray => &["encode", "decode", "fill_value", "validate"],
        Stage::ArrayToBytes => &["encode", "decode", "validate"],
        Stage::BytesToBytes => &["encode", "decode"],
    };
    let operations = operations.iter().map(|one| (*one).to_owned()).collect();
    Capability { data_types: names, operations }
}

impl ChainImplementation for OracleChains {
    type Bound = Chain;

    fn abilities(&self) -> BTreeMap<String, Capability> {
        table::ROWS
            .iter()
            .map(|(codec, _)| (codec.name.to_owned(), capability(codec.stage)))
            .collect()
    }

    fn takes_elements(&self) -> bool {
        true
    }

    fn reads(&self) -> Vec<u64> {
        Stores::VERSIONS.to_vec()
    }

    fn read(&mut self, path: &Path) -> Result<Answer, Refusal> {
        oracle_reads::read(path, &self.readings)
    }

    fn writes(&self) -> Vec<u64> {
        Stores::VERSIONS.to_vec()
    }

    fn write(&mut self, request: &WriteRequest) -> Result<Answer, Refusal> {
        oracle_writes::write(request, &self.readings)
    }

    fn bind(&mut self, codecs: &Codecs, array: Option<&ArrayPart>) -> Result<Chain, Refusal> {
        let form = match array {
            None => Form::Bytes { length: None, item_size: 1 },
            Some(array) => self.form(array)?,
        };
        let chain = match codecs {
            Codecs::Chain(list) => Chain::bind(list, form, &self.readings),
            Codecs::One { entry, .. } => {
                Chain::bind_part(&format!("[{entry}]"), form, &self.readings)
            }
        };
        chain.map_err(|error| match error {
            ChainError::Unknown { .. } | ChainError::Refused { .. } => {
                Refusal::Unsupported(error.to_string())
            }
            _ => metadata_error(error),
        })
    }

    fn encode(&mut self, chain: &Chain, input: InputPart) -> Result<Answer, Refusal> {
        answer(chain.encode(&self.data(chain.decoded(), input)?, &mut Told::nobody()))
    }

    fn decode(&mut self, chain: &Chain, input: InputPart) -> Result<Answer, Refusal> {
        answer(chain.decode(&self.data(chain.encoded(), input)?, &mut Told::nobody()))
    }

    fn fill_value(&mut self, chain: &Chain) -> Result<Answer, Refusal> {
        match chain.encoded() {
            Form::Array { fill_value: Ok(Some(element)), .. } => {
                Ok(Answer::Data(element.bytes().to_vec()))
            }
            Form::Array { fill_value: Err(error), .. } => Err(Refusal::Value(error.to_string())),
            form => Err(metadata_error(format!("{form} with no fill value comes out"))),
        }
    }

    fn validate(&mut self, codecs: &Codecs, array: &ArrayPart) -> Result<(), Refusal> {
        // A data type that the suite does not have is no reason to say nothing: core, "Data types", wants it refused.
        array_form(&array.data_type, &array.fill_value, array.shape.clone(), &self.readings)
            .map_err(metadata_error)?;
        self.bind(codecs, Some(array)).map(drop)
    }
}

fn answer(data: Result<Data, CodecError>) -> Result<Answer, Refusal> {
    Ok(match data.map_err(|error| Refusal::Value(error.to_string()))? {
        Data::Bytes(bytes) => Answer::Data(bytes),
        Data::Array(Array { data_type, elements, .. }) => match elements {
            Elements::Fixed { bytes, .. } => Answer::Data(bytes),
            Elements::Variable(values) => {
                let values = values.iter();
                let json = values.map(|value| fill_value::write(&data_type, value));
                Answer::Elements(json.collect())
            }
        },
    })
}

impl OracleChains {
    fn form(&self, array: &ArrayPart) -> Result<Form, Refusal> {
        let ArrayPart { data_type, fill_value, shape } = array;
        let form = array_form(data_type, fill_value, shape.clone(), &self.readings);
        form.map_err(|error| match error.is_unknown() {
            true => Refusal::Unsupported(error.to_string()),
            false => metadata_error(error),
        })
    }

    /// What goes in, as what has this form.
    fn data(&self, form: &Form, input: InputPart) -> Result<Data, Refusal> {
        match (form, input) {
            (Form::Bytes { .. }, InputPart::Data(data)) => Ok(Data::Bytes(data.to_vec())),
            (Form::Bytes { .. }, InputPart::Elements(_)) => {
                Err(metadata_error(format!("`elements` for {form}; expected `data`")))
            }
            (Form::Array { data_type, shape, .. }, input) => {
                oracle_arrays::array(data_type, shape, input, &self.readings).map(Data::Array)
            }
        }
    }
}

fn metadata_error(error: impl ToString) -> Refusal {
    Refusal::Metadata(error.to_string())
}
