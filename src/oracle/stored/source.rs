//! Where the files of an array are.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Files by key.
pub trait ChunkSource {
    /// The bytes of a file, or `None` if there is none; of one that has more bytes than `most`, as many and one more.
    ///
    /// # Errors
    ///
    /// Where there is something that cannot be read.
    fn read(&self, key: &str, most: u64) -> io::Result<Option<Vec<u8>>>;

    /// The file as errors show it.
    fn shown(&self, key: &str) -> String;
}

/// A directory of a file system. Symbolic links are followed, as everywhere in it.
#[derive(Debug)]
pub struct DirectorySource {
    directory: PathBuf,
}

impl DirectorySource {
    /// The files below a directory.
    ///
    /// # Errors
    ///
    /// Where there is no directory.
    pub fn new(directory: &Path) -> io::Result<DirectorySource> {
        match fs::metadata(directory)?.is_dir() {
            true => Ok(DirectorySource { directory: directory.to_owned() }),
            false => Err(ErrorKind::NotADirectory.into()),
        }
    }
}

impl DirectorySource {
    /// Where a key goes on below what is no directory, the chunk is not missing: the array is damaged.
    fn no_directory(&self, path: &Path) -> Option<io::Error> {
        let mut above = path.ancestors().skip(1).take_while(|above| *above != self.directory);
        let file = above.find(|above| fs::metadata(above).is_ok_and(|found| !found.is_dir()))?;
        let reason = format!("{} is not a directory", crate::files::shown(file));
        Some(io::Error::new(ErrorKind::NotADirectory, reason))
    }
}

impl ChunkSource for DirectorySource {
    fn read(&self, key: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        let path = self.directory.join(key);
        match fs::symlink_metadata(&path) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                return Err(self.no_directory(&path).unwrap_or(error));
            }
            Err(error) => return Err(error),
        }
        // Opening a pipe would wait for whoever writes to it.
        if !fs::metadata(&path)?.is_file() {
            return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a regular file"));
        }
        let mut bytes = Vec::new();
        File::open(&path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    fn shown(&self, key: &str) -> String {
        crate::files::shown(&self.directory.join(key))
    }
}

impl ChunkSource for BTreeMap<String, Vec<u8>> {
    fn read(&self, key: &str, _: u64) -> io::Result<Option<Vec<u8>>> {
        Ok(self.get(key).cloned())
    }

    fn shown(&self, key: &str) -> String {
        key.to_owned()
    }
}
