//! What compressors have in common.

use super::BindError;
use crate::chunk::Form;

/// The form of compressed bytes, whose length depends on what they are, and the length of the bytes before.
///
/// # Errors
///
/// Where an array comes in.
pub fn compressed(form: &Form) -> Result<(Form, Option<u64>), BindError> {
    match *form {
        Form::Bytes { length, .. } => Ok((Form::Bytes { length: None, item_size: 1 }, length)),
        Form::Array { .. } => Err(BindError::Form {
            found: form.to_string(),
            expected: "bytes".to_owned(),
            clause: "core/codecs-order",
        }),
    }
}
