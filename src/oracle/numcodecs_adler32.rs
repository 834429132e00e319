//! `numcodecs.adler32`: an Adler-32 beside the bytes, before them or behind them.

use super::checked::{Checked, Checksum, Location, location};
use super::checksum::adler32;
use super::{BindError, Codec, Fields};
use crate::chunk::Form;
use crate::codec::notes::Readings;

static CHECKSUM: Checksum = Checksum {
    sum: "numcodecs.adler32/checksum",
    place: "numcodecs.adler32/location",
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
    Checked::bind(&CHECKSUM, location, form, readings, adler32)
}
