//! The oracle as a subject: casts as any implementation has them, and what every codec that it computes
//! makes of data.

use super::in_process::Local;
use super::oracle::Oracle;
use super::{Block, BlockError, Reply, Subject};
use crate::chunk::{Array, Data, Elements, Form};
use crate::codec::Operation;
use crate::codec::definition::Stage;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, TimeKind};
use crate::oracle::{Chain, ChainError, Codec, Told, array_form, table};
use crate::protocol::{
    Answer, ArrayPart, Capability, ChainRequest, Codecs, ErrorKind, Hello, Request,
};

struct OracleSubject {
    casts: Local<Oracle>,
    hello: Hello,
    readings: Readings,
}

/// The oracle by the suite's stand on every note.
pub(super) fn start() -> Box<dyn Subject> {
    start_with(Readings::stand())
}

/// The oracle by other readings than the stand.
pub fn start_with(readings: Readings) -> Box<dyn Subject> {
    let casts = Local::new(Oracle { readings });
    let mut hello = Hello { chains: true, ..casts.hello().clone() };
    for (codec, _) in table::ROWS {
        // What the casts say of themselves stays.
        hello.codecs.entry(codec.name.to_owned()).or_insert_with(|| capability(codec.stage));
    }
    Box::new(OracleSubject { casts, hello, readings })
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

impl Subject for OracleSubject {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        // Requests come in long runs of the same codec.
        let mut replies = Vec::with_capacity(requests.len());
        for run in requests.chunk_by(|one, next| one.casts() == next.casts()) {
            match run.first().is_some_and(Request::casts) {
                true => replies.extend(self.casts.ask(run)),
                false => {
                    let chains = run.iter().filter_map(Request::chain);
                    replies.extend(chains.map(|chain| Reply::Answer(self.ask_chain(&chain))));
                }
            }
        }
        replies
    }

    fn ask_chain(&mut self, request: &ChainRequest) -> Answer {
        self.answer(request).unwrap_or_else(|answer| answer)
    }

    fn cast_array(&mut self, block: &mut Block) -> Result<(), BlockError> {
        self.casts.cast_array(block)
    }

    fn cast_each(&mut self, block: &mut Block) -> Result<(), BlockError> {
        self.casts.cast_each(block)
    }

    fn has_directions(&self) -> bool {
        self.casts.has_directions()
    }
}

impl OracleSubject {
    /// The answer; an `Err` is one that ends the work early.
    fn answer(&self, request: &ChainRequest) -> Result<Answer, Answer> {
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
            ChainError::Unknown { .. } => Answer::Unsupported(error.to_string()),
            _ => metadata_error(error),
        })?;
        let told = &mut Told::nobody();
        let data = match request.operation {
            Operation::Encode => chain.encode(&data(chain.decoded(), &request.data)?, told),
            Operation::Decode => chain.decode(&data(chain.encoded(), &request.data)?, told),
        };
        match data.map_err(value_error)? {
            Data::Bytes(bytes) => Ok(Answer::Data(bytes)),
            Data::Array(Array { elements: Elements::Fixed { bytes, .. }, .. }) => {
                Ok(Answer::Data(bytes))
            }
            Data::Array(array) => Err(not_yet(&array.data_type)),
        }
    }

    fn form(&self, array: &ArrayPart) -> Result<Form, Answer> {
        let ArrayPart { data_type, fill_value, shape } = array;
        array_form(data_type, fill_value, shape.clone(), &self.readings).map_err(metadata_error)
    }
}

/// The data of a request, as what has this form.
fn data(form: &Form, data: &[u8]) -> Result<Data, Answer> {
    match form {
        Form::Bytes { .. } => Ok(Data::Bytes(data.to_vec())),
        Form::Array { data_type, .. } if data_type.bytes().is_none() => Err(not_yet(data_type)),
        Form::Array { data_type, shape, .. } => {
            let array = Array::fixed(data_type.clone(), shape.clone(), data.to_vec());
            array.map(Data::Array).map_err(metadata_error)
        }
    }
}

fn not_yet(data_type: &DataType) -> Answer {
    Answer::Unsupported(format!(
        "elements of {data_type} have no fixed size, and are not implemented"
    ))
}

fn metadata_error(error: impl ToString) -> Answer {
    Answer::Error { kind: Some(ErrorKind::Configuration), message: error.to_string() }
}

fn value_error(error: impl ToString) -> Answer {
    Answer::Error { kind: Some(ErrorKind::Value), message: error.to_string() }
}
