//! What a check found, for people and for machines. Nothing here knows a subject.

mod json;
mod text;

pub use json::to_json;
pub use text::to_text;

use crate::check::Failure;
use crate::codec::cast_value::OutOfRange;
use crate::vectors::Manifest;

/// What a report says beside the findings.
#[derive(Debug)]
pub struct Context<'a> {
    pub manifest: &'a Manifest,
    /// The arguments of `zarrproof check` that name the subject, after all options.
    pub subject: &'a str,
    /// The options of `zarrproof check` that name other vectors than those of the build, or nothing.
    pub vectors: &'a str,
}

impl Context<'_> {
    /// The command that asks for one expectation again.
    fn again(&self, failure: &Failure) -> String {
        let Context { subject, vectors, .. } = self;
        format!("zarrproof check {vectors}--filter '{}' {subject}", failure.id())
    }

    /// The command that asks the oracle.
    fn oracle(&self, failure: &Failure) -> String {
        let Failure { input_type, output_type, column, input, .. } = failure;
        let range = match column.out_of_range {
            OutOfRange::Unset => String::new(),
            set => format!(" --out-of-range {set}"),
        };
        format!(
            "zarrproof cast --from {input_type} --to {output_type} --rounding {}{range} {}",
            column.rounding,
            input_type.pattern_to_text(*input)
        )
    }
}
