//! Temporary directories. They are removed when they are dropped, and when a signal ends this process.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, TempDir};

/// The directories that are there.
static LIVE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A temporary directory, whose path is UTF-8.
#[derive(Debug)]
pub struct Scratch {
    directory: TempDir,
}

impl Scratch {
    /// Makes one where the system keeps such directories.
    ///
    /// # Errors
    ///
    /// It cannot be written, or its path is not UTF-8: programs are told of it in text.
    pub fn new() -> io::Result<Scratch> {
        let mut live = live();
        let directory = Builder::new().prefix("zarrproof-").tempdir()?;
        let path = directory.path();
        if path.to_str().is_none() {
            let reason = format!("the temporary directory {} is not UTF-8", path.display());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
        }
        live.push(path.to_owned());
        Ok(Scratch { directory })
    }

    pub fn path(&self) -> &Path {
        self.directory.path()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        remove(self.path());
        live().retain(|path| path != self.path());
    }
}

/// Removes all temporary directories, for this process ends.
pub fn remove_scratch() {
    live().iter().for_each(|path| remove(path));
}

fn live() -> MutexGuard<'static, Vec<PathBuf>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes a directory, also if a program has taken the permission to do so. What is left nobody can remove.
fn remove(path: &Path) {
    if fs::remove_dir_all(path).is_err() {
        permit(path);
        let _ = fs::remove_dir_all(path);
    }
}

/// Lets the directories below a path be read and written.
#[cfg(unix)]
fn permit(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mut directories = vec![path.to_owned()];
    while let Some(directory) = directories.pop() {
        // One that is not there any more needs none.
        let _ = fs::set_permissions(&directory, fs::Permissions::from_mode(0o700));
        let entries = fs::read_dir(&directory).into_iter().flatten().flatten();
        // Links are not followed.
        let below = entries.filter(|entry| entry.file_type().is_ok_and(|one| one.is_dir()));
        directories.extend(below.map(|entry| entry.path()));
    }
}

#[cfg(not(unix))]
fn permit(_: &Path) {}
