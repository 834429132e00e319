//! The pages of everything that vectors ask.

use super::{array, element, mapped, metadata};
use crate::codec::Operation;
use crate::codec::cast_value::Metadata;
use crate::codec::column::Column;
use crate::codec::notes::Readings;
use crate::oracle::cast_value::{Codec, Direction, MetadataError};
use crate::report::explain::coded;
use crate::report::explain::explanations::Explanations;
use crate::report::explain::page::{Line, Page, Part, StepText};
use crate::vectors::{Ask, Scenario};

/// All of them.
pub(in crate::report::explain) const EXPLANATIONS: Explanations =
    Explanations { element: of_column, scenario };

fn of_column(column: &Column, input: u64, readings: &Readings) -> Page {
    let directions = |readings: &Readings| Ok(mapped::direction(column, None, readings)?);
    element::element(&directions, input, readings)
}

fn scenario(scenario: &Scenario, input: Option<u64>, readings: &Readings) -> Page {
    let metadata = Metadata {
        codec: scenario.codec.as_deref().unwrap_or_default(),
        data_type: &scenario.data_type,
        fill_value: &scenario.fill_value,
    };
    let directions = |operation: Operation| {
        move |readings: &Readings| -> Result<Direction, MetadataError> {
            Ok(Codec::new(metadata, readings)?.direction(operation).clone())
        }
    };
    match (&scenario.ask, input) {
        (Ask::Elements { operation, .. } | Ask::Array { operation, .. }, Some(input)) => {
            element::element(&directions(*operation), input, readings)
        }
        (Ask::Elements { operation, elements, .. }, None) => {
            let inputs: Vec<_> = elements.iter().map(|element| element.input).collect();
            array::elements(&directions(*operation), &inputs, readings)
        }
        (Ask::Array { operation, input, .. }, None) => {
            array::array(&directions(*operation), input, readings)
        }
        (Ask::FillValue { .. }, _) => metadata::fill_value(metadata, readings),
        (Ask::Validity { .. }, _) => metadata::validity(metadata, readings),
        (
            Ask::Data { .. } | Ask::Scalar { .. } | Ask::Element { .. } | Ask::FillElement { .. },
            _,
        ) => coded::page(scenario, input, readings),
    }
}

/// The rule that metadata does not meet.
pub(super) fn refused(error: &MetadataError) -> Part {
    Part::Step(StepText {
        heading: "What is not met".to_owned(),
        lines: vec![Line::Text(error.to_string())],
        clause: Some(error.clause()),
    })
}
