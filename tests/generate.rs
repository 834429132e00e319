//! The committed vectors are what the generator writes, and what they are promised to be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;
use zarrproof::codec::clauses;
use zarrproof::codec::notes::{self, Grade};
use zarrproof::generators::{Difference, Files, compare, generate, prepare, write};
use zarrproof::vectors::{Ask, ElementFile, Expected, Outcome, ScenarioFile, Store, tags::TAGS};

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

fn files() -> Vec<ElementFile> {
    let store = Store::directory(directory()).expect("the vectors are there");
    let read = |conversion| store.elements(conversion).expect("a committed file is valid");
    store.conversions().into_par_iter().map(read).collect()
}

fn scenario_files() -> Vec<ScenarioFile> {
    let store = Store::directory(directory()).expect("the vectors are there");
    let read = |path: &String| store.scenarios(path).expect("a committed file is valid");
    store.scenario_paths().iter().map(read).collect()
}

#[test]
fn the_committed_vectors_are_what_the_generator_writes() {
    let difference = compare(&directory(), &generate(|| ())).expect("readable");
    assert!(difference.is_none(), "{}", difference.expect("some"));
}

#[test]
fn the_vectors_keep_within_their_limits() {
    let manifest = Store::directory(directory()).expect("the vectors are there").manifest().clone();
    let elements = manifest.files.iter().filter(|(path, _)| path.starts_with(ELEMENTS));
    let (mut files, mut bytes, mut expectations) = (0, 0, 0);
    for (_, entry) in elements {
        files += 1;
        bytes += entry.bytes;
        expectations += entry.expectations;
    }
    assert_eq!(files, 676);
    assert!(expectations >= 1_500_000, "{expectations} expectations");
    assert!(bytes < 50_000_000, "{bytes} bytes of elements");
    assert!(manifest.totals.bytes < 64_000_000, "{:?}", manifest.totals);
    for (path, entry) in &manifest.files {
        assert!(entry.bytes < 1_000_000, "{path}: {} bytes", entry.bytes);
        assert!(entry.cases > 0, "{path}");
    }
}

/// Where element vectors are, and nothing else.
const ELEMENTS: &str = "cast_value/elements/";

#[test]
fn every_pattern_of_an_input_type_of_up_to_8_bits_is_a_case() {
    for file in files().iter().filter(|file| file.conversion.input_type.bits() <= 8) {
        let (input, output) = file.conversion.types();
        let inputs: Vec<u64> = file.cases.iter().map(|case| case.input).collect();
        let all: Vec<u64> = (0..=input.mask()).collect();
        assert_eq!(inputs, all, "{input} to {output}");
    }
}

#[test]
fn every_file_has_every_configuration_and_cases_that_ascend() {
    for file in files() {
        let (input, output) = file.conversion.types();
        let columns = file.conversion.columns().count();
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
                Outcome::Valid | Outcome::Invalid => panic!("elements have no validity"),
            });
            if let Expected::Advisory(advisory) = expected {
                notes.insert(advisory.note);
                let stand = advisory.outcomes[0].1;
                assert!(advisory.outcomes.iter().any(|(_, outcome)| *outcome != stand));
            }
        }
    }
    assert_eq!(tags, TAGS.iter().map(|tag| tag.name).collect());
    let advisory = notes::of_casts().filter(|note| note.grade == Grade::Advisory);
    assert_eq!(notes, advisory.map(|note| note.number).collect());
    assert_eq!(outcomes.len(), 3);
}

#[test]
fn a_file_says_the_same_after_writing_and_reading_it() {
    let directory = directory();
    for file in files().iter().step_by(7) {
        let path = ElementFile::path(file.conversion);
        let text = fs::read_to_string(directory.join(&path)).expect("readable");
        assert_eq!(file.to_json(), text, "{path}");
        let again = ElementFile::from_json(&path, text.as_bytes()).expect("valid");
        assert_eq!(again, *file, "{path}");
    }
}

#[test]
fn a_file_of_scenarios_says_the_same_after_writing_and_reading_it() {
    for file in scenario_files() {
        let text = fs::read_to_string(directory().join(&file.path)).expect("readable");
        assert_eq!(file.to_json(), text, "{}", file.path);
    }
}

#[test]
fn scenarios_have_ids_of_their_own_and_say_what_they_are_for() {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_./+-[]".contains(c);
    let mut ids = BTreeSet::new();
    for file in scenario_files() {
        let theme = file.path.trim_end_matches("json").trim_end_matches('.');
        for scenario in &file.scenarios {
            assert!(scenario.id.starts_with(&format!("{theme}/")), "{}", scenario.id);
            assert!(scenario.id.chars().all(is_plain), "{}", scenario.id);
            for id in scenario.ids() {
                assert!(ids.insert(id.clone()), "{id} is there twice");
            }
            // A scalar says most by itself; what has more parts needs more words.
            let has_types = scenario.types().is_some();
            let is_said =
                !scenario.about.is_empty() && (!has_types || scenario.about.contains(' '));
            assert!(is_said, "{}: {:?}", scenario.id, scenario.about);
            assert!(!scenario.clauses.is_empty(), "{}", scenario.id);
            for clause in &scenario.clauses {
                assert!(clauses::find(clause).is_some(), "{}: {clause}", scenario.id);
            }
        }
    }
    assert!(ids.len() > 5_000, "only {} expectations", ids.len());
}

