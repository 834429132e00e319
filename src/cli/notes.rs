//! `zarrproof notes`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::output::{print, print_line};
use super::page::Page;
use super::subject::LimitArguments;
use super::{Failure, Verdict};
use crate::check::{Target, profile};
use crate::codec::notes::{self, Note};
use crate::files::shown;
use crate::report::{
    SubjectProfile, describe_note, empty_tables, list_notes, notes_on, pages_of_notes, plain,
    write_note_index, write_tables,
};
use crate::vectors::Store;

/// List the notes on the specification, or show what one means for subjects
///
/// Without arguments it lists all notes. With a note, it prints its readings and the cases that decide
/// between them, and asks the subjects that are named for these cases.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  zarrproof notes\n  zarrproof notes SN-04 zarr-cast-value\n  zarrproof notes SN-20 zarr-cast-value 'python3 my_adapter.py'"
)]
pub(super) struct Arguments {
    /// Notes, such as SN-04, and subjects: one of this build, or the command line of a program
    #[arg(value_name = "NOTE|SUBJECT")]
    words: Vec<String>,
    /// Write tables into this page, or into several: those of all notes of a hundred of which it has a marker, such as
    /// SN-201 to SN-210
    #[arg(long, value_name = "FILE")]
    write: Vec<PathBuf>,
    /// Write the index of all notes into this page, from the tables of the pages in docs/notes/ beside it. With --write,
    /// once those have been written
    #[arg(long, value_name = "FILE")]
    index: Option<PathBuf>,
    /// Vectors from a directory, not from this build
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
    #[command(flatten)]
    limits: LimitArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let is_note = |word: &&String| word.to_uppercase().starts_with("SN");
    let (ids, subjects): (Vec<_>, Vec<_>) = arguments.words.iter().partition(is_note);
    let targets = subjects.into_iter().map(|word| arguments.limits.target(word));
    let targets: Vec<_> = targets.collect::<Result<_, _>>()?;
    let mut wanted: Vec<&'static Note> = Vec::new();
    for id in ids {
        wanted.push(notes::find(id).map_err(Failure::usage)?);
    }
    let store = Store::of(arguments.vectors.as_deref()).map_err(Failure::usage)?;
    if !arguments.write.is_empty() {
        if targets.is_empty() || !wanted.is_empty() {
            return Err(Failure::usage(
                "--write takes subjects, and writes the tables of all notes",
            ));
        }
        write(&arguments.write, &targets, &store)?;
    }
    if let Some(path) = &arguments.index {
        if arguments.write.is_empty() && !arguments.words.is_empty() {
            let error = "--index takes no subjects; expected --write as well, or no words";
            return Err(Failure::usage(error));
        }
        write_index(path)?;
    }
    if arguments.index.is_some() || !arguments.write.is_empty() {
        return Ok(Verdict::Good);
    }
    if wanted.is_empty() {
        if !targets.is_empty() {
            return Err(Failure::usage("name a note for the subjects, such as SN-04"));
        }
        print(&list_notes())?;
        return Ok(Verdict::Good);
    }
    let profiles = profiles(&targets, &store, &wanted)?;
    let decided = store.deciding().map_err(Failure::usage)?;
    let mut text = String::new();
    for (at, note) in wanted.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        let cases = decided.iter().find(|decided| decided.note.number == note.number);
        let cases = cases.map_or(&[][..], |decided| &decided.cases);
        text.push_str(&describe_note(note, cases, &profiles, at));
    }
    print(&text)?;
    Ok(Verdict::Good)
}

/// Writes the tables of every page, for which each subject is asked once.
fn write(paths: &[PathBuf], targets: &[Target], store: &Store) -> Result<(), Failure> {
    let mut wanted: Vec<&'static Note> = Vec::new();
    let mut pages = Vec::new();
    for path in paths {
        let mut notes = Vec::new();
        let page = Page::open(path, |page| {
            notes = notes_on(page);
            empty_tables(page)
        })?;
        pages.push((path, page, notes.len()));
        wanted.extend(notes);
    }
    wanted.sort_by_key(|note| note.number);
    wanted.dedup_by_key(|note| note.number);
    let profiles = profiles(targets, store, &wanted)?;
    for (path, page, count) in pages {
        page.rewrite(|page| write_tables(page, &profiles))?;
        print_line(format!("wrote the tables of {count} notes into {}", shown(path)))?;
    }
    Ok(())
}

/// Writes the index of all notes, as the pages beside it are now.
fn write_index(path: &Path) -> Result<(), Failure> {
    let beside = path.parent().unwrap_or(Path::new(""));
    let mut pages = BTreeMap::new();
    for name in pages_of_notes() {
        let page = beside.join(&name);
        let text = fs::read_to_string(&page)
            .map_err(|error| Failure::usage(format!("failed to read {}: {error}", shown(&page))))?;
        pages.insert(name, text);
    }
    let index = |page: &str| write_note_index(page, &pages);
    Page::open(path, index)?.rewrite(index)?;
    print_line(format!("wrote the index of all notes into {}", shown(path)))?;
    Ok(())
}

fn profiles(
    targets: &[Target],
    store: &Store,
    wanted: &[&'static Note],
) -> Result<Vec<SubjectProfile>, Failure> {
    let ids: Vec<_> = wanted.iter().map(|note| note.id()).collect();
    let ids: Vec<_> = ids.iter().map(String::as_str).collect();
    let profile = |target| {
        let (implementation, notes) = profile(target, store, Some(&ids))?;
        let subject = plain::identity(&implementation);
        Ok(SubjectProfile { subject, notes })
    };
    targets.iter().map(profile).collect()
}
