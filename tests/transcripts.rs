//! Lines of the protocol about arrays on disk, as they are sent and answered, against their JSON Schema.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use zarrproof::check::{Target, check};
use zarrproof::subject::Program;
use zarrproof::vectors::{Kind, Selection, Store};

/// The validator of one definition of the schema.
fn validator(definition: &str) -> Validator {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/schema/protocol.schema.json");
    let text = fs::read(path).expect("the schema");
    let mut schema: Value = serde_json::from_slice(&text).expect("JSON");
    let members = schema.as_object_mut().expect("an object");
    members.remove("anyOf").expect("all definitions");
    members.insert("$ref".to_owned(), format!("#/$defs/{definition}").into());
    jsonschema::validator_for(&schema).expect("a schema")
}

/// A line, with nothing in place of numbers that `Value` cannot hold: those are elements and fill values.
fn line(text: &str) -> Value {
    let members: BTreeMap<String, &RawValue> = serde_json::from_str(text).expect("an object");
    let member = |(name, json): (String, &RawValue)| match serde_json::from_str(json.get()) {
        Ok(value) => (name, value),
        Err(_) if json.get().starts_with('[') => (name, json!([])),
        Err(_) => (name, Value::Null),
    };
    members.into_iter().map(member).collect()
}

/// What a program is sent and what it answers in a check of some golden arrays, each as lines.
fn transcript(subject: &str, filters: &[&str]) -> [Vec<Value>; 2] {
    let directory = tempfile::tempdir().expect("a directory");
    let [asked, answered] = ["asked", "answered"].map(|name| directory.path().join(name));
    let word = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    let pipeline = r#"tee "$1" | "$2" serve "$4" | tee "$3""#;
    let zarrproof = env!("CARGO_BIN_EXE_zarrproof").to_owned();
    let command = ["sh", "-c", pipeline, "sh"].map(str::to_owned).to_vec();
    let words = vec![word(&asked), zarrproof, word(&answered), subject.to_owned()];
    let program = Target::External(Program::new([command, words].concat()));
    let filters = filters.iter().map(|glob| glob.parse().expect("a glob")).collect();
    let selection = Selection { filters, kinds: vec![Kind::Stores], ..Selection::default() };
    let store = Store::embedded().expect("vectors");
    check(&program, &store, &selection, &|_| {}).expect("it is checked");
    [asked, answered]
        .map(|path| fs::read_to_string(path).expect("a transcript").lines().map(line).collect())
}

/// The members of which an answer has one.
const KINDS: [&str; 5] = ["data", "elements", "error", "unsupported", "written"];

#[test]
fn what_is_sent_and_answered_follows_the_schema() {
    let definitions = ["read_request", "read_answer", "write_request", "write_answer"];
    let validators = definitions.map(|name| (name.to_owned(), validator(name)));
    let validators = BTreeMap::from(validators);
    let follows = |definition: &str, line: &Value| {
        let result = validators[definition].validate(line);
        result.unwrap_or_else(|error| panic!("{definition}: {line}: {error}"));
    };
    let mut seen = BTreeSet::new();
    for (subject, filters) in [
        ("oracle", &["stores/core/*", "stores/bytes/*"][..]),
        ("zarrs", &["stores/core/*", "stores/zstd/*"]),
    ] {
        let [asked, answered] = transcript(subject, filters);
        let mut operations = BTreeMap::new();
        for line in asked {
            let operation = line["op"].as_str().expect("a text").to_owned();
            // What else is asked tells which reading of a note a subject follows.
            if !["read", "write"].contains(&operation.as_str()) {
                continue;
            }
            follows(&format!("{operation}_request"), &line);
            operations.insert(line["id"].as_u64(), operation);
        }
        for line in answered {
            let Some(operation) = operations.get(&line["id"].as_u64()) else { continue };
            follows(&format!("{operation}_answer"), &line);
            let kinds = KINDS.into_iter().filter(|kind| line.get(*kind).is_some());
            seen.extend(kinds.map(|kind| format!("{operation} {kind}")));
        }
    }
    for kind in ["read data", "read elements", "read error", "read unsupported", "write written"] {
        assert!(seen.contains(kind), "{kind} of {seen:?}");
    }
}

#[test]
fn what_is_no_line_of_the_protocol_does_not_follow_the_schema() {
    let metadata = json!({ "zarr_format": 3 });
    for (definition, good, wrong) in [
        (
            "read_request",
            json!({ "op": "read", "id": 1, "path": "/a" }),
            vec![
                ("op", json!("write")),
                ("id", json!(-1)),
                ("id", json!(1.5)),
                ("path", json!("")),
            ],
        ),
        (
            "write_request",
            json!({ "op": "write", "id": 1, "path": "/a", "metadata": metadata, "data": "AQI=" }),
            vec![
                ("metadata", json!("{}")),
                ("metadata", json!({})),
                ("data", json!("A-I=")),
                ("elements", json!([1])),
            ],
        ),
        (
            "read_answer",
            json!({ "id": 1, "data_type": "int8", "shape": [2], "elements": [1, 2] }),
            vec![
                ("shape", json!([-1])),
                ("shape", json!(2)),
                ("data_type", json!(8)),
                ("elements", json!("1")),
                ("data", json!("AQI=")),
                ("error", json!({ "message": "no" })),
            ],
        ),
        (
            "write_answer",
            json!({ "id": 1, "written": true }),
            vec![("written", json!(false)), ("unsupported", json!("no")), ("id", json!("1"))],
        ),
        (
            "write_answer",
            json!({ "id": 1, "error": { "kind": "value", "message": "no" } }),
            vec![("error", json!("no")), ("error", json!({})), ("written", json!(true))],
        ),
    ] {
        let validator = validator(definition);
        assert!(validator.is_valid(&good), "{good}");
        let mut more = good.clone();
        more["of_a_later_build"] = json!(1);
        assert!(validator.is_valid(&more), "{more}");
        for (member, value) in wrong {
            let mut line = good.clone();
            line[member] = value;
            assert!(!validator.is_valid(&line), "{definition}: {line}");
        }
        for member in good.as_object().expect("an object").keys() {
            let mut line = good.clone();
            line.as_object_mut().expect("an object").remove(member);
            let may_be_left_out = ["data_type", "shape"].contains(&member.as_str());
            assert_eq!(validator.is_valid(&line), may_be_left_out, "{definition}: {line}");
        }
    }
}
