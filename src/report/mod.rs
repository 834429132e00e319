//! What a check found, for people and for machines. Nothing here knows a subject.

mod cause;
#[cfg(feature = "oracle")]
pub mod explain;
mod json;
mod junit;
mod known;
mod notes;
mod shell;
mod text;
mod words;

pub use json::to_json;
pub use junit::to_junit;
pub use notes::{NoMarker, SubjectProfile, describe_note, list_notes, write_tables};
pub use text::to_text;

use glob::Pattern;

use crate::check::Failure;
use crate::vectors::Manifest;

/// What a report says beside the findings.
#[derive(Debug)]
pub struct Context<'a> {
    pub manifest: &'a Manifest,
    /// The arguments of `zarrproof check` that name the subject, after all options.
    pub subject: &'a [String],
    /// The options of `zarrproof check` that decide what is expected: other vectors than those of the
    /// build, other readings than the stand.
    pub options: &'a [String],
}

impl Context<'_> {
    /// The command that asks for one expectation again.
    fn again(&self, failure: &Failure) -> String {
        let filter = shell::quoted(&Pattern::escape(&failure.id()));
        let mut options = shell::words(self.options);
        if !options.is_empty() {
            options.push(' ');
        }
        format!("zarrproof check {options}--filter {filter} {}", shell::words(self.subject))
    }

    /// The command that asks the oracle.
    fn oracle(&self, failure: &Failure) -> String {
        format!("zarrproof explain {}", shell::quoted(&failure.id()))
    }
}
