//! What requests about golden arrays say of them, and what replies say.

use std::sync::Arc;

use crate::check::Got;
use crate::protocol::{AboutArray, Answer};
use crate::subject::{Reply, Trouble};
use crate::vectors::golden::GoldenArray;

/// What a request has in common with others.
pub(super) fn about(array: &GoldenArray, most: usize) -> AboutArray {
    AboutArray {
        zarr_format: array.format.number(),
        room: array.room().to_owned(),
        data_type: array.data_type.clone(),
        most,
    }
}

/// What a reply says.
pub(super) fn got(reply: Reply) -> Got {
    match reply {
        Reply::Answer(Answer::Array(array)) => Got::Read(Arc::from(array)),
        Reply::Answer(Answer::Error { message, .. }) => {
            Got::Refused(Arc::new(Trouble::from(message)))
        }
        Reply::Answer(Answer::Unsupported(_)) => Got::Unsupported,
        Reply::Answer(
            Answer::Validity { .. } | Answer::Data(_) | Answer::Elements(_) | Answer::Written,
        ) => Got::breaks_protocol("it answered something else where an array is due"),
        Reply::Crash(trouble) => Got::Crash(trouble),
        Reply::BreaksProtocol(trouble) => Got::BreaksProtocol(trouble),
        Reply::Timeout(trouble) => Got::Timeout(trouble),
        Reply::LeftOut(rule) => Got::LeftOut(rule),
        Reply::NotAsked => Got::NotAsked,
    }
}
