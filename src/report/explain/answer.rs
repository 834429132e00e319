//! The outcome that the oracle gives, and the readings that would give another one.

use std::error::Error;

use super::list;
use crate::codec::notes::{ReadingChoice, Readings};
use crate::data_type::Real;
use crate::report::words::{self, would_give};
use crate::vectors::Outcome;

/// The outcome for one element, or for metadata.
pub(super) struct Answer {
    pub outcome: Outcome,
    /// The outcome by itself.
    pub short: String,
    /// The outcome with all that belongs to it.
    pub full: String,
}

impl Answer {
    /// A result that is computed, which is any NaN if it is NaN.
    pub fn pattern(data_type: Real, pattern: u64) -> Answer {
        let outcome = Outcome::of_pattern(data_type, pattern);
        let short = words::outcome(data_type, outcome);
        let full = match outcome {
            Outcome::Nan => {
                let pattern = data_type.pattern_to_text(pattern);
                format!("NaN ({pattern}, or any other NaN of {data_type})")
            }
            _ => short.clone(),
        };
        Answer { outcome, short, full }
    }

    /// A result that a scalar names, which is these bits even if it is NaN.
    pub fn bits(data_type: Real, pattern: u64) -> Answer {
        let outcome = Outcome::Bits(pattern & data_type.mask());
        let short = words::outcome(data_type, outcome);
        Answer { outcome, full: short.clone(), short }
    }

    pub fn error(error: &dyn Error) -> Answer {
        let short = "an error".to_owned();
        Answer { outcome: Outcome::Error, short, full: format!("error: {error}") }
    }

    /// Whether metadata is acceptable.
    pub fn validity(result: Result<(), impl Error>) -> Answer {
        let (outcome, short, full) = match result {
            Ok(()) => (Outcome::Valid, "valid", "valid".to_owned()),
            Err(error) => (Outcome::Invalid, "invalid", format!("invalid: {error}")),
        };
        Answer { outcome, short: short.to_owned(), full }
    }
}

/// The readings under which `ask` gives another outcome, each with that outcome.
pub(super) fn touching(readings: &Readings, ask: impl Fn(&Readings) -> Vec<Answer>) -> Vec<String> {
    let followed = ask(readings);
    let touches = |(choice, others): (ReadingChoice, Readings)| {
        Some(would_give(&choice, &difference(&followed, &ask(&others))?))
    };
    let others = ReadingChoice::others(readings);
    // The others are of other codecs.
    others.filter(|(choice, _)| !choice.note.cases.is_empty()).filter_map(touches).collect()
}

/// What `others` has that `followed` has not.
fn difference(followed: &[Answer], others: &[Answer]) -> Option<String> {
    if followed.len() != others.len() {
        return Some(list(others.iter().map(|one| one.short.clone())));
    }
    let changed = |at: &usize| followed[*at].outcome != others[*at].outcome;
    let mut changed = (0..others.len()).filter(changed);
    let first = changed.next()?;
    let short = &others[first].short;
    Some(match (others.len(), changed.count()) {
        (1, _) => short.clone(),
        (_, 0) => format!("{short} for element {first}"),
        (_, more) => format!("{short} for element {first}, and something else for {more} more"),
    })
}
