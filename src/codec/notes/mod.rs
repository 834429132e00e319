//! The ambiguities of the specification, as numbered notes with lettered readings.
//!
//! A note's number never changes its meaning. Reading `A` is the suite's stand. The oracle takes the
//! reading of every note as a parameter, so that what another reading would give can be computed
//! rather than argued about.

mod choice;
mod elements;
mod metadata;
mod scalars;

pub use choice::ReadingChoice;

/// How many notes there are.
pub const COUNT: usize = elements::NOTES.len() + scalars::NOTES.len() + metadata::NOTES.len();

/// All notes, by number.
pub fn all() -> impl Iterator<Item = &'static Note> {
    elements::NOTES.iter().chain(&scalars::NOTES).chain(&metadata::NOTES)
}

/// The notes on how an element is cast, which other elements and metadata do not matter to.
pub fn of_casts() -> impl Iterator<Item = &'static Note> {
    elements::NOTES.iter()
}

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
    pub number: u8,
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
    /// `SN-07`.
    pub fn id(&self) -> String {
        format!("SN-{:02}", self.number)
    }

    fn unknown_reading(&self, letter: &str) -> NoteError {
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

/// A text that names no note, or a reading that the note does not have.
#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    #[error("unknown note {id:?}{}; expected SN-01 to SN-{last:02}", meant(id), last = COUNT)]
    UnknownNote { id: String },
    #[error("{note} has no reading {letter:?}; its readings are A to {last}")]
    UnknownReading { note: String, letter: String, last: char },
    #[error("{text:?} is not a reading of a note, such as SN-07=B")]
    NotAChoice { text: String },
}

/// The note that was probably meant by another spelling of its number, such as `sn7`.
fn meant(id: &str) -> String {
    let digits = id.trim_start_matches(|c: char| !c.is_ascii_digit());
    let note = digits.parse().ok().and_then(of_number);
    note.map_or(String::new(), |note| format!(" (did you mean {}?)", note.id()))
}

/// The note with an id such as `SN-07`.
pub fn find(id: &str) -> Result<&'static Note, NoteError> {
    let number = id.strip_prefix("SN-").and_then(|digits| digits.parse().ok());
    let note = number.and_then(of_number).filter(|note| note.id() == id);
    note.ok_or_else(|| NoteError::UnknownNote { id: id.to_owned() })
}

/// The note of a number.
pub fn of_number(number: u8) -> Option<&'static Note> {
    all().find(|note| note.number == number)
}

/// Which reading of each note is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readings([u8; COUNT]);

impl Readings {
    /// The suite's stand on every note.
    pub fn stand() -> Readings {
        Readings([0; COUNT])
    }

    /// The same readings, but for one note.
    pub fn with(mut self, note: &Note, letter: Letter) -> Result<Readings, NoteError> {
        if usize::from(letter.0) >= note.readings.len() {
            return Err(note.unknown_reading(&letter.to_char().to_string()));
        }
        self.0[usize::from(note.number) - 1] = letter.0;
        Ok(self)
    }

    /// The reading followed for the note of this number.
    pub fn of(&self, number: u8) -> Letter {
        Letter(self.0[usize::from(number) - 1])
    }
}

const fn strict(
    number: u8,
    clause: &'static str,
    title: &'static str,
    readings: &'static [&'static str],
    cases: &'static [&'static str],
) -> Note {
    Note { number, clause, grade: Grade::Strict, title, readings, cases }
}

const fn advisory(
    number: u8,
    clause: &'static str,
    title: &'static str,
    readings: &'static [&'static str],
    cases: &'static [&'static str],
) -> Note {
    Note { number, clause, grade: Grade::Advisory, title, readings, cases }
}
