//! All notes, by number and by id.

use super::{elements, fill_values, metadata, scalars, stored};
use crate::codec::note::Note;
use crate::codec::table;

/// How many notes the core specification and the first codec have. Their numbers begin at 1.
pub(super) const CORE: usize = count(&OF_CORE, false);

/// How many notes are known.
pub(super) const KNOWN: usize = CORE + of_codecs(false);

/// How many notes the vectors have cases of.
pub const COUNT: usize = count(&OF_CORE, true) + of_codecs(true);

/// The notes on the core specification and on the first codec, by number.
const OF_CORE: [&[Note]; 5] =
    [&elements::NOTES, &scalars::NOTES, &metadata::NOTES, &fill_values::NOTES, &stored::NOTES];

/// How many notes there are, or those of them that have cases.
const fn count(lists: &[&[Note]], with_cases: bool) -> usize {
    let (mut count, mut list) = (0, 0);
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            if !with_cases || !lists[list][at].cases.is_empty() {
                count += 1;
            }
            at += 1;
        }
        list += 1;
    }
    count
}

/// As [`count`], of the notes of the codecs of the table.
const fn of_codecs(with_cases: bool) -> usize {
    let (mut sum, mut codec) = (0, 0);
    while codec < table::ALL.len() {
        sum += count(&[table::ALL[codec].notes], with_cases);
        codec += 1;
    }
    sum
}

/// Every note, by number, whether the vectors have cases of it or not.
pub fn known() -> impl Iterator<Item = &'static Note> {
    let others = table::ALL.iter().flat_map(|codec| codec.notes);
    OF_CORE.into_iter().flatten().chain(others)
}

/// The notes that the vectors have cases of, by number.
pub fn all() -> impl Iterator<Item = &'static Note> {
    known().filter(|note| !note.cases.is_empty())
}

/// The notes on how an element is cast, which other elements and metadata do not matter to.
pub fn of_casts() -> impl Iterator<Item = &'static Note> {
    elements::NOTES.iter()
}

/// A text that names no note, or a reading that the note does not have.
#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    #[error("unknown note {id:?}{}; expected {}", meant(id), ranges())]
    UnknownNote { id: String },
    #[error("{note} has no reading {letter:?}; its readings are A to {last}")]
    UnknownReading { note: String, letter: String, last: char },
    #[error("{text:?} is not a reading of a note, such as SN-07=B")]
    NotAChoice { text: String },
}

/// The note that was probably meant by another spelling of its number, such as `sn7`.
fn meant(id: &str) -> String {
    let digits = id.trim_start_matches(|c: char| !c.is_ascii_digit());
    let note = digits.parse().ok().and_then(of_number);
    note.map_or(String::new(), |note| format!(" (did you mean {}?)", note.id()))
}

/// The note with an id such as `SN-07`.
pub fn find(id: &str) -> Result<&'static Note, NoteError> {
    let number = id.strip_prefix("SN-").and_then(|digits| digits.parse().ok());
    let note = number.and_then(of_number).filter(|note| note.id() == id);
    note.ok_or_else(|| NoteError::UnknownNote { id: id.to_owned() })
}

/// The note of a number.
pub fn of_number(number: u16) -> Option<&'static Note> {
    known().find(|note| note.number == number)
}

/// The ids of the known notes: `SN-01 to SN-52, SN-101 to SN-103`.
fn ranges() -> String {
    let mut runs: Vec<[&Note; 2]> = Vec::new();
    for note in known() {
        match runs.last_mut() {
            Some([_, last]) if last.number + 1 == note.number => *last = note,
            _ => runs.push([note, note]),
        }
    }
    let run = |[first, last]: [&Note; 2]| match first.number == last.number {
        true => first.id(),
        false => format!("{} to {}", first.id(), last.id()),
    };
    runs.into_iter().map(run).collect::<Vec<_>>().join(", ")
}
