//! A question about `scalar_map`: entries, and the inputs that tell whether they are applied.

use super::super::Theme;
use super::super::way::{Choice, Way, Words};
use crate::vectors::Scenario;

/// Entries and inputs, asked of both operations.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    /// The last part of the id but for the configuration.
    pub name: &'a str,
    pub about: &'a str,
    /// The input and the output type of the operation.
    pub types: [&'a str; 2],
    /// Such as `NaN:0 2.5:3`.
    pub entries: &'a str,
    /// Separated by spaces.
    pub inputs: &'a str,
}

pub(super) const fn question<'a>(
    name: &'a str,
    about: &'a str,
    types: [&'a str; 2],
    entries: &'a str,
    inputs: &'a str,
) -> Question<'a> {
    Question { name, about, types, entries, inputs }
}

/// A theme all of whose questions are asked under the same choice of configurations.
pub(super) fn theme(
    name: &str,
    about: &'static str,
    clauses: &[&str],
    choice: Choice,
    questions: &[Question],
) -> Theme {
    let scenarios = questions.iter().flat_map(|question| question.scenarios(clauses, choice));
    Theme::new(name, about, scenarios.collect())
}

impl Question<'_> {
    /// One scenario for each way of the choice.
    pub fn scenarios(&self, clauses: &[&str], choice: Choice) -> Vec<Scenario> {
        let words = Words { name: self.name, about: self.about, clauses };
        let inputs: Vec<_> = self.inputs.split_whitespace().collect();
        let scenario = |way: Way| {
            let scalar_map = Some(way.map(self.entries));
            choice.ask(&way, &words, scalar_map, |setup| setup.elements(way.operation, &inputs))
        };
        choice.ways(self.types).map(scenario).collect()
    }
}
