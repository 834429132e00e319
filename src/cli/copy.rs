//! `zarrproof copy`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::ValueEnum;

use super::output::print_line;
use super::{Failure, Verdict, parse_list};
use crate::codec::table;
use crate::files::shown;
use crate::spelling::did_you_mean;
use crate::vectors::golden::{GoldenProfile, ROOMS};
use crate::vectors::{Copied, CopiedCounts, Store};

/// Write the vectors and golden arrays of this build to disk, for other tools
///
/// Everything is written, with a manifest, notes, clauses, JSON Schemas and a README, or nothing. The directory is made;
/// one that holds something is refused. With `--profile`, the golden arrays of that profile are written and no other
/// vectors.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  zarrproof copy golden --profile core\n  zarrproof copy vectors --codec bytes,transpose,core"
)]
pub(super) struct Arguments {
    /// The directory to make
    directory: PathBuf,
    /// Only golden arrays: the core profile, for programs that start once an array, or the whole
    #[arg(long, value_enum)]
    profile: Option<Profile>,
    /// Only what is about these codecs; `core` is what every reader must get right, `chains` is about several codecs
    #[arg(long, value_name = "NAMES")]
    codec: Vec<String>,
    /// Vectors from a directory, not from this build
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Profile {
    Core,
    Whole,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let names: Vec<String> = parse_list(&arguments.codec)?;
    let rooms: BTreeSet<String> = names.iter().map(|name| room(name)).collect::<Result<_, _>>()?;
    let profile = arguments.profile.map(|profile| match profile {
        Profile::Core => GoldenProfile::Core,
        Profile::Whole => GoldenProfile::Whole,
    });
    let store = Store::of(arguments.vectors.as_deref()).map_err(Failure::usage)?;
    let copied = Copied { profile, rooms };
    let counts = store.copy(&copied, &arguments.directory).map_err(Failure::usage)?;
    let CopiedCounts { files, arrays } = counts;
    let directory = shown(&arguments.directory);
    print_line(format!(
        "wrote {files} files of vectors and {arrays} golden arrays to {directory}"
    ))?;
    Ok(Verdict::Good)
}

/// The room of a codec, or another room, by its name.
fn room(name: &str) -> Result<String, Failure> {
    if ROOMS.contains(&name) {
        return Ok(name.to_owned());
    }
    table::find(name).map(|codec| codec.room()).ok_or_else(|| {
        let names: Vec<_> = table::ALL.iter().map(|codec| codec.name).chain(ROOMS).collect();
        let hint = did_you_mean(name, names.iter().copied());
        Failure::usage(format!(
            "unknown codec {name:?}{hint}; expected one of {}",
            names.join(", ")
        ))
    })
}
