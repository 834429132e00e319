//! Why a fill value is refused.

use crate::data_type::scalar::ScalarError;
use crate::data_type::{DataType, Real, Time};

/// Why a JSON value is not a fill value of a type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FillValueJsonError {
    #[error(transparent)]
    Real(#[from] ScalarError),
    #[error("{json} is not a JSON boolean; expected true or false")]
    NotABool { json: String },
    #[error(
        "{json} is not a JSON array; expected the real and the imaginary component of {}",
        DataType::Complex(*component)
    )]
    NotAPair { json: String, component: Real },
    #[error(
        "an array of {found} values; expected the real and the imaginary component of {}",
        DataType::Complex(*component)
    )]
    Components { found: usize, component: Real },
    #[error("the {part} component: {error}")]
    Component { part: &'static str, error: ScalarError },
    #[error("{json} is not a JSON array; expected integers from 0 to 255 for {data_type}")]
    NotIntegers { json: String, data_type: DataType },
    #[error("integer {at} of {data_type}: {error}")]
    Integer { at: usize, data_type: DataType, error: ScalarError },
    #[error("an array of {found} integers; expected {expected} for {data_type}")]
    Length { found: usize, expected: usize, data_type: DataType },
    #[error("{json} is neither \"NaT\" nor a JSON number; expected either for {time}")]
    NotATime { json: String, time: Time },
    #[error("the count of {time}: {error}")]
    Count { time: Time, error: ScalarError },
    #[error("{json} is not a JSON string; expected one for string")]
    NotAString { json: String },
    #[error("{json} has a surrogate without its other half, which UTF-8 does not have")]
    LoneSurrogate { json: String },
    #[error("{json} is neither a JSON array nor a JSON string; expected either for bytes")]
    NeitherIntegersNorBase64 { json: String },
    #[error("{json} is not base64: {reason}")]
    Base64 { json: String, reason: String },
}

impl FillValueJsonError {
    /// The id of the clause that is not met.
    pub fn clause(&self) -> &'static str {
        match self {
            FillValueJsonError::Real(error) | FillValueJsonError::Component { error, .. } => {
                error.clause()
            }
            FillValueJsonError::NotABool { .. } => "core/bool-scalar",
            FillValueJsonError::NotAPair { .. } | FillValueJsonError::Components { .. } => {
                "core/complex-scalar"
            }
            FillValueJsonError::NotIntegers { data_type, .. }
            | FillValueJsonError::Integer { data_type, .. }
            | FillValueJsonError::Length { data_type, .. } => match data_type {
                DataType::Bytes => "data-types/bytes-scalar",
                _ => "core/raw-scalar",
            },
            FillValueJsonError::NotATime { .. } | FillValueJsonError::Count { .. } => {
                "data-types/time-scalar"
            }
            FillValueJsonError::NotAString { .. } | FillValueJsonError::LoneSurrogate { .. } => {
                "data-types/string-scalar"
            }
            FillValueJsonError::NeitherIntegersNorBase64 { .. }
            | FillValueJsonError::Base64 { .. } => "data-types/bytes-scalar",
        }
    }
}
