//! `zarrproof list`.

use clap::ValueEnum;

use super::{Failure, Verdict};
use crate::codec::clauses::CLAUSES;
use crate::data_type::DataType;
#[cfg(feature = "oracle")]
use crate::report::coverage_table;
use crate::subject::IN_PROCESS;
use crate::vectors::{Store, Totals, tags::TAGS};

/// List what there is: subjects, data types, tags, clauses, vectors, and what `prove` covers
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Only this list
    #[arg(value_enum)]
    what: Option<What>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Subjects,
    Types,
    Tags,
    Clauses,
    Vectors,
    #[cfg(feature = "oracle")]
    Coverage,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let wanted = |what| arguments.what.is_none_or(|only| only == what);
    if wanted(What::Subjects) {
        heading(arguments, "Subjects");
        for subject in &IN_PROCESS {
            let missing = format!("  [needs the feature {}]", subject.feature);
            let missing = if subject.is_built() { "" } else { &missing };
            println!("{:<23}{}{missing}", subject.name, subject.about);
        }
        println!(
            "{:<23}any program that speaks the protocol (`zarrproof check --help`)",
            "-- COMMAND"
        );
    }
    if wanted(What::Types) {
        heading(arguments, "Data types");
        for data_type in DataType::all() {
            println!(
                "{:<20}{:>3} bits, {} to {}",
                data_type.name(),
                data_type.bits(),
                data_type.value_to_text(data_type.min_finite()),
                data_type.value_to_text(data_type.max_finite())
            );
        }
    }
    if wanted(What::Tags) {
        heading(arguments, "Tags");
        for tag in &TAGS {
            println!("{:<21}{} ({})", tag.name, tag.about, tag.clause);
        }
    }
    if wanted(What::Clauses) {
        heading(arguments, "Clauses");
        for clause in &CLAUSES {
            println!("{:<28}{}", clause.id, clause.says);
        }
    }
    if wanted(What::Vectors) {
        heading(arguments, "Vectors in this build");
        let store = Store::embedded().map_err(Failure::usage)?;
        let manifest = store.manifest();
        let specification = &manifest.specification;
        println!("{:<23}{:>6}{:>9}{:>14}{:>12}", "", "files", "cases", "expectations", "bytes");
        let line = |name: &str, totals: &Totals| {
            let Totals { files, bytes, cases, expectations } = totals;
            println!("{name:<23}{files:>6}{cases:>9}{expectations:>14}{bytes:>12}");
        };
        for (directory, totals) in manifest.by_directory() {
            line(directory, &totals);
        }
        line("in all", &manifest.totals);
        println!("oracle         {}", manifest.oracle);
        println!(
            "specification  {}@{}:{}",
            specification.repository, specification.commit, specification.path
        );
    }
    #[cfg(feature = "oracle")]
    if arguments.what == Some(What::Coverage) {
        print!("{}", coverage_table());
    }
    Ok(Verdict::Good)
}

/// Each list has a heading where there is more than one.
fn heading(arguments: &Arguments, text: &str) {
    if arguments.what.is_none() {
        println!("{text}:");
    }
}
