//! What vector files refer to, for those who read them with other tools: notes, clauses and tags.

use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::{Texts, deciding, to_json};
use crate::codec::clause::Clause;
use crate::codec::clauses;
use crate::codec::definition::Definition;
use crate::codec::{notes, table};
use crate::vectors::{FORMAT, Store, cite_page, ordered, tags::TAGS};

/// Where the dictionaries are, below the directory of vectors.
pub(super) const PATHS: [&str; 3] = ["notes.json", "clauses.json", "tags.json"];

/// The files of [`PATHS`].
pub(super) fn files(store: &Store) -> Texts {
    let texts = [notes(store), clause_texts(), tags()].map(|value| to_json(&ordered(value)));
    PATHS.map(str::to_owned).into_iter().zip(texts).collect()
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
            "cases": deciding::cases(note, store),
        });
        (note.id(), entry)
    });
    let notes: Vec<_> = notes.collect();
    json!({ "format": FORMAT, "notes": Map::from_iter(notes) })
}

fn clause_texts() -> Value {
    let entry = |clause: &Clause| {
        let mut entry = json!(clause);
        let is_own = |codec: &&&Definition| codec.clauses.iter().any(|own| own.id == clause.id);
        if let Some(codec) = table::ALL.iter().find(is_own) {
            entry["codec"] = codec.name.into();
            entry["page"] = cite_page(codec.page).into();
        }
        (clause.id.to_owned(), entry)
    };
    json!({ "format": FORMAT, "clauses": clauses::all().map(entry).collect::<Map<_, _>>() })
}

fn tags() -> Value {
    let tags = TAGS
        .iter()
        .map(|tag| (tag.name.to_owned(), json!({ "about": tag.about, "clause": tag.clause })));
    json!({ "format": FORMAT, "tags": tags.collect::<Map<_, _>>() })
}
