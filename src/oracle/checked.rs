//! Bytes beside a checksum of them: what the codecs have in common that add one.

use super::{BindError, Codec, Fields, Telling, Told};
use crate::chunk::{CodecError, Data, Form};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::json::excerpt;

/// What a codec says of its checksum.
pub struct Checksum {
    /// The clause that says what the sum is.
    pub sum: &'static str,
    /// The clause that says where it stands.
    pub place: &'static str,
    /// The note on a sum that does not match, if that is open.
    pub mismatch: Option<u16>,
    /// The note on whether no bytes have a sum, if that is open.
    pub nothing: Option<u16>,
}

/// Where the checksum stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    Start,
    End,
}

/// A codec that adds a checksum.
pub struct Checked<F> {
    of: &'static Checksum,
    location: Location,
    checksum: F,
    encoded: Form,
    readings: Readings,
}

/// The bytes of a checksum.
const LENGTH: usize = 4;

/// Reads where the checksum stands; null says as much as being absent.
///
/// # Errors
///
/// Where that is anything else than `"start"` and `"end"`.
pub fn location(
    fields: &mut Fields,
    default: Location,
    clause: &'static str,
) -> Result<Location, BindError> {
    let field = "location";
    let Some(json) = fields.json(field) else { return Ok(default) };
    let word: Option<Option<String>> = serde_json::from_str(json).ok();
    match word.as_ref().map(Option::as_deref) {
        Some(None) => Ok(default),
        Some(Some("start")) => Ok(Location::Start),
        Some(Some("end")) => Ok(Location::End),
        _ => Err(BindError::Field {
            field,
            found: excerpt(json),
            expected: r#"one of "start", "end""#.to_owned(),
            clause,
        }),
    }
}

impl<F: Fn(&[u8]) -> u32 + Send + Sync + 'static> Checked<F> {
    /// Binds a codec that adds this checksum, whatever else it has read.
    ///
    /// # Errors
    ///
    /// Where an array comes in.
    pub fn bind(
        of: &'static Checksum,
        location: Location,
        form: &Form,
        readings: &Readings,
        checksum: F,
    ) -> Result<Box<dyn Codec>, BindError> {
        let Form::Bytes { length, item_size } = *form else {
            return Err(BindError::Form {
                found: form.to_string(),
                expected: "bytes".to_owned(),
                clause: "core/codecs-order",
            });
        };
        let length = length.and_then(|length| length.checked_add(LENGTH as u64));
        let encoded = Form::Bytes { length, item_size };
        Ok(Box::new(Checked { of, location, checksum, encoded, readings: *readings }))
    }

    /// The checksum, which is told.
    fn sum(&self, bytes: &[u8], told: &mut Told) -> Result<u32, CodecError> {
        if let Some(note) = self.of.nothing.filter(|_| bytes.is_empty())
            && told.consult(note, &self.readings) != Letter::A
        {
            let reason = "no bytes have no checksum".to_owned();
            return Err(CodecError { clause: self.of.sum, reason });
        }
        let checksum = (self.checksum)(bytes);
        told.step(|| Telling::Follows {
            clause: self.of.sum,
            element: None,
            values: vec![("checksum", format!("{checksum:#010x}"))],
        });
        Ok(checksum)
    }

    fn unfit(&self, reason: String) -> CodecError {
        CodecError { clause: self.of.place, reason }
    }
}

impl<F: Fn(&[u8]) -> u32 + Send + Sync + 'static> Codec for Checked<F> {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let bytes = decoded.bytes().map_err(|error| self.unfit(error.to_string()))?;
        let checksum = &self.sum(bytes, told)?.to_le_bytes()[..];
        Ok(Data::Bytes(match self.location {
            Location::Start => [checksum, bytes].concat(),
            Location::End => [bytes, checksum].concat(),
        }))
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let encoded = encoded.bytes().map_err(|error| self.unfit(error.to_string()))?;
        let parts = match self.location {
            Location::Start => encoded.split_first_chunk::<LENGTH>(),
            Location::End => {
                encoded.split_last_chunk::<LENGTH>().map(|(bytes, found)| (found, bytes))
            }
        };
        let Some((found, bytes)) = parts else {
            let found = encoded.len();
            return Err(self.unfit(format!("{found} bytes; expected at least {LENGTH}")));
        };
        let (found, expected) = (u32::from_le_bytes(*found), self.sum(bytes, told)?);
        let is_compared = |told: &mut Told, note| told.consult(note, &self.readings) == Letter::A;
        if found != expected && self.of.mismatch.is_none_or(|note| is_compared(told, note)) {
            let reason = format!("the checksum is {found:#010x}; expected {expected:#010x}");
            return Err(CodecError { clause: self.of.sum, reason });
        }
        Ok(Data::Bytes(bytes.to_vec()))
    }
}
