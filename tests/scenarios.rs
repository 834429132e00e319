//! The oracle, asked as any other subject is, answers scenarios as the vectors say: generating them and
//! checking against them understand the same by metadata, arrays and bytes.

use std::path::Path;
use std::sync::Arc;

use zarrproof::codec::notes::{self, Readings};
use zarrproof::data_type::{Float, Kind, Nan, Real, pack_raw, unpack};
use zarrproof::protocol::{Answer, ErrorKind, Layout, Question, Request};
use zarrproof::subject::{InProcess, Reply, Subject, start_oracle};
use zarrproof::vectors::{Ask, Expected, Outcome, Scenario, ScenarioKind, Store};

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

fn request(scenario: &Scenario, shape: &[u64], input_type: Real, input: &[u64]) -> Request {
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
            layout: Layout::C,
        },
        data_type: Arc::clone(&scenario.data_type),
        fill_value: Arc::clone(&scenario.fill_value),
    }
}

/// The elements after the operation, or `None` if one of them has no result.
fn outcome(
    subject: &mut Box<dyn Subject>,
    request: &Request,
    output_type: Real,
) -> Option<Vec<u64>> {
    match subject.ask(std::slice::from_ref(request)).pop() {
        Some(Reply::Answer(Answer::Data(data))) => Some(unpack(output_type, &data).collect()),
        Some(Reply::Answer(Answer::Error { kind: Some(ErrorKind::Value), .. })) => None,
        // Metadata that is refused has no result for any element.
        Some(Reply::Answer(Answer::Error { kind: Some(ErrorKind::Configuration), .. })) => None,
        other => panic!("{}: {other:?}", request.to_line()),
    }
}

/// The JSON of everything that a scenario has metadata of.
fn metadata(scenario: &Scenario) -> String {
    format!("{} {}", scenario.codec.as_deref().unwrap_or_default(), scenario.fill_value)
}

/// What is expected of each thing that a scenario asks about.
fn expected(scenario: &Scenario) -> Vec<Expected> {
    match &scenario.ask {
        Ask::Elements { elements, .. } => elements.iter().map(|one| one.expected.clone()).collect(),
        Ask::Array { .. } | Ask::Data { .. } | Ask::Element { .. } | Ask::FillElement { .. } => {
            Vec::new()
        }
        Ask::FillValue { expected, .. }
        | Ask::Validity { expected, .. }
        | Ask::Scalar { expected, .. } => vec![expected.clone()],
    }
}

fn is_refused(expected: &Expected) -> bool {
    matches!(expected, Expected::Only(Outcome::Error | Outcome::Invalid))
}

#[test]
fn base64_of_an_element_is_refused_wherever_a_scalar_can_stand() {
    let kinds = [
        ScenarioKind::Scalars,
        ScenarioKind::FillValue,
        ScenarioKind::Metadata,
        ScenarioKind::ScalarMap,
    ];
    // NaN as float64 and as float32, little-endian; 1 as int64.
    for text in [r#""AAAAAAAA+H8=""#, r#""AADAfw==""#, r#""AQAAAAAAAAA=""#] {
        for kind in kinds {
            let mut found = 0;
            for scenario in scenarios(kind).iter().filter(|one| metadata(one).contains(text)) {
                assert!(expected(scenario).iter().all(is_refused), "{}", scenario.id);
                found += 1;
            }
            assert!(found > 0, "no {} with {text}", kind.name());
        }
    }
}

#[test]
fn base64_and_texts_are_asked_as_scalars_of_every_type() {
    let scalars = scenarios(ScenarioKind::Scalars);
    for data_type in Real::all() {
        let of = |part: &str| {
            let prefix = format!("scalars/{data_type}/{part}/");
            scalars.iter().filter(move |one| one.id.starts_with(&prefix)).collect::<Vec<_>>()
        };
        let (base64, texts) = (of("base64"), of("text"));
        assert!(base64.len() >= 4 && texts.len() >= 70, "{data_type}");
        for scenario in base64 {
            assert!(expected(scenario).iter().all(is_refused), "{}", scenario.id);
        }
        // An escape is JSON's, digits in capitals are digits, and SN-44 is about fewer digits.
        let taken: Vec<_> = texts
            .into_iter()
            .filter(|one| !expected(one).iter().all(is_refused))
            .map(|one| one.id.rsplit('/').next().unwrap_or_default().to_owned())
            .collect();
        if data_type.is_integer() {
            assert!(taken.is_empty(), "{data_type} {taken:?}");
        } else {
            let known = ["0x", "escaped", "one-less", "+Infinity", "no-digits"];
            assert!(taken.iter().all(|id| known.contains(&id.as_str())), "{data_type} {taken:?}");
        }
    }
}

#[test]
fn every_bit_of_the_payload_of_a_nan_is_asked_alone_as_a_scalar() {
    let mut asked = 0;
    let scalars = scenarios(ScenarioKind::Scalars);
    for data_type in Real::all() {
        let Kind::Float(float @ Float { nan: Nan::Ieee, .. }) = data_type.kind() else { continue };
        let infinities = [false, true].map(|negative| data_type.infinity(negative));
        for infinity in infinities.into_iter().flatten() {
            for bit in 0..float.mantissa_bits {
                let pattern = infinity | 1 << bit;
                assert!(data_type.is_nan(pattern), "{data_type} {pattern:#x}");
                let json = format!("\"{}\"", data_type.pattern_to_text(pattern));
                let is_it = |one: &&Scenario| {
                    one.output_type() == Some(data_type) && *one.fill_value == *json
                };
                let scenario = scalars.iter().find(is_it);
                let scenario = scenario.unwrap_or_else(|| panic!("no {json} of {data_type}"));
                assert_eq!(expected(scenario), [Expected::Only(Outcome::Bits(pattern))]);
                asked += 1;
            }
        }
    }
    // float64, float32, float16, bfloat16, float8_e3m4, float8_e4m3 and float8_e5m2, of both signs.
    assert_eq!(asked, 2 * (52 + 23 + 10 + 7 + 4 + 3 + 2));
}

#[test]
fn a_file_of_scalars_cites_the_core_specification_and_the_page_of_its_type() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/scalars");
    for data_type in Real::all() {
        let text = std::fs::read_to_string(directory.join(format!("{data_type}.json")));
        let text = text.expect("readable");
        let header = text.lines().next().expect("a header");
        let member = |name: &str| {
            let start = format!("\"{name}\":\"");
            let (_, rest) = header.split_once(&start).expect("the member");
            rest.split('"').next().expect("its end").to_owned()
        };
        let (specification, page) = (member("specification"), member("page"));
        assert!(specification.starts_with("zarr-developers/zarr-specs@"), "{specification}");
        assert!(specification.ends_with(":docs/v3/data-types/index.rst"), "{specification}");
        let own = format!(":data-types/{data_type}/README.md");
        assert!(page.starts_with("zarr-developers/zarr-extensions@") && page.ends_with(&own));
        assert!(!header.contains("cast_value"), "{header}");
    }
}
