//! Why data is refused.

use crate::data_type::DataType;

/// Why parts do not make an array, or data has not the form that it should have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChunkError {
    #[error("the shape {shape:?} has more elements than memory can hold")]
    TooManyElements { shape: Vec<u64> },
    #[error("{found} bytes; expected {expected} for the shape {shape:?} of {data_type}")]
    Length { found: usize, expected: usize, shape: Vec<u64>, data_type: DataType },
    #[error("{found} elements; expected {expected} for the shape {shape:?}")]
    Count { found: usize, expected: usize, shape: Vec<u64> },
    #[error("elements of {}; expected {} for {data_type}", sized(!is_fixed), sized(*is_fixed))]
    Size { is_fixed: bool, data_type: DataType },
    #[error("an element of {found} bytes; expected {expected} for {data_type}")]
    ElementLength { found: usize, expected: usize, data_type: DataType },
    #[error("the bytes of element {at} are not UTF-8; expected UTF-8 for string")]
    NotUtf8 { at: usize },
    #[error("a NaN at position {found}; expected positions below {count}")]
    Position { found: u64, count: u64 },
    #[error("{found}; expected {expected}")]
    Form { found: String, expected: String },
}

fn sized(is_fixed: bool) -> &'static str {
    if is_fixed { "fixed size" } else { "variable size" }
}

/// Why a codec refuses data, or cannot carry a fill value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct CodecError {
    /// The id of the clause that is not met.
    pub clause: &'static str,
    pub reason: String,
}

/// In place of a clause where data is more than the suite decodes, which says nothing of the data.
const LIMIT: &str = "suite/limit";

impl CodecError {
    /// Where data is more than the suite decodes: another program may decode more.
    pub fn limit(reason: String) -> CodecError {
        CodecError { clause: LIMIT, reason }
    }

    /// The id of the clause that is not met, unless the suite alone is at its limit.
    pub fn unmet(&self) -> Option<&'static str> {
        Some(self.clause).filter(|clause| *clause != LIMIT)
    }
}
