//! What is unusual but of the protocol, and what is no introduction.

use std::time::Duration;

use super::programs::{at_once, check_program, counted, everything, program, selection, try_check};

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
fn a_program_whose_processes_introduce_themselves_differently_is_not_judged() {
    let directory = tempfile::tempdir().expect("a directory");
    let program = counted("another introduction", 2, &directory.path().join("starts"));
    let error = try_check(program, &everything()).expect_err("two versions");
    assert!(error.contains("introduce themselves differently: first {"), "{error}");
}
