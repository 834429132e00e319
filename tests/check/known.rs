//! Known failures: what breaks a check that knows them, and what writing them anew keeps.

use insta::assert_snapshot;
use zarrproof::check::known::{Complaint, Date, Known, KnownError, date_after, updated};
use zarrproof::check::{Report, check};
use zarrproof::protocol::{Answer, Request};
use zarrproof::report::{Context, to_json, to_junit, to_text};
use zarrproof::subject::Subject;
use zarrproof::vectors::Selection;

use super::selections::store;
use super::spoilt::spoilt;
use super::{check_all, target};

const FILE: &str = "known.toml";

fn today() -> Date {
    date("2026-06-15")
}

fn date(text: &str) -> Date {
    let moment: toml_edit::Datetime = text.parse().expect("a date");
    moment.date.expect("a date")
}

/// The oracle with some answers spoilt.
type Start = fn() -> Box<dyn Subject>;

/// Wrong where elements are asked for alone that come out as one of `wrong`.
fn wrong_about(answer: &mut Answer, wrong: &[u8]) {
    if let Answer::Data(data) = answer
        && data.len() == 2
        && wrong.contains(&data[0])
    {
        data[0] ^= 1;
    }
}

fn wrong() -> Box<dyn Subject> {
    spoilt(|_, answer| wrong_about(answer, &[4, 200]))
}

/// One more element is wrong.
fn worse() -> Box<dyn Subject> {
    spoilt(|_, answer| wrong_about(answer, &[4, 6, 200]))
}

/// One element less is wrong.
fn better() -> Box<dyn Subject> {
    spoilt(|_, answer| wrong_about(answer, &[4]))
}

/// Another element is wrong, and has the same tag.
fn otherwise() -> Box<dyn Subject> {
    spoilt(|_, answer| wrong_about(answer, &[4, 201]))
}

fn right() -> Box<dyn Subject> {
    spoilt(|_, _: &mut Answer| {})
}

fn talking_nonsense() -> Box<dyn Subject> {
    spoilt(|_: &Request, answer| {
        if let Answer::Data(data) = answer
            && *data == [4, 0]
        {
            data.push(0);
        }
    })
}

/// What a check with known failures comes to.
fn check_knowing(start: Start, known: &str) -> Report {
    let mut report = check_all(&store(), start);
    let known = Known::parse(FILE, known).expect("a good file");
    report.set_known(known, true, today()).expect("the same subject");
    report
}

fn written(start: Start, text: Option<&str>) -> String {
    updated(FILE, text, &check_all(&store(), start)).expect("a good file")
}

/// A file of entries that each cover all that their lines say.
fn file(entries: &[&str]) -> String {
    let head = "subject = \"zarrproof-oracle\"\nversion = \"0.1.0\"\n";
    let entries = entries.iter().map(|one| format!("\n[[known]]\n{one}\nreason = \"a test\"\n"));
    head.to_owned() + &entries.collect::<String>()
}

fn complaints(report: &Report) -> Vec<Complaint> {
    let known = report.known.as_ref().expect("known failures");
    known.entries.iter().flat_map(|entry| entry.complaints.clone()).collect()
}

#[test]
fn a_subject_conforms_with_the_file_that_is_written_from_its_check() {
    for start in [wrong, worse, better, otherwise, talking_nonsense, right] {
        let failures = check_all(&store(), start).tally.failed();
        let text = written(start, None);
        let report = check_knowing(start, &text);
        assert!(report.conforms(), "{text}");
        assert_eq!((report.tally.failed(), report.tally.known), (0, failures));
        assert_eq!(report.groups.len(), 0);
        assert_eq!(written(start, Some(&text)), text, "nothing is left to be changed");
    }
}

#[test]
fn what_is_written_says_what_fails_and_asks_for_the_reason() {
    assert_snapshot!("written", written(wrong, None));
}

#[test]
fn a_failure_that_is_not_known_breaks_the_check() {
    let report = check_knowing(worse, &written(wrong, None));
    assert!(!report.conforms());
    assert!(report.tally.failed() > 0 || !complaints(&report).is_empty());
    let report = check_knowing(wrong, &file(&[]));
    assert!(!report.conforms());
    assert_eq!(report.tally.known, 0);
}

