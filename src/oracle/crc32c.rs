//! `crc32c`: the bytes, then their checksum.

use super::checked::{Checked, Checksum, Location};
use super::checksum::CRC32C;
use super::{BindError, Codec, Fields};
use crate::chunk::Form;
use crate::codec::notes::Readings;

static CHECKSUM: Checksum = Checksum {
    sum: "crc32c/checksum",
    place: "crc32c/appended",
    mismatch: Some(501),
    nothing: None,
};

/// Reads the configuration, which has no fields.
///
/// # Errors
///
/// Where an array comes in.
pub fn bind(_: &mut Fields, form: &Form, readings: &Readings) -> Result<Box<dyn Codec>, BindError> {
    Checked::bind(&CHECKSUM, Location::End, form, readings, |bytes| CRC32C.checksum(bytes))
}
