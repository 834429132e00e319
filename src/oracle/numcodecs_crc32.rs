//! `numcodecs.crc32`: a CRC-32 beside the bytes, before them or behind them.

use super::checked::{Checked, Checksum, Location, location};
use super::checksum::CRC32;
use super::{BindError, Codec, Fields};
use crate::chunk::Form;
use crate::codec::notes::Readings;

static CHECKSUM: Checksum = Checksum {
    sum: "numcodecs.crc32/checksum",
    place: "numcodecs.crc32/location",
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
    let location = location(fields, Location::Start, CHECKSUM.place)?;
    Checked::bind(&CHECKSUM, location, form, readings, |bytes| CRC32.checksum(bytes))
}
