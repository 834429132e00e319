//! Requests, as the harness writes them.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::incoming::foreign_codec;
use super::{ArrayPart, ChainInput, Codecs, DataQuestion, InputPart, Layout, VERSION};
use crate::codec::{self, Operation};

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub id: u64,
    pub question: Question,
    /// The array's data type, which is the decoded one; `null` where bytes are encoded.
    pub data_type: Arc<str>,
    /// The array's fill value, or the scalar that is asked about; `null` where bytes are encoded.
    pub fill_value: Arc<str>,
}

/// What a request asks for. `codec` is the codec's entry in `codecs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// What one codec makes of the elements of an array.
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
    /// What codecs make of any other data: several codecs, bytes that are no array, elements in JSON.
    Data {
        operation: Operation,
        codecs: Codecs,
        /// Of the decoded array; `None` where bytes are encoded.
        shape: Option<Vec<u64>>,
        input: ChainInput,
    },
    /// The fill value after the codec, as one element.
    FillValue { codec: Arc<str> },
    /// Whether the metadata is acceptable.
    Validate { codec: Arc<str> },
    /// The fill-value JSON as one element of the data type, without any codec.
    Scalar,
}

/// What stands for metadata of an array where there is none.
const NO_ARRAY: &str = "null";

impl Question {
    /// The name of the operation.
    pub fn name(&self) -> &'static str {
        match self {
            Question::Elements { operation, .. } | Question::Data { operation, .. } => {
                operation.name()
            }
            Question::FillValue { .. } => "fill_value",
            Question::Validate { .. } => "validate",
            Question::Scalar => "scalar",
        }
    }

    /// The entry of the one codec that it is about.
    pub fn codec(&self) -> Option<&Arc<str>> {
        match self {
            Question::Elements { codec, .. }
            | Question::Data { codecs: Codecs::One { entry: codec, .. }, .. }
            | Question::FillValue { codec }
            | Question::Validate { codec } => Some(codec),
            Question::Data { codecs: Codecs::Chain(_), .. } | Question::Scalar => None,
        }
    }

    /// How many bytes go in.
    pub fn weight(&self) -> usize {
        match self {
            Question::Elements { data, .. } => data.len(),
            Question::Data { input, .. } => input.len(),
            _ => 0,
        }
    }
}

impl Request {
    /// What codecs make of data.
    pub fn about(
        id: u64,
        operation: Operation,
        codecs: Codecs,
        array: Option<ArrayPart>,
        input: ChainInput,
    ) -> Request {
        let none = || Arc::from(NO_ARRAY);
        let (data_type, fill_value, shape) = match array {
            None => (none(), none(), None),
            Some(ArrayPart { data_type, fill_value, shape }) => {
                (data_type, fill_value, Some(shape))
            }
        };
        let question = match (codecs, shape, input) {
            (Codecs::One { entry: codec, .. }, Some(shape), ChainInput::Data(data)) => {
                Question::Elements { operation, codec, shape, data, layout: Layout::C }
            }
            (codecs, shape, input) => Question::Data { operation, codecs, shape, input },
        };
        Request { id, question, data_type, fill_value }
    }

    /// The line that asks this, its newline included.
    pub fn to_line(&self) -> String {
        let mut line = String::new();
        self.write_line(self.id, &mut line);
        line
    }

    /// Appends the line that asks this under another id.
    pub fn write_line(&self, id: u64, line: &mut String) {
        let Request { question, data_type, fill_value, .. } = self;
        line.push_str(&format!(r#"{{"op":"{}","id":{id}"#, question.name()));
        match (question, question.codec()) {
            (Question::Data { codecs, .. }, _) => {
                line.push_str(&format!(r#","{}":{}"#, codecs.field(), codecs.json()));
            }
            (_, Some(codec)) => line.push_str(&format!(r#","codec":{codec}"#)),
            _ => {}
        }
        if !matches!(question, Question::Data { shape: None, .. }) {
            line.push_str(&format!(r#","data_type":{data_type},"fill_value":{fill_value}"#));
        }
        match question {
            Question::Elements { shape, data, layout, .. } => {
                write_shape(shape, line);
                write_data(data, line);
                if *layout != Layout::C {
                    line.push_str(&format!(r#","layout":"{layout}""#));
                }
            }
            Question::Data { shape, input, .. } => {
                if let Some(shape) = shape {
                    write_shape(shape, line);
                }
                match input {
                    ChainInput::Data(data) => write_data(data, line),
                    ChainInput::Elements(elements) => {
                        line.push_str(&format!(r#","elements":[{}]"#, elements.join(",")));
                    }
                }
            }
            _ => {}
        }
        line.push_str("}\n");
    }

    /// Whether it is about a codec that converts elements, or about no codec.
    pub fn converts(&self) -> bool {
        match &self.question {
            Question::Data { .. } => false,
            Question::Elements { codec, .. } => !matches!(foreign_codec(codec), Ok(Some(_))),
            Question::FillValue { .. } | Question::Validate { .. } => self.foreign_name().is_none(),
            Question::Scalar => true,
        }
    }

    /// The name of a codec that is known and converts no elements. An entry with any other name may be a misspelt one of
    /// those that do.
    fn foreign_name(&self) -> Option<String> {
        let name = foreign_codec(self.question.codec()?).ok()??;
        codec::is_known(&name).then_some(name)
    }

    /// The codec by itself and the array of a question about metadata, unless the codec converts elements. The array has
    /// one element: the request has no shape.
    pub fn metadata_question(&self) -> Option<(Codecs, ArrayPart)> {
        let (Question::FillValue { codec } | Question::Validate { codec }) = &self.question else {
            return None;
        };
        let name = self.foreign_name()?;
        let (data_type, fill_value) = (Arc::clone(&self.data_type), Arc::clone(&self.fill_value));
        let array = ArrayPart { data_type, fill_value, shape: vec![1] };
        Some((Codecs::One { entry: Arc::clone(codec), name }, array))
    }

    /// What it asks about data, unless that is about a codec that converts elements.
    pub fn data_question(&self) -> Option<DataQuestion<'_>> {
        let array = |shape: &[u64]| ArrayPart {
            data_type: Arc::clone(&self.data_type),
            fill_value: Arc::clone(&self.fill_value),
            shape: shape.to_vec(),
        };
        match &self.question {
            Question::Elements { operation, codec, shape, data, .. } => {
                let name = foreign_codec(codec).ok()??;
                let codecs = Codecs::One { entry: Arc::clone(codec), name };
                let (operation, input) = (*operation, InputPart::Data(data));
                Some(DataQuestion { operation, codecs, array: Some(array(shape)), input })
            }
            Question::Data { operation, codecs, shape, input } => {
                let (operation, codecs) = (*operation, codecs.clone());
                let array = shape.as_deref().map(array);
                Some(DataQuestion { operation, codecs, array, input: input.part() })
            }
            _ => None,
        }
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
