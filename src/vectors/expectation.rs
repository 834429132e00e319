//! Outcomes, and what is expected.

use crate::codec::notes::{self, Letter};
use crate::data_type::Real;

/// The outcome for one element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Exactly this pattern, which is NaN only where a scalar names its bits.
    Bits(u64),
    /// Any NaN of the type (SN-14).
    Nan,
    /// The whole operation fails.
    Error,
    /// The metadata is acceptable.
    Valid,
    /// The metadata must be refused.
    Invalid,
}

impl Outcome {
    /// The outcome that `pattern` is as an element of `data_type`.
    pub fn of_pattern(data_type: Real, pattern: u64) -> Outcome {
        if data_type.is_nan(pattern) {
            Outcome::Nan
        } else {
            Outcome::Bits(pattern & data_type.mask())
        }
    }

    /// As a vector file spells it.
    pub fn to_text(self, data_type: Real) -> String {
        match self {
            Outcome::Bits(pattern) => data_type.pattern_to_text(pattern),
            Outcome::Nan => "nan".to_owned(),
            Outcome::Error => "error".to_owned(),
            Outcome::Valid => "valid".to_owned(),
            Outcome::Invalid => "invalid".to_owned(),
        }
    }

    /// Reads what [`Outcome::to_text`] writes. Validity needs no type.
    pub fn from_text(text: &str, data_type: Option<Real>) -> Result<Outcome, String> {
        match (text, data_type) {
            ("nan", Some(_)) => Ok(Outcome::Nan),
            ("error", Some(_)) => Ok(Outcome::Error),
            ("valid", None) => Ok(Outcome::Valid),
            ("invalid", None) => Ok(Outcome::Invalid),
            (_, Some(data_type)) => data_type
                .pattern_from_text(text)
                .map(Outcome::Bits)
                .map_err(|error| error.to_string()),
            (_, None) => Err(format!("{text:?} is neither \"valid\" nor \"invalid\"")),
        }
    }

    /// Returns whether `other` is what is expected.
    pub fn accepts(self, data_type: Real, other: Outcome) -> bool {
        match (self, other) {
            (Outcome::Nan, Outcome::Bits(pattern)) => data_type.is_nan(pattern),
            _ => self == other,
        }
    }
}

/// What a vector expects of one input under one configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// The text decides, or leaves no doubt here.
    Only(Outcome),
    /// An advisory note leaves room here.
    Advisory(Box<Advisory>),
    /// Several advisory notes leave room here.
    Accepted(Box<Accepted<Outcome>>),
}

/// The outcome under the stand, and others that readings of advisory notes permit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted<T> {
    pub stand: T,
    pub others: Vec<Alternative<T>>,
}

/// An outcome that is accepted too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative<T> {
    /// The readings that hold together. No part of them has the same outcome.
    pub readings: Vec<(u16, Letter)>,
    pub outcome: T,
}

/// The outcomes under the readings of an advisory note, `A` first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advisory {
    /// The note's number.
    pub note: u16,
    pub outcomes: Vec<(Letter, Outcome)>,
}

impl Expected {
    /// The outcome under the suite's stand.
    pub fn stand(&self) -> Outcome {
        match self {
            Expected::Only(outcome) => *outcome,
            Expected::Advisory(advisory) => advisory.outcomes[0].1,
            Expected::Accepted(accepted) => accepted.stand,
        }
    }

    /// All outcomes that are accepted, the one under the stand first.
    pub fn outcomes(&self) -> Vec<Outcome> {
        match self {
            Expected::Only(outcome) => vec![*outcome],
            Expected::Advisory(advisory) => {
                advisory.outcomes.iter().map(|(_, outcome)| *outcome).collect()
            }
            Expected::Accepted(accepted) => {
                let others = accepted.others.iter().map(|other| other.outcome);
                [accepted.stand].into_iter().chain(others).collect()
            }
        }
    }

    /// Returns whether an outcome is accepted, under the stand or under another reading.
    pub fn accepts(&self, data_type: Real, found: Outcome) -> bool {
        self.outcomes().into_iter().any(|outcome| outcome.accepts(data_type, found))
    }

    /// Whether every accepted outcome is an element, so that the case can share an array with others.
    pub fn is_always_a_value(&self) -> bool {
        match self {
            Expected::Only(outcome) => *outcome != Outcome::Error,
            several => several.outcomes().into_iter().all(|outcome| outcome != Outcome::Error),
        }
    }
}

impl From<Accepted<Outcome>> for Expected {
    /// In the form of one note, where one matters.
    fn from(accepted: Accepted<Outcome>) -> Expected {
        let Some(first) = accepted.others.first() else { return Expected::Only(accepted.stand) };
        let number = first.readings[0].0;
        let of_first = |other: &Alternative<Outcome>| match other.readings[..] {
            [(note, letter)] if note == number => Some((letter, other.outcome)),
            _ => None,
        };
        let others: Option<Vec<_>> = accepted.others.iter().map(of_first).collect();
        let note = notes::known().find(|note| note.number == number);
        match others.zip(note) {
            Some((others, note)) => {
                let outcome = |letter| others.iter().find(|(other, _)| *other == letter);
                let outcomes = note.lettered().map(|(letter, _)| {
                    (letter, outcome(letter).map_or(accepted.stand, |(_, outcome)| *outcome))
                });
                let outcomes = outcomes.collect();
                Expected::Advisory(Box::new(Advisory { note: number, outcomes }))
            }
            None => Expected::Accepted(Box::new(accepted)),
        }
    }
}

impl Advisory {
    /// The one of two advisory expectations that has all outcomes of the other.
    ///
    /// # Panics
    ///
    /// If neither has.
    pub fn wider(self, other: Advisory) -> Advisory {
        let covers = |wide: &Advisory, narrow: &Advisory| {
            let has = |outcome| wide.outcomes.iter().any(|(_, one)| *one == outcome);
            narrow.outcomes.iter().all(|(_, outcome)| has(*outcome))
        };
        if covers(&self, &other) {
            return self;
        }
        assert!(covers(&other, &self), "SN-{:02} and SN-{:02} on one case", self.note, other.note);
        other
    }
}
