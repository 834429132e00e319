//! `numcodecs.crc32c`: a CRC-32C beside the bytes, before them or behind them.

use super::checked::{Checked, Checksum, Location, location};
use super::checksum::CRC32C;
use super::{BindError, Codec, Fields};
use crate::chunk::Form;
use crate::codec::notes::Readings;

static CHECKSUM: Checksum = Checksum {
    sum: "numcodecs.crc32c/checksum",
    place: "numcodecs.crc32c/location",
    mismatch: None,
    nothing: None,
};

/// Reads the configuration: where the checksum stands.
///
/// # Errors
///
/// Where that is neither place, or an array comes in.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let location = location(fields, Location::End, CHECKSUM.place)?;
    Checked::bind(&CHECKSUM, location, form, readings, |bytes| CRC32C.checksum(bytes))
}
