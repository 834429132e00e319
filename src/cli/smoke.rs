//! `zarrproof smoke`.

use std::env;
use std::path::PathBuf;

use super::output::print;
use super::subject::SubjectArguments;
use super::{Failure, Verdict};
use crate::check::Target;
use crate::check::smoke::{SmokeError, smoke};
use crate::report::walk_to_text;
use crate::subject::Program;
use crate::vectors::Store;

/// Walk a new adapter through the protocol, and say what is wrong in words
///
/// It is asked to introduce itself, then for one case of each operation that it lists, for a value that
/// must be an error, for an array without elements and for two things at once; then its input is closed.
/// Each step shows what was sent, received and expected, and if that is wrong, how to mend it.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  zarrproof smoke -- python3 my_adapter.py\n  zarrproof smoke --timeout 5 -- ./my-adapter\n  zarrproof smoke zarr-cast-value"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    subject: SubjectArguments,
    /// Vectors from a directory, not from this build
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let program = match arguments.subject.target()? {
        Target::External(program) => program,
        Target::Reader(reader) => reader.program,
        // One of this build speaks the protocol as a program does.
        Target::BuiltIn(built_in) => {
            let zarrproof = env::current_exe().map_err(Failure::usage)?;
            let words = [&zarrproof.to_string_lossy(), "serve", built_in.name];
            Program::new(words.map(str::to_owned).to_vec())
        }
    };
    let store = Store::of(arguments.vectors.as_deref());
    let steps = smoke(&program, &store.map_err(Failure::usage)?).map_err(|error| match error {
        SmokeError::Subject(error) => Failure::from(error),
        SmokeError::Vectors(error) => Failure::usage(error),
        error @ SmokeError::Copies(_) => Failure::usage(error),
    })?;
    print(&walk_to_text(&steps))?;
    match steps.as_slice() {
        [only] if only.is_wrong() => {
            Err(Failure::Subject("the program did not introduce itself".into()))
        }
        steps if steps.iter().any(|step| step.is_wrong()) => Ok(Verdict::Bad),
        _ => Ok(Verdict::Good),
    }
}
