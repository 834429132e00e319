//! The codec `gzip`.

use super::member::{self, MemberError};
use crate::chunk::{CodecError, Data, Form};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::oracle::compressed::{MOST, beyond, compressed};
use crate::oracle::{BindError, Codec, Fields, Told};

struct Gzip {
    encoded: Form,
    /// The bytes that it encodes, where that is known.
    length: Option<u64>,
    readings: Readings,
}

/// Reads the configuration: a level, which decoding does not need.
///
/// # Errors
///
/// Where the level is none, or an array comes in.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let (encoded, length) = compressed(form)?;
    const LEVEL: &str = "gzip/level";
    let has_default = fields.name().starts_with("numcodecs.");
    // To numcodecs, -1 is the level that zlib chooses.
    let least = if has_default { -1 } else { 0 };
    let level = fields.integer("level", least..=9, LEVEL)?;
    if level.is_none() && !has_default && readings.of(1105) == Letter::A {
        let expected = "an integer from 0 to 9".to_owned();
        return Err(BindError::Missing { field: "level", expected, clause: LEVEL });
    }
    Ok(Box::new(Gzip { encoded, length, readings: *readings }))
}

impl Codec for Gzip {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        let bytes = decoded.bytes().map_err(|error| refused(error.to_string()))?;
        Ok(Data::Bytes(member::encode(bytes)))
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let mut rest = encoded.bytes().map_err(|error| refused(error.to_string()))?;
        let mut bytes = Vec::new();
        if rest.is_empty() && told.consult(1103, &self.readings) == Letter::A {
            return Err(refused("no bytes; expected a member (RFC 1952 §2.2)".to_owned()));
        }
        let mut is_first = true;
        while !rest.is_empty() {
            if !is_first && !member::begins(rest) {
                rest = self.padding(rest, told)?;
                continue;
            }
            let limit = self.length.unwrap_or(MOST).saturating_sub(bytes.len() as u64);
            let member = member::decode(rest, Some(limit), &self.readings, told);
            let (held, read) = member.map_err(|error| self.refused(error))?;
            bytes.extend(held);
            (rest, is_first) = (&rest[read..], false);
        }
        Ok(Data::Bytes(bytes))
    }
}

impl Gzip {
    fn refused(&self, error: MemberError) -> CodecError {
        let clause = match &error {
            MemberError::Deflate(error) => match beyond(error, self.length) {
                Some(limit) => return limit,
                None => "gzip/deflate",
            },
            _ => "gzip/format",
        };
        CodecError { clause, reason: error.to_string() }
    }

    /// What is left where bytes behind a member begin no other.
    fn padding<'a>(&self, bytes: &'a [u8], told: &mut Told) -> Result<&'a [u8], CodecError> {
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        match told.consult(1102, &self.readings) {
            Letter::B if zeros > 0 => Ok(&bytes[zeros..]),
            Letter::C => Ok(&[]),
            _ => Err(refused(format!("{} bytes follow a member, and begin no other", bytes.len()))),
        }
    }
}

fn refused(reason: String) -> CodecError {
    CodecError { clause: "gzip/format", reason }
}
