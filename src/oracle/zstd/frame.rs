//! One frame of the Zstandard format (RFC 8878 §3.1).

use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::oracle::checksum::xxh64;
use crate::oracle::compressed::MOST;

const MAGIC: [u8; 4] = 0xFD2F_B528_u32.to_le_bytes();
/// The magic numbers of skippable frames, but for their four lower bits.
const SKIPPABLE: u32 = 0x184D_2A50;

/// Why bytes begin no frame.
#[derive(Debug, thiserror::Error)]
pub(super) enum FrameError {
    #[error("{found} begin no frame (RFC 8878 §3.1)")]
    Magic { found: String },
    #[error("a frame is cut off (RFC 8878 §3.1)")]
    Cut,
    #[error("the reserved bit of a frame header is set (RFC 8878 §3.1.1.1.1.4)")]
    Reserved,
    #[error("a block of {size} bytes; expected at most {longest} (RFC 8878 §3.1.1.2.4)")]
    BlockSize { size: u32, longest: u64 },
    #[error("a frame is damaged: {0}")]
    Damaged(String),
    #[error("a frame has {found} bytes; its header says {expected} (RFC 8878 §3.1.1.1.4)")]
    ContentSize { found: u64, expected: u64 },
    #[error("more than {limit} bytes, which is what a chunk of this shape has")]
    TooLong { limit: u64 },
    #[error("a frame has more than {MOST} bytes, which is more than the suite decodes")]
    Limit,
    #[error(
        "the checksum of a frame is {found:#010x}; expected {expected:#010x} (RFC 8878 §3.1.1)"
    )]
    Checksum { found: u32, expected: u32 },
}

/// What the header of a frame says of its contents (RFC 8878 §3.1.1.1).
struct Header {
    /// The code of the window, where the header has one.
    window_code: Option<u64>,
    window: u64,
    content_size: Option<u64>,
}

impl Header {
    /// Reads a header behind its magic number.
    fn read(bytes: &[u8]) -> Result<Header, FrameError> {
        let (descriptor, mut rest) = bytes.split_first().ok_or(FrameError::Cut)?;
        if descriptor >> 3 & 1 == 1 {
            return Err(FrameError::Reserved);
        }
        let is_single = descriptor >> 5 & 1 == 1;
        let window_code = (!is_single).then(|| integer(&mut rest, 1)).transpose()?;
        integer(&mut rest, [0, 1, 2, 4][usize::from(descriptor & 3)])?;
        let content_size = match descriptor >> 6 {
            0 if is_single => Some(integer(&mut rest, 1)?),
            0 => None,
            1 => Some(integer(&mut rest, 2)? + 0x100),
            2 => Some(integer(&mut rest, 4)?),
            _ => Some(integer(&mut rest, 8)?),
        };
        let window = match window_code {
            Some(code) => window_of(code),
            None => content_size.unwrap_or_default(),
        };
        Ok(Header { window_code, window, content_size })
    }

    /// The code of the smallest window that holds so many bytes, if the header has a larger one: where a frame has no
    /// more bytes than that, both decode to the same.
    fn smaller_window(&self, bytes: u64) -> Option<u8> {
        let code = self.window_code?;
        let smaller = (0..code).find(|code| window_of(*code) >= bytes.max(LONGEST as u64))?;
        u8::try_from(smaller).ok()
    }

    fn longest_block(&self) -> u64 {
        self.window.min(LONGEST as u64)
    }
}

/// The window of a code (RFC 8878 §3.1.1.1.2).
fn window_of(code: u64) -> u64 {
    let base = 1_u64 << (10 + (code >> 3));
    base + base / 8 * (code & 7)
}

/// A little-endian integer of so many bytes.
fn integer(rest: &mut &[u8], count: usize) -> Result<u64, FrameError> {
    let (bytes, behind) = rest.split_at_checked(count).ok_or(FrameError::Cut)?;
    *rest = behind;
    Ok(bytes.iter().rev().fold(0, |integer, byte| integer << 8 | u64::from(*byte)))
}

/// Decodes the frame that bytes begin with; what is left of them comes next.
pub(super) fn decode(rest: &mut &[u8], limit: Option<u64>) -> Result<Vec<u8>, FrameError> {
    let whole = *rest;
    let Some((magic, behind)) = whole.split_first_chunk::<4>() else {
        return Err(unknown(whole));
    };
    if u32::from_le_bytes(*magic) & !0xf == SKIPPABLE {
        let (size, behind) = behind.split_first_chunk::<4>().ok_or(FrameError::Cut)?;
        let size = usize::try_from(u32::from_le_bytes(*size)).map_err(|_| FrameError::Cut)?;
        *rest = behind.get(size..).ok_or(FrameError::Cut)?;
        return Ok(Vec::new());
    }
    if *magic != MAGIC {
        return Err(unknown(whole));
    }
    contents(rest, &Header::read(behind)?, limit)
}

