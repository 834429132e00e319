//! Readings to follow, one of each note.

use super::index::{CORE, KNOWN, NoteError};
use crate::codec::note::{Letter, Note};
use crate::codec::table;

/// Which reading of each note is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readings([u8; KNOWN]);

impl Readings {
    /// The suite's stand on every note.
    pub fn stand() -> Readings {
        Readings([0; KNOWN])
    }

    /// The same readings, but for one note.
    pub fn with(mut self, note: &Note, letter: Letter) -> Result<Readings, NoteError> {
        if usize::from(letter.0) >= note.readings.len() {
            return Err(note.unknown_reading(&letter.to_char().to_string()));
        }
        let unknown = || NoteError::UnknownNote { id: note.id() };
        self.0[place(note.number).ok_or_else(unknown)?] = letter.0;
        Ok(self)
    }

    /// The reading followed for the note of this number. Of a number without a note that is `A`.
    pub fn of(&self, number: u16) -> Letter {
        place(number).map_or(Letter::A, |at| Letter(self.0[at]))
    }
}

/// Where the reading of a note is kept.
fn place(number: u16) -> Option<usize> {
    match usize::from(number) {
        0 => None,
        core @ 1..=CORE => Some(core - 1),
        _ => NUMBERS.iter().position(|other| *other == number).map(|at| CORE + at),
    }
}

/// The numbers of the notes of the table's codecs, in its order.
const NUMBERS: [u16; KNOWN - CORE] = {
    let (mut numbers, mut filled, mut codec) = ([0; KNOWN - CORE], 0, 0);
    while codec < table::ALL.len() {
        let (notes, mut at) = (table::ALL[codec].notes, 0);
        while at < notes.len() {
            numbers[filled] = notes[at].number;
            filled += 1;
            at += 1;
        }
        codec += 1;
    }
    numbers
};
