//! Putting generated files on disk, and comparing them with what is there.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Files;
use crate::vectors::COMPLETE_PATH;

/// Why the vectors could not be written or compared.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    #[error("failed to write {path}: {source}")]
    Write { path: String, source: io::Error },
    #[error("failed to read {path}: {source}")]
    Read { path: String, source: io::Error },
}

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

/// Writes every file whose content is another than on disk, then removes what is not generated.
/// Each file is put in place whole.
pub fn write(directory: &Path, files: &Files) -> Result<(), OutputError> {
    for (path, text) in files {
        let target = directory.join(path);
        if fs::read(&target).is_ok_and(|found| found == text.as_bytes()) {
            continue;
        }
        replace(&target, text)
            .map_err(|source| OutputError::Write { path: target.display().to_string(), source })?;
    }
    for path in strays(directory, files)? {
        let target = directory.join(path);
        fs::remove_file(&target)
            .map_err(|source| OutputError::Write { path: target.display().to_string(), source })?;
    }
    Ok(())
}

/// The first difference between the files on disk and the generated ones, by path.
pub fn compare(directory: &Path, files: &Files) -> Result<Option<Difference>, OutputError> {
    for (path, text) in files {
        let target = directory.join(path);
        let shown = target.display().to_string();
        match fs::read(&target) {
            Ok(found) if found == text.as_bytes() => {}
            Ok(found) => return Ok(Some(first_line(shown, &found, text))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Some(Difference::Missing { path: shown }));
            }
            Err(source) => return Err(OutputError::Read { path: shown, source }),
        }
    }
    let stray = strays(directory, files)?.into_iter().next();
    Ok(stray.map(|path| Difference::Stray { path: directory.join(path).display().to_string() }))
}

pub(super) fn replace(target: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut temporary = target.as_os_str().to_owned();
    temporary.push(".new");
    fs::write(&temporary, text)?;
    fs::rename(&temporary, target)
}

/// Files on disk that are neither generated nor kept.
fn strays(directory: &Path, files: &Files) -> Result<BTreeSet<PathBuf>, OutputError> {
    let mut strays = BTreeSet::new();
    for entry in WalkDir::new(directory) {
        let entry = entry.map_err(|error| OutputError::Read {
            path: directory.display().to_string(),
            source: error.into(),
        })?;
        let Ok(relative) = entry.path().strip_prefix(directory) else { continue };
        let names: Vec<_> = relative.components().map(|one| one.as_os_str()).collect();
        let path = names.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>().join("/");
        let is_kept = KEPT.contains(&path.as_str());
        if entry.file_type().is_file() && !is_kept && !files.contains_key(&path) {
            strays.insert(relative.to_owned());
        }
    }
    Ok(strays)
}

fn first_line(path: String, found: &[u8], generated: &str) -> Difference {
    let found = String::from_utf8_lossy(found);
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
