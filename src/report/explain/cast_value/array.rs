//! Several elements under the same metadata: each for itself, or as one array.

use super::element::{Directions, answer};
use super::{refused, steps};
use crate::codec::notes::Readings;
use crate::oracle::cast_value::{Direction, Step};
use crate::report::explain::answer::{Answer, touching};
use crate::report::explain::numbers::named;
use crate::report::explain::page::{Page, Part};
use crate::report::explain::{SHOWN, list};
use crate::vectors::Outcome;

/// Says in short the outcome of elements, each for itself.
pub(super) fn elements(directions: &Directions, inputs: &[u64], readings: &Readings) -> Page {
    let (parts, result) = match directions(readings) {
        Ok(direction) => {
            let is_result = |answer: &&Answer| answer.outcome != Outcome::Error;
            let results = each(&direction, inputs).iter().filter(is_result).count();
            let lines = inputs.iter().map(|input| line(&direction, *input)).collect();
            let heading = Part::Heading("Each element for itself".to_owned());
            let result = format!("{results} of {} elements have a result", inputs.len());
            (vec![heading, Part::Lines(lines)], result)
        }
        Err(error) => (vec![refused(&error)], Answer::error(&error).full),
    };
    let notes = touching(readings, |readings| match directions(readings) {
        Ok(direction) => each(&direction, inputs),
        Err(error) => vec![Answer::error(&error)],
    });
    Page { parts, result, notes, ..Page::default() }
}

/// Derives the element of an array that decides, and says in short the outcome of others.
pub(super) fn array(directions: &Directions, inputs: &[u64], readings: &Readings) -> Page {
    let (parts, result) = match directions(readings) {
        Ok(direction) => (parts(&direction, inputs), result(&whole(&direction, inputs))),
        Err(error) => (vec![refused(&error)], Answer::error(&error).full),
    };
    let notes = touching(readings, |readings| match directions(readings) {
        Ok(direction) => whole(&direction, inputs),
        Err(error) => vec![Answer::error(&error)],
    });
    Page { parts, result, notes, ..Page::default() }
}

fn each(direction: &Direction, inputs: &[u64]) -> Vec<Answer> {
    inputs.iter().map(|input| answer(direction, *input, &mut ())).collect()
}

/// The outcome for an array: all elements, or one error.
fn whole(direction: &Direction, inputs: &[u64]) -> Vec<Answer> {
    let (from, to) = direction.types();
    match direction.apply_all(inputs) {
        Ok(patterns) => {
            let answer = |(input, pattern): (&u64, u64)| match direction.maps(*input) {
                true => Answer::bits(to, pattern),
                false => Answer::pattern(to, pattern),
            };
            inputs.iter().zip(patterns).map(answer).collect()
        }
        Err((at, error)) => {
            let mut answer = Answer::error(&error);
            answer.full = format!("error: element {at}, {}: {error}", named(from, inputs[at]));
            vec![answer]
        }
    }
}

fn result(answers: &[Answer]) -> String {
    match answers {
        [] => "an array without elements".to_owned(),
        [only] => only.full.clone(),
        _ => list(answers.iter().map(|one| one.short.clone())),
    }
}

fn parts(direction: &Direction, inputs: &[u64]) -> Vec<Part> {
    let fails = |input: &u64| direction.apply(*input).is_err();
    let failing = inputs.iter().position(fails);
    let (at, which) = match failing {
        Some(at) => (at, "the first without a result"),
        None => (0, "which all have a result"),
    };
    let Some(input) = inputs.get(at) else { return Vec::new() };
    let mut trace: Vec<Step> = Vec::new();
    // The trace has its outcome.
    let _ = direction.apply_traced(*input, &mut trace);
    let input = named(direction.types().0, *input);
    let heading = format!("Element {at} of {}, {which}: {input}", inputs.len());
    let mut parts = vec![Part::Heading(heading)];
    parts.extend(steps::parts(&trace, false));

    let others = inputs.iter().enumerate().filter(|(other, _)| *other != at);
    let others = others.map(|(at, input)| format!("element {at}: {}", line(direction, *input)));
    let lines: Vec<_> = others.take(SHOWN).collect();
    if !lines.is_empty() {
        let untold = inputs.len() - 1 - lines.len();
        let heading = match untold {
            0 => "The other elements".to_owned(),
            untold => format!("Other elements, all but {untold}"),
        };
        parts.extend([Part::Heading(heading), Part::Lines(lines)]);
    }
    parts
}

/// The outcome for one element, on a line.
fn line(direction: &Direction, input: u64) -> String {
    let mut trace: Vec<Step> = Vec::new();
    let answer = answer(direction, input, &mut trace);
    let entry = trace.iter().find_map(|step| match step {
        Step::Map { matched, .. } => *matched,
        _ => None,
    });
    let by = entry.map_or(String::new(), |entry| format!(", by entry {} of scalar_map", entry.at));
    format!("{} -> {}{by}", named(direction.types().0, input), answer.full)
}
