//! What `zarrproof check --reader` prints and how it exits.

use std::fs;
use std::io::Read;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use insta::assert_snapshot;
use serde_json::Value;

use super::Vectors;

const ZARRPROOF: &str = env!("CARGO_BIN_EXE_zarrproof");

impl Vectors {
    /// The words that check a reader.
    fn words(&self, options: &[&str], fault: &str, case: &str) -> Vec<String> {
        let directory = self.directory.path().to_str().expect("UTF-8");
        let words = [&["check", "--reader", "--vectors", directory], options, &["--"]].concat();
        let command = self.reader(fault, case).program.command;
        words.into_iter().map(str::to_owned).chain(command).collect()
    }

    fn run(&self, options: &[&str], fault: &str, case: &str) -> (Option<i32>, String) {
        read(Command::new(ZARRPROOF).args(self.words(options, fault, case)).output())
    }

    /// A text without what is another one in each run.
    fn settled(&self, text: &str) -> String {
        let directory = self.directory.path().to_str().expect("UTF-8");
        let interpreter = &self.reader("none", "every").program.command[0];
        let manifest = env!("CARGO_MANIFEST_DIR");
        let text = text.replace(directory, "VECTORS").replace(manifest, "HERE");
        let file = interpreter.rsplit('/').next().unwrap_or(interpreter);
        let text = text.replace(interpreter.as_str(), "PYTHON").replace(file, "python3");
        let name = directory.rsplit('/').next().unwrap_or(directory);
        text.replace(name, "vectors")
    }
}

fn read(output: std::io::Result<Output>) -> (Option<i32>, String) {
    let output = output.expect("the program starts");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("UTF-8"))
}

#[test]
fn the_report_says_first_what_is_judged() {
    let vectors = Vectors::new();
    let (code, text) = vectors.run(&[], "print:\"NaN\"|0|1.5|0", "floats");
    assert_eq!(code, Some(1), "{text}");
    assert_snapshot!("values", vectors.settled(&text));
    let (code, text) = vectors.run(&[], "open", "every");
    assert_eq!(code, Some(1), "{text}");
    assert_snapshot!("opening", vectors.settled(&text));
    let (code, text) = vectors.run(&[], "refuse", "numbers-v2");
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("Zarr v2 is not asked"), "{text}");
}

#[test]
fn the_reason_for_an_error_is_found_among_the_frames_of_a_stack() {
    let vectors = Vectors::new();
    for (fault, reason) in [
        ("complain-python", "ValueError: no such codec"),
        ("complain-rust", "no such codec"),
        ("complain-anyhow", "Error: no such codec"),
        ("complain-java", "java.io.IOException: no such codec"),
        ("complain-node", "Error: no such codec"),
        ("complain-go", "panic: no such codec"),
        ("complain-r", "Error in open(path) : no such codec"),
    ] {
        let (code, text) = vectors.run(&["--filter", "stores/core/floats"], fault, "floats");
        assert_eq!(code, Some(1), "{text}");
        let line = format!("an error: exit status: 1: {reason}\n");
        assert!(text.contains(&line), "{fault}: {text}");
    }
}

#[test]
fn exit_codes_are_those_of_every_check() {
    let vectors = Vectors::new();
    assert_eq!(vectors.run(&[], "none", "every").0, Some(0));
    assert_eq!(vectors.run(&[], "refuse", "floats").0, Some(1));
    let (code, text) = vectors.run(&[], "refuse", "every");
    assert_eq!(code, Some(3), "{text}");
    assert!(text.contains("opens no array: of stores/core/"), "{text}");
    let (code, text) = vectors.run(&["--filter", "stores/nowhere/*"], "none", "every");
    assert_eq!(code, Some(2), "{text}");
    for words in [&["check", "--reader"][..], &["check", "--reader", "zarr-cast-value"]] {
        let (code, text) = read(Command::new(ZARRPROOF).args(words).output());
        assert_eq!(code, Some(2), "{words:?}: {text}");
    }
    let (code, text) = vectors.run(&["--unsupported", "69"], "unsupported", "floats");
    assert_eq!(code, Some(0), "{text}");
    let (code, text) = vectors.run(&["--unsupported", "0"], "none", "every");
    assert_eq!(code, Some(2), "{text}");
}

