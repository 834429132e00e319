//! The cases that decide between the readings of a note, with what each reading makes of them.

use serde_json::{Map, Value, json};

use super::answer;
use crate::codec::notes::{self, Letter, Note, ReadingChoice, Readings};
use crate::data_type::Real;
use crate::vectors::{Located, Outcome, hex};

/// The entries of a note's `cases`: ids, and outcomes as text by letter.
///
/// # Panics
///
/// If an id of the table of notes names no case, or the readings agree on it.
pub(super) fn cases(note: &'static Note, locate: &dyn Fn(&str) -> Option<Located>) -> Value {
    let entry = |id: &&str| {
        let Some(located) = locate(id) else { panic!("{}: no case {id}", note.id()) };
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
    note.cases.iter().map(entry).collect()
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

/// What a case comes to under one reading: patterns of an array are separated by spaces.
fn outcome(located: &Located, note: &'static Note, letter: Letter) -> String {
    let readings = match Readings::stand().with(note, letter) {
        Ok(readings) => readings,
        Err(error) => panic!("{error}"),
    };
    match located {
        Located::Element { column, case } => {
            let outcome = answer::elements(column, &readings)(case.input);
            outcome.to_text(column.conversion.output_type)
        }
        Located::Scenario { scenario, .. } if scenario.asks_for_data() => {
            answer::data(scenario, &readings).map_or("error".to_owned(), |data| hex(&data))
        }
        Located::Scenario { scenario, element, .. } => {
            let outcomes = answer::scenario(scenario, &readings);
            let of_interest: &[Outcome] = match element {
                Some(at) => &outcomes[*at..=*at],
                None => &outcomes,
            };
            // Validity is spelled alike for every type.
            let output_type = scenario.output_type().unwrap_or(Real::INT8);
            let text = |outcome: &Outcome| outcome.to_text(output_type);
            of_interest.iter().map(text).collect::<Vec<_>>().join(" ")
        }
    }
}
