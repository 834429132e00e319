//! `zarrproof table`.

use std::path::PathBuf;

use super::output::{print, print_line};
use super::page::Page;
use super::progress::with_bar;
use super::subject::LimitArguments;
use super::{Failure, Verdict};
use crate::check::{Report, check};
use crate::files::shown;
use crate::report::{implementation_table, list_mishaps, write_implementations};
use crate::vectors::{Selection, Store};

/// Check several implementations against all vectors, and print a table of them
///
/// A row is what `zarrproof check` says in numbers. What fails and why, `check` tells of each. Crashes
/// and timeouts count as failures in the table, and are told apart below it.
///
/// Exits with 0 if every subject answered all that it was asked, rightly or not, and with 1 if one
/// crashed, hung, failed in a way that belongs to no case, or was given up.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  zarrproof table zarr-cast-value 'python3 my_adapter.py'\n  zarrproof table zarr-cast-value --write README.md"
)]
pub(super) struct Arguments {
    /// Subjects: of this build, or the command line of a program
    #[arg(value_name = "SUBJECT", required = true)]
    subjects: Vec<String>,
    /// Write the table into this page, between the markers there
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Vectors from a directory, not from this build
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
    #[command(flatten)]
    limits: LimitArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let targets = arguments.subjects.iter().map(|word| arguments.limits.target(word));
    let targets: Vec<_> = targets.collect::<Result<_, _>>()?;
    let store = Store::of(arguments.vectors.as_deref()).map_err(Failure::usage)?;
    let page = arguments.write.as_ref();
    let page = page.map(|path| Page::open(path, |page| write_implementations(page, &[])));
    let page = page.transpose()?;
    let selection = Selection::default();
    let mut reports: Vec<Report> = Vec::new();
    for target in &targets {
        reports.push(with_bar(|progress| check(target, &store, &selection, progress))?);
    }
    // A page that cannot be written after all must not cost the table.
    let written = match (page, &arguments.write) {
        (Some(page), Some(path)) => {
            let written = page.rewrite(|page| write_implementations(page, &reports));
            match &written {
                Ok(()) => print_line(format!("wrote {} rows into {}", reports.len(), shown(path)))?,
                Err(_) => print(&implementation_table(&reports))?,
            }
            written
        }
        _ => {
            print(&implementation_table(&reports))?;
            Ok(())
        }
    };
    print(&list_mishaps(&reports))?;
    written?;
    let all_answered = reports.iter().all(Report::has_all_answers);
    Ok(if all_answered { Verdict::Good } else { Verdict::Bad })
}
