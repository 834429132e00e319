//! The protocol, version 1: one JSON object a line, requests to a subject and its responses.
//!
//! Every subject is asked through these types, in process or not. Only an external one has them
//! turned into text. Codec, data type and fill value are kept as the JSON that a `zarr.json` has.

mod layout;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::codec::{Operation, given};
use crate::data_type::DataType;
pub use layout::Layout;

/// The version of the protocol spoken here.
pub const VERSION: u64 = 1;

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
    /// The fill value after the codec, as one element.
    FillValue { codec: Arc<str> },
    /// Whether the metadata is acceptable.
    Validate { codec: Arc<str> },
    /// The fill-value JSON as one element of the data type, without any codec.
    Scalar,
}

/// What a subject says to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The elements after the operation, laid out as in the request.
    Data(Vec<u8>),
    Error {
        kind: Option<ErrorKind>,
        message: String,
    },
    /// Whether the metadata is acceptable.
    Validity {
        valid: bool,
        message: String,
    },
    /// The subject does not do this, and says why.
    Unsupported(String),
}

/// What an operation failed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// An element has no result.
    Value,
    /// The metadata is not acceptable.
    Configuration,
}

/// A subject's introduction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    pub protocol: u64,
    pub implementation: Implementation,
    /// By name of the codec.
    pub codecs: BTreeMap<String, Capability>,
    /// The data types whose scalars it reads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scalars: Vec<String>,
    /// The memory layouts in which it can be handed arrays, beside C order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layouts: Vec<String>,
}

/// Who a subject is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Implementation {
    pub name: String,
    pub version: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub homepage: Option<String>,
}

impl Implementation {
    /// One of which no more is said.
    pub fn new(name: &str, version: &str) -> Implementation {
        let (name, version) = (name.to_owned(), version.to_owned());
        Implementation { name, version, language: None, homepage: None }
    }
}

/// What a subject does with one codec.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capability {
    pub data_types: Vec<String>,
    pub operations: Vec<String>,
}

/// A line that is not what the protocol has there.
#[derive(Debug, thiserror::Error)]
pub enum ProtocolError {
    #[error("the line is not a JSON object of the protocol: {reason}")]
    Syntax { reason: String },
    #[error("a request needs {field:?}")]
    MissingField { field: &'static str },
    #[error("a response needs one of `data`, `valid`, `error` or `unsupported`, and has {found}")]
    Kinds { found: usize },
    #[error("`data` is not base64: {reason}")]
    Base64 { reason: String },
    #[error("it speaks version {found} of the protocol, and Zarrproof version {VERSION}")]
    Version { found: u64 },
    #[error(
        "none of what its codec {codec:?} lists as {field} is known here: {names:?}; expected {expected}"
    )]
    UnknownNames { codec: String, field: &'static str, names: Vec<String>, expected: &'static str },
}

impl From<serde_json::Error> for ProtocolError {
    fn from(error: serde_json::Error) -> ProtocolError {
        ProtocolError::Syntax { reason: error.to_string() }
    }
}

/// A line of the harness, as a subject reads it.
#[derive(Debug)]
pub enum Incoming {
    Hello {
        protocol: u64,
    },
    Request(Request),
    /// An operation that version 1 has and this program does not do, or none that it has.
    Unsupported {
        id: u64,
        operation: String,
    },
}

/// Every field that a line of the harness can have.
#[derive(Deserialize)]
struct RequestLine<'a> {
    #[serde(borrow)]
    op: Cow<'a, str>,
    protocol: Option<u64>,
    id: Option<u64>,
    #[serde(borrow, default, deserialize_with = "given")]
    codec: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    data_type: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    fill_value: Option<&'a RawValue>,
    shape: Option<Vec<u64>>,
    #[serde(borrow)]
    data: Option<Cow<'a, str>>,
    #[serde(borrow)]
    layout: Option<Cow<'a, str>>,
}

fn need<T>(field: &'static str, value: Option<T>) -> Result<T, ProtocolError> {
    value.ok_or(ProtocolError::MissingField { field })
}

