//! `zarrproof generate`.

use std::path::{Path, PathBuf};

use super::output::print_line;
use super::{Failure, Verdict, parse_list, progress::Bar};
use crate::files::shown;
use crate::generators;
use crate::vectors::{COMPLETE_PATH, Selection, Store};

/// Write the golden vectors, or compare them
///
/// Every file below the directory is made anew by the oracle, the manifest last. What the manifest there
/// lists and is not generated any more is removed. A directory that holds anything else is refused, but
/// for README.md, LICENSE and complete.json, which stay as they are.
///
/// With `--complete`, vectors that leave nothing out are written to a directory of their own: every
/// input of types of up to 16 bits, and from wider types to those both sides of every step. They have
/// the format and the ids of the others, so that `zarrproof check --vectors DIR` asks for them. Those of
/// other types that are there stay, and the manifest lists them all. A directory that holds anything else
/// is refused. Exits with 1 if their digests are not those of complete.json.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  zarrproof generate --check\n  zarrproof generate --complete target/complete --from float64 --to float8_e4m3,float8_e5m2\n  zarrproof check --vectors target/complete -- ./my-adapter"
)]
pub(super) struct Arguments {
    /// Write nothing: compare with what is there, and name the first difference
    #[arg(long, conflicts_with = "complete")]
    check: bool,
    /// The directory of vectors
    #[arg(long, value_name = "DIR", default_value = "vectors", conflicts_with = "complete")]
    vectors: PathBuf,
    /// Write complete vectors into this directory instead
    #[arg(long, value_name = "DIR")]
    complete: Option<PathBuf>,
    /// Only complete vectors from these data types
    #[arg(long, value_name = "TYPES", requires = "complete")]
    from: Vec<String>,
    /// Only complete vectors to these data types
    #[arg(long, value_name = "TYPES", requires = "complete")]
    to: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    if let Some(directory) = &arguments.complete {
        return write_complete(arguments, directory);
    }
    if !arguments.check {
        generators::prepare(&arguments.vectors).map_err(Failure::usage)?;
    }
    let bar = Bar::new(generators::count() as u64, "files");
    let files = generators::generate(|| bar.advance(1));
    bar.finish();
    if !arguments.check {
        generators::write(&arguments.vectors, &files).map_err(Failure::usage)?;
        print_line(format!("wrote {} files to {}", files.len(), shown(&arguments.vectors)))?;
        return Ok(Verdict::Good);
    }
    match generators::compare(&arguments.vectors, &files).map_err(Failure::usage)? {
        None => {
            let directory = shown(&arguments.vectors);
            print_line(format!("{} files in {directory} are as generated", files.len()))?;
            Ok(Verdict::Good)
        }
        Some(difference) => {
            print_line(difference)?;
            Ok(Verdict::Bad)
        }
    }
}

fn write_complete(arguments: &Arguments, directory: &Path) -> Result<Verdict, Failure> {
    let (from, to) = (parse_list(&arguments.from)?, parse_list(&arguments.to)?);
    let conversions =
        generators::complete_conversions(&Selection { from, to, ..Selection::default() });
    if conversions.is_empty() {
        return Err(Failure::usage(
            "no pair of these types has complete vectors: one of the two must have up to 16 bits",
        ));
    }
    let bar = Bar::new(conversions.len() as u64, "files");
    let written = generators::write_complete(directory, &conversions, || bar.advance(1));
    bar.finish();
    let written = written.map_err(Failure::usage)?;
    let bytes: u64 = written.values().map(|entry| entry.bytes).sum();
    let directory = shown(directory);
    let megabytes = bytes / 1_000_000;
    print_line(format!("wrote {} files of {megabytes} MB to {directory}", written.len()))?;
    let published = Store::complete().map_err(Failure::usage)?;
    let others = written.iter().filter(|(path, entry)| published.files.get(*path) != Some(*entry));
    let others: Vec<_> = others.map(|(path, _)| path.as_str()).collect();
    match others.first() {
        None => {
            print_line(format!("their digests are those of {COMPLETE_PATH}"))?;
            Ok(Verdict::Good)
        }
        Some(first) => {
            let others = others.len();
            print_line(format!("{others} are not as {COMPLETE_PATH} has them, {first} the first"))?;
            Ok(Verdict::Bad)
        }
    }
}
