//! Data types in the words of NumPy: `<f8`.

use crate::chunk::ByteOrder;
use crate::data_type::{DataType, Real};

/// Python's objects, of which NumPy states no size.
pub const OBJECTS: &str = "|O";

/// Why a text names no data type here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeStringError {
    /// NumPy has none of that name.
    Wrong,
    /// The suite does not have it.
    Unknown,
}

/// The data type and the order of the bytes that a byte order, a kind and a size mean.
///
/// # Errors
///
/// Where there is none, or the suite does not have it.
pub fn type_string(text: &str) -> Result<(DataType, ByteOrder), TypeStringError> {
    use TypeStringError::{Unknown, Wrong};
    let mut characters = text.chars();
    let byte_order = match characters.next() {
        Some('<' | '|') => ByteOrder::Little,
        Some('>') => ByteOrder::Big,
        _ => return Err(Wrong),
    };
    let kind = characters.next().ok_or(Wrong)?;
    let rest = characters.as_str();
    if text == OBJECTS {
        return Err(Unknown);
    }
    let (size, unit) = rest.split_at(rest.find('[').unwrap_or(rest.len()));
    let size: u16 = size.parse().map_err(|_| Wrong)?;
    let named = |name: String| name.parse::<DataType>().map_err(|_| Wrong);
    let data_type = match (kind, size) {
        ('b', 1) => DataType::Bool,
        ('i', 1 | 2 | 4 | 8) => named(format!("int{}", 8 * size))?,
        ('u', 1 | 2 | 4 | 8) => named(format!("uint{}", 8 * size))?,
        ('f', 2 | 4 | 8) => named(format!("float{}", 8 * size))?,
        ('c', 8) => DataType::Complex(Real::FLOAT32),
        ('c', 16) => DataType::Complex(Real::FLOAT64),
        ('M', 8) => named(format!("numpy.datetime64{unit}"))?,
        ('m', 8) => named(format!("numpy.timedelta64{unit}"))?,
        ('V', _) => size.checked_mul(8).and_then(DataType::raw).ok_or(Wrong)?,
        ('b' | 'i' | 'u' | 'f' | 'c' | 'S' | 'U' | 'O', _) => return Err(Unknown),
        _ => return Err(Wrong),
    };
    let is_time = matches!(data_type, DataType::Time(_));
    let has_order = data_type.component_bytes() == Some(1) || matches!(data_type, DataType::Raw(_));
    if is_time == unit.is_empty() || text.starts_with('|') && !has_order {
        return Err(Wrong);
    }
    // What has no order has none that could be reversed.
    Ok((data_type, if has_order { ByteOrder::Little } else { byte_order }))
}

/// The real type that NumPy knows by a type string, with a byte order or without, or by a name.
pub fn number(text: &str) -> Option<(Real, ByteOrder)> {
    if let Ok(real) = Real::from_name(text) {
        return Some((real, ByteOrder::Little));
    }
    let native = || type_string(&format!("<{}", text.trim_start_matches('=')));
    let (data_type, byte_order) = type_string(text).or_else(|_| native()).ok()?;
    Some((data_type.real()?, byte_order))
}
