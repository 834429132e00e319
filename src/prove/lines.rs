//! A file to which whole lines are added, by one process at a time.

use std::collections::VecDeque;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::Path;

use serde::Serialize;

use super::ResultsError;
use crate::files::{read_to_end, shown};

/// A file of lines. It is locked until it is dropped.
#[derive(Debug)]
pub(super) struct Lines {
    file: File,
    /// How long the whole lines are together.
    length: u64,
    /// Whether something may stand behind the whole lines.
    is_torn: bool,
    /// Lines that there was no room for yet.
    waiting: VecDeque<String>,
}

impl Lines {
    /// Opens a regular file, or begins one, and returns what is in it.
    pub fn open(path: &Path) -> Result<(Lines, Vec<u8>), ResultsError> {
        let failed = |source| ResultsError::Open { path: shown(path), source };
        let other = || ResultsError::NotRegular { path: shown(path) };
        // Opening a pipe may wait for ever.
        let is_other = fs::metadata(path).is_ok_and(|found| !found.is_file());
        if is_other || path == Path::new("-") {
            return Err(other());
        }
        let opened =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let file = opened.map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(ResultsError::Locked { path: shown(path) });
            }
            // Where a file system has no locks, only people can keep two from writing to one file.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        let content = read_to_end(&file)
            .map_err(|source| ResultsError::Read { path: shown(path), source })?;
        let length = content.len() as u64;
        let (is_torn, waiting) = (false, VecDeque::new());
        Ok((Lines { file, length, is_torn, waiting }, content))
    }

    /// Drops what stands behind the first `length` bytes.
    pub fn keep(&mut self, length: u64) -> io::Result<()> {
        self.length = length;
        self.cut()
    }

    /// Adds a line. One for which there is no room is kept, and written before the next one.
    pub fn add(&mut self, value: &impl Serialize) -> io::Result<()> {
        let mut line = serde_json::to_string(value)?;
        line.push('\n');
        self.waiting.push_back(line);
        self.flush()
    }

    /// Writes the lines for which there was no room before.
    pub fn flush(&mut self) -> io::Result<()> {
        while let Some(line) = self.waiting.front() {
            if self.is_torn {
                self.cut()?;
                continue;
            }
            let (length, written) = (line.len() as u64, self.file.write_all(line.as_bytes()));
            if let Err(error) = written {
                // A part of the line may be there. If it cannot be cut off now, it is before the next.
                self.is_torn = true;
                let _ = self.cut();
                return Err(error);
            }
            self.length += length;
            self.waiting.pop_front();
        }
        Ok(())
    }

    /// How many lines there was no room for.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    fn cut(&mut self) -> io::Result<()> {
        self.file.set_len(self.length)?;
        self.file.seek(SeekFrom::Start(self.length))?;
        self.is_torn = false;
        Ok(())
    }
}
