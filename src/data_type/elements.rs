//! Elements as the `bytes` codec lays them out: little-endian, a whole byte for a sub-byte type.

use super::DataType;

/// The patterns as little-endian bytes, the bits above the type's width zero.
pub fn pack(data_type: DataType, patterns: impl IntoIterator<Item = u64>) -> Vec<u8> {
    pack_raw(data_type, patterns.into_iter().map(|pattern| pattern & data_type.mask()))
}

/// As [`pack`], but with whatever the upper bits of a byte are.
pub fn pack_raw(data_type: DataType, patterns: impl IntoIterator<Item = u64>) -> Vec<u8> {
    let patterns = patterns.into_iter();
    let width = data_type.bytes();
    let mut bytes = Vec::with_capacity(patterns.size_hint().0 * width);
    for pattern in patterns {
        bytes.extend_from_slice(&pattern.to_le_bytes()[..width]);
    }
    bytes
}

/// The patterns in `bytes`, the bits above the type's width dropped. Bytes that do not make a whole
/// element are left out: the caller compares lengths first.
pub fn unpack(data_type: DataType, bytes: &[u8]) -> impl ExactSizeIterator<Item = u64> + Clone {
    unpack_raw(data_type, bytes).map(move |pattern| pattern & data_type.mask())
}

/// As [`unpack`], but with whatever the upper bits of a byte are.
pub fn unpack_raw(data_type: DataType, bytes: &[u8]) -> impl ExactSizeIterator<Item = u64> + Clone {
    bytes.chunks_exact(data_type.bytes()).map(move |chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        u64::from_le_bytes(word)
    })
}
