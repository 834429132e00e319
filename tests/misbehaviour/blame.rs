//! A failure at one input is blamed on that input, and every other keeps its verdict.

use zarrproof::check::{Got, Report, Tally};

use super::programs::{at_once, check_program, hasty, reason, selection, try_check};

/// How often a program fails that does so at one of the 16 values: while it is searched for in an
/// array by encoding, and at the same value alone by decoding.
const SEARCH: std::ops::RangeInclusive<u64> = 3..=12;

/// Checks a program that fails at one of 16 values: the failure is attributed to that value, with the expected reason.
fn is_found(fault: &str, expected: &str, verdict: fn(&Tally) -> u64) {
    let report = check_program(fault, &["input", "7"]);
    assert_eq!((verdict(&report.tally), report.tally.pass), (1, 15), "{fault}");
    let id = "cast_value/uint4/uint8/0x07/nearest-even/clamp";
    assert_eq!(report.groups[0].simplest.id(), id, "{fault}");
    assert!(reason(&report).contains(expected), "{fault}: {}", reason(&report));
    assert!(SEARCH.contains(&report.health.failures), "{fault}: {:?}", report.health);
    assert_eq!(report.health.unattributed, 0, "{fault}: {:?}", report.health);
}

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
    at_once(faults, |(fault, expected)| is_found(fault, expected, |tally| tally.crash));
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
    at_once(faults, |(fault, expected)| is_found(fault, expected, |tally| tally.breaks_protocol));
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
        let report = try_check(hasty(fault, &["input", "7"]), &selection()).expect("it starts");
        assert_eq!((report.tally.timeout, report.tally.pass), (1, 15), "{fault}");
        assert_eq!(reason(&report), "no answer within 0.5 s", "{fault}");
        assert!(SEARCH.contains(&report.health.failures), "{fault}: {:?}", report.health);
    });
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
fn one_element_that_is_unsupported_costs_no_other_its_verdict() {
    let report = check_program("unsupported", &["input", "7"]);
    assert_eq!((report.tally.unsupported, report.tally.pass), (1, 15));
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
