//! The readings under which something else would be found of a document.

use crate::codec::notes::{ReadingChoice, Readings};
use crate::oracle::survey::{Fault, Flow, Survey};
use crate::oracle::validation::Validation;
use crate::report::words::counted;

/// More bytes than a document has that is validated again for every reading of every note.
const MOST: usize = 1 << 20;

/// A reading, and what would be found by it.
pub(super) struct Touching {
    pub choice: ReadingChoice,
    pub found: String,
}

/// The readings that touch what was found; `None` of a document that is too long to look for them.
pub(super) fn touching(
    json: &str,
    found: &Validation,
    readings: &Readings,
) -> Option<Vec<Touching>> {
    if json.len() > MOST {
        return None;
    }
    let touches = |(choice, others): (ReadingChoice, Readings)| {
        let other = Validation::new(json, &others).ok()?;
        Some(Touching { choice, found: difference(found, &other)? })
    };
    Some(ReadingChoice::others(readings).filter_map(touches).collect())
}

/// What `other` has that `found` has not.
fn difference(found: &Validation, other: &Validation) -> Option<String> {
    if found.validity() != other.validity() {
        return Some(other.validity().name().to_owned());
    }
    let (before, after) = (errors(found), errors(other));
    if before != after {
        return Some(match (before.len(), after.len()) {
            (before, after) if before == after => "another error".to_owned(),
            (_, 0) => "no error".to_owned(),
            (_, after) => counted(after as u64, "error"),
        });
    }
    let mut pairs = flows(found).zip(flows(other));
    let at = pairs.position(|(before, after)| before != after)?;
    Some(match at.checked_sub(1) {
        Some(position) => format!("something else after codec {position}"),
        None => "something else before the first codec".to_owned(),
    })
}

fn errors(validation: &Validation) -> Vec<String> {
    let faults = validation.survey.iter().flat_map(Survey::faults);
    let of_codecs = faults.map(|Fault { error, .. }| error.to_string());
    validation.draft.errors.iter().map(ToString::to_string).chain(of_codecs).collect()
}

/// What flows before the first codec, and after each.
fn flows<'a>(validation: &'a Validation) -> impl Iterator<Item = Flow> + use<'a> {
    let chunk = validation.chunk.clone().map_or(Flow::Array, Flow::Known);
    let codecs = validation.survey.iter().flat_map(|survey| &survey.codecs);
    std::iter::once(chunk).chain(codecs.map(|codec| codec.after.clone()))
}
