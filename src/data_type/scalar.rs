//! One scalar in the fill-value encoding of Zarr v3, in both directions.
//!
//! Core specification, "Permitted fill values", and "Fill value representation" on the page of each
//! extension type. Integers are JSON numbers with no fraction or exponent part. Floats are JSON
//! numbers, rounded once to the nearest value with ties to even; or `"NaN"`, `"Infinity"` and
//! `"-Infinity"` where the type has them; or `"0x…"`, the bytes of the element.

use super::{DataType, Kind, PatternError, decimal::Decimal};

/// Why a JSON value is not a scalar of a type.
#[derive(Debug, thiserror::Error)]
pub enum ScalarError {
    #[error("{json} is not a JSON number or string")]
    NotAScalar { json: String },
    #[error("{json} is not a number, which {data_type} takes")]
    NotANumber { json: String, data_type: DataType },
    #[error(
        "{json} has a fraction or exponent part, and a scalar of {data_type} is a number without"
    )]
    NotAnInteger { json: String, data_type: DataType },
    #[error(
        "{text:?} is not \"NaN\", \"Infinity\", \"-Infinity\" or a hexadecimal pattern such as {example:?}"
    )]
    UnknownConstant { text: String, example: String },
    #[error("{data_type} has no {constant}")]
    NoSuchConstant { data_type: DataType, constant: &'static str },
    #[error("{json} is out of range for {data_type}, which holds {min} to {max}")]
    OutOfRange { json: String, data_type: DataType, min: String, max: String },
    #[error(transparent)]
    Pattern(#[from] PatternError),
}

/// The pattern that a JSON value denotes as a scalar of `data_type`.
///
/// ```
/// use zarrproof::data_type::{DataType, scalar};
/// let float16 = DataType::from_name("float16")?;
/// assert_eq!(scalar::from_json(float16, "0.1")?, 0x2e66);
/// assert_eq!(scalar::from_json(float16, "\"0x7e01\"")?, 0x7e01);
/// assert!(scalar::from_json(float16, "65520").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_json(data_type: DataType, json: &str) -> Result<u64, ScalarError> {
    // The white space of JSON (RFC 8259 §2).
    let json = json.trim_matches([' ', '\t', '\n', '\r']);
    if json.starts_with('"') {
        let text: String = serde_json::from_str(json)
            .map_err(|_| ScalarError::NotAScalar { json: json.to_owned() })?;
        if data_type.is_integer() {
            return Err(ScalarError::NotANumber { json: json.to_owned(), data_type });
        }
        return from_constant(data_type, &text);
    }
    let decimal =
        Decimal::parse(json).ok_or_else(|| ScalarError::NotAScalar { json: json.to_owned() })?;
    from_decimal(data_type, json, &decimal)
}

/// The pattern that a person means by `text`: a decimal, `NaN`, `Infinity`, `-Infinity`, or a `0x`
/// pattern of any type, integers included.
pub fn from_text(data_type: DataType, text: &str) -> Result<u64, ScalarError> {
    match Decimal::parse(text) {
        Some(decimal) => from_decimal(data_type, text, &decimal),
        None => from_constant(data_type, text),
    }
}

/// A JSON value from which [`from_json`] reads the same pattern. NaNs other than the one that `"NaN"`
/// denotes are written as patterns.
pub fn to_json(data_type: DataType, pattern: u64) -> String {
    if data_type.is_nan(pattern) && data_type.nan() != Some(pattern & data_type.mask()) {
        return format!("\"{}\"", data_type.pattern_to_text(pattern));
    }
    let text = data_type.value_to_text(pattern);
    match text.as_str() {
        // Readers that take a number without a fraction for an integer lose the sign of `-0`.
        "-0" => "-0.0".to_owned(),
        "NaN" | "Infinity" | "-Infinity" => format!("\"{text}\""),
        _ => text,
    }
}

fn from_constant(data_type: DataType, text: &str) -> Result<u64, ScalarError> {
    let missing = |constant| ScalarError::NoSuchConstant { data_type, constant };
    match text {
        "NaN" => data_type.nan().ok_or_else(|| missing("NaN")),
        "Infinity" => data_type.infinity(false).ok_or_else(|| missing("infinity")),
        "-Infinity" => data_type.infinity(true).ok_or_else(|| missing("infinity")),
        _ if text.starts_with("0x") => Ok(data_type.pattern_from_text(text)?),
        _ => Err(ScalarError::UnknownConstant {
            text: text.to_owned(),
            example: data_type.pattern_to_text(data_type.max_finite()),
        }),
    }
}

fn from_decimal(data_type: DataType, json: &str, decimal: &Decimal) -> Result<u64, ScalarError> {
    let value = match data_type.kind() {
        Kind::Integer(_) if !decimal.integral => {
            return Err(ScalarError::NotAnInteger { json: json.to_owned(), data_type });
        }
        Kind::Integer(_) => decimal.to_integer(),
        Kind::Float(float) => Some(decimal.round_to(float)),
    };
    value.and_then(|value| data_type.encode(value)).ok_or_else(|| ScalarError::OutOfRange {
        json: json.to_owned(),
        data_type,
        min: data_type.value_to_text(data_type.min_finite()),
        max: data_type.value_to_text(data_type.max_finite()),
    })
}
