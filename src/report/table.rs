//! Implementations side by side: a row for each, of what its check found.

use super::health::write_health;
use super::page::{NoMarker, replace, row, rule};
use super::plain::identity;
use super::words::grouped;
use crate::check::Report;
use crate::codec;
use crate::data_type::Real;

/// The name of the table's markers in a page.
const NAME: &str = "implementations";

const HEADS: [&str; 9] = [
    "implementation",
    "language",
    "types",
    "pairs",
    "asked",
    "pass",
    "fail",
    "other reading",
    "unsupported",
];

/// The table of some implementations in Markdown.
pub fn implementation_table(reports: &[Report]) -> String {
    let rows: String = reports.iter().map(implementation_row).collect();
    format!("{}{}{rows}", row(&HEADS.map(str::to_owned)), rule(HEADS.len()))
}

/// The row of one implementation.
pub fn implementation_row(report: &Report) -> String {
    let implementation = &report.hello.implementation;
    let tally = &report.tally;
    let pairs = report.pairs - report.unsupported_pairs;
    let name = identity(implementation);
    let language = implementation.language.clone().unwrap_or_else(|| "-".to_owned());
    let counts = [
        types(report),
        pairs,
        tally.judged(),
        tally.pass,
        tally.failed(),
        tally.other_reading,
        tally.unsupported,
    ];
    let counts = counts.map(grouped).into_iter();
    row(&[name, language].into_iter().chain(counts).collect::<Vec<_>>())
}

/// What subjects did instead of answering, a paragraph each; nothing of those that always answered.
pub fn list_mishaps(reports: &[Report]) -> String {
    let mishaps = |report: &&Report| !report.has_all_answers() || report.health.failures > 0;
    reports.iter().filter(mishaps).map(mishap).collect()
}

fn mishap(report: &Report) -> String {
    let implementation = &report.hello.implementation;
    let tally = &report.tally;
    let counts = [
        (tally.crash, "crash"),
        (tally.timeout, "timeout"),
        (tally.breaks_protocol, "breaks protocol"),
        (tally.not_asked, "not asked"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let mut text = format!("\n{} {}\n", implementation.name, implementation.version);
    for (count, name) in counts {
        text += &format!("{name:<15}{:>10}\n", grouped(count));
    }
    // Writing to a string cannot fail.
    let _ = write_health(&mut text, &report.health);
    text
}

/// How many of the types it lists, for conversions or for scalars.
fn types(report: &Report) -> u64 {
    let codecs = || report.hello.codecs.iter().filter(|(name, _)| codec::converts(name));
    let listed = |data_type: &Real| {
        let converted = codecs().flat_map(|(_, capability)| &capability.data_types);
        converted.chain(&report.hello.scalars).any(|name| name == data_type.name())
    };
    Real::all().filter(listed).count() as u64
}

/// The page with the table between its markers.
pub fn write_implementations(page: &str, reports: &[Report]) -> Result<String, NoMarker> {
    replace(page, NAME, &implementation_table(reports))
}
