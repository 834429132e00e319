//! The harness against programs that misbehave: every way to fail is blamed on the case that it
//! happens at, every other case keeps its verdict, and the run ends.

use std::num::NonZero;
use std::process::Command;
use std::time::Duration;

use crate::interpreter::python;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use zarrproof::check::{Got, Report, Standing, Tally, Target, Verdict, check, compare};
use zarrproof::data_type::Real;
use zarrproof::subject::{Health, Limits, Program};
use zarrproof::vectors::{Kind, Selection, Store};

/// What a program is, and when it does something wrong.
fn program(fault: &str, when: &[&str]) -> Program {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs/misbehaving.py");
    let command = python(&[&[path, fault], when].concat());
    let patience = Some(Duration::from_secs(600));
    let limits = Limits { answer: Duration::from_secs(2), patience, ..Limits::default() };
    let command = command.into_iter().map(str::to_owned).collect();
    Program { limits, ..Program::new(command) }
}

fn data_type(name: &str) -> Real {
    Real::from_name(name).expect("a data type's name")
}

/// Does this for all of them at once, as most of them wait.
fn at_once<T: Send>(
    all: impl IntoParallelIterator<Item = T> + Send,
    act: impl Fn(T) + Send + Sync,
) {
    let pool = ThreadPoolBuilder::new().num_threads(16).build().expect("threads");
    pool.install(|| all.into_par_iter().for_each(act));
}

/// The 16 values of uint4 as uint8, by encoding and by decoding.
fn selection() -> Selection {
    Selection {
        kinds: vec![Kind::Elements],
        from: vec![data_type("uint4")],
        to: vec![data_type("uint8")],
        ..Selection::default()
    }
    .having("rounding", &["nearest-even"])
    .having("out_of_range", &["clamp"])
}

fn try_check(program: Program, selection: &Selection) -> Result<Report, String> {
    let store = Store::embedded().expect("vectors");
    check(&Target::External(program), &store, selection, &|_| {}).map_err(|error| error.to_string())
}

fn check_program(fault: &str, when: &[&str]) -> Report {
    try_check(program(fault, when), &selection()).expect("it introduces itself")
}

/// The reason that the report shows.
fn reason(report: &Report) -> &str {
    match &report.groups[0].simplest.got {
        Got::Crash(trouble) | Got::BreaksProtocol(trouble) | Got::Timeout(trouble) => {
            &trouble.reason
        }
        other => panic!("{other:?} is no failure of a program"),
    }
}

/// How often a program fails that does so at one of the 16 values: while it is searched for in an
/// array by encoding, and at the same value alone by decoding.
const SEARCH: std::ops::RangeInclusive<u64> = 3..=12;

#[test]
fn what_ends_a_program_at_one_input_is_blamed_on_that_input() {
    let faults = [
        ("leaves with 0", "it ended early (exit status: 0)"),
        ("leaves with 3", "it ended early (exit status: 3)"),
        ("is killed", "it ended early (signal: 9 (SIGKILL))"),
        ("aborts", "it ended early (signal: 6 (SIGABRT)"),
        ("closes its output", "it closed its output and lived on"),
        ("leaves a child", "it ended early (exit status: 1)"),
        ("shouts and leaves", "it ended early (exit status: 1)"),
    ];
    at_once(faults, |(fault, expected)| {
        let report = check_program(fault, &["input", "7"]);
        assert_eq!((report.tally.crash, report.tally.pass), (1, 15), "{fault}");
        assert_eq!(
            report.groups[0].simplest.id(),
            "cast_value/uint4/uint8/0x07/nearest-even/clamp"
        );
        assert!(reason(&report).contains(expected), "{fault}: {}", reason(&report));
        assert!(SEARCH.contains(&report.health.failures), "{fault}: {:?}", report.health);
        assert_eq!(report.health.unattributed, 0, "{fault}: {:?}", report.health);
    });
}

