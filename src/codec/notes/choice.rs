//! The choice of one reading of one note, as people write it: `SN-07=B`.

use std::fmt;
use std::str::FromStr;

use super::{Letter, Note, NoteError, Readings, find, known};

/// A note and one of its readings.
#[derive(Clone, Copy, Debug)]
pub struct ReadingChoice {
    pub note: &'static Note,
    pub letter: Letter,
}

impl ReadingChoice {
    /// The choices by which readings depart from the stand.
    pub fn departures(readings: &Readings) -> impl Iterator<Item = ReadingChoice> {
        let chosen = known().map(|note| ReadingChoice { note, letter: readings.of(note.number) });
        chosen.filter(|choice| choice.letter != Letter::A)
    }

    /// Every reading of a note that is not followed, with the readings that differ in that alone.
    pub fn others(readings: &Readings) -> impl Iterator<Item = (ReadingChoice, Readings)> {
        let choices = known().flat_map(|note| {
            note.lettered().map(move |(letter, _)| ReadingChoice { note, letter })
        });
        choices.filter_map(|choice| {
            let others = readings.with(choice.note, choice.letter).ok()?;
            (others != *readings).then_some((choice, others))
        })
    }

    /// What the reading says.
    pub fn says(&self) -> &'static str {
        self.note.readings.get(usize::from(self.letter.0)).copied().unwrap_or_default()
    }
}

impl FromStr for ReadingChoice {
    type Err = NoteError;

    /// ```
    /// use zarrproof::codec::notes::ReadingChoice;
    /// let choice: ReadingChoice = "SN-06=B".parse()?;
    /// assert_eq!(choice.says(), "a tie goes to the value whose exponent code is even");
    /// assert!("SN-06=C".parse::<ReadingChoice>().is_err());
    /// # Ok::<(), zarrproof::codec::notes::NoteError>(())
    /// ```
    fn from_str(text: &str) -> Result<ReadingChoice, NoteError> {
        let (id, word) =
            text.split_once('=').ok_or_else(|| NoteError::NotAChoice { text: text.to_owned() })?;
        let note = find(id)?;
        let letter = word.parse().ok().and_then(Letter::from_char);
        match letter.filter(|letter| usize::from(letter.0) < note.readings.len()) {
            Some(letter) => Ok(ReadingChoice { note, letter }),
            None => Err(note.unknown_reading(word)),
        }
    }
}

/// A reading as people write it, from the note's number: `SN-07=B`.
pub fn spelled((number, letter): (u16, Letter)) -> String {
    format!("SN-{number:02}={}", letter.to_char())
}

impl fmt::Display for ReadingChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&spelled((self.note.number, self.letter)))
    }
}

impl Readings {
    /// The stand, but for these notes; of several choices for one note the last counts.
    pub fn choosing(choices: &[ReadingChoice]) -> Readings {
        choices.iter().fold(Readings::stand(), |readings, choice| {
            readings.with(choice.note, choice.letter).unwrap_or(readings)
        })
    }
}
