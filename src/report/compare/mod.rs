//! Where subjects differ, for people and for machines.

mod json;
mod text;

pub use json::to_json as comparison_to_json;
pub use text::to_text as comparison_to_text;

use glob::Pattern;

use super::plain::{identity, line};
use super::shell;
use crate::check::{Comparison, Deviation, Difference, Stance};
use crate::codec::notes::spelled;
use crate::vectors::Manifest;

/// What a comparison says beside the findings.
#[derive(Debug)]
pub struct ComparisonContext<'a> {
    pub manifest: &'a Manifest,
    /// The words that name the subjects, in their order.
    pub subjects: &'a [String],
    /// The options that decide what is expected, and what programs are allowed.
    pub options: &'a [String],
}

impl ComparisonContext<'_> {
    /// The command that compares on one expectation again.
    fn again(&self, difference: &Difference) -> String {
        let filter = shell::quoted(&Pattern::escape(&difference.simplest.id()));
        let mut options = shell::words(self.options);
        if !options.is_empty() {
            options.push(' ');
        }
        format!("zarrproof compare {options}--filter {filter} {}", shell::words(self.subjects))
    }

    /// The command that asks the oracle.
    fn explain(&self, difference: &Difference) -> String {
        format!("zarrproof explain {}", shell::quoted(&difference.simplest.id()))
    }
}

/// What each subject is called: its name and version, and of several of one name how it was named.
fn names(comparison: &Comparison, context: &ComparisonContext) -> Vec<String> {
    let implementations = comparison.subjects.iter().map(|one| &one.hello.implementation);
    let names: Vec<_> = implementations.map(identity).collect();
    let is_unique = |name: &String| names.iter().filter(|other| *other == name).count() == 1;
    let words = context.subjects.iter().map(Some).chain(std::iter::repeat(None));
    let named = names.iter().zip(words).map(|(name, word)| match word {
        Some(word) if !is_unique(name) => format!("{name} ({})", line(word)),
        _ => name.clone(),
    });
    named.collect()
}

/// As a predicate of subjects.
fn stance(stance: Stance) -> String {
    match stance {
        Stance::Meets => "does as the vectors say".to_owned(),
        Stance::Reading { note, letter } => format!("follows {}", spelled((note, letter))),
        Stance::Deviates(deviation) => Deviation::describe(deviation).to_owned(),
    }
}
