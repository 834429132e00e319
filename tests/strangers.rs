//! What a stranger copies works: a crate that has the suite among its tests, and the template of an
//! adapter. Both are members of the workspace, so that they need nothing that this crate does not.
//!
//! Unless everything is to run, they are built beside this crate with the features of this test, so that nothing is
//! compiled again.

use std::path::Path;
use std::process::Command;

use zarrproof::check::{Target, check};
use zarrproof::subject::Program;
use zarrproof::vectors::{Kind, Selection, Store};

/// The features of this crate, and whether this test was built with them.
fn all_features() -> [(&'static str, bool); 8] {
    [
        ("default", cfg!(feature = "default")),
        ("libtest", cfg!(feature = "libtest")),
        ("oracle", cfg!(feature = "oracle")),
        ("softfloat", cfg!(feature = "softfloat")),
        ("witnesses", cfg!(feature = "witnesses")),
        ("zarr-cast-value", cfg!(feature = "zarr-cast-value")),
        ("zarr-cast-value-0-4", cfg!(feature = "zarr-cast-value-0-4")),
        ("zarrs", cfg!(feature = "zarrs")),
    ]
}

fn features() -> Vec<String> {
    let built = all_features().into_iter().filter(|(_, is_built)| *is_built);
    built.map(|(name, _)| format!("zarrproof/{name}")).collect()
}

#[test]
fn the_features_are_those_of_the_crate() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).expect("readable");
    let manifest: toml_edit::DocumentMut = manifest.parse().expect("TOML");
    let table = manifest["features"].as_table().expect("a table");
    let mut expected: Vec<_> = table.iter().map(|(name, _)| name).collect();
    expected.sort();
    assert_eq!(all_features().map(|(name, _)| name).as_slice(), expected);
}

/// Cargo, in the profile of this test, so that what it was built with is not compiled again.
fn cargo(command: &str, package: &str) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo.args([command, "--offline", "--locked", "--quiet", "--package", package]);
    if !crate::whole::is_whole() {
        // What the tests alone depend on has a say in features too, but only where a test is built.
        cargo.args(["--package", "zarrproof", "--package", "example-crate"]);
        cargo.args(["--test", "conformance", "--no-default-features", "--features"]);
        cargo.arg(features().join(","));
    }
    match cfg!(debug_assertions) {
        true => cargo.args(["--profile", "test"]),
        false => cargo.arg("--release"),
    };
    cargo
}

/// What `cargo test` prints in the example for some arguments of the test program, after checking
/// its exit code.
fn test_example(arguments: &[&str], code: i32) -> String {
    let mut cargo = cargo("test", "example-crate");
    let output = cargo.args(["--test", "conformance", "--"]).args(arguments).output();
    let output = output.expect("cargo runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{text}{errors}");
    text
}

/// The outcome of the test called `name`.
fn outcome<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.lines().find_map(|line| {
        let words: Vec<_> = line.split_whitespace().collect();
        match words.as_slice() {
            ["test", found, "...", outcome, ..] if *found == name => Some(*outcome),
            _ => None,
        }
    })
}

#[test]
fn a_crate_has_the_suite_among_its_tests() {
    let text = test_example(&["--format=pretty", "int16::"], 101);
    assert_eq!(outcome(&text, "int16::int16"), Some("ok"), "{text}");
    assert_eq!(outcome(&text, "uint8::int16"), None, "it is not chosen");
    for (name, case) in [
        ("int16::int8", "cast_value/int16/int8/0xff7f/nearest-even/clamp"),
        ("int16::uint8", "cast_value/int16/uint8/0xffff/nearest-even/clamp"),
    ] {
        assert_eq!(outcome(&text, name), Some("FAILED"), "{text}");
        assert!(text.contains(&format!("zarrproof explain '{case}'")), "{text}");
    }
    assert_eq!(outcome(&text, "int16::float64"), Some("ignored"), "{text}");
    assert!(!text.contains("zarrproof check"), "no such command can name this subject: {text}");
    assert!(!text.contains("example-crate 0.3.0 conforms"), "{text}");
}

#[test]
fn what_a_crate_does_right_passes_and_what_it_lacks_is_ignored() {
    let text = test_example(&["--format=pretty", "int8::int16", "--exact"], 0);
    assert!(text.contains("1 passed; 0 failed; 0 ignored"), "{text}");
    let text = test_example(&["--format=pretty", "scalars::"], 0);
    assert!(text.contains("0 passed; 0 failed; 26 ignored"), "{text}");
}

#[test]
fn the_template_of_an_adapter_works_as_it_stands() {
    let status =
        cargo("build", "my-adapter").args(["--bin", "my-adapter"]).status().expect("cargo runs");
    assert!(status.success());
    let program = Path::new(env!("CARGO_BIN_EXE_zarrproof")).with_file_name("my-adapter");
    let target = Target::External(Program::new(vec![program.display().to_string()]));
    let store = Store::embedded().expect("vectors");
    let selection = Selection { kinds: vec![Kind::Elements], ..Selection::default() };
    let report = check(&target, &store, &selection, &|_| {}).expect("a verdict");
    assert!(report.tally.conforms(), "{:?}", report.groups);
    assert_eq!(report.pairs - report.unsupported_pairs, 1, "int8 to int16");
}

#[test]
fn the_template_of_an_adapter_is_short() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("adapters/templates/rust/src/main.rs");
    let source = std::fs::read_to_string(source).expect("readable");
    assert!(source.lines().count() <= 60);
}
