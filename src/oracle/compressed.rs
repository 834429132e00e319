//! What compressors have in common.

use super::BindError;
use super::deflate::DeflateError;
use crate::chunk::{CodecError, Form};

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

/// The most bytes that are decoded where the length of what is encoded is not known.
pub const MOST: u64 = 1 << 30;

/// A stream that decodes to more than `MOST` bytes where no length is known, which says nothing of the stream.
pub fn beyond(error: &DeflateError, length: Option<u64>) -> Option<CodecError> {
    let is_beyond = length.is_none() && matches!(error, DeflateError::TooLong { .. });
    let reason =
        format!("a stream has more than {MOST} bytes, which is more than the suite decodes");
    is_beyond.then(|| CodecError::limit(reason))
}
