//! `zarrproof validate`.

use std::path::PathBuf;

use super::document::Document;
use super::output::print;
use super::reading::Reading;
use super::{Failure, Format, Verdict};
use crate::oracle::validation::{Validation, Validity};
use crate::report::{validation_to_json, validation_to_text};

/// Validate the metadata of an array: its codecs one after the other, and what they are bound to
///
/// Each codec is bound to the type, the shape and the fill value that come out of the one before. After
/// one that fails, the next one is looked at as if the array stayed as it was. Each error has the clause
/// that is not met; then come the notes on the specification under another reading of which something
/// else would be found.
///
/// A .zarray of version 2 is validated in the same way. Its order, its filters, the bytes that it takes for granted and its
/// compressor are shown as the codecs of version 3, and each error names the member that it is about.
///
/// Exits with 0 if the metadata is valid, and with 1 if it is not. What the suite does not know is never
/// invalid: metadata with such a codec, data type or chunk grid is undecided, which exits with 0 too. JSON
/// has the verdict as `valid`, `undecided` or `invalid`. The metadata of groups is not supported, and
/// exits with 2.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  zarrproof validate array.zarr/zarr.json\n  zarrproof validate array.zarr/.zarray\n  zarrproof validate --format json - < array.zarr/zarr.json"
)]
pub(super) struct Arguments {
    /// A zarr.json or a .zarray, or - for standard input
    file: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let readings = arguments.reading.readings()?;
    let Document { name, json } = Document::read(&arguments.file)?;
    let validation = Validation::new(&json, &readings)
        .map_err(|error| Failure::usage(format!("{name}: {error}")))?;
    print(&match arguments.format {
        Format::Text => validation_to_text(&name, &json, &validation, &readings),
        Format::Json => validation_to_json(&json, &validation, &readings),
    })?;
    Ok(match validation.validity() {
        Validity::Valid | Validity::Undecided => Verdict::Good,
        Validity::Invalid => Verdict::Bad,
    })
}
