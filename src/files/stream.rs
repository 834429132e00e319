//! What is no regular file, or is open already: written to, and never replaced.

use std::fs::{File, Metadata};
use std::io::{self, Write};
use std::path::Path;

use super::FileError;

/// Something to which bytes are written.
#[derive(Debug)]
pub(super) enum Stream {
    /// Standard output, or the file that it is.
    Output,
    /// Standard error, or the file that it is.
    Errors,
    Opened(File),
}

impl Stream {
    /// The standard stream that is this file. A second one over the same file would write over what
    /// the first one wrote.
    pub fn standard(file: &Metadata) -> Option<Stream> {
        system::standard(file)
    }

    /// Opens what is there, without waiting for anybody.
    pub fn open(path: &Path, metadata: &Metadata) -> Result<Stream, FileError> {
        system::open(path, metadata).map(Stream::Opened)
    }

    pub fn write(self, content: &[u8]) -> io::Result<()> {
        fn all(mut out: impl Write, content: &[u8]) -> io::Result<()> {
            out.write_all(content)?;
            out.flush()
        }
        match self {
            Stream::Output => all(io::stdout().lock(), content),
            Stream::Errors => all(io::stderr().lock(), content),
            Stream::Opened(file) => all(file, content),
        }
    }
}

/// Whether a directory, its links followed, lists the files that a process has open.
pub(super) fn holds_open_files(directory: &Path) -> bool {
    directory == Path::new("/dev/fd")
        || directory.starts_with("/proc") && directory.file_name().is_some_and(|name| name == "fd")
}

/// Whether two paths lead to one file.
pub(super) fn are_one_file(one: &Path, other: &Path) -> bool {
    system::are_one_file(one, other)
}

#[cfg(unix)]
mod system {
    use std::fs::{self, File, Metadata, OpenOptions};
    use std::io;
    use std::os::fd::AsFd;
    use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
    use std::path::Path;

    use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
    use rustix::io::Errno;

    use super::Stream;
    use crate::files::{FileError, shown};

    fn identity(file: &Metadata) -> (u64, u64) {
        (file.dev(), file.ino())
    }

    pub fn standard(file: &Metadata) -> Option<Stream> {
        let is = |stream: io::Result<Metadata>| {
            stream.is_ok_and(|stream| identity(&stream) == identity(file))
        };
        if is(metadata_of(io::stdout())) {
            Some(Stream::Output)
        } else if is(metadata_of(io::stderr())) {
            Some(Stream::Errors)
        } else {
            None
        }
    }

    fn metadata_of(stream: impl AsFd) -> io::Result<Metadata> {
        File::from(stream.as_fd().try_clone_to_owned()?).metadata()
    }

    pub fn are_one_file(one: &Path, other: &Path) -> bool {
        match (fs::metadata(one), fs::metadata(other)) {
            (Ok(one), Ok(other)) => identity(&one) == identity(&other),
            _ => false,
        }
    }

    pub fn open(path: &Path, metadata: &Metadata) -> Result<File, FileError> {
        let failed = |source| FileError::Write { path: shown(path), source };
        if metadata.file_type().is_block_device() {
            return Err(FileError::BlockDevice { path: shown(path) });
        }
        let is_pipe = metadata.file_type().is_fifo();
        let mut options = OpenOptions::new();
        // A regular file that is open already keeps what is in it.
        options.write(true).append(metadata.is_file());
        if is_pipe {
            options.custom_flags(OFlags::NONBLOCK.bits() as i32);
        }
        let file = options.open(path).map_err(|error| match error.raw_os_error() {
            Some(code) if is_pipe && code == Errno::NXIO.raw_os_error() => {
                FileError::Unread { path: shown(path) }
            }
            _ => failed(error),
        })?;
        if is_pipe {
            // Only opening must not wait. Writing waits for whoever reads.
            let flags = fcntl_getfl(&file).map_err(|error| failed(error.into()))?;
            fcntl_setfl(&file, flags - OFlags::NONBLOCK).map_err(|error| failed(error.into()))?;
        }
        Ok(file)
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::{self, File, Metadata, OpenOptions};
    use std::path::Path;

    use super::Stream;
    use crate::files::{FileError, shown};

    pub fn standard(_: &Metadata) -> Option<Stream> {
        None
    }

    pub fn are_one_file(one: &Path, other: &Path) -> bool {
        match (fs::canonicalize(one), fs::canonicalize(other)) {
            (Ok(one), Ok(other)) => one == other,
            _ => false,
        }
    }

    pub fn open(path: &Path, _: &Metadata) -> Result<File, FileError> {
        let opened = OpenOptions::new().write(true).open(path);
        opened.map_err(|source| FileError::Write { path: shown(path), source })
    }
}
