//! The cases that a note names: by id, or by a pattern, which stands for the first case that decides.
//!
//! A pattern is a glob over ids. Words between braces are tried in turn: `float{64,32}/*` is `float64/*`, then `float32/*`.
//! Each of these stands for the first case, in the order of its file, of which two readings of the note make something
//! else. `A|C` before a pattern says which two.

use glob::Pattern;

use super::outcome::outcome;
use crate::codec::notes::{Letter, Note};
use crate::vectors::{Located, Store, VectorError};

/// Why a note's list names no deciding case.
#[derive(Debug, thiserror::Error)]
pub enum Undecided {
    #[error("no case is {glob:?}")]
    NoCase { glob: String },
    #[error("the readings agree on every case of {glob:?}")]
    NoDifference { glob: String },
    #[error(
        "{text:?} is not a pattern of ids; expected a glob, such as \"A|B codec/theme/{{one,other}}/*\""
    )]
    NoPattern { text: String },
    #[error(transparent)]
    Vectors(#[from] VectorError),
}

/// The cases that a note names, in its order, each with its id.
///
/// # Errors
///
/// If an id or a pattern names no case, or none on which the readings differ.
pub fn chosen(note: &'static Note, store: &Store) -> Result<Vec<(String, Located)>, Undecided> {
    let mut cases = Vec::new();
    for text in note.cases {
        let (letters, pattern) = letters(note, text)?;
        for glob in alternatives(pattern) {
            cases.push(first(note, letters.as_deref(), &glob, store)?);
        }
    }
    Ok(cases)
}

/// The two readings before a pattern, if it says some, and the pattern.
fn letters<'a>(note: &Note, text: &'a str) -> Result<(Option<Vec<Letter>>, &'a str), Undecided> {
    let Some((words, pattern)) = text.split_once(' ') else { return Ok((None, text)) };
    let letter = |word: &str| {
        let letter = word.parse().ok().and_then(Letter::from_char)?;
        note.lettered().any(|(known, _)| known == letter).then_some(letter)
    };
    let letters: Option<Vec<_>> = words.split('|').map(letter).collect();
    match letters {
        Some(letters) if letters.len() == 2 => Ok((Some(letters), pattern)),
        _ => Err(Undecided::NoPattern { text: text.to_owned() }),
    }
}

/// A pattern with each of the words between its braces.
fn alternatives(pattern: &str) -> Vec<String> {
    let parts = pattern.split_once('{').and_then(|(before, rest)| {
        rest.split_once('}').map(|(words, after)| (before, words, after))
    });
    let Some((before, words, after)) = parts else { return vec![pattern.to_owned()] };
    words.split(',').flat_map(|word| alternatives(&format!("{before}{word}{after}"))).collect()
}

/// The first case of a glob that tells two readings apart.
fn first(
    note: &'static Note,
    letters: Option<&[Letter]>,
    glob: &str,
    store: &Store,
) -> Result<(String, Located), Undecided> {
    let cases = match glob.split_once('*') {
        None => store
            .locate_all(&[glob])?
            .pop()
            .flatten()
            .map(|one| (glob.to_owned(), one))
            .into_iter()
            .collect(),
        Some((before, _)) => {
            let pattern =
                Pattern::new(glob).map_err(|_| Undecided::NoPattern { text: glob.to_owned() })?;
            let mut cases = store.cases_with(before)?;
            cases.retain(|(id, _)| pattern.matches(id));
            cases
        }
    };
    if cases.is_empty() {
        return Err(Undecided::NoCase { glob: glob.to_owned() });
    }
    let all: Vec<Letter> = note.lettered().map(|(letter, _)| letter).collect();
    let letters = letters.unwrap_or(&all);
    let decides = |(_, located): &(String, Located)| {
        let stand = outcome(located, note, letters[0]);
        letters[1..].iter().any(|letter| outcome(located, note, *letter) != stand)
    };
    let glob = glob.to_owned();
    cases.into_iter().find(decides).ok_or(Undecided::NoDifference { glob })
}
