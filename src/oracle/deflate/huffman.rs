//! Prefix codes that are given by the lengths of their codes (RFC 1951 §3.2.2).

use super::DeflateError;
use super::bits::Bits;

/// The longest code.
const LONGEST: usize = 15;

/// A prefix code.
pub(super) struct PrefixCode {
    alphabet: &'static str,
    /// By length, how many codes there are.
    counts: [u16; LONGEST + 1],
    /// By length of their codes, then by value.
    symbols: Vec<u16>,
}

impl PrefixCode {
    /// The code in which the symbol at each position has a code of that length, and none where that is 0.
    ///
    /// A code is complete, but for one whose only code has one bit: "If only one distance code is used, it is encoded
    /// using one bit, […] with one unused code" (§3.2.7).
    pub fn of(alphabet: &'static str, lengths: &[u8]) -> Result<PrefixCode, DeflateError> {
        let mut counts = [0; LONGEST + 1];
        for length in lengths {
            counts[usize::from(*length)] += 1;
        }
        counts[0] = 0;
        let left = counts.iter().skip(1).try_fold(1_i32, |left, count| {
            let left = 2 * left - i32::from(*count);
            (left >= 0).then_some(left)
        });
        let used: u16 = counts.iter().sum();
        match left {
            Some(0) => {}
            Some(_) if used == 0 || (used == 1 && counts[1] == 1) => {}
            _ => return Err(DeflateError::Code { alphabet }),
        }
        let mut symbols: Vec<u16> = (0..)
            .zip(lengths)
            .filter(|(_, length)| **length > 0)
            .map(|(symbol, _)| symbol)
            .collect();
        symbols.sort_by_key(|symbol| lengths[usize::from(*symbol)]);
        Ok(PrefixCode { alphabet, counts, symbols })
    }

    /// The symbol whose code comes next.
    pub fn symbol(&self, bits: &mut Bits) -> Result<u16, DeflateError> {
        // The codes of a length are consecutive integers, and follow those of shorter ones.
        let (mut code, mut first, mut index) = (0, 0, 0);
        for count in self.counts.iter().skip(1).map(|count| usize::from(*count)) {
            code |= usize::from(bits.bit()?);
            if code < first + count {
                return Ok(self.symbols[index + code - first]);
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        Err(DeflateError::NoCode { alphabet: self.alphabet })
    }
}