impl Incoming {
    /// Reads one line of the harness.
    pub fn from_line(line: &str) -> Result<Incoming, ProtocolError> {
        let line: RequestLine = serde_json::from_str(line)?;
        let json = |raw: &RawValue| Arc::from(raw.get());
        let codec = || need("codec", line.codec).map(json);
        let elements = |operation| {
            Ok::<_, ProtocolError>(Question::Elements {
                operation,
                codec: codec()?,
                shape: need("shape", line.shape.clone())?,
                data: from_base64(need("data", line.data.as_deref())?)?,
                // Of one that is unknown here, only the order in memory is lost.
                layout: line.layout.as_deref().and_then(Layout::from_name).unwrap_or_default(),
            })
        };
        let question = match line.op.as_ref() {
            "hello" => {
                return Ok(Incoming::Hello { protocol: need("protocol", line.protocol)? });
            }
            "encode" => elements(Operation::Encode)?,
            "decode" => elements(Operation::Decode)?,
            "fill_value" => Question::FillValue { codec: codec()? },
            "validate" => Question::Validate { codec: codec()? },
            "scalar" => Question::Scalar,
            other => {
                let id = need("id", line.id)?;
                return Ok(Incoming::Unsupported { id, operation: other.to_owned() });
            }
        };
        Ok(Incoming::Request(Request {
            id: need("id", line.id)?,
            question,
            data_type: json(need("data_type", line.data_type)?),
            fill_value: json(need("fill_value", line.fill_value)?),
        }))
    }
}

