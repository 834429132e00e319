//! The steps of a cast: where its answer changes, found exactly.
//!
//! Without a map and without wrap, a cast is a step function of its input: on each [`Run`] it is
//! monotone, for rounding and clamping are. So where the oracle gives one answer at two patterns of a
//! run it gives it at all patterns between them, and each step can be found by bisection. An error
//! keeps to this: in one binade and of one sign, values pass at most one end of a range.

use super::{Oracles, Run, runs};
use crate::codec::cast_value::OutOfRange;
use crate::codec::column::Column;
use crate::data_type::Real;
use crate::vectors::Expected;

/// The widest types whose values are few enough to be listed, and so are the steps of a cast to them.
pub const LISTED_BITS: u32 = 16;

/// Whether a cast is a step function of its input. Under wrap to an integer it is not; to a float, wrap
/// is no more than a name (SN-16).
pub fn is_stepwise(output_type: Real, rule: OutOfRange) -> bool {
    rule != OutOfRange::Wrap || !output_type.is_integer()
}

/// Consecutive input patterns of which the same is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub first: u64,
    pub last: u64,
    pub expected: Expected,
}

/// The steps of one configuration.
pub struct Steps {
    oracles: Oracles,
    runs: Vec<Run>,
}

impl Steps {
    pub fn new(input_type: Real, output_type: Real, column: &Column) -> Steps {
        let oracles = Oracles::new(input_type, output_type, column);
        Steps { oracles, runs: runs(input_type) }
    }

    /// The oracles whose steps they are.
    pub fn oracles(&self) -> &Oracles {
        &self.oracles
    }

    /// The steps between two patterns, both included, by pattern, ascending. Neighbours differ in
    /// what is expected, or belong to different runs.
    pub fn between(&self, first: u64, last: u64) -> Vec<Step> {
        let mut steps = Vec::new();
        for run in runs_between(&self.runs, first, last) {
            let ends = [run.first, run.last].map(|input| self.oracles.expected(input));
            let [at_first, at_last] = ends;
            steps.push(Step { first: run.first, last: run.first, expected: at_first });
            self.bisect(run.last, at_last, &mut steps);
        }
        steps
    }

    /// Adds the steps from the end of the last one of `steps` to `last`, of which `expected` is known.
    fn bisect(&self, last: u64, expected: Expected, steps: &mut Vec<Step>) {
        // What is still to be reached, the nearest on top.
        let mut ahead = vec![(last, expected)];
        while let Some((last, expected)) = ahead.pop() {
            let Some(step) = steps.last_mut() else { return };
            if step.expected == expected {
                step.last = last;
            } else if step.last + 1 == last {
                steps.push(Step { first: last, last, expected });
            } else {
                let middle = step.last + (last - step.last) / 2;
                ahead.push((last, expected));
                ahead.push((middle, self.oracles.expected(middle)));
            }
        }
    }
}

/// The parts of runs that lie between two patterns.
pub(super) fn runs_between(runs: &[Run], first: u64, last: u64) -> impl Iterator<Item = Run> {
    let from = runs.partition_point(|run| run.last < first);
    let parts = runs[from..].iter().take_while(move |run| run.first <= last);
    parts.map(move |run| Run { first: run.first.max(first), last: run.last.min(last) })
}
