//! Every reading of every note can be run, and makes a difference that a case of the vectors shows.

use std::fs;
use std::path::Path;

use serde_json::Value;
use zarrproof::codec::notes::{self, Grade, Letter, Note, Readings};
use zarrproof::codec::{clauses, table};
use zarrproof::generators::answer;
use zarrproof::report;
use zarrproof::vectors::{Advisory, Ask, DataOutcome, Expected, Located, Outcome, Store};

use crate::deciding::named;

fn store() -> Store {
    Store::embedded().expect("vectors")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the oracle makes of data as a whole under one reading of a note.
fn data(located: &Located, note: &'static Note, letter: Letter) -> Option<DataOutcome> {
    let readings = Readings::stand().with(note, letter).expect("a reading of the note");
    match located {
        Located::Scenario { scenario, .. } if scenario.asks_for_data() => {
            Some(answer::data(scenario, &readings))
        }
        _ => None,
    }
}

/// Whether two readings of a note make something else of a case.
fn differ(located: &Located, note: &'static Note, one: Letter, other: Letter) -> bool {
    data(located, note, one) != data(located, note, other)
        || outcomes(located, note, one) != outcomes(located, note, other)
}

/// What the oracle makes of a case under one reading of a note.
fn outcomes(located: &Located, note: &'static Note, letter: Letter) -> Vec<Outcome> {
    let readings = Readings::stand().with(note, letter).expect("a reading of the note");
    match located {
        Located::Element { column, case } => {
            vec![answer::elements(column, &readings)(case.input)]
        }
        Located::Scenario { scenario, element, .. } => {
            let all = answer::scenario(scenario, &readings);
            element.map_or(all.clone(), |at| vec![all[at]])
        }
    }
}

#[test]
fn the_readings_of_every_note_differ_on_its_cases() {
    let store = store();
    for note in notes::all() {
        assert!(note.readings.len() > 1, "{} has one reading", note.id());
        let named = named(note);
        let cases: Vec<_> =
            named.iter().map(|id| store.locate(id).expect("a case of the vectors")).collect();
        for (one, _) in note.lettered() {
            for (other, _) in note.lettered().filter(|(other, _)| *other > one) {
                let differs = cases.iter().any(|case| differ(case, note, one, other));
                let (one, other) = (one.to_char(), other.to_char());
                assert!(differs, "no case tells {0}={one} from {0}={other}", note.id());
            }
        }
        for (id, case) in named.iter().zip(&cases) {
            let differs = note.lettered().any(|(letter, _)| differ(case, note, Letter::A, letter));
            assert!(differs, "{id} does not decide {}", note.id());
        }
    }
}

/// Types that nearly every implementation has.
const COMMON: [&str; 3] = ["float64", "float32", "int64"];

/// The notes that cannot be decided between common types, for which other types they are about.
const ABOUT_OTHER_TYPES: [(u16, &str); 33] = [
    (4, "float32 is among the types that a second rounding goes through"),
    (6, "float8_e8m0fnu"),
    (7, "float8_e8m0fnu"),
    (9, "no float rounds into the range of int64 from beyond it"),
    (10, "floats without infinities"),
    (12, "floats with NaN and without infinities"),
    (13, "floats that are no IEEE 754 formats"),
    (16, "no int64 is out of range for float32"),
    (18, "unsigned integers"),
    (30, "float8_e8m0fnu"),
    (34, "integers of less than a byte"),
    (39, "float8_e4m3"),
    (40, "bfloat16"),
    (49, "floats of less than a byte"),
    (50, "byte strings"),
    (51, "byte strings"),
    (52, "strings"),
    (104, "floats with NaN and without infinities"),
    (105, "float8_e8m0fnu"),
    (107, "float8_e8m0fnu"),
    (303, "floats that the list of packbits lacks"),
    (304, "raw bits"),
    (305, "times"),
    (308, "whole bytes have no padding"),
    (401, "bool"),
    (403, "raw bits"),
    (404, "integers of less than a byte"),
    (2501, "bool"),
    (2502, "bool"),
    (2601, "strings"),
    (2602, "strings"),
    (3001, "strings"),
    (3101, "byte strings"),
];

/// The one reading that is about other types, of a note that is not: it keeps to bool.
const ABOUT_BOOL: (u16, char) = (301, 'D');

/// The types that a case involves, as far as it says.
fn types(id: &str, located: &Located) -> Vec<String> {
    match located {
        Located::Element { column, .. } => {
            let (input_type, output_type) = column.conversion.types();
            vec![input_type.to_string(), output_type.to_string()]
        }
        Located::Scenario { scenario, .. } => {
            let parse = |json: &str| serde_json::from_str::<Value>(json).unwrap_or_default();
            let codec = scenario.codec.as_deref().map(parse).unwrap_or_default();
            let named = [&codec["configuration"]["data_type"], &parse(&scenario.data_type)];
            let name =
                |json: &&Value| json.as_str().or_else(|| json["name"].as_str()).map(str::to_owned);
            let types: Vec<_> = named.iter().filter_map(name).collect();
            // Where bytes are encoded there is none.
            let is_of_bytes = matches!(scenario.ask, Ask::Data { shape: None, .. });
            assert!(!types.is_empty() || is_of_bytes, "{id} names no type");
            types
        }
    }
}

#[test]
fn every_note_can_be_decided_for_whoever_has_common_types_only() {
    let store = store();
    for note in notes::all() {
        let named = named(note);
        let located: Vec<_> =
            named.iter().map(|id| (id, store.locate(id).expect("a case"))).collect();
        let is_common = |name: &String| COMMON.contains(&name.as_str());
        let common: Vec<_> = located
            .iter()
            .filter(|(id, case)| types(id, case).iter().all(is_common))
            .map(|(_, case)| case)
            .collect();
        let about = ABOUT_OTHER_TYPES.iter().find(|(number, _)| *number == note.number);
        assert_eq!(common.is_empty(), about.is_some(), "{}: {about:?}", note.id());
        if about.is_some() {
            continue;
        }
        for (letter, _) in note.lettered().skip(1) {
            let is_about_bool = ABOUT_BOOL == (note.number, letter.to_char());
            let differs = common.iter().any(|case| differ(case, note, Letter::A, letter));
            assert!(differs || is_about_bool, "{}={}", note.id(), letter.to_char());
        }
    }
}

/// What the vectors expect of a case; an array has no expectation for advisory notes to be in.
fn expected(located: &Located) -> Option<Expected> {
    match located {
        Located::Element { column, case } => Some(case.expected[column.index].clone()),
        Located::Scenario { scenario, element, .. } => match (&scenario.ask, element) {
            (Ask::Elements { elements, .. }, Some(at)) => Some(elements[*at].expected.clone()),
            (Ask::FillValue { expected, .. }, _)
            | (Ask::Scalar { expected, .. }, _)
            | (Ask::Validity { expected, .. }, _) => Some(expected.clone()),
            _ => None,
        },
    }
}

/// The notes that leave room in data as a whole.
fn numbers_of_data(located: &Located) -> Vec<u16> {
    let Located::Scenario { scenario, .. } = located else { return Vec::new() };
    let (Ask::Data { expected, .. } | Ask::Element { expected }) = &scenario.ask else {
        return Vec::new();
    };
    expected.others.iter().flat_map(|other| &other.readings).map(|(note, _)| *note).collect()
}

/// What is advisory is so in the vectors, and what is strict is not.
#[test]
fn vectors_accept_the_readings_of_advisory_notes_only() {
    let store = store();
    for note in notes::all() {
        for id in &named(note) {
            let located = store.locate(id).expect("a case of the vectors");
            match (note.grade, expected(&located)) {
                (Grade::Strict, Some(Expected::Advisory(advisory))) => {
                    assert_ne!(advisory.note, note.number, "{id}");
                }
                (Grade::Strict, _) => {}
                (Grade::Advisory, Some(Expected::Advisory(advisory))) => {
                    let Advisory { note: number, outcomes: accepted } = *advisory;
                    assert_eq!(number, note.number, "{id}");
                    for (letter, outcome) in accepted {
                        assert_eq!(outcomes(&located, note, letter), [outcome], "{id}");
                    }
                }
                (Grade::Advisory, Some(Expected::Accepted(accepted))) => {
                    let readings = accepted.others.iter().flat_map(|other| &other.readings);
                    assert!(readings.into_iter().any(|(number, _)| *number == note.number), "{id}");
                }
                (Grade::Advisory, None) => {
                    let numbers = numbers_of_data(&located);
                    assert!(numbers.contains(&note.number), "{id}: {numbers:?}");
                }
                (Grade::Advisory, other) => panic!("{id}: {other:?}"),
            }
        }
    }
}

#[test]
fn the_page_of_notes_has_what_the_code_has() {
    let page =
        fs::read_to_string(root().join("docs/notes/cast_value.md")).expect("the page of notes");
    let sections: Vec<_> = page.split("\n## ").skip(1).collect();
    // Every other codec has a page of its own.
    for note in notes::all().filter(|note| note.number < 100) {
        let heading = format!("{}: {}\n", note.id(), note.title);
        let section = sections.iter().find(|section| section.starts_with(&heading));
        let section = section.unwrap_or_else(|| panic!("no section {heading}"));
        let clause = clauses::find(note.clause).expect("a clause");
        let grade = if note.grade == Grade::Strict { "strict" } else { "advisory" };
        let opening = section.lines().nth(2).expect("a line on the clause");
        assert!(opening.starts_with(&format!("Clause: `{}` (", clause.id)), "{opening}");
        assert!(opening.ends_with(&format!("{}). Grade: {grade}.", clause.section)), "{opening}");
        for (letter, reading) in note.lettered() {
            let line = format!("- **{}**: {reading}\n", letter.to_char());
            assert!(section.contains(&line), "{} {line}", note.id());
        }
        assert!(section.contains("Proposed wording: "), "{}", note.id());
        for id in &named(note) {
            assert!(section.contains(&format!("`{id}`")), "{}: {id}", note.id());
        }
    }
}

#[test]
fn the_index_is_what_the_pages_of_notes_say() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("a page");
    let pages = report::pages_of_notes().into_iter().map(|path| (path.clone(), read(&path)));
    let page = read("SPEC_NOTES.md");
    let index = report::write_note_index(&page, &pages.collect()).expect("an index");
    assert!(page == index, "`zarrproof notes --index SPEC_NOTES.md` has not been run");
}