#[test]
fn a_known_failure_that_is_fixed_breaks_the_check() {
    let text = written(wrong, None);
    let report = check_knowing(better, &text);
    assert_eq!(report.tally.failed(), 0);
    assert!(!report.conforms());
    let report = check_knowing(right, &text);
    assert_eq!(report.tally.failed(), 0);
    let found = complaints(&report);
    assert!(!found.is_empty() && found.iter().all(|one| *one == Complaint::Stale), "{found:?}");
}

#[test]
fn one_fixed_and_another_broken_is_not_the_same() {
    let text = file(&["cases = [\"*\"]\ncount = 1"]);
    let found = check_knowing(wrong, &text).tally.known;
    let text = text.replace("count = 1", &format!("count = {found}"));
    assert!(check_knowing(wrong, &text).conforms());
    assert_eq!(check_knowing(otherwise, &text).tally.known, found);
    assert!(check_knowing(otherwise, &text).conforms(), "the number alone does not tell");
    let text = written(wrong, Some(&text.replace("count", "digest = \"0123456789ab\"\ncount")));
    assert!(check_knowing(wrong, &text).conforms());
    assert_eq!(complaints(&check_knowing(otherwise, &text)), [Complaint::Others]);
}

#[test]
fn a_flaky_entry_covers_up_to_its_count() {
    let found = check_all(&store(), wrong).tally.failed();
    let flaky = |count| file(&[&format!("cases = [\"*\"]\nflaky = true\ncount = {count}")]);
    let starts: [(Start, u64); 4] =
        [(wrong, found), (otherwise, found), (wrong, found + 1), (right, 1)];
    for (start, count) in starts {
        assert!(check_knowing(start, &flaky(count)).conforms());
        assert_eq!(
            written(start, Some(&flaky(count))),
            flaky(count),
            "what it covers may come back"
        );
    }
    let report = check_knowing(wrong, &flaky(found - 1));
    assert_eq!(complaints(&report), [Complaint::Count { known: found - 1, found }]);
    assert_eq!(written(wrong, Some(&flaky(found - 1))), flaky(found));
}

#[test]
fn four_centuries_of_days_have_each_date_once() {
    let dates: Vec<Date> = (0..146_097).map(date_after).collect();
    assert_eq!((dates[0], dates[11_016]), (date("1970-01-01"), date("2000-02-29")));
    assert_eq!(date_after(146_097), date("2370-01-01"));
    assert!(dates.is_sorted_by(|before, after| before < after));
    // Of other days there is no TOML.
    dates.iter().for_each(|day| assert_eq!(date(&day.to_string()), *day));
}

#[test]
fn an_entry_holds_through_the_day_on_which_it_expires() {
    let count = check_all(&store(), wrong).tally.failed();
    let entry = |day: &str| format!("cases = [\"*\"]\ncount = {count}\nexpires = {day}");
    assert!(check_knowing(wrong, &file(&[&entry("2026-06-15")])).conforms());
    let report = check_knowing(wrong, &file(&[&entry("2026-06-14")]));
    assert_eq!(report.tally.failed(), 0, "it is still known");
    assert_eq!(complaints(&report), [Complaint::Expired { on: date("2026-06-14") }]);
    assert!(!report.conforms());
}

#[test]
fn the_first_entry_that_covers_a_failure_has_it() {
    let count = check_all(&store(), wrong).tally.failed();
    let (special, all) = ("cases = [\"*/0x04/*\"]\ncount = 15", "cases = [\"*\"]");
    let text = file(&[special, &format!("{all}\ncount = {}", count - 15)]);
    assert!(check_knowing(wrong, &text).conforms());
    let text = file(&[&format!("{all}\ncount = {count}"), special]);
    assert_eq!(complaints(&check_knowing(wrong, &text)), [Complaint::Stale]);
}

