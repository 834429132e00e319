//! One answer against what is expected of it.

use std::sync::Arc;

use super::{Deviation, StoredWanted};
use crate::codec::notes::Letter;
use crate::data_type::Real;
use crate::protocol::ArrayAnswer;
use crate::subject::Trouble;
use crate::vectors::{Accepted, DataOutcome, Expected, FreeBits, Outcome, VectorData};

/// What is expected: of one thing, or of the elements of an array as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    One(Expected),
    Array(Vec<u64>),
    /// Data as a whole.
    Data(Accepted<DataOutcome>, FreeBits),
    /// A golden array.
    Stored(StoredWanted),
}

/// What a subject came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Got {
    /// A NaN keeps its bits.
    Outcome(Outcome),
    /// The elements of an array as a whole.
    Array(Vec<u64>),
    /// Data as a whole.
    Data(VectorData),
    /// A golden array that was opened.
    Read(Arc<ArrayAnswer>),
    /// A golden array that was not opened, and why.
    Refused(Arc<Trouble>),
    /// A golden array that was not only read, or one that was written wrong: what is there, and in what way it is wrong.
    Miswritten(Arc<Trouble>, Deviation),
    Unsupported,
    Crash(Arc<Trouble>),
    /// Something that is no answer of the protocol.
    BreaksProtocol(Arc<Trouble>),
    Timeout(Arc<Trouble>),
    /// Not asked, because all requests like it had failed: the rule of a
    /// [`crate::subject::LeftOut`].
    LeftOut(u64),
    /// Not asked any more: the subject had been given up, or the check was ended early.
    NotAsked,
}

/// What an expectation came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Pass,
    /// The outcome under another reading of an advisory note.
    OtherReading {
        note: u16,
        letter: Letter,
    },
    Unsupported,
    /// It was left out, the subject was given up, or the check was ended early.
    NotAsked,
    Fail,
    Timeout,
    BreaksProtocol,
    Crash,
}

impl Verdict {
    /// The higher one stands for an expectation that was asked more than once.
    fn severity(self) -> u8 {
        match self {
            Verdict::Pass => 0,
            Verdict::OtherReading { .. } => 1,
            Verdict::Unsupported => 2,
            Verdict::NotAsked => 3,
            Verdict::Fail => 4,
            Verdict::Timeout => 5,
            Verdict::BreaksProtocol => 6,
            Verdict::Crash => 7,
        }
    }

    pub(super) fn is_worse_than(self, other: Verdict) -> bool {
        self.severity() > other.severity()
    }

    /// Whether there is nothing to judge.
    pub fn is_unanswered(self) -> bool {
        matches!(self, Verdict::Unsupported | Verdict::NotAsked)
    }

    /// Whether the subject is at fault.
    pub fn is_failure(self) -> bool {
        self.severity() >= Verdict::Fail.severity()
    }
}

impl Got {
    /// An element.
    pub(super) fn pattern(pattern: u64) -> Got {
        Got::Outcome(Outcome::Bits(pattern))
    }

    pub(super) fn breaks_protocol(reason: impl Into<String>) -> Got {
        Got::BreaksProtocol(Arc::new(Trouble::from(reason.into())))
    }

    /// As a vector file spells it, the elements of an array separated by spaces.
    pub fn to_text(&self, data_type: Real) -> String {
        match self {
            Got::Outcome(outcome) => outcome.to_text(data_type),
            Got::Array(elements) => {
                let texts = elements.iter().map(|one| data_type.pattern_to_text(*one));
                texts.collect::<Vec<_>>().join(" ")
            }
            Got::Data(data) => data.to_string(),
            Got::Read(_) => "opened".to_owned(),
            Got::Refused(_) => "error".to_owned(),
            Got::Miswritten(..) => "miswritten".to_owned(),
            Got::Unsupported => "unsupported".to_owned(),
            Got::Crash(_) => "crash".to_owned(),
            Got::BreaksProtocol(_) => "breaks-protocol".to_owned(),
            Got::Timeout(_) => "timeout".to_owned(),
            Got::LeftOut(_) | Got::NotAsked => "not asked".to_owned(),
        }
    }
}

