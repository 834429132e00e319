//! The protocol, version 1: one JSON object a line, requests to a subject and its responses.
//!
//! Every subject is asked through these types, in process or not. Only an external one has them
//! turned into text. Codec, data type and fill value are kept as the JSON that a `zarr.json` has.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::codec::{Operation, given};

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
    #[error("a response needs an `id`, and one of `data`, `valid`, `error` or `unsupported`")]
    EmptyResponse,
    #[error("`data` is not base64: {reason}")]
    Base64 { reason: String },
    #[error("protocol version {found} is not spoken here; version {VERSION} is")]
    Version { found: u64 },
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
        let mut line = format!(r#"{{"op":"{}","id":{}"#, self.question.name(), self.id);
        match &self.question {
            Question::Elements { codec, .. }
            | Question::FillValue { codec }
            | Question::Validate { codec } => line.push_str(&format!(r#","codec":{codec}"#)),
            Question::Scalar => {}
        }
        let Request { data_type, fill_value, .. } = self;
        line.push_str(&format!(r#","data_type":{data_type},"fill_value":{fill_value}"#));
        if let Question::Elements { shape, data, .. } = &self.question {
            let shape: Vec<_> = shape.iter().map(u64::to_string).collect();
            line.push_str(&format!(r#","shape":[{}],"data":""#, shape.join(",")));
            BASE64.encode_string(data, &mut line);
            line.push('"');
        }
        line.push_str("}\n");
        line
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

    /// Reads a subject's answer and the id of the request that it is for.
    pub fn from_line(line: &str) -> Result<(u64, Answer), ProtocolError> {
        let line: ResponseLine = serde_json::from_str(line)?;
        let answer = match (line.data, line.valid, line.error, line.unsupported) {
            (Some(data), None, None, None) => Answer::Data(from_base64(&data)?),
            (None, Some(valid), None, None) => {
                Answer::Validity { valid, message: line.message.unwrap_or_default() }
            }
            (None, None, Some(error), None) => {
                Answer::Error { kind: error.kind, message: error.message }
            }
            (None, None, None, Some(reason)) => Answer::Unsupported(reason),
            _ => return Err(ProtocolError::EmptyResponse),
        };
        Ok((line.id, answer))
    }
}

impl Hello {
    /// The line that introduces a subject, its newline included.
    pub fn to_line(&self) -> String {
        to_json_line(self)
    }

    /// Reads a subject's introduction.
    pub fn from_line(line: &str) -> Result<Hello, ProtocolError> {
        let hello: Hello = serde_json::from_str(line)?;
        if hello.protocol != VERSION {
            return Err(ProtocolError::Version { found: hello.protocol });
        }
        Ok(hello)
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

fn to_json_line<T: Serialize>(value: &T) -> String {
    // Strings, numbers and maps with string keys always serialize.
    let mut line = serde_json::to_string(value).unwrap_or_default();
    line.push('\n');
    line
}

fn from_base64(text: &str) -> Result<Vec<u8>, ProtocolError> {
    BASE64.decode(text).map_err(|error| ProtocolError::Base64 { reason: error.to_string() })
}
