//! `zarrproof generate`.

use std::path::PathBuf;

use super::{Failure, Verdict, progress::Bar};
use crate::generators;

/// Write the golden vectors, or compare them
///
/// Every file below the directory is made anew by the oracle. Files that are not generated are
/// removed, but for README.md and LICENSE.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Write nothing: compare with what is there, and name the first difference
    #[arg(long)]
    check: bool,
    /// The directory of vectors
    #[arg(long, value_name = "DIR", default_value = "vectors")]
    vectors: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let bar = Bar::new(generators::count() as u64, "files");
    let files = generators::generate(|| bar.advance(1));
    bar.finish();
    if !arguments.check {
        generators::write(&arguments.vectors, &files).map_err(Failure::usage)?;
        println!("wrote {} files to {}", files.len(), arguments.vectors.display());
        return Ok(Verdict::Good);
    }
    match generators::compare(&arguments.vectors, &files).map_err(Failure::usage)? {
        None => {
            println!("{} files in {} are as generated", files.len(), arguments.vectors.display());
            Ok(Verdict::Good)
        }
        Some(difference) => {
            println!("{difference}");
            Ok(Verdict::Bad)
        }
    }
}
