//! The oracle, asked as any other subject is, answers scenarios as the vectors say: generating them and
//! checking against them understand the same by metadata, arrays and bytes.

use std::path::Path;
use std::sync::Arc;

use zarrproof::codec::notes::{self, Readings};
use zarrproof::data_type::{DataType, pack_raw, unpack};
use zarrproof::protocol::{Answer, ErrorKind, Question, Request};
use zarrproof::subject::{InProcess, Reply, Subject, start_oracle};
use zarrproof::vectors::{Ask, Outcome, Scenario, ScenarioKind, Store};

#[test]
fn the_oracle_makes_of_each_element_what_scalar_map_scenarios_say() {
    let mut subject = oracle();
    let mut asked = 0;
    for scenario in scenarios(ScenarioKind::ScalarMap) {
        let Ask::Elements { input_type, output_type, elements, .. } = &scenario.ask else {
            panic!("{} asks something else", scenario.id);
        };
        for element in elements {
            let request = request(&scenario, &[1], *input_type, &[element.input]);
            let outcome = outcome(&mut subject, &request, *output_type);
            let id = scenario.element_id(*input_type, element.input);
            let found = outcome.map_or(Outcome::Error, |patterns| Outcome::Bits(patterns[0]));
            let expected = element.expected.stand();
            assert!(expected.accepts(*output_type, found), "{id}: {found:?}, not {expected:?}");
            asked += 1;
        }
    }
    assert!(asked > 5_000, "only {asked} elements");
}

#[test]
fn the_oracle_makes_of_each_array_what_its_scenario_says() {
    let mut subject = oracle();
    let mut asked = 0;
    for scenario in scenarios(ScenarioKind::Arrays) {
        let Ask::Array { input_type, output_type, shape, input, expected, .. } = &scenario.ask
        else {
            panic!("{} asks something else", scenario.id);
        };
        let request = request(&scenario, shape, *input_type, input);
        assert_eq!(outcome(&mut subject, &request, *output_type), *expected, "{}", scenario.id);
        asked += 1;
    }
    assert!(asked > 500, "only {asked} arrays");
}

/// A subject that takes another reading of any of these notes is found out by some scenario.
#[test]
fn every_other_reading_about_maps_and_arrays_shows() {
    let scenarios = [ScenarioKind::ScalarMap, ScenarioKind::Arrays].map(scenarios).concat();
    for number in [20, 21, 22, 23, 24, 27, 28, 34, 38, 39, 40, 41, 43, 45] {
        let note = notes::all().find(|note| note.number == number).expect("a note");
        for (letter, _) in note.lettered().skip(1) {
            let readings = Readings::stand().with(note, letter).expect("a reading of the note");
            let mut subject = start_oracle(readings);
            let differs = |scenario: &Scenario| match &scenario.ask {
                Ask::Elements { input_type, output_type, elements, .. } => {
                    elements.iter().any(|element| {
                        let request = request(scenario, &[1], *input_type, &[element.input]);
                        let found = outcome(&mut subject, &request, *output_type);
                        let found = found.map_or(Outcome::Error, |one| Outcome::Bits(one[0]));
                        !element.expected.stand().accepts(*output_type, found)
                    })
                }
                Ask::Array { input_type, output_type, shape, input, expected, .. } => {
                    let request = request(scenario, shape, *input_type, input);
                    outcome(&mut subject, &request, *output_type) != *expected
                }
                _ => false,
            };
            assert!(scenarios.iter().any(differs), "{} {}", note.id(), letter.to_char());
        }
    }
}

fn oracle() -> Box<dyn Subject> {
    (InProcess::find("oracle").expect("this build holds it").start)()
}

fn scenarios(kind: ScenarioKind) -> Vec<Scenario> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let store = Store::directory(directory).expect("the vectors are there");
    let paths = store.scenario_paths().into_iter();
    let paths = paths.filter(|path| ScenarioKind::of_path(path) == Some(kind));
    paths.flat_map(|path| store.scenarios(&path).expect("a valid file").scenarios).collect()
}

fn request(scenario: &Scenario, shape: &[u64], input_type: DataType, input: &[u64]) -> Request {
    let (Ask::Elements { operation, .. } | Ask::Array { operation, .. }) = &scenario.ask else {
        panic!("{} asks something else", scenario.id);
    };
    let codec = scenario.codec.as_ref().expect("it is about a codec");
    Request {
        id: 1,
        question: Question::Elements {
            operation: *operation,
            codec: Arc::clone(codec),
            shape: shape.to_vec(),
            data: pack_raw(input_type, input.iter().copied()),
        },
        data_type: Arc::clone(&scenario.data_type),
        fill_value: Arc::clone(&scenario.fill_value),
    }
}

/// The elements after the operation, or `None` if one of them has no result.
fn outcome(
    subject: &mut Box<dyn Subject>,
    request: &Request,
    output_type: DataType,
) -> Option<Vec<u64>> {
    match subject.ask(std::slice::from_ref(request)).pop() {
        Some(Reply::Answer(Answer::Data(data))) => Some(unpack(output_type, &data).collect()),
        Some(Reply::Answer(Answer::Error { kind: Some(ErrorKind::Value), .. })) => None,
        other => panic!("{}: {other:?}", request.to_line()),
    }
}
