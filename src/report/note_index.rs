//! The index of all notes: a line a note, from the pages that have their reasons and tables.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::page::{row, rule};
use crate::codec::definition::Definition;
use crate::codec::note::Note;
use crate::codec::notes;
use crate::codec::table;

/// What stands above the tables of the index.
const MARKER: &str = "<!-- index -->\n";

/// What the title of a page of notes begins with.
const TITLE: &str = "# Notes on ";

/// Why there is no index.
#[derive(Debug, thiserror::Error)]
pub enum NoteIndexError {
    #[error("no line `{}` where the index belongs", MARKER.trim_end())]
    NoMarker,
    #[error("the first line of {path} is {found:?}; expected {TITLE:?} and the codec")]
    NoTitle { path: String, found: String },
}

/// The pages that the index is made of, by number of the note that each begins with.
pub fn pages_of_notes() -> Vec<String> {
    let mut pages: Vec<_> = notes::known().map(page_of).collect();
    pages.dedup();
    pages
}

/// The page of a note, below the directory of the index. The notes on the core specification are with those of the
/// first codec.
fn page_of(note: &Note) -> String {
    let has = |codec: &&&Definition| codec.notes.iter().any(|own| own.number == note.number);
    let codec = table::ALL.iter().find(has).unwrap_or(&table::ALL[0]);
    format!("docs/notes/{}.md", codec.room())
}

/// The page of the index with a line a note below its marker. `pages` has the text of each of [`pages_of_notes`].
///
/// # Errors
///
/// The page has no marker, or a page of notes has no title.
pub fn write_note_index(
    page: &str,
    pages: &BTreeMap<String, String>,
) -> Result<String, NoteIndexError> {
    let (above, _) = page.split_once(MARKER).ok_or(NoteIndexError::NoMarker)?;
    let mut index = format!("{above}{MARKER}");
    let mut last = None;
    for note in notes::known() {
        let path = page_of(note);
        let text = pages.get(&path).map_or("", String::as_str);
        if last.as_ref() != Some(&path) {
            let found = text.lines().next().unwrap_or_default();
            let title = found.strip_prefix(TITLE).ok_or_else(|| NoteIndexError::NoTitle {
                path: path.clone(),
                found: found.to_owned(),
            })?;
            let heads = ["note", "question", "grade", "stand", "who deviates"].map(str::to_owned);
            let _ = write!(index, "\n## {title}\n\n{}{}", row(&heads), rule(heads.len()));
            last = Some(path.clone());
        }
        let id = note.id();
        let link = format!("[{id}]({path}#{})", anchor(&format!("{id}: {}", note.title)));
        let stand = note.readings.first().copied().unwrap_or_default();
        let cells = [link, note.title.to_owned(), note.grade.name().to_owned(), stand.to_owned()];
        index.push_str(&row(&[&cells[..], &[deviations(text, &id)]].concat()));
    }
    Ok(index)
}

/// Who follows which reading beside the stand, as the table of a page says.
fn deviations(page: &str, note: &str) -> String {
    let (start, end) = (format!("<!-- {note}: table -->"), format!("<!-- {note}: end -->"));
    let table = page.split(&start).nth(1).and_then(|rest| rest.split(&end).next());
    let mut by_reading: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in table.unwrap_or_default().lines() {
        let follows = line.strip_prefix("- ").and_then(|line| line.split_once(" follows "));
        let Some((subject, reading)) = follows else { continue };
        let reading = reading.split(" (").next().unwrap_or(reading);
        if !reading.starts_with('A') {
            by_reading.entry(reading).or_default().push(subject);
        }
    }
    let each = by_reading.iter().map(|(reading, who)| format!("{reading}: {}", who.join(", ")));
    each.collect::<Vec<_>>().join("; ")
}

/// A heading as GitHub links to it.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}
