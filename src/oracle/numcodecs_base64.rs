//! `numcodecs.base64`: bytes as characters of Base64, three as four. Decoding is as lenient as Python's.

use super::{BindError, Codec, Fields, Told};
use crate::chunk::{CodecError, Data, Form};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

struct Base64 {
    encoded: Form,
    readings: Readings,
}

/// Binds the codec, which has no configuration.
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
    let length = length.and_then(|length| length.div_ceil(3).checked_mul(4));
    let encoded = Form::Bytes { length, item_size };
    Ok(Box::new(Base64 { encoded, readings: *readings }))
}

/// Characters on their way to bytes.
#[derive(Default)]
struct Group {
    /// How many characters it has.
    count: usize,
    /// Six bits of each.
    bits: u32,
    /// The padding that has followed the last character.
    padding: usize,
}

impl Group {
    /// The bytes that the characters hold whole, and whether the bits that are left are zeros.
    fn take(&mut self) -> (Vec<u8>, bool) {
        let Group { count, bits, .. } = std::mem::take(self);
        let (bytes, left) = (6 * count / 8, 6 * count % 8);
        let whole = (bits >> left).to_be_bytes();
        (whole[4 - bytes..].to_vec(), bits & ((1 << left) - 1) == 0)
    }
}

fn failure(clause: &'static str, reason: String) -> CodecError {
    CodecError { clause, reason }
}

fn bytes_of(data: &Data) -> Result<&[u8], CodecError> {
    data.bytes().map_err(|error| failure("numcodecs.base64/format", error.to_string()))
}

impl Codec for Base64 {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        let characters = |bytes: &[u8]| {
            let bits = (0..3).fold(0, |bits, at| {
                bits << 8 | u32::from(bytes.get(at).copied().unwrap_or_default())
            });
            let character = move |at: usize| ALPHABET[(bits >> (18 - 6 * at) & 63) as usize];
            let count = bytes.len() + 1;
            [0, 1, 2, 3].map(|at| if at < count { character(at) } else { b'=' })
        };
        Ok(Data::Bytes(bytes_of(decoded)?.chunks(3).flat_map(characters).collect()))
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let (mut decoded, mut group, mut has_ended) = (Vec::new(), Group::default(), false);
        for (at, byte) in bytes_of(encoded)?.iter().enumerate() {
            let shown = char::from(*byte).escape_default();
            let value = ALPHABET.iter().position(|one| one == byte);
            if value.is_none() && *byte != b'=' {
                if told.consult(2401, &self.readings) != Letter::A {
                    let reason = format!("byte {at} is '{shown}', which is no character of Base64");
                    return Err(failure("numcodecs.base64/alphabet", reason));
                }
                continue;
            }
            let is_misplaced = has_ended
                || match value {
                    Some(_) => group.padding > 0,
                    None => group.count < 2,
                };
            if is_misplaced && told.consult(2402, &self.readings) != Letter::A {
                let reason = format!("byte {at} is '{shown}', where padding should end the data");
                return Err(failure("numcodecs.base64/padding", reason));
            }
            // What follows is not looked at.
            if has_ended {
                break;
            }
            if let Some(value) = value {
                let (count, bits) = (group.count + 1, group.bits << 6 | value as u32);
                group = Group { count, bits, padding: 0 };
            } else if group.count >= 2 {
                group.padding += 1;
            }
            let is_padded = group.padding > 0;
            if group.count + group.padding == 4 {
                let (bytes, is_clean) = group.take();
                if !is_clean && told.consult(2403, &self.readings) != Letter::A {
                    let reason = format!("bits before the padding at byte {at} are not zero");
                    return Err(failure("numcodecs.base64/format", reason));
                }
                decoded.extend(bytes);
                has_ended = is_padded;
            }
        }
        match group.count {
            0 => Ok(Data::Bytes(decoded)),
            count => {
                let reason =
                    format!("a group ends with {count} characters; expected 4, or padding");
                Err(failure("numcodecs.base64/groups", reason))
            }
        }
    }
}
