//! Standard output and standard error: everything that a command prints goes through here.

use std::fmt;
use std::io::{self, ErrorKind, Write};

use super::Failure;
use crate::report::plain;

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
