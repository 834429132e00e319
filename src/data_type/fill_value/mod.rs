//! Fill values in JSON, of every data type, both ways.
//!
//! [`read`] gives the bytes of one element as the `bytes` codec writes it little-endian; of a type of
//! variable size, its bytes. [`write()`] gives the JSON that a writer should have.
//!
//! Sources: the core specification, "Permitted fill values", and "Fill value representation",
//! "Permitted fill values" or "Fill value encoding" on the pages `data-types/…` of zarr-extensions.

mod any;
mod base64;
mod complex;
mod error;
mod integers;
mod rules;
mod text;
mod time;

pub use any::{read, write};
pub use error::FillValueJsonError;
pub use rules::FillValueRules;
