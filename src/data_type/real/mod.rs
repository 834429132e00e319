//! The 26 real data types that `cast_value` is defined for, as one table.
//!
//! Everything the rest of the crate knows about a type follows from its row in the table: how a bit
//! pattern is read ([`Real::decode`]), how a value is written ([`Real::encode`]), which
//! values lie next to each other ([`Real::rank`]) and how a scalar is spelled in the JSON of a
//! `zarr.json` ([`scalar`]). There is no code for any single type.
//!
//! A bit pattern is a `u64` whose low [`Real::bits`] bits count. The bits above them are
//! ignored when a pattern is read, as the pages of the sub-byte types ask, and zero when one is
//! written.

mod decimal;
mod elements;
mod even;
mod names;
mod order;
mod row;
pub mod scalar;
mod table;
mod text;
mod typed;
mod value;

pub use decimal::{Decimal, Nearest};
pub use elements::{pack, pack_raw, unpack, unpack_raw};
pub use names::UnknownReal;
pub use row::Real;
pub use table::{Float, FloatFields, Integer, Kind, Nan};
pub use text::PatternError;
pub use typed::TypedError;
pub use value::{Dyadic, Value};