#[test]
fn arrays_are_chosen_as_cases_are() {
    let vectors = Vectors::new();
    for (options, asked) in [
        (&["--filter", "stores/core/n*"][..], 6),
        (&["--clause", "core/codec-encoding"], 2),
        (&["--kind", "stores"], 14),
        (&["--profile", "whole"], 14),
    ] {
        let (code, text) = vectors.run(options, "none", "every");
        assert_eq!(code, Some(0), "{options:?}: {text}");
        let last = format!("({asked} of {asked} expectations asked)");
        assert!(text.contains(&last), "{options:?}: {text}");
    }
    for options in [&["--tag", "damaged"][..], &["--codec", "crc32c"], &["--kind", "elements"]] {
        let (code, text) = vectors.run(options, "none", "every");
        assert_eq!(code, Some(2), "{options:?}: {text}");
    }
}

#[test]
fn a_failure_is_asked_again_by_the_command_that_the_report_shows() {
    let vectors = Vectors::new();
    let (_, text) = vectors.run(&["--format", "json"], "crash", "floats");
    let report: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(report["reader"]["judged"], "values");
    assert_eq!(report["kinds"]["stores"]["crash"], 1);
    let simplest = &report["groups"][0]["simplest"];
    assert_eq!(simplest["id"], "stores/core/floats");
    assert!(simplest["message"].as_str().is_some_and(|text| text.contains("SIGSEGV")), "{text}");
    let again = simplest["again"].as_str().expect("a command");
    let again = again.strip_prefix("zarrproof").expect("a command of this program");
    let (code, text) =
        read(Command::new("sh").args(["-c", &format!("{ZARRPROOF}{again}")]).output());
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("(1 of 1 expectation asked)"), "{text}");
}

#[test]
fn known_failures_and_junit_are_as_for_every_subject() {
    let vectors = Vectors::new();
    let directory = tempfile::tempdir().expect("a directory");
    let place = |name: &str| directory.path().join(name).to_str().expect("UTF-8").to_owned();
    let (known, junit) = (place("known.toml"), place("junit.xml"));
    // The fault is no word of the command, of which the name is made.
    let run = |options: &[&str], fault: &str| {
        let words = vectors.words(options, "from-environment", "floats");
        read(Command::new(ZARRPROOF).args(words).env("FAULT", fault).output())
    };
    let (code, text) = run(&["--known", &known, "--update-known"], "refuse");
    assert_eq!(code, Some(0), "{text}");
    let options = ["--known", &known, "--junit", &junit];
    assert_eq!(run(&options, "refuse").0, Some(0));
    assert!(fs::read_to_string(&junit).expect("a report").contains("known failure"));
    // One that is mended is told as well.
    let (code, text) = run(&options, "none");
    assert_eq!(code, Some(1), "{text}");
}

/// The processes that have a word among their arguments.
#[cfg(target_os = "linux")]
fn processes(word: &str) -> Vec<String> {
    let entries = fs::read_dir("/proc").expect("processes").flatten();
    let lines = entries.filter_map(|one| fs::read(one.path().join("cmdline")).ok());
    let lines = lines.map(|line| String::from_utf8_lossy(&line).into_owned());
    lines.filter(|line| line.contains(word)).collect()
}

#[test]
#[cfg(target_os = "linux")]
fn no_daemon_outlives_a_check() {
    let vectors = Vectors::new();
    let directory = tempfile::tempdir().expect("a directory");
    let mark = directory.path().display().to_string();
    for jobs in ["1", "4"] {
        let words = vectors.words(&["--jobs", jobs], "daemons", "every");
        let (code, text) = read(Command::new(ZARRPROOF).args(words).env("MARK", &mark).output());
        assert_eq!(code, Some(0), "{text}");
        assert_eq!(processes(&mark), [""; 0], "--jobs {jobs}");
    }
}

