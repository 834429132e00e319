//! Every data type that an array here may have.
//!
//! Sources: the core specification's list of data types, and the pages `data-types/…` of
//! zarr-extensions.

use std::borrow::Cow;
use std::fmt;

use super::{Real, Time, TimeKind, TimeUnit};
use crate::spelling::nearest;

/// The type of an array's elements.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataType {
    Real(Real),
    Bool,
    /// A real and an imaginary component of this type, which is a float.
    Complex(Real),
    /// So many bits without a meaning: a multiple of 8, and not 0.
    Raw(u16),
    Time(Time),
    /// UTF-8 of any length.
    String,
    /// Bytes of any length.
    Bytes,
}

/// A text that names no data type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DataTypeNameError {
    #[error("unknown data type {name:?}: {hint}")]
    Meant { name: String, hint: String },
    #[error(
        "unknown data type {name:?}; expected one of the 26 real types, bool, a complex type, r8 to r{}, numpy.datetime64, numpy.timedelta64, string or bytes",
        DataType::MAX_RAW_BITS
    )]
    Unknown { name: String },
    #[error(
        "{name:?} is not a type of raw bits: expected a multiple of 8 from r8 to r{}",
        DataType::MAX_RAW_BITS
    )]
    RawBits { name: String },
    #[error("{name:?} has no parameters: expected them in brackets, such as {name}[10s]")]
    NoParameters { name: String },
    #[error(
        "the parameters of {name:?} are {found:?}; expected a factor from 1 to {} and a unit, such as 10s",
        Time::MAX_SCALE_FACTOR
    )]
    Parameters { name: String, found: String },
}

impl DataTypeNameError {
    /// Whether others may know a type of the name.
    pub fn is_unknown(&self) -> bool {
        matches!(self, DataTypeNameError::Meant { .. } | DataTypeNameError::Unknown { .. })
    }
}

/// The names of the core specification, which metadata has as strings, but for those of raw bits.
const CORE: [&str; 14] = [
    "bool",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "float16",
    "float32",
    "float64",
    "complex64",
    "complex128",
];

/// The complex types of the core specification. Their names count bits, and `complex_float32` and
/// `complex_float64` are aliases of them (the pages of these two).
const CORE_COMPLEX: [(&str, Real); 2] =
    [("complex64", Real::FLOAT32), ("complex128", Real::FLOAT64)];

/// The beginning of the name of every other complex type, before the name of its components.
const COMPLEX: &str = "complex_";

impl DataType {
    /// The widest raw bits here. The specification has no limit.
    pub const MAX_RAW_BITS: u16 = u16::MAX - 7;

    /// The complex type of two such components, if they are floats.
    pub fn complex(component: Real) -> Option<DataType> {
        (!component.is_integer()).then_some(DataType::Complex(component))
    }

    /// The type of so many raw bits, if they are whole bytes.
    pub fn raw(bits: u16) -> Option<DataType> {
        (bits > 0 && bits.is_multiple_of(8)).then_some(DataType::Raw(bits))
    }

    /// All types that have no parameters, each once. Raw bits of any width count as having one.
    pub fn without_parameters() -> impl Iterator<Item = DataType> {
        let complex = Real::all().filter_map(DataType::complex);
        let others = [DataType::Bool, DataType::String, DataType::Bytes];
        Real::all().map(DataType::Real).chain(complex).chain(others)
    }

    /// The type that has this name and no configuration. Aliases are names too.
    ///
    /// # Errors
    ///
    /// Where no type has the name, and where a type has it but needs a configuration.
    ///
    /// ```
    /// use zarrproof::data_type::{DataType, Real};
    /// assert_eq!(DataType::from_name("complex_float32")?, DataType::Complex(Real::FLOAT32));
    /// assert_eq!(DataType::from_name("r24")?.bytes(), Some(3));
    /// # Ok::<(), zarrproof::data_type::DataTypeNameError>(())
    /// ```
    pub fn from_name(name: &str) -> Result<DataType, DataTypeNameError> {
        let owned = || name.to_owned();
        match name {
            "bool" => return Ok(DataType::Bool),
            "string" => return Ok(DataType::String),
            "bytes" => return Ok(DataType::Bytes),
            _ if TimeKind::from_name(name).is_some() => {
                return Err(DataTypeNameError::NoParameters { name: owned() });
            }
            _ => {}
        }
        if let Some(bits) = name.strip_prefix('r').filter(|bits| is_digits(bits)) {
            let canonical = !bits.starts_with('0');
            let known = bits.parse().ok().filter(|_| canonical).and_then(DataType::raw);
            return known.ok_or_else(|| DataTypeNameError::RawBits { name: owned() });
        }
        if let Some((_, component)) = CORE_COMPLEX.iter().find(|(core, _)| *core == name) {
            return Ok(DataType::Complex(*component));
        }
        let component = name.strip_prefix(COMPLEX).and_then(|real| Real::from_name(real).ok());
        if let Some(complex) = component.and_then(DataType::complex) {
            return Ok(complex);
        }
        Real::from_name(name).map(DataType::Real).map_err(|unknown| {
            match unknown.hint().or_else(|| like(name)) {
                Some(hint) => DataTypeNameError::Meant { name: owned(), hint },
                None => DataTypeNameError::Unknown { name: owned() },
            }
        })
    }

