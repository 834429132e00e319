//! What codecs other than casts make of an element or of data: their own steps, as they tell them.

use super::page::{Line, Page, Part, StepText};
use crate::codec::notes::{self, Readings};
use crate::generators::coded;
use crate::oracle::{Telling, Told};
use crate::report::words;
use crate::vectors::Scenario;

/// How many steps are shown of data with many elements.
const SHOWN: usize = 24;

/// The steps for one input of a scenario, or for all of its data, and what they come to.
pub(super) fn page(scenario: &Scenario, input: Option<u64>, readings: &Readings) -> Page {
    let mut told = Told::listening();
    let result = match coded::run(scenario, input, readings, &mut told) {
        Ok(data) => match (input, scenario.output_type(), coded::outcome(&data)) {
            (Some(_), Some(real), Some(outcome)) => words::outcome(real, outcome),
            _ => words::data(&coded::bytes(data).unwrap_or_default()),
        },
        Err(error) => format!("an error: {error}"),
    };
    let steps = told.steps();
    let mut parts: Vec<_> = steps.iter().take(SHOWN).map(part).collect();
    if let Some(more) = steps.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        parts.push(Part::Lines(vec![format!("and {}", words::counted(more as u64, "more step"))]));
    }
    Page { parts, result, notes: others(scenario, input, readings), ..Page::default() }
}

fn part(step: &Telling) -> Part {
    match step {
        Telling::Begins { position, codec, operation } => {
            Part::Heading(format!("Codec {position} ({codec}), {}", operation.name()))
        }
        Telling::Consults { note, letter } => {
            let says = notes::known().find(|one| one.number == *note).and_then(|note| {
                note.lettered().find(|(one, _)| one == letter).map(|(_, says)| says)
            });
            let lines = vec![Line::Text(says.unwrap_or_default().to_owned())];
            let heading = format!("Reading {}", words::reading((*note, *letter)));
            Part::Step(StepText { heading, lines, clause: None })
        }
        Telling::Follows { clause, element, values } => {
            let heading = match element {
                Some(at) => format!("Element {at}"),
                None => "All elements".to_owned(),
            };
            let field = |(name, text): &(&'static str, String)| Line::Field(name, text.clone());
            let lines = values.iter().map(field).collect();
            Part::Step(StepText { heading, lines, clause: Some(clause) })
        }
    }
}

/// What single readings of notes on these codecs would give instead.
fn others(scenario: &Scenario, input: Option<u64>, readings: &Readings) -> Vec<String> {
    let found = |readings: &Readings| {
        let data = coded::run(scenario, input, readings, &mut Told::nobody()).ok()?;
        match (input, scenario.output_type(), coded::outcome(&data)) {
            (Some(_), Some(real), Some(outcome)) => Some(words::outcome(real, outcome)),
            _ => coded::bytes(data).map(|bytes: Vec<u8>| words::data(&bytes)),
        }
    };
    let stand = found(readings);
    let choices = notes::known().flat_map(|note| note.lettered().map(move |(one, _)| (note, one)));
    let other = choices.filter_map(|(note, letter)| {
        let other = found(&readings.with(note, letter).ok()?);
        let reading = words::reading((note.number, letter));
        (other != stand).then(|| format!("{reading}: {}", other.unwrap_or("an error".to_owned())))
    });
    other.collect()
}
