//! `zstd`: frames of the Zstandard format (RFC 8878), whose contents are the bytes.

mod codec;
mod frame;

pub use codec::bind;
