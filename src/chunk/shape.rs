//! How much an array of a shape holds.

use super::ChunkError;

/// How many elements an array of this shape has. Without dimensions it has one.
///
/// # Errors
///
/// Where that is more than a `usize` holds. A dimension of 0 makes any shape empty.
pub fn element_count(shape: &[u64]) -> Result<usize, ChunkError> {
    if shape.contains(&0) {
        return Ok(0);
    }
    let count = shape.iter().try_fold(1u64, |count, length| count.checked_mul(*length));
    count
        .and_then(|count| usize::try_from(count).ok())
        .ok_or_else(|| ChunkError::TooManyElements { shape: shape.to_vec() })
}

/// The bytes of all elements of a fixed size.
pub(super) fn byte_count(shape: &[u64], width: usize) -> Result<usize, ChunkError> {
    let bytes = element_count(shape)?.checked_mul(width);
    bytes.ok_or_else(|| ChunkError::TooManyElements { shape: shape.to_vec() })
}
