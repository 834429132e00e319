//! `cast_value`: one element, then whole arrays and their fill value.

mod bound;
mod cast;
mod codec;
mod keys;
mod range;
mod telling;
mod trace;

pub use bound::bind;
pub use cast::{Cast, CastError};
pub use codec::{Codec, Direction, FillValueError, MetadataError};
pub use trace::{End, Given, Matched, Neighbour, Reason, Rounded, Step, Trace};
