//! Failures that belong to no case: every case keeps its verdict.

use std::num::NonZero;
use std::process::Command;

use zarrproof::report::list_mishaps;
use zarrproof::subject::Program;

use super::programs::{at_once, check_program, counted, everything, hasty, program, try_check};

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
    let program = counted("another start fails", 3, &directory.path().join("starts"));
    let report = try_check(program, &everything()).expect("the first starts");
    assert_eq!((report.tally.not_asked, report.tally.crash), (0, 0), "{:?}", report.health);
    assert_eq!(report.health.failed_starts, 1);
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
fn a_program_that_answers_once_loses_no_case_until_it_is_given_up() {
    let report = check_program("answers and leaves", &["always"]);
    assert_eq!(report.tally.total(), 16);
    assert_eq!(report.tally.fail, 0);
    assert!(!report.conforms());
}

/// Two silences or three other failures show it. All further ones are avoided.
#[test]
fn a_program_that_fails_after_so_many_answers_is_started_again_in_good_time() {
    let right = try_check(hasty("nothing", &["always"]), &everything()).expect("an introduction");
    let cases = [
        ("hangs", "40", 40),
        ("says nothing", "20", 20),
        ("leaves with 3", "30", 30),
        ("garbage", "25", 25),
        // An answer of the right request, and no other answer after it.
        ("no base64", "35", 35),
    ];
    at_once(cases, |(fault, number, after)| {
        let program = hasty(fault, &["after", number]);
        let report = try_check(program, &everything()).expect("it starts");
        assert_eq!(report.tally, right.tally, "{fault}: {:?}", report.health);
        assert!(report.health.left_out.is_empty(), "{fault}: {:?}", report.health);
        let renewal = report.health.renewal.as_ref().expect(fault);
        let last = number.parse().expect("a number");
        assert_eq!((renewal.after, renewal.first, renewal.last), (after, last, last), "{fault}");
        assert!(renewal.renewals > 1, "{fault}: {:?}", report.health);
        assert!(report.health.failures <= 6, "{fault}: {:?}", report.health);
        let text = list_mishaps(std::slice::from_ref(&report));
        let words = format!("started again after every {after} answers, ");
        assert!(text.contains(&words), "{fault}: {text}");
    });
}

/// The next process starts while the one before answers, and the one before it ends.
#[test]
fn a_program_that_is_started_again_in_good_time_loses_no_verdict_with_several_processes() {
    let right = try_check(hasty("nothing", &["always"]), &everything()).expect("an introduction");
    let one = hasty("leaves with 3", &["after", "12"]);
    let program = Program { jobs: NonZero::new(3).expect("not zero"), ..one };
    let report = try_check(program, &everything()).expect("it starts");
    assert_eq!(report.tally, right.tally, "{:?}", report.health);
    let renewal = report.health.renewal.expect("it was started again");
    assert!(renewal.renewals > 3, "{renewal:?}");
}

/// Each request is answered when it is asked again, by the same process.
#[test]
fn an_answer_that_breaks_the_protocol_now_and_then_costs_no_verdict() {
    let right = try_check(hasty("nothing", &["always"]), &everything()).expect("an introduction");
    let report = try_check(hasty("no base64", &["every", "31"]), &everything()).expect("it starts");
    assert_eq!(report.tally, right.tally, "{:?}", report.health);
    assert_eq!(report.health.failures, 0, "{:?}", report.health);
    assert!(report.health.unattributed > 2, "{:?}", report.health);
    assert!(!report.conforms());
}
