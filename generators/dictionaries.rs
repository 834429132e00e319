//! What vector files refer to, for those who read them with other tools: notes, clauses and tags.

use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::{Files, deciding, to_json};
use crate::codec::clauses::CLAUSES;
use crate::codec::notes;
use crate::vectors::{FORMAT, Store, ordered, tags::TAGS};

/// `notes.json`, `clauses.json` and `tags.json`.
pub(super) fn files(store: &Store) -> Files {
    Files::from([
        ("notes.json".to_owned(), to_json(&ordered(notes(store)))),
        ("clauses.json".to_owned(), to_json(&ordered(clauses()))),
        ("tags.json".to_owned(), to_json(&ordered(tags()))),
    ])
}

fn notes(store: &Store) -> Value {
    let notes: Vec<_> = notes::all().collect();
    let notes = notes.into_par_iter().map(|note| {
        let readings =
            note.lettered().map(|(letter, text)| (letter.to_char().to_string(), Value::from(text)));
        let entry = json!({
            "clause": note.clause,
            "grade": note.grade,
            "title": note.title,
            "readings": readings.collect::<Map<_, _>>(),
            "cases": deciding::cases(note, &|id| store.locate(id).ok()),
        });
        (note.id(), entry)
    });
    let notes: Vec<_> = notes.collect();
    json!({ "format": FORMAT, "notes": Map::from_iter(notes) })
}

fn clauses() -> Value {
    let clauses = CLAUSES.iter().map(|clause| (clause.id.to_owned(), json!(clause)));
    json!({ "format": FORMAT, "clauses": clauses.collect::<Map<_, _>>() })
}

fn tags() -> Value {
    let tags = TAGS
        .iter()
        .map(|tag| (tag.name.to_owned(), json!({ "about": tag.about, "clause": tag.clause })));
    json!({ "format": FORMAT, "tags": tags.collect::<Map<_, _>>() })
}
