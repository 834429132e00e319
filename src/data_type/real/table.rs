//! The table of layouts, and reading and writing patterns from a row of it.
//!
//! Sources: the core specification's list of data types for the integers of 8 bits and more and
//! for `float16`, `float32` and `float64` (IEEE 754 binary16, binary32 and binary64); for all
//! others the page `data-types/<name>` of zarr-extensions. The page of `float8_e4m3` also points to
//! the E4M3 of the OCP (largest value 448, no infinity), but the layout that it states is the
//! IEEE-like one (largest value 240, infinity at 0x78); the stated layout is what stands here.

use super::{Dyadic, Value};

/// What the bits of a type mean.
#[derive(Debug)]
pub enum Kind {
    Integer(Integer),
    Float(Float),
}

/// Two's complement if signed, else plain binary.
#[derive(Debug)]
pub struct Integer {
    pub bits: u32,
    pub signed: bool,
}

/// From the most significant bit: sign (if signed), exponent, mantissa.
#[derive(Debug)]
pub struct Float {
    pub bits: u32,
    pub exponent_bits: u32,
    /// Without the implicit leading bit.
    pub mantissa_bits: u32,
    pub bias: i32,
    pub signed: bool,
    pub infinity: bool,
    pub nan: Nan,
    /// Whether there is a zero. A type without one has no subnormal values either: the exponent
    /// code 0 is an ordinary one.
    pub zero: bool,
    pub negative_zero: bool,
}

/// Which patterns are NaN.
#[derive(Debug)]
pub enum Nan {
    None,
    /// IEEE 754: the largest exponent code with a mantissa other than 0.
    Ieee,
    Only(u64),
    /// The largest exponent code with a mantissa of all ones.
    AllOnes,
}

/// The parts of a float's pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FloatFields {
    /// The sign bit; false where there is none.
    pub negative: bool,
    /// The exponent code.
    pub exponent: u64,
    pub mantissa: u64,
}

/// The 26 types, then the one layout that is none of them.
pub(super) const TABLE: [(&str, Kind); 27] = [
    ("int2", integer(2, true)),
    ("int4", integer(4, true)),
    ("int8", integer(8, true)),
    ("int16", integer(16, true)),
    ("int32", integer(32, true)),
    ("int64", integer(64, true)),
    ("uint2", integer(2, false)),
    ("uint4", integer(4, false)),
    ("uint8", integer(8, false)),
    ("uint16", integer(16, false)),
    ("uint32", integer(32, false)),
    ("uint64", integer(64, false)),
    ("float4_e2m1fn", finite(2, 1, 1)),
    ("float6_e2m3fn", finite(2, 3, 1)),
    ("float6_e3m2fn", finite(3, 2, 3)),
    ("float8_e3m4", ieee(3, 4, 3)),
    ("float8_e4m3", ieee(4, 3, 7)),
    ("float8_e4m3b11fnuz", unsigned_zero(4, 3, 11)),
    ("float8_e4m3fnuz", unsigned_zero(4, 3, 8)),
    ("float8_e5m2", ieee(5, 2, 15)),
    ("float8_e5m2fnuz", unsigned_zero(5, 2, 16)),
    ("float8_e8m0fnu", SCALE),
    ("bfloat16", ieee(8, 7, 127)),
    ("float16", ieee(5, 10, 15)),
    ("float32", ieee(8, 23, 127)),
    ("float64", ieee(11, 52, 1023)),
    ("float8_e4m3 of the OCP", OCP_E4M3),
];

const fn integer(bits: u32, signed: bool) -> Kind {
    Kind::Integer(Integer { bits, signed })
}

/// The layout of IEEE 754 at any width.
const fn ieee(exponent_bits: u32, mantissa_bits: u32, bias: i32) -> Kind {
    Kind::Float(Float {
        bits: 1 + exponent_bits + mantissa_bits,
        exponent_bits,
        mantissa_bits,
        bias,
        signed: true,
        infinity: true,
        nan: Nan::Ieee,
        zero: true,
        negative_zero: true,
    })
}

