//! `zarrproof list`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::output::{print, print_line};
use super::page::Page;
use super::{Failure, Verdict};
use crate::codec::clauses;
use crate::data_type::Real;
use crate::files::shown;
use crate::registry::compare_checkout;
#[cfg(feature = "oracle")]
use crate::report::coverage_table;
use crate::report::{registry_changes, registry_table, write_registry};
use crate::subject::{IN_PROCESS, InProcess};
use crate::vectors::golden::STORES;
use crate::vectors::golden::tags::{GOLDEN_TAGS, GoldenTag};
use crate::vectors::{
    Store, Totals,
    tags::{TAGS, Tag},
};

/// List what there is: subjects, data types, tags, clauses, vectors, and what `prove` covers
///
/// With `--registry`, every name of codecs, data types, chunk grids, chunk key encodings and storage transformers that the
/// registry of extensions knows, or that implementations write without a page: defined here, refused by design, or
/// not yet, and why.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Only this list
    #[arg(value_enum)]
    what: Option<What>,
    /// List the names of the registry of extensions instead
    #[arg(long, conflicts_with = "what")]
    registry: bool,
    /// Name what is new, gone or changed in a checkout of zarr-extensions; exits with 1 if anything is
    #[arg(long, value_name = "DIR", requires = "registry")]
    against: Option<PathBuf>,
    /// Write the names into this page, between the lines `<!-- registry: table -->` and `<!-- registry: end -->`
    #[arg(long, value_name = "FILE", requires = "registry", conflicts_with = "against")]
    write: Option<PathBuf>,
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
    if arguments.registry {
        return registry(arguments);
    }
    let all = [What::Subjects, What::Types, What::Tags, What::Clauses, What::Vectors];
    let mut text = String::new();
    for what in arguments.what.map_or(all.to_vec(), |only| vec![only]) {
        // Each list has a heading where there is more than one.
        if arguments.what.is_none() {
            text.push_str(what.heading());
        }
        text.push_str(&what.list()?);
    }
    print(&text)?;
    Ok(Verdict::Good)
}

fn registry(arguments: &Arguments) -> Result<Verdict, Failure> {
    if let Some(directory) = &arguments.against {
        let changes = compare_checkout(directory).map_err(Failure::usage)?;
        print(&registry_changes(&changes))?;
        return Ok(if changes.is_empty() { Verdict::Good } else { Verdict::Bad });
    }
    let store = Store::embedded().map_err(Failure::usage)?;
    if let Some(path) = &arguments.write {
        let write = |page: &str| write_registry(page, store.manifest());
        Page::open(path, write)?.rewrite(write)?;
        print_line(format!("wrote the names into {}", shown(path)))?;
    } else {
        print(&registry_table(store.manifest()))?;
    }
    Ok(Verdict::Good)
}

impl What {
    fn heading(self) -> &'static str {
        match self {
            What::Subjects => "Subjects:\n",
            What::Types => "Data types:\n",
            What::Tags => "Tags:\n",
            What::Clauses => "Clauses:\n",
            What::Vectors => "Vectors in this build:\n",
            #[cfg(feature = "oracle")]
            What::Coverage => "Coverage of proofs:\n",
        }
    }

    fn list(self) -> Result<String, Failure> {
        Ok(match self {
            What::Subjects => subjects(),
            What::Types => types(),
            What::Tags => tags(),
            What::Clauses => clauses::all()
                .map(|clause| format!("{:<27} {}\n", clause.id, clause.says))
                .collect(),
            What::Vectors => vectors()?,
            #[cfg(feature = "oracle")]
            What::Coverage => coverage_table(),
        })
    }
}

fn tags() -> String {
    let of_elements = |tag: &Tag| format!("{:<21}{} ({})\n", tag.name, tag.about, tag.clause);
    let of_arrays = |tag: &GoldenTag| format!("{:<21}{} (golden arrays)\n", tag.name, tag.about);
    TAGS.iter().map(of_elements).chain(GOLDEN_TAGS.iter().map(of_arrays)).collect()
}

fn subjects() -> String {
    let line = |subject: &InProcess| {
        let missing = format!("  [needs the feature {}]", subject.feature);
        let missing = if subject.is_built() { "" } else { &missing };
        format!("{:<23}{}{missing}\n", subject.name, subject.about)
    };
    let subjects: String = IN_PROCESS.iter().map(line).collect();
    let program = "any program that speaks the protocol (`zarrproof check --help`)";
    format!("{subjects}{:<23}{program}\n", "-- COMMAND")
}

fn types() -> String {
    let line = |data_type: Real| {
        let [min, max] = [data_type.min_finite(), data_type.max_finite()];
        format!(
            "{:<20}{:>3} bits, {} to {}\n",
            data_type.name(),
            data_type.bits(),
            data_type.value_to_text(min),
            data_type.value_to_text(max)
        )
    };
    Real::all().map(line).collect()
}

fn vectors() -> Result<String, Failure> {
    let store = Store::embedded().map_err(Failure::usage)?;
    let manifest = store.manifest();
    let specification = &manifest.specification;
    let mut text =
        format!("{:<23}{:>6}{:>9}{:>14}{:>12}\n", "", "files", "cases", "expectations", "bytes");
    let mut line = |name: &str, totals: &Totals| {
        let Totals { files, bytes, cases, expectations } = totals;
        text.push_str(&format!("{name:<23}{files:>6}{cases:>9}{expectations:>14}{bytes:>12}\n"));
    };
    for (directory, totals) in manifest.by_directory() {
        line(directory, &totals);
    }
    line("in all", &manifest.totals);
    if !manifest.stores.is_empty() {
        text.push_str(&format!("{:<23}{:>6}{:>35}\n", "golden arrays", "arrays", "bytes"));
    }
    for (room, (arrays, bytes)) in manifest.golden_by_room() {
        text.push_str(&format!("{:<23}{arrays:>6}{bytes:>35}\n", format!("{STORES}/{room}")));
    }
    text.push_str(&format!("oracle         {}\n", manifest.oracle));
    text.push_str(&format!(
        "specification  {}@{}:{}\n",
        specification.repository, specification.commit, specification.path
    ));
    Ok(text)
}
