//! What subjects did instead of answering, in tables and comparisons.

use std::sync::Arc;

use insta::assert_snapshot;
use serde_json::Value;
use zarrproof::check::compare;
use zarrproof::protocol::{Answer, Hello, Request};
use zarrproof::report::{ComparisonContext, comparison_to_json, comparison_to_text, list_mishaps};
use zarrproof::subject::{Health, Renewal, Reply, Subject, Trouble};
use zarrproof::vectors::Selection;

use super::selections::store;
use super::spoilt::spoilt;
use super::{check_all, target};

/// The oracle with a history.
struct Sick {
    oracle: Box<dyn Subject>,
    health: Health,
    /// What becomes of an answer.
    reply: fn(Answer) -> Reply,
}

impl Sick {
    fn start(health: Health, reply: fn(Answer) -> Reply) -> Box<dyn Subject> {
        Box::new(Sick { oracle: right(), health, reply })
    }
}

impl Subject for Sick {
    fn hello(&self) -> &Hello {
        self.oracle.hello()
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        let replies = self.oracle.ask(requests).into_iter();
        let spoilt = replies.map(|reply| match reply {
            Reply::Answer(answer) => (self.reply)(answer),
            other => other,
        });
        spoilt.collect()
    }

    fn health(&self) -> Health {
        self.health.clone()
    }
}

fn trouble(reason: &str) -> Arc<Trouble> {
    Arc::new(Trouble::from(reason.to_owned()))
}

fn right() -> Box<dyn Subject> {
    spoilt(|_, _| {})
}

/// Failed twice, and nobody knows why.
fn moody() -> Box<dyn Subject> {
    let examples = vec![trouble("it ended early")];
    let health = Health { failures: 2, unattributed: 2, examples, ..Health::default() };
    Sick::start(health, Reply::Answer)
}

/// Ends at every single 4.
fn fragile() -> Box<dyn Subject> {
    let health = Health { failures: 9, ..Health::default() };
    Sick::start(health, |answer| match answer {
        Answer::Data(data) if data == [4, 0] => Reply::crash("it ended early"),
        answer => Reply::Answer(answer),
    })
}

/// Answers no request for elements.
fn given_up() -> Box<dyn Subject> {
    let given_up = Some(trouble("it failed after 1000 restarts"));
    let health = Health { failures: 1001, given_up, ..Health::default() };
    Sick::start(health, |answer| match answer {
        Answer::Data(_) => Reply::NotAsked,
        answer => Reply::Answer(answer),
    })
}

#[test]
fn a_table_tells_below_it_who_did_not_answer() {
    let store = store();
    let starts: [fn() -> Box<dyn Subject>; 4] = [right, moody, fragile, given_up];
    let reports = starts.map(|start| check_all(&store, start));
    assert_eq!(reports.each_ref().map(|one| one.has_all_answers()), [true, false, false, false]);
    assert_snapshot!("mishaps", list_mishaps(&reports));
}

#[test]
fn subjects_of_which_one_failed_for_no_reason_do_not_simply_agree() {
    let store = store();
    let compared = |start| {
        let targets = [target(right), target(start)];
        compare(&[], &targets, &store, &Selection::default(), &|_| {}).expect("compared")
    };
    let subjects = ["one", "other"].map(str::to_owned);
    let context =
        ComparisonContext { manifest: store.manifest(), subjects: &subjects, options: &[] };
    let well = compared(right);
    assert!(well.agrees());
    let comparison = compared(moody);
    assert_eq!(comparison.agreement, well.agreement);
    assert!(!comparison.agrees());
    let text = comparison_to_text(&comparison, &context);
    assert!(text.contains("\ncould not be attributed: "), "{text}");
    assert!(text.ends_with(", but for failures that belong to no case\n"), "{text}");
    let json: Value =
        serde_json::from_str(&comparison_to_json(&comparison, &context)).expect("JSON");
    assert_eq!(json["agree"], false);
    assert_eq!(json["subjects"][0]["health"]["unattributed"], 0);
    assert_ne!(json["subjects"][1]["health"]["unattributed"], 0);
}

#[test]
fn restarts_in_good_time_are_counted_over_all_processes() {
    let of = |renewal| Health { renewal, ..Health::default() };
    let one = Renewal { after: 18, renewals: 7, failures: 3, first: 21, last: 24 };
    let other = Renewal { after: 20, renewals: 5, failures: 2, first: 20, last: 23 };
    let mut both = of(Some(one.clone()));
    both.add(of(Some(other)));
    let sum = Renewal { after: 18, renewals: 12, failures: 5, first: 20, last: 24 };
    assert_eq!(both.renewal, Some(sum.clone()));
    both.add(of(None));
    assert_eq!(both.renewal, Some(sum));
    let mut none = of(None);
    none.add(of(Some(one.clone())));
    assert_eq!(none.renewal, Some(one));
}
