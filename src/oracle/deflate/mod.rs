//! DEFLATE (RFC 1951), which the formats of several codecs hold.

mod bits;
mod error;
mod huffman;
mod inflate;
mod stored;

pub use error::DeflateError;
pub use inflate::{Inflated, inflate};
pub use stored::stored;
