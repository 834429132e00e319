//! Answers of the oracle for codecs that have element vectors, and for scalars by themselves.

use crate::codec::column::Column;
use crate::codec::notes::Readings;
use crate::codec::scalar_rules;
use crate::data_type::scalar;
use crate::vectors::{Ask, Outcome, Scenario};

/// The outcomes of single elements under one configuration.
pub type Elements = Box<dyn Fn(u64) -> Outcome>;

/// Answers of the oracle for a codec that has element vectors.
pub(super) struct Answers {
    pub elements: fn(&Column, &Readings) -> Elements,
    pub array: fn(&Scenario, &Readings) -> Option<Vec<u64>>,
    pub scenario: fn(&Scenario, &Readings) -> Vec<Outcome>,
    /// The id of the clause that metadata does not meet, if there is one.
    pub unmet: fn(&Scenario, &Readings) -> Option<&'static str>,
}

/// The element that a scalar denotes, if a scenario asks about one. Its bits count, NaN or not.
pub(super) fn scalar(scenario: &Scenario, readings: &Readings) -> Option<Outcome> {
    let Ask::Scalar { output_type, .. } = &scenario.ask else { return None };
    let read = scalar::read(*output_type, &scenario.fill_value, &scalar_rules(readings));
    Some(read.map_or(Outcome::Error, |scalar| Outcome::Bits(scalar.pattern)))
}
