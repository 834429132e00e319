//! Casts, as crates implement them and as the oracle has them.

mod interface;
mod local;
#[cfg(feature = "oracle")]
mod oracle;

pub use crate::codec::cast_value::{Instance, Metadata};
pub use interface::CastValue;
pub(super) use local::start;
#[cfg(any(feature = "oracle", feature = "zarrs"))]
pub use local::subject_of;
#[cfg(feature = "oracle")]
pub(super) use oracle::conversions_of_oracle;
