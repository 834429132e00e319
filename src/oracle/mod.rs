//! The oracle: what a codec's specification says the outcome is, in exact arithmetic.
//!
//! Values are integers of GMP times powers of two. No step goes through a machine float. One module
//! a codec; [`exact`] is the arithmetic that they share. [`Codec`] is what flows through a bound codec.

mod bind_error;
mod bitround;
mod bytes;
pub mod cast_value;
mod chain;
mod checked;
pub(crate) mod checksum;
mod codec;
mod components;
mod compressed;
mod crc32c;
pub mod deflate;
mod elements;
pub mod exact;
mod fields;
pub mod fixtures;
mod form;
mod gmp;
mod gzip;
mod items;
pub mod metadata;
mod numbers;
mod numcodecs_adler32;
mod numcodecs_astype;
mod numcodecs_base64;
mod numcodecs_categorize;
mod numcodecs_crc32;
mod numcodecs_crc32c;
mod numcodecs_delta;
mod numcodecs_fixedscaleoffset;
mod numcodecs_fletcher32;
mod numcodecs_jenkins_lookup3;
mod numcodecs_packbits;
mod numcodecs_quantize;
mod numcodecs_shuffle;
mod numcodecs_zlib;
pub(crate) mod numpy;
mod once;
mod operation;
mod packbits;
mod reshape;
pub mod scale_offset;
pub mod stored;
pub mod survey;
pub mod table;
mod told;
mod transpose;
pub(crate) mod type_string;
pub mod validation;
mod vlen_bytes;
mod vlen_utf8;
mod zstd;

pub use bind_error::BindError;
pub use chain::{Chain, ChainError};
pub use codec::{Bind, Bound, Codec};
pub use elements::{ElementsError, array_of_json};
pub use fields::{Fields, data_type_rules};
pub use form::{FormError, array_form};
pub use told::{Telling, Told};
