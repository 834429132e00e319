//! One note: an ambiguity of a specification, with lettered readings.
//!
//! A note's number never changes its meaning. Numbers come in hundreds: 1 to 99 are of the core
//! specification and of the first codec, and each other codec has a hundred of its own. Reading `A` is
//! the suite's stand.

use super::notes::NoteError;

/// Whether the text decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// The text decides: only reading `A` conforms.
    Strict,
    /// The text leaves room: another reading is accepted, and reported as such.
    Advisory,
}

impl Grade {
    pub fn name(self) -> &'static str {
        match self {
            Grade::Strict => "strict",
            Grade::Advisory => "advisory",
        }
    }
}

/// One note.
#[derive(Debug)]
pub struct Note {
    pub number: u16,
    /// The id of the clause that it is about.
    pub clause: &'static str,
    pub grade: Grade,
    pub title: &'static str,
    /// What each reading says, from `A` on.
    pub readings: &'static [&'static str],
    /// The ids of cases on which the readings differ.
    pub cases: &'static [&'static str],
}

impl Note {
    /// `SN-07`, `SN-101`.
    pub fn id(&self) -> String {
        format!("SN-{:02}", self.number)
    }

    pub(super) fn unknown_reading(&self, letter: &str) -> NoteError {
        NoteError::UnknownReading {
            note: self.id(),
            letter: letter.to_owned(),
            last: Letter(self.readings.len() as u8 - 1).to_char(),
        }
    }

    /// The letter and text of every reading.
    pub fn lettered(&self) -> impl Iterator<Item = (Letter, &'static str)> {
        self.readings.iter().enumerate().map(|(index, text)| (Letter(index as u8), *text))
    }
}

/// The letter of a reading: `A` is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter(pub u8);

impl Letter {
    pub const A: Letter = Letter(0);
    pub const B: Letter = Letter(1);
    pub const C: Letter = Letter(2);
    pub const D: Letter = Letter(3);

    pub fn from_char(letter: char) -> Option<Letter> {
        letter.is_ascii_uppercase().then(|| Letter(letter as u8 - b'A'))
    }

    pub fn to_char(self) -> char {
        char::from(b'A' + self.0)
    }
}

/// A note that the text decides. What follows says its readings and its cases.
pub(super) const fn strict(number: u16, clause: &'static str, title: &'static str) -> Note {
    Note { number, clause, grade: Grade::Strict, title, readings: &[], cases: &[] }
}

/// A note where the text leaves room.
pub(super) const fn advisory(number: u16, clause: &'static str, title: &'static str) -> Note {
    Note { grade: Grade::Advisory, ..strict(number, clause, title) }
}

impl Note {
    pub(super) const fn reads(self, readings: &'static [&'static str]) -> Note {
        Note { readings, ..self }
    }

    pub(super) const fn decided_by(self, cases: &'static [&'static str]) -> Note {
        Note { cases, ..self }
    }
}