#[test]
fn everything_that_an_entry_names_must_hold() {
    let known = |lines: &str| check_knowing(wrong, &file(&[lines])).tally.known;
    assert_eq!(known("cases = [\"*/0x04/*\"]\ncount = 1"), 15);
    assert_eq!(known("cases = [\"*/0x04/*/clamp\"]\ncount = 1"), 5);
    assert_eq!(known("cases = [\"*/0x04/*\"]\nclauses = [\"range/clamp\"]\ncount = 1"), 5);
    assert_eq!(known("cases = [\"*/0x04/*\"]\ntags = [\"power-of-two\"]\ncount = 1"), 15);
    assert_eq!(known("cases = [\"*/0x04/*\"]\ntags = [\"zero\"]\ncount = 1"), 0);
    assert_eq!(known("cases = [\"*/0x04/*\"]\ndeviation = \"one-step\"\ncount = 1"), 15);
    assert_eq!(known("cases = [\"*/0x04/*\"]\ndeviation = \"crash\"\ncount = 1"), 0);
}

#[test]
fn failures_without_an_answer_can_be_known() {
    let known = file(&["deviation = \"breaks-protocol\"\ncount = 15"]);
    let report = check_knowing(talking_nonsense, &known);
    assert!(report.conforms());
    assert_eq!((report.tally.breaks_protocol, report.tally.known), (0, 15));
}

#[test]
fn of_a_part_of_the_cases_it_is_judged_what_can_be() {
    let check_part = |count: u64| {
        let filters = vec![glob::Pattern::new("*/0x04/*").expect("a glob")];
        let selection = Selection { filters, ..Selection::default() };
        let mut report = check(&target(wrong), &store(), &selection, &|_| {}).expect("a report");
        let entries = file(&[
            &format!("cases = [\"*\"]\ncount = {count}"),
            "cases = [\"scalars/*\"]\ncount = 7",
        ]);
        let known = Known::parse(FILE, &entries).expect("a good file");
        report.set_known(known, selection.is_everything(), today()).expect("the same subject");
        report
    };
    assert!(check_part(100).conforms(), "the others may be among those that were not asked");
    assert_eq!(complaints(&check_part(14)), [Complaint::Count { known: 14, found: 15 }]);
}

#[test]
fn what_people_wrote_stays_when_the_file_is_written_anew() {
    let count = check_all(&store(), wrong).tally.failed();
    let text = r#"# All about the oracle.
subject = "zarrproof-oracle" # that one
version = "0.0.9"

# Nobody remembers this one.
[[known]]
cases = ["scalars/*"]
count = 3
reason = "gone"

# The number four.
[[known]]
cases = [
    "*/0x04/*", # in hexadecimal
]
count = 2 # or more
reason = "it has four letters"
link = "https://example.org/4"
expires = 2027-06-01

# The end.
"#;
    let text = written(wrong, Some(text));
    assert_snapshot!("written_anew", text);
    let report = check_knowing(wrong, &text);
    assert!(report.conforms());
    assert_eq!(report.tally.known, count);
}

#[test]
fn a_file_is_about_one_subject() {
    let text = file(&[]).replace("zarrproof-oracle", "another");
    let known = Known::parse(FILE, &text).expect("a good file");
    let error = check_all(&store(), right).set_known(known, true, today()).expect_err("another");
    assert!(matches!(error, KnownError::Subject { .. }));
    let message = "known.toml has the known failures of another, and the subject is \
                   zarrproof-oracle";
    assert_eq!(error.to_string(), message);
    let error = updated(FILE, Some(&text), &check_all(&store(), right)).expect_err("another");
    assert_eq!(error.to_string(), message);
}

#[test]
fn reports_tell_what_is_known_and_what_does_not_hold() {
    let text = file(&[
        "cases = [\"*/0x04/*\"]\ncount = 14\nlink = \"https://example.org/4\"",
        "deviation = \"timeout\"\ncount = 3\nexpires = 2026-01-01",
    ]);
    let store = store();
    let report = check_knowing(wrong, &text.replace("0.1.0", "0.0.9"));
    let context = Context { manifest: store.manifest(), subject: &[], options: &[] };
    assert_snapshot!("known_text", to_text(&report, &context));
    assert_snapshot!("known_json", to_json(&report, &context));
    assert_snapshot!("known_junit", to_junit(&report, &context).expect("XML"));
    let conforming = to_text(&check_knowing(wrong, &written(wrong, None)), &context);
    let last = conforming.lines().last().expect("a verdict");
    assert!(last.contains("conforms but for "), "{last}");
}

