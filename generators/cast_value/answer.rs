//! The oracle's answers to what vectors ask of casts.

use crate::codec::cast_value::{Metadata, rules};
use crate::codec::column::Column;
use crate::codec::notes::Readings;
use crate::data_type::Real;
use crate::generators::answers::{Answers, Elements};
use crate::oracle::cast_value::{Cast, Codec, Direction};
use crate::vectors::{Ask, Outcome, Scenario};

/// All of them.
pub(in crate::generators) const ANSWERS: Answers = Answers { elements, array, scenario, unmet };

fn elements(column: &Column, readings: &Readings) -> Elements {
    let ((input_type, output_type), (rounding, rule)) = (column.conversion.types(), rules(column));
    let cast = Cast::with_readings(input_type, output_type, rounding, rule, *readings);
    Box::new(move |input| match cast.apply(input) {
        Ok(pattern) => Outcome::of_pattern(output_type, pattern),
        Err(_) => Outcome::Error,
    })
}

fn array(scenario: &Scenario, readings: &Readings) -> Option<Vec<u64>> {
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

fn unmet(scenario: &Scenario, readings: &Readings) -> Option<&'static str> {
    Codec::validate(metadata(scenario), readings).err().map(|error| error.clause())
}

fn scenario(scenario: &Scenario, readings: &Readings) -> Vec<Outcome> {
    let metadata = metadata(scenario);
    let codec = || Codec::new(metadata, readings).ok();
    match &scenario.ask {
        Ask::Elements { operation, output_type, elements, .. } => {
            let Some(codec) = codec() else { return vec![Outcome::Error; elements.len()] };
            let direction = codec.direction(*operation);
            let element = |input| match direction.apply(input) {
                Ok(pattern) => outcome(direction, input, pattern, *output_type),
                Err(_) => Outcome::Error,
            };
            elements.iter().map(|one| element(one.input)).collect()
        }
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
        // They are asked of other codecs, or of none.
        Ask::Data { .. } | Ask::Scalar { .. } | Ask::Element { .. } | Ask::FillElement { .. } => {
            Vec::new()
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
