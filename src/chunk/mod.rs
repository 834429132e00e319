//! What flows through codecs: an array or bytes, and what is known of either before it is there.
//!
//! Elements of a fixed size are little-endian, in C order, each as the `bytes` codec writes it.

mod array;
mod data;
mod element;
mod error;
mod form;
mod positions;
mod shape;

pub use array::{Array, Elements};
pub use data::Data;
pub use element::Element;
pub use error::{ChunkError, CodecError};
pub use form::{ByteOrder, Form};
pub use positions::Positions;
pub use shape::element_count;
