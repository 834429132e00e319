//! What all culprits have in common is left out, and a program that fails at everything is given up.

use std::num::NonZero;
use std::time::Duration;

use zarrproof::check::{Standing, Tally, Target, Verdict, compare};
use zarrproof::subject::{Health, Limits, Program};
use zarrproof::vectors::{Kind, Selection, Store};

use super::programs::{at_once, data_type, everything, hasty, program, selection, try_check};

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
fn a_type_that_a_program_fails_at_is_left_out_wherever_it_stands() {
    let of = |types: &[&str]| {
        let types: Vec<_> = types.iter().map(|name| data_type(name)).collect();
        Selection { kinds: vec![Kind::Elements], from: types.clone(), to: types, ..everything() }
    };
    let hangs = hasty("hangs", &["word", "\"int8\""]);
    let report = try_check(hangs, &of(&["uint8", "int8"])).expect("an introduction");
    let left_out = &report.health.left_out;
    assert_eq!(left_out.len(), 1, "{left_out:#?}");
    assert!(left_out[0].requests.contains("the type int8"), "{left_out:#?}");
    let right = try_check(hasty("nothing", &["always"]), &of(&["uint8"])).expect("as before");
    assert!(right.conforms());
    assert_eq!(report.tally.pass, right.tally.pass, "{:?}", report.tally);
}

#[test]
fn a_program_that_always_fails_is_left_out_or_given_up() {
    let patience = Some(Duration::from_secs(1));
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
