//! Answers to requests.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::ProtocolError;
use super::error::{from_base64, to_json_line};
use super::request::{write_data, write_shape};

/// The answer of a subject to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The elements after the operation, laid out as in the request.
    Data(Vec<u8>),
    /// As [`Answer::Data`] where elements have no fixed size: each as the JSON of a fill value.
    Elements(Vec<String>),
    /// The array that was read.
    Array(Box<ArrayAnswer>),
    /// The array was written.
    Written,
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

/// An array on disk, as a subject reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrayAnswer {
    /// The JSON of the data type as a `zarr.json` has it, if the subject says so.
    pub data_type: Option<String>,
    pub shape: Option<Vec<u64>>,
    pub content: ArrayContent,
}

/// The elements of an array in C order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArrayContent {
    /// As `bytes` writes them little-endian.
    Data(Vec<u8>),
    /// Each as the JSON of a fill value. Of a program that prints them, each is a line, whatever is in it.
    Elements(Vec<String>),
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

/// Every field that a subject's answer can have.
#[derive(Serialize, Deserialize)]
struct ResponseLine<'a> {
    id: u64,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    data: Option<Cow<'a, str>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    elements: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorFields>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "message")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unsupported: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct ErrorFields {
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "kind")]
    kind: Option<ErrorKind>,
    #[serde(default, deserialize_with = "message")]
    message: Option<String>,
}

fn elements(json: &str) -> Result<Answer, ProtocolError> {
    let elements: Vec<&RawValue> = serde_json::from_str(json)
        .map_err(|_| ProtocolError::field("elements", json, "a list of fill values"))?;
    Ok(Answer::Elements(elements.into_iter().map(|one| one.get().to_owned()).collect()))
}

/// What says more of an array than its elements.
#[derive(Deserialize)]
struct ArrayLine<'a> {
    #[serde(borrow)]
    data_type: Option<&'a RawValue>,
    #[serde(borrow)]
    shape: Option<&'a RawValue>,
}

impl ArrayAnswer {
    fn to_line(&self, id: u64) -> String {
        let mut line = format!(r#"{{"id":{id}"#);
        if let Some(data_type) = &self.data_type {
            line.push_str(&format!(r#","data_type":{data_type}"#));
        }
        if let Some(shape) = &self.shape {
            write_shape(shape, &mut line);
        }
        match &self.content {
            ArrayContent::Data(data) => write_data(data, &mut line),
            ArrayContent::Elements(elements) => {
                line.push_str(&format!(r#","elements":[{}]"#, elements.join(",")));
            }
        }
        line.push_str("}\n");
        line
    }
}

/// Reads a text for people, of which no more is asked than that it is JSON.
fn message<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let json = <&RawValue>::deserialize(deserializer)?.get();
    Ok(Some(serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())))
}

/// Reads the kind of an error, which is not judged: a kind that is unknown here is left out.
fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ErrorKind>, D::Error> {
    let json = <&RawValue>::deserialize(deserializer)?.get();
    Ok(serde_json::from_str(json).ok())
}

/// The bytes of a message that an answer carries: metadata that is quoted in one may be of any length.
const MESSAGE: usize = 4 << 10;

/// A message, the middle of a long one left out.
fn shortened(message: &str) -> String {
    if message.len() <= MESSAGE {
        return message.to_owned();
    }
    let (head, tail) = (MESSAGE / 2, message.len() - MESSAGE / 2);
    let head = (0..=head).rev().find(|at| message.is_char_boundary(*at)).unwrap_or_default();
    let tail = (tail..).find(|at| message.is_char_boundary(*at)).unwrap_or(message.len());
    format!("{} … {}", &message[..head], &message[tail..])
}

impl Answer {
    /// The line that answers request `id` with this, its newline included.
    pub fn to_line(&self, id: u64) -> String {
        let mut response = ResponseLine {
            id,
            data: None,
            elements: None,
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
            Answer::Elements(elements) => {
                return format!("{{\"id\":{id},\"elements\":[{}]}}\n", elements.join(","));
            }
            Answer::Array(array) => return array.to_line(id),
            Answer::Written => return format!("{{\"id\":{id},\"written\":true}}\n"),
            Answer::Error { kind, message } => {
                response.error =
                    Some(ErrorFields { kind: *kind, message: Some(shortened(message)) });
            }
            Answer::Validity { valid, message } => {
                response.valid = Some(*valid);
                response.message = (!message.is_empty()).then(|| shortened(message));
            }
            Answer::Unsupported(reason) => response.unsupported = Some(shortened(reason)),
        }
        to_json_line(&response)
    }

    /// The line that says what is wrong with a line that is no request: `id` is that of the request,
    /// if it could be read.
    pub fn refusal_line(id: Option<u64>, error: &ProtocolError) -> String {
        #[derive(Serialize)]
        struct Refusal {
            id: Option<u64>,
            error: ErrorFields,
        }
        let message = Some(shortened(&error.to_string()));
        to_json_line(&Refusal { id, error: ErrorFields { kind: None, message } })
    }

    /// The answer as one to a request to write an array, `line` being where it stands.
    ///
    /// # Errors
    ///
    /// It is neither that nor another answer.
    pub fn of_writing(
        answer: Result<Answer, ProtocolError>,
        line: &str,
    ) -> Result<Answer, ProtocolError> {
        #[derive(Deserialize)]
        struct WrittenLine {
            written: bool,
        }
        let is_written = || serde_json::from_str(line).is_ok_and(|WrittenLine { written }| written);
        match answer {
            Err(ProtocolError::Kinds { found: 0 }) if is_written() => Ok(Answer::Written),
            answer => answer,
        }
    }

    /// The answer as one to a request for an array on disk, `line` being where it stands.
    ///
    /// # Errors
    ///
    /// The shape is no list of whole numbers.
    pub fn of_array(self, line: &str) -> Result<Answer, ProtocolError> {
        let content = match self {
            Answer::Data(data) => ArrayContent::Data(data),
            Answer::Elements(elements) => ArrayContent::Elements(elements),
            other => return Ok(other),
        };
        let line: ArrayLine =
            serde_json::from_str(line).map_err(|error| ProtocolError::of_line(line, &error))?;
        let shape = |json: &RawValue| {
            let expected = "a list of whole numbers below 2^64";
            serde_json::from_str(json.get())
                .map_err(|_| ProtocolError::field("shape", json.get(), expected))
        };
        Ok(Answer::Array(Box::new(ArrayAnswer {
            data_type: line.data_type.map(|json| json.get().to_owned()),
            shape: line.shape.map(shape).transpose()?,
            content,
        })))
    }

    /// Reads a line of a subject: the id of the request that it is for, and the answer, if it is one.
    pub fn from_line(line: &str) -> Result<(u64, Result<Answer, ProtocolError>), ProtocolError> {
        ProtocolError::unless_object(line)?;
        let line: ResponseLine =
            serde_json::from_str(line).map_err(|error| ProtocolError::of_line(line, &error))?;
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
                Ok(Answer::Error { kind: error.kind, message: error.message.unwrap_or_default() })
            }
            (None, None, None, Some(reason)) => Ok(Answer::Unsupported(reason)),
            _ => match (kinds.into_iter().filter(|given| *given).count(), line.elements) {
                // Beside any other answer it is a field like those that are unknown.
                (0, Some(json)) => elements(json.get()),
                (found, _) => Err(ProtocolError::Kinds { found }),
            },
        };
        Ok((line.id, answer))
    }
}
