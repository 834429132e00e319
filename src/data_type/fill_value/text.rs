//! Strings: JSON strings, as UTF-8.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, Visitor};

use super::{FillValueJsonError, FillValueRules};

pub(super) fn read(json: &str, rules: &FillValueRules) -> Result<Vec<u8>, FillValueJsonError> {
    let not_a_string = |_| FillValueJsonError::NotAString { json: json.to_owned() };
    // A reader of bytes would let control characters pass.
    serde_json::from_str::<IgnoredAny>(json).map_err(not_a_string)?;
    let Surrogates(bytes) = serde_json::from_str(json).map_err(not_a_string)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.into_bytes()),
        Err(error) if rules.replace_surrogates => Ok(replaced(error.as_bytes())),
        Err(_) => Err(FillValueJsonError::LoneSurrogate { json: json.to_owned() }),
    }
}

pub(super) fn write(bytes: &[u8]) -> String {
    // A string always serializes.
    serde_json::to_string(&String::from_utf8_lossy(bytes)).unwrap_or_default()
}

/// A JSON string as UTF-8, in which a surrogate without its other half takes three bytes: 0xed, and two
/// of which the first is at least 0xa0. `serde_json` reads it so where bytes are asked for.
struct Surrogates(Vec<u8>);

impl<'de> Deserialize<'de> for Surrogates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Surrogates, D::Error> {
        deserializer.deserialize_bytes(Bytes)
    }
}

struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Surrogates;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Surrogates, E> {
        Ok(Surrogates(bytes.to_vec()))
    }
}

/// The same with U+FFFD, which takes three bytes as well, in place of each surrogate.
fn replaced(bytes: &[u8]) -> Vec<u8> {
    let mut replaced = bytes.to_vec();
    for at in 0..bytes.len().saturating_sub(2) {
        if bytes[at] == 0xed && bytes[at + 1] >= 0xa0 {
            replaced[at..at + 3].copy_from_slice("\u{fffd}".as_bytes());
        }
    }
    replaced
}
