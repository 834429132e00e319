//! Why an implementation in this process gives no result.

use crate::codec::ConfigurationError;
#[cfg(any(feature = "oracle", feature = "zarr-cast-value", feature = "zarr-cast-value-0-4"))]
use crate::data_type::Real;
use crate::protocol::{Answer, ErrorKind};

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An element has none.
    Value(String),
    /// The metadata is not acceptable.
    Metadata(String),
    /// The implementation does not do this.
    Unsupported(String),
}

impl Refusal {
    pub(super) fn answer(self) -> Answer {
        let error = |kind, message| Answer::Error { kind: Some(kind), message };
        match self {
            Refusal::Value(message) => error(ErrorKind::Value, message),
            Refusal::Metadata(message) => error(ErrorKind::Configuration, message),
            Refusal::Unsupported(reason) => Answer::Unsupported(reason),
        }
    }
}

impl From<ConfigurationError> for Refusal {
    fn from(error: ConfigurationError) -> Refusal {
        Refusal::Metadata(error.to_string())
    }
}

/// Refuses data that is not as long as its shape says. Only another program can send such.
#[cfg(any(feature = "oracle", feature = "zarr-cast-value", feature = "zarr-cast-value-0-4"))]
pub(super) fn check_length(data_type: Real, shape: &[u64], data: &[u8]) -> Result<(), Refusal> {
    // Whatever the other dimensions are, none of nothing is nothing.
    let elements = match shape.contains(&0) {
        true => Some(0),
        false => shape.iter().try_fold(1u64, |product, one| product.checked_mul(*one)),
    };
    let expected = elements.and_then(|count| count.checked_mul(data_type.bytes() as u64));
    if expected == Some(data.len() as u64) {
        return Ok(());
    }
    Err(Refusal::Metadata(format!(
        "shape {shape:?} of {data_type} does not take the {} bytes of data",
        data.len()
    )))
}
