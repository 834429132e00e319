//! `zarrproof fixtures`.

use std::path::PathBuf;

use super::output::print;
use super::reading::Reading;
use super::{Failure, Verdict};
use crate::oracle::fixtures::{FixtureOutcome, fixtures, outcome};
use crate::report::fixtures_to_text;

/// Decode what numcodecs has written, from the folder `fixture` of its repository
///
/// The folder has arrays, and what each release of numcodecs encoded them to. Every such file is decoded by the oracle, and
/// held against the array. A codec that rounds gives other elements: *rounded* are the files to which both the array and what
/// is decoded encode, byte for byte. *Not compared* are those that decode, and whose arrays hold pickled objects: the
/// suite reads no pickles, which are programs.
///
/// Exits with 0 if no file is wrong, with 1 if one is, and with 2 if the folder has no such files or one cannot be read.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  zarrproof fixtures numcodecs/fixture")]
pub(super) struct Arguments {
    /// The folder, or one of its folders
    folder: PathBuf,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let readings = arguments.reading.readings()?;
    let fixtures = fixtures(&arguments.folder).map_err(Failure::usage)?;
    let outcome = |fixture| (fixture, outcome(fixture, &readings));
    let outcomes = fixtures.iter().map(outcome);
    let files: Vec<_> = outcomes
        .map(|(fixture, outcome)| (fixture.id.as_str(), fixture.file.as_str(), outcome))
        .collect();
    print(&fixtures_to_text(&files))?;
    let is_wrong = |outcome: &FixtureOutcome| matches!(outcome, FixtureOutcome::Wrong(_));
    match files.iter().any(|(_, _, outcome)| is_wrong(outcome)) {
        true => Ok(Verdict::Bad),
        false => Ok(Verdict::Good),
    }
}
