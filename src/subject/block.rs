//! Many elements under one metadata, asked at the subject's own speed.
//!
//! What is asked, and under which metadata, is the same as in the protocol's requests for elements. A
//! subject in this process is handed the memory itself; any other is asked by requests.

use super::{Reply, Subject};
use crate::codec::Operation;
use crate::data_type::Real;
use crate::protocol::{Answer, Layout, Question, Request};

use std::sync::Arc;

/// Elements on their way through one direction of a codec, and where their results go.
#[derive(Clone, Debug)]
pub struct Block {
    pub operation: Operation,
    /// The codec's entry in `codecs`.
    pub codec: Arc<str>,
    /// The array's data type, as JSON.
    pub data_type: Arc<str>,
    /// The array's fill value, as JSON.
    pub fill_value: Arc<str>,
    pub input_type: Real,
    pub output_type: Real,
    /// The elements, as the `bytes` codec writes them little-endian.
    pub input: Buffer,
    /// As many elements of the output type. What is in it after an error is nothing to rely on.
    pub output: Buffer,
    /// By element, if each is cast for itself: whether it has no result.
    pub failed: Vec<bool>,
}

/// Bytes that lie in memory as the widest elements want it.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    words: Vec<u64>,
    length: usize,
}

/// Why a block was not cast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockError {
    /// The subject does not do this, and says why.
    Unsupported(String),
    /// At least one element has no result, so that the array has none.
    Refused,
    /// No answer of the protocol: to the block, or to an element of it.
    Trouble(Reply),
}

impl Buffer {
    /// Makes room for `length` bytes. What they are is left open.
    pub fn resize(&mut self, length: usize) {
        self.words.resize(length.div_ceil(8), 0);
        self.length = length;
    }

    pub fn bytes(&self) -> &[u8] {
        &bytemuck::cast_slice(&self.words)[..self.length]
    }

    pub fn bytes_mut(&mut self) -> &mut [u8] {
        &mut bytemuck::cast_slice_mut(&mut self.words)[..self.length]
    }
}

impl Block {
    /// An empty block.
    pub fn new(
        operation: Operation,
        codec: &str,
        (input_type, output_type): (Real, Real),
        fill_value: &str,
    ) -> Block {
        let array = match operation {
            Operation::Encode => input_type,
            Operation::Decode => output_type,
        };
        Block {
            operation,
            codec: codec.into(),
            data_type: format!("\"{array}\"").into(),
            fill_value: fill_value.into(),
            input_type,
            output_type,
            input: Buffer::default(),
            output: Buffer::default(),
            failed: Vec::new(),
        }
    }

    /// Makes room for `length` elements.
    pub fn resize(&mut self, length: usize) {
        self.input.resize(length * self.input_type.bytes());
        self.output.resize(length * self.output_type.bytes());
        self.failed.clear();
        self.failed.resize(length, false);
    }

    pub fn len(&self) -> usize {
        self.failed.len()
    }

    pub fn is_empty(&self) -> bool {
        self.failed.is_empty()
    }

    fn request(&self, id: u64, data: &[u8]) -> Request {
        Request {
            id,
            question: Question::Elements {
                operation: self.operation,
                codec: Arc::clone(&self.codec),
                shape: vec![(data.len() / self.input_type.bytes()) as u64],
                data: data.to_vec(),
                layout: Layout::C,
            },
            data_type: Arc::clone(&self.data_type),
            fill_value: Arc::clone(&self.fill_value),
        }
    }
}

/// One request for the whole block.
pub(super) fn ask_as_array<S: Subject + ?Sized>(
    subject: &mut S,
    block: &mut Block,
) -> Result<(), BlockError> {
    let request = block.request(1, block.input.bytes());
    let reply = subject.ask(&[request]).pop().unwrap_or(Reply::NotAsked);
    take(reply, block.output.bytes_mut())
}

/// A request for each element, all of them at once.
pub(super) fn ask_each<S: Subject + ?Sized>(
    subject: &mut S,
    block: &mut Block,
) -> Result<(), BlockError> {
    let (input_width, output_width) = (block.input_type.bytes(), block.output_type.bytes());
    let elements = block.input.bytes().chunks_exact(input_width).zip(1..);
    let requests: Vec<_> = elements.map(|(data, id)| block.request(id, data)).collect();
    let mut replies = subject.ask(&requests);
    replies.resize(requests.len(), Reply::NotAsked);
    let Block { output, failed, .. } = block;
    let outputs = output.bytes_mut().chunks_exact_mut(output_width);
    for ((reply, output), failed) in replies.into_iter().zip(outputs).zip(failed) {
        match take(reply, output) {
            Ok(()) => *failed = false,
            Err(BlockError::Refused) => *failed = true,
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Puts the elements of an answer where they belong.
fn take(reply: Reply, output: &mut [u8]) -> Result<(), BlockError> {
    match reply {
        Reply::Answer(Answer::Data(data)) if data.len() == output.len() => {
            output.copy_from_slice(&data);
            Ok(())
        }
        Reply::Answer(Answer::Data(data)) => {
            let (found, due) = (data.len(), output.len());
            let reason = format!("it answered {found} bytes where {due} are due");
            Err(BlockError::Trouble(Reply::breaks_protocol(reason)))
        }
        Reply::Answer(Answer::Error { .. }) => Err(BlockError::Refused),
        Reply::Answer(Answer::Unsupported(reason)) => Err(BlockError::Unsupported(reason)),
        Reply::Answer(Answer::Validity { .. }) => {
            let reason = "it answered validity where elements are due";
            Err(BlockError::Trouble(Reply::breaks_protocol(reason)))
        }
        Reply::Answer(Answer::Elements(_) | Answer::Array(_) | Answer::Written) => {
            let reason = "it answered `elements` where `data` is due";
            Err(BlockError::Trouble(Reply::breaks_protocol(reason)))
        }
        reply => Err(BlockError::Trouble(reply)),
    }
}
