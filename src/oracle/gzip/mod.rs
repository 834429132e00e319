//! `gzip`: a gzip file (RFC 1952), whose members decode to the bytes.

mod codec;
mod member;

pub use codec::bind;
