//! The notes on codecs other than casts: every two readings are told apart by vectors, and notes name some of these.

use std::collections::BTreeMap;

use zarrproof::codec::note::Note;
use zarrproof::codec::notes::Readings;
use zarrproof::codec::table;
use zarrproof::generators::answer;
use zarrproof::vectors::{Ask, Scenario, ScenarioKind, Store, hex};

/// Types that most implementations have, the commonest first.
const COMMON: [&str; 6] = ["float64", "float32", "int64", "int32", "uint8", "float16"];

fn scenarios() -> Vec<Scenario> {
    let store = Store::directory(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors")).expect("vectors");
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
        let text = data.map_or("error".to_owned(), |data| hex(&data));
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
            for (letters, ids) in differences(note, &own) {
                if ids.is_empty() {
                    missing.push_str(&format!("{}={letters}: no case\n", note.id()));
                }
                if !ids.iter().any(|id| note.cases.contains(&id.as_str())) {
                    missing.push_str(&format!("{}={letters}: {:?}\n", note.id(), some(&ids)));
                }
            }
        }
    }
    assert_eq!(missing, "", "readings that no deciding case tells apart");
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
