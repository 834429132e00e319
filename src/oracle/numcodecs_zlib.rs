//! `numcodecs.zlib`: a zlib stream (RFC 1950).

use super::checksum::adler32;
use super::compressed::{MOST, beyond, compressed};
use super::deflate::{self, inflate};
use super::{BindError, Codec, Fields, Told};
use crate::chunk::{CodecError, Data, Form};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;

struct Zlib {
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
    fields.integer("level", -1..=9, "numcodecs.zlib/level")?;
    Ok(Box::new(Zlib { encoded, length, readings: *readings }))
}

/// Deflate, with the largest window.
const METHOD: u8 = 0x78;
const HEADER: usize = 2;

impl Codec for Zlib {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        let bytes = decoded.bytes().map_err(|error| refused(error.to_string()))?;
        // The fastest level, and what makes the header a multiple of 31.
        let header = [METHOD, 0x01];
        let checksum = adler32(bytes).to_be_bytes();
        Ok(Data::Bytes([&header[..], &deflate::stored(bytes), &checksum].concat()))
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let encoded = encoded.bytes().map_err(|error| refused(error.to_string()))?;
        header(encoded)?;
        let limit = self.length.unwrap_or(MOST);
        let inflated = inflate(&encoded[HEADER..], Some(limit)).map_err(|error| {
            let refused =
                CodecError { clause: "numcodecs.zlib/deflate", reason: error.to_string() };
            beyond(&error, self.length).unwrap_or(refused)
        })?;
        let trailer = &encoded[HEADER + inflated.read..];
        let Some((found, rest)) = trailer.split_first_chunk::<4>() else {
            return Err(refused("the Adler-32 checksum is cut off".to_owned()));
        };
        let (found, expected) = (u32::from_be_bytes(*found), adler32(&inflated.bytes));
        if found != expected {
            let reason =
                format!("the Adler-32 checksum is {found:#010x}; expected {expected:#010x}");
            return Err(refused(reason));
        }
        if !rest.is_empty() && told.consult(1201, &self.readings) != Letter::A {
            return Err(refused(format!("{} bytes follow the stream", rest.len())));
        }
        Ok(Data::Bytes(inflated.bytes))
    }
}

/// Checks CMF and FLG (RFC 1950 §2.2, §2.3).
fn header(encoded: &[u8]) -> Result<(), CodecError> {
    let Some([method, flags]) = encoded.first_chunk::<HEADER>() else {
        return Err(refused(format!("{} bytes; expected a header of 2", encoded.len())));
    };
    if u16::from_be_bytes([*method, *flags]) % 31 != 0 {
        return Err(refused(format!("CMF and FLG {method:02x}{flags:02x} are no multiple of 31")));
    }
    if method & 0x0f != 8 || method >> 4 > 7 {
        let expected = "deflate (8) with a window of at most 32 KiB";
        return Err(refused(format!("CMF is {method:#04x}; expected {expected}")));
    }
    match flags >> 5 & 1 {
        0 => Ok(()),
        _ => Err(refused("the stream needs a preset dictionary".to_owned())),
    }
}

fn refused(reason: String) -> CodecError {
    CodecError { clause: "numcodecs.zlib/format", reason }
}