fn unknown(bytes: &[u8]) -> FrameError {
    let found: String = bytes.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    FrameError::Magic { found }
}

/// The bytes that a frame holds, by a library, block after block, so that no more is decoded than a chunk can have.
fn contents(rest: &mut &[u8], header: &Header, limit: Option<u64>) -> Result<Vec<u8>, FrameError> {
    let damaged = |error: &dyn std::fmt::Display| FrameError::Damaged(error.to_string());
    let too_long = || limit.map_or(FrameError::Limit, |limit| FrameError::TooLong { limit });
    let most = limit.unwrap_or(MOST);
    if header.content_size.is_some_and(|size| size > most) {
        return Err(too_long());
    }
    let mut decoder = FrameDecoder::new();
    decoder.set_max_window_size(u64::MAX);
    init(&mut decoder, rest, header.smaller_window(most)).map_err(|error| damaged(&error))?;
    let mut bytes = Vec::new();
    while !decoder.is_finished() {
        check_block(rest, header.longest_block())?;
        let one = BlockDecodingStrategy::UptoBlocks(1);
        decoder.decode_blocks(&mut *rest, one).map_err(|error| damaged(&error))?;
        decoder.collect_to_writer(&mut bytes).map_err(|error| damaged(&error))?;
        if bytes.len() as u64 > most {
            return Err(too_long());
        }
    }
    bytes.extend(decoder.collect().unwrap_or_default());
    let found = bytes.len() as u64;
    if let Some(expected) = header.content_size.filter(|expected| *expected != found) {
        return Err(FrameError::ContentSize { found, expected });
    }
    if let Some(found) = decoder.get_checksum_from_data() {
        let expected = checksum(&bytes);
        if found != expected {
            return Err(FrameError::Checksum { found, expected });
        }
    }
    Ok(bytes)
}

/// Reads the header, in which a smaller window may stand.
fn init(
    decoder: &mut FrameDecoder,
    rest: &mut &[u8],
    window_code: Option<u8>,
) -> Result<(), FrameDecoderError> {
    /// Behind the magic number and the descriptor.
    const AT: usize = 5;
    let Some(code) = window_code else { return decoder.init(rest) };
    let mut start: Vec<u8> = rest.iter().take(LONGEST_HEADER).copied().collect();
    if let Some(place) = start.get_mut(AT) {
        *place = code;
    }
    let mut left = &start[..];
    decoder.init(&mut left)?;
    *rest = &rest[start.len() - left.len()..];
    Ok(())
}

/// Checks that a block is there, and no longer than blocks of the frame can be (RFC 8878 §3.1.1.2).
fn check_block(rest: &[u8], longest: u64) -> Result<(), FrameError> {
    const REPEATED: u32 = 1;
    let (header, content) = rest.split_first_chunk::<3>().ok_or(FrameError::Cut)?;
    let header = u32::from_le_bytes([header[0], header[1], header[2], 0]);
    let (kind, size) = (header >> 1 & 3, header >> 3);
    let length = if kind == REPEATED { 1 } else { size };
    match u64::from(size) > longest {
        true => Err(FrameError::BlockSize { size, longest }),
        false if (content.len() as u64) < u64::from(length) => Err(FrameError::Cut),
        false => Ok(()),
    }
}

/// The lower half of XXH64 (RFC 8878 §3.1.1).
fn checksum(bytes: &[u8]) -> u32 {
    xxh64(bytes) as u32
}

/// The longest header of a frame, with its magic number (RFC 8878 §3.1.1.1).
const LONGEST_HEADER: usize = 18;

/// The longest block (RFC 8878 §3.1.1.2.4).
const LONGEST: usize = 128 << 10;

/// A frame of raw blocks alone, whose header has their size.
pub(super) fn encode(bytes: &[u8], has_checksum: bool) -> Vec<u8> {
    let size = bytes.len() as u64;
    let (flag, size) = match size {
        0..=0xff => (0, size.to_le_bytes()[..1].to_vec()),
        0x100..=0x100ff => (1, (size - 0x100).to_le_bytes()[..2].to_vec()),
        0x10100..=0xffff_ffff => (2, size.to_le_bytes()[..4].to_vec()),
        _ => (3, size.to_le_bytes().to_vec()),
    };
    let single_segment = 1 << 5;
    let descriptor = flag << 6 | single_segment | u8::from(has_checksum) << 2;
    let mut frame = [&MAGIC[..], &[descriptor], &size].concat();
    let mut blocks: Vec<&[u8]> = bytes.chunks(LONGEST).collect();
    if blocks.is_empty() {
        blocks.push(&[]);
    }
    let last = blocks.len() - 1;
    for (at, block) in blocks.into_iter().enumerate() {
        let header = (block.len() as u32) << 3 | u32::from(at == last);
        frame.extend(&header.to_le_bytes()[..3]);
        frame.extend(block);
    }
    if has_checksum {
        frame.extend(checksum(bytes).to_le_bytes());
    }
    frame
}
