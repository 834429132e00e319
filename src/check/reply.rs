//! What a reply says, before it is judged.

use std::sync::Arc;

use super::{Asked, Got};
use crate::data_type::fill_value::{self, FillValueRules};
use crate::data_type::{Real, unpack};
use crate::protocol::Answer;
use crate::subject::Reply;
use crate::vectors::{Ask, Outcome, VectorData};

/// What came of asking for one thing by itself.
pub(super) fn alone(asked: &Asked, reply: Reply) -> Got {
    let output_type = asked.output_type();
    match asked.ask() {
        Some(Ask::Validity { .. }) => validity(reply),
        Some(Ask::Data { .. } | Ask::Element { .. } | Ask::FillElement { .. }) => {
            payload(reply, asked).map_or_else(|got| got, Got::Data)
        }
        Some(Ask::Array { input, .. }) => {
            elements(reply, output_type, input.len()).map_or_else(|got| got, Got::Array)
        }
        _ => elements(reply, output_type, 1)
            .map_or_else(|got| got, |one| Got::pattern(one.first().copied().unwrap_or_default())),
    }
}

/// The patterns of `count` elements, or what came instead of them.
pub(super) fn elements(reply: Reply, data_type: Real, count: usize) -> Result<Vec<u64>, Got> {
    data(reply, data_type, count).map(|data| unpack(data_type, &data).collect())
}

/// The bytes of `count` elements, or what came instead of them.
pub(super) fn data(reply: Reply, data_type: Real, count: usize) -> Result<Vec<u8>, Got> {
    let due = count * data_type.bytes();
    let data = whole(reply)?;
    match data.len() {
        found if found != due => {
            Err(Got::breaks_protocol(format!("it answered {found} bytes where {due} are due")))
        }
        _ => Ok(data),
    }
}

/// Data as a whole, or what came instead of it. Elements without a fixed size are answered in JSON.
fn payload(reply: Reply, asked: &Asked) -> Result<VectorData, Got> {
    match (reply, asked.variable_type()) {
        (Reply::Answer(Answer::Elements(elements)), Some(data_type)) => {
            let rules = FillValueRules::default();
            let read = |(at, json): (usize, &String)| {
                let element = fill_value::read(&data_type, json, &rules);
                element.map_err(|error| {
                    Got::breaks_protocol(format!("element {at} of what it answered: {error}"))
                })
            };
            let elements = elements.iter().enumerate().map(read).collect::<Result<_, _>>()?;
            Ok(VectorData::Elements(elements))
        }
        (Reply::Answer(Answer::Data(_)), Some(_)) if !asked.may_come_as_data() => {
            Err(Got::breaks_protocol("it answered `data` where `elements` are due"))
        }
        (reply, _) => whole(reply).map(VectorData::Bytes),
    }
}

/// The bytes of an answer, or what came instead of them.
fn whole(reply: Reply) -> Result<Vec<u8>, Got> {
    match reply {
        Reply::Answer(Answer::Data(data)) => Ok(data),
        Reply::Answer(Answer::Validity { .. }) => {
            Err(Got::breaks_protocol("it answered validity where elements are due"))
        }
        Reply::Answer(Answer::Elements(_) | Answer::Array(_) | Answer::Written) => {
            Err(Got::breaks_protocol("it answered `elements` where `data` is due"))
        }
        Reply::Answer(Answer::Error { .. }) => Err(Got::Outcome(Outcome::Error)),
        Reply::Answer(Answer::Unsupported(_)) => Err(Got::Unsupported),
        Reply::Crash(trouble) => Err(Got::Crash(trouble)),
        Reply::BreaksProtocol(trouble) => Err(Got::BreaksProtocol(trouble)),
        Reply::Timeout(trouble) => Err(Got::Timeout(trouble)),
        Reply::LeftOut(rule) => Err(Got::LeftOut(rule)),
        Reply::NotAsked => Err(Got::NotAsked),
    }
}

/// An error says that metadata is not acceptable, too.
pub(super) fn validity(reply: Reply) -> Got {
    match reply {
        Reply::Answer(Answer::Validity { valid: true, .. }) => Got::Outcome(Outcome::Valid),
        Reply::Answer(Answer::Validity { valid: false, .. } | Answer::Error { .. }) => {
            Got::Outcome(Outcome::Invalid)
        }
        Reply::Answer(
            Answer::Data(_) | Answer::Elements(_) | Answer::Array(_) | Answer::Written,
        ) => Got::breaks_protocol("it answered elements where validity is due"),
        Reply::Answer(Answer::Unsupported(_)) => Got::Unsupported,
        Reply::Crash(trouble) => Got::Crash(trouble),
        Reply::BreaksProtocol(trouble) => Got::BreaksProtocol(trouble),
        Reply::Timeout(trouble) => Got::Timeout(trouble),
        Reply::LeftOut(rule) => Got::LeftOut(rule),
        Reply::NotAsked => Got::NotAsked,
    }
}

/// The reply of a subject that ended, hung or broke the protocol instead of answering.
pub(super) fn failure(got: &Got) -> Option<Reply> {
    match got {
        Got::Crash(trouble) => Some(Reply::Crash(Arc::clone(trouble))),
        Got::BreaksProtocol(trouble) => Some(Reply::BreaksProtocol(Arc::clone(trouble))),
        Got::Timeout(trouble) => Some(Reply::Timeout(Arc::clone(trouble))),
        _ => None,
    }
}
