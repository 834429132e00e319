//! Files of numcodecs and what the oracle makes of them, for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::words::{counted, grouped};
use crate::oracle::fixtures::FixtureOutcome;

/// How many wrong files are shown.
const SHOWN: usize = 20;

/// A line a codec, by id, then each wrong file, then the codecs of whose arrays the suite does not have the type, then the
/// codecs that the suite does not have. Of each file the id of its
/// codec, its path and its outcome.
pub fn fixtures_to_text(files: &[(&str, &str, FixtureOutcome)]) -> String {
    let mut rows: BTreeMap<&str, [u64; 5]> = BTreeMap::new();
    let mut unknown: BTreeMap<&str, u64> = BTreeMap::new();
    let mut types: BTreeMap<&str, u64> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (id, file, outcome) in files {
        let column = match outcome {
            FixtureOutcome::Unknown => {
                *unknown.entry(id).or_default() += 1;
                continue;
            }
            FixtureOutcome::UnknownType => {
                *types.entry(id).or_default() += 1;
                continue;
            }
            FixtureOutcome::Right => 1,
            FixtureOutcome::Rounded => 2,
            FixtureOutcome::NotCompared => 3,
            FixtureOutcome::Wrong(reason) => {
                wrong.push((file, reason));
                4
            }
        };
        let counts = rows.entry(id).or_default();
        counts[0] += 1;
        counts[column] += 1;
    }
    let mut text = line("codec", ["files", "right", "rounded", "not compared", "wrong"]);
    let mut all = [0; 5];
    for (id, counts) in &rows {
        text += &line(id, counts.map(grouped).each_ref().map(String::as_str));
        all.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    text += &line("in all", all.map(grouped).each_ref().map(String::as_str));
    for (file, reason) in wrong.iter().take(SHOWN) {
        let _ = writeln!(text, "wrong: {file}: {reason}");
    }
    if let Some(more) = wrong.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(text, "wrong: {}", counted(more as u64, "more file"));
    }
    let named = |found: BTreeMap<&str, u64>| {
        let named = found.iter().map(|(id, count)| format!("{id} ({})", grouped(*count)));
        named.collect::<Vec<_>>().join(", ")
    };
    if !types.is_empty() {
        let _ =
            writeln!(text, "\nThe suite does not have the types of arrays of: {}", named(types));
    }
    if !unknown.is_empty() {
        let _ = writeln!(text, "\nThe suite does not have: {}", named(unknown));
    }
    text
}

fn line(codec: &str, counts: [&str; 5]) -> String {
    let [files, right, rounded, not_compared, wrong] = counts;
    format!("{codec:<18}{files:>7}{right:>7}{rounded:>9}{not_compared:>14}{wrong:>7}\n")
}
