//! One answer against what is expected of it.

use std::sync::Arc;

use crate::codec::notes::Letter;
use crate::data_type::Real;
use crate::subject::Trouble;
use crate::vectors::{Expected, Outcome};

/// What is expected: of one thing, or of the elements of an array as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    One(Expected),
    Array(Vec<u64>),
}

/// What a subject came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Got {
    /// A NaN keeps its bits.
    Outcome(Outcome),
    /// The elements of an array as a whole.
    Array(Vec<u64>),
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
        match (self, got) {
            (Wanted::Array(wanted), Got::Array(found)) => {
                match first_difference(data_type, wanted, found) {
                    None => Verdict::Pass,
                    Some(_) => Verdict::Fail,
                }
            }
            (Wanted::Array(_), Got::Outcome(_)) => Verdict::Fail,
            (Wanted::Array(_), Got::Unsupported) => Verdict::Unsupported,
            (Wanted::Array(_), Got::Crash(_)) => Verdict::Crash,
            (Wanted::Array(_), Got::BreaksProtocol(_)) => Verdict::BreaksProtocol,
            (Wanted::Array(_), Got::Timeout(_)) => Verdict::Timeout,
            (Wanted::Array(_), Got::LeftOut(_) | Got::NotAsked) => Verdict::NotAsked,
            (Wanted::One(expected), got) => judge(data_type, expected, got),
        }
    }
}

/// The verdict on an answer about one thing.
pub(crate) fn judge(data_type: Real, expected: &Expected, got: &Got) -> Verdict {
    let outcome = match got {
        Got::Unsupported => return Verdict::Unsupported,
        Got::Crash(_) => return Verdict::Crash,
        Got::BreaksProtocol(_) => return Verdict::BreaksProtocol,
        Got::Timeout(_) => return Verdict::Timeout,
        Got::LeftOut(_) | Got::NotAsked => return Verdict::NotAsked,
        // Where one thing is expected of an array, that is an error.
        Got::Array(_) => return Verdict::Fail,
        Got::Outcome(outcome) => *outcome,
    };
    if expected.stand().accepts(data_type, outcome) {
        return Verdict::Pass;
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
