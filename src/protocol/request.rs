//! Requests, as the harness writes them.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::incoming::foreign_codec;
use super::{ArrayPart, ChainInput, ChainRequest, Codecs, Layout, VERSION};
use crate::codec::Operation;

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub id: u64,
    pub question: Question,
    /// The array's data type, which is the decoded one.
    pub data_type: Arc<str>,
    /// The array's fill value, or the scalar that is asked about.
    pub fill_value: Arc<str>,
}

/// What a request asks for. `codec` is the codec's entry in `codecs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The elements after the operation.
    Elements {
        operation: Operation,
        codec: Arc<str>,
        shape: Vec<u64>,
        /// The elements before, in C order, as the `bytes` codec writes them little-endian.
        data: Vec<u8>,
        /// How they lie in the memory that the implementation is handed. `data` and the answer are in C
        /// order all the same.
        layout: Layout,
    },
    /// As [`Question::Elements`], of a chain: the whole list.
    Chain { operation: Operation, codecs: Arc<str>, shape: Vec<u64>, data: Vec<u8> },
    /// The bytes after the operation, of a codec that encodes bytes as bytes.
    Bytes { operation: Operation, codec: Arc<str>, data: Vec<u8> },
    /// The fill value after the codec, as one element.
    FillValue { codec: Arc<str> },
    /// Whether the metadata is acceptable.
    Validate { codec: Arc<str> },
    /// The fill-value JSON as one element of the data type, without any codec.
    Scalar,
}

impl Question {
    /// The name of the operation.
    pub fn name(&self) -> &'static str {
        match self {
            Question::Elements { operation, .. }
            | Question::Chain { operation, .. }
            | Question::Bytes { operation, .. } => operation.name(),
            Question::FillValue { .. } => "fill_value",
            Question::Validate { .. } => "validate",
            Question::Scalar => "scalar",
        }
    }

    /// The codec that it is about.
    pub fn codec(&self) -> Option<&Arc<str>> {
        match self {
            Question::Elements { codec, .. }
            | Question::Bytes { codec, .. }
            | Question::FillValue { codec }
            | Question::Validate { codec } => Some(codec),
            Question::Chain { .. } | Question::Scalar => None,
        }
    }

    /// The shape of the decoded array, and the data, of what has both.
    fn array(&self) -> Option<(&[u64], &[u8])> {
        match self {
            Question::Elements { shape, data, .. } | Question::Chain { shape, data, .. } => {
                Some((shape, data))
            }
            _ => None,
        }
    }
}

impl Request {
    /// The line that asks this, its newline included.
    pub fn to_line(&self) -> String {
        let mut line = String::new();
        self.write_line(self.id, &mut line);
        line
    }

    /// Appends the line that asks this under another id.
    pub fn write_line(&self, id: u64, line: &mut String) {
        line.push_str(&format!(r#"{{"op":"{}","id":{id}"#, self.question.name()));
        if let Some(codec) = self.question.codec() {
            line.push_str(&format!(r#","codec":{codec}"#));
        }
        if let Question::Chain { codecs, .. } = &self.question {
            line.push_str(&format!(r#","codecs":{codecs}"#));
        }
        let Request { data_type, fill_value, .. } = self;
        if !matches!(self.question, Question::Bytes { .. }) {
            line.push_str(&format!(r#","data_type":{data_type},"fill_value":{fill_value}"#));
        }
        match &self.question {
            Question::Bytes { data, .. } => write_data(data, line),
            question => {
                if let Some((shape, data)) = question.array() {
                    write_shape(shape, line);
                    write_data(data, line);
                }
            }
        }
        match &self.question {
            Question::Elements { layout, .. } if *layout != Layout::C => {
                line.push_str(&format!(r#","layout":"{layout}""#));
            }
            _ => {}
        }
        line.push_str("}\n");
    }

    /// Whether it is about a codec that converts elements, or about no codec.
    pub fn converts(&self) -> bool {
        match &self.question {
            Question::Chain { .. } | Question::Bytes { .. } => false,
            Question::Elements { codec, .. } => !matches!(foreign_codec(codec), Ok(Some(_))),
            // What is asked without data is asked of no other codec.
            _ => true,
        }
    }

    /// What it asks of a chain, or of a codec that does not convert elements; `None` if it asks for a conversion, or for no data.
    pub fn chain(&self) -> Option<ChainRequest> {
        let one = |codec: &Arc<str>| {
            let name = foreign_codec(codec).ok()??;
            Some(Codecs::One { entry: Arc::clone(codec), name })
        };
        let (operation, codecs, data) = match &self.question {
            Question::Elements { operation, codec, data, .. }
            | Question::Bytes { operation, codec, data } => (*operation, one(codec)?, data),
            Question::Chain { operation, codecs, data, .. } => {
                (*operation, Codecs::Chain(Arc::clone(codecs)), data)
            }
            _ => return None,
        };
        let array = self.question.array().map(|(shape, _)| ArrayPart {
            data_type: Arc::clone(&self.data_type),
            fill_value: Arc::clone(&self.fill_value),
            shape: shape.to_vec(),
        });
        let input = ChainInput::Data(data.clone());
        Some(ChainRequest { id: self.id, operation, codecs, array, input })
    }
}

/// Appends the fields of what goes in. Bytes that are no array have no shape.
pub(super) fn write_shape(shape: &[u64], line: &mut String) {
    let shape: Vec<_> = shape.iter().map(u64::to_string).collect();
    line.push_str(&format!(r#","shape":[{}]"#, shape.join(",")));
}

pub(super) fn write_data(data: &[u8], line: &mut String) {
    line.push_str(r#","data":""#);
    BASE64.encode_string(data, line);
    line.push('"');
}

/// The line that asks a subject to introduce itself, its newline included.
pub fn hello_line() -> String {
    format!("{{\"op\":\"hello\",\"protocol\":{VERSION}}}\n")
}
