//! An implementation of casts as a subject.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::CastValue;
use crate::codec::cast_value::{self, Metadata};
use crate::data_type::Real;
use crate::protocol::{self, Answer, Capability, Hello, Question, Request};
use crate::subject::guard::guard;
use crate::subject::{Block, BlockError, Refusal, Reply, Subject};

/// Starts an implementation as a subject.
pub fn start<C: CastValue + Default + 'static>() -> Box<dyn Subject> {
    Box::new(Local::new(C::default()))
}

/// An implementation as a subject.
#[cfg(any(feature = "oracle", feature = "zarrs"))]
pub fn subject_of<C: CastValue + 'static>(implementation: C) -> Box<dyn Subject> {
    Box::new(Local::new(implementation))
}

/// A [`CastValue`] as a [`Subject`].
pub struct Local<C: CastValue> {
    implementation: C,
    hello: Hello,
    /// The codec asked for last, and of which metadata it was made: requests come in long runs of
    /// the same.
    last: Option<(Key, Result<C::Codec, Refusal>)>,
}

/// The part of a request or of a block that decides the codec.
#[derive(PartialEq, Eq)]
struct Key {
    codec: Arc<str>,
    data_type: Arc<str>,
    fill_value: Arc<str>,
}

impl Key {
    fn of_request(codec: &Arc<str>, request: &Request) -> Key {
        Key {
            codec: Arc::clone(codec),
            data_type: Arc::clone(&request.data_type),
            fill_value: Arc::clone(&request.fill_value),
        }
    }

    fn of_block(block: &Block) -> Key {
        Key {
            codec: Arc::clone(&block.codec),
            data_type: Arc::clone(&block.data_type),
            fill_value: Arc::clone(&block.fill_value),
        }
    }

    fn metadata(&self) -> Metadata<'_> {
        Metadata { codec: &self.codec, data_type: &self.data_type, fill_value: &self.fill_value }
    }
}

impl<C: CastValue> Local<C> {
    pub fn new(implementation: C) -> Local<C> {
        let names = |types: Vec<Real>| types.iter().map(|one| one.name().to_owned()).collect();
        let operations = implementation.operations();
        let capability = Capability {
            data_types: names(implementation.data_types()),
            operations: operations.iter().map(|name| (*name).to_owned()).collect(),
        };
        let has_codec = !operations.is_empty();
        let hello = Hello {
            protocol: protocol::VERSION,
            implementation: implementation.implementation(),
            codecs: BTreeMap::from_iter(has_codec.then(|| (cast_value::NAME.into(), capability))),
            scalars: implementation.scalar_types(),
            layouts: Vec::new(),
            chains: false,
            variable: false,
            stores: protocol::Stores::default(),
        };
        Local { implementation, hello, last: None }
    }

    /// The codec that metadata asks for, and who is to do it.
    fn codec(&mut self, key: Key) -> Result<(&mut C, &C::Codec), Refusal> {
        let codec = match self.last.take() {
            Some((last, codec)) if last == key => codec,
            _ => self.implementation.codec(key.metadata()),
        };
        let (_, codec) = self.last.insert((key, codec));
        match codec {
            Ok(codec) => Ok((&mut self.implementation, codec)),
            Err(refusal) => Err(refusal.clone()),
        }
    }

    fn answer(&mut self, request: &Request) -> Result<Answer, Refusal> {
        let operation = request.question.name();
        let done = match request.question {
            Question::Scalar => !self.hello.scalars.is_empty(),
            _ => self.implementation.operations().contains(&operation),
        };
        if !done {
            let reason = format!("operation {operation:?} is not implemented");
            return Err(Refusal::Unsupported(reason));
        }
        let data = match &request.question {
            Question::Elements { operation, codec, shape, data, .. } => {
                let (implementation, codec) = self.codec(Key::of_request(codec, request))?;
                implementation.cast(codec, *operation, shape, data)?
            }
            Question::Data { codecs, .. } => {
                let reason = format!("{} is not implemented", codecs.json());
                return Err(Refusal::Unsupported(reason));
            }
            Question::FillValue { codec } => {
                let (implementation, codec) = self.codec(Key::of_request(codec, request))?;
                implementation.fill_value(codec)?
            }
            Question::Validate { codec } => {
                let key = Key::of_request(codec, request);
                return match self.implementation.validate(key.metadata()) {
                    Ok(()) => Ok(Answer::Validity { valid: true, message: String::new() }),
                    Err(Refusal::Metadata(message) | Refusal::Value(message)) => {
                        Ok(Answer::Validity { valid: false, message })
                    }
                    Err(refusal) => Err(refusal),
                };
            }
            Question::Scalar => {
                self.implementation.scalar(&request.data_type, &request.fill_value)?
            }
        };
        Ok(Answer::Data(data))
    }
}

/// Casts a block by `cast`, which may panic.
fn guarded(cast: impl FnOnce() -> Result<(), Refusal>) -> Result<(), BlockError> {
    match guard(cast) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(Refusal::Unsupported(reason))) => Err(BlockError::Unsupported(reason)),
        Ok(Err(Refusal::Value(_) | Refusal::Metadata(_))) => Err(BlockError::Refused),
        Err(panic) => Err(BlockError::Trouble(Reply::crash(panic))),
    }
}

impl<C: CastValue> Subject for Local<C> {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        let mut ask = |request: &Request| match guard(|| self.answer(request)) {
            Ok(answer) => Reply::Answer(answer.unwrap_or_else(Refusal::answer)),
            Err(panic) => Reply::crash(panic),
        };
        requests.iter().map(&mut ask).collect()
    }

    fn cast_array(&mut self, block: &mut Block) -> Result<(), BlockError> {
        guarded(|| {
            let (implementation, codec) = self.codec(Key::of_block(block))?;
            let types = (block.input_type, block.output_type);
            let output = block.output.bytes_mut();
            implementation.cast_into(codec, block.operation, types, block.input.bytes(), output)
        })
    }

    fn cast_each(&mut self, block: &mut Block) -> Result<(), BlockError> {
        guarded(|| {
            let (implementation, codec) = self.codec(Key::of_block(block))?;
            let types = (block.input_type, block.output_type);
            let Block { operation, input, output, failed, .. } = block;
            let output = output.bytes_mut();
            implementation.cast_each(codec, *operation, types, input.bytes(), output, failed)
        })
    }

    fn has_directions(&self) -> bool {
        self.implementation.has_directions()
    }
}
