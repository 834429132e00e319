//! Data types: what the elements of an array are.
//!
//! [`DataType`] is any of them, with its metadata in JSON and the width of its elements; [`fill_value`]
//! reads and writes an element in JSON. [`Real`] is one of the 26 whose elements are real numbers, with
//! everything that exact arithmetic needs.

mod any;
pub mod fill_value;
mod metadata;
mod real;
mod time;

pub use any::{DataType, DataTypeNameError};
pub use metadata::{DataTypeError, DataTypeRules};
pub use real::{
    Decimal, Dyadic, Float, FloatFields, Integer, Kind, Nan, Nearest, PatternError, Real,
    TypedError, UnknownReal, Value, pack, pack_raw, scalar, unpack, unpack_raw,
};
pub use time::{Time, TimeKind, TimeUnit};
