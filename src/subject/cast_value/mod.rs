//! Casts, as crates implement them and as the oracle has them.

mod interface;
mod local;
#[cfg(feature = "oracle")]
mod oracle;

pub use crate::codec::cast_value::{Instance, Metadata};
pub use interface::CastValue;
#[cfg(any(feature = "oracle", feature = "zarrs"))]
pub(super) use local::Local;
pub(super) use local::start;
#[cfg(feature = "oracle")]
pub use local::subject_of;
#[cfg(feature = "oracle")]
pub(super) use oracle::{Oracle, of_fixed_size};
