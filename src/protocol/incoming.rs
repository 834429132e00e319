//! Lines of a harness, as a subject reads them.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::error::from_base64;
use super::{
    AboutArray, ArrayPart, ChainInput, Codecs, Hello, Layout, ProtocolError, Question, ReadRequest,
    Request, WriteRequest,
};
use crate::codec::{self, Operation};
use crate::json::given;

/// A line of the harness, as a subject reads it.
#[derive(Debug)]
pub enum Incoming {
    Hello,
    Request(Request),
    Read(ReadRequest),
    Write(WriteRequest),
    /// An operation or a codec that this program does not know.
    Unsupported {
        id: u64,
        reason: String,
    },
}

/// Every field that a line of the harness can have, each as its JSON: what an operation does not
/// need may be anything.
#[derive(Deserialize)]
struct RequestLine<'a> {
    #[serde(borrow)]
    op: Option<&'a RawValue>,
    #[serde(borrow)]
    protocol: Option<&'a RawValue>,
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    codec: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    codecs: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    data_type: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    fill_value: Option<&'a RawValue>,
    #[serde(borrow)]
    shape: Option<&'a RawValue>,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    elements: Option<&'a RawValue>,
    #[serde(borrow)]
    layout: Option<&'a RawValue>,
    #[serde(borrow)]
    path: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    metadata: Option<&'a RawValue>,
}

/// The JSON of a field that is needed.
fn need<'a>(
    field: &'static str,
    value: Option<&'a RawValue>,
) -> Result<&'a RawValue, ProtocolError> {
    value.ok_or(ProtocolError::MissingField { field })
}

/// The value of a field that is needed.
fn read<'a, T: Deserialize<'a>>(
    field: &'static str,
    value: Option<&'a RawValue>,
    expected: &'static str,
) -> Result<T, ProtocolError> {
    let json = need(field, value)?.get();
    serde_json::from_str(json).map_err(|_| ProtocolError::field(field, json, expected))
}

/// A text, borrowed where it has no escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

const TEXT: &str = "a text";
const ELEMENTS: &str = "a list of fill values";
const SHAPE: &str = "a list of whole numbers below 2^64";

/// The operations of version 1.
const OPERATIONS: [&str; 5] = ["encode", "decode", "fill_value", "validate", "scalar"];

impl Incoming {
    /// Reads one line of the harness.
    ///
    /// # Errors
    ///
    /// The line is not a request of the protocol. [`readable_id`] tells whose it is, if that can be
    /// told.
    pub fn from_line(line: &str) -> Result<Incoming, ProtocolError> {
        ProtocolError::unless_object(line)?;
        let fields: RequestLine =
            serde_json::from_str(line).map_err(|error| ProtocolError::of_line(line, &error))?;
        let Text(op) = read("op", fields.op, TEXT)?;
        if op == "hello" {
            // Whichever version it is, the answer says which one is spoken here.
            read::<u64>("protocol", fields.protocol, "the number of a version")?;
            return Ok(Incoming::Hello);
        }
        let id = read("id", fields.id, "a whole number below 2^64")?;
        let unsupported = |reason| Ok(Incoming::Unsupported { id, reason });
        if [ReadRequest::NAME, WriteRequest::NAME].contains(&op.as_ref()) {
            let Text(path) = read("path", fields.path, TEXT)?;
            let (path, about) = (Arc::from(path), AboutArray::default());
            if op == ReadRequest::NAME {
                return Ok(Incoming::Read(ReadRequest { id, path, about }));
            }
            let metadata = Arc::from(need("metadata", fields.metadata)?.get());
            let input = fields.input()?;
            return Ok(Incoming::Write(WriteRequest { id, path, metadata, input, about }));
        }
        if !OPERATIONS.contains(&op.as_ref()) {
            return unsupported(format!("operation {op:?} is not implemented"));
        }
        let Some(codecs) = fields.codecs() else {
            return Ok(Incoming::Request(fields.request(id, &op)?));
        };
        let unknown = match &codecs {
            Codecs::One { name, .. } if !codec::is_known(name) => Some(not_implemented(name)),
            _ => None,
        };
        // Metadata with the entry of one codec is asked about as that of a cast.
        let is_of_entry = ["fill_value", "validate"].contains(&op.as_ref())
            && matches!(codecs, Codecs::One { .. });
        match (fields.about_data(id, &op, codecs), unknown) {
            (Ok(Ok(request)), _) => Ok(Incoming::Request(request)),
            (Ok(Err(_)), None) if is_of_entry => Ok(Incoming::Request(fields.request(id, &op)?)),
            (Ok(Err(reason)), None) => unsupported(reason),
            (Err(error), None) => Err(error),
            // A codec that is unknown here may have other fields than are read here.
            (_, Some(reason)) => match fields.request(id, &op) {
                Ok(request) => Ok(Incoming::Request(request)),
                Err(_) => unsupported(reason),
            },
        }
    }
}

