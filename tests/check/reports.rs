//! What is said of failures, for people and for machines.

use insta::assert_snapshot;
use zarrproof::check::check_under;
use zarrproof::protocol::Answer;
use zarrproof::report::{Context, to_json, to_text};
use zarrproof::subject::Subject;
use zarrproof::vectors::Selection;

use super::selections::store;
use super::spoilt::spoilt;
use super::target;

/// Wrong about everything that is asked about few elements, and about validity.
fn wrong() -> Box<dyn Subject> {
    spoilt(|_, answer| match answer {
        Answer::Data(data) if data.len() < 3 => data.iter_mut().for_each(|byte| *byte ^= 4),
        Answer::Validity { valid, .. } => *valid = !*valid,
        _ => {}
    })
}

#[test]
fn failures_of_every_kind_are_told() {
    let store = store();
    let choices = ["SN-04=B".parse().expect("a reading")];
    let report = check_under(&choices, &target(wrong), &store, &Selection::default(), &|_| {});
    let report = report.expect("a report");
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let subject = words(&["--", "./my adapter", "--it's"]);
    let options = words(&["--vectors", "my vectors", "--reading", "SN-04=B"]);
    let context = Context { manifest: store.manifest(), subject: &subject, options: &options };
    assert_snapshot!("text", to_text(&report, &context));
    assert_snapshot!("json", to_json(&report, &context));
}
