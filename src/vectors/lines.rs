//! The lines of cases, for errors.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::VectorError;

#[derive(Deserialize)]
struct Cases<'a> {
    #[serde(borrow)]
    cases: Vec<&'a RawValue>,
}

/// The error in a case, by its position in the file.
pub(super) fn error(
    path: &str,
    json: &[u8],
    (at, case): (usize, &str),
    reason: String,
) -> VectorError {
    let (path, case) = (path.to_owned(), case.to_owned());
    VectorError::CaseLine { path, line: line(json, at).unwrap_or(1), case, reason }
}

/// The line, from 1 on, in which a case begins.
fn line(json: &[u8], at: usize) -> Option<usize> {
    let Cases { cases } = serde_json::from_slice(json).ok()?;
    // Its text is a part of the file's.
    let start = (cases.get(at)?.get().as_ptr() as usize).checked_sub(json.as_ptr() as usize)?;
    Some(1 + json.get(..start)?.iter().filter(|byte| **byte == b'\n').count())
}

/// The position of the first of some keys that one before it equals.
pub(super) fn first_repeated<K: Ord>(keys: impl Iterator<Item = K>) -> Option<usize> {
    let mut seen = std::collections::BTreeSet::new();
    keys.enumerate().find_map(|(at, key)| (!seen.insert(key)).then_some(at))
}
