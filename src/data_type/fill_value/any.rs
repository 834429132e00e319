//! The fill value of any data type.

use super::{FillValueJsonError, FillValueRules, base64, complex, integers, text, time};
use crate::data_type::{DataType, pack, scalar, unpack};

/// The bytes of the element that a JSON value denotes.
///
/// # Errors
///
/// Where it is no fill value of the type.
///
/// ```
/// use zarrproof::data_type::DataType;
/// use zarrproof::data_type::fill_value::{FillValueRules, read};
/// let rules = FillValueRules::default();
/// let complex: DataType = "complex64".parse()?;
/// assert_eq!(read(&complex, r#"[1, "NaN"]"#, &rules)?, [0, 0, 0x80, 0x3f, 0, 0, 0xc0, 0x7f]);
/// assert_eq!(read(&DataType::Bytes, "[1, 2, 3]", &rules)?, [1, 2, 3]);
/// assert_eq!(read(&DataType::Bytes, r#""AQID""#, &rules)?, [1, 2, 3]);
/// assert!(read(&DataType::Bool, "0", &rules).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(
    data_type: &DataType,
    json: &str,
    rules: &FillValueRules,
) -> Result<Vec<u8>, FillValueJsonError> {
    // The white space of JSON (RFC 8259 §2).
    let json = json.trim_matches([' ', '\t', '\n', '\r']);
    match data_type {
        DataType::Real(real) => {
            Ok(pack(*real, [scalar::read(*real, json, &rules.scalar)?.pattern]))
        }
        DataType::Bool => match json {
            "false" => Ok(vec![0]),
            "true" => Ok(vec![1]),
            _ => Err(FillValueJsonError::NotABool { json: json.to_owned() }),
        },
        DataType::Complex(component) => complex::read(*component, json, rules),
        DataType::Raw(bits) => integers::read_raw(*bits, json, rules),
        DataType::Time(time) => time::read(*time, json, rules),
        DataType::String => text::read(json, rules),
        DataType::Bytes if json.starts_with('[') => integers::read(json, rules, &DataType::Bytes),
        DataType::Bytes => base64::read(json, rules),
    }
}

/// The JSON of one element, from which [`read`] reads the same bytes.
///
/// Of NaNs other than the one that `"NaN"` denotes, that is a pattern; of `bytes`, base64. Bits above the
/// width of a type are left out. Bytes that are no element of the type give the JSON of what can be read
/// in them.
pub fn write(data_type: &DataType, bytes: &[u8]) -> String {
    match data_type {
        DataType::Real(real) => {
            scalar::to_json(*real, unpack(*real, bytes).next().unwrap_or_default())
        }
        DataType::Bool => bytes.iter().any(|byte| *byte != 0).to_string(),
        DataType::Complex(component) => complex::write(*component, bytes),
        DataType::Raw(_) => integers::write(bytes),
        DataType::Time(_) => time::write(bytes),
        DataType::String => text::write(bytes),
        DataType::Bytes => base64::write(bytes),
    }
}
