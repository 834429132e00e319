//! A file of known failures, as it is read: TOML, a head and any number of entries.

use serde::Deserialize;
use serde_spanned::Spanned;

use super::{Entry, EntryIndex};

/// The known failures of one subject.
#[derive(Clone, Debug)]
pub struct Known {
    /// As messages show it.
    pub path: String,
    /// The name by which the subject introduces itself.
    pub subject: String,
    /// The version of the subject that failed so.
    pub version: String,
    pub entries: Vec<Entry>,
}

/// What is wrong with a file of known failures.
#[derive(Debug, thiserror::Error)]
pub enum KnownError {
    #[error("{path}, line {line}: {reason}")]
    Syntax { path: String, line: usize, reason: String },
    #[error("{path} has the known failures of {expected}, and the subject is {found}")]
    Subject { path: String, expected: String, found: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    subject: String,
    version: String,
    #[serde(default)]
    known: Vec<Spanned<Entry>>,
}

impl Known {
    /// Reads the text of a file.
    pub fn parse(path: &str, text: &str) -> Result<Known, KnownError> {
        let document: Document = toml_edit::de::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            syntax(path, text, start, error.message())
        })?;
        // Entries are in the order of the text, so that its lines are counted once.
        let (mut counted, mut line) = (0, 1);
        let entry = |spanned: Spanned<Entry>| {
            let start = spanned.span().start;
            let mut entry = spanned.into_inner();
            line += line_of(&text[counted..], start - counted) - 1;
            counted = start;
            entry.line = line;
            match entry.fault() {
                Some(reason) => Err(syntax(path, text, start, reason)),
                None => Ok(entry),
            }
        };
        Ok(Known {
            path: path.to_owned(),
            subject: document.subject,
            version: document.version,
            entries: document.known.into_iter().map(entry).collect::<Result<_, _>>()?,
        })
    }

    /// The file is about the subject of this name.
    pub(super) fn expect_subject(&self, name: &str) -> Result<(), KnownError> {
        if self.subject == name {
            return Ok(());
        }
        let (path, expected) = (self.path.clone(), self.subject.clone());
        Err(KnownError::Subject { path, expected, found: name.to_owned() })
    }

    /// Finds the entries of failures.
    pub fn index(&self) -> EntryIndex<'_> {
        EntryIndex::new(&self.entries)
    }
}

fn line_of(text: &str, start: usize) -> usize {
    text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1
}

/// The fault is in the line at `start`, which is shown: it names the field.
pub(super) fn syntax(path: &str, text: &str, start: usize, reason: &str) -> KnownError {
    let line = line_of(text, start);
    let shown = text.lines().nth(line - 1).unwrap_or_default().trim();
    let reason = reason.lines().collect::<Vec<_>>().join(", ");
    let reason = match shown {
        "" => reason,
        shown => format!("`{shown}`: {reason}"),
    };
    KnownError::Syntax { path: path.to_owned(), line, reason }
}
