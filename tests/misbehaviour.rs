//! The harness against programs that misbehave: every way to fail is blamed on the case that it
//! happens at, every other case keeps its verdict, and the run ends.

use std::num::NonZero;
use std::process::Command;
use std::time::Duration;

use rayon::prelude::*;
use zarrproof::check::{Got, Report, Target, check, compare};
use zarrproof::codec::cast_value::OutOfRange;
use zarrproof::data_type::DataType;
use zarrproof::subject::{Limits, Program};
use zarrproof::vectors::{Kind, Selection, Store};

/// What a program is, and when it does something wrong.
fn program(fault: &str, when: &[&str]) -> Program {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs/misbehaving.py");
    let command = [&["python3", path, fault], when].concat();
    let limits = Limits { answer: Duration::from_secs(2), ..Limits::default() };
    let command = command.into_iter().map(str::to_owned).collect();
    Program { limits, ..Program::new(command) }
}

fn data_type(name: &str) -> DataType {
    DataType::from_name(name).expect("a data type's name")
}

/// The 16 values of uint4 as uint8, by encoding and by decoding.
fn selection() -> Selection {
    Selection {
        kinds: vec![Kind::Elements],
        from: vec![data_type("uint4")],
        to: vec![data_type("uint8")],
        rounding: vec!["nearest-even".parse().expect("a mode")],
        out_of_range: vec![OutOfRange::Clamp],
        ..Selection::default()
    }
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
        Got::Crash(trouble) | Got::Timeout(trouble) => &trouble.reason,
        other => panic!("{other:?} is no failure of a program"),
    }
}

/// How often a program fails that does so at one of the 16 values: while it is searched for in an
/// array by encoding, and at the same value alone by decoding.
const SEARCH: std::ops::RangeInclusive<u64> = 5..=9;

