//! One answer against one expectation.

use crate::codec::notes::Letter;
use crate::data_type::{DataType, Value};
use crate::vectors::{Expected, Outcome};

/// What a subject made of one element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Got {
    Outcome(Outcome),
    Unsupported,
    Crash(String),
    Timeout,
}

/// What an expectation came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Pass,
    /// The outcome under another reading of an advisory note.
    OtherReading {
        note: u8,
        letter: Letter,
    },
    Unsupported,
    Fail,
    Timeout,
    Crash,
}

impl Verdict {
    /// The higher one stands for an expectation that was asked more than once.
    fn severity(self) -> u8 {
        match self {
            Verdict::Pass => 0,
            Verdict::OtherReading { .. } => 1,
            Verdict::Unsupported => 2,
            Verdict::Fail => 3,
            Verdict::Timeout => 4,
            Verdict::Crash => 5,
        }
    }

    pub(super) fn is_worse_than(self, other: Verdict) -> bool {
        self.severity() > other.severity()
    }

    /// Whether the subject is at fault.
    pub fn is_failure(self) -> bool {
        self.severity() >= Verdict::Fail.severity()
    }
}

/// The verdict on one answer.
pub(super) fn judge(expected: &Expected, got: &Got) -> Verdict {
    let outcome = match got {
        Got::Unsupported => return Verdict::Unsupported,
        Got::Crash(_) => return Verdict::Crash,
        Got::Timeout => return Verdict::Timeout,
        Got::Outcome(outcome) => *outcome,
    };
    if outcome == expected.stand() {
        return Verdict::Pass;
    }
    if let Expected::Advisory(advisory) = expected {
        let followed = advisory.outcomes.iter().find(|(_, accepted)| *accepted == outcome);
        if let Some((letter, _)) = followed {
            return Verdict::OtherReading { note: advisory.note, letter: *letter };
        }
    }
    Verdict::Fail
}

/// In what way an answer is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deviation {
    Crash,
    Timeout,
    ErrorForValue,
    ValueForError,
    NanLost,
    NanForValue,
    InfinityForFinite,
    FiniteForInfinity,
    SignOfZero,
    OneStep,
    OtherValue,
}

impl Deviation {
    /// How a wrong answer differs from the one under the suite's stand.
    pub fn between(data_type: DataType, expected: Outcome, got: &Got) -> Deviation {
        let outcome = match got {
            Got::Crash(_) => return Deviation::Crash,
            Got::Timeout => return Deviation::Timeout,
            Got::Unsupported => return Deviation::OtherValue,
            Got::Outcome(outcome) => *outcome,
        };
        let (wanted, found) = match (expected, outcome) {
            (_, Outcome::Error) => return Deviation::ErrorForValue,
            (Outcome::Error, _) => return Deviation::ValueForError,
            (Outcome::Nan, _) => return Deviation::NanLost,
            (_, Outcome::Nan) => return Deviation::NanForValue,
            (Outcome::Bits(wanted), Outcome::Bits(found)) => (wanted, found),
        };
        match (data_type.decode(wanted), data_type.decode(found)) {
            (Value::Finite(_), Value::Infinity { .. }) => Deviation::InfinityForFinite,
            (Value::Infinity { .. }, Value::Finite(_)) => Deviation::FiniteForInfinity,
            (Value::Finite(wanted), Value::Finite(found))
                if wanted.is_zero() && found.is_zero() =>
            {
                Deviation::SignOfZero
            }
            _ => match (data_type.rank(wanted), data_type.rank(found)) {
                (Some(wanted), Some(found)) if (wanted - found).abs() == 1 => Deviation::OneStep,
                _ => Deviation::OtherValue,
            },
        }
    }

    /// As a predicate of the subject.
    pub fn describe(self) -> &'static str {
        match self {
            Deviation::Crash => "crashes",
            Deviation::Timeout => "does not answer in time",
            Deviation::ErrorForValue => "gives an error where a value is due",
            Deviation::ValueForError => "gives a value where an error is due",
            Deviation::NanLost => "gives a number where NaN is due",
            Deviation::NanForValue => "gives NaN where a number is due",
            Deviation::InfinityForFinite => "gives infinity where a finite value is due",
            Deviation::FiniteForInfinity => "gives a finite value where infinity is due",
            Deviation::SignOfZero => "gets the sign of zero wrong",
            Deviation::OneStep => "is one step off",
            Deviation::OtherValue => "gives another value",
        }
    }
}
