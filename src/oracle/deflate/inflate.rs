//! What a DEFLATE stream decodes to.

use super::DeflateError;
use super::bits::Bits;
use super::huffman::PrefixCode;

/// What a stream decodes to.
#[derive(Debug)]
pub struct Inflated {
    pub bytes: Vec<u8>,
    /// The bytes of the stream; others may follow.
    pub read: usize,
}

/// Decodes the stream that bytes begin with.
///
/// # Errors
///
/// Where there is none, or it decodes to more bytes than `limit`.
pub fn inflate(stream: &[u8], limit: Option<u64>) -> Result<Inflated, DeflateError> {
    let mut bits = Bits::of(stream);
    let mut output = Output { bytes: Vec::new(), limit };
    loop {
        let is_last = bits.bit()? == 1;
        match bits.integer(2)? {
            0 => stored(&mut bits, &mut output)?,
            1 => compressed(&mut bits, &Codes::fixed()?, &mut output)?,
            2 => {
                let codes = Codes::read(&mut bits)?;
                compressed(&mut bits, &codes, &mut output)?;
            }
            _ => return Err(DeflateError::BlockType),
        }
        if is_last {
            return Ok(Inflated { bytes: output.bytes, read: bits.read() });
        }
    }
}

struct Output {
    bytes: Vec<u8>,
    limit: Option<u64>,
}

impl Output {
    fn push(&mut self, byte: u8) -> Result<(), DeflateError> {
        match self.limit {
            Some(limit) if self.bytes.len() as u64 >= limit => Err(DeflateError::TooLong { limit }),
            _ => {
                self.bytes.push(byte);
                Ok(())
            }
        }
    }

    /// Repeats bytes from so far back; they may be among those that this adds.
    fn copy(&mut self, length: usize, distance: usize) -> Result<(), DeflateError> {
        let produced = self.bytes.len();
        let start = produced.checked_sub(distance);
        let start = start.ok_or(DeflateError::Distance { distance, produced })?;
        (start..start + length).try_for_each(|at| self.push(self.bytes[at]))
    }
}

/// A block that is not compressed (§3.2.4).
fn stored(bits: &mut Bits, output: &mut Output) -> Result<(), DeflateError> {
    let header = bits.bytes(4)?;
    let length = u16::from_le_bytes([header[0], header[1]]);
    let complement = u16::from_le_bytes([header[2], header[3]]);
    if length != !complement {
        return Err(DeflateError::StoredLength { length, complement });
    }
    bits.bytes(usize::from(length))?.iter().try_for_each(|byte| output.push(*byte))
}

/// The two prefix codes of a compressed block.
struct Codes {
    literals: PrefixCode,
    distances: PrefixCode,
}

const LITERALS: &str = "literal/length";
const DISTANCES: &str = "distance";

/// The order in which the lengths of the codes for code lengths come (§3.2.7).
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

impl Codes {
    /// The codes that every decoder knows (§3.2.6).
    fn fixed() -> Result<Codes, DeflateError> {
        let lengths = [vec![8; 144], vec![9; 112], vec![7; 24], vec![8; 8]].concat();
        let literals = PrefixCode::of(LITERALS, &lengths)?;
        Ok(Codes { literals, distances: PrefixCode::of(DISTANCES, &[5; 32])? })
    }

    /// The codes that a block begins with (§3.2.7).
    fn read(bits: &mut Bits) -> Result<Codes, DeflateError> {
        let literals = usize::from(bits.integer(5)?) + 257;
        let distances = usize::from(bits.integer(5)?) + 1;
        if literals > 286 {
            return Err(DeflateError::LiteralCodes { count: literals });
        }
        let used = usize::from(bits.integer(4)?) + 4;
        let mut of_lengths = [0; ORDER.len()];
        for at in &ORDER[..used] {
            of_lengths[*at] = bits.integer(3)? as u8;
        }
        let code = PrefixCode::of("code length", &of_lengths)?;
        let mut lengths: Vec<u8> = Vec::new();
        while lengths.len() < literals + distances {
            let (repeated, times) = match code.symbol(bits)? {
                symbol @ 0..=15 => (symbol as u8, 1),
                16 => {
                    let before = *lengths.last().ok_or(DeflateError::NothingToRepeat)?;
                    (before, 3 + bits.integer(2)?)
                }
                17 => (0, 3 + bits.integer(3)?),
                _ => (0, 11 + bits.integer(7)?),
            };
            lengths.extend((0..times).map(|_| repeated));
        }
        if lengths.len() > literals + distances {
            return Err(DeflateError::TooManyLengths);
        }
        let (literals, distances) = lengths.split_at(literals);
        let literals = PrefixCode::of(LITERALS, literals)?;
        Ok(Codes { literals, distances: PrefixCode::of(DISTANCES, distances)? })
    }
}

/// Lengths from symbol 257 on: the least, and how many bits are added (§3.2.5).
const LENGTHS: [(u16, u32); 29] = {
    let (mut lengths, mut at, mut least) = ([(0, 0); 29], 0, 3);
    while at < 28 {
        let extra = if at < 8 { 0 } else { at as u32 / 4 - 1 };
        lengths[at] = (least, extra);
        (least, at) = (least + (1 << extra), at + 1);
    }
    lengths[28] = (258, 0);
    lengths
};

/// Distances: the least of each symbol, and how many bits are added (§3.2.5).
const DISTANCE_CODES: [(u16, u32); 30] = {
    let (mut distances, mut at, mut least) = ([(0, 0); 30], 0, 1_u32);
    while at < 30 {
        let extra = if at < 4 { 0 } else { at as u32 / 2 - 1 };
        distances[at] = (least as u16, extra);
        (least, at) = (least + (1 << extra), at + 1);
    }
    distances
};

/// A block of literals and of pairs of length and distance (§3.2.3).
fn compressed(bits: &mut Bits, codes: &Codes, output: &mut Output) -> Result<(), DeflateError> {
    const END: u16 = 256;
    loop {
        let symbol = codes.literals.symbol(bits)?;
        match symbol {
            END => return Ok(()),
            0..END => output.push(symbol as u8)?,
            _ => {
                let length = of_table(&LENGTHS, LITERALS, symbol, END + 1, bits)?;
                let symbol = codes.distances.symbol(bits)?;
                let distance = of_table(&DISTANCE_CODES, DISTANCES, symbol, 0, bits)?;
                output.copy(length, distance)?;
            }
        }
    }
}

/// The length or distance that a symbol and the bits behind it stand for.
fn of_table(
    table: &[(u16, u32)],
    alphabet: &'static str,
    symbol: u16,
    first: u16,
    bits: &mut Bits,
) -> Result<usize, DeflateError> {
    let row = table.get(usize::from(symbol - first));
    let (least, extra) = row.ok_or(DeflateError::Symbol { alphabet, symbol })?;
    Ok(usize::from(*least) + usize::from(bits.integer(*extra)?))
}
