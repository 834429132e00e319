//! Scenarios of metadata, fill values and scalars: what is in them, and that the subject `oracle`
//! answers each through the protocol as its vector expects.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use zarrproof::codec::cast_value::{OutOfRange, Rounding};
use zarrproof::codec::notes::Readings;
use zarrproof::codec::{Operation, clauses};
use zarrproof::data_type::{Real, pack, scalar, unpack};
use zarrproof::oracle::cast_value::Direction;
use zarrproof::protocol::{Answer, ErrorKind, Incoming, Question, Request};
use zarrproof::subject::{InProcess, Reply, Subject};
use zarrproof::vectors::{
    Ask, Expected, Layer, Outcome, Scenario, ScenarioKind, Store, VectorData,
};

fn scenarios(kind: ScenarioKind) -> Vec<Scenario> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let store = Store::directory(directory).expect("the vectors are there");
    let of_kind = |path: &String| ScenarioKind::of_path(path) == Some(kind);
    let read = |path: String| store.scenarios(&path).expect("a committed file is valid").scenarios;
    store.scenario_paths().into_iter().filter(of_kind).flat_map(read).collect()
}

/// Asserts that the subject `oracle` comes to the stand of every scenario.
fn assert_answers(kind: ScenarioKind, question: fn(Option<Arc<str>>) -> Question) {
    let mut subject = (InProcess::find("oracle").expect("in this build").start)();
    let scenarios = scenarios(kind);
    assert!(scenarios.len() > 500, "only {} scenarios", scenarios.len());
    for scenario in &scenarios {
        let (output_type, expected) = match &scenario.ask {
            Ask::FillValue { output_type, expected } | Ask::Scalar { output_type, expected } => {
                (Some(*output_type), expected)
            }
            Ask::Validity { expected, .. } => (None, expected),
            Ask::FillElement { expected, .. } => {
                let question = question(scenario.codec.clone());
                let found = bytes(subject.as_mut(), scenario, question).map(VectorData::Bytes);
                let is_right = match (&found, &expected.stand) {
                    (Some(found), Some(due)) => scenario.free_bits().accepts(due, found),
                    (found, due) => found == due,
                };
                assert!(is_right, "{}: {found:x?}", scenario.id);
                continue;
            }
            Ask::Element { expected } => {
                let found = bytes(subject.as_mut(), scenario, Question::Scalar);
                assert_eq!(found.map(VectorData::Bytes), expected.stand, "{}", scenario.id);
                continue;
            }
            other => panic!("{}: {other:?}", scenario.id),
        };
        let question = question(scenario.codec.clone());
        let outcome = ask(subject.as_mut(), scenario, question, output_type);
        let accepted = match output_type {
            Some(output_type) => expected.stand().accepts(output_type, outcome),
            None => expected.stand() == outcome,
        };
        assert!(accepted, "{}: {outcome:?}, not {expected:?}", scenario.id);
    }
}

fn reply(subject: &mut dyn Subject, scenario: &Scenario, question: Question) -> Reply {
    let request = Request {
        id: 0,
        question,
        data_type: Arc::clone(&scenario.data_type),
        fill_value: Arc::clone(&scenario.fill_value),
    };
    // Everything in the metadata reaches a subject behind a pipe too, on one line.
    let line = request.to_line();
    assert_eq!(line.find('\n'), Some(line.len() - 1), "{}", scenario.id);
    match Incoming::from_line(&line) {
        Ok(Incoming::Request(read)) => assert_eq!(read, request, "{}", scenario.id),
        other => panic!("{}: {other:?}", scenario.id),
    }
    subject.ask(&[request]).remove(0)
}

/// The bytes of the element that a fill value denotes or becomes, if it does.
fn bytes(subject: &mut dyn Subject, scenario: &Scenario, question: Question) -> Option<Vec<u8>> {
    match reply(subject, scenario, question) {
        Reply::Answer(Answer::Data(data)) => Some(data),
        Reply::Answer(Answer::Error { kind: Some(ErrorKind::Configuration), .. }) => None,
        other => panic!("{}: {other:?}", scenario.id),
    }
}

fn ask(
    subject: &mut dyn Subject,
    scenario: &Scenario,
    question: Question,
    output_type: Option<Real>,
) -> Outcome {
    match (reply(subject, scenario, question), output_type) {
        (Reply::Answer(Answer::Data(data)), Some(output_type)) => {
            Outcome::Bits(unpack(output_type, &data).next().expect("one element"))
        }
        (Reply::Answer(Answer::Validity { valid: true, .. }), None) => Outcome::Valid,
        (Reply::Answer(Answer::Validity { valid: false, .. }), None) => Outcome::Invalid,
        (Reply::Answer(Answer::Error { kind: Some(ErrorKind::Configuration), .. }), Some(_)) => {
            Outcome::Error
        }
        (reply, _) => panic!("{}: {reply:?}", scenario.id),
    }
}

