//! One member of a gzip file (RFC 1952 §2.3).

use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::oracle::Told;
use crate::oracle::checksum::CRC32;
use crate::oracle::deflate::{self, DeflateError, inflate};

const MAGIC: [u8; 2] = [0x1f, 0x8b];
const DEFLATE: u8 = 8;
/// The header without its optional fields.
const HEADER: usize = 10;
const TRAILER: usize = 8;

/// Why bytes begin no member.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum MemberError {
    #[error("a member begins with {found}; expected 1f8b (RFC 1952 §2.3.1)")]
    Magic { found: String },
    #[error("the {part} of a member is cut off (RFC 1952 §2.3)")]
    Cut { part: &'static str },
    #[error("compression method {0}; expected 8 (RFC 1952 §2.3.1)")]
    Method(u8),
    #[error("flags {0:#04x} have reserved bits (RFC 1952 §2.3.1.2)")]
    ReservedFlags(u8),
    #[error("the header's checksum is {found:#06x}; expected {expected:#06x}")]
    HeaderChecksum { found: u16, expected: u16 },
    #[error(transparent)]
    Deflate(#[from] DeflateError),
    #[error("CRC32 is {found:#010x}; expected {expected:#010x}")]
    Checksum { found: u32, expected: u32 },
    #[error("ISIZE is {found}; expected {expected}")]
    Size { found: u32, expected: u32 },
}

/// What is left of a header.
struct Rest<'a> {
    bytes: &'a [u8],
    read: usize,
}

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], MemberError> {
        let rest = self.bytes.get(self.read..).unwrap_or_default();
        let taken = rest.get(..count).ok_or(MemberError::Cut { part: "header" })?;
        self.read += count;
        Ok(taken)
    }

    /// A text that ends with a zero byte.
    fn skip_text(&mut self) -> Result<(), MemberError> {
        while self.take(1)? != [0] {}
        Ok(())
    }
}

/// Whether bytes begin as a member does.
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// Decodes the member that bytes begin with, and returns what it holds and how long it is.
pub(super) fn decode(
    bytes: &[u8],
    limit: Option<u64>,
    readings: &Readings,
    told: &mut Told,
) -> Result<(Vec<u8>, usize), MemberError> {
    let header = header(bytes, readings, told)?;
    let inflated = inflate(&bytes[header..], limit)?;
    let end = header + inflated.read;
    let found = bytes[end..].first_chunk::<TRAILER>();
    let expected = trailer(&inflated.bytes);
    if found != Some(&expected) && told.consult(1101, readings) == Letter::A {
        let found = found.ok_or(MemberError::Cut { part: "trailer" })?;
        return Err(difference(found, &expected));
    }
    Ok((inflated.bytes, (end + TRAILER).min(bytes.len())))
}

/// The length of the header.
fn header(bytes: &[u8], readings: &Readings, told: &mut Told) -> Result<usize, MemberError> {
    if !begins(bytes) {
        let found = bytes.iter().take(2).map(|byte| format!("{byte:02x}")).collect();
        return Err(MemberError::Magic { found });
    }
    let mut rest = Rest { bytes, read: 0 };
    let fixed = rest.take(HEADER)?;
    let (method, flags) = (fixed[2], fixed[3]);
    let has = |bit: u8| flags >> bit & 1 == 1;
    if method != DEFLATE {
        return Err(MemberError::Method(method));
    }
    if flags >> 5 != 0 {
        return Err(MemberError::ReservedFlags(flags));
    }
    if has(2) {
        let length = rest.take(2)?;
        rest.take(usize::from(length[0]) | usize::from(length[1]) << 8)?;
    }
    if has(3) {
        rest.skip_text()?;
    }
    if has(4) {
        rest.skip_text()?;
    }
    if has(1) {
        let expected = CRC32.checksum(&bytes[..rest.read]) as u16;
        let found = rest.take(2)?;
        let found = u16::from_le_bytes([found[0], found[1]]);
        if found != expected && told.consult(1104, readings) == Letter::A {
            return Err(MemberError::HeaderChecksum { found, expected });
        }
    }
    Ok(rest.read)
}

/// CRC32 and ISIZE, which is the length modulo 2^32.
fn trailer(bytes: &[u8]) -> [u8; TRAILER] {
    let mut trailer = [0; TRAILER];
    let (checksum, size) = trailer.split_at_mut(4);
    checksum.copy_from_slice(&CRC32.checksum(bytes).to_le_bytes());
    size.copy_from_slice(&(bytes.len() as u32).to_le_bytes());
    trailer
}

fn difference(found: &[u8; TRAILER], expected: &[u8; TRAILER]) -> MemberError {
    let integers = |trailer: &[u8; TRAILER]| {
        let integer = |at: usize| {
            let bytes = [trailer[at], trailer[at + 1], trailer[at + 2], trailer[at + 3]];
            u32::from_le_bytes(bytes)
        };
        (integer(0), integer(4))
    };
    let ((checksum, size), (expected, expected_size)) = (integers(found), integers(expected));
    match checksum == expected {
        true => MemberError::Size { found: size, expected: expected_size },
        false => MemberError::Checksum { found: checksum, expected },
    }
}

/// A member without optional fields, of an unknown time and system, in stored blocks.
pub(super) fn encode(bytes: &[u8]) -> Vec<u8> {
    const UNKNOWN_SYSTEM: u8 = 255;
    let header = [MAGIC[0], MAGIC[1], DEFLATE, 0, 0, 0, 0, 0, 0, UNKNOWN_SYSTEM];
    [&header[..], &deflate::stored(bytes), &trailer(bytes)].concat()
}
