//! Complete vectors: made on demand, the same for everybody, and asked for like any others.

use std::path::Path;
use std::process::{Command, Output};

use zarrproof::codec::cast_value::conversion;
use zarrproof::codec::column::Conversion;
use zarrproof::data_type::Real;
use zarrproof::generators::{complete_conversions, complete_file};
use zarrproof::vectors::{ElementFile, Manifest, Selection, Store};

fn published() -> Manifest {
    Store::complete().expect("a manifest of complete vectors")
}

fn data_type(name: &str) -> Real {
    Real::from_name(name).expect("a type")
}

fn assert_published(conversions: &[Conversion]) {
    let published = published();
    for conversion in conversions {
        let (path, _, entry) = complete_file(*conversion).expect("complete vectors");
        assert_eq!(published.files.get(&path), Some(&entry), "{path}: generate --complete DIR");
    }
}

#[test]
fn the_manifest_has_every_pair_from_or_to_a_type_of_up_to_16_bits() {
    let conversions = complete_conversions(&Selection::default());
    assert_eq!(conversions.len(), 26 * 26 - 6 * 6);
    let mut paths: Vec<_> = conversions.into_iter().map(ElementFile::path).collect();
    paths.sort();
    let published = published();
    assert_eq!(paths, published.files.keys().cloned().collect::<Vec<_>>());
    assert_eq!(published.totals.files, paths.len() as u64);
}

/// From every type to the two narrowest of a kind, and to one with infinities.
#[test]
fn what_is_made_here_is_what_is_published() {
    let to = ["uint2", "float4_e2m1fn", "float8_e5m2"].map(data_type).to_vec();
    let conversions = complete_conversions(&Selection { to, ..Selection::default() });
    let narrow = |one: &Conversion| one.input_type.bits() != 16;
    assert_published(&conversions.into_iter().filter(narrow).collect::<Vec<_>>());
}

#[test]
#[ignore = "takes minutes"]
fn all_that_is_made_here_is_what_is_published() {
    for conversion in complete_conversions(&Selection::default()) {
        assert_published(&[conversion]);
    }
}

#[test]
fn every_input_of_16_bits_is_a_case() {
    let path = ElementFile::path(conversion(data_type("float16"), data_type("int8")));
    assert_eq!(published().files[&path].cases, 1 << 16);
}

fn zarrproof(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_zarrproof");
    Command::new(program).args(arguments).output().expect("the program starts")
}

#[test]
fn they_are_checked_like_other_vectors() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("complete");
    let path = path.to_str().expect("UTF-8");
    let generate = ["generate", "--complete", path, "--from", "float32", "--to", "int2"];
    let output = zarrproof(&generate);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.ends_with("their digests are those of complete.json\n"), "{text}");
    assert!(Path::new(path).join("manifest.json").exists());

    let output = zarrproof(&["check", "--vectors", path, "oracle"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("conforms"), "{text}");
}

#[test]
fn a_pair_that_has_none_is_refused() {
    let arguments = ["generate", "--complete", "x", "--from", "float64", "--to", "int64"];
    let output = zarrproof(&arguments);
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.contains("one of the two must have up to 16 bits"), "{text}");
    assert!(!Path::new("x").exists());
}

#[test]
fn those_of_other_types_stay_and_are_listed_on() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().to_str().expect("UTF-8");
    for (from, to) in [("int2", "int4"), ("int4", "int2"), ("int2", "int4")] {
        let output = zarrproof(&["generate", "--complete", path, "--from", from, "--to", to]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let store = Store::directory(directory.path()).expect("a manifest");
    assert_eq!(store.manifest().totals.files, 2);
    assert_eq!(store.conversions().len(), 2);
}

#[test]
fn a_directory_that_holds_anything_else_is_refused() {
    let arguments = ["--from", "int2", "--to", "int4"];
    for name in ["README.md", ".git", "cast_value/elements/int2/int4.json", "manifest.json"] {
        let directory = tempfile::tempdir().expect("a directory");
        let mine = directory.path().join(name);
        std::fs::create_dir_all(mine.parent().expect("some")).expect("made");
        std::fs::write(&mine, "mine").expect("written");
        let path = directory.path().to_str().expect("UTF-8");
        let output = zarrproof(&[&["generate", "--complete", path], &arguments[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{name}");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            error.contains(&format!("holds {name}, which is no file of vectors here")),
            "{error}"
        );
        assert_eq!(std::fs::read_to_string(mine).expect("there"), "mine");
    }
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let vectors = vectors.to_str().expect("UTF-8");
    let output = zarrproof(&[&["generate", "--complete", vectors], &arguments[..]].concat());
    assert_eq!(output.status.code(), Some(2), "the vectors of the repository are others");
}

#[test]
fn those_of_another_oracle_are_not_mixed_with_these() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().to_str().expect("UTF-8");
    let generate = ["generate", "--complete", path, "--from", "int2", "--to", "int4"];
    assert_eq!(zarrproof(&generate).status.code(), Some(0));
    let manifest = directory.path().join("manifest.json");
    let text = std::fs::read_to_string(&manifest).expect("there");
    let version = concat!("\"oracle\": \"", env!("CARGO_PKG_VERSION"), "\"");
    assert!(text.contains(version), "{text}");
    let other = text.replace(version, "\"oracle\": \"0.0.1\"");
    std::fs::write(&manifest, &other).expect("written");
    let output = zarrproof(&generate);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("holds complete vectors of oracle 0.0.1"), "{error}");
    assert_eq!(std::fs::read_to_string(&manifest).expect("there"), other);
}
