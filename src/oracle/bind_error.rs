//! Why a codec cannot be bound, or another part of metadata is not acceptable.

use crate::chunk::Form;
use crate::data_type::DataTypeError;
use crate::data_type::fill_value::FillValueJsonError;
use crate::data_type::scalar::ScalarError;
use crate::json::ObjectError;

/// Why a codec's metadata is not acceptable, or does not fit what comes in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BindError {
    #[error("the entry is {found}; expected a name as a string, or an object with a name")]
    NeitherNameNorObject { found: String },
    #[error("{what} {error}")]
    Object { what: &'static str, error: ObjectError },
    #[error("the entry has no \"name\"")]
    NoName,
    #[error("{field} is absent; expected {expected}")]
    Missing { field: &'static str, expected: String, clause: &'static str },
    #[error("{field} is {found}; expected {expected}")]
    Field { field: &'static str, found: String, expected: String, clause: &'static str },
    #[error("{field}: {error}")]
    Scalar { field: &'static str, error: ScalarError },
    #[error("{field}: {error}")]
    FillValue { field: &'static str, error: Box<FillValueJsonError> },
    #[error("{field}: {error}")]
    DataType { field: &'static str, error: DataTypeError },
    #[error("{what} has an unknown member {name:?}")]
    UnknownMember { what: &'static str, name: String },
    /// The codec is not defined for what comes in.
    #[error("{found} comes in; expected {expected}")]
    Form { found: String, expected: String, clause: &'static str },
    /// Says nothing of the metadata: another program may read more.
    #[error("{field} is {found}; the suite reads lengths below 2^63")]
    TooLong { field: &'static str, found: String, clause: &'static str },
    #[error("{reason}")]
    Refused { reason: String, clause: &'static str },
}

impl BindError {
    /// What comes in is none of what a codec is defined for, which a clause lists.
    pub fn undefined(form: &Form, clause: &'static str) -> BindError {
        let expected = "an array of a type that the codec is defined for".to_owned();
        BindError::Form { found: form.to_string(), expected, clause }
    }

    /// The id of the clause that is not met.
    pub fn clause(&self) -> &'static str {
        match self {
            BindError::Object { error: ObjectError::RepeatedName { .. }, .. } => {
                "json/names-unique"
            }
            BindError::Object { what: DOCUMENT, .. } => "core/array-metadata",
            BindError::NeitherNameNorObject { .. }
            | BindError::Object { .. }
            | BindError::NoName => "core/extension-object",
            BindError::UnknownMember { what: ENTRY, .. } => "schema/additional-properties",
            BindError::UnknownMember { .. } => "core/must-understand",
            BindError::Scalar { error, .. } => error.clause(),
            BindError::FillValue { error, .. } => error.clause(),
            BindError::DataType { error, .. } => error.clause(),
            BindError::Missing { clause, .. }
            | BindError::Field { clause, .. }
            | BindError::Form { clause, .. }
            | BindError::TooLong { clause, .. }
            | BindError::Refused { clause, .. } => clause,
        }
    }

    /// The field that is wrong, if it is one.
    pub fn field(&self) -> Option<&str> {
        match self {
            BindError::Missing { field, .. }
            | BindError::Field { field, .. }
            | BindError::Scalar { field, .. }
            | BindError::FillValue { field, .. }
            | BindError::DataType { field, .. }
            | BindError::TooLong { field, .. } => Some(field),
            BindError::NoName => Some("name"),
            BindError::UnknownMember { name, .. }
            | BindError::Object { error: ObjectError::RepeatedName { name }, .. } => Some(name),
            _ => None,
        }
    }

    /// What was found, if the error is about a value.
    pub fn found(&self) -> Option<&str> {
        match self {
            BindError::Field { found, .. }
            | BindError::Form { found, .. }
            | BindError::TooLong { found, .. }
            | BindError::NeitherNameNorObject { found } => Some(found),
            _ => None,
        }
    }

    /// What was expected, if the error is no more than a difference from that.
    pub fn expected(&self) -> Option<&str> {
        match self {
            BindError::Missing { expected, .. }
            | BindError::Field { expected, .. }
            | BindError::Form { expected, .. } => Some(expected),
            _ => None,
        }
    }
}

/// A whole file.
pub(super) const DOCUMENT: &str = "the document";
/// The parts of an extension.
pub(super) const ENTRY: &str = "the entry";
pub(super) const CONFIGURATION: &str = "the configuration";