impl Wanted {
    /// The verdict on an answer, elements being of `data_type`.
    pub(super) fn judge(&self, data_type: Real, got: &Got) -> Verdict {
        if let Some(verdict) = got.verdict() {
            return verdict;
        }
        match (self, got) {
            (Wanted::Array(wanted), Got::Array(found)) => {
                match first_difference(data_type, wanted, found) {
                    None => Verdict::Pass,
                    Some(_) => Verdict::Fail,
                }
            }
            (Wanted::Data(accepted, free), Got::Data(found)) => accepted
                .judge(|outcome| outcome.as_ref().is_some_and(|one| free.accepts(one, found))),
            (Wanted::Data(accepted, _), Got::Outcome(Outcome::Error)) => {
                accepted.judge(Option::is_none)
            }
            (Wanted::Stored(wanted), Got::Read(answer)) => {
                wanted.array.expected.judge(|outcome| wanted.accepts(outcome, answer))
            }
            (Wanted::Stored(wanted), Got::Refused(_)) => {
                wanted.array.expected.judge(Option::is_none)
            }
            (Wanted::Array(_) | Wanted::Data(..) | Wanted::Stored(_), _) => Verdict::Fail,
            (Wanted::One(expected), got) => judge(data_type, expected, got),
        }
    }
}

impl Got {
    /// The verdict, where there is no answer to judge.
    fn verdict(&self) -> Option<Verdict> {
        match self {
            Got::Outcome(_) | Got::Array(_) | Got::Data(_) => None,
            Got::Read(_) | Got::Refused(_) | Got::Miswritten(..) => None,
            Got::Unsupported => Some(Verdict::Unsupported),
            Got::Crash(_) => Some(Verdict::Crash),
            Got::BreaksProtocol(_) => Some(Verdict::BreaksProtocol),
            Got::Timeout(_) => Some(Verdict::Timeout),
            Got::LeftOut(_) | Got::NotAsked => Some(Verdict::NotAsked),
        }
    }
}

impl<T> Accepted<T> {
    /// The verdict on an answer. Of several readings that hold together, the first has the verdict.
    fn judge(&self, accepts: impl Fn(&T) -> bool) -> Verdict {
        if accepts(&self.stand) {
            return Verdict::Pass;
        }
        let followed = self.others.iter().find(|other| accepts(&other.outcome));
        match followed.and_then(|other| other.readings.first()) {
            Some((note, letter)) => Verdict::OtherReading { note: *note, letter: *letter },
            None => Verdict::Fail,
        }
    }
}

/// The verdict on an answer about one thing.
pub(crate) fn judge(data_type: Real, expected: &Expected, got: &Got) -> Verdict {
    let outcome = match (got, got.verdict()) {
        (_, Some(verdict)) => return verdict,
        (Got::Outcome(outcome), None) => *outcome,
        // Where one thing is expected of an array, that is an error.
        (_, None) => return Verdict::Fail,
    };
    if expected.stand().accepts(data_type, outcome) {
        return Verdict::Pass;
    }
    if let Expected::Accepted(accepted) = expected {
        return accepted.judge(|accepted| accepted.accepts(data_type, outcome));
    }
    if let Expected::Advisory(advisory) = expected {
        let mut outcomes = advisory.outcomes.iter();
        let followed = outcomes.find(|(_, accepted)| accepted.accepts(data_type, outcome));
        if let Some((letter, _)) = followed {
            return Verdict::OtherReading { note: advisory.note, letter: *letter };
        }
    }
    Verdict::Fail
}

/// The first position at which two arrays differ. Any NaN is any other (SN-14).
pub(super) fn first_difference(data_type: Real, wanted: &[u64], found: &[u64]) -> Option<usize> {
    let differ = |(wanted, found): (&u64, &u64)| {
        let wanted = Outcome::of_pattern(data_type, *wanted);
        !wanted.accepts(data_type, Outcome::Bits(*found))
    };
    wanted.iter().zip(found).position(differ)
}
