//! `zarrproof read`.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;

use super::output::complain;
use super::reading::Reading;
use super::{Failure, Verdict};
use crate::codec::notes::Readings;
use crate::data_type::fill_value;
use crate::files::shown;
use crate::oracle::stored::{DirectorySource, StoredArray, StoredError};

/// Read an array of Zarr version 2 or 3, and print its elements
///
/// The elements are printed in C order, one a line, each as the JSON of a fill value. That is what a reader of the golden
/// arrays does (docs/readers.md), and what the suite Bisaloo/zarr-conformance-tests asks of a command line.
///
/// Of an array, no more than one row of chunks is in memory at once. Elements are printed a mebibyte at once, so that nothing is
/// printed of a small array that must be refused.
///
/// An array of version 2 may have the fill value null: the elements of a chunk that is not there are undefined. Nothing is
/// printed in their place, and the command exits with 2, after what stands before them.
///
/// Exits with 0 if the whole array was read. Exits with 1 if the array must be refused, or if there is none: standard error
/// then has the file, the codec, what was found and what was expected, and the clause of the specification. Exits with 2 if
/// nothing can be said of the array: there is no such directory; a file cannot be read, or is no regular file; elements are
/// undefined; the array has a codec, a data type or another extension that the suite does not know; or it is beyond what
/// the suite reads (lengths below 2^63, 64 MiB of metadata, 1 GiB of a chunk, stored and decoded). Exits with 2 if the
/// output cannot be written, and with 141 if nobody reads it any more, as a program that SIGPIPE ends.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  zarrproof read --array_path=array.zarr\n  zarrproof read --array_path=array.zarr | diff - elements.jsonl"
)]
pub(super) struct Arguments {
    /// The directory of the array, which holds a zarr.json or a .zarray
    #[arg(long = "array_path", alias = "array-path", value_name = "DIR")]
    array_path: PathBuf,
    #[command(flatten)]
    reading: Reading,
}

/// The signal that ends other programs whose output nobody reads any more.
const SIGPIPE: i32 = 13;

/// How much text is printed at once.
const AT_ONCE: usize = 1 << 20;

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let readings = arguments.reading.readings()?;
    let directory = shown(&arguments.array_path);
    let source = DirectorySource::new(&arguments.array_path)
        .map_err(|error| Failure::usage(format!("failed to read {directory}: {error}")))?;
    match print_elements(&source, &readings) {
        Ok(()) => Ok(Verdict::Good),
        // Whoever reads the output has seen enough, and no one knows whether the rest can be read.
        Err(StoredError::Taken(error)) if error.kind() == ErrorKind::BrokenPipe => {
            Ok(Verdict::Interrupted(SIGPIPE))
        }
        Err(StoredError::Taken(error)) => {
            Err(Failure::usage(format!("failed to write to standard output: {error}")))
        }
        Err(error) if error.clause().is_some() => {
            complain(error.message());
            Ok(Verdict::Bad)
        }
        Err(error) => Err(Failure::usage(error.message())),
    }
}

fn print_elements(source: &DirectorySource, readings: &Readings) -> Result<(), StoredError> {
    let array = StoredArray::open(source, readings)?;
    let mut output = BufWriter::with_capacity(AT_ONCE, io::stdout().lock());
    let read = array.each(source, &mut |element| {
        let json = fill_value::write(&array.data_type, element.bytes);
        output.write_all(json.as_bytes())?;
        output.write_all(b"\n")
    });
    match read {
        Ok(()) => output.flush().map_err(StoredError::Taken),
        Err(error) => {
            // What has not been printed yet stays so.
            drop(output.into_parts());
            Err(error)
        }
    }
}
