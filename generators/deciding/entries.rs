//! The deciding cases of a note as `notes.json` writes them: with the outcome under each reading.

use serde_json::{Map, Value, json};

use super::chosen::chosen;
use super::outcome::outcome;
use crate::codec::notes::{self, Letter, Note, ReadingChoice};
use crate::vectors::{Located, Store};

/// The entries of a note's `cases`: ids, and outcomes as text by letter.
///
/// # Panics
///
/// If a case or a pattern of the table of notes names no case of the vectors that decides.
pub(in super::super) fn cases(note: &'static Note, store: &Store) -> Value {
    let entry = |(id, located): (String, Located)| {
        let mut entry = Map::from_iter([("id".to_owned(), json!(id))]);
        for (letter, _) in note.lettered() {
            entry.insert(letter.to_char().to_string(), outcome(&located, note, letter).into());
        }
        let also = also(&located, note);
        if !also.is_empty() {
            entry.insert("also".to_owned(), Value::Object(also));
        }
        Value::Object(entry)
    };
    match chosen(note, store) {
        Ok(cases) => cases.into_iter().map(entry).collect(),
        Err(error) => panic!("{}: {error}", note.id()),
    }
}

/// The readings of other notes that matter to a case too, with what each makes of it: a subject that does
/// as the stand says here does not follow them.
fn also(located: &Located, note: &'static Note) -> Map<String, Value> {
    let stand = outcome(located, note, Letter::A);
    let mut also = Map::new();
    for other in notes::all().filter(|other| other.number != note.number) {
        for (letter, _) in other.lettered().skip(1) {
            let found = outcome(located, other, letter);
            if found != stand {
                also.insert(ReadingChoice { note: other, letter }.to_string(), found.into());
            }
        }
    }
    also
}
