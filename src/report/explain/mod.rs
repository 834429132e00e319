//! Why an outcome is what it is: the oracle's own steps, in the order of the specification, for
//! people.
//!
//! Nothing is computed here that decides anything: the steps come from the trace of the oracle, and
//! what other readings would give comes from asking it again.

mod answer;
pub mod cast_value;
mod chain;
mod coded;
mod element;
mod explanations;
mod golden;
mod numbers;
pub(super) mod page;
mod reading;
mod scalar;
mod scenario;
mod table;

pub use chain::{ChainCase, chain};
pub use element::element;
pub use golden::golden;
pub use scenario::scenario;

use crate::codec::notes::{ReadingChoice, Readings};
use crate::data_type::Real;
use crate::report::words::expected;
use crate::vectors::Expected;

use element::column_facts;
use page::Page;

/// How many elements of an array are told of.
const SHOWN: usize = 8;

/// Labels and texts.
type Facts = Vec<(&'static str, String)>;

/// The first of some texts, and how many more there are.
fn list(texts: impl ExactSizeIterator<Item = String>) -> String {
    let more = texts.len().saturating_sub(SHOWN);
    let shown: Vec<_> = texts.take(SHOWN).collect();
    match more {
        0 => shown.join(", "),
        more => format!("{}, and {more} more", shown.join(", ")),
    }
}

/// What the vectors say.
fn expect(data_type: Real, one: &Expected) -> (&'static str, String) {
    ("vectors", format!("expect {}", expected(data_type, one)))
}

/// The page with all that it begins with, as text.
fn finish(title: String, mut facts: Facts, page: Page, readings: &Readings) -> String {
    facts.extend(departures(readings));
    Page { title, facts, ..page }.to_string()
}

/// The readings by which a page departs from the stand.
pub(super) fn departures(readings: &Readings) -> Facts {
    let choices = ReadingChoice::departures(readings);
    choices.map(|choice| ("reading", format!("{choice}: {}", choice.says()))).collect()
}