fn codec(codec: Option<Arc<str>>) -> Arc<str> {
    codec.expect("the scenarios of codecs have one")
}

#[test]
fn metadata_is_valid_where_the_vectors_say_so() {
    assert_answers(ScenarioKind::Metadata, |json| Question::Validate { codec: codec(json) });
}

#[test]
fn fill_values_become_what_the_vectors_say() {
    assert_answers(ScenarioKind::FillValue, |json| Question::FillValue { codec: codec(json) });
}

#[test]
fn scalars_denote_what_the_vectors_say() {
    assert_answers(ScenarioKind::Scalars, |_| Question::Scalar);
}

#[test]
fn ids_are_unique_and_plain_and_clauses_exist() {
    let kinds = [ScenarioKind::Metadata, ScenarioKind::FillValue, ScenarioKind::Scalars];
    let mut ids = BTreeSet::new();
    for scenario in kinds.into_iter().flat_map(scenarios) {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_./+-[]".contains(c);
        assert!(scenario.id.chars().all(is_plain), "{}", scenario.id);
        assert!(!scenario.about.is_empty(), "{}", scenario.id);
        assert!(!scenario.clauses.is_empty(), "{}", scenario.id);
        for clause in &scenario.clauses {
            assert!(clauses::find(clause).is_some(), "{}: no clause {clause}", scenario.id);
        }
        assert!(ids.insert(scenario.id.clone()), "{} twice", scenario.id);
    }
}

#[test]
fn every_data_type_is_the_arrays_and_the_codecs_somewhere() {
    let fill_values = scenarios(ScenarioKind::FillValue);
    let valid = scenarios(ScenarioKind::Metadata).into_iter().filter(is_valid).collect::<Vec<_>>();
    for data_type in Real::all() {
        let quoted = format!("\"{data_type}\"");
        let configured = format!("\"data_type\":{quoted}");
        for scenarios in [&fill_values, &valid] {
            let of_codec = |one: &Scenario| {
                one.codec.as_deref().is_some_and(|codec| codec.contains(&configured))
            };
            assert!(scenarios.iter().any(|one| *one.data_type == *quoted), "{data_type}");
            assert!(scenarios.iter().any(of_codec), "{data_type}");
        }
    }
}

fn is_valid(scenario: &Scenario) -> bool {
    matches!(&scenario.ask, Ask::Validity { expected, .. } if expected.stand() == Outcome::Valid)
}

/// The form of the codec's entry as the specification of `cast_value` describes it.
fn form() -> Value {
    let entries = json!({
        "type": "array",
        "items": { "type": "array", "minItems": 2, "maxItems": 2 },
    });
    let roundings =
        ["nearest-even", "towards-zero", "towards-positive", "towards-negative", "nearest-away"];
    json!({
        "type": "object",
        "required": ["name", "configuration"],
        "properties": {
            "name": { "const": "cast_value" },
            "must_understand": { "type": "boolean" },
            "configuration": {
                "type": "object",
                "required": ["data_type"],
                "additionalProperties": false,
                "properties": {
                    "data_type": { "type": ["string", "object"] },
                    "rounding": { "enum": roundings },
                    "out_of_range": { "enum": ["clamp", "wrap"] },
                    "scalar_map": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": { "encode": entries, "decode": entries },
                    },
                },
            },
        },
        "additionalProperties": false,
    })
}

/// Themes whose every refusal by the text of the codec is one of form.
const OF_FORM: [&str; 3] = [
    "cast_value/metadata/codec/",
    "cast_value/metadata/configuration/",
    "cast_value/metadata/scalar-map/",
];

/// Scenarios of those themes that have the form and other faults.
const OF_CONTENT: [&str; 3] = [
    "cast_value/metadata/configuration/example/",
    "cast_value/metadata/scalar-map/entry/key-of-2",
    "cast_value/metadata/scalar-map/sides/",
];

