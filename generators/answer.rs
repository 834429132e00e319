//! The oracle's answer to anything that vectors ask, under any readings.

pub use super::answers::Elements;
use super::answers::{self, Answers};
use super::{coded, table};
use crate::codec::column::Column;
use crate::codec::notes::Readings;
use crate::vectors::{Ask, DataOutcome, Outcome, Scenario};

/// What becomes of inputs under one configuration.
///
/// # Panics
///
/// Where the oracle does not know the codec.
pub fn elements(column: &Column, readings: &Readings) -> Elements {
    let codec = column.conversion.codec;
    match table::answers(codec) {
        Some(answers) => (answers.elements)(column, readings),
        None => panic!("the oracle has no element vectors of {}", codec.name),
    }
}

/// What becomes of an array as a whole: its elements, or `None` where the operation fails.
pub fn array(scenario: &Scenario, readings: &Readings) -> Option<Vec<u64>> {
    (of_scenario(scenario)?.array)(scenario, readings)
}

fn of_scenario(scenario: &Scenario) -> Option<&'static Answers> {
    scenario.codec_of_file().and_then(table::answers)
}

/// The outcome of data as a whole, or `None` where the operation fails.
pub fn data(scenario: &Scenario, readings: &Readings) -> DataOutcome {
    coded::data(scenario, readings).0
}

/// The id of the clause that a scenario's metadata does not meet, as far as codecs are asked about that.
pub fn unmet(scenario: &Scenario, readings: &Readings) -> Option<&'static str> {
    match of_scenario(scenario) {
        Some(answers) => (answers.unmet)(scenario, readings),
        None if matches!(scenario.ask, Ask::Validity { .. }) => coded::unmet(scenario, readings),
        None => None,
    }
}

/// What becomes of each thing that a scenario asks about, in the order of [`Scenario::ids`]; of an
/// array, what becomes of each of its elements, or one error.
pub fn scenario(scenario: &Scenario, readings: &Readings) -> Vec<Outcome> {
    if let Some(outcome) = answers::scalar(scenario, readings) {
        return vec![outcome];
    }
    match of_scenario(scenario) {
        Some(answers) => (answers.scenario)(scenario, readings),
        None => coded::outcomes(scenario, readings).unwrap_or_default(),
    }
}
