//! `zarrproof serve`.

use std::io;

use super::output::unless_closed;
use super::reading::Reading;
use super::{Failure, Verdict};
use crate::subject::{InProcess, ServeError, serve};

/// Speak the protocol for a subject of this build, on standard input and output
///
/// One JSON object a line. `{"op":"hello","protocol":1}` asks for an introduction; the other
/// lines are as `zarrproof check --help` has them. A line that cannot be read is answered by an error
/// with the id of the request, or with `"id":null`. It ends when its input does. Only the oracle takes
/// readings.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The subject: one that `zarrproof list subjects` shows
    subject: String,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let Arguments { subject, reading } = arguments;
    let start = InProcess::find(subject)?.start;
    let mut subject = match subject.as_str() {
        _ if reading.is_empty() => start(),
        #[cfg(feature = "oracle")]
        "oracle" => crate::subject::start_oracle(reading.readings()?),
        other => {
            let error = format!("--reading is for the subject oracle; {other} follows its own");
            return Err(Failure::usage(error));
        }
    };
    match serve(subject.as_mut(), io::stdin().lock(), io::stdout().lock()) {
        // The program that asked is gone, which ends the requests.
        Err(ServeError::Write(error)) => {
            unless_closed(Err(error)).map_err(|error| Failure::usage(ServeError::Write(error)))?
        }
        served => served.map_err(Failure::usage)?,
    }
    Ok(Verdict::Good)
}
