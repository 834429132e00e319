//! Waits of checks and of proofs: each has a limit, and one failure does not make every request wait.

use std::fs;
use std::process::{Command, Output};

use super::programs::{at_once, program};

/// A check or a proof of a program, a process at a time.
fn run(
    command: &str,
    options: &[&str],
    program: &[String],
    environment: &[(&str, &str)],
) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .args([command, "--jobs", "1"])
        .args(options)
        .arg("--")
        .args(program)
        .envs(environment.iter().copied())
        .output()
        .expect("it starts")
}

/// One that answers what it has not read fills its pipe sooner or later, or answers what was not asked.
#[test]
fn whoever_answers_without_reading_is_not_waited_for() {
    let types = ["--from", "uint8,int8", "--to", "uint8,int8"];
    let hasty = [&types[..], &["--timeout", "0.2", "--patience", "0.3"]].concat();
    let faults = [("blind", "always"), ("blind and broken", "always"), ("nothing", "never reads")];
    let cases = faults.into_iter().flat_map(|fault| ["check", "prove"].map(|one| (one, fault)));
    at_once(cases.collect::<Vec<_>>(), |(command, (fault, when))| {
        let output = run(command, &hasty, &program(fault, &[when]).command, &[]);
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{command}, {fault}: {text}");
        assert!(!text.contains("right for every input"), "{fault}: {text}");
        let reasons = ["without reading", "was not asked", "no answer within", "no request"];
        let is_expected = reasons.iter().any(|reason| text.contains(reason));
        assert!(is_expected, "{command}, {fault}: {text}");
    });
}

/// Of 128 inputs that are refused one ends the program, so that each is asked by itself. Some answers are watched for
/// what comes after them, but not each: the program notes whenever it has to wait for a request.
#[test]
fn a_failure_does_not_hold_up_every_request_after_it() {
    let directory = tempfile::tempdir().expect("a directory");
    let types = ["--from", "uint8", "--to", "int8", "--rounding", "nearest-even"];
    let few = [&types[..], &["--out-of-range", "unset"]].concat();
    at_once(["check", "prove"], |command| {
        let file = directory.path().join(command);
        let environment = [("WAITS", file.to_str().expect("UTF-8"))];
        let program = program("leaves with 3", &["input", "200"]).command;
        let output = run(command, &few, &program, &environment);
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{command}: {text}");
        let noted = fs::read_to_string(file).expect("it has noted them");
        let (waits, all) = (noted.matches("waits").count(), noted.lines().count());
        let least = if command == "prove" { 200 } else { 10 };
        assert!(all > least, "{command}: {all} requests");
        assert!(waits < all / 4 + 20, "{command}: it waited {waits} times for {all} requests");
    });
}