/// `fn`: every pattern is a finite number.
const fn finite(exponent_bits: u32, mantissa_bits: u32, bias: i32) -> Kind {
    Kind::Float(Float {
        bits: 1 + exponent_bits + mantissa_bits,
        exponent_bits,
        mantissa_bits,
        bias,
        signed: true,
        infinity: false,
        nan: Nan::None,
        zero: true,
        negative_zero: true,
    })
}

/// `fnuz`: no infinity, one zero, and NaN where IEEE 754 has −0.
const fn unsigned_zero(exponent_bits: u32, mantissa_bits: u32, bias: i32) -> Kind {
    Kind::Float(Float {
        bits: 1 + exponent_bits + mantissa_bits,
        exponent_bits,
        mantissa_bits,
        bias,
        signed: true,
        infinity: false,
        nan: Nan::Only(1 << (exponent_bits + mantissa_bits)),
        zero: true,
        negative_zero: false,
    })
}

/// `fnu` with no mantissa: the powers of two from 2^-127 to 2^127, and NaN.
const SCALE: Kind = Kind::Float(Float {
    bits: 8,
    exponent_bits: 8,
    mantissa_bits: 0,
    bias: 127,
    signed: false,
    infinity: false,
    nan: Nan::Only(0xff),
    zero: false,
    negative_zero: false,
});

/// OCP 8-bit Floating Point Specification, E4M3: the largest exponent code holds numbers too, but for
/// one NaN of each sign.
const OCP_E4M3: Kind = Kind::Float(Float {
    bits: 8,
    exponent_bits: 4,
    mantissa_bits: 3,
    bias: 7,
    signed: true,
    infinity: false,
    nan: Nan::AllOnes,
    zero: true,
    negative_zero: true,
});

impl Integer {
    pub fn min(&self) -> u64 {
        if self.signed { 1 << (self.bits - 1) } else { 0 }
    }

    pub fn max(&self) -> u64 {
        u64::MAX >> (64 - self.bits + u32::from(self.signed))
    }

    pub(super) fn decode(&self, pattern: u64) -> Dyadic {
        let negative = self.signed && pattern >> (self.bits - 1) == 1;
        let magnitude = if negative {
            // The two's complement of an N-bit pattern is 2^N minus it.
            pattern.wrapping_neg() & (u64::MAX >> (64 - self.bits))
        } else {
            pattern
        };
        Dyadic { negative, magnitude, exponent: 0 }
    }

    pub(super) fn encode(&self, value: Dyadic) -> Option<u64> {
        let Dyadic { negative, magnitude, exponent } = value.normalized();
        if !(0..64).contains(&exponent) || magnitude.leading_zeros() < exponent as u32 {
            return None;
        }
        let magnitude = magnitude << exponent;
        let limit = if negative { self.min() } else { self.max() };
        if magnitude > limit {
            return None;
        }
        let pattern = if negative { magnitude.wrapping_neg() } else { magnitude };
        Some(pattern & (u64::MAX >> (64 - self.bits)))
    }
}

impl Float {
    fn sign_bit(&self) -> u64 {
        if self.signed { 1 << (self.bits - 1) } else { 0 }
    }

    fn mantissa_mask(&self) -> u64 {
        (1 << self.mantissa_bits) - 1
    }

    /// The largest exponent code.
    fn exponent_mask(&self) -> u64 {
        (1 << self.exponent_bits) - 1
    }

    pub fn fields(&self, pattern: u64) -> FloatFields {
        FloatFields {
            negative: pattern & self.sign_bit() != 0,
            exponent: pattern >> self.mantissa_bits & self.exponent_mask(),
            mantissa: pattern & self.mantissa_mask(),
        }
    }

    /// The exponent of the smallest binade with full precision: 2^this is the smallest normal value.
    pub fn min_exponent(&self) -> i32 {
        i32::from(self.zero) - self.bias
    }

