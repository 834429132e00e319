//! Lines that are not what the protocol has there.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Serialize;

use super::VERSION;

/// The characters of a value that a message has room for.
const SHOWN: usize = 60;

/// A line that is not what the protocol has there.
#[derive(Debug, thiserror::Error)]
pub enum ProtocolError {
    #[error("the line is not a JSON object of the protocol: {reason}")]
    Syntax { reason: String },
    #[error("a request needs {field:?}")]
    MissingField { field: &'static str },
    #[error("{field:?} is {found}; expected {expected}")]
    Field { field: &'static str, found: String, expected: &'static str },
    #[error("a request has `elements` in place of `data`, and this one has both")]
    TwoInputs,
    #[error("an introduction needs {field}")]
    Introduction { field: &'static str },
    #[error("a response needs one of `data`, `valid`, `error` or `unsupported`, and has {found}")]
    Kinds { found: usize },
    #[error("`data` is not base64: {reason}")]
    Base64 { reason: String },
    #[error("it speaks version {found} of the protocol, and Zarrproof version {VERSION}")]
    Version { found: u64 },
}

impl ProtocolError {
    /// A field whose JSON is not what is expected there.
    pub(super) fn field(field: &'static str, json: &str, expected: &'static str) -> ProtocolError {
        ProtocolError::Field { field, found: beginning(json), expected }
    }

    /// Refuses a list, which a reader of fields would take for their values in order.
    pub(super) fn unless_object(line: &str) -> Result<(), ProtocolError> {
        match line.trim_start().starts_with('[') {
            true => Err(ProtocolError::Syntax { reason: "it is a list".to_owned() }),
            false => Ok(()),
        }
    }

    /// The reason why a line cannot be read at all. A byte order mark is not seen where it is printed.
    pub(super) fn of_line(line: &str, error: &serde_json::Error) -> ProtocolError {
        let reason = if line.starts_with('\u{feff}') {
            "it begins with a byte order mark".to_owned()
        } else if let Some(word) = constant_at(line, error.column()) {
            format!("{word} is not JSON, and stands in quotes there (column {})", error.column())
        } else {
            error.to_string()
        };
        ProtocolError::Syntax { reason }
    }
}

/// The constant of other languages at which JSON is not read on. Columns count bytes from 1 on.
fn constant_at(line: &str, column: usize) -> Option<&'static str> {
    let rest = line.as_bytes().get(column.checked_sub(1)?..)?;
    ["NaN", "Infinity"].into_iter().find(|word| rest.starts_with(word.as_bytes()))
}

/// The beginning of a value, as much as a message has room for.
pub(super) fn beginning(json: &str) -> String {
    match json.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &json[..end]),
        None => json.to_owned(),
    }
}

pub(super) fn to_json_line<T: Serialize>(value: &T) -> String {
    // Strings, numbers and maps with string keys always serialize.
    let mut line = serde_json::to_string(value).unwrap_or_default();
    line.push('\n');
    line
}

pub(super) fn from_base64(text: &str) -> Result<Vec<u8>, ProtocolError> {
    BASE64.decode(text).map_err(|error| ProtocolError::Base64 { reason: error.to_string() })
}
