//! One scalar in the fill-value encoding of Zarr v3, in both directions.
//!
//! Core specification, "Permitted fill values", and "Fill value representation" on the page of each
//! extension type. Integers are JSON numbers with no fraction or exponent part. Floats are JSON
//! numbers, rounded once to the nearest value with ties to even; or `"NaN"`, `"Infinity"` and
//! `"-Infinity"` where the type has them; or `"0x…"`, the bytes of the element.

use super::decimal::{Decimal, round_dyadic};
use super::{Dyadic, Float, Kind, PatternError, Real, Value};

pub use super::even::Even;
pub use super::typed::from_text;

/// How far a reader departs from the specification's letter. The default is the letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// `"+Infinity"` is infinity.
    pub plus_infinity: bool,
    /// Integers go through a float64.
    pub integers_through_float64: bool,
    /// Float numbers are rounded to float64 first.
    pub floats_through_float64: bool,
    /// Integers may be written with a fraction or an exponent.
    pub integral_fractions: bool,
    /// `-0` without a fraction is +0.
    pub integer_zero_is_positive: bool,
    /// A pattern may leave out leading zeros.
    pub short_patterns: bool,
    /// Bits of a pattern above the type's width are dropped.
    pub ignore_upper_bits: bool,
    /// What the type cannot hold is taken for its limit.
    pub saturate: bool,
    pub overflow: Overflow,
    pub below: Below,
    pub even: Even,
}

/// What a number beyond the range of a float type is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overflow {
    #[default]
    Refused,
    /// Infinity, where the type has one.
    Infinity,
    /// The nearest finite value.
    Limit,
}

/// What a number is that lies below every value of a type without zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Below {
    #[default]
    Refused,
    /// The smallest value.
    Limit,
    Nan,
}

/// A scalar as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scalar {
    pub pattern: u64,
    /// Whether the JSON names exactly this value, so that nothing was rounded.
    pub exact: bool,
}

/// Why a JSON value is not a scalar of a type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScalarError {
    #[error("{json} is not a JSON number or string")]
    NotAScalar { json: String },
    #[error("{json} is not a number; expected a whole number for {data_type}")]
    NotANumber { json: String, data_type: Real },
    #[error("{json} has a fraction or exponent part; expected a whole number for {data_type}")]
    NotAnInteger { json: String, data_type: Real },
    #[error(
        "{text:?} is not \"NaN\", \"Infinity\", \"-Infinity\" or a hexadecimal pattern such as {example:?}"
    )]
    UnknownConstant { text: String, example: String },
    #[error("{data_type} has no {constant}")]
    NoSuchConstant { data_type: Real, constant: &'static str },
    #[error("{json} is out of range for {data_type}, which holds {min} to {max}")]
    OutOfRange { json: String, data_type: Real, min: String, max: String },
    #[error(transparent)]
    Pattern(#[from] PatternError),
}

impl ScalarError {
    /// Whether the scalar is one, but of a wider type.
    pub fn is_range(&self) -> bool {
        matches!(self, ScalarError::OutOfRange { .. })
    }

    /// The id of the clause that is not met.
    pub fn clause(&self) -> &'static str {
        match self {
            ScalarError::NotAScalar { .. } | ScalarError::UnknownConstant { .. } => {
                "core/float-scalar-constants"
            }
            ScalarError::NotANumber { .. } | ScalarError::NotAnInteger { .. } => {
                "core/integer-scalar"
            }
            ScalarError::NoSuchConstant { .. } => "data-types/scalar-constants",
            ScalarError::OutOfRange { data_type, .. } if data_type.is_integer() => {
                "core/integer-scalar"
            }
            ScalarError::OutOfRange { .. } => "core/float-scalar-number",
            ScalarError::Pattern(_) => "core/float-scalar-pattern",
        }
    }
}

/// The pattern that a JSON value denotes as a scalar of `data_type`.
///
/// ```
/// use zarrproof::data_type::{Real, scalar};
/// let float16 = Real::from_name("float16")?;
/// assert_eq!(scalar::from_json(float16, "0.1")?, 0x2e66);
/// assert_eq!(scalar::from_json(float16, "\"0x7e01\"")?, 0x7e01);
/// assert!(scalar::from_json(float16, "65520").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_json(data_type: Real, json: &str) -> Result<u64, ScalarError> {
    read(data_type, json, &Rules::default()).map(|scalar| scalar.pattern)
}

