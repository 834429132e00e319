//! `zarrproof serve`.

use std::io;

use super::{Failure, Verdict};
use crate::subject::{InProcess, serve};

/// Speak the protocol for a subject of this build, on standard input and output
///
/// One JSON object a line. `{"op":"hello","protocol":1}` asks for an introduction; `encode` and
/// `decode` carry elements as base64. It ends when its input does.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The subject: one that `zarrproof list subjects` shows
    subject: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let mut subject = (InProcess::find(&arguments.subject)?.start)();
    serve(subject.as_mut(), io::stdin().lock(), io::stdout().lock()).map_err(Failure::usage)?;
    Ok(Verdict::Good)
}