impl Question {
    /// The name of the operation.
    pub fn name(&self) -> &'static str {
        match self {
            Question::Elements { operation, .. } => operation.name(),
            Question::FillValue { .. } => "fill_value",
            Question::Validate { .. } => "validate",
            Question::Scalar => "scalar",
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
        match &self.question {
            Question::Elements { codec, .. }
            | Question::FillValue { codec }
            | Question::Validate { codec } => line.push_str(&format!(r#","codec":{codec}"#)),
            Question::Scalar => {}
        }
        let Request { data_type, fill_value, .. } = self;
        line.push_str(&format!(r#","data_type":{data_type},"fill_value":{fill_value}"#));
        if let Question::Elements { shape, data, layout, .. } = &self.question {
            let shape: Vec<_> = shape.iter().map(u64::to_string).collect();
            line.push_str(&format!(r#","shape":[{}],"data":""#, shape.join(",")));
            BASE64.encode_string(data, line);
            line.push('"');
            if *layout != Layout::C {
                line.push_str(&format!(r#","layout":"{layout}""#));
            }
        }
        line.push_str("}\n");
    }
}

/// The line that asks a subject to introduce itself, its newline included.
pub fn hello_line() -> String {
    format!("{{\"op\":\"hello\",\"protocol\":{VERSION}}}\n")
}

/// Every field that a subject's answer can have.
#[derive(Serialize, Deserialize)]
struct ResponseLine<'a> {
    id: u64,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    data: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorFields>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unsupported: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct ErrorFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<ErrorKind>,
    #[serde(default)]
    message: String,
}

impl Answer {
    /// The line that answers request `id` with this, its newline included.
    pub fn to_line(&self, id: u64) -> String {
        let mut response = ResponseLine {
            id,
            data: None,
            error: None,
            valid: None,
            message: None,
            unsupported: None,
        };
        match self {
            Answer::Data(data) => {
                // Base64 needs no escapes: the line is put together without a serializer.
                let mut line = format!(r#"{{"id":{id},"data":""#);
                BASE64.encode_string(data, &mut line);
                line.push_str("\"}\n");
                return line;
            }
            Answer::Error { kind, message } => {
                response.error = Some(ErrorFields { kind: *kind, message: message.clone() });
            }
            Answer::Validity { valid, message } => {
                response.valid = Some(*valid);
                response.message = (!message.is_empty()).then(|| message.clone());
            }
            Answer::Unsupported(reason) => response.unsupported = Some(reason.clone()),
        }
        to_json_line(&response)
    }

    /// Reads a line of a subject: the id of the request that it is for, and the answer, if it is one.
    pub fn from_line(line: &str) -> Result<(u64, Result<Answer, ProtocolError>), ProtocolError> {
        let line: ResponseLine = serde_json::from_str(line)?;
        let kinds = [
            line.data.is_some(),
            line.valid.is_some(),
            line.error.is_some(),
            line.unsupported.is_some(),
        ];
        let answer = match (line.data, line.valid, line.error, line.unsupported) {
            (Some(data), None, None, None) => from_base64(&data).map(Answer::Data),
            (None, Some(valid), None, None) => {
                Ok(Answer::Validity { valid, message: line.message.unwrap_or_default() })
            }
            (None, None, Some(error), None) => {
                Ok(Answer::Error { kind: error.kind, message: error.message })
            }
            (None, None, None, Some(reason)) => Ok(Answer::Unsupported(reason)),
            _ => {
                let found = kinds.into_iter().filter(|given| *given).count();
                Err(ProtocolError::Kinds { found })
            }
        };
        Ok((line.id, answer))
    }
}

impl Hello {
    /// The line that introduces a subject, its newline included.
    pub fn to_line(&self) -> String {
        to_json_line(self)
    }

    /// Reads a subject's introduction. A program may know more than version 1 does, so that names and
    /// fields that are unknown here are no error, unless a codec has nothing else.
    pub fn from_line(line: &str) -> Result<Hello, ProtocolError> {
        // Another version may have other fields altogether.
        let Versioned { protocol: found } = serde_json::from_str(line)?;
        if found != VERSION {
            return Err(ProtocolError::Version { found });
        }
        let hello: Hello = serde_json::from_str(line)?;
        for (codec, capability) in &hello.codecs {
            let lists = [
                ("data_types", &capability.data_types, is_data_type as fn(&str) -> bool, "int8, …"),
                ("operations", &capability.operations, is_operation, "encode, decode, …"),
            ];
            for (field, names, is_known, expected) in lists {
                if !names.is_empty() && !names.iter().any(|name| is_known(name)) {
                    let (codec, names) = (codec.clone(), names.clone());
                    return Err(ProtocolError::UnknownNames { codec, field, names, expected });
                }
            }
        }
        Ok(hello)
    }

    /// The memory layouts beside C order that it lists and that are known here, in a fixed order.
    pub fn layouts(&self) -> Vec<Layout> {
        let mut layouts = Layout::OTHERS.to_vec();
        layouts.retain(|layout| self.layouts.iter().any(|name| name == layout.name()));
        layouts
    }

    /// The data types, operations and layouts that it claims and that are unknown here.
    pub fn unknown_names(&self) -> Vec<&str> {
        let codecs = || self.codecs.values();
        let data_types = codecs().flat_map(|codec| &codec.data_types).chain(&self.scalars);
        let operations = codecs().flat_map(|codec| &codec.operations);
        let data_types = data_types.map(String::as_str).filter(|name| !is_data_type(name));
        let operations = operations.map(String::as_str).filter(|name| !is_operation(name));
        let layouts = self.layouts.iter().map(String::as_str);
        let layouts = layouts.filter(|name| Layout::from_name(name).is_none());
        let mut names: Vec<_> = data_types.chain(operations).chain(layouts).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether the subject claims to do `operation` of `codec` where these types are involved.
    pub fn supports(&self, codec: &str, operation: &str, data_types: &[&str]) -> bool {
        self.codecs.get(codec).is_some_and(|capability| {
            let lists = |list: &[String], name: &str| list.iter().any(|one| one == name);
            lists(&capability.operations, operation)
                && data_types.iter().all(|name| lists(&capability.data_types, name))
        })
    }
}

/// The one field that introductions of all versions have.
#[derive(Deserialize)]
struct Versioned {
    protocol: u64,
}

fn is_data_type(name: &str) -> bool {
    DataType::from_name(name).is_ok()
}

fn is_operation(name: &str) -> bool {
    ["encode", "decode", "fill_value", "validate"].contains(&name)
}

fn to_json_line<T: Serialize>(value: &T) -> String {
    // Strings, numbers and maps with string keys always serialize.
    let mut line = serde_json::to_string(value).unwrap_or_default();
    line.push('\n');
    line
}

fn from_base64(text: &str) -> Result<Vec<u8>, ProtocolError> {
    BASE64.decode(text).map_err(|error| ProtocolError::Base64 { reason: error.to_string() })
}