/// As [`from_json`], by other rules.
pub fn read(data_type: Real, json: &str, rules: &Rules) -> Result<Scalar, ScalarError> {
    // The white space of JSON (RFC 8259 §2).
    let json = json.trim_matches([' ', '\t', '\n', '\r']);
    if json.starts_with('"') {
        let text: String = serde_json::from_str(json)
            .map_err(|_| ScalarError::NotAScalar { json: json.to_owned() })?;
        if data_type.is_integer() {
            return Err(ScalarError::NotANumber { json: json.to_owned(), data_type });
        }
        let pattern = from_constant(data_type, &text, rules)?;
        return Ok(Scalar { pattern, exact: true });
    }
    let decimal = Decimal::parse(json).ok_or_else(|| match data_type.is_integer() {
        true => ScalarError::NotANumber { json: json.to_owned(), data_type },
        false => ScalarError::NotAScalar { json: json.to_owned() },
    })?;
    from_decimal(data_type, json, &decimal, rules)
}

/// A JSON value from which [`from_json`] reads the same pattern. NaNs other than the one that `"NaN"`
/// denotes are written as patterns.
pub fn to_json(data_type: Real, pattern: u64) -> String {
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

pub(super) fn from_constant(
    data_type: Real,
    text: &str,
    rules: &Rules,
) -> Result<u64, ScalarError> {
    let infinity = |negative| {
        data_type
            .infinity(negative)
            .or_else(|| rules.saturate.then(|| data_type.limit(negative)))
            .ok_or(ScalarError::NoSuchConstant { data_type, constant: "infinity" })
    };
    match text {
        "NaN" => data_type.nan().ok_or(ScalarError::NoSuchConstant { data_type, constant: "NaN" }),
        "Infinity" => infinity(false),
        "+Infinity" if rules.plus_infinity => infinity(false),
        "-Infinity" => infinity(true),
        _ => match text.strip_prefix("0x") {
            Some(digits) => {
                let is_short = rules.short_patterns && !digits.is_empty();
                let width = if is_short { 2 * data_type.bytes() } else { 0 };
                match data_type.pattern_from_text(&format!("0x{digits:0>width$}")) {
                    Err(PatternError::UpperBits { pattern, .. }) if rules.ignore_upper_bits => {
                        Ok(pattern & data_type.mask())
                    }
                    read => Ok(read?),
                }
            }
            None => Err(ScalarError::UnknownConstant {
                text: text.to_owned(),
                example: data_type.pattern_to_text(data_type.max_finite()),
            }),
        },
    }
}

pub(super) fn from_decimal(
    data_type: Real,
    json: &str,
    decimal: &Decimal,
    rules: &Rules,
) -> Result<Scalar, ScalarError> {
    let pattern = match data_type.kind() {
        Kind::Integer(_) if !decimal.integral && !rules.integral_fractions => {
            return Err(ScalarError::NotAnInteger { json: json.to_owned(), data_type });
        }
        Kind::Integer(_) => integer(data_type, decimal, rules),
        Kind::Float(float) => nearest(data_type, float, decimal, rules),
    };
    let out_of_range = || ScalarError::OutOfRange {
        json: json.to_owned(),
        data_type,
        min: data_type.value_to_text(data_type.min_finite()),
        max: data_type.value_to_text(data_type.max_finite()),
    };
    let pattern = pattern
        .or_else(|| {
            let saturates = rules.saturate && data_type.is_integer();
            saturates.then(|| data_type.limit(decimal.negative))
        })
        .ok_or_else(out_of_range)?;
    let exact = matches!(
        data_type.decode(pattern), Value::Finite(value) if decimal.is_exactly(value)
    );
    Ok(Scalar { pattern, exact })
}

fn integer(data_type: Real, decimal: &Decimal, rules: &Rules) -> Option<u64> {
    let exact = decimal.to_integer();
    let value = match Real::FLOAT64.kind() {
        Kind::Float(float) if rules.integers_through_float64 && exact.is_some() => {
            decimal.round_to(float, rules.even)
        }
        _ => exact?,
    };
    data_type.encode(value)
}

fn nearest(data_type: Real, float: &Float, decimal: &Decimal, rules: &Rules) -> Option<u64> {
    let mut value = match Real::FLOAT64.kind() {
        Kind::Float(float64) if rules.floats_through_float64 => {
            round_dyadic(decimal.round_to(float64, rules.even), float, rules.even)
        }
        _ => decimal.round_to(float, rules.even),
    };
    if value.is_zero() && decimal.is_zero() && decimal.integral && rules.integer_zero_is_positive {
        value.negative = false;
    }
    data_type.encode(value).or_else(|| beyond(data_type, float, value, rules))
}

/// A number that no finite value of the type is nearest to.
fn beyond(data_type: Real, float: &Float, value: Dyadic, rules: &Rules) -> Option<u64> {
    let is_below =
        !float.zero && (value.is_zero() || value.negative || value.binade() < float.min_exponent());
    if is_below {
        return match rules.below {
            Below::Refused => None,
            Below::Limit => Some(data_type.min_finite()),
            Below::Nan => data_type.nan(),
        };
    }
    match rules.overflow {
        Overflow::Refused => None,
        Overflow::Infinity => data_type.infinity(value.negative),
        Overflow::Limit => Some(data_type.limit(value.negative)),
    }
}
