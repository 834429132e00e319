//! What elements of any type have in common.

use crate::data_type::{Real, Value};

/// An element, as far as it resembles others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Likeness {
    /// Nearly: integers beyond 2^53 may be rounded. Any NaN is any other.
    value: f64,
    /// Which of [`TRAITS`] it has, a bit each.
    pub traits: u32,
    /// The bytes that it has.
    pub bytes: Bytes,
}

/// A set of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bytes([u64; 4]);

/// A trait of an element, in words after "an element that is".
type Trait = (&'static str, fn(f64) -> bool);

/// Traits that make programs fail.
const TRAITS: [Trait; 20] = [
    ("NaN", f64::is_nan),
    ("an infinity", f64::is_infinite),
    ("Infinity", |value| value == f64::INFINITY),
    ("-Infinity", |value| value == f64::NEG_INFINITY),
    ("a zero", |value| value == 0.0),
    ("-0", |value| value == 0.0 && value.is_sign_negative()),
    ("finite", f64::is_finite),
    ("negative", |value| value < 0.0),
    ("positive", |value| value > 0.0),
    ("no integer", |value| value.is_finite() && value.fract() != 0.0),
    ("an integer", |value| value.is_finite() && value.fract() == 0.0),
    ("of a magnitude of 2^7 or more", |value| value.abs() >= 128.0),
    ("of a magnitude of 2^8 or more", |value| value.abs() >= 256.0),
    ("of a magnitude of 2^15 or more", |value| value.abs() >= 32768.0),
    ("of a magnitude of 2^16 or more", |value| value.abs() >= 65536.0),
    ("of a magnitude of 2^31 or more", |value| value.abs() >= 2_147_483_648.0),
    ("of a magnitude of 2^32 or more", |value| value.abs() >= 4_294_967_296.0),
    ("of a magnitude of 2^53 or more", |value| value.abs() >= 9_007_199_254_740_992.0),
    ("of a magnitude of 2^63 or more", |value| value.abs() >= 9_223_372_036_854_775_808.0),
    ("of a magnitude below 1", |value| value.abs() < 1.0),
];

impl Likeness {
    pub fn of(data_type: Real, pattern: u64) -> Likeness {
        let value = match data_type.decode(pattern) {
            Value::Nan => f64::NAN,
            Value::Infinity { negative: true } => f64::NEG_INFINITY,
            Value::Infinity { negative: false } => f64::INFINITY,
            Value::Finite(value) => {
                // Two steps, so that neither power is out of range.
                let half = value.exponent / 2;
                let scale = 2f64.powi(half) * 2f64.powi(value.exponent - half);
                let magnitude = match scale {
                    0.0 => {
                        value.magnitude as f64 * 2f64.powi(half) * 2f64.powi(value.exponent - half)
                    }
                    scale => value.magnitude as f64 * scale,
                };
                if value.negative { -magnitude } else { magnitude }
            }
        };
        let has = |at: &usize| TRAITS[*at].1(value);
        let traits = (0..TRAITS.len()).filter(has).fold(0, |traits, at| traits | 1 << at);
        let mut bytes = Bytes([0; 4]);
        for byte in &pattern.to_le_bytes()[..data_type.bytes()] {
            bytes.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
        Likeness { value, traits, bytes }
    }

    /// Whether it is the same value, in whatever type.
    pub fn is_value_of(&self, other: &Likeness) -> bool {
        self.value.to_bits() == other.value.to_bits()
            || (self.value.is_nan() && other.value.is_nan())
    }

    pub fn text(&self) -> String {
        match self.value {
            value if value.is_infinite() => {
                format!("{}Infinity", if value < 0.0 { "-" } else { "" })
            }
            value if value.abs() >= 1e17 || (value != 0.0 && value.abs() < 1e-5) => {
                format!("{value:e}")
            }
            value => value.to_string(),
        }
    }
}

impl Bytes {
    pub const NONE: Bytes = Bytes([0; 4]);

    pub fn and(&self, other: &Bytes) -> Bytes {
        Bytes(std::array::from_fn(|at| self.0[at] & other.0[at]))
    }

    pub fn has_all(&self, other: &Bytes) -> bool {
        self.and(other) == *other
    }

    pub fn text(&self) -> String {
        let has = |byte: &u8| self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1;
        let bytes = (0..=u8::MAX).filter(has).map(|byte| format!("0x{byte:02x}"));
        bytes.collect::<Vec<_>>().join(", ")
    }
}

/// Traits in words.
pub(super) fn traits_text(traits: u32) -> String {
    let has = |at: &usize| traits >> at & 1 == 1;
    let names = (0..TRAITS.len()).filter(has).map(|at| TRAITS[at].0);
    names.collect::<Vec<_>>().join(", ")
}
