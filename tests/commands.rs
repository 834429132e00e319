//! `compare` and `shrink` on the command line.

use std::process::{Command, Output};

use insta::assert_snapshot;
use serde_json::Value;

const ZARRPROOF: &str = env!("CARGO_BIN_EXE_zarrproof");

const DOUBLE_ROUNDING: &str = "cast_value/float64/float16/0x40effdffffffffff/nearest-even/unset";

fn zarrproof(arguments: &[&str]) -> Output {
    Command::new(ZARRPROOF).args(arguments).output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Whether this machine shows the double rounding of zarr-cast-value.
fn has_f16c() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("f16c");
    #[cfg(not(target_arch = "x86_64"))]
    false
}

#[test]
fn the_double_rounding_is_where_the_oracle_and_zarr_cast_value_differ() {
    let output = zarrproof(&["compare", "--format", "json", "oracle", "zarr-cast-value"]);
    let comparison: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    if !has_f16c() {
        return;
    }
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(comparison["agree"], false);
    assert_eq!(comparison["expectations"]["differ"], 1676);
    assert_eq!(comparison["expectations"]["agree_against_vectors"], 0);
    let groups = comparison["groups"].as_array().expect("groups");
    assert!(groups.iter().all(|group| group["tag"] == "double-rounding"));
}

#[test]
fn a_comparison_shows_what_each_gave_and_what_the_vectors_say() {
    let arguments = ["compare", "--filter", DOUBLE_ROUNDING, "oracle", "zarr-cast-value"];
    let output = zarrproof(&arguments);
    if has_f16c() {
        assert_eq!(output.status.code(), Some(1));
        assert_snapshot!("comparison", stdout(&output));
    }
}

#[test]
fn a_program_agrees_with_the_subject_that_it_serves_even_against_the_vectors() {
    let program = format!("'{ZARRPROOF}' serve zarr-cast-value");
    let select = ["compare", "--to", "float16", "--kind", "elements", "--format", "json"];
    let output = zarrproof(&[&select[..], &["zarr-cast-value", &program]].concat());
    assert_eq!(output.status.code(), Some(0));
    let comparison: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(comparison["agree"], true);
    if has_f16c() {
        assert_eq!(comparison["expectations"]["agree_against_vectors"], 1676);
    }
}

#[test]
fn a_comparison_needs_two_subjects_and_something_that_all_do() {
    assert_eq!(zarrproof(&["compare", "oracle"]).status.code(), Some(2));
    let nothing = ["compare", "--from", "int2", "oracle", "zarr-cast-value"];
    assert_eq!(zarrproof(&nothing).status.code(), Some(2));
    let missing = ["compare", "oracle", "/nonexistent/adapter"];
    assert_eq!(zarrproof(&missing).status.code(), Some(3));
}

#[test]
fn a_failing_case_is_shrunk_to_a_line_of_the_protocol() {
    let output = zarrproof(&["shrink", DOUBLE_ROUNDING, "zarr-cast-value"]);
    if has_f16c() {
        assert_eq!(output.status.code(), Some(1));
        assert_snapshot!("shrunk", stdout(&output));
    }
}

#[test]
fn what_does_not_fail_cannot_be_shrunk() {
    let output = zarrproof(&["shrink", DOUBLE_ROUNDING, "oracle"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("nothing to shrink"));
    let undone = ["shrink", "cast_value/int2/int4/0x00/nearest-even/unset", "zarr-cast-value"];
    assert_eq!(zarrproof(&undone).status.code(), Some(2));
    assert_eq!(zarrproof(&["shrink", "no/such/case", "oracle"]).status.code(), Some(2));
}
