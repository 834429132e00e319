//! The cases that tell the readings of a note apart, which `notes.json` lists.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::{FORMAT, Store, VectorError};
use crate::codec::notes::{self, Letter, Note, ReadingChoice};

/// The path of the notes below the directory of vectors.
pub const NOTES_PATH: &str = "notes.json";

/// A note and the cases on which its readings differ.
#[derive(Clone, Debug)]
pub struct NoteCases {
    pub note: &'static Note,
    pub cases: Vec<DecidingCase>,
}

/// A case, and its outcome under each reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidingCase {
    pub id: String,
    /// As a vector file spells outcomes; the elements of an array are separated by spaces.
    pub outcomes: Vec<(Letter, String)>,
    /// The readings of other notes under which something else becomes of it than under the stand, and what.
    pub others: Vec<(OtherReading, String)>,
}

/// A reading of another note: its number and the letter.
pub type OtherReading = (u16, Letter);

#[derive(Deserialize)]
struct Document {
    format: u64,
    notes: BTreeMap<String, NoteText>,
}

#[derive(Deserialize)]
struct NoteText {
    #[serde(default)]
    cases: Vec<CaseText>,
}

#[derive(Deserialize)]
struct CaseText {
    id: String,
    /// What becomes of it under readings of other notes.
    #[serde(default)]
    also: BTreeMap<String, String>,
    /// The outcomes by letter, and whatever else a later version says.
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

impl Store {
    /// The deciding cases of every note that has some, by number. Vectors that come without notes have
    /// none.
    pub fn deciding(&self) -> Result<Vec<NoteCases>, VectorError> {
        let Some(bytes) = self.read_notes()? else { return Ok(Vec::new()) };
        let path = self.shown(NOTES_PATH).into_owned();
        let document: Document = serde_json::from_slice(&bytes).map_err(|error| {
            VectorError::Syntax { path: path.clone(), reason: error.to_string() }
        })?;
        if document.format != FORMAT {
            return Err(VectorError::Version { path, found: document.format });
        }
        let mut decided = Vec::new();
        for (id, text) in document.notes {
            // A note that this program does not know yet decides nothing for it.
            let Ok(note) = notes::find(&id) else { continue };
            let cases: Vec<_> = text.cases.into_iter().map(CaseText::read).collect();
            if !cases.is_empty() {
                decided.push(NoteCases { note, cases });
            }
        }
        decided.sort_by_key(|one| one.note.number);
        Ok(decided)
    }
}

impl CaseText {
    fn read(self) -> DecidingCase {
        let outcomes = self.others.into_iter().filter_map(|(name, value)| {
            let letter = Letter::from_char(name.parse().ok()?)?;
            Some((letter, value.as_str()?.to_owned()))
        });
        // A reading that this program does not know yet is evidence of nothing for it.
        let others = self.also.into_iter().filter_map(|(reading, outcome)| {
            let choice: ReadingChoice = reading.parse().ok()?;
            Some(((choice.note.number, choice.letter), outcome))
        });
        DecidingCase { id: self.id, outcomes: outcomes.collect(), others: others.collect() }
    }
}
