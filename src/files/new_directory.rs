//! Directories that are there with all that belongs in them, or not at all.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir};

/// A directory under a name that nobody knows, beside the one that it becomes. It is removed if it becomes none.
#[derive(Debug)]
pub struct NewDirectory {
    place: TempDir,
    target: PathBuf,
}

impl NewDirectory {
    /// Makes one that becomes `target`.
    ///
    /// # Errors
    ///
    /// If it cannot be made.
    pub fn beside(target: &Path) -> io::Result<NewDirectory> {
        let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        let place = Builder::new().prefix(".zarrproof-").tempdir_in(parent)?;
        let new = NewDirectory { place, target: target.to_owned() };
        // The temporary directory is its owner's alone, which this one shall not be.
        fs::create_dir(new.path())?;
        Ok(new)
    }

    pub fn path(&self) -> PathBuf {
        self.place.path().join("new")
    }

    /// Writes a file into it, at a path with `/` between its parts.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let directory = self.path();
        let file = directory.join(path);
        fs::create_dir_all(file.parent().unwrap_or(&directory))?;
        fs::write(file, bytes)
    }

    /// Gives it its name. What is there is replaced only if it is an empty directory.
    ///
    /// # Errors
    ///
    /// If something else is there.
    pub fn publish(self) -> io::Result<()> {
        match fs::remove_dir(&self.target) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => fs::rename(self.path(), &self.target),
        }
    }
}
