//! Whoever follows readings of advisory notes together is accepted by the vectors of codecs other than casts, case by case.

use zarrproof::codec::definition::Definition;
use zarrproof::codec::notes::{Grade, Letter, Note, Readings};
use zarrproof::codec::table;
use zarrproof::generators::answer;
use zarrproof::vectors::{Ask, Scenario, ScenarioKind, Store};

/// How many sets of readings are tried for each file.
const SETS: usize = 24;

/// A generator of numbers, the same every time (L'Ecuyer 1999, table 4).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(3_935_559_000_370_003_845).wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }
}

/// The stand, but for two or three readings of advisory notes on these codecs.
fn readings(codecs: &[&'static Definition], numbers: &mut Numbers) -> Readings {
    let advisory = |note: &&'static Note| note.grade == Grade::Advisory && note.number > 100;
    let notes: Vec<_> = codecs.iter().flat_map(|codec| codec.notes).filter(advisory).collect();
    if notes.is_empty() {
        return Readings::stand();
    }
    (0..2 + numbers.below(2)).fold(Readings::stand(), |readings, _| {
        let note = notes[numbers.below(notes.len())];
        let letter = Letter(1 + numbers.below(note.readings.len() - 1) as u8);
        readings.with(note, letter).expect("a reading of the note")
    })
}

/// The id of what is not accepted under some readings.
fn refused(scenario: &Scenario, readings: &Readings) -> Option<String> {
    match &scenario.ask {
        Ask::Data { expected, .. } => {
            let found = answer::data(scenario, readings);
            let others = expected.others.iter().map(|other| &other.outcome);
            let is_accepted = others.chain([&expected.stand]).any(|one| *one == found);
            (!is_accepted).then(|| scenario.id.clone())
        }
        Ask::Elements { input_type, output_type: real, elements, .. } => {
            let found = answer::scenario(scenario, readings);
            let wrong = elements
                .iter()
                .zip(found)
                .find(|(one, found)| !one.expected.accepts(*real, *found));
            wrong.map(|(one, _)| scenario.element_id(*input_type, one.input))
        }
        _ => None,
    }
}

#[test]
fn readings_that_are_followed_together_are_accepted_wherever_each_is() {
    let store = Store::directory(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors")).expect("vectors");
    let kinds = [ScenarioKind::Elementwise, ScenarioKind::Encodings, ScenarioKind::Chains];
    let mut numbers = Numbers(1);
    let mut tried = 0;
    for path in store.scenario_paths() {
        if !ScenarioKind::of_path(&path).is_some_and(|kind| kinds.contains(&kind)) {
            continue;
        }
        let codecs = match path.split('/').next().and_then(table::of_room) {
            Some(codec) => vec![codec],
            None => table::ALL.to_vec(),
        };
        let scenarios = store.scenarios(&path).expect("a file").scenarios;
        for _ in 0..SETS {
            let readings = readings(&codecs, &mut numbers);
            for scenario in &scenarios {
                assert_eq!(refused(scenario, &readings), None, "{readings:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 100_000, "only {tried} scenarios");
}