#[test]
fn a_schema_tells_what_is_wrong_in_form() {
    let schema = jsonschema::validator_for(&form()).expect("a valid schema");
    let begins = |id: &str, prefixes: &[&str]| prefixes.iter().any(|one| id.starts_with(one));
    let mut refused = 0;
    for scenario in scenarios(ScenarioKind::Metadata) {
        let Ask::Validity { layer, expected } = &scenario.ask else { continue };
        if scenario.codec_of_file().is_none_or(|codec| codec.elements.is_none()) {
            continue;
        }
        // This parser has no value for a number beyond float64.
        let Ok(json) = serde_json::from_str(&codec(scenario.codec.clone())) else { continue };
        let has_form = schema.is_valid(&json);
        refused += u32::from(!has_form);
        assert!(has_form || expected.stand() == Outcome::Invalid, "{}", scenario.id);
        let of_form = *layer == Layer::Schema
            || *layer == Layer::Extension
                && begins(&scenario.id, &OF_FORM)
                && !begins(&scenario.id, &OF_CONTENT);
        if of_form && expected.stand() == Outcome::Invalid {
            assert!(!has_form, "{}", scenario.id);
            let is_strict = matches!(expected, Expected::Only(_));
            assert_eq!(is_strict, *layer == Layer::Extension, "{}", scenario.id);
        }
    }
    assert!(refused > 100, "only {refused} were refused");
}

/// Under each reading of the notes on matching keys, a long map says what its parts say in turn.
#[test]
fn the_entries_of_a_long_map_are_found_as_those_of_short_ones() {
    let types = [("float32", "int16"), ("int8", "float16"), ("float8_e4m3", "int16")];
    let readings = ["SN-20=A", "SN-20=B", "SN-21=B", "SN-22=B", "SN-23=B", "SN-39=B"];
    for ((input, output), reading) in
        types.iter().flat_map(|types| readings.map(|one| (*types, one)))
    {
        let [input, output] = [input, output].map(|name| Real::from_name(name).expect("a type"));
        let readings = Readings::choosing(&[reading.parse().expect("a reading")]);
        let patterns: Vec<u64> = match input.bits() {
            8 => (0..=255).collect(),
            _ => {
                (0..1000u64).map(|at| (at * 0x10_1f31) & input.mask()).chain([0, 1 << 31]).collect()
            }
        };
        // Keys with what is special about them, several of them more than once.
        let scalars = patterns.iter().step_by(7).map(|one| scalar::to_json(input, *one));
        let special = ["0", "-0.0", "\"NaN\"", "\"0x7fc00001\"", "0.1", "0.10000000149011612"];
        let is_key = |key: &String| scalar::from_json(input, key).is_ok();
        let keys = scalars.chain(special.map(str::to_owned)).filter(is_key);
        let mut keys: Vec<_> = keys.collect();
        keys.extend_from_within(..20);
        let entries: Vec<_> =
            keys.iter().enumerate().map(|(at, key)| format!("[{key},{at}]")).collect();
        let direction = |entries: &[String]| {
            let json = format!("[{}]", entries.join(","));
            let (mode, rule) = (Rounding::NearestEven, OutOfRange::Clamp);
            Direction::between((input, output), mode, rule, Some(&json), &readings).expect("a map")
        };
        let long = direction(&entries);
        let mut short: Vec<_> = entries.chunks(8).map(direction).collect();
        if reading == "SN-22=B" {
            short.reverse();
        }
        let mut matched = 0;
        for pattern in patterns
            .iter()
            .copied()
            .chain(keys.iter().filter_map(|key| scalar::from_json(input, key).ok()))
        {
            let expected = short.iter().find(|one| one.maps(pattern)).unwrap_or(&short[0]);
            assert_eq!(
                long.apply(pattern),
                expected.apply(pattern),
                "{reading}: {input} {pattern:#x}"
            );
            matched += usize::from(long.maps(pattern));
        }
        assert!(matched > 5, "{reading}: {input} matched {matched}");
    }
}

/// Looked through entry by entry, this is a thousand million comparisons.
#[test]
fn a_map_of_100_000_entries_is_applied_to_10_000_elements() {
    let entries: Vec<_> = (0..100_000).map(|key| format!("[{key},{}]", key % 100)).collect();
    let codec = format!(
        r#"{{"name":"cast_value","configuration":{{"data_type":"int8","scalar_map":{{"encode":[{}]}}}}}}"#,
        entries.join(",")
    );
    let int32 = Real::from_name("int32").expect("a type");
    let inputs = (0..10_000u64).map(|at| 99_999 - at);
    let request = Request {
        id: 1,
        question: Question::Elements {
            operation: Operation::Encode,
            codec: codec.into(),
            shape: vec![10_000],
            data: pack(int32, inputs.clone()),
            layout: Default::default(),
        },
        data_type: Arc::from("\"int32\""),
        fill_value: Arc::from("0"),
    };
    let mut subject = (InProcess::find("oracle").expect("it is there").start)();
    let expected: Vec<u8> = inputs.map(|one| (one % 100) as u8).collect();
    assert_eq!(subject.ask(&[request]), [Reply::Answer(Answer::Data(expected))]);
}
