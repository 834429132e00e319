//! `zarrproof smoke` on a right adapter, and on some that are wrong: what is wrong is said in words,
//! with how to mend it.

use std::path::Path;
use std::process::{Command, Output};

use crate::interpreter::python;
use insta::assert_snapshot;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

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
    let program = python(&[adapter, ZARRPROOF, fault]);
    let output = smoke(&[&["--timeout", "3", "--"], &program[..]].concat());
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

/// How many adapters run at once: most of the time they are waited for.
const AT_ONCE: usize = 4;

/// The findings of each fault, below its name.
fn transcript(faults: &[&str], said: impl Fn(&str) -> String + Sync) -> String {
    let threads = ThreadPoolBuilder::new().num_threads(AT_ONCE).build().expect("threads");
    let parts: Vec<_> = threads.install(|| {
        let faults = faults.par_iter();
        faults.map(|fault| format!("{fault}\n{}\n\n", findings(&said(fault)))).collect()
    });
    parts.concat()
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
    // Where a copy of an array is, is another place each time.
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let settled = text.lines().map(|line| match line.split_once(r#""path":""#) {
        Some((start, path)) => {
            let place = path.rsplitn(3, '/').take(2).collect::<Vec<_>>();
            format!(r#"{start}"path":"…/{}/{}"#, place[1], place[0])
        }
        None => line.to_owned(),
    });
    assert_snapshot!("every_operation", settled.collect::<Vec<_>>().join("\n"));
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
    let faults = [
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
    ];
    let transcript = transcript(&faults, |fault| wrong(fault, 1));
    assert_snapshot!("faults", transcript);
}

#[test]
fn what_is_wrong_with_the_introduction_is_said_in_words() {
    let faults = [
        "version-2",
        "no-implementation",
        "no-name",
        "repr",
        "indented",
        "byte-order-mark-at-first",
    ];
    let transcript = transcript(&faults, |fault| wrong(fault, 3));
    assert_snapshot!("introductions", transcript);
}

#[test]
fn one_that_does_not_flush_or_reads_to_the_end_or_never_ends_is_told_apart() {
    let adapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smoke/adapter.py");
    let adapter = adapter.to_str().expect("UTF-8");
    let faults = ["no-flush", "reads-to-the-end", "never-ends"];
    let transcript = transcript(&faults, |fault| {
        // The first two never introduce themselves.
        let (startup, code) = if fault == "never-ends" { ("60", 1) } else { ("3", 3) };
        let limits = ["--timeout", "3", "--startup-timeout", startup];
        let program = python(&[adapter, ZARRPROOF, fault]);
        let output = smoke(&[&limits[..], &["--"], &program].concat());
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(output.status.code(), Some(code), "{fault}: {text}");
        text
    });
    assert_snapshot!("silences", transcript);
}

#[test]
fn a_program_that_cannot_be_started_is_exit_code_3() {
    let output = smoke(&["--", "/nonexistent/adapter"]);
    assert_eq!(output.status.code(), Some(3));
    let error = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(error.contains("/nonexistent/adapter"), "{error}");
}
