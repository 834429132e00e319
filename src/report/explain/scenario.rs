//! Scenarios of the vectors, and their elements.

use super::numbers::named;
use super::{Facts, coded, expect, finish, list, scalar, table};
use crate::codec::notes::Readings;
use crate::data_type::Real;
use crate::report::words;
use crate::vectors::{Ask, Layer, Scenario};

/// Explains a scenario, or the outcome for one input under its metadata, which need not be one of its
/// elements.
pub fn scenario(scenario: &Scenario, input: Option<u64>, readings: &Readings) -> String {
    let own = scenario.codec_of_file().and_then(table::of);
    let page = match (&scenario.ask, own) {
        (Ask::Scalar { output_type, .. }, _) => {
            scalar::scalar(*output_type, &scenario.fill_value, readings)
        }
        (_, Some(explanations)) => (explanations.scenario)(scenario, input, readings),
        (_, None) => coded::page(scenario, input, readings),
    };
    let title = match (input, scenario.types()) {
        (Some(input), Some((input_type, _))) => scenario.element_id(input_type, input),
        _ => scenario.id.clone(),
    };
    finish(title, facts(scenario, input), page, readings)
}

fn facts(scenario: &Scenario, input: Option<u64>) -> Facts {
    let mut facts = vec![("about", scenario.about.clone())];
    facts.extend((!scenario.clauses.is_empty()).then(|| ("clauses", scenario.clauses.join(", "))));
    facts.extend(scenario.codec.as_ref().map(|codec| ("codec", codec.to_string())));
    facts.push(("data_type", scenario.data_type.to_string()));
    let scalar = if scenario.codec.is_some() { "fill_value" } else { "scalar" };
    facts.push((scalar, scenario.fill_value.to_string()));
    match &scenario.ask {
        Ask::Elements { operation, input_type, output_type, elements } => {
            facts.push(("operation", operation.name().to_owned()));
            if let Some(input) = input {
                facts.push(("input", named(*input_type, input)));
                let known = elements.iter().find(|element| element.input == input);
                facts.push(match known {
                    Some(element) => expect(*output_type, &element.expected),
                    None => ("vectors", "have no such element".to_owned()),
                });
            }
        }
        Ask::Array { operation, shape, input_type, output_type, input, expected } => {
            let bytes = 2 * input_type.bytes();
            let input = input.iter().map(|input| format!("0x{input:0bytes$x}"));
            let expected = match expected {
                Some(all) => list(all.iter().map(|one| output_type.pattern_to_text(*one))),
                None => "an error".to_owned(),
            };
            facts.push(("operation", operation.name().to_owned()));
            facts.push(("shape", format!("{shape:?}")));
            facts.push(("input", list(input)));
            facts.push(("vectors", format!("expect {expected}")));
        }
        Ask::Data { operation, shape, data, expected, .. } => {
            facts.push(("operation", operation.name().to_owned()));
            facts.extend(shape.as_ref().map(|shape| ("shape", format!("{shape:?}"))));
            facts.push(("data", words::data(data)));
            facts.push(("vectors", format!("expect {}", words::data_expected(expected))));
        }
        Ask::FillValue { output_type, expected } | Ask::Scalar { output_type, expected } => {
            facts.push(expect(*output_type, expected));
        }
        Ask::Element { expected } | Ask::FillElement { expected, .. } => {
            facts.push(("vectors", format!("expect {}", words::data_expected(expected))));
        }
        Ask::Validity { layer, expected } => {
            facts.push(("decided by", decides(*layer).to_owned()));
            // Validity is worded alike for every type.
            facts.push(expect(Real::INT8, expected));
        }
    }
    facts
}

fn decides(layer: Layer) -> &'static str {
    match layer {
        Layer::Syntax => "JSON itself (layer syntax)",
        Layer::Core => "the core specification (layer core)",
        Layer::Schema => "the JSON Schema of the codec (layer schema)",
        Layer::Extension => "the specification of the codec (layer extension)",
    }
}
