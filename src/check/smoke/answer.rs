//! What is wrong with a line that should be an answer, and how to mend it.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::Value;
use serde_json::value::RawValue;

use super::Finding;
use super::questions::Due;
use crate::data_type::{Real, unpack};
use crate::protocol::Request;
use crate::subject::MAX_LINE;
use crate::vectors::Outcome;

/// What a line is.
pub(super) enum Line {
    /// No answer to anything.
    Noise(Finding),
    /// An answer to the request at this position.
    Answer { to: usize, findings: Vec<Finding> },
}

/// Reads a line while some requests are open, of which there is at least one.
pub(super) fn read(line: &[u8], open: &[Request], due: &Due) -> Line {
    if let Some(finding) = too_long(line) {
        return Line::Answer { to: 0, findings: vec![finding] };
    }
    let marked = line.strip_prefix(MARK);
    let object = match object(marked.unwrap_or(line)) {
        Ok(object) => object,
        Err(finding) => return Line::Noise(finding),
    };
    let mut findings: Vec<_> = marked.map(|_| byte_order_mark()).into_iter().collect();
    let to = match object.get("id") {
        Some(id) if id.as_u64().is_some() => {
            let found = open.iter().position(|request| Some(request.id) == id.as_u64());
            if found.is_none() {
                let due: Vec<_> = open.iter().map(|request| request.id.to_string()).collect();
                findings.push(Finding::new(
                    format!("the id is {id}; expected {}", due.join(" or ")),
                    "copy the id of the request into its answer",
                ));
            }
            found
        }
        Some(id) => {
            findings.push(Finding::new(
                format!("the id is {id}; expected a whole number"),
                "copy the id of the request as it is: a number, without quotes",
            ));
            None
        }
        None => {
            findings.push(Finding::new(
                "the id is missing",
                "copy the id of the request into its answer: {\"id\":7,…}",
            ));
            None
        }
    };
    findings.extend(body(&object, due));
    Line::Answer { to: to.unwrap_or_default(), findings }
}

type Object = BTreeMap<String, Value>;

/// The bytes that some writers put before a text in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Returns whether a line begins as an object of the protocol does, however it goes on.
pub(super) fn is_object_meant(line: &[u8]) -> bool {
    line.strip_prefix(MARK).unwrap_or(line).trim_ascii_start().starts_with(b"{")
}

fn too_long(line: &[u8]) -> Option<Finding> {
    (line.len() > MAX_LINE).then(|| {
        Finding::new(
            format!("the line is longer than {} MiB", MAX_LINE >> 20),
            "an answer has as many elements as its request, on a line of its own",
        )
    })
}

fn byte_order_mark() -> Finding {
    Finding::new(
        "the line begins with a byte order mark",
        "write UTF-8 without one (in Python the encoding is utf-8, not utf-8-sig)",
    )
}

/// The JSON object that a line is.
pub(super) fn object(line: &[u8]) -> Result<Object, Finding> {
    let noise = |what: &str, mend: &str| Err(Finding::new(format!("the line is {what}"), mend));
    let only = "only answers go to standard output: send everything else to standard error";
    if let Some(finding) = too_long(line) {
        return Err(finding);
    }
    if line.starts_with(MARK) {
        return Err(byte_order_mark());
    }
    if line.starts_with(b"\xff\xfe") || line.starts_with(b"\xfe\xff") {
        return noise("UTF-16", "write text as UTF-8, without a byte order mark");
    }
    let Ok(text) = std::str::from_utf8(line) else {
        return noise("not UTF-8", "write text as UTF-8, and elements in base64");
    };
    match serde_json::from_str::<BTreeMap<String, &RawValue>>(text) {
        // A value that cannot be parsed is in a field that is not read, or wrong in one that is.
        Ok(members) => Ok(members
            .into_iter()
            .map(|(name, json)| (name, serde_json::from_str(json.get()).unwrap_or_default()))
            .collect()),
        Err(_) if serde_json::from_str::<&RawValue>(text).is_ok() => {
            noise("JSON, but not an object", "an answer is one object: {\"id\":7,\"data\":\"…\"}")
        }
        Err(_) if text.trim().is_empty() => {
            noise("empty", "print one line for each request, and no other")
        }
        Err(_) if text.trim_start().starts_with("{'") => {
            noise("not JSON: it has single quotes", "use a JSON writer (in Python: `json.dumps`)")
        }
        Err(error) if text.starts_with('{') && error.is_eof() => noise(
            "not whole JSON: the object goes on after the line",
            "write each answer on one line, without indentation",
        ),
        Err(_) => noise("not JSON", only),
    }
}

