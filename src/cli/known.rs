//! The options `--known` and `--update-known`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::Utc;

use super::Failure;
use super::file::write_whole;
use crate::check::Report;
use crate::check::known::{Known, updated};
use crate::vectors::Selection;

/// A file of known failures.
pub(super) struct KnownFile {
    path: PathBuf,
    /// `None` if it is yet to be written.
    text: Option<String>,
    is_updated: bool,
}

impl KnownFile {
    /// Reads the file, if one is named, and says what is wrong with it before anything is asked.
    pub fn open(
        path: Option<&Path>,
        is_updated: bool,
        selection: &Selection,
    ) -> Result<Option<KnownFile>, Failure> {
        let Some(path) = path else { return Ok(None) };
        if is_updated && !selection.is_everything() {
            return Err(Failure::usage(
                "--update-known needs a check of everything: failures that are not asked for would \
                 seem fixed",
            ));
        }
        let text = match fs::read_to_string(path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound && is_updated => None,
            Err(error) => {
                let path = path.display();
                return Err(Failure::usage(format!("failed to read {path}: {error}")));
            }
        };
        let file = KnownFile { path: path.to_owned(), text, is_updated };
        if let Some(text) = &file.text {
            Known::parse(&file.shown(), text).map_err(Failure::usage)?;
        }
        Ok(Some(file))
    }

    fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// Sets what is known aside, after writing the file anew if that is wanted.
    pub fn apply(self, report: &mut Report, selection: &Selection) -> Result<(), Failure> {
        let shown = self.shown();
        let not_asked = report.tally.not_asked;
        if self.is_updated && not_asked > 0 {
            return Err(Failure::usage(format!(
                "--update-known needs a check of everything: {not_asked} expectations were not asked"
            )));
        }
        let text = if self.is_updated {
            let text = updated(&shown, self.text.as_deref(), report).map_err(Failure::usage)?;
            write_whole(&self.path, &text)?;
            text
        } else {
            self.text.unwrap_or_default()
        };
        let known = Known::parse(&shown, &text).map_err(Failure::usage)?;
        let is_whole = selection.is_everything() && not_asked == 0;
        let today = Utc::now().date_naive();
        report.set_known(known, is_whole, today).map_err(Failure::usage)
    }
}
