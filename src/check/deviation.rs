//! In what way an answer is wrong.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::judge::first_difference;
use super::{Got, Wanted};
use crate::data_type::{Real, Value};
use crate::vectors::Outcome;

/// How a wrong answer differs from the one under the suite's stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deviation {
    Crash,
    BreaksProtocol,
    Timeout,
    ErrorForValue,
    ValueForError,
    ValidForInvalid,
    InvalidForValid,
    NanLost,
    NanForValue,
    BitsOfNan,
    InfinityForFinite,
    FiniteForInfinity,
    SignOfZero,
    OneStep,
    OtherValue,
    /// Of arrays on disk, as those below.
    OtherShape,
    OtherCount,
    NoElement,
    WritesIntoArray,
    Unreadable,
    OtherMetadata,
    OtherBytes,
}

impl Deviation {
    /// The deviation of an answer from what was expected, elements being of `data_type`.
    pub(super) fn of(data_type: Real, wanted: &Wanted, got: &Got) -> Deviation {
        match (wanted, got) {
            (_, Got::Crash(_)) => Deviation::Crash,
            (_, Got::BreaksProtocol(_)) => Deviation::BreaksProtocol,
            (_, Got::Timeout(_)) => Deviation::Timeout,
            (_, Got::Unsupported | Got::LeftOut(_) | Got::NotAsked) => Deviation::OtherValue,
            (Wanted::Array(wanted), Got::Array(found)) => {
                match first_difference(data_type, wanted, found) {
                    Some(at) => between_patterns(data_type, wanted[at], found[at]),
                    None => Deviation::OtherValue,
                }
            }
            (Wanted::Data(wanted, _), Got::Data(_)) => match wanted.stand {
                Some(_) => Deviation::OtherValue,
                None => Deviation::ValueForError,
            },
            (_, Got::Miswritten(_, deviation)) => *deviation,
            (Wanted::Stored(wanted), Got::Read(answer)) => wanted.deviation(answer),
            (Wanted::Array(_) | Wanted::Data(..) | Wanted::Stored(_), _) | (_, Got::Refused(_)) => {
                Deviation::ErrorForValue
            }
            (Wanted::One(_), Got::Array(_) | Got::Data(_) | Got::Read(_)) => {
                Deviation::ValueForError
            }
            (Wanted::One(expected), Got::Outcome(found)) => {
                between(data_type, expected.stand(), *found)
            }
        }
    }

    /// As a predicate of the subject.
    pub fn describe(self) -> &'static str {
        match self {
            Deviation::Crash => "crashes",
            Deviation::BreaksProtocol => "breaks the protocol",
            Deviation::Timeout => "does not answer in time",
            Deviation::ErrorForValue => "gives an error where a value is expected",
            Deviation::ValueForError => "gives a value where an error is expected",
            Deviation::ValidForInvalid => "accepts metadata that is not valid",
            Deviation::InvalidForValid => "refuses metadata that is valid",
            Deviation::NanLost => "gives a number where NaN is expected",
            Deviation::NanForValue => "gives NaN where a number is expected",
            Deviation::BitsOfNan => "gives a NaN of other bits than those that are named",
            Deviation::InfinityForFinite => "gives infinity where a finite value is expected",
            Deviation::FiniteForInfinity => "gives a finite value where infinity is expected",
            Deviation::SignOfZero => "gets the sign of zero wrong",
            Deviation::OneStep => "is one step off",
            Deviation::OtherValue => "gives another value",
            Deviation::OtherShape => "gives another shape or data type",
            Deviation::OtherCount => "gives another number of elements",
            Deviation::NoElement => "gives what is no element of the data type",
            Deviation::WritesIntoArray => "writes into an array that it is to read",
            Deviation::Unreadable => "writes what is no array of the metadata",
            Deviation::OtherMetadata => "writes an array of other metadata",
            Deviation::OtherBytes => "writes other bytes than the only encoding",
        }
    }
}

/// Its name in files of known failures and in reports for machines.
impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

fn between(data_type: Real, wanted: Outcome, found: Outcome) -> Deviation {
    match (wanted, found) {
        (Outcome::Invalid, _) => Deviation::ValidForInvalid,
        (Outcome::Valid, _) => Deviation::InvalidForValid,
        (_, Outcome::Error) => Deviation::ErrorForValue,
        (Outcome::Error, _) => Deviation::ValueForError,
        (Outcome::Nan, _) => Deviation::NanLost,
        (Outcome::Bits(wanted), Outcome::Bits(found)) => between_patterns(data_type, wanted, found),
        _ => Deviation::OtherValue,
    }
}

pub(super) fn between_patterns(data_type: Real, wanted: u64, found: u64) -> Deviation {
    match (data_type.decode(wanted), data_type.decode(found)) {
        (Value::Nan, Value::Nan) => Deviation::BitsOfNan,
        (Value::Nan, _) => Deviation::NanLost,
        (_, Value::Nan) => Deviation::NanForValue,
        (Value::Finite(_), Value::Infinity { .. }) => Deviation::InfinityForFinite,
        (Value::Infinity { .. }, Value::Finite(_)) => Deviation::FiniteForInfinity,
        (Value::Finite(wanted), Value::Finite(found)) if wanted.is_zero() && found.is_zero() => {
            Deviation::SignOfZero
        }
        _ => match (data_type.rank(wanted), data_type.rank(found)) {
            (Some(wanted), Some(found)) if (wanted - found).abs() == 1 => Deviation::OneStep,
            _ => Deviation::OtherValue,
        },
    }
}
