//! The oracle held against witnesses, for people and for machines.

mod json;
mod text;

pub use json::to_json as witnesses_to_json;
pub use text::to_text as witnesses_to_text;

use super::page::{NoMarker, replace, row, rule};
use super::words::{grouped, list};
use crate::witness::Testimony;

/// The name of the table's markers in a page.
const NAME: &str = "witnesses";

const HEADS: [&str; 7] = [
    "witness",
    "version",
    "types, from and to",
    "rounding modes",
    "out_of_range",
    "cases compared",
    "disagreements",
];

/// The page with the table between its markers.
pub fn write_witnesses(page: &str, testimonies: &[Testimony]) -> Result<String, NoMarker> {
    replace(page, NAME, &table(testimonies))
}

/// The table in Markdown.
fn table(testimonies: &[Testimony]) -> String {
    let rows: String = testimonies.iter().map(witness_row).collect();
    format!("{}{}{rows}", row(&HEADS.map(str::to_owned)), rule(HEADS.len()))
}

/// The row of one witness.
pub fn witness_row(testimony: &Testimony) -> String {
    let Testimony { name, version, sources, targets, roundings, out_of_ranges, .. } = testimony;
    row(&[
        name.clone(),
        version.clone(),
        format!("{sources}, {targets}"),
        roundings.len().to_string(),
        list(out_of_ranges),
        grouped(testimony.compared),
        disagreements(testimony),
    ])
}

fn disagreements(testimony: &Testimony) -> String {
    let unexplained = testimony.unexplained();
    let explained = testimony.disagreed() - unexplained;
    let parts = [(unexplained, "unexplained"), (explained, "explained")];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts.map(|(count, word)| format!("{} {word}", grouped(count))).collect();
    if parts.is_empty() { "0".to_owned() } else { parts.join(", ") }
}

/// A disagreement that nothing explains, where others have the name of what explains them.
const UNEXPLAINED: &str = "unexplained";
