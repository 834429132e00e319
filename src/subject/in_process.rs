//! Subjects that are functions of this process: what they implement, and how they are asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::guard::guard;
use super::{Block, BlockError, Reply, Subject};
use crate::codec::cast_value::{self, Metadata};
use crate::codec::{ConfigurationError, Operation};
use crate::data_type::Real;
use crate::protocol::{
    self, Answer, Capability, ErrorKind, Hello, Implementation, Question, Request,
};

/// An implementation of `cast_value` in this process. What it does not do it need not implement, and
/// is not asked.
///
/// Elements are bytes as the `bytes` codec writes them, little-endian and in C order; types below 8
/// bits take one byte each, of which only the low bits count. [`pack`](crate::data_type::pack) and
/// [`unpack`](crate::data_type::unpack) are there for those who have bit patterns instead.
///
/// A panic is a verdict like any other: the cases that cause it fail.
pub trait CastValue: Send {
    /// The codec for an array, as the implementation keeps it. Those that keep nothing take an
    /// [`Instance`](cast_value::Instance), which [`Metadata::read`] gives.
    type Codec: Send;

    fn implementation(&self) -> Implementation;

    /// The types that it casts from and to.
    fn data_types(&self) -> Vec<Real>;

    /// The operations of the protocol that it does: of `encode`, `decode`, `fill_value` and
    /// `validate`.
    fn operations(&self) -> &'static [&'static str] {
        &["encode", "decode"]
    }

    /// The real types whose scalars it reads.
    fn scalars(&self) -> Vec<Real> {
        Vec::new()
    }

    /// The names of all types whose scalars it reads. A type with parameters is listed by its bare name.
    fn scalar_types(&self) -> Vec<String> {
        self.scalars().iter().map(|one| one.name().to_owned()).collect()
    }

    /// Reads metadata, once for all requests in a row that share it.
    fn codec(&mut self, metadata: Metadata) -> Result<Self::Codec, Refusal>;

    /// Casts every element, or says why the whole array has no result.
    fn cast(
        &mut self,
        codec: &Self::Codec,
        operation: Operation,
        shape: &[u64],
        data: &[u8],
    ) -> Result<Vec<u8>, Refusal>;

    /// Casts a one-dimensional array into `output`, which has room for exactly one output element per
    /// input element. An implementation that needs no new array implements this too: whole domains are
    /// swept by it.
    fn cast_into(
        &mut self,
        codec: &Self::Codec,
        operation: Operation,
        types: (Real, Real),
        data: &[u8],
        output: &mut [u8],
    ) -> Result<(), Refusal> {
        let length = data.len() / types.0.bytes();
        let result = self.cast(codec, operation, &[length as u64], data)?;
        if result.len() != output.len() {
            let (found, due) = (result.len(), output.len());
            panic!("it returned {found} bytes; expected {due}");
        }
        output.copy_from_slice(&result);
        Ok(())
    }

    /// Casts every element for itself, as an array of one, and notes in `failed` which have no result.
    fn cast_each(
        &mut self,
        codec: &Self::Codec,
        operation: Operation,
        types: (Real, Real),
        data: &[u8],
        output: &mut [u8],
        failed: &mut [bool],
    ) -> Result<(), Refusal> {
        let inputs = data.chunks_exact(types.0.bytes());
        let outputs = output.chunks_exact_mut(types.1.bytes());
        for ((input, output), failed) in inputs.zip(outputs).zip(failed) {
            *failed = match self.cast_into(codec, operation, types, input, output) {
                Ok(()) => false,
                Err(Refusal::Unsupported(reason)) => return Err(Refusal::Unsupported(reason)),
                Err(_) => true,
            };
        }
        Ok(())
    }

    /// Whether encoding and decoding are two things to it. A function from numbers to numbers has no
    /// notion of them, and need not be asked the same twice.
    fn has_directions(&self) -> bool {
        true
    }

    /// The fill value after the codec, as one element.
    fn fill_value(&mut self, _: &Self::Codec) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::Unsupported("fill values are not among its arguments".to_owned()))
    }

    /// Whether metadata is acceptable.
    fn validate(&mut self, metadata: Metadata) -> Result<(), Refusal> {
        self.codec(metadata).map(drop)
    }

    /// A scalar, as one element. Both are JSON.
    fn scalar(&mut self, _data_type: &str, _scalar: &str) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::Unsupported("scalars are not among its arguments".to_owned()))
    }
}

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An element has none.
    Value(String),
    /// The metadata is not acceptable.
    Metadata(String),
    /// The implementation does not do this.
    Unsupported(String),
}

impl Refusal {
    pub(super) fn answer(self) -> Answer {
        let error = |kind, message| Answer::Error { kind: Some(kind), message };
        match self {
            Refusal::Value(message) => error(ErrorKind::Value, message),
            Refusal::Metadata(message) => error(ErrorKind::Configuration, message),
            Refusal::Unsupported(reason) => Answer::Unsupported(reason),
        }
    }
}

impl From<ConfigurationError> for Refusal {
    fn from(error: ConfigurationError) -> Refusal {
        Refusal::Metadata(error.to_string())
    }
}

/// Starts an implementation as a subject.
pub(super) fn start<C: CastValue + Default + 'static>() -> Box<dyn Subject> {
    Box::new(Local::new(C::default()))
}

/// An implementation as a subject.
#[cfg(feature = "oracle")]
pub fn subject_of<C: CastValue + 'static>(implementation: C) -> Box<dyn Subject> {
    Box::new(Local::new(implementation))
}

/// A [`CastValue`] as a [`Subject`].
pub(super) struct Local<C: CastValue> {
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
            Question::Bytes { codec: other, .. } | Question::Chain { codecs: other, .. } => {
                let reason = format!("{other} is not implemented");
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

/// Refuses data that is not as long as its shape says. Only another program can send such.
#[cfg(any(feature = "oracle", feature = "zarr-cast-value", feature = "zarr-cast-value-0-4"))]
pub(super) fn check_length(data_type: Real, shape: &[u64], data: &[u8]) -> Result<(), Refusal> {
    // Whatever the other dimensions are, none of nothing is nothing.
    let elements = match shape.contains(&0) {
        true => Some(0),
        false => shape.iter().try_fold(1u64, |product, one| product.checked_mul(*one)),
    };
    let expected = elements.and_then(|count| count.checked_mul(data_type.bytes() as u64));
    if expected == Some(data.len() as u64) {
        return Ok(());
    }
    Err(Refusal::Metadata(format!(
        "shape {shape:?} of {data_type} does not take the {} bytes of data",
        data.len()
    )))
}