impl RequestLine<'_> {
    /// The codecs that it is about, unless it is about a cast or about none.
    fn codecs(&self) -> Option<Codecs> {
        match (self.codec, self.codecs) {
            // One without a name is refused as a cast is, once the rest has been read.
            (Some(codec), _) => foreign_codec(codec.get())
                .ok()
                .flatten()
                .map(|name| Codecs::One { entry: Arc::from(codec.get()), name }),
            (None, Some(list)) => Some(Codecs::Chain(Arc::from(list.get()))),
            (None, None) => None,
        }
    }

    /// The request, or the reason to answer `unsupported`.
    fn about_data(
        &self,
        id: u64,
        op: &str,
        codecs: Codecs,
    ) -> Result<Result<Request, String>, ProtocolError> {
        let operation = match op {
            "encode" => Operation::Encode,
            "decode" => Operation::Decode,
            _ => return Ok(Err(format!("operation {op:?} of other codecs is not implemented"))),
        };
        let json = |raw: &RawValue| Arc::from(raw.get());
        let of_array = [self.data_type, self.fill_value, self.shape];
        let array = match of_array.iter().any(Option::is_some) {
            false => None,
            true => Some(ArrayPart {
                data_type: json(need("data_type", self.data_type)?),
                fill_value: json(need("fill_value", self.fill_value)?),
                shape: read("shape", self.shape, SHAPE)?,
            }),
        };
        Ok(Ok(Request::about(id, operation, codecs, array, self.input()?)))
    }

    fn input(&self) -> Result<ChainInput, ProtocolError> {
        match self.elements {
            None => Ok(ChainInput::Data(from_base64(&read::<Text>("data", self.data, TEXT)?.0)?)),
            Some(_) if self.data.is_some() => Err(ProtocolError::TwoInputs),
            elements => {
                let elements: Vec<&RawValue> = read("elements", elements, ELEMENTS)?;
                Ok(ChainInput::Elements(elements.into_iter().map(|one| one.get().into()).collect()))
            }
        }
    }

    fn request(&self, id: u64, op: &str) -> Result<Request, ProtocolError> {
        let json = |raw: &RawValue| Arc::from(raw.get());
        let codec = || need("codec", self.codec).map(json);
        let elements = |operation| {
            Ok::<_, ProtocolError>(Question::Elements {
                operation,
                codec: codec()?,
                shape: read("shape", self.shape, SHAPE)?,
                data: from_base64(&read::<Text>("data", self.data, TEXT)?.0)?,
                // Of one that is unknown here, only the order in memory is lost.
                layout: self.layout.and_then(layout).unwrap_or_default(),
            })
        };
        let question = match op {
            "encode" => elements(Operation::Encode)?,
            "decode" => elements(Operation::Decode)?,
            "fill_value" => Question::FillValue { codec: codec()? },
            "validate" => Question::Validate { codec: codec()? },
            _ => Question::Scalar,
        };
        Ok(Request {
            id,
            question,
            data_type: json(need("data_type", self.data_type)?),
            fill_value: json(need("fill_value", self.fill_value)?),
        })
    }
}

/// The memory layout that a request names.
fn layout(json: &RawValue) -> Option<Layout> {
    let Text(name) = serde_json::from_str(json.get()).ok()?;
    Layout::from_name(&name)
}

impl Request {
    /// The reason to answer `unsupported`, if the request is about chains or codecs that an introduction
    /// does not list.
    ///
    /// # Errors
    ///
    /// The codec has no name.
    pub fn unlisted(&self, hello: &Hello) -> Result<Option<String>, ProtocolError> {
        if let Some(question) = self.data_question() {
            return Ok((!hello.lists(&question)).then(|| question.unsupported()));
        }
        let name = self.question.codec().map(|codec| foreign_codec(codec)).transpose()?;
        let Some(name) = name.flatten() else { return Ok(None) };
        let operation = self.question.name();
        if hello.lists_operation(&name, operation) {
            return Ok(None);
        }
        let is_listed = hello.codecs.contains_key(&name);
        Ok(Some(match is_listed {
            true => format!("operation {operation:?} of codec {name:?} is not implemented"),
            false => not_implemented(&name),
        }))
    }
}

fn not_implemented(codec: &str) -> String {
    format!("codec {codec:?} is not implemented")
}

/// The name of a codec that casts no elements: what its metadata may be is not for a cast to say.
pub(super) fn foreign_codec(json: &str) -> Result<Option<String>, ProtocolError> {
    #[derive(Deserialize)]
    struct Named<'a> {
        #[serde(borrow)]
        name: Option<&'a RawValue>,
    }
    // A codec without a configuration may be its name alone.
    let name = match serde_json::from_str::<Named>(json) {
        _ if json.starts_with('"') => Some(json),
        Ok(Named { name }) => name.map(RawValue::get),
        // A repeated name is a matter of the codec's metadata, which its reader judges.
        Err(_) if json.starts_with('{') => return Ok(None),
        Err(_) => None,
    };
    let name = name.and_then(|name| serde_json::from_str::<String>(name).ok());
    match name {
        Some(name) => Ok((!codec::converts(&name)).then_some(name)),
        None => Err(ProtocolError::field("codec", json, "an object with a name")),
    }
}

/// The id of a request that cannot be read otherwise: the number after `"id":` at the top of the
/// line, the last one if there are several, as parsers of JSON have it.
pub fn readable_id(line: &[u8]) -> Option<u64> {
    let mut depth = 0usize;
    let mut found = None;
    let mut rest = line;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let (text, after) = string(rest);
                rest = after;
                if depth == 1 && text == b"id" {
                    found = number_after_colon(rest).or(found);
                }
            }
            _ => {}
        }
    }
    found
}

/// The text up to the quote that ends it, and what follows that.
fn string(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut is_escaped = false;
    let is_end = |byte: &u8| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    };
    match bytes.iter().position(is_end) {
        Some(end) => (&bytes[..end], &bytes[end + 1..]),
        None => (bytes, &[]),
    }
}

fn number_after_colon(bytes: &[u8]) -> Option<u64> {
    let bytes = bytes.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let end = bytes.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(bytes.len());
    let (digits, after) = bytes.split_at(end);
    // 7.5 and 7e3 are not the id 7.
    let is_whole = !matches!(after.first(), Some(b'.' | b'e' | b'E'));
    str::from_utf8(digits).ok().filter(|_| is_whole)?.parse().ok()
}
