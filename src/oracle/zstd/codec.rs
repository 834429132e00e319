//! The codec `zstd`.

use super::frame::{self, FrameError};
use crate::chunk::{CodecError, Data, Form};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::oracle::compressed::compressed;
use crate::oracle::{BindError, Codec, Fields, Told};

struct Zstd {
    encoded: Form,
    /// The bytes that it encodes, where that is known.
    length: Option<u64>,
    has_checksum: bool,
    readings: Readings,
}

/// Reads the configuration: a level, which decoding does not need, and whether there is a checksum.
///
/// # Errors
///
/// Where one of them is none, or an array comes in.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let (encoded, length) = compressed(form)?;
    const LEVEL: &str = "zstd/level";
    let has_default = fields.name().starts_with("numcodecs.");
    // To numcodecs, an integer of C beyond these is the nearest of them.
    let levels = if has_default { i32::MIN..=i32::MAX } else { -131_072..=22 };
    let level =
        fields.integer("level", (*levels.start()).into()..=(*levels.end()).into(), LEVEL)?;
    if level.is_none() && !has_default && readings.of(1302) == Letter::A {
        let expected = "an integer from -131072 to 22".to_owned();
        return Err(BindError::Missing { field: "level", expected, clause: LEVEL });
    }
    let has_checksum = fields.boolean("checksum", "zstd/checksum")?.unwrap_or(false);
    Ok(Box::new(Zstd { encoded, length, has_checksum, readings: *readings }))
}

impl Codec for Zstd {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        let bytes = decoded.bytes().map_err(|error| refused(error.to_string()))?;
        Ok(Data::Bytes(frame::encode(bytes, self.has_checksum)))
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let mut rest = encoded.bytes().map_err(|error| refused(error.to_string()))?;
        if rest.is_empty() && told.consult(1301, &self.readings) == Letter::A {
            return Err(refused("no bytes; expected a frame (RFC 8878 §3)".to_owned()));
        }
        let mut bytes = Vec::new();
        while !rest.is_empty() {
            let limit = self.length.map(|length| length.saturating_sub(bytes.len() as u64));
            bytes.extend(frame::decode(&mut rest, limit).map_err(of_frame)?);
        }
        Ok(Data::Bytes(bytes))
    }
}

fn of_frame(error: FrameError) -> CodecError {
    let clause = match error {
        FrameError::Limit => return CodecError::limit(error.to_string()),
        FrameError::Checksum { .. } => "zstd/checksum",
        _ => "zstd/format",
    };
    CodecError { clause, reason: error.to_string() }
}

fn refused(reason: String) -> CodecError {
    CodecError { clause: "zstd/format", reason }
}
