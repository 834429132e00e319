//! `numcodecs.fletcher32`: the bytes, then the checksum that HDF5 calls Fletcher's.

use super::checked::{Checked, Checksum, Location};
use super::{BindError, Codec, Fields};
use crate::chunk::Form;
use crate::codec::notes::Readings;

static CHECKSUM: Checksum = Checksum {
    sum: "numcodecs.fletcher32/checksum",
    place: "numcodecs.fletcher32/appended",
    mismatch: None,
    nothing: Some(1401),
};

/// Reads the configuration, which has no fields.
///
/// # Errors
///
/// Where an array comes in.
pub fn bind(_: &mut Fields, form: &Form, readings: &Readings) -> Result<Box<dyn Codec>, BindError> {
    Checked::bind(&CHECKSUM, Location::End, form, readings, fletcher32)
}

/// The sum of big-endian words, and the sum of these sums, each with what it carries added at its end. A last byte
/// alone is the upper half of a word.
fn fletcher32(bytes: &[u8]) -> u32 {
    let step = |(sum, sums): (u32, u32), word: &[u8]| {
        let word = u16::from_be_bytes([word[0], word.get(1).copied().unwrap_or(0)]);
        let sum = carried(sum + u32::from(word));
        (sum, carried(sums + sum))
    };
    let (sum, sums) = bytes.chunks(2).fold((0, 0), step);
    sums << 16 | sum
}

/// A sum of two words, of which what leaves 16 bits is added at the lower end: 0 stays 0, and no other sum becomes it.
fn carried(sum: u32) -> u32 {
    (sum & 0xffff) + (sum >> 16)
}
