//! The oracle's answer to anything that vectors ask, under any readings.

use super::coded;
use crate::codec::cast_value::Metadata;
use crate::codec::notes::Readings;
use crate::codec::scalar_rules;
use crate::data_type::{Real, scalar};
use crate::oracle::cast_value::{Cast, Codec, Direction};
use crate::vectors::{Ask, Column, DataOutcome, Outcome, Scenario};

/// What becomes of one input under one configuration.
pub fn cast(
    input_type: Real,
    output_type: Real,
    column: &Column,
    input: u64,
    readings: &Readings,
) -> Outcome {
    let Column { rounding, out_of_range, .. } = *column;
    let cast = Cast::with_readings(input_type, output_type, rounding, out_of_range, *readings);
    match cast.apply(input) {
        Ok(pattern) => Outcome::of_pattern(output_type, pattern),
        Err(_) => Outcome::Error,
    }
}

/// What becomes of an array as a whole: its elements, or `None` where the operation fails.
pub fn array(scenario: &Scenario, readings: &Readings) -> Option<Vec<u64>> {
    match &scenario.ask {
        Ask::Array { operation, input, .. } => {
            let codec = Codec::new(metadata(scenario), readings).ok()?;
            codec.direction(*operation).apply_all(input).ok()
        }
        _ => None,
    }
}

fn metadata(scenario: &Scenario) -> Metadata<'_> {
    let Scenario { codec, data_type, fill_value, .. } = scenario;
    Metadata { codec: codec.as_deref().unwrap_or_default(), data_type, fill_value }
}

/// The outcome of data as a whole, or `None` where the operation fails.
pub fn data(scenario: &Scenario, readings: &Readings) -> DataOutcome {
    coded::data(scenario, readings).0
}

/// What becomes of each thing that a scenario asks about, in the order of [`Scenario::ids`]; of an
/// array, what becomes of each of its elements, or one error.
pub fn scenario(scenario: &Scenario, readings: &Readings) -> Vec<Outcome> {
    if !scenario.casts() {
        return coded::elements(scenario, readings).unwrap_or_default();
    }
    let Scenario { codec, data_type, fill_value, ask, .. } = scenario;
    let metadata = Metadata { codec: codec.as_deref().unwrap_or_default(), data_type, fill_value };
    let codec = || Codec::new(metadata, readings).ok();
    match ask {
        Ask::Elements { operation, output_type, elements, .. } => {
            let Some(codec) = codec() else { return vec![Outcome::Error; elements.len()] };
            let direction = codec.direction(*operation);
            let element = |input| match direction.apply(input) {
                Ok(pattern) => outcome(direction, input, pattern, *output_type),
                Err(_) => Outcome::Error,
            };
            elements.iter().map(|one| element(one.input)).collect()
        }
        // It has no outcomes of elements.
        Ask::Data { .. } => Vec::new(),
        Ask::Array { output_type, .. } => match array(scenario, readings) {
            None => vec![Outcome::Error],
            Some(outputs) => {
                let outcome = |pattern| Outcome::of_pattern(*output_type, pattern);
                outputs.into_iter().map(outcome).collect()
            }
        },
        Ask::FillValue { output_type, .. } => vec![match codec() {
            None => Outcome::Error,
            Some(codec) => match codec.fill_value() {
                Ok(pattern) => {
                    outcome(&codec.encode, codec.instance.fill_value, pattern, *output_type)
                }
                Err(_) => Outcome::Error,
            },
        }],
        Ask::Validity { .. } => {
            let valid = Codec::validate(metadata, readings).is_ok();
            vec![if valid { Outcome::Valid } else { Outcome::Invalid }]
        }
        Ask::Scalar { output_type, .. } => {
            let read = scalar::read(*output_type, &scenario.fill_value, &scalar_rules(readings));
            // Its bits count, NaN or not.
            vec![read.map_or(Outcome::Error, |scalar| Outcome::Bits(scalar.pattern))]
        }
    }
}

/// The result for an input of a direction.
fn outcome(direction: &Direction, input: u64, pattern: u64, output_type: Real) -> Outcome {
    if direction.names_bits(input) {
        Outcome::Bits(pattern)
    } else {
        Outcome::of_pattern(output_type, pattern)
    }
}
