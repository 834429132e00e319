//! The options `--known` and `--update-known`.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::check::Report;
use crate::check::known::{Known, today, updated};
use crate::files::{Destination, read_whole, shown};
use crate::vectors::Selection;

/// A file of known failures.
pub(super) struct KnownFile {
    path: PathBuf,
    /// `None` if it is yet to be written.
    text: Option<String>,
    /// Where it is to be written anew.
    updated: Option<Destination>,
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
        let text = read(path)?;
        match &text {
            Some(text) => drop(Known::parse(&shown(path), text).map_err(Failure::usage)?),
            None if is_updated => {}
            None => {
                let path = shown(path);
                return Err(Failure::usage(format!(
                    "failed to read {path}: there is no such file"
                )));
            }
        }
        let updated = is_updated.then(|| Destination::open(path)).transpose();
        let updated = updated.map_err(Failure::usage)?;
        Ok(Some(KnownFile { path: path.to_owned(), text, updated }))
    }

    /// Sets what is known aside, and writes the file anew if that is wanted. What is known is set
    /// aside even if the file cannot be written.
    pub fn apply(self, report: &mut Report, selection: &Selection) -> Result<(), Failure> {
        let shown = shown(&self.path);
        let not_asked = report.tally.not_asked;
        if self.updated.is_some() && not_asked > 0 {
            return Err(Failure::usage(format!(
                "--update-known needs a check of everything: {not_asked} expectations were not asked"
            )));
        }
        let text = match &self.updated {
            Some(_) if read(&self.path)? != self.text => {
                return Err(Failure::usage(format!(
                    "{shown} was changed while the check ran: it is left as it is"
                )));
            }
            Some(_) => updated(&shown, self.text.as_deref(), report).map_err(Failure::usage)?,
            None => self.text.unwrap_or_default(),
        };
        let known = Known::parse(&shown, &text).map_err(Failure::usage)?;
        let is_whole = selection.is_everything() && not_asked == 0;
        report.set_known(known, is_whole, today()).map_err(Failure::usage)?;
        match self.updated {
            Some(file) => file.write(text.as_bytes()).map_err(Failure::usage),
            None => Ok(()),
        }
    }
}

/// The text of a file, if there is one.
fn read(path: &Path) -> Result<Option<String>, Failure> {
    let content = read_whole(path);
    let text = content.and_then(|content| io::read_to_string(content.as_slice()));
    match text {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::usage(format!("failed to read {}: {error}", shown(path)))),
    }
}
