//! Notes for people: a list, one note with what subjects do, and the tables of the pages of notes.

use std::fmt::Write;

use super::page::{NoMarker, replace, row, rule};
use super::plain::line;
use crate::check::NoteProfile;
use crate::codec::clauses;
use crate::codec::notes::{self, Grade, Note};
use crate::vectors::DecidingCase;

/// What one subject does with the deciding cases of notes.
#[derive(Debug)]
pub struct SubjectProfile {
    /// Its name and version.
    pub subject: String,
    /// By note, in the order in which the notes were asked for.
    pub notes: Vec<NoteProfile>,
}

/// A line a note.
pub fn list_notes() -> String {
    let line = |note: &Note| format!("{}  {:<9} {}\n", note.id(), grade(note), note.title);
    notes::all().map(line).collect()
}

fn grade(note: &Note) -> &'static str {
    match note.grade {
        Grade::Strict => "strict",
        Grade::Advisory => "advisory",
    }
}

/// One note with its deciding cases, and what subjects do with them. `at` is its position in their
/// profiles.
pub fn describe_note(
    note: &Note,
    cases: &[DecidingCase],
    profiles: &[SubjectProfile],
    at: usize,
) -> String {
    let mut text = format!("{}: {}\n", note.id(), note.title);
    if let Some(clause) = clauses::find(note.clause) {
        let _ = writeln!(text, "Clause {} ({}): {}", clause.id, clause.section, clause.says);
    }
    let _ = writeln!(text, "Grade {}\n", grade(note));
    for (letter, reading) in note.lettered() {
        let _ = writeln!(text, "  {}  {reading}", letter.to_char());
    }
    let width =
        profiles.iter().map(|profile| profile.subject.chars().count()).max().unwrap_or_default();
    for (row, case) in cases.iter().enumerate() {
        let _ = writeln!(text, "\n{}", line(&case.id));
        for (letter, outcome) in &case.outcomes {
            let _ = writeln!(text, "  {:<width$}  {}", letter.to_char(), short(outcome));
        }
        for profile in profiles {
            let did = &profile.notes[at].cases[row].did;
            let _ = writeln!(text, "  {:<width$}  {}", profile.subject, short(did));
        }
    }
    if !profiles.is_empty() {
        text.push('\n');
    }
    for profile in profiles {
        let _ = writeln!(text, "{} {}", profile.subject, follows(&profile.notes[at]));
    }
    text
}

/// Which reading a subject follows, as a predicate.
fn follows(profile: &NoteProfile) -> String {
    let of = format!("{} of {} cases asked", profile.answered(), profile.cases.len());
    match profile.fits() {
        _ if profile.answered() < profile.asked() => {
            let (answered, asked) = (profile.answered(), profile.asked());
            format!(
                "answered {answered} of {asked} cases, too few to tell which reading it follows"
            )
        }
        None => "cannot be asked".to_owned(),
        Some(letters) if letters.is_empty() => format!("follows none of the readings ({of})"),
        Some(letters) => {
            let letters: Vec<_> =
                letters.iter().map(|letter| letter.to_char().to_string()).collect();
            format!("follows {} ({of})", letters.join(" or "))
        }
    }
}

/// The table of one note in Markdown: its cases, what each reading makes of them, and what each
/// subject does that can be asked.
fn table(profiles: &[SubjectProfile], at: usize) -> String {
    let Some(first) = profiles.first().and_then(|profile| profile.notes.get(at)) else {
        return String::new();
    };
    let (asked, others): (Vec<_>, Vec<_>) =
        profiles.iter().partition(|profile| profile.notes[at].answered() > 0);
    let mut heads = vec!["case".to_owned()];
    heads.extend(first.note.lettered().map(|(letter, _)| letter.to_char().to_string()));
    heads.extend(asked.iter().map(|profile| profile.subject.clone()));
    let mut text = row(&heads);
    text.push_str(&rule(heads.len()));
    for (at_line, case) in first.cases.iter().enumerate() {
        let mut cells = vec![format!("`{}`", case.id)];
        cells.extend(case.outcomes.iter().map(|(_, outcome)| short(outcome)));
        let did = |profile: &&SubjectProfile| {
            let case = &profile.notes[at].cases[at_line];
            if case.fits.is_some() { short(&case.did) } else { "-".to_owned() }
        };
        cells.extend(asked.iter().map(did));
        text.push_str(&row(&cells));
    }
    text.push('\n');
    for profile in asked {
        let _ = writeln!(text, "- {} {}", profile.subject, follows(&profile.notes[at]));
    }
    if !others.is_empty() {
        let names: Vec<_> = others.iter().map(|profile| profile.subject.as_str()).collect();
        let _ = writeln!(text, "- cannot be asked: {}", names.join(", "));
    }
    text
}

/// An outcome as it fits into a table: of a long array its beginning.
fn short(outcome: &str) -> String {
    const SHOWN: usize = 4;
    let outcome = line(outcome);
    let words: Vec<_> = outcome.split(' ').collect();
    match words.len() {
        0..=SHOWN => outcome.into_owned(),
        more => format!("{} … ({more} elements)", words[..SHOWN].join(" ")),
    }
}

/// The notes whose tables a page has: all of a hundred of which it has a marker. A page without markers should have those
/// of the first hundred.
pub fn notes_on(page: &str) -> Vec<&'static Note> {
    let is_marked = |note: &&Note| page.contains(&format!("<!-- {}: ", note.id()));
    let mut hundreds: Vec<_> =
        notes::all().filter(is_marked).map(|note| note.number / 100).collect();
    if hundreds.is_empty() {
        hundreds.push(0);
    }
    notes::all().filter(|note| hundreds.contains(&(note.number / 100))).collect()
}

/// The page with the table of every note that it has and that is profiled between its markers.
pub fn write_tables(page: &str, profiles: &[SubjectProfile]) -> Result<String, NoMarker> {
    let mut page = page.to_owned();
    let own = notes_on(&page);
    let notes = profiles.first().map_or(&[][..], |profile| &profile.notes);
    let is_own = |profile: &NoteProfile| own.iter().any(|note| note.number == profile.note.number);
    for (at, profile) in notes.iter().enumerate().filter(|(_, profile)| is_own(profile)) {
        page = replace(&page, &profile.note.id(), &table(profiles, at))?;
    }
    Ok(page)
}

/// The page with nothing between its markers, if it has all that it should have.
pub fn empty_tables(page: &str) -> Result<String, NoMarker> {
    notes_on(page)
        .into_iter()
        .try_fold(page.to_owned(), |page, note| replace(&page, &note.id(), ""))
}