#[test]
fn what_is_no_answer_at_one_input_breaks_the_protocol_at_that_input() {
    let faults = [
        (
            "garbage",
            "not a JSON object of the protocol: expected value at line 1 column 1; its line: what",
        ),
        ("an empty line", "not a JSON object of the protocol"),
        ("half a line", "EOF while parsing a value"),
        ("not UTF-8", "it wrote a line that is not UTF-8; its line: \u{fffd}\u{fffd}"),
        ("null bytes", "its line: \u{fffd}\u{fffd}\u{fffd}"),
        ("nested JSON", "not a JSON object of the protocol"),
        ("a JSON array", "not a JSON object of the protocol"),
        ("a line without end", "it wrote a line of more than 8 MiB"),
        ("lines without end", "its line: what"),
        ("another id", "which was not asked"),
        ("a negative id", "invalid value: integer `-1`, expected u64"),
        ("an id in quotes", "expected u64"),
        ("no id", "missing field `id`"),
        ("a number as data", "invalid type: integer `7`"),
    ];
    at_once(faults, |(fault, expected)| {
        let report = check_program(fault, &["input", "7"]);
        assert_eq!((report.tally.breaks_protocol, report.tally.pass), (1, 15), "{fault}");
        assert!(reason(&report).contains(expected), "{fault}: {}", reason(&report));
        assert!(SEARCH.contains(&report.health.failures), "{fault}: {:?}", report.health);
        assert_eq!(report.health.unattributed, 0, "{fault}: {:?}", report.health);
    });
}

#[test]
fn an_answer_that_breaks_the_protocol_costs_no_restart() {
    let faults = [
        ("twice", "it answered the same request twice"),
        (
            "two kinds",
            "a response needs one of `data`, `valid`, `error` or `unsupported`, and has 2",
        ),
        ("no kind", "a response needs one of `data`, `valid`, `error` or `unsupported`, and has 0"),
        ("validity", "it answered validity where elements are due"),
        ("too long", "it answered 2 bytes where 1 are due"),
        ("no base64", "`data` is not base64"),
    ];
    at_once(faults, |(fault, expected)| {
        let report = check_program(fault, &["input", "7"]);
        assert_eq!((report.tally.breaks_protocol, report.tally.pass), (1, 15), "{fault}");
        assert!(reason(&report).contains(expected), "{fault}: {}", reason(&report));
        assert_eq!(report.health.failures, 0, "{fault}: {:?}", report.health);
    });
}

#[test]
fn what_keeps_a_program_from_answering_is_a_timeout_of_that_input() {
    at_once(["hangs", "says nothing"], |fault| {
        let report = check_program(fault, &["input", "7"]);
        assert_eq!((report.tally.timeout, report.tally.pass), (1, 15), "{fault}");
        assert_eq!(reason(&report), "no answer within 2 s", "{fault}");
        assert!(SEARCH.contains(&report.health.failures), "{fault}: {:?}", report.health);
    });
}

#[test]
fn what_is_unusual_but_of_the_protocol_conforms() {
    let faults = [
        "nothing",
        "shouts",
        "drips",
        "more fields",
        "carriage returns",
        "hello: more than is known",
    ];
    at_once(faults, |fault| {
        let report = check_program(fault, &["always"]);
        assert!(report.conforms(), "{fault}: {:?}", report.tally);
        assert_eq!((report.tally.pass, report.health.failures), (16, 0), "{fault}");
    });
    let report = check_program("hello: more than is known", &["always"]);
    assert_eq!(report.hello.unknown().names(), ["int128"]);
}

#[test]
fn a_failure_after_an_answer_is_blamed_on_what_was_answered() {
    for (fault, expected) in
        [("answers and leaves", "it ended early"), ("answers and rambles", "its line: what")]
    {
        // On a busy machine a program may take so long to end that the next request is blamed.
        let reports = (0..5).map(|_| check_program(fault, &["input", "7"]));
        let is_told = |report: &Report| (report.tally.failed(), report.tally.pass) == (1, 15);
        let report = reports.into_iter().find(is_told);
        let report = report.unwrap_or_else(|| panic!("{fault} is blamed on others five times"));
        assert!(reason(&report).contains(expected), "{fault}: {}", reason(&report));
    }
}

#[test]
fn a_failure_that_needs_company_is_told_from_one_at_a_case() {
    for when in [&["company"][..], &["every", "3"]] {
        let report = check_program("leaves with 3", when);
        assert_eq!((report.tally.pass, report.tally.failed()), (16, 0), "{when:?}");
        assert!(report.health.unattributed > 0, "{when:?}: {:?}", report.health);
        assert_eq!(report.health.examples[0].reason, "it ended early (exit status: 3)");
        assert!(!report.conforms(), "{when:?}");
    }
}

