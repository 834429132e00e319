//! The committed vectors are what the generator writes, and what they are promised to be.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;
use zarrproof::codec::notes::{Grade, NOTES};
use zarrproof::data_type::DataType;
use zarrproof::generators::{Difference, Files, compare, generate, write};
use zarrproof::vectors::{ElementFile, Expected, Outcome, Store, tags::TAGS};

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

fn files() -> Vec<ElementFile> {
    let store = Store::directory(directory()).expect("the vectors are there");
    let read = |(input, output): &(DataType, DataType)| {
        store.elements(*input, *output).expect("a committed file is valid")
    };
    store.pairs().par_iter().map(read).collect()
}

#[test]
fn the_committed_vectors_are_what_the_generator_writes() {
    let difference = compare(&directory(), &generate(|| ())).expect("readable");
    assert!(difference.is_none(), "{}", difference.expect("some"));
}

#[test]
fn the_vectors_keep_within_their_limits() {
    let manifest = Store::directory(directory()).expect("the vectors are there").manifest().clone();
    assert_eq!(manifest.totals.files, 676);
    assert!(manifest.totals.expectations >= 1_500_000, "{:?}", manifest.totals);
    assert!(manifest.totals.bytes < 25_000_000, "{:?}", manifest.totals);
    for (path, entry) in &manifest.files {
        assert!(entry.bytes < 1_000_000, "{path}: {} bytes", entry.bytes);
        assert!(entry.cases > 0, "{path}");
    }
}

#[test]
fn every_pattern_of_an_input_type_of_up_to_8_bits_is_a_case() {
    for file in files().iter().filter(|file| file.input_type.bits() <= 8) {
        let inputs: Vec<u64> = file.cases.iter().map(|case| case.input).collect();
        let all: Vec<u64> = (0..=file.input_type.mask()).collect();
        assert_eq!(inputs, all, "{} to {}", file.input_type, file.output_type);
    }
}

#[test]
fn every_file_has_every_configuration_and_cases_that_ascend() {
    for file in files() {
        let (input, output) = (file.input_type, file.output_type);
        let columns = ElementFile::columns(input, output).count();
        assert_eq!(columns, if input.is_integer() || output.is_integer() { 15 } else { 10 });
        assert!(file.cases.iter().all(|case| case.expected.len() == columns));
        assert!(file.cases.is_sorted_by(|a, b| a.input < b.input), "{input} to {output}");
        assert!(file.cases.iter().all(|case| !case.tags.is_empty()), "{input} to {output}");
    }
}

#[test]
fn every_tag_and_every_advisory_note_has_cases() {
    let mut tags = BTreeSet::new();
    let mut notes = BTreeSet::new();
    let mut outcomes = BTreeSet::new();
    for case in files().iter().flat_map(|file| &file.cases) {
        tags.extend(case.tags.iter().map(|tag| tag.name));
        for expected in &case.expected {
            outcomes.insert(match expected.stand() {
                Outcome::Bits(_) => "bits",
                Outcome::Nan => "nan",
                Outcome::Error => "error",
            });
            if let Expected::Advisory(advisory) = expected {
                notes.insert(advisory.note);
                let stand = advisory.outcomes[0].1;
                assert!(advisory.outcomes.iter().any(|(_, outcome)| *outcome != stand));
            }
        }
    }
    assert_eq!(tags, TAGS.iter().map(|tag| tag.name).collect());
    let advisory = NOTES.iter().filter(|note| note.grade == Grade::Advisory);
    assert_eq!(notes, advisory.map(|note| note.number).collect());
    assert_eq!(outcomes.len(), 3);
}

#[test]
fn a_file_says_the_same_after_writing_and_reading_it() {
    let directory = directory();
    for file in files().iter().step_by(7) {
        let path = ElementFile::path(file.input_type, file.output_type);
        let text = fs::read_to_string(directory.join(&path)).expect("readable");
        assert_eq!(file.to_json(), text, "{path}");
        let again = ElementFile::from_json(&path, text.as_bytes()).expect("valid");
        assert_eq!(again, *file, "{path}");
    }
}

#[test]
fn every_file_follows_its_schema() {
    let validator = |name: &str| {
        let text = fs::read(directory().join("schema").join(name)).expect("the schema");
        let schema: Value = serde_json::from_slice(&text).expect("JSON");
        jsonschema::validator_for(&schema).expect("a schema")
    };
    let elements = validator("elements.schema.json");
    let store = Store::directory(directory()).expect("the vectors are there");
    let checked = store.manifest().files.par_iter().map(|(path, _)| {
        let text = fs::read(directory().join(path)).expect("readable");
        let document: Value = serde_json::from_slice(&text).expect("JSON");
        if let Err(error) = elements.validate(&document) {
            panic!("{path}: {error} at {}", error.instance_path());
        }
        1
    });
    assert_eq!(checked.sum::<usize>(), 676);

    let text = fs::read(directory().join("manifest.json")).expect("readable");
    let document: Value = serde_json::from_slice(&text).expect("JSON");
    assert!(validator("manifest.schema.json").is_valid(&document));

    let mut broken: Value = document.clone();
    broken["files"]["x"] = serde_json::json!({ "sha256": "no" });
    assert!(!validator("manifest.schema.json").is_valid(&broken));
}

#[test]
fn a_comparison_names_the_first_difference() {
    let files = Files::from([
        ("a/one.json".to_owned(), "first\nsecond\n".to_owned()),
        ("b.json".to_owned(), "third\n".to_owned()),
    ]);
    let directory = tempfile::tempdir().expect("a directory");
    let path = |name: &str| directory.path().join(name);
    let difference = || {
        let difference = compare(directory.path(), &files).expect("readable");
        difference.map(|difference| {
            let text = difference.to_string();
            (difference, text.replace(&directory.path().display().to_string(), "DIR"))
        })
    };

    let (missing, text) = difference().expect("nothing is there yet");
    assert!(matches!(missing, Difference::Missing { .. }));
    assert_eq!(text, "DIR/a/one.json is missing");

    write(directory.path(), &files).expect("written");
    assert!(difference().is_none());

    fs::write(path("a/one.json"), "first\nother\n").expect("written");
    let (_, text) = difference().expect("a line differs");
    assert_eq!(text, "DIR/a/one.json, line 2: found `other`, generated `second`");

    fs::write(path("a/one.json"), "first\n").expect("written");
    let (_, text) = difference().expect("a line is missing");
    assert_eq!(text, "DIR/a/one.json, line 2: found the end of the file, generated `second`");

    write(directory.path(), &files).expect("written");
    fs::write(path("a/stray.json"), "").expect("written");
    fs::write(path("README.md"), "by hand").expect("written");
    let (_, text) = difference().expect("a file is left over");
    assert_eq!(text, "DIR/a/stray.json is not generated, and nothing else writes there");

    write(directory.path(), &files).expect("written");
    assert!(difference().is_none(), "what is not generated is removed");
    assert!(path("README.md").exists(), "but for what people write");
}
