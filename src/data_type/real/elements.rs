//! Elements as the `bytes` codec lays them out: little-endian, a whole byte for a sub-byte type.

use super::Real;

/// The patterns as little-endian bytes, the bits above the type's width zero.
pub fn pack(data_type: Real, patterns: impl IntoIterator<Item = u64>) -> Vec<u8> {
    pack_raw(data_type, patterns.into_iter().map(|pattern| pattern & data_type.mask()))
}

/// As [`pack`], but with whatever the upper bits of a byte are.
pub fn pack_raw(data_type: Real, patterns: impl IntoIterator<Item = u64>) -> Vec<u8> {
    match data_type.bytes() {
        1 => pack_words::<1>(patterns),
        2 => pack_words::<2>(patterns),
        4 => pack_words::<4>(patterns),
        8 => pack_words::<8>(patterns),
        width => unreachable!("no type of the table takes {width} bytes"),
    }
}

/// The low `WIDTH` bytes of each pattern. A copy of a length that the compiler knows is no call.
fn pack_words<const WIDTH: usize>(patterns: impl IntoIterator<Item = u64>) -> Vec<u8> {
    let patterns = patterns.into_iter();
    let mut bytes = Vec::with_capacity(patterns.size_hint().0 * WIDTH);
    for pattern in patterns {
        bytes.extend_from_slice(&pattern.to_le_bytes()[..WIDTH]);
    }
    bytes
}

/// The patterns in `bytes`, the bits above the type's width dropped. Bytes that do not make a whole
/// element are left out: the caller compares lengths first.
pub fn unpack(data_type: Real, bytes: &[u8]) -> impl ExactSizeIterator<Item = u64> + Clone {
    unpack_raw(data_type, bytes).map(move |pattern| pattern & data_type.mask())
}

/// As [`unpack`], but with whatever the upper bits of a byte are.
pub fn unpack_raw(data_type: Real, bytes: &[u8]) -> impl ExactSizeIterator<Item = u64> + Clone {
    bytes.chunks_exact(data_type.bytes()).map(|chunk| match *chunk {
        [byte] => u64::from(byte),
        [a, b] => u64::from(u16::from_le_bytes([a, b])),
        [a, b, c, d] => u64::from(u32::from_le_bytes([a, b, c, d])),
        _ => chunk.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    })
}
