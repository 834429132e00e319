//! Whole arrays: their shape and order are kept, one element without a result fails all of them, and
//! what a configuration leaves out has its default.

mod defaults;
mod failures;
mod lanes;
mod rounding;
mod shapes;
mod upper_bits;

use super::Theme;
use super::expect::Setup;
use super::way::{Choice, Way, Words};
use crate::vectors::Scenario;

pub(super) fn themes() -> Vec<Theme> {
    vec![
        shapes::shapes(),
        rounding::rounding(),
        failures::failures(),
        lanes::lanes(),
        upper_bits::upper_bits(),
        defaults::defaults(),
        defaults::examples(),
    ]
}

/// An array, asked of both operations.
struct Question<'a> {
    words: Words<'a>,
    /// The input and the output type of the operation.
    types: [&'a str; 2],
    /// Of `scalar_map`, such as `NaN:0`.
    entries: Option<&'a str>,
    shape: &'a [u64],
}

impl Question<'_> {
    /// One scenario for each way of the choice. The inputs are scalars or patterns.
    fn scenarios(&self, choice: Choice, inputs: &[&str]) -> Vec<Scenario> {
        self.of_patterns(choice, |setup, way| setup.patterns(way.input, inputs))
    }

    /// As [`Question::scenarios`], the inputs as patterns whose upper bits may be set.
    fn of_patterns(
        &self,
        choice: Choice,
        inputs: impl Fn(&Setup, &Way) -> Vec<u64>,
    ) -> Vec<Scenario> {
        let scenario = |way: Way| {
            let scalar_map = self.entries.map(|entries| way.map(entries));
            choice.ask(&way, &self.words, scalar_map, |setup| {
                setup.array(way.operation, self.shape, inputs(setup, &way))
            })
        };
        choice.ways(self.types).map(scenario).collect()
    }
}
