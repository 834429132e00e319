//! What a check found, for people and for machines. Nothing here knows a subject.

#[cfg(feature = "oracle")]
mod cast_value;
mod cause;
mod compare;
#[cfg(feature = "oracle")]
pub mod explain;
#[cfg(feature = "oracle")]
mod fixtures;
mod health;
mod json;
mod junit;
mod known;
#[cfg(feature = "oracle")]
mod mutants;
mod note_index;
mod notes;
mod page;
pub mod plain;
#[cfg(feature = "oracle")]
mod proof;
mod registry;
mod shell;
#[cfg(feature = "oracle")]
mod shrink;
mod smoke;
#[cfg(feature = "oracle")]
mod spoilt;
mod stores;
mod table;
mod text;
#[cfg(feature = "oracle")]
mod validate;
#[cfg(feature = "witnesses")]
mod witness;
mod words;

#[cfg(feature = "oracle")]
pub use cast_value::{coverage_table, write_coverage};
pub use compare::{ComparisonContext, comparison_to_json, comparison_to_text};
#[cfg(feature = "oracle")]
pub use fixtures::fixtures_to_text;
pub use json::to_json;
pub use junit::to_junit;
#[cfg(feature = "oracle")]
pub use mutants::{MutantContext, list_defects, mutants_to_json, mutants_to_text};
pub use note_index::{NoteIndexError, pages_of_notes, write_note_index};
pub use notes::{SubjectProfile, describe_note, empty_tables, list_notes, notes_on, write_tables};
pub use page::NoMarker;
#[cfg(feature = "oracle")]
pub use proof::{proof_to_json, proof_to_text};
pub use registry::{registry_changes, registry_table, write_registry};
#[cfg(feature = "oracle")]
pub use shrink::shrunk_to_text;
pub use smoke::walk_to_text;
#[cfg(feature = "oracle")]
pub use spoilt::{spoiled_to_json, spoiled_to_text};
pub use table::{implementation_row, implementation_table, list_mishaps, write_implementations};
pub use text::to_text;
#[cfg(feature = "oracle")]
pub use validate::{validation_to_json, validation_to_text};
#[cfg(feature = "witnesses")]
pub use witness::{witness_row, witnesses_to_json, witnesses_to_text, write_witnesses};

use glob::Pattern;

use crate::check::Failure;
use crate::vectors::Manifest;

/// What a report says beside the findings.
#[derive(Debug)]
pub struct Context<'a> {
    pub manifest: &'a Manifest,
    /// The arguments of `zarrproof check` that name the subject, after all options; none if it is one
    /// that the command line cannot name.
    pub subject: &'a [String],
    /// The options of `zarrproof check` that decide what is expected: other vectors than those of the
    /// build, other readings than the stand.
    pub options: &'a [String],
}

impl Context<'_> {
    /// The command that asks for one expectation again, if there is one.
    fn again(&self, failure: &Failure) -> Option<String> {
        if self.subject.is_empty() {
            return None;
        }
        let filter = shell::quoted(&Pattern::escape(&failure.id()));
        let mut options = shell::words(self.options);
        if !options.is_empty() {
            options.push(' ');
        }
        let subject = shell::words(self.subject);
        Some(format!("zarrproof check {options}--filter {filter} {subject}"))
    }

    /// The command that asks the oracle.
    fn oracle(&self, failure: &Failure) -> String {
        format!("zarrproof explain {}", shell::quoted(&failure.id()))
    }
}