#[test]
fn what_ends_a_program_at_one_input_is_blamed_on_that_input() {
    let faults = [
        ("leaves with 0", "it ended early (exit status: 0)"),
        ("leaves with 3", "it ended early (exit status: 3)"),
        ("is killed", "it ended early (signal: 9 (SIGKILL))"),
        ("aborts", "it ended early (signal: 6 (SIGABRT)"),
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
        ("another id", "nobody asked request 10000"),
        ("a negative id", "invalid value: integer `-1`, expected u64"),
        ("an id in quotes", "expected u64"),
        ("no id", "missing field `id`"),
        ("a number as data", "invalid type: integer `7`"),
        ("closes its output", "it closed its output and lived on"),
        ("leaves a child", "it ended early (exit status: 1)"),
        ("shouts and leaves", "it ended early (exit status: 1)"),
    ];
    faults.into_par_iter().for_each(|(fault, expected)| {
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
    faults.into_par_iter().for_each(|(fault, expected)| {
        let report = check_program(fault, &["input", "7"]);
        assert_eq!((report.tally.crash, report.tally.pass), (1, 15), "{fault}");
        assert!(reason(&report).contains(expected), "{fault}: {}", reason(&report));
        assert_eq!(report.health.failures, 0, "{fault}: {:?}", report.health);
    });
}

#[test]
fn what_keeps_a_program_from_answering_is_a_timeout_of_that_input() {
    ["hangs", "says nothing"].into_par_iter().for_each(|fault| {
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
    faults.into_par_iter().for_each(|fault| {
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
        let report = check_program(fault, &["input", "7"]);
        assert_eq!(
            (report.tally.crash, report.tally.pass),
            (1, 15),
            "{fault}: {:?}",
            report.health
        );
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

#[test]
fn a_program_that_always_fails_is_given_up_and_the_rest_is_not_asked() {
    let limits = |timeouts, restarts| Limits {
        answer: Duration::from_millis(200),
        timeouts,
        restarts,
        ..Limits::default()
    };
    let given_up = [
        (
            "hangs",
            "always",
            "5 answers did not come in time; the last time: no answer within 0.2 s",
        ),
        ("nothing", "never reads", "5 answers did not come in time"),
        ("leaves with 3", "always", "it failed after 6 restarts; the last time: it ended early"),
    ];
    given_up.into_par_iter().for_each(|(fault, when, expected)| {
        let program = Program { limits: limits(4, 6), ..program(fault, &[when]) };
        let all = Selection { from: vec![data_type("int8")], ..Selection::default() };
        let report = try_check(program, &all).expect("it introduces itself");
        let reason = &report.health.given_up.as_ref().expect("it is given up").reason;
        assert!(reason.starts_with(expected), "{fault}: {reason}");
        assert!((1..20).contains(&report.tally.failed()), "{fault}: {:?}", report.tally);
        assert!(report.tally.not_asked > 1000, "{fault}: {:?}", report.tally);
        assert_eq!(report.tally.pass, 0, "{fault}");
        assert!(!report.conforms(), "{fault}");
    });
}

#[test]
fn a_program_that_is_given_up_ends_a_comparison() {
    let limits = Limits { answer: Duration::from_millis(200), timeouts: 2, ..Limits::default() };
    let hanging = Target::External(Program { limits, ..program("hangs", &["always"]) });
    let right = Target::External(program("nothing", &["never"]));
    let store = Store::embedded().expect("vectors");
    let compared = compare(&[], &[right, hanging], &store, &selection(), &|_| {});
    let error = compared.expect_err("one of them answers nothing").to_string();
    assert!(error.contains("was given up: 3 answers did not come in time"), "{error}");
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
        (
            "nothing",
            "no answer within 5 s; the last line of its standard error: no introduction today",
        ),
        ("not UTF-8", "it wrote a line that is not UTF-8"),
        ("a line without end", "it wrote a line of more than 8 MiB"),
        ("another version", "it speaks version 2 of the protocol, and Zarrproof version 1"),
        ("no version", "missing field `protocol`"),
        ("no object of codecs", "expected an object of codecs by name"),
    ];
    refused.into_par_iter().for_each(|(hello, expected)| {
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
    use std::path::Path;
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
        for (fault, when) in
            [("has a child", &["input", "7"][..]), ("leaves a child", &["input", "7"])]
        {
            let mut program = program(fault, when);
            let note = ["env".to_owned(), format!("CHILDREN={}", file.display())];
            program.command = [&note[..], &program.command].concat();
            try_check(program, &selection()).expect("it introduces itself");
            let noted = noted(&file);
            assert!(noted.len() >= 2, "{fault}");
            wait_until(fault, || !noted.iter().any(|number| is_running(*number)));
        }
    }

    #[test]
    fn an_interrupted_check_leaves_no_process_behind() {
        for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
            let directory = tempfile::tempdir().expect("a directory");
            let file = directory.path().join("children");
            let mut zarrproof = Command::new(env!("CARGO_BIN_EXE_zarrproof"))
                .args(["check", "--from", "uint4", "--to", "uint8", "--"])
                .args(program("hangs with a child", &["always"]).command)
                .env("CHILDREN", &file)
                .spawn()
                .expect("it starts");
            wait_until("the program hangs", || noted(&file).len() >= 2);
            let number = i32::try_from(zarrproof.id()).ok().and_then(Pid::from_raw);
            kill_process(number.expect("a process"), signal).expect("it is there");
            let status = zarrproof.wait().expect("it ends");
            assert_eq!(status.code(), Some(code));
            wait_until("all end", || !noted(&file).iter().any(|number| is_running(*number)));
        }
    }
}

#[test]
fn the_report_is_the_same_however_many_processes_there_are() {
    let whole = Selection {
        kinds: vec![Kind::Elements],
        from: vec![data_type("uint4"), data_type("uint8"), data_type("int8")],
        to: vec![data_type("uint8"), data_type("int8")],
        rounding: vec!["nearest-even".parse().expect("a mode")],
        out_of_range: vec![OutOfRange::Clamp],
        ..Selection::default()
    };
    let report = |jobs| {
        let jobs = NonZero::new(jobs).expect("not zero");
        let program = Program { jobs, ..program("garbage", &["input", "7"]) };
        let report = try_check(program, &whole).expect("it introduces itself");
        format!("{report:#?}")
    };
    let alone = report(1);
    assert!(alone.contains("Crash"), "{alone}");
    assert_eq!(alone, report(2));
    assert_eq!(alone, report(5));
}
