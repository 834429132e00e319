//! Bits of bytes, from the least significant of each (RFC 1951 §3.1.1).

use super::DeflateError;

/// What is left of a stream, bit by bit.
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    /// The bits that have been read.
    position: usize,
}

impl<'a> Bits<'a> {
    pub fn of(bytes: &'a [u8]) -> Bits<'a> {
        Bits { bytes, position: 0 }
    }

    pub fn bit(&mut self) -> Result<u16, DeflateError> {
        let byte = self.bytes.get(self.position / 8).ok_or(DeflateError::Cut)?;
        let bit = byte >> (self.position % 8) & 1;
        self.position += 1;
        Ok(u16::from(bit))
    }

    /// An integer of up to 16 bits, the least significant first.
    pub fn integer(&mut self, bits: u32) -> Result<u16, DeflateError> {
        (0..bits).try_fold(0, |integer, at| Ok(integer | self.bit()? << at))
    }

    /// Whole bytes, from the next byte boundary on.
    pub fn bytes(&mut self, count: usize) -> Result<&'a [u8], DeflateError> {
        let start = self.read();
        let bytes = self.bytes.get(start..).and_then(|rest| rest.get(..count));
        self.position = 8 * (start + count);
        bytes.ok_or(DeflateError::Cut)
    }

    /// The bytes of which some bit has been read.
    pub fn read(&self) -> usize {
        self.position.div_ceil(8)
    }
}
