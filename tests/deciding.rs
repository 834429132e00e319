//! The notes on codecs other than casts: every two readings are told apart by vectors, and notes name some of these.

use std::collections::BTreeMap;

use zarrproof::codec::note::Note;
use zarrproof::codec::notes::{self, Readings};
use zarrproof::codec::table;
use zarrproof::generators::answer;
use zarrproof::generators::deciding::chosen;
use zarrproof::vectors::{Ask, Scenario, ScenarioKind, Store};

/// Types that most implementations have, the commonest first.
const COMMON: [&str; 6] = ["float64", "float32", "int64", "int32", "uint8", "float16"];

fn store() -> Store {
    Store::directory(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors")).expect("vectors")
}

/// The ids of the cases that a note names.
pub(crate) fn named(note: &'static Note) -> Vec<String> {
    let cases = chosen(note, &store()).unwrap_or_else(|error| panic!("{}: {error}", note.id()));
    cases.into_iter().map(|(id, _)| id).collect()
}

fn scenarios() -> Vec<Scenario> {
    let store = store();
    let kinds = [ScenarioKind::Elementwise, ScenarioKind::Encodings, ScenarioKind::Chains];
    let paths = store.scenario_paths().into_iter();
    let paths =
        paths.filter(|path| ScenarioKind::of_path(path).is_some_and(|kind| kinds.contains(&kind)));
    paths.flat_map(|path| store.scenarios(&path).expect("a file").scenarios).collect()
}

/// Every id of a scenario, with what the oracle says.
fn outcomes(scenario: &Scenario, readings: &Readings) -> Vec<(String, String)> {
    if let Ask::Data { .. } = scenario.ask {
        let data = answer::data(scenario, readings);
        let text = data.map_or("error".to_owned(), |data| data.to_string());
        return vec![(scenario.id.clone(), text)];
    }
    let real = scenario.output_type().expect("a type");
    let texts = answer::scenario(scenario, readings).into_iter().map(|one| one.to_text(real));
    scenario.ids().into_iter().zip(texts).collect()
}

/// By two letters: the ids on which these readings differ.
fn differences(note: &'static Note, scenarios: &[Scenario]) -> BTreeMap<String, Vec<String>> {
    let by = |letter| Readings::stand().with(note, letter).expect("a reading");
    let of = |letter| -> Vec<_> {
        scenarios.iter().flat_map(|scenario| outcomes(scenario, &by(letter))).collect()
    };
    let all: Vec<_> = note.lettered().map(|(letter, _)| (letter.to_char(), of(letter))).collect();
    let mut found = BTreeMap::new();
    for (at, (one, of_one)) in all.iter().enumerate() {
        for (other, of_other) in &all[at + 1..] {
            let differ = of_one.iter().zip(of_other).filter(|(one, other)| one.1 != other.1);
            let ids = differ.map(|((id, _), _)| id.clone()).collect();
            found.insert(format!("{one}{other}"), ids);
        }
    }
    found
}

#[test]
fn every_two_readings_of_every_note_are_told_apart() {
    let scenarios = scenarios();
    let mut missing = String::new();
    for codec in table::ALL {
        let own: Vec<_> = scenarios
            .iter()
            .filter(|one| {
                one.is_chain() || one.codec_of_file().is_some_and(|of| of.name == codec.name)
            })
            .cloned()
            .collect();
        for note in codec.notes {
            if note.number < 100 {
                continue;
            }
            let named = named(note);
            for (letters, ids) in differences(note, &own) {
                if ids.is_empty() {
                    missing.push_str(&format!("{}={letters}: no case\n", note.id()));
                }
                if !ids.iter().any(|id| named.contains(id)) {
                    missing.push_str(&format!("{}={letters}: {:?}\n", note.id(), some(&ids)));
                }
            }
        }
    }
    assert_eq!(missing, "", "readings that no deciding case tells apart");
}

#[test]
fn what_notes_name_is_what_the_vectors_list() {
    let listed = store().deciding().expect("notes");
    for note in notes::all() {
        let listed = listed.iter().find(|one| one.note.number == note.number).expect("a list");
        let listed: Vec<_> = listed.cases.iter().map(|case| case.id.clone()).collect();
        assert_eq!(named(note), listed, "{}", note.id());
    }
}

/// A note of two or three readings with this one case or pattern.
fn naming(number: u16, case: &'static str) -> &'static Note {
    let note = notes::of_number(number).expect("a note");
    Box::leak(Box::new(Note { cases: Box::leak(Box::new([case])), ..*note }))
}

#[test]
fn a_pattern_names_the_first_case_that_tells_its_readings_apart() {
    let ties = "A|B bitround/elementwise/{float64,float32}/encode/1/*";
    let cut = "A|C bitround/elementwise/{float64,float32}/encode/1/*";
    let of_float64 = ["0x0434000000000000", "0x000fffffffffffff"];
    for (pattern, input) in [ties, cut].into_iter().zip(of_float64) {
        let ids = named(naming(201, pattern));
        let [first, second] = ids.as_slice() else { panic!("{ids:?}") };
        assert_eq!(*first, format!("bitround/elementwise/float64/encode/1/{input}"));
        assert!(second.starts_with("bitround/elementwise/float32/encode/1/"), "{second}");
        let before = store().cases_with("bitround/elementwise/float64/encode/1/").expect("cases");
        assert_eq!(before.iter().filter(|(id, _)| id == first).count(), 1);
    }
}

#[test]
fn what_names_no_deciding_case_is_said() {
    let failing = [
        (
            "bitround/elementwise/float64/encode/1/0x1",
            "no case is \"bitround/elementwise/float64/encode/1/0x1\"",
        ),
        ("bitround/elementwise/float65/*", "no case is \"bitround/elementwise/float65/*\""),
        ("bitround/*", "no case is \"bitround/*\""),
        (
            "bitround/elementwise/float64/encode/1/0x0000000000000000",
            "the readings agree on every case of \"bitround/elementwise/float64/encode/1/0x0000000000000000\"",
        ),
        (
            "bitround/elementwise/float64/decode/3/*",
            "the readings agree on every case of \"bitround/elementwise/float64/decode/3/*\"",
        ),
        (
            "A|D bitround/elementwise/float64/encode/1/*",
            "\"A|D bitround/elementwise/float64/encode/1/*\" is not a pattern of ids; expected a glob, such as \"A|B codec/theme/{one,other}/*\"",
        ),
    ];
    for (pattern, expected) in failing {
        let error = chosen(naming(201, pattern), &store()).expect_err(pattern);
        assert_eq!(error.to_string(), expected);
    }
}

/// A few ids to choose from: of common types first, short ones first.
fn some(ids: &[String]) -> Vec<&String> {
    let of = |name: &str| {
        let mut some: Vec<_> =
            ids.iter().filter(|id| id.split('/').any(|part| part == name)).collect();
        some.sort_by_key(|id| (id.len(), *id));
        some.into_iter().next()
    };
    let mut chosen: Vec<_> = COMMON.iter().filter_map(|name| of(name)).take(3).collect();
    let mut others: Vec<_> = ids.iter().collect();
    others.sort_by_key(|id| (id.len(), *id));
    chosen.extend(others.into_iter().take(3));
    chosen.dedup();
    chosen
}
