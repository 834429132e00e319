//! Values as people type them, in the spellings of the usual languages.
//!
//! This is for the command line alone. Fill values in metadata are read by [`scalar`](super::scalar),
//! to the letter.

use num_bigint::BigUint;

use super::scalar::{self, Rules, ScalarError};
use super::{Decimal, Real};

/// The reason why a text is not a value of a type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypedError {
    #[error(
        "{text:?} is not a number; expected a decimal such as -1.5 or 1e9, NaN, Infinity, a hexadecimal float such as 0x1.8p3, or bits such as {example}"
    )]
    Unreadable { text: String, example: String },
    #[error(transparent)]
    Scalar(#[from] ScalarError),
}

/// The pattern that a person means by `text`: a decimal, `NaN` or an infinity in any usual spelling, a
/// hexadecimal float, or a `0x` pattern of any type, integers included.
///
/// ```
/// use zarrproof::data_type::{Real, scalar};
/// let float16 = Real::from_name("float16")?;
/// for same in ["12", "+12.", "1_2", "1.2e1", "0x1.8p3", "0x4a00"] {
///     assert_eq!(scalar::from_text(float16, same)?, 0x4a00);
/// }
/// assert_eq!(scalar::from_text(float16, "-inf")?, 0xfc00);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_text(data_type: Real, text: &str) -> Result<u64, TypedError> {
    let rules = Rules::default();
    let unreadable = || TypedError::Unreadable {
        text: text.to_owned(),
        example: data_type.pattern_to_text(data_type.max_finite()),
    };
    let plain = without_separators(text.trim()).to_ascii_lowercase();
    let minus = ['-', '\u{2212}'];
    let (negative, unsigned) = match plain.strip_prefix(minus) {
        Some(unsigned) => (true, unsigned),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    if unsigned.starts_with(minus) || unsigned.starts_with('+') {
        return Err(unreadable());
    }
    let constant = |text: &str| Ok(scalar::from_constant(data_type, text, &rules)?);
    match unsigned {
        "nan" => return constant("NaN"),
        "inf" | "infinity" if negative => return constant("-Infinity"),
        "inf" | "infinity" => return constant("Infinity"),
        _ => {}
    }
    let decimal = match unsigned.strip_prefix("0x") {
        Some(digits) if digits.contains(['.', 'p']) => hexadecimal(negative, digits),
        // A pattern has no sign but its own.
        Some(_) if plain.len() > unsigned.len() => None,
        Some(_) => return constant(unsigned),
        None => decimal(negative, unsigned),
    };
    let decimal = decimal.ok_or_else(unreadable)?;
    Ok(scalar::from_decimal(data_type, text, &decimal, &rules)?.pattern)
}

/// Digits may be in groups: `1_000`.
fn without_separators(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let radix = if text.to_ascii_lowercase().contains("0x") { 16 } else { 10 };
    let is_digit =
        |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|c| c.is_digit(radix));
    let separates =
        |at: usize| characters[at] == '_' && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
    (0..characters.len()).filter(|at| !separates(*at)).map(|at| characters[at]).collect()
}

/// A decimal without its sign. Unlike one of JSON it may leave out digits that say nothing.
fn decimal(negative: bool, text: &str) -> Option<Decimal> {
    let (mantissa, power) = match text.split_once('e') {
        Some((mantissa, power)) => (mantissa, format!("e{power}")),
        None => (text, String::new()),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some(("", "")) => return None,
        Some((whole, "")) => (whole, ".0".to_owned()),
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None if mantissa.is_empty() => return None,
        None => (mantissa, String::new()),
    };
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let sign = if negative { "-" } else { "" };
    Decimal::parse(&format!("{sign}{whole}{fraction}{power}"))
}

/// A hexadecimal float as C writes it, without its sign and `0x`: `1.8p3`.
fn hexadecimal(negative: bool, text: &str) -> Option<Decimal> {
    let (mantissa, power) = text.split_once('p').unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let magnitude = BigUint::parse_bytes(digits.as_bytes(), 16)?;
    let (sign, power) = match power.strip_prefix('-') {
        Some(power) => (-1, power),
        None => (1, power.strip_prefix('+').unwrap_or(power)),
    };
    if power.is_empty() || !power.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    // A power too long for the type is beyond every limit all the same.
    let power = sign * power.parse::<i64>().unwrap_or(i64::MAX).min(i64::MAX / 4);
    Some(Decimal::from_binary(negative, &magnitude, power - 4 * fraction.len() as i64))
}