    /// The significand's precision in bits, the implicit leading bit included.
    pub fn precision(&self) -> u32 {
        self.mantissa_bits + 1
    }

    pub(super) fn infinity_pattern(&self, negative: bool) -> Option<u64> {
        let sign = if negative { self.sign_bit() } else { 0 };
        self.infinity.then(|| sign | self.exponent_mask() << self.mantissa_bits)
    }

    pub(super) fn canonical_nan(&self) -> Option<u64> {
        match self.nan {
            Nan::None => None,
            Nan::Ieee => {
                let quiet = 1 << (self.mantissa_bits - 1);
                Some(self.exponent_mask() << self.mantissa_bits | quiet)
            }
            Nan::Only(pattern) => Some(pattern),
            Nan::AllOnes => Some(self.exponent_mask() << self.mantissa_bits | self.mantissa_mask()),
        }
    }

    pub(super) fn nan_payload(&self, pattern: u64) -> Option<(bool, u64)> {
        if self.decode(pattern) != Value::Nan {
            return None;
        }
        Some(match self.nan {
            Nan::Ieee => {
                let negative = pattern & self.sign_bit() != 0;
                (negative, (pattern & self.mantissa_mask()) << (64 - self.mantissa_bits))
            }
            _ => (false, 1 << 63),
        })
    }

    pub(super) fn max_finite(&self) -> u64 {
        let all_ones = self.exponent_mask() << self.mantissa_bits | self.mantissa_mask();
        match self.nan {
            Nan::Ieee => (self.exponent_mask() << self.mantissa_bits) - 1,
            Nan::Only(pattern) if pattern == all_ones => all_ones - 1,
            Nan::AllOnes => all_ones - 1,
            Nan::Only(_) | Nan::None => all_ones,
        }
    }

    pub(super) fn min_finite(&self) -> u64 {
        if self.signed { self.sign_bit() | self.max_finite() } else { u64::from(self.zero) }
    }

    pub(super) fn decode(&self, pattern: u64) -> Value {
        if matches!(self.nan, Nan::Only(nan) if nan == pattern) {
            return Value::Nan;
        }
        let FloatFields { negative, exponent: code, mantissa } = self.fields(pattern);
        if matches!(self.nan, Nan::AllOnes)
            && (code, mantissa) == (self.exponent_mask(), self.mantissa_mask())
        {
            return Value::Nan;
        }
        if matches!(self.nan, Nan::Ieee) && code == self.exponent_mask() {
            return if mantissa == 0 { Value::Infinity { negative } } else { Value::Nan };
        }
        let least = self.min_exponent() - self.mantissa_bits as i32;
        Value::Finite(if code == 0 && self.zero {
            Dyadic { negative, magnitude: mantissa, exponent: least }
        } else {
            Dyadic {
                negative,
                magnitude: 1 << self.mantissa_bits | mantissa,
                exponent: code as i32 - self.bias - self.mantissa_bits as i32,
            }
        })
    }

    pub(super) fn encode(&self, value: Dyadic) -> Option<u64> {
        let value = value.normalized();
        if value.is_zero() {
            let sign = if value.negative && self.negative_zero { self.sign_bit() } else { 0 };
            return self.zero.then_some(sign);
        }
        if value.negative && !self.signed {
            return None;
        }
        let binade = value.binade();
        // The weight of the mantissa's last bit in this binade.
        let ulp = binade.max(self.min_exponent()) - self.mantissa_bits as i32;
        if value.exponent < ulp || (binade < self.min_exponent() && !self.zero) {
            return None;
        }
        let significand = value.magnitude.checked_shl((value.exponent - ulp) as u32)?;
        let code = if binade < self.min_exponent() { 0 } else { binade + self.bias };
        let pattern = (code as u64) << self.mantissa_bits | significand & self.mantissa_mask();
        if pattern > self.max_finite() {
            return None;
        }
        Some(if value.negative { self.sign_bit() | pattern } else { pattern })
    }
}
