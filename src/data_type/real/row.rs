//! One of the 26 real types, and what follows from its row in the table.

use std::fmt;

use super::table::TABLE;
use super::{Dyadic, Float, Kind, Nan, UnknownReal, Value};

/// One of the 26 data types, as its row in the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Real(u8);

impl Real {
    /// How many there are.
    pub const COUNT: usize = TABLE.len() - 1;

    pub const INT8: Real = Real(2);

    pub const INT64: Real = Real(5);

    pub const UINT8: Real = Real(8);

    /// IEEE 754 binary32.
    pub const FLOAT32: Real = Real(24);

    /// IEEE 754 binary64, which holds every value of every other float type here.
    pub const FLOAT64: Real = Real(25);

    /// The E4M3 of the OCP, which the page of `float8_e4m3` points to but does not describe: no type
    /// of Zarr, and none of [`Real::all`].
    pub const OCP_E4M3: Real = Real(26);

    /// All of them, in the order in which the specification of `cast_value` lists them.
    pub fn all() -> impl DoubleEndedIterator<Item = Real> + ExactSizeIterator + Clone {
        (0..Real::COUNT as u8).map(Real)
    }

    /// The type that Zarr calls `name`.
    ///
    /// ```
    /// use zarrproof::data_type::Real;
    /// assert_eq!(Real::from_name("float8_e4m3")?.bits(), 8);
    /// assert!(Real::from_name("float8").is_err());
    /// # Ok::<(), zarrproof::data_type::UnknownReal>(())
    /// ```
    pub fn from_name(name: &str) -> Result<Real, UnknownReal> {
        Real::all()
            .find(|data_type| data_type.name() == name)
            .ok_or_else(|| UnknownReal { name: name.to_owned() })
    }

    /// The name in Zarr metadata.
    pub fn name(self) -> &'static str {
        TABLE[usize::from(self.0)].0
    }

    /// The layout.
    pub fn kind(self) -> &'static Kind {
        &TABLE[usize::from(self.0)].1
    }

    /// The position in [`Real::all`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The logical width in bits: 2 for `int2`.
    pub fn bits(self) -> u32 {
        match self.kind() {
            Kind::Integer(integer) => integer.bits,
            Kind::Float(float) => float.bits,
        }
    }

    /// The bits that an element has for digits: of a float, those of its mantissa.
    pub fn digits(self) -> u32 {
        match self.kind() {
            Kind::Integer(integer) => integer.bits,
            Kind::Float(float) => float.mantissa_bits,
        }
    }

    /// The bytes one element takes where the `bytes` codec writes it.
    pub fn bytes(self) -> usize {
        self.bits().div_ceil(8) as usize
    }

    /// The pattern with every bit set that counts.
    pub fn mask(self) -> u64 {
        u64::MAX >> (64 - self.bits())
    }

    pub fn is_integer(self) -> bool {
        matches!(self.kind(), Kind::Integer(_))
    }

    /// The value that `pattern` stands for.
    pub fn decode(self, pattern: u64) -> Value {
        let pattern = pattern & self.mask();
        match self.kind() {
            Kind::Integer(integer) => Value::Finite(integer.decode(pattern)),
            Kind::Float(float) => float.decode(pattern),
        }
    }

    /// The pattern of a finite value, if the type holds exactly that value. Where the type has no
    /// negative zero, −0 is +0.
    pub fn encode(self, value: Dyadic) -> Option<u64> {
        match self.kind() {
            Kind::Integer(integer) => integer.encode(value),
            Kind::Float(float) => float.encode(value),
        }
    }

    /// The pattern that the constant `"NaN"` denotes, if the type has NaN.
    pub fn nan(self) -> Option<u64> {
        match self.kind() {
            Kind::Integer(_) => None,
            Kind::Float(float) => float.canonical_nan(),
        }
    }

    /// The pattern of an infinity, if the type has infinities.
    pub fn infinity(self, negative: bool) -> Option<u64> {
        match self.kind() {
            Kind::Integer(_) => None,
            Kind::Float(float) => float.infinity_pattern(negative),
        }
    }

    /// The pattern of the largest finite value.
    pub fn max_finite(self) -> u64 {
        match self.kind() {
            Kind::Integer(integer) => integer.max(),
            Kind::Float(float) => float.max_finite(),
        }
    }

    /// The pattern of the smallest (most negative) finite value.
    pub fn min_finite(self) -> u64 {
        match self.kind() {
            Kind::Integer(integer) => integer.min(),
            Kind::Float(float) => float.min_finite(),
        }
    }

    /// The pattern of the finite value at one end of the range.
    pub fn limit(self, negative: bool) -> u64 {
        if negative { self.min_finite() } else { self.max_finite() }
    }

    /// The sign and the mantissa of a NaN, the mantissa's highest bit at the top of the word. A type
    /// with one NaN only has it where IEEE 754 has its canonical one.
    pub fn nan_payload(self, pattern: u64) -> Option<(bool, u64)> {
        match self.kind() {
            Kind::Integer(_) => None,
            Kind::Float(float) => float.nan_payload(pattern & self.mask()),
        }
    }

    /// Whether some NaN of the type has this sign and mantissa.
    pub fn holds_nan_payload(self, payload: Option<(bool, u64)>) -> bool {
        match (self.kind(), payload) {
            (Kind::Float(float), Some((_, mantissa))) => {
                matches!(float.nan, Nan::Ieee) && mantissa << float.mantissa_bits == 0
            }
            _ => false,
        }
    }

    /// Whether a single pattern is NaN.
    pub fn has_one_nan(self) -> bool {
        matches!(self.kind(), Kind::Float(Float { nan: Nan::Only(_), .. }))
    }

    /// Whether `pattern` is one of the type's NaNs.
    pub fn is_nan(self, pattern: u64) -> bool {
        self.decode(pattern) == Value::Nan
    }
}

impl fmt::Display for Real {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Real {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for Real {
    type Err = UnknownReal;

    fn from_str(name: &str) -> Result<Real, UnknownReal> {
        Real::from_name(name)
    }
}
