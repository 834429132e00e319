//! One element under a configuration.

use super::numbers::named;
use super::{Facts, element, expect, finish};
use crate::codec::ConfigurationError;
use crate::codec::notes::Readings;
use crate::data_type::Real;
use crate::oracle::cast_value::Direction;
use crate::vectors::{Case, Column, case_id};

/// One element under a configuration.
#[derive(Clone, Copy, Debug)]
pub struct Cast<'a> {
    pub input_type: Real,
    pub output_type: Real,
    pub column: Column,
    pub input: u64,
    /// The JSON of the entries of `scalar_map` for this direction.
    pub scalar_map: Option<&'a str>,
    /// The vector that asks this, if there is one.
    pub case: Option<&'a Case>,
}

impl Cast<'_> {
    fn direction(&self, readings: &Readings) -> Result<Direction, ConfigurationError> {
        let types = (self.input_type, self.output_type);
        let Column { rounding, out_of_range, .. } = self.column;
        Direction::between(types, rounding, out_of_range, self.scalar_map, readings)
    }

    fn title(&self) -> String {
        let Cast { input_type, output_type, column, input, .. } = *self;
        let Column { rounding, out_of_range, .. } = column;
        match self.scalar_map {
            None => case_id(input_type, output_type, input, rounding, out_of_range),
            Some(_) => {
                let input = input_type.value_to_text(input);
                format!("{input_type} {input} to {output_type}, with a scalar_map")
            }
        }
    }

    fn facts(&self) -> Facts {
        let Cast { input_type, output_type, column, input, .. } = *self;
        let mut facts = vec![
            ("from", format!("{input_type}, {}", named(input_type, input))),
            ("to", output_type.to_string()),
            ("rounding", column.rounding.to_string()),
            ("out_of_range", column.out_of_range.to_string()),
        ];
        if let Some(scalar_map) = self.scalar_map {
            facts.push(("scalar_map", scalar_map.to_owned()));
            return facts;
        }
        let asked = column.operations(input_type, output_type).into_iter().map(|operation| {
            let data_type = column.configuration(operation, input_type, output_type).data_type;
            format!("{} with data_type {data_type}", operation.name())
        });
        facts.push(("asked by", asked.collect::<Vec<_>>().join(", or ")));
        let Some(case) = self.case else {
            facts.push(("vectors", "have no such case".to_owned()));
            return facts;
        };
        facts.extend(case.tags.iter().map(|tag| ("tag", format!("{}: {}", tag.name, tag.about))));
        facts.extend(case.expected.get(column.index).map(|one| expect(output_type, one)));
        facts
    }
}

/// Explains the outcome for one element.
///
/// # Errors
///
/// The scalar map does not fit the types.
pub fn cast(cast: &Cast, readings: &Readings) -> Result<String, ConfigurationError> {
    cast.direction(readings)?;
    let directions = |readings: &Readings| Ok(cast.direction(readings)?);
    let page = element::element(&directions, cast.input, readings);
    Ok(finish(cast.title(), cast.facts(), page, readings))
}
