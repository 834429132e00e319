//! The reading of a note that is followed.

use super::page::Line;
use crate::codec::notes::{self, Letter, ReadingChoice};

/// The heading and the lines of a step that follows a reading.
pub(super) fn reading(note: u16, letter: Letter) -> Option<(String, Vec<Line>)> {
    let note = notes::of_number(note)?;
    let choice = ReadingChoice { note, letter };
    let lines = [note.title, choice.says()].map(|text| Line::Text(text.to_owned()));
    Some((format!("The reading {choice}"), lines.into()))
}
