//! The fates of spoilt answers, for people and for machines.

use std::fmt::Write;

use serde_json::{Value, json};

use super::plain;
use super::words::{counted, grouped};
use crate::mutants::{SpoiledFate, SpoiledMutant};
use crate::vectors::{ScenarioKind, ordered};

/// The version of the JSON.
const VERSION: u64 = 1;

/// A line a codec, then every mutant that survived.
pub fn spoiled_to_text(mutants: &[SpoiledMutant], fates: &[SpoiledFate]) -> String {
    let mut text = format!("{:<16}{:>9}{:>9}{:>11}\n", "codec", "mutants", "killed", "unchanged");
    let mut rows: Vec<(&str, [u64; 3])> = Vec::new();
    for (mutant, fate) in mutants.iter().zip(fates) {
        if rows.last().is_none_or(|(codec, _)| *codec != name(mutant)) {
            rows.push((name(mutant), [0; 3]));
        }
        let Some((_, counts)) = rows.last_mut() else { continue };
        counts[0] += 1;
        counts[1] += u64::from(matches!(fate, SpoiledFate::Killed(_)));
        counts[2] += u64::from(matches!(fate, SpoiledFate::Unchanged));
    }
    for (codec, counts) in &rows {
        let [all, killed, unchanged] = counts.map(grouped);
        let _ = writeln!(text, "{codec:<16}{all:>9}{killed:>9}{unchanged:>11}");
    }
    let survivors: Vec<_> = mutants.iter().zip(fates).filter(|(_, fate)| survives(fate)).collect();
    for (mutant, _) in &survivors {
        let _ = writeln!(text, "survived: {}", describe(mutant));
    }
    let sum = |at: usize| rows.iter().map(|(_, counts)| counts[at]).sum::<u64>();
    let asked = sum(0) - sum(2);
    let _ = writeln!(text, "\nkilled {} of {}", grouped(sum(1)), counted(asked, "mutant"));
    text
}

/// The same as JSON.
pub fn spoiled_to_json(mutants: &[SpoiledMutant], fates: &[SpoiledFate]) -> String {
    let one = |(mutant, fate): (&SpoiledMutant, &SpoiledFate)| {
        json!({
            "codec": name(mutant),
            "operation": mutant.operation.name(),
            "data_type": mutant.data_type.map(|real| real.name()),
            "defect": mutant.spoil.describe(),
            "fate": match fate {
                SpoiledFate::Killed(_) => "killed",
                SpoiledFate::Survived => "survived",
                SpoiledFate::Unchanged => "unchanged",
            },
            "case": match fate {
                SpoiledFate::Killed(case) => Value::from(case.as_str()),
                _ => Value::Null,
            },
        })
    };
    let all: Vec<_> = mutants.iter().zip(fates).map(one).collect();
    plain::json(&ordered(json!({ "spoilt": VERSION, "mutants": all })))
}

fn survives(fate: &SpoiledFate) -> bool {
    matches!(fate, SpoiledFate::Survived)
}

fn name(mutant: &SpoiledMutant) -> &'static str {
    mutant.codec.map_or(ScenarioKind::Chains.name(), |codec| codec.name)
}

fn describe(mutant: &SpoiledMutant) -> String {
    let SpoiledMutant { operation, spoil, data_type, .. } = mutant;
    let place = data_type.map_or(String::new(), |real| format!(" {real}"));
    format!("{} {}{place}: {}", name(mutant), operation.name(), spoil.describe())
}
