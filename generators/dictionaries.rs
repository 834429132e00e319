//! What vector files refer to, for those who read them with other tools: notes and tags.

use serde_json::{Map, Value, json};

use super::{Files, to_json};
use crate::codec::notes::NOTES;
use crate::vectors::{FORMAT, tags::TAGS};

/// `notes.json` and `tags.json`.
pub(super) fn files() -> Files {
    Files::from([
        ("notes.json".to_owned(), to_json(&notes())),
        ("tags.json".to_owned(), to_json(&tags())),
    ])
}

fn notes() -> Value {
    let notes = NOTES.iter().map(|note| {
        let readings =
            note.lettered().map(|(letter, text)| (letter.to_char().to_string(), Value::from(text)));
        let entry = json!({
            "clause": format!("cast_value: {}", note.clause),
            "grade": note.grade,
            "title": note.title,
            "readings": readings.collect::<Map<_, _>>(),
        });
        (note.id(), entry)
    });
    json!({ "format": FORMAT, "notes": notes.collect::<Map<_, _>>() })
}

fn tags() -> Value {
    let tags = TAGS
        .iter()
        .map(|tag| (tag.name.to_owned(), json!({ "about": tag.about, "clause": tag.clause })));
    json!({ "format": FORMAT, "tags": tags.collect::<Map<_, _>>() })
}
