//! Every clause of the specification has vectors, and every vector is about a clause.

use std::collections::BTreeMap;

use zarrproof::codec::clause::Text;
use zarrproof::codec::clauses::{self, CLAUSES};
use zarrproof::codec::notes;
use zarrproof::vectors::Store;
use zarrproof::vectors::tags::TAGS;

/// How many expectations each clause is cited by.
fn citations(store: &Store) -> BTreeMap<String, u64> {
    let mut cited = BTreeMap::new();
    let mut cite = |id: &str, count: u64| *cited.entry(id.to_owned()).or_default() += count;
    for conversion in store.conversions() {
        let (input_type, output_type) = conversion.types();
        let file = store.elements(conversion).expect("a file of elements");
        let columns: Vec<_> = conversion.columns().collect();
        for column in &columns {
            for clause in column.clauses() {
                cite(clause, file.cases.len() as u64);
            }
        }
        for case in &file.cases {
            assert!(!case.tags.is_empty(), "{input_type} to {output_type}: {:#x}", case.input);
            case.tags.iter().for_each(|tag| cite(tag.clause, columns.len() as u64));
        }
    }
    for path in store.scenario_paths() {
        for scenario in store.scenarios(&path).expect("a file of scenarios").scenarios {
            assert!(!scenario.clauses.is_empty(), "{}", scenario.id);
            for clause in &scenario.clauses {
                cite(clause, scenario.ids().len() as u64);
            }
        }
    }
    cited
}

#[test]
fn every_clause_has_a_vector_and_every_vector_a_clause() {
    let cited = citations(&Store::embedded().expect("vectors"));
    for clause in &CLAUSES {
        assert!(cited.contains_key(clause.id), "no vector is about {}", clause.id);
    }
    for id in cited.keys() {
        assert!(clauses::find(id).is_some(), "{id} is cited and is no clause");
    }
}

#[test]
fn clauses_are_named_once_and_notes_and_tags_name_them() {
    for (at, clause) in CLAUSES.iter().enumerate() {
        let same = CLAUSES.iter().position(|other| other.id == clause.id);
        assert_eq!(same, Some(at), "{} stands twice", clause.id);
    }
    for note in notes::all() {
        assert!(clauses::find(note.clause).is_some(), "{}: {}", note.id(), note.clause);
    }
    for tag in &TAGS {
        assert!(clauses::find(tag.clause).is_some(), "{}: {}", tag.name, tag.clause);
    }
}

/// The specification at the commit of the vectors has 19 sentences with MUST, SHOULD or SHOULD NOT
/// and none with MUST NOT, all of them in the codec's page.
#[test]
fn every_normative_sentence_is_a_clause() {
    let normative: Vec<_> = CLAUSES.iter().filter(|clause| clause.is_normative()).collect();
    assert!(normative.iter().all(|clause| clause.text == Text::CastValue));
    assert_eq!(normative.len(), 19);
    let sections: BTreeMap<_, _> = normative.iter().fold(BTreeMap::new(), |mut count, clause| {
        *count.entry(clause.section).or_insert(0) += 1;
        count
    });
    let expected = BTreeMap::from([
        ("Procedure", 3),
        ("Special values", 3),
        ("Name", 1),
        ("Configuration", 1),
        ("data_type", 3),
        ("rounding", 1),
        ("out_of_range", 4),
        ("scalar_map", 3),
    ]);
    assert_eq!(sections, expected);
}
