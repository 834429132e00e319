//! Putting generated files on disk, and comparing them with what is there.

use std::fs;
use std::io;
use std::path::Path;

use super::inventory::Inventory;
use super::output_error::OutputError;
use super::{Files, dictionaries, schema};
use crate::files::{shown, write_whole};
use crate::vectors::{COMPLETE_PATH, Kind, MANIFEST_PATH, golden};

/// The first difference between what is on disk and what is generated.
#[derive(Debug, thiserror::Error)]
pub enum Difference {
    #[error("{path} is missing")]
    Missing { path: String },
    #[error("{path} is not generated, and nothing else writes there")]
    Stray { path: String },
    #[error("{path}, line {line}: found {found}, generated {generated}")]
    Line { path: String, line: usize, found: String, generated: String },
}

/// Files beside the generated ones: those that people write, and the manifest of the complete vectors,
/// which is made with those.
const KEPT: [&str; 3] = ["README.md", "LICENSE", COMPLETE_PATH];

/// Finds out, before anything is generated, whether vectors can be written into a directory.
///
/// # Errors
///
/// If they cannot, or if it holds anything that can be no file of vectors.
pub fn prepare(directory: &Path) -> Result<(), OutputError> {
    let inventory = Inventory::take(directory)?;
    inventory.refuse_others(&KEPT, is_place)?;
    inventory.try_out()
}

/// Whether files of vectors have paths like this one.
fn is_place(path: &str) -> bool {
    let in_directory =
        |directory: String| path.strip_prefix(&directory).is_some_and(|rest| rest.starts_with('/'));
    let is_vectors = Kind::of_path(path).is_some();
    let is_of_array = golden::id_of_path(path).is_some();
    let is_schema = in_directory(schema::DIRECTORY.to_owned());
    path == MANIFEST_PATH
        || dictionaries::PATHS.contains(&path)
        || is_schema
        || is_vectors
        || is_of_array
}

/// Writes every file whose content is another than on disk, removes what the manifest on disk lists
/// and what is not generated any more, and writes the manifest last. Each file is put in place whole.
///
/// # Errors
///
/// If a file cannot be written, or if the directory holds a file that neither its manifest lists nor
/// this program writes. Nothing has been touched then.
pub fn write(directory: &Path, files: &Files) -> Result<(), OutputError> {
    let inventory = Inventory::take(directory)?;
    let is_ours = inventory.manifest.is_some();
    // Without a manifest, what was broken off is told from what somebody else has by its content.
    let is_generated =
        |path: &str| files.get(path).is_some_and(|bytes| is_ours || inventory.holds(path, bytes));
    inventory.refuse_others(&KEPT, is_generated)?;
    let (manifest, others): (Vec<_>, Vec<_>) =
        files.iter().partition(|(path, _)| *path == MANIFEST_PATH);
    for (path, bytes) in others {
        put(&inventory, directory, path, bytes)?;
    }
    for path in inventory.paths().filter(|path| inventory.lists(path)) {
        if !files.contains_key(path) && !KEPT.contains(&path) {
            let target = directory.join(path);
            fs::remove_file(&target)
                .map_err(|source| OutputError::Write { path: shown(&target), source })?;
            remove_empty(directory, &target);
        }
    }
    manifest.into_iter().try_for_each(|(path, bytes)| put(&inventory, directory, path, bytes))
}

/// Removes the directories that a file leaves empty, up to `root`.
fn remove_empty(root: &Path, file: &Path) {
    let above = file.ancestors().skip(1).take_while(|directory| *directory != root);
    // One that is not empty stays, and so do those above it.
    above.map(fs::remove_dir).take_while(Result::is_ok).for_each(drop);
}

/// Writes one file below a directory, unless it is there.
pub(super) fn put(
    inventory: &Inventory,
    directory: &Path,
    path: &str,
    bytes: &[u8],
) -> Result<(), OutputError> {
    if inventory.holds(path, bytes) {
        return Ok(());
    }
    let target = directory.join(path);
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)
            .map_err(|source| OutputError::Write { path: shown(parent), source })?;
    }
    Ok(write_whole(&target, bytes)?)
}

/// The first difference between the files on disk and the generated ones, by path.
pub fn compare(directory: &Path, files: &Files) -> Result<Option<Difference>, OutputError> {
    for (path, bytes) in files {
        let target = directory.join(path);
        let shown = shown(&target);
        match fs::read(&target) {
            Ok(found) if found == *bytes => {}
            Ok(found) => return Ok(Some(first_line(shown, &found, bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Some(Difference::Missing { path: shown }));
            }
            Err(source) => return Err(OutputError::Read { path: shown, source }),
        }
    }
    let inventory = Inventory::take(directory)?;
    let is_stray = |path: &&str| !KEPT.contains(path) && !files.contains_key(*path);
    let stray = inventory.paths().find(is_stray);
    Ok(stray.map(|path| Difference::Stray { path: shown(&directory.join(path)) }))
}

fn first_line(path: String, found: &[u8], generated: &[u8]) -> Difference {
    let [found, generated] = [found, generated].map(String::from_utf8_lossy);
    let (mut old, mut new) = (found.lines(), generated.lines());
    let show = |line: Option<&str>| match line {
        Some(line) => format!("`{}`", line.trim_end_matches(',')),
        None => "the end of the file".to_owned(),
    };
    for line in 1.. {
        let (old, new) = (old.next(), new.next());
        if old != new || old.is_none() {
            return Difference::Line { path, line, found: show(old), generated: show(new) };
        }
    }
    Difference::Missing { path }
}
