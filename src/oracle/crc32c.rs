//! `crc32c`: the bytes, then their checksum.

use super::checksum::Crc32;
use super::{BindError, Codec, Fields, Telling, Told};
use crate::chunk::{CodecError, Data, Form};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;

struct Crc32c {
    encoded: Form,
    readings: Readings,
}

/// The bytes of the checksum.
const LENGTH: usize = 4;

/// Reads the configuration, which has no fields.
///
/// # Errors
///
/// Where an array comes in.
pub fn bind(_: &mut Fields, form: &Form, readings: &Readings) -> Result<Box<dyn Codec>, BindError> {
    let Form::Bytes { length, item_size } = *form else {
        return Err(BindError::Form {
            found: form.to_string(),
            expected: "bytes".to_owned(),
            clause: "core/codecs-order",
        });
    };
    let length = length.and_then(|length| length.checked_add(LENGTH as u64));
    let encoded = Form::Bytes { length, item_size };
    Ok(Box::new(Crc32c { encoded, readings: *readings }))
}

impl Codec for Crc32c {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let bytes = decoded.bytes().map_err(|error| unfit(error.to_string()))?;
        let checksum = CRC32C.checksum(bytes);
        tell(told, checksum);
        Ok(Data::Bytes([bytes, &checksum.to_le_bytes()].concat()))
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let encoded = encoded.bytes().map_err(|error| unfit(error.to_string()))?;
        let Some((bytes, found)) = encoded.split_last_chunk::<LENGTH>() else {
            let found = encoded.len();
            return Err(unfit(format!("{found} bytes; expected at least {LENGTH}")));
        };
        let (found, expected) = (u32::from_le_bytes(*found), CRC32C.checksum(bytes));
        tell(told, expected);
        if found != expected && told.consult(501, &self.readings) == Letter::A {
            let reason = format!("the checksum is {found:#010x}; expected {expected:#010x}");
            return Err(CodecError { clause: "crc32c/checksum", reason });
        }
        Ok(Data::Bytes(bytes.to_vec()))
    }
}

fn unfit(reason: String) -> CodecError {
    CodecError { clause: "crc32c/appended", reason }
}

fn tell(told: &mut Told, checksum: u32) {
    told.step(|| Telling::Follows {
        clause: "crc32c/checksum",
        element: None,
        values: vec![("checksum", format!("{checksum:#010x}"))],
    });
}

/// The CRC32C (RFC 3720 §12.1).
static CRC32C: Crc32 = Crc32::of(0x1EDC_6F41);
