//! The harness on vectors of every kind, under every reading, with the oracle for a subject: each
//! fault that is planted in it gets the verdict that it deserves.

mod comparisons;
mod health;
mod kinds;
mod known;
mod layouts;
mod parts;
mod profiles;
mod readings;
mod reports;
mod selections;
mod shrinking;
mod spoilt;
mod vectors;

use zarrproof::check::{Report, Target, check};
use zarrproof::subject::{BuiltIn, Subject};
use zarrproof::vectors::{Selection, Store};

fn target(start: fn() -> Box<dyn Subject>) -> Target {
    Target::BuiltIn(BuiltIn { name: "spoilt", start })
}

/// Checks a subject on all of some vectors.
fn check_all(store: &Store, start: fn() -> Box<dyn Subject>) -> Report {
    check(&target(start), store, &Selection::default(), &|_| {}).expect("the check runs")
}
