//! `zarrproof shrink`.

use std::path::PathBuf;

use super::output::print;
use super::subject::SubjectArguments;
use super::{Failure, SHRINK, Verdict};
use crate::check::shrink::{ShrinkError, shrink};
use crate::report::shrunk_to_text;
use crate::vectors::Store;

/// Find the smallest case that fails on a subject as a case of the vectors does
///
/// Fewer elements, a simpler shape, less metadata, simpler numbers: at each step the oracle says what is
/// expected, and the subject is asked again. Prints the smallest case and the line of the protocol that
/// asks for it. Exits with 1 if the case fails, and with 0 if it does not.
#[derive(clap::Args)]
#[command(after_help = SHRINK)]
pub(super) struct Arguments {
    /// The id of a case, as `zarrproof check` prints it
    id: String,
    #[command(flatten)]
    subject: SubjectArguments,
    /// Vectors from a directory, not from this build
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let target = arguments.subject.target()?;
    let store = Store::of(arguments.vectors.as_deref()).map_err(Failure::usage)?;
    let shrunk = shrink(&arguments.id, &target, &store).map_err(|error| match error {
        ShrinkError::Check(error) => Failure::from(error),
        error => Failure::usage(error),
    })?;
    print(&shrunk_to_text(&shrunk))?;
    Ok(if shrunk.failing.is_some() { Verdict::Bad } else { Verdict::Good })
}