/// The page of a codec's notes, once there is one, has what its definition has.
#[test]
fn the_pages_of_notes_have_what_the_definitions_have() {
    let mut found = 0;
    for codec in table::ALL {
        let page = root().join(format!("docs/notes/{}.md", codec.name));
        let Ok(page) = fs::read_to_string(page) else { continue };
        // The first page is about more than its codec.
        if codec.notes.is_empty() {
            continue;
        }
        let sections: Vec<_> = page.split("\n## ").skip(1).collect();
        let is_note = |section: &&&str| section.starts_with("SN-");
        assert_eq!(sections.iter().filter(is_note).count(), codec.notes.len(), "{}", codec.name);
        for note in codec.notes {
            let clause = clauses::find(note.clause).expect("a clause");
            let grade = note.grade.name();
            let readings: String = note
                .lettered()
                .map(|(letter, reading)| format!("- **{}**: {reading}\n", letter.to_char()))
                .collect();
            let opening = format!(
                "{}: {}\n\nClause: `{}` ({}). Grade: {grade}.\n\n{readings}",
                note.id(),
                note.title,
                clause.id,
                clause.section
            );
            let section = sections.iter().find(|section| section.starts_with(&opening));
            let section = section.unwrap_or_else(|| panic!("no section\n{opening}"));
            assert!(section.contains("Proposed wording: "), "{}", note.id());
            for id in &named(note) {
                assert!(section.contains(&format!("`{id}`")), "{}: {id}", note.id());
            }
            found += 1;
        }
    }
    assert!(found > 0);
}
