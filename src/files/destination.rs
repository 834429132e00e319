//! The place where a file is to be written, looked at before the work whose result it will hold.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf, is_separator};

use super::stream::{self, Stream};
use super::{FileError, regular, shown};

/// How many symbolic links are followed, as the systems have it.
const MOST_LINKS: usize = 40;

/// A file that can be written, as far as that can be told without writing it.
#[derive(Debug)]
pub struct Destination {
    path: PathBuf,
    way: Way,
}

/// How a file is written.
#[derive(Debug)]
enum Way {
    /// Whole, at the end of all links.
    Whole(PathBuf),
    /// To what is there, which is open.
    Through(Stream),
}

/// Where all links of a path end.
struct End {
    path: PathBuf,
    /// Whether it is a file that this process has open: one of `/dev/fd`.
    is_open: bool,
}

impl Destination {
    /// Finds out whether a file can be written at `path`, and leaves what is there as it is.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn open(path: &Path) -> Result<Destination, FileError> {
        let way = Way::of(path)?;
        if let Way::Whole(target) = &way {
            regular::try_out(target).map_err(|source| failed(path, source))?;
        }
        Ok(Destination { path: path.to_owned(), way })
    }

    /// Writes the file. Whoever reads a regular file meanwhile sees all of the old one or all of the
    /// new one.
    ///
    /// # Errors
    ///
    /// If it cannot be written. A regular file is then as it was.
    pub fn write(self, content: &[u8]) -> Result<(), FileError> {
        let Destination { path, way } = self;
        // Long work lies between: a file may have come, or gone.
        let way = match way {
            Way::Whole(_) => Way::of(&path)?,
            open => open,
        };
        let written = match way {
            Way::Whole(target) => regular::write(&target, content),
            Way::Through(stream) => stream.write(content),
        };
        written.map_err(|source| failed(&path, source))
    }

    /// Whether writing this file changes the one at `other`.
    pub fn is(&self, other: &Path) -> bool {
        let Way::Whole(target) = &self.way else { return false };
        let is_end = end_of_links(other).is_ok_and(|end| end.path == *target);
        is_end || stream::are_one_file(target, other)
    }
}

/// Writes a file at once, as [`Destination::write`].
///
/// # Errors
///
/// If it cannot be written.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<(), FileError> {
    Destination { path: path.to_owned(), way: Way::of(path)? }.write(content)
}

impl Way {
    fn of(path: &Path) -> Result<Way, FileError> {
        let text = path.to_string_lossy();
        match &*text {
            "" => return Err(FileError::Empty),
            "-" => return Err(FileError::Dash),
            _ => {}
        }
        if text.ends_with(is_separator) {
            return Err(FileError::Directory { path: shown(path) });
        }
        let write = |source| failed(path, source);
        let metadata = match fs::metadata(path) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(write(error)),
        };
        if metadata.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(FileError::Directory { path: shown(path) });
        }
        let end = end_of_links(path).map_err(write)?;
        match metadata {
            None if end.is_open => Err(write(ErrorKind::NotFound.into())),
            None => Ok(Way::Whole(end.path)),
            Some(metadata) => match Stream::standard(&metadata) {
                Some(stream) => Ok(Way::Through(stream)),
                None if metadata.is_file() && !end.is_open => Ok(Way::Whole(end.path)),
                None => Stream::open(path, &metadata).map(Way::Through),
            },
        }
    }
}

/// Follows the symbolic links at the end of a path. The last of them may lead to nothing yet.
fn end_of_links(path: &Path) -> io::Result<End> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let directory = fs::canonicalize(parent.unwrap_or(Path::new(".")))?;
        let name = path.file_name().ok_or(ErrorKind::IsADirectory)?;
        let place = directory.join(name);
        let is_open = stream::holds_open_files(&directory);
        match fs::read_link(&place) {
            Ok(link) if !is_open => path = directory.join(link),
            _ => return Ok(End { path: place, is_open }),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

fn failed(path: &Path, source: io::Error) -> FileError {
    FileError::Write { path: shown(path), source }
}
