//! The 26 real data types that `cast_value` is defined for, as one table.
//!
//! Everything the rest of the crate knows about a type follows from its row in the table: how a bit
//! pattern is read ([`DataType::decode`]), how a value is written ([`DataType::encode`]), which
//! values lie next to each other ([`DataType::rank`]) and how a scalar is spelled in the JSON of a
//! `zarr.json` ([`scalar`]). There is no code for any single type.
//!
//! A bit pattern is a `u64` whose low [`DataType::bits`] bits count. The bits above them are
//! ignored when a pattern is read, as the pages of the sub-byte types ask, and zero when one is
//! written.

mod decimal;
mod elements;
mod names;
mod order;
pub mod scalar;
mod table;
mod text;
mod typed;

pub use decimal::{Decimal, Nearest};
pub use elements::{pack, pack_raw, unpack, unpack_raw};
pub use table::{Fields, Float, Integer, Kind, Nan};
pub use text::PatternError;
pub use typed::TypedError;

use std::fmt;

use table::TABLE;

/// One of the 26 data types, as its row in the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DataType(u8);

/// The exact value that a bit pattern stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Finite(Dyadic),
    Infinity { negative: bool },
    Nan,
}

/// A finite value: `magnitude * 2^exponent`, negated if `negative`. A negative zero keeps its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dyadic {
    pub negative: bool,
    pub magnitude: u64,
    pub exponent: i32,
}

/// A name that no data type of the 26 has.
#[derive(Debug, thiserror::Error)]
#[error("unknown data type {name:?}{}", expected(name))]
pub struct UnknownDataType {
    pub name: String,
}

impl UnknownDataType {
    /// The type that was probably meant, as a sentence.
    pub fn hint(&self) -> Option<String> {
        names::hint(&self.name)
    }
}

/// The type that was probably meant, or all of them.
fn expected(name: &str) -> String {
    match names::hint(name) {
        Some(hint) => format!(": {hint}"),
        None => {
            let names: Vec<_> = DataType::all().map(DataType::name).collect();
            format!("; expected one of {}", names.join(", "))
        }
    }
}

impl DataType {
    /// How many there are.
    pub const COUNT: usize = TABLE.len() - 1;

    pub const INT8: DataType = DataType(2);

    pub const UINT8: DataType = DataType(8);

    /// IEEE 754 binary32.
    pub const FLOAT32: DataType = DataType(24);

    /// IEEE 754 binary64, which holds every value of every other float type here.
    pub const FLOAT64: DataType = DataType(25);

    /// The E4M3 of the OCP, which the page of `float8_e4m3` points to but does not describe: no type
    /// of Zarr, and none of [`DataType::all`].
    pub const OCP_E4M3: DataType = DataType(26);

    /// All of them, in the order in which the specification of `cast_value` lists them.
    pub fn all() -> impl DoubleEndedIterator<Item = DataType> + ExactSizeIterator + Clone {
        (0..DataType::COUNT as u8).map(DataType)
    }

    /// The type that Zarr calls `name`.
    ///
    /// ```
    /// use zarrproof::data_type::DataType;
    /// assert_eq!(DataType::from_name("float8_e4m3")?.bits(), 8);
    /// assert!(DataType::from_name("float8").is_err());
    /// # Ok::<(), zarrproof::data_type::UnknownDataType>(())
    /// ```
    pub fn from_name(name: &str) -> Result<DataType, UnknownDataType> {
        DataType::all()
            .find(|data_type| data_type.name() == name)
            .ok_or_else(|| UnknownDataType { name: name.to_owned() })
    }

    /// The name in Zarr metadata.
    pub fn name(self) -> &'static str {
        TABLE[usize::from(self.0)].0
    }

    /// The layout.
    pub fn kind(self) -> &'static Kind {
        &TABLE[usize::from(self.0)].1
    }

    /// The position in [`DataType::all`].
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

impl fmt::Display for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for DataType {
    type Err = UnknownDataType;

    fn from_str(name: &str) -> Result<DataType, UnknownDataType> {
        DataType::from_name(name)
    }
}

impl Dyadic {
    /// Zero, whatever its sign.
    pub fn is_zero(self) -> bool {
        self.magnitude == 0
    }

    /// Whether both are the same number: −0 is 0.
    pub fn is_equal(self, other: Dyadic) -> bool {
        self.is_zero() && other.is_zero() || self.normalized() == other.normalized()
    }

    /// `floor(log2(|value|))` of a value that is not zero.
    pub fn binade(self) -> i32 {
        debug_assert!(!self.is_zero());
        self.exponent + (u64::BITS - 1 - self.magnitude.leading_zeros()) as i32
    }

    /// The same value with an odd magnitude (or a magnitude of zero).
    pub fn normalized(self) -> Dyadic {
        if self.is_zero() {
            return Dyadic { exponent: 0, ..self };
        }
        let zeros = self.magnitude.trailing_zeros();
        Dyadic {
            magnitude: self.magnitude >> zeros,
            exponent: self.exponent + zeros as i32,
            ..self
        }
    }
}
