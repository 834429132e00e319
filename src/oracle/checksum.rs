//! Checksums that the formats of codecs hold.

use std::hash::Hasher;

use twox_hash::XxHash64;

/// A cyclic redundancy check of 32 bits: of reflected bytes, with a register that begins with ones, and complemented.
pub struct Crc32([u32; 256]);

impl Crc32 {
    /// By its polynomial, the highest power first.
    pub const fn of(polynomial: u32) -> Crc32 {
        let (mut remainders, mut byte) = ([0; 256], 0);
        while byte < remainders.len() {
            let (mut remainder, mut bit) = (byte as u32, 0);
            while bit < u8::BITS {
                let is_odd = remainder & 1 == 1;
                remainder >>= 1;
                if is_odd {
                    remainder ^= polynomial.reverse_bits();
                }
                bit += 1;
            }
            remainders[byte] = remainder;
            byte += 1;
        }
        Crc32(remainders)
    }

    pub fn checksum(&self, bytes: &[u8]) -> u32 {
        let step = |register: u32, byte: &u8| {
            let low = register.to_le_bytes()[0] ^ byte;
            register >> 8 ^ self.0[usize::from(low)]
        };
        !bytes.iter().fold(u32::MAX, step)
    }
}

/// CRC-32 as in gzip (RFC 1952 §8).
pub static CRC32: Crc32 = Crc32::of(0x04C1_1DB7);

/// CRC-32C (RFC 3720 §12.1).
pub static CRC32C: Crc32 = Crc32::of(0x1EDC_6F41);

/// The Adler-32 checksum: the sum of the bytes and one, and the sum of these sums, modulo 65521 (RFC 1950 §8.2).
pub fn adler32(bytes: &[u8]) -> u32 {
    const PRIME: u32 = 65521;
    let step = |(sum, sums): (u32, u32), byte: &u8| {
        let sum = (sum + u32::from(*byte)) % PRIME;
        (sum, (sums + sum) % PRIME)
    };
    let (sum, sums) = bytes.iter().fold((1, 0), step);
    sums << 16 | sum
}

/// XXH64 with the seed 0, by a library.
pub fn xxh64(bytes: &[u8]) -> u64 {
    let mut hasher = XxHash64::with_seed(0);
    hasher.write(bytes);
    hasher.finish()
}