#[test]
fn no_copy_outlives_a_check() {
    let vectors = Vectors::new();
    let directory = tempfile::tempdir().expect("a directory");
    let left = || fs::read_dir(directory.path()).expect("a directory").count();
    for fault in ["none", "forbid", "remove-parents", "replace"] {
        let words = vectors.words(&[], fault, "floats");
        let output = Command::new(ZARRPROOF).args(words).env("TMPDIR", directory.path()).output();
        assert!(output.is_ok(), "{fault}");
        assert_eq!(left(), 0, "{fault}");
    }
    let marks = tempfile::tempdir().expect("a directory");
    let mark = marks.path().join("mark");
    let mut child = Command::new(ZARRPROOF)
        .args(vectors.words(&["--jobs", "1"], "hang", "others"))
        .env("MARK", &mark)
        .env("TMPDIR", directory.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    while !mark.exists() {
        thread::sleep(Duration::from_millis(20));
    }
    assert!(left() > 0, "copies are where TMPDIR says");
    // The first signal asks for a report, and the second does not wait for it.
    let number = child.id().to_string();
    let sent = Command::new("sh").args(["-c", "kill -INT $0; kill -TERM $0", &number]).status();
    assert!(sent.expect("kill").success());
    child.wait().expect("it ends");
    assert_eq!(left(), 0, "after two signals");
}

#[test]
#[cfg(target_os = "linux")]
fn copies_that_cannot_be_named_are_not_handed_out() {
    use std::os::unix::ffi::OsStrExt;
    let vectors = Vectors::new();
    let directory = tempfile::tempdir().expect("a directory");
    let place = directory.path().join(std::ffi::OsStr::from_bytes(b"\xff"));
    fs::create_dir(&place).expect("a directory");
    let words = vectors.words(&[], "none", "every");
    let (code, text) = read(Command::new(ZARRPROOF).args(words).env("TMPDIR", &place).output());
    assert_eq!(code, Some(2), "{text}");
    assert!(text.starts_with("error: failed to write copies of golden arrays: "), "{text}");
    assert!(text.contains("is not UTF-8") && text.lines().count() == 1, "{text}");
}

#[test]
fn a_reader_that_hangs_is_probed_once_for_each_version() {
    let vectors = Vectors::new();
    let directory = tempfile::tempdir().expect("a directory");
    let mark = directory.path().join("mark");
    let words = vectors.words(&["--startup-timeout", "5"], "hang", "every");
    let (code, text) = read(Command::new(ZARRPROOF).args(words).env("MARK", &mark).output());
    assert_eq!(code, Some(3), "{text}");
    assert!(text.contains("it did not end within 5 s: waiting"), "{text}");
    assert_eq!(fs::read_to_string(&mark).expect("marks").lines().count(), 2, "{text}");
    let (code, text) = vectors.run(&["--max-time", "1"], "hang", "every");
    assert_eq!(code, Some(3), "{text}");
    assert!(text.contains("the time of 1 s was over"), "{text}");
}

#[test]
fn what_is_wrong_with_a_command_is_told_with_the_way_out() {
    let check = |words: &[&str]| read(Command::new(ZARRPROOF).arg("check").args(words).output());
    for command in ["python3 tools/read.py", "cat file"] {
        let (code, text) = check(&["--reader", "--", command]);
        assert_eq!(code, Some(3), "{text}");
        let hint = "; the words of a command are arguments of their own";
        assert!(text.contains(hint), "{text}");
    }
    // A reader that is taken for an adapter.
    let (code, text) =
        check(&["--", "sh", "-c", "echo the option --array_path is missing >&2; exit 2"]);
    assert_eq!(code, Some(3), "{text}");
    assert!(text.contains("is checked with --reader"), "{text}");
}

#[test]
fn a_check_that_is_interrupted_reports_what_it_has_found() {
    let vectors = Vectors::new();
    let words = vectors.words(&["--jobs", "1"], "hang", "refused-too");
    let directory = tempfile::tempdir().expect("a directory");
    let mark = directory.path().join("mark");
    let mut child = Command::new(ZARRPROOF)
        .args(words)
        .env("MARK", &mark)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    while !mark.exists() {
        thread::sleep(Duration::from_millis(20));
    }
    let number = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &number]).status().expect("kill");
    assert!(sent.success());
    let mut text = String::new();
    child.stdout.take().expect("a pipe").read_to_string(&mut text).expect("UTF-8");
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    assert!(text.contains("partial: interrupted by SIGINT, 2 expectations not asked"), "{text}");
}
