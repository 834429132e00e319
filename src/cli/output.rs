//! Standard output and standard error: everything that a command prints goes through here.

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::Failure;
use crate::report::plain;

const NULL: &str = "/dev/null";

/// The bits of the flags that say how a file is open, and those of a file for reading and writing.
const ACCESS: u64 = 0o3;
const READ_WRITE: u64 = 0o2;

/// Prints a text, each of whose lines may hold what comes from a subject or a file.
///
/// A reader that has closed the pipe has seen enough: the command goes on to its exit code, as if
/// everything had been read.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    let written = output.write_all(plain::page(text).as_bytes()).and_then(|()| output.flush());
    unless_closed(written)
        .map_err(|error| Failure::usage(format!("failed to write to standard output: {error}")))
}

/// Prints a line.
pub(super) fn print_line(line: impl fmt::Display) -> Result<(), Failure> {
    print(&format!("{}\n", plain::line(&line.to_string())))
}

/// Takes what was written to a closed pipe for read.
pub(super) fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Says on standard error, on one line, what went wrong. If that cannot be written, nothing else can
/// say so.
pub(super) fn complain(error: impl fmt::Display) {
    let line = format!("error: {}\n", plain::line(&error.to_string()));
    let _ = io::stderr().lock().write_all(line.as_bytes());
}

/// Says on standard error if standard output seems to be closed, before work whose report nobody would see.
///
/// The runtime opens `/dev/null` for reading and writing in its place, as some programs do to keep output quiet: that is no
/// error. Redirected by a shell, it is open for writing alone. Only Linux shows this.
pub(super) fn note_if_closed() {
    let flags = fs::read_to_string("/proc/self/fdinfo/1").unwrap_or_default();
    let flags = flags.lines().find_map(|line| line.strip_prefix("flags:"));
    let flags = flags.and_then(|flags| u64::from_str_radix(flags.trim(), 8).ok());
    let is_null = fs::read_link("/proc/self/fd/1").is_ok_and(|file| file == Path::new(NULL));
    if is_null && flags.is_some_and(|flags| flags & ACCESS == READ_WRITE) {
        let note = "note: standard output is closed, or is /dev/null: nothing printed is seen\n";
        let _ = io::stderr().lock().write_all(note.as_bytes());
    }
}