fn body(object: &Object, due: &Due) -> Option<Finding> {
    let fields = ["data", "valid", "error", "unsupported"];
    let given: Vec<_> = fields.into_iter().filter(|name| object.contains_key(*name)).collect();
    let [field] = given.as_slice() else {
        let found = match given.as_slice() {
            [] => "none of data, valid, error and unsupported".to_owned(),
            several => several.join(" and "),
        };
        return Some(Finding::new(
            format!("the answer has {found}"),
            "an answer has an id and one of data, valid, error or unsupported",
        ));
    };
    let value = &object[*field];
    match (*field, due) {
        ("unsupported", _) => Some(Finding::new(
            format!("it says that it does not support this: {value}"),
            "list only what is done in the introduction's data_types, operations and scalars; or do it",
        )),
        ("error", _) if !value.is_object() => Some(Finding::new(
            format!("error is {value}; expected an object"),
            "write {\"error\":{\"message\":\"…\"}}",
        )),
        ("error", Due::Error | Due::Validity(false)) => kind(value),
        ("error", _) => {
            let message = value.get("message").and_then(Value::as_str).unwrap_or_default();
            Some(Finding::new(
                format!("an error where {} is expected: {message}", due.describe(1)),
                "check that the metadata is read as it was sent: the line under `sent` reproduces this",
            ))
        }
        ("valid", Due::Validity(due)) if value == &Value::Bool(*due) => None,
        ("valid", Due::Validity(due)) => Some(Finding::new(
            format!("valid is {value}; expected {due}"),
            "validate says whether codec, data_type and fill_value would be accepted together",
        )),
        ("data", Due::Validity(_)) => Some(Finding::new(
            "data where valid is expected",
            "answer validate with {\"id\":7,\"valid\":true} or false",
        )),
        ("data", Due::Error) => Some(Finding::new(
            "data where an error is expected",
            "without out_of_range, a value that the type does not hold fails the whole request",
        )),
        ("data", Due::Elements { .. }) => data(value, due),
        _ => Some(Finding::new(
            format!("{field} where {} is expected", due.describe(1)),
            "valid answers validate only; elements are data",
        )),
    }
}

fn kind(error: &Value) -> Option<Finding> {
    match error.get("kind") {
        None => None,
        Some(Value::String(kind)) if ["value", "configuration"].contains(&kind.as_str()) => None,
        Some(kind) => Some(Finding::new(
            format!("error.kind is {kind}"),
            "it is \"value\" or \"configuration\", or left out",
        )),
    }
}

fn data(value: &Value, due: &Due) -> Option<Finding> {
    let Due::Elements { data_type, patterns, input } = due else { return None };
    let Some(text) = value.as_str() else {
        return Some(Finding::new(
            format!("data is {value}; expected a string"),
            "data is a string: base64 of the elements' bytes",
        ));
    };
    // Such digits are base64 of something, too.
    let is_hexadecimal = text.len() == 2 * patterns.len() * data_type.bytes()
        && !text.is_empty()
        && text.chars().all(|one| one.is_ascii_hexdigit());
    if is_hexadecimal {
        return Some(Finding::new("data is hexadecimal digits", "write the bytes in base64"));
    }
    let bytes = match BASE64.decode(text) {
        Ok(bytes) => bytes,
        Err(error) => return Some(not_base64(text, &error.to_string())),
    };
    if let Some(finding) = due.of_length(bytes.len()) {
        return Some(finding);
    }
    let found: Vec<_> = unpack(*data_type, &bytes).collect();
    let is_same = |(due, found): (&u64, &u64)| {
        Outcome::of_pattern(*data_type, *due).accepts(*data_type, Outcome::Bits(*found))
    };
    if patterns.iter().zip(&found).all(is_same) {
        return None;
    }
    let shown = Due::Elements { data_type: *data_type, patterns: found, input: None };
    let wrong = format!("answered {}; expected {}", shown.describe(1), due.describe(1));
    let mend = if reversed(*data_type, &bytes) == *patterns {
        "the bytes of each element are the wrong way round: elements are little-endian".to_owned()
    } else if input.as_ref().is_some_and(|(_, sent)| *sent == bytes) {
        "that is what was sent: decode casts from the codec's data_type to the array's, encode the other way"
            .to_owned()
    } else {
        "`zarrproof check` with the same program groups such answers by cause".to_owned()
    };
    Some(Finding::new(wrong, mend))
}

fn not_base64(text: &str, reason: &str) -> Finding {
    let mend = if text.contains(['-', '_']) {
        "it looks like base64 for addresses: write the standard alphabet, with + and /"
    } else {
        "write base64 of the standard alphabet with = at its end (RFC 4648, section 4), without line breaks"
    };
    Finding::new(format!("data is not base64: {reason}"), mend)
}

/// The elements if their bytes were big-endian.
fn reversed(data_type: Real, bytes: &[u8]) -> Vec<u64> {
    let elements = bytes.chunks_exact(data_type.bytes());
    let turned: Vec<u8> = elements.flat_map(|one| one.iter().rev().copied()).collect();
    unpack(data_type, &turned).collect()
}
