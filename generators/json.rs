//! Metadata that questions about every data type need.

use crate::data_type::DataType;

/// Fill-value JSON of a type of a fixed size.
pub(super) fn fill_value(data_type: &DataType) -> String {
    match data_type {
        DataType::Complex(_) => "[1,1]".to_owned(),
        DataType::Bool => "false".to_owned(),
        DataType::Raw(bits) => format!("[{}]", vec!["1"; usize::from(*bits) / 8].join(",")),
        _ => "1".to_owned(),
    }
}

/// A shape as a part of an id.
pub(super) fn dimensions(shape: &[u64]) -> String {
    match shape {
        [] => "scalar".to_owned(),
        shape => shape.iter().map(u64::to_string).collect::<Vec<_>>().join("x"),
    }
}
