//! What the bits of a type mean, from its name alone.
//!
//! `float8_e4m3b11fnuz` says it all: four exponent bits, three mantissa bits, a bias of 11, finite, a
//! NaN, and no negative zero. Nothing here uses the table of types that the oracle reads.

use rug::Float;
use rug::float::Special;

use super::{PRECISION, special};

#[derive(Clone, Copy, Debug)]
pub(super) enum Layout {
    Integer { bits: u32, signed: bool },
    Float { exponent_bits: u32, mantissa_bits: u32, bias: i32, kind: Kind },
}

/// What the last letters of a name say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// None: as IEEE 754 has it.
    Ieee,
    /// `fn`: finite values only. In names of 8 bits and more the `n` stands for NaNs, but no such type
    /// is here.
    Finite,
    /// `fnuz`: finite values, a NaN in the place of −0, unsigned zero.
    UnsignedZero,
    /// `fnu`: finite values, a NaN, unsigned; with no mantissa, no zero either.
    Unsigned,
}

/// Where a float type has values.
pub(super) struct Grid {
    pub precision: u32,
    /// The exponent below which values are subnormal, if there are such.
    pub min_exponent: Option<i32>,
}

impl Layout {
    pub fn of_name(name: &str) -> Option<Layout> {
        let float = |exponent_bits, mantissa_bits, bias, kind| Layout::Float {
            exponent_bits,
            mantissa_bits,
            bias,
            kind,
        };
        match name {
            "bfloat16" => return Some(float(8, 7, 127, Kind::Ieee)),
            // IEEE 754-2019, table 3.5.
            "float16" => return Some(float(5, 10, 15, Kind::Ieee)),
            "float32" => return Some(float(8, 23, 127, Kind::Ieee)),
            "float64" => return Some(float(11, 52, 1023, Kind::Ieee)),
            _ => {}
        }
        for (prefix, signed) in [("int", true), ("uint", false)] {
            if let Some(bits) = name.strip_prefix(prefix) {
                return Some(Layout::Integer { bits: bits.parse().ok()?, signed });
            }
        }
        let (_, layout) = name.split_once("_e")?;
        let kind = match layout.trim_start_matches(|c| "m0123456789b".contains(c)) {
            "" => Kind::Ieee,
            "fn" => Kind::Finite,
            "fnuz" => Kind::UnsignedZero,
            "fnu" => Kind::Unsigned,
            _ => return None,
        };
        let numbers: Vec<u32> = layout
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|digits| digits.parse().ok())
            .collect();
        let (exponent_bits, mantissa_bits) = (*numbers.first()?, *numbers.get(1)?);
        let default_bias = (1 << (exponent_bits - 1)) - i32::from(kind != Kind::UnsignedZero);
        let bias = numbers.get(2).map_or(default_bias, |bias| *bias as i32);
        Some(float(exponent_bits, mantissa_bits, bias, kind))
    }

    pub fn bits(self) -> u32 {
        match self {
            Layout::Integer { bits, .. } => bits,
            Layout::Float { exponent_bits, mantissa_bits, kind, .. } => {
                exponent_bits + mantissa_bits + u32::from(kind != Kind::Unsigned)
            }
        }
    }

    /// `None` for integers.
    pub fn grid(self) -> Option<Grid> {
        let Layout::Float { mantissa_bits, bias, kind, .. } = self else { return None };
        let min_exponent = (kind != Kind::Unsigned).then_some(1 - bias);
        Some(Grid { precision: mantissa_bits + 1, min_exponent })
    }

    pub fn has_nan(self) -> bool {
        matches!(self, Layout::Float { kind, .. } if kind != Kind::Finite)
    }

    pub fn infinity(self, negative: bool) -> Option<u64> {
        match self {
            Layout::Float { exponent_bits, mantissa_bits, kind: Kind::Ieee, .. } => {
                let sign = u64::from(negative) << (exponent_bits + mantissa_bits);
                Some(sign | ((1 << exponent_bits) - 1) << mantissa_bits)
            }
            _ => None,
        }
    }

    /// The smallest and the largest finite value.
    pub fn limits(self) -> (Float, Float) {
        let ones = |bits: u32| u64::MAX >> (64 - bits);
        let (min, max) = match self {
            Layout::Integer { bits, signed: true } => (1 << (bits - 1), ones(bits - 1)),
            Layout::Integer { bits, signed: false } => (0, ones(bits)),
            // All ones are NaN.
            Layout::Float { kind: Kind::Unsigned, .. } => (0, ones(self.bits()) - 1),
            Layout::Float { exponent_bits, mantissa_bits, kind, .. } => {
                let ones = ones(exponent_bits + mantissa_bits);
                let last = if kind == Kind::Ieee { ones - (1 << mantissa_bits) } else { ones };
                (1 << (exponent_bits + mantissa_bits) | last, last)
            }
        };
        (self.decode(min), self.decode(max))
    }

    /// The value of a pattern, computed by MPFR.
    pub fn decode(self, pattern: u64) -> Float {
        let number = |magnitude: u64| Float::with_val(PRECISION, magnitude);
        let (exponent_bits, mantissa_bits, bias, kind) = match self {
            Layout::Integer { bits, signed } => {
                let value = number(pattern);
                let is_negative = signed && pattern >> (bits - 1) == 1;
                return if is_negative { value - (number(1) << bits) } else { value };
            }
            Layout::Float { exponent_bits, mantissa_bits, bias, kind } => {
                (exponent_bits, mantissa_bits, bias, kind)
            }
        };
        let mantissa = pattern & ((1 << mantissa_bits) - 1);
        let codes = (1 << exponent_bits) - 1;
        let code = pattern >> mantissa_bits & codes;
        let negative = pattern >> (exponent_bits + mantissa_bits) == 1;
        match kind {
            Kind::Ieee if code == codes && mantissa != 0 => return special(Special::Nan),
            Kind::Ieee if code == codes && negative => return special(Special::NegInfinity),
            Kind::Ieee if code == codes => return special(Special::Infinity),
            Kind::UnsignedZero if negative && code == 0 && mantissa == 0 => {
                return special(Special::Nan);
            }
            Kind::Unsigned if code == codes && mantissa + 1 == 1 << mantissa_bits => {
                return special(Special::Nan);
            }
            _ => {}
        }
        let is_normal = code > 0 || kind == Kind::Unsigned;
        let exponent = if is_normal { code as i32 } else { 1 } - bias;
        let fraction = number(mantissa) >> mantissa_bits;
        let magnitude = (fraction + u32::from(is_normal)) << exponent;
        if negative { -magnitude } else { magnitude }
    }

    /// The pattern of a value on the grid and within the limits.
    pub fn encode(self, value: &Float) -> u64 {
        // The value is `significand * 2^(exponent - 64)`, and the significand's first bit is 1.
        let (significand, exponent) = match (value.get_significand(), value.get_exp()) {
            (Some(significand), Some(exponent)) => {
                let bits = significand.to_u64_wrapping();
                (bits << bits.leading_zeros(), exponent)
            }
            _ => (0, 0),
        };
        let negative = value.is_sign_negative();
        let (exponent_bits, mantissa_bits, bias, kind) = match self {
            Layout::Integer { bits, .. } => {
                let magnitude = shifted_right(significand, 64 - exponent);
                let pattern = if negative { magnitude.wrapping_neg() } else { magnitude };
                return pattern & (u64::MAX >> (64 - bits));
            }
            Layout::Float { exponent_bits, mantissa_bits, bias, kind } => {
                (exponent_bits, mantissa_bits, bias, kind)
            }
        };
        let binade = exponent - 1;
        let is_normal = significand != 0 && (kind == Kind::Unsigned || binade > -bias);
        let code = if is_normal { binade + bias } else { 0 };
        let weight = if is_normal { binade } else { 1 - bias } - mantissa_bits as i32;
        let magnitude = shifted_right(significand, 64 - exponent + weight);
        let mantissa = magnitude & ((1 << mantissa_bits) - 1);
        let pattern = (code as u64) << mantissa_bits | mantissa;
        let is_zero = pattern == 0 && kind != Kind::Unsigned;
        let sign = negative && !(is_zero && kind == Kind::UnsignedZero);
        u64::from(sign) << (exponent_bits + mantissa_bits) | pattern
    }
}

/// A shift that may take all bits away.
fn shifted_right(bits: u64, by: i32) -> u64 {
    u32::try_from(by).ok().and_then(|by| bits.checked_shr(by)).unwrap_or(0)
}
