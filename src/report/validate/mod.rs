//! What was found of a `zarr.json`, for people and for machines.

mod json;
mod text;
mod touching;

pub use json::validation_to_json;
pub use text::validation_to_text;
