//! `zarrproof smoke` on a right adapter, and on some that are wrong: what is wrong is said in words,
//! with how to mend it.

use std::path::Path;
use std::process::{Command, Output};

use insta::assert_snapshot;

const ZARRPROOF: &str = env!("CARGO_BIN_EXE_zarrproof");

fn smoke(arguments: &[&str]) -> Output {
    Command::new(ZARRPROOF)
        .arg("smoke")
        .args(arguments)
        // It would flush what an adapter does not.
        .env_remove("PYTHONUNBUFFERED")
        .output()
        .expect("the program starts")
}

/// What is said of the adapter with a fault, after checking the exit code.
fn wrong(fault: &str, code: i32) -> String {
    let adapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smoke/adapter.py");
    let adapter = adapter.to_str().expect("UTF-8");
    let output = smoke(&["--timeout", "3", "--", "python3", adapter, ZARRPROOF, fault]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(code), "{fault}: {text}");
    text
}

/// The findings only, each once.
fn findings(text: &str) -> String {
    let is_finding = |line: &&str| {
        ["wrong ", "mend ", "log "].iter().any(|name| line.trim_start().starts_with(name))
    };
    let mut lines: Vec<_> = text.lines().filter(is_finding).map(str::trim).collect();
    lines.dedup();
    let mut seen = Vec::new();
    lines.retain(|line| {
        let is_new = !seen.contains(line);
        seen.push(*line);
        is_new
    });
    lines.join("\n")
}

#[test]
fn a_right_adapter_is_shown_step_by_step() {
    let output = smoke(&["zarr-cast-value"]);
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot!("right", String::from_utf8(output.stdout).expect("UTF-8"));
    assert_eq!(findings(&wrong("none", 0)), "");
}

#[test]
#[cfg(feature = "oracle")]
fn every_operation_is_asked() {
    let output = smoke(&["--", ZARRPROOF, "serve", "oracle"]);
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot!("every_operation", String::from_utf8(output.stdout).expect("UTF-8"));
}

#[test]
fn names_that_are_not_known_are_noted_and_no_fault() {
    let text = wrong("other-names", 0);
    let notes: Vec<_> = text.lines().filter(|line| line.trim_start().starts_with("note")).collect();
    assert_eq!(notes.len(), 1, "{text}");
    assert_snapshot!("other_names", notes[0].trim());
}

#[test]
fn a_line_of_less_than_8_mib_is_one_line() {
    let text = wrong("long-line", 1);
    assert!(text.contains("answered 5242880 bytes; expected "), "{text}");
    let text = wrong("too-long-line", 1);
    assert!(text.contains("the line is longer than 8 MiB"), "{text}");
}

#[test]
fn a_wrong_adapter_is_shown_step_by_step() {
    assert_snapshot!("big_endian", wrong("big-endian", 1));
}

#[test]
fn what_is_wrong_is_said_in_words() {
    let mut transcript = String::new();
    for fault in [
        "big-endian",
        "wrong-length",
        "unchanged",
        "hexadecimal",
        "no-id",
        "id-as-text",
        "always-a-value",
        "unsupported",
        "error-as-text",
        "byte-order-mark",
        "talks",
        "dies",
        "fails-at-the-end",
    ] {
        transcript += &format!("{fault}\n{}\n\n", findings(&wrong(fault, 1)));
    }
    assert_snapshot!("faults", transcript);
}

#[test]
fn what_is_wrong_with_the_introduction_is_said_in_words() {
    let mut transcript = String::new();
    for fault in [
        "version-2",
        "no-implementation",
        "no-name",
        "repr",
        "indented",
        "byte-order-mark-at-first",
    ] {
        transcript += &format!("{fault}\n{}\n\n", findings(&wrong(fault, 3)));
    }
    assert_snapshot!("introductions", transcript);
}

#[test]
fn one_that_does_not_flush_or_reads_to_the_end_or_never_ends_is_told_apart() {
    let adapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smoke/adapter.py");
    let adapter = adapter.to_str().expect("UTF-8");
    let mut transcript = String::new();
    for (fault, code) in [("no-flush", 3), ("reads-to-the-end", 3), ("never-ends", 1)] {
        let limits = ["--timeout", "3", "--startup-timeout", "3"];
        let program = ["--", "python3", adapter, ZARRPROOF, fault];
        let output = smoke(&[&limits[..], &program].concat());
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(output.status.code(), Some(code), "{fault}: {text}");
        transcript += &format!("{fault}\n{}\n\n", findings(&text));
    }
    assert_snapshot!("silences", transcript);
}

#[test]
fn a_program_that_cannot_be_started_is_exit_code_3() {
    let output = smoke(&["--", "/nonexistent/adapter"]);
    assert_eq!(output.status.code(), Some(3));
    let error = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(error.contains("/nonexistent/adapter"), "{error}");
}
