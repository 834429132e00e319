//! Conformance suite and exact reference oracle for Zarr codecs that change numbers.

pub mod codec;
pub mod data_type;
#[cfg(feature = "oracle")]
#[path = "../generators/mod.rs"]
pub mod generators;
#[cfg(feature = "oracle")]
pub mod oracle;
pub mod protocol;
pub mod subject;
pub mod vectors;