#[test]
fn the_end_of_standard_error_is_kept() {
    let report = check_program("a last word", &["input", "7"]);
    let Got::Crash(trouble) = &report.groups[0].simplest.got else { panic!("no crash") };
    assert_eq!(trouble.stderr, ["one", "two\u{fffd}", "\u{fffd}[31mthree"]);
    let report = check_program("shouts and leaves", &["input", "7"]);
    let Got::Crash(trouble) = &report.groups[0].simplest.got else { panic!("no crash") };
    assert_eq!(trouble.stderr, ["all work and no play"; 20]);
}

/// All modes and rules for 16 values, which the program is right about.
fn everything() -> Selection {
    Selection {
        kinds: vec![Kind::Elements],
        from: vec![data_type("uint4")],
        to: vec![data_type("uint8"), data_type("int8")],
        ..Selection::default()
    }
}

/// One process, which has little time for an answer.
fn hasty(fault: &str, when: &[&str]) -> Program {
    let program = program(fault, when);
    let limits = Limits { answer: Duration::from_millis(500), ..program.limits };
    Program { limits, ..program }
}

#[test]
fn what_all_culprits_have_in_common_is_left_out_and_the_rest_is_asked() {
    let right = try_check(hasty("nothing", &["always"]), &everything()).expect("an introduction");
    let right: Vec<String> = right.failures().map(zarrproof::check::Failure::id).collect();
    let cases = [
        ("hangs", "word", r#""rounding":"towards-zero""#, "rounding towards-zero", "towards-zero"),
        ("leaves with 3", "word", r#""op":"decode""#, "op decode", ""),
        ("garbage", "word", r#""out_of_range":"clamp""#, "out_of_range clamp", "clamp"),
        ("hangs", "input", "7", "an element 7", "/0x07/"),
    ];
    at_once(cases, |(fault, when, word, group, id)| {
        let report = try_check(hasty(fault, &[when, word]), &everything()).expect("it starts");
        let left_out = &report.health.left_out;
        assert!(left_out.iter().any(|one| one.requests.contains(group)), "{word}: {left_out:#?}");
        let not_asked: u64 = left_out.iter().map(|one| one.expectations).sum();
        assert_eq!(not_asked, report.tally.not_asked, "{word}");
        assert!(not_asked > 0, "{word}");
        assert_eq!(report.health.given_up, None, "{word}");
        assert_eq!(report.standing(), Standing::DoesNotConform, "{word}");
        // What is innocent fails as it fails for a program without a fault.
        let mut others = report.failures().filter(|one| !one.id().contains(id));
        let harmed = others.find(|one| one.verdict() != Verdict::Fail);
        assert!(harmed.is_none(), "{word}: {:?}", harmed.map(|one| one.id()));
        let failed = report.failures().filter(|one| one.verdict() == Verdict::Fail);
        assert!(failed.map(|one| one.id()).all(|id| right.contains(&id)), "{word}");
    });
}

#[test]
fn a_program_that_ends_now_and_then_loses_no_verdict() {
    let right = try_check(hasty("nothing", &["always"]), &everything()).expect("an introduction");
    at_once(["50", "20"], |number| {
        let program = hasty("leaves with 3", &["every", number]);
        let report = try_check(program, &everything()).expect("it starts");
        assert_eq!(report.tally, right.tally, "every {number}: {:?}", report.health);
        assert!(report.health.left_out.is_empty(), "every {number}");
        assert!(report.health.unattributed > 2, "every {number}: {:?}", report.health);
    });
}

#[test]
fn a_start_that_fails_is_tried_again() {
    let directory = tempfile::tempdir().expect("a directory");
    let starts = format!("STARTS={}", directory.path().join("starts").display());
    let mut program = hasty("another start fails", &["always"]);
    program.command = [&["env".to_owned(), starts], program.command.as_slice()].concat();
    program.jobs = NonZero::new(3).expect("not zero");
    let report = try_check(program, &everything()).expect("the first starts");
    assert_eq!((report.tally.not_asked, report.tally.crash), (0, 0), "{:?}", report.health);
    assert_eq!(report.health.failed_starts, 1);
}

#[test]
fn a_program_whose_processes_introduce_themselves_differently_is_not_judged() {
    let directory = tempfile::tempdir().expect("a directory");
    let starts = format!("STARTS={}", directory.path().join("starts").display());
    let mut program = hasty("another introduction", &["always"]);
    program.command = [&["env".to_owned(), starts], program.command.as_slice()].concat();
    program.jobs = NonZero::new(2).expect("not zero");
    let error = try_check(program, &everything()).expect_err("two versions");
    assert!(error.contains("introduce themselves differently: first {"), "{error}");
}

#[test]
fn one_element_that_is_unsupported_costs_no_other_its_verdict() {
    let report = check_program("unsupported", &["input", "7"]);
    assert_eq!((report.tally.unsupported, report.tally.pass), (1, 15));
}

#[test]
fn a_program_that_always_fails_is_left_out_or_given_up() {
    let patience = Some(Duration::from_secs(3));
    let always: [(_, _, &[&str]); 4] = [
        ("hangs", "always", &["no answer within 0.2 s"]),
        ("nothing", "never reads", &["no answer within 0.2 s"]),
        ("leaves with 3", "always", &["it ended early"]),
        // Which of them it is depends on how many requests there are by then.
        ("blind", "always", &["answers no request", "which was not asked"]),
    ];
    at_once(always, |(fault, when, expected)| {
        let mut program = program(fault, &[when]);
        program.limits =
            Limits { answer: Duration::from_millis(200), patience, ..Limits::default() };
        let all = Selection { from: vec![data_type("int8")], ..Selection::default() };
        let report = try_check(program, &all).expect("it introduces itself");
        let Health { given_up, left_out, .. } = &report.health;
        let reasons = given_up.iter().chain(left_out.iter().map(|one| &one.example));
        let reasons: Vec<_> = reasons.map(|trouble| trouble.reason.as_str()).collect();
        let is_expected = |one: &&str| expected.iter().any(|words| one.contains(words));
        assert!(reasons.iter().any(is_expected), "{fault}: {reasons:?}");
        assert!(report.tally.not_asked > 1000, "{fault}: {:?}", report.tally);
        assert_eq!(report.tally.pass, 0, "{fault}");
        assert!(!report.conforms(), "{fault}");
    });
}

#[test]
fn a_program_that_is_given_up_ends_a_comparison() {
    let limits = Limits {
        answer: Duration::from_millis(200),
        patience: Some(Duration::from_millis(100)),
        ..Limits::default()
    };
    let hanging = Target::External(Program { limits, ..program("hangs", &["always"]) });
    let right = Target::External(program("nothing", &["never"]));
    let store = Store::embedded().expect("vectors");
    let compared = compare(&[], &[right, hanging], &store, &selection(), &|_| {});
    let error = compared.expect_err("one of them answers nothing").to_string();
    assert!(error.contains("was given up: its failures held up the check for 0.2 s"), "{error}");
}

#[test]
fn a_silence_that_no_case_is_to_blame_for_leaves_a_check_undecided() {
    let directory = tempfile::tempdir().expect("a directory");
    let output = Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .args(["check", "--kind", "elements", "--from", "uint4", "--to", "uint8", "--jobs", "1"])
        .args(["--out-of-range", "clamp", "--timeout", "1", "--"])
        .args(program("hangs", &["once"]).command)
        .env("STARTS", directory.path().join("starts"))
        .output()
        .expect("it starts");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("\nmisbehaving 0 is undecided ("), "{text}");
    let way_out = "undecided: 1 silence that cannot be attributed to any case, and nothing failed; \
                   try a larger --timeout";
    assert!(text.trim_end().ends_with(way_out), "{text}");
}

#[test]
fn a_limit_of_files_costs_no_verdict() {
    let zarrproof = env!("CARGO_BIN_EXE_zarrproof");
    let program = program("nothing", &["always"]).command.join("' '");
    let select = "--kind elements --from uint4 --to uint8,int8 --jobs 8";
    let script = format!("ulimit -n 24; exec {zarrproof} check {select} -- '{program}'");
    let output = Command::new("sh").args(["-c", &script]).output().expect("sh is there");
    let (text, errors) = (output.stdout, String::from_utf8_lossy(&output.stderr).into_owned());
    assert!(String::from_utf8_lossy(&text).contains("\nmisbehaving 0 conforms"), "{errors}");
}

#[test]
fn a_program_that_answers_once_loses_no_case_until_it_is_given_up() {
    let report = check_program("answers and leaves", &["always"]);
    assert_eq!(report.tally.total(), 16);
    assert_eq!(report.tally.fail, 0);
    assert!(!report.conforms());
}

#[test]
fn an_introduction_that_misleads_is_refused_in_words() {
    let refused = [
        ("garbage", "expected value at line 1 column 1; its line: hello"),
        ("nothing", "no answer within 5 s; on its standard error: no introduction today"),
        ("not UTF-8", "it wrote a line that is not UTF-8"),
        ("a line without end", "it wrote a line of more than 8 MiB"),
        ("another version", "it speaks version 2 of the protocol, and Zarrproof version 1"),
        ("no version", "missing field `protocol`"),
        ("no object of codecs", "expected an object of codecs by name"),
    ];
    at_once(refused, |(hello, expected)| {
        let mut program = program(&format!("hello: {hello}"), &["always"]);
        program.limits.startup = Duration::from_secs(if hello == "nothing" { 5 } else { 60 });
        let error = try_check(program, &selection()).expect_err(hello);
        assert!(error.contains("did not introduce itself"), "{hello}: {error}");
        assert!(error.contains(expected), "{hello}: {error}");
    });
}

#[test]
fn a_flood_does_not_fill_the_memory() {
    let program = program("a line without end", &["input", "7"]).command.join("' '");
    let select = "--kind elements --from uint4 --to uint8 --rounding nearest-even --jobs 1";
    let zarrproof = env!("CARGO_BIN_EXE_zarrproof");
    // In KiB; without a bound, the flood takes gigabytes a second.
    let script = format!("ulimit -v 1000000; exec {zarrproof} check {select} -- '{program}'");
    let output = Command::new("sh").args(["-c", &script]).output().expect("sh is there");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("it wrote a line of more than 8 MiB"), "{text}");
    assert!(text.contains("\npass                   45\n"), "{text}");
}

#[cfg(target_os = "linux")]
mod processes {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::{Child, Stdio};
    use std::thread::sleep;
    use std::time::Instant;

    use rustix::process::{Pid, Signal, kill_process};

    use super::*;

    /// The processes that a program has noted: itself and its child.
    fn noted(file: &Path) -> Vec<u32> {
        let text = fs::read_to_string(file).unwrap_or_default();
        let complete = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        let numbers = complete.flat_map(str::split_whitespace);
        numbers.map(|number| number.parse().expect("a number")).collect()
    }

    /// Whether a process is there, and is more than an entry that nobody has asked for yet.
    fn is_running(number: u32) -> bool {
        let state = fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
        state.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with(['Z', 'X']))
    }

    fn wait_until(what: &str, is_so: impl Fn() -> bool) {
        let deadline = Instant::now() + Duration::from_secs(60);
        while !is_so() {
            assert!(Instant::now() < deadline, "{what}");
            sleep(Duration::from_millis(10));
        }
    }

    #[test]
    fn the_children_of_a_program_end_with_it() {
        let directory = tempfile::tempdir().expect("a directory");
        let file = directory.path().join("children");
        for (fault, when) in [
            ("has a child", &["input", "7"][..]),
            ("leaves a child", &["input", "7"]),
            ("leaves a daemon", &["input", "7"]),
            ("hangs with a daemon", &["input", "7"]),
        ] {
            let mut program = program(fault, when);
            let note = ["env".to_owned(), format!("CHILDREN={}", file.display())];
            program.command = [&note[..], &program.command].concat();
            try_check(program, &selection()).expect("it introduces itself");
            let noted = noted(&file);
            assert!(noted.len() >= 2, "{fault}");
            wait_until(fault, || !noted.iter().any(|number| is_running(*number)));
        }
    }

    /// A check of a program that hangs and has a child.
    fn hanging(file: &Path, fault: &str, options: &[&str]) -> Child {
        let zarrproof = Command::new(env!("CARGO_BIN_EXE_zarrproof"))
            .args(["check", "--from", "uint4", "--to", "uint8"])
            .args(options)
            .arg("--")
            .args(program(fault, &["input", "7"]).command)
            .env("CHILDREN", file)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        wait_until("the program hangs", || noted(file).len() >= 2);
        zarrproof
    }

    fn send(child: &Child, signal: Signal) {
        let number = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        kill_process(number.expect("a process"), signal).expect("it is there");
    }

    #[test]
    fn an_interrupted_check_leaves_no_process_behind_and_reports_what_it_has_found() {
        for (signal, code, name) in [
            (Signal::INT, 130, "SIGINT"),
            (Signal::TERM, 143, "SIGTERM"),
            (Signal::HUP, 129, "SIGHUP"),
        ] {
            let directory = tempfile::tempdir().expect("a directory");
            let file = directory.path().join("children");
            let zarrproof = hanging(&file, "hangs with a daemon", &["--format", "json"]);
            send(&zarrproof, signal);
            let output = zarrproof.wait_with_output().expect("it ends");
            assert_eq!(output.status.code(), Some(code));
            let report: serde_json::Value =
                serde_json::from_slice(&output.stdout).expect("a report");
            let reason = format!("interrupted by {name}");
            assert_eq!(report["partial"]["reason"].as_str(), Some(reason.as_str()));
            assert!(report["expectations"]["not_asked"].as_u64() > Some(0), "{report:#}");
            wait_until("all end", || !noted(&file).iter().any(|number| is_running(*number)));
        }
    }

    #[test]
    fn a_limit_of_time_is_said_in_every_report() {
        let directory = tempfile::tempdir().expect("a directory");
        let (file, junit) = (directory.path().join("children"), directory.path().join("junit"));
        let options = ["--max-time", "2", "--junit", junit.to_str().expect("a path")];
        let zarrproof = hanging(&file, "hangs with a child", &options);
        let output = zarrproof.wait_with_output().expect("it ends");
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains("\npartial: the time of 2 s was over, "), "{text}");
        let junit = fs::read_to_string(junit).expect("a report");
        assert!(junit.contains("(partial: the time of 2 s was over)"), "{junit}");
        wait_until("all end", || !noted(&file).iter().any(|number| is_running(*number)));
    }

    #[test]
    fn a_program_that_hangs_ends_with_a_check_that_is_killed() {
        let directory = tempfile::tempdir().expect("a directory");
        let file = directory.path().join("children");
        let mut zarrproof = hanging(&file, "hangs with a child", &[]);
        zarrproof.kill().expect("it is there");
        zarrproof.wait().expect("it ends");
        let adapters: Vec<_> = noted(&file).into_iter().step_by(2).collect();
        wait_until("it ends", || !adapters.iter().any(|number| is_running(*number)));
        for child in noted(&file).into_iter().skip(1).step_by(2) {
            // Nobody is left who could end it but this test.
            let child = i32::try_from(child).ok().and_then(Pid::from_raw).expect("a process");
            let _ = kill_process(child, Signal::KILL);
        }
    }

    /// Needs the right to become another user, which tests have where they run as root.
    #[test]
    fn a_program_of_another_user_is_left_and_named() {
        if !rustix::process::geteuid().is_root() {
            return;
        }
        let directory = tempfile::tempdir().expect("a directory");
        let become_root = directory.path().join("setpriv");
        fs::copy("/usr/bin/setpriv", &become_root).expect("a copy");
        let everybody = |mode| fs::Permissions::from_mode(mode);
        fs::set_permissions(directory.path(), everybody(0o755)).expect("ours");
        fs::set_permissions(&become_root, everybody(0o4755)).expect("ours");
        let zarrproof = directory.path().join("zarrproof");
        fs::copy(env!("CARGO_BIN_EXE_zarrproof"), &zarrproof).expect("a copy");
        let output = Command::new(&zarrproof)
            .args(["check", "--startup-timeout", "1", "--jobs", "1", "--"])
            .arg(&become_root)
            .args(["--reuid", "0", "sleep", "1000"])
            .uid(65534)
            .gid(65534)
            .output()
            .expect("it ends");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{errors}");
        let (_, rest) = errors.split_once("no answer within 1 s; process ").expect("a number");
        let (number, rest) = rest.split_once(' ').expect("a number");
        assert!(rest.starts_with("could not be ended, and is left: it may run as"), "{errors}");
        let number = number.parse().ok().and_then(Pid::from_raw).expect("a number");
        kill_process(number, Signal::KILL).expect("it is there");
    }

    /// Needs a user with no other process, as the limit is one of users and does not bind root.
    #[test]
    fn a_limit_of_processes_costs_no_verdict_and_is_said_where_nothing_can_start() {
        if !rustix::process::geteuid().is_root() {
            return;
        }
        let directory = tempfile::tempdir().expect("a directory");
        fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755)).expect("ours");
        let zarrproof = directory.path().join("zarrproof");
        fs::copy(env!("CARGO_BIN_EXE_zarrproof"), &zarrproof).expect("a copy");
        let limited = |limit: &str, user: u32, subject: &[&str]| {
            Command::new("prlimit")
                .arg(format!("--nproc={limit}"))
                .arg(&zarrproof)
                .args(["check", "--from", "uint4", "--to", "uint8", "--jobs", "8"])
                .args(subject)
                .current_dir(directory.path())
                .uid(user)
                .gid(user)
                .output()
                .expect("it ends")
        };
        for (limit, user, subject) in [
            ("4", 61_301, &["oracle"][..]),
            ("10", 61_302, &["--", "./zarrproof", "serve", "oracle"]),
            ("14", 61_303, &["--", "./zarrproof", "serve", "oracle"]),
        ] {
            let output = limited(limit, user, subject);
            let text = String::from_utf8_lossy(&output.stdout);
            let errors = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(0), "{limit}: {text}{errors}");
            assert!(text.contains(" conforms ("), "{limit}: {text}");
        }
        let output = limited("3", 61_304, &["--", "./zarrproof", "serve", "oracle"]);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{errors}");
        assert!(errors.starts_with("error: failed to start "), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
    }

    #[test]
    fn a_signal_that_is_ignored_stays_ignored() {
        let directory = tempfile::tempdir().expect("a directory");
        let file = directory.path().join("children");
        let program = program("hangs with a child", &["input", "7"]).command.join("' '");
        let zarrproof = env!("CARGO_BIN_EXE_zarrproof");
        let select = "--from uint4 --to uint8";
        let script = format!("trap '' HUP; exec {zarrproof} check {select} -- '{program}'");
        let mut zarrproof = Command::new("sh")
            .args(["-c", &script])
            .env("CHILDREN", &file)
            .stdout(Stdio::null())
            .spawn()
            .expect("sh is there");
        wait_until("the program hangs", || noted(&file).len() >= 2);
        send(&zarrproof, Signal::HUP);
        send(&zarrproof, Signal::TERM);
        assert_eq!(zarrproof.wait().expect("it ends").code(), Some(143));
    }
}

