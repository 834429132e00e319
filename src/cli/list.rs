//! `zarrproof list`.

use clap::ValueEnum;

use super::{Failure, Verdict};
use crate::data_type::DataType;
use crate::subject::IN_PROCESS;
use crate::vectors::{Store, tags::TAGS};

/// List what there is: subjects, data types, tags, vectors
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
    Vectors,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let wanted = |what| arguments.what.is_none_or(|only| only == what);
    if wanted(What::Subjects) {
        heading(arguments, "Subjects");
        for subject in &IN_PROCESS {
            let missing = format!("  [needs the feature {}]", subject.feature);
            let missing = if subject.is_built() { "" } else { &missing };
            println!("{:<17}{}{missing}", subject.name, subject.about);
        }
        println!(
            "{:<17}any program that speaks the protocol (`zarrproof check --help`)",
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
    if wanted(What::Vectors) {
        heading(arguments, "Vectors in this build");
        let store = Store::embedded().map_err(Failure::usage)?;
        let manifest = store.manifest();
        let totals = manifest.totals;
        let specification = &manifest.specification;
        println!("files          {}", totals.files);
        println!("cases          {}", totals.cases);
        println!("expectations   {}", totals.expectations);
        println!("bytes          {}", totals.bytes);
        println!("oracle         {}", manifest.oracle);
        println!(
            "specification  {}@{}:{}",
            specification.repository, specification.commit, specification.path
        );
    }
    Ok(Verdict::Good)
}

/// Each list has a heading where there is more than one.
fn heading(arguments: &Arguments, text: &str) {
    if arguments.what.is_none() {
        println!("{text}:");
    }
}