    /// The name in Zarr metadata, which says nothing of a configuration.
    pub fn name(&self) -> Cow<'static, str> {
        match self {
            DataType::Real(real) => real.name().into(),
            DataType::Bool => "bool".into(),
            DataType::Complex(component) => {
                match CORE_COMPLEX.iter().find(|(_, core)| core == component) {
                    Some((name, _)) => (*name).into(),
                    None => format!("{COMPLEX}{component}").into(),
                }
            }
            DataType::Raw(bits) => format!("r{bits}").into(),
            DataType::Time(time) => time.kind.name().into(),
            DataType::String => "string".into(),
            DataType::Bytes => "bytes".into(),
        }
    }

    /// Whether the core specification defines what has this name. An alias of a core type is not
    /// defined there.
    pub(super) fn is_core_name(name: &str) -> bool {
        let raw = name.strip_prefix('r');
        CORE.contains(&name) || raw.is_some_and(is_digits)
    }

    /// How many numbers an element has: two if it is complex.
    pub fn components(&self) -> u64 {
        match self {
            DataType::Complex(_) => 2,
            _ => 1,
        }
    }

    /// The logical width of one component in bits, if it is fixed: 1 for `bool`, 4 for
    /// `complex_float4_e2m1fn`. The page of `packbits` has these widths, for the types that it lists.
    pub fn component_bits(&self) -> Option<u32> {
        match self {
            DataType::Real(real) | DataType::Complex(real) => Some(real.bits()),
            DataType::Bool => Some(1),
            DataType::Raw(bits) => Some(u32::from(*bits)),
            DataType::Time(_) => Some(64),
            DataType::String | DataType::Bytes => None,
        }
    }

    /// The logical width of an element in bits, if it is fixed.
    pub fn bits(&self) -> Option<u32> {
        self.component_bits().map(|bits| bits * self.components() as u32)
    }

    /// The bytes of one component where the `bytes` codec writes it, if that is fixed. A component of
    /// a sub-byte complex type takes a byte of its own (its page, "bytes").
    pub fn component_bytes(&self) -> Option<usize> {
        self.component_bits().map(|bits| bits.div_ceil(8) as usize)
    }

    /// The bytes of one element where the `bytes` codec writes it, if that is fixed.
    pub fn bytes(&self) -> Option<usize> {
        self.component_bytes().map(|bytes| bytes * self.components() as usize)
    }

    /// The real type, if it is one.
    pub fn real(&self) -> Option<Real> {
        match self {
            DataType::Real(real) => Some(*real),
            _ => None,
        }
    }
}

/// The hint on a name that is much like one of a type that is not real.
fn like(name: &str) -> Option<String> {
    let names: Vec<_> = DataType::without_parameters()
        .filter(|data_type| data_type.real().is_none())
        .map(|data_type| data_type.name())
        .collect();
    let near = nearest(name, names.iter().map(|name| &**name))?;
    Some(format!("did you mean {near}?"))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit())
}

impl From<Real> for DataType {
    fn from(real: Real) -> DataType {
        DataType::Real(real)
    }
}

/// The form in ids and facets: the name, then the parameters in brackets.
impl fmt::Display for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DataType::Time(time) => time.fmt(f),
            _ => f.write_str(&self.name()),
        }
    }
}

/// Reads what [`DataType`] displays, and what NumPy does; aliases too.
impl std::str::FromStr for DataType {
    type Err = DataTypeNameError;

    fn from_str(text: &str) -> Result<DataType, DataTypeNameError> {
        let parameters = text.strip_suffix(']').and_then(|text| text.split_once('['));
        let timed = parameters.and_then(|(name, found)| Some((TimeKind::from_name(name)?, found)));
        let Some((kind, found)) = timed else { return DataType::from_name(text) };
        let digits = found.bytes().take_while(u8::is_ascii_digit).count();
        let (factor, unit) = found.split_at(digits);
        let factor = match factor {
            // NumPy leaves out a factor of 1.
            "" => Some(1),
            padded if padded.starts_with('0') => None,
            _ => factor.parse().ok(),
        };
        let time = factor.zip(TimeUnit::from_name(unit));
        let time = time.and_then(|(factor, unit)| Time::new(kind, unit, factor));
        time.map(DataType::Time).ok_or_else(|| DataTypeNameError::Parameters {
            name: kind.name().to_owned(),
            found: found.to_owned(),
        })
    }
}
