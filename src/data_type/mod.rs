//! Data types: what the elements of an array are.

mod real;

pub use real::{
    Decimal, Dyadic, Fields, Float, Integer, Kind, Nan, Nearest, PatternError, Real, TypedError,
    UnknownReal, Value, pack, pack_raw, scalar, unpack, unpack_raw,
};
