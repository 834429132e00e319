//! Which types and configurations a command is about: short forms of facets.

use super::{Failure, parse_list};
use crate::vectors::{Criterion, Selection};

/// Types, rounding modes and range rules.
#[derive(clap::Args)]
pub(super) struct ConfigurationArguments {
    /// Only cases from these data types
    #[arg(long, value_name = "TYPES")]
    from: Vec<String>,
    /// Only cases to these data types
    #[arg(long, value_name = "TYPES")]
    to: Vec<String>,
    /// Only these rounding modes
    #[arg(long, value_name = "MODES")]
    rounding: Vec<String>,
    /// Only these range rules: unset, clamp, wrap
    #[arg(long, value_name = "RULES")]
    out_of_range: Vec<String>,
}

impl ConfigurationArguments {
    /// The selection that no other criterion narrows.
    pub fn selection(&self) -> Result<Selection, Failure> {
        Ok(Selection {
            from: parse_list(&self.from)?,
            to: parse_list(&self.to)?,
            facets: [("rounding", &self.rounding), ("out_of_range", &self.out_of_range)]
                .into_iter()
                .filter(|(_, words)| !words.is_empty())
                .map(|(axis, words)| criterion(axis, words))
                .collect::<Result<_, _>>()?,
            ..Selection::default()
        })
    }
}

fn criterion(axis: &str, words: &[String]) -> Result<Criterion, Failure> {
    Criterion::read(axis, parse_list(words)?).map_err(Failure::usage)
}