#[test]
fn the_verdicts_of_the_innocent_are_the_same_however_many_processes_there_are() {
    let whole = Selection {
        kinds: vec![Kind::Elements],
        from: vec![data_type("uint4"), data_type("uint8"), data_type("int8")],
        to: vec![data_type("uint8"), data_type("int8")],
        ..Selection::default()
    }
    .having("rounding", &["nearest-even"])
    .having("out_of_range", &["clamp"]);
    let report = |jobs| {
        let jobs = NonZero::new(jobs).expect("not zero");
        let program = Program { jobs, ..program("garbage", &["input", "7"]) };
        let report = try_check(program, &whole).expect("it introduces itself");
        let failures = report.failures().map(|one| (one.id(), one.verdict()));
        let (mut wrong, guilty): (Vec<_>, Vec<_>) =
            failures.partition(|(_, verdict)| *verdict == Verdict::Fail);
        assert!(guilty.iter().all(|(id, _)| id.contains("/0x07/")), "{guilty:?}");
        wrong.sort_by(|one, other| one.0.cmp(&other.0));
        let Tally { pass, fail, breaks_protocol, not_asked, .. } = report.tally;
        assert!(breaks_protocol > 0, "{:?}", report.tally);
        // Which of the guilty are asked before the others are left out is a matter of their order.
        (pass, fail, breaks_protocol + not_asked, wrong)
    };
    let alone = report(1);
    assert_eq!(alone, report(2));
    assert_eq!(alone, report(5));
}
