//! One element under a configuration with entries of a map.

use super::element;
use crate::codec::ConfigurationError;
use crate::codec::cast_value::rules;
use crate::codec::column::Column;
use crate::codec::notes::Readings;
use crate::oracle::cast_value::Direction;
use crate::report::explain::{column_facts, finish};

/// Explains the outcome for one element. `scalar_map` is the JSON of the entries for this direction.
///
/// # Errors
///
/// The scalar map does not fit the types.
pub fn mapped(
    column: &Column,
    input: u64,
    scalar_map: &str,
    readings: &Readings,
) -> Result<String, ConfigurationError> {
    let directions = |readings: &Readings| direction(column, Some(scalar_map), readings);
    directions(readings)?;
    let directions = |readings: &Readings| Ok(directions(readings)?);
    let page = element::element(&directions, input, readings);
    let (input_type, output_type) = column.conversion.types();
    let value = input_type.value_to_text(input);
    let title = format!("{input_type} {value} to {output_type}, with a scalar_map");
    let mut facts = column_facts(column, input);
    facts.push(("scalar_map", scalar_map.to_owned()));
    Ok(finish(title, facts, page, readings))
}

/// What a column makes of elements.
pub(super) fn direction(
    column: &Column,
    scalar_map: Option<&str>,
    readings: &Readings,
) -> Result<Direction, ConfigurationError> {
    let (rounding, out_of_range) = rules(column);
    let types = column.conversion.types();
    Direction::between(types, rounding, out_of_range, scalar_map, readings)
}
