//! The oracle's answer to anything that vectors ask, under any readings.

use super::{coded, table};
use crate::codec::column::Column;
use crate::codec::notes::Readings;
use crate::codec::scalar_rules;
use crate::data_type::scalar;
use crate::vectors::{Ask, DataOutcome, Outcome, Scenario};

/// What becomes of single elements under one configuration.
pub type Elements = Box<dyn Fn(u64) -> Outcome>;

/// What the oracle says of a codec that has element vectors.
pub(super) struct Answers {
    pub elements: fn(&Column, &Readings) -> Elements,
    pub array: fn(&Scenario, &Readings) -> Option<Vec<u64>>,
    pub scenario: fn(&Scenario, &Readings) -> Vec<Outcome>,
    /// The id of the clause that metadata does not meet, if there is one.
    pub unmet: fn(&Scenario, &Readings) -> Option<&'static str>,
}

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
    (of_scenario(scenario)?.unmet)(scenario, readings)
}

/// What becomes of each thing that a scenario asks about, in the order of [`Scenario::ids`]; of an
/// array, what becomes of each of its elements, or one error.
pub fn scenario(scenario: &Scenario, readings: &Readings) -> Vec<Outcome> {
    if let Ask::Scalar { output_type, .. } = &scenario.ask {
        let read = scalar::read(*output_type, &scenario.fill_value, &scalar_rules(readings));
        // Its bits count, NaN or not.
        return vec![read.map_or(Outcome::Error, |scalar| Outcome::Bits(scalar.pattern))];
    }
    match of_scenario(scenario) {
        Some(answers) => (answers.scenario)(scenario, readings),
        None => coded::elements(scenario, readings).unwrap_or_default(),
    }
}