#[test]
fn what_a_theme_asks_of_the_same_types_is_told_apart() {
    for file in scenario_files() {
        let mut asked = BTreeSet::new();
        for scenario in &file.scenarios {
            let operation = match &scenario.ask {
                Ask::Elements { operation, .. } | Ask::Array { operation, .. } => *operation,
                _ => continue,
            };
            let question = (&scenario.about, operation, scenario.types());
            assert!(asked.insert(question), "{}: {:?}", scenario.id, scenario.about);
        }
    }
}

/// The text without literals beyond float64: they are JSON numbers, but a `Value` cannot hold them.
/// The schema takes any scalar.
fn within_float64(text: &str) -> String {
    let line = |line: &str| match (line.find("\"scalar\":"), line.find(",\"expect\":")) {
        (Some(from), Some(to)) => format!("{}\"scalar\":0{}", &line[..from], &line[to..]),
        _ => line.replace("1e309", "1e300").replace("1e400", "1e300"),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_file_follows_its_schema() {
    let validator = |name: &str| {
        let text = fs::read(directory().join("schema").join(name)).expect("the schema");
        let schema: Value = serde_json::from_slice(&text).expect("JSON");
        jsonschema::validator_for(&schema).expect("a schema")
    };
    let elements = validator("elements.schema.json");
    let scenarios = validator("scenarios.schema.json");
    let store = Store::directory(directory()).expect("the vectors are there");
    store.manifest().files.par_iter().for_each(|(path, _)| {
        let text = fs::read_to_string(directory().join(path)).expect("readable");
        let document: Value = serde_json::from_str(&within_float64(&text)).expect("JSON");
        let schema = if path.starts_with(ELEMENTS) { &elements } else { &scenarios };
        if let Err(error) = schema.validate(&document) {
            panic!("{path}: {error} at {}", error.instance_path());
        }
    });

    let text = fs::read(directory().join("manifest.json")).expect("readable");
    let document: Value = serde_json::from_slice(&text).expect("JSON");
    assert!(validator("manifest.schema.json").is_valid(&document));

    let mut broken: Value = document.clone();
    broken["files"]["x"] = serde_json::json!({ "sha256": "no" });
    assert!(!validator("manifest.schema.json").is_valid(&broken));
}

/// Two files, and a manifest that lists them.
fn few() -> Files {
    let files = [("a/one.json", "first\nsecond\n"), ("b.json", "third\n")];
    let mut files: Files =
        files.into_iter().map(|(path, text)| (path.to_owned(), text.into())).collect();
    files.insert("manifest.json".to_owned(), manifest_of(&files));
    files
}

fn manifest_of(files: &Files) -> Vec<u8> {
    let mut manifest = Store::embedded().expect("vectors").manifest().clone();
    let entry = manifest.files.values().next().expect("a file").clone();
    manifest.files = files.keys().map(|path| (path.clone(), entry.clone())).collect();
    manifest.stores.clear();
    serde_json::to_vec(&manifest).expect("JSON")
}

#[test]
fn a_comparison_names_the_first_difference() {
    let files = few();
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
}

/// Every file below a directory, with its content.
fn content(directory: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries =
        walkdir::WalkDir::new(directory).into_iter().map(|entry| entry.expect("readable"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|one| (one.path().to_owned(), fs::read(one.path()).expect("readable"))).collect()
}

/// Asserts that writing refuses a directory because of `other`, and touches nothing in it.
fn assert_refuses(directory: &Path, other: &str) {
    let before = content(directory);
    let error = write(directory, &few()).expect_err(other).to_string();
    let expected = format!("holds {other}, which is no file of vectors here");
    assert!(error.contains(&expected), "{error}");
    assert_eq!(content(directory), before);
}

#[test]
fn what_the_manifest_lists_and_is_not_generated_any_more_is_removed_and_nothing_else() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = |name: &str| directory.path().join(name);
    let mut old = few();
    old.insert("a/old.json".to_owned(), b"old\n".to_vec());
    let vectors = path("vectors");
    let manifest = manifest_of(&old);
    old.insert("manifest.json".to_owned(), manifest);
    write(&vectors, &old).expect("written");
    for name in ["outside.json", "vectors/README.md", "vectors/LICENSE", "vectors/complete.json"] {
        fs::write(path(name), "mine").expect("written");
    }
    write(&vectors, &few()).expect("written");
    assert!(!path("vectors/a/old.json").exists());
    let names = content(directory.path());
    let names: Vec<_> =
        names.keys().filter_map(|path| path.strip_prefix(directory.path()).ok()).collect();
    let expected = [
        "outside.json",
        "vectors/LICENSE",
        "vectors/README.md",
        "vectors/a/one.json",
        "vectors/b.json",
        "vectors/complete.json",
        "vectors/manifest.json",
    ];
    assert_eq!(names, expected.map(Path::new));
}

#[test]
fn a_manifest_that_leads_out_of_its_directory_is_none_and_its_files_are_left_alone() {
    let directory = tempfile::tempdir().expect("a directory");
    let vectors = directory.path().join("vectors");
    write(&vectors, &few()).expect("written");
    let outside = directory.path().join("outside.json");
    fs::write(&outside, "mine").expect("written");
    let mut listed = few();
    listed.insert("../outside.json".to_owned(), b"mine".to_vec());
    listed.insert("a/old.json".to_owned(), b"old\n".to_vec());
    fs::write(vectors.join("a/old.json"), "old\n").expect("written");
    fs::write(vectors.join("manifest.json"), manifest_of(&listed)).expect("written");
    assert_refuses(&vectors, "a/old.json");
    assert_eq!(fs::read(&outside).expect("readable"), b"mine");
}

#[test]
fn a_directory_that_holds_anything_else_is_refused_and_left_alone() {
    for other in ["src/main.rs", ".git/HEAD", "a/stray.json", "README.txt", "b.json.new", " "] {
        for is_written in [false, true] {
            let directory = tempfile::tempdir().expect("a directory");
            if is_written {
                write(directory.path(), &few()).expect("written");
            }
            let path = directory.path().join(other);
            fs::create_dir_all(path.parent().expect("some")).expect("made");
            fs::write(path, "mine").expect("written");
            assert_refuses(directory.path(), other);
        }
    }
}

#[test]
fn files_of_the_same_names_are_somebody_elses_without_a_manifest_of_vectors() {
    for manifest in [None, Some("{\"name\":\"my app\"}"), Some("not JSON"), Some("")] {
        let directory = tempfile::tempdir().expect("a directory");
        fs::write(directory.path().join("b.json"), "mine").expect("written");
        if let Some(text) = manifest {
            fs::write(directory.path().join("manifest.json"), text).expect("written");
        }
        assert_refuses(directory.path(), "b.json");
    }
}

#[test]
fn what_was_broken_off_is_taken_up_again() {
    let directory = tempfile::tempdir().expect("a directory");
    write(directory.path(), &few()).expect("written");
    // The manifest is written last.
    fs::remove_file(directory.path().join("manifest.json")).expect("removed");
    fs::remove_file(directory.path().join("b.json")).expect("removed");
    // One that was killed leaves this.
    fs::write(directory.path().join("a/.zarrproof-x1y2z3"), "fir").expect("written");
    write(directory.path(), &few()).expect("written");
    let names: BTreeSet<_> = content(directory.path()).into_keys().collect();
    let expected = few().into_keys().chain(["a/.zarrproof-x1y2z3".to_owned()]);
    assert_eq!(names, expected.map(|path| directory.path().join(path)).collect());
}

#[test]
#[cfg(unix)]
fn symbolic_links_in_a_directory_are_not_followed() {
    use std::os::unix::fs::symlink;

    let elsewhere = tempfile::tempdir().expect("a directory");
    fs::write(elsewhere.path().join("one.json"), "mine").expect("written");
    for (link, target) in [("a", ""), ("b.json", "one.json"), ("manifest.json", "one.json")] {
        let directory = tempfile::tempdir().expect("a directory");
        let target = elsewhere.path().join(target);
        symlink(target, directory.path().join(link)).expect("linked");
        assert_refuses(directory.path(), link);
    }
    assert_eq!(fs::read_to_string(elsewhere.path().join("one.json")).expect("there"), "mine");
    // That the directory itself is behind a link is no matter.
    let directory = tempfile::tempdir().expect("a directory");
    fs::create_dir(directory.path().join("real")).expect("made");
    symlink("real", directory.path().join("link")).expect("linked");
    write(&directory.path().join("link"), &few()).expect("written");
    assert!(directory.path().join("real/a/one.json").is_file());
}

#[test]
fn a_directory_that_cannot_take_vectors_is_refused_before_they_are_made() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = |name: &str| directory.path().join(name);
    fs::create_dir_all(path("repository/.git")).expect("made");
    fs::write(path("repository/.git/HEAD"), "mine").expect("written");
    fs::write(path("repository/notes.txt"), "mine").expect("written");
    for (vectors, expected) in [
        (path("repository"), "repository holds .git/HEAD, which is no file of vectors here"),
        (path("repository/notes.txt"), "notes.txt: not a directory"),
        (path("repository/notes.txt/below"), "Not a directory"),
        (PathBuf::new(), "is empty"),
    ] {
        let error = prepare(&vectors).expect_err(expected).to_string();
        assert!(error.contains(expected), "{error}");
    }
    let before = content(directory.path());
    prepare(&path("new")).expect("it can be made");
    prepare(&path("new/below")).expect("it can be made");
    assert_eq!(content(directory.path()), before);
    assert!(!path("new").exists());
    prepare(&self::directory()).expect("the vectors of the repository can be written");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .args(["generate", "--vectors", "."])
        .current_dir(path("repository"))
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(content(directory.path()), before);
}
