//! Answers that are wrong on purpose: one kind of mistake after the other, in an implementation that
//! is otherwise right, and the group of failures by which each is found.

mod arrays;
mod casts;
mod scenarios;
mod subject;

use zarrproof::check::{Deviation, Report, Seen, Target, check};
use zarrproof::subject::{BuiltIn, Subject};
use zarrproof::vectors::{Kind, Selection, Store};

use subject::{data_type, wrong};

/// What of the vectors a mistake is looked for in.
#[derive(Clone, Copy)]
enum Asked {
    /// Elements from one type to another.
    Casts(&'static str, &'static str),
    /// Cases by a glob over their ids.
    Cases(&'static str),
}

/// One kind of mistake, and the largest group of failures that it makes.
struct Mistake {
    name: &'static str,
    start: fn() -> Box<dyn Subject>,
    asked: Asked,
    deviation: Deviation,
    /// The tag or the clause of the group.
    topic: &'static str,
    /// The company in which the simplest case fails, if it is an element of its own.
    seen: Option<Seen>,
}

const EVERYWHERE: Option<Seen> = Some(Seen { alone: true, in_array: true });
const IN_ARRAYS: Option<Seen> = Some(Seen { alone: false, in_array: true });
const ALONE: Option<Seen> = Some(Seen { alone: true, in_array: false });

/// All of them.
fn mistakes() -> impl Iterator<Item = &'static Mistake> {
    [casts::MISTAKES, arrays::MISTAKES, scenarios::MISTAKES].into_iter().flatten()
}

fn selection(asked: Asked) -> Selection {
    match asked {
        Asked::Casts(from, to) => Selection {
            kinds: vec![Kind::Elements],
            from: vec![data_type(from)],
            to: vec![data_type(to)],
            ..Selection::default()
        },
        Asked::Cases(glob) => Selection {
            filters: vec![glob::Pattern::new(glob).expect("a glob")],
            kinds: Kind::ALL.into_iter().skip(1).collect(),
            ..Selection::default()
        },
    }
}

fn check_on(start: fn() -> Box<dyn Subject>, store: &Store, asked: Asked) -> Report {
    let target = Target::BuiltIn(BuiltIn { name: "wrong", start });
    check(&target, store, &selection(asked), &|_| {}).expect("the check runs")
}

fn store() -> Store {
    Store::directory(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors"))
        .expect("the vectors are there")
}

#[test]
fn without_a_mistake_it_conforms() {
    let store = store();
    for Mistake { name, asked, .. } in mistakes() {
        let report = check_on(|| wrong(|right, request| right.answer(request)), &store, *asked);
        assert!(report.tally.conforms() && report.tally.pass > 0, "{name}: {:?}", report.groups);
    }
}

#[test]
fn every_mistake_is_found_and_named() {
    let store = store();
    let mut differences = Vec::new();
    for mistake in mistakes() {
        let report = check_on(mistake.start, &store, mistake.asked);
        assert_eq!(report.tally.crash + report.tally.timeout, 0, "{}", mistake.name);
        let Some(largest) = report.groups.first() else {
            differences.push(format!("{}: is not found", mistake.name));
            continue;
        };
        let found = (largest.deviation, largest.topic(), largest.simplest.seen);
        let expected = (mistake.deviation, mistake.topic, mistake.seen);
        if found != expected {
            let simplest = largest.simplest.id();
            differences.push(format!("{}: found {found:?}, {simplest}", mistake.name));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn no_mistake_is_in_the_table_twice() {
    let mut names: Vec<_> = mistakes().map(|mistake| mistake.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), mistakes().count());
    assert!(names.len() >= 20);
}
