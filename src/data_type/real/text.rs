//! Patterns as hexadecimal text, and values as decimals for people.

use super::{Real, Value};

/// A text that is not a pattern of the type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    #[error("{text:?} is not `0x` followed by hexadecimal digits")]
    Syntax { text: String },
    #[error("{data_type} takes {expected} hexadecimal digits, and {text} has {found}")]
    Length { text: String, data_type: Real, found: usize, expected: usize },
    #[error("{text} sets bits above the {} of {data_type}", data_type.bits())]
    UpperBits { text: String, data_type: Real, pattern: u64 },
}

impl Real {
    /// The pattern in the notation of Zarr's fill values: `0x` and the big-endian hexadecimal digits
    /// of all bytes of the element.
    pub fn pattern_to_text(self, pattern: u64) -> String {
        format!("0x{:0width$x}", pattern & self.mask(), width = 2 * self.bytes())
    }

    /// Reads what [`Real::pattern_to_text`] writes; digits may be of either case.
    pub fn pattern_from_text(self, text: &str) -> Result<u64, PatternError> {
        let syntax = || PatternError::Syntax { text: text.to_owned() };
        let digits = text.strip_prefix("0x").filter(|digits| !digits.is_empty());
        let append = |pattern, digit: char| Some(pattern << 4 | u64::from(digit.to_digit(16)?));
        // Digits beyond the 16 of a u64 are too many for any type.
        let pattern = digits.and_then(|digits| digits.chars().try_fold(0, append));
        let (Some(digits), Some(pattern)) = (digits, pattern) else { return Err(syntax()) };
        let expected = 2 * self.bytes();
        if digits.len() != expected {
            return Err(PatternError::Length {
                text: text.to_owned(),
                data_type: self,
                found: digits.len(),
                expected,
            });
        }
        if pattern & !self.mask() != 0 {
            let text = text.to_owned();
            return Err(PatternError::UpperBits { text, data_type: self, pattern });
        }
        Ok(pattern)
    }

    /// The value as people write it. Integers are exact; a float is the shortest decimal that names
    /// it as a float64, which holds every value of every float type here.
    pub fn value_to_text(self, pattern: u64) -> String {
        match self.decode(pattern) {
            Value::Nan => "NaN".to_owned(),
            Value::Infinity { negative } => {
                if negative { "-Infinity" } else { "Infinity" }.to_owned()
            }
            Value::Finite(value) if self.is_integer() => {
                let sign = if value.negative { "-" } else { "" };
                format!("{sign}{}", value.magnitude)
            }
            Value::Finite(value) => {
                let float64 = Real::FLOAT64.encode(value);
                let signed = float64.map_or(f64::NAN, f64::from_bits);
                let magnitude = signed.abs();
                if magnitude == 0.0 || (1e-5..1e16).contains(&magnitude) {
                    format!("{signed}")
                } else {
                    format!("{signed:e}")
                }
            }
        }
    }
}