/// Globs that match an id, or nearly do.
fn globs_near(id: &str) -> Vec<String> {
    let (start, end) = id.split_at(id.len() / 2);
    let mut globs = vec![
        id.to_owned(),
        format!("{id}x"),
        "*".to_owned(),
        "**".to_owned(),
        format!("**/{id}"),
        format!("{start}*"),
        format!("*{end}"),
        format!("*{}*", &id[8..24]),
        format!("{}?{}", &id[..5], &id[6..]),
        format!("{}[{}]{}", &id[..5], &id[5..6], &id[6..]),
        format!("{}[!{}]{}", &id[..5], &id[5..6], &id[6..]),
        format!("{}[]{}]{}", &id[..5], &id[5..6], &id[6..]),
        format!("{}[!]]{}", &id[..5], &id[6..]),
    ];
    let words: Vec<_> = id.split('/').collect();
    for at in 0..words.len() {
        for wildcard in ["*", "**"] {
            let mut words = words.clone();
            words[at] = wildcard;
            globs.push(words.join("/"));
            words.remove(at);
            globs.push(words.join("/"));
            words.insert(at, "**");
            words.insert(at, "x");
            globs.push(words.join("/"));
        }
    }
    globs
}

#[test]
fn the_first_entry_that_covers_a_failure_has_it_however_entries_are_found() {
    let report = check_all(&store(), wrong);
    let failures: Vec<_> = report.failures().collect();
    let globs: Vec<_> = failures.iter().flat_map(|failure| globs_near(&failure.id())).collect();
    let entry = |glob: &String| {
        let deviation =
            if glob.len().is_multiple_of(3) { "deviation = \"one-step\"\n" } else { "" };
        format!("cases = [{glob:?}]\n{deviation}count = 1")
    };
    let entries: Vec<_> = globs.iter().map(entry).collect();
    let entries: Vec<_> = entries.iter().map(String::as_str).collect();
    let parse = |entries: &[&str]| Known::parse(FILE, &file(entries)).expect("a good file");
    let alone: Vec<_> = entries.iter().map(|one| parse(&[one])).collect();
    let covers: Vec<Vec<bool>> = failures
        .iter()
        .map(|failure| alone.iter().map(|one| one.index().entry_of(failure).is_some()).collect())
        .collect();
    let mut found = 0;
    for step in [1, 7, 11, 13, 29] {
        // The entries in another order, and without the first of them, which cover the most.
        let order: Vec<_> = (0..entries.len()).map(|at| at * step % entries.len()).collect();
        for from in [0, entries.len() / 3, entries.len() - 5] {
            let some: Vec<_> = order[from..].iter().map(|at| entries[*at]).collect();
            let known = parse(&some);
            let index = known.index();
            for (failure, covers) in failures.iter().zip(&covers) {
                let first = order[from..].iter().position(|at| covers[*at]);
                assert_eq!(index.entry_of(failure), first, "{}", failure.id());
                found += usize::from(first.is_some());
            }
        }
    }
    assert!(found > 100, "{found}");
}

/// An entry for each failure, one that has it and one that nearly has: where each failure asks each
/// entry, this takes minutes.
#[test]
fn many_entries_are_as_good_as_few() {
    let mut report = check_all(&store(), wrong);
    let id = report.failures().next().expect("a failure").id();
    let near = |at: u32| match at % 4 {
        0 => format!("cases = [\"{id}{at}\"]\ncount = 1"),
        1 => format!("cases = [\"*/0x{at:08x}/*\"]\ncount = 1"),
        2 => format!("cases = [\"cast_value/*{at}/nearest-*/*\"]\ncount = 1"),
        _ => "clauses = [\"rounding/applies\"]\ndeviation = \"timeout\"\ncount = 1".to_owned(),
    };
    let mut entries: Vec<_> = (0..50_000).map(near).collect();
    entries.push("cases = [\"*\"]\ncount = 1".to_owned());
    let entries: Vec<_> = entries.iter().map(String::as_str).collect();
    let failed = report.tally.failed();
    let known = Known::parse(FILE, &file(&entries)).expect("a good file");
    assert_eq!(known.entries.last().map(|one| one.line), Some(file(&entries).lines().count() - 3));
    report.set_known(known, true, today()).expect("the same subject");
    let known = report.known.expect("known failures");
    let last = known.entries.last().expect("an entry");
    assert_eq!(last.failures.len() as u64, failed);
}
