//! Entries with strings that are scalars of no type: the metadata is refused, and with it each element.

use super::super::Theme;
use super::super::way::{DEFAULT, Way, Words};
use crate::codec::Operation;
use crate::codec::cast_value::ScalarMap;
use crate::generators::scalars::in_metadata;
use crate::vectors::Scenario;

/// The types of the operation.
const TYPES: [[&str; 2]; 3] = [["float64", "float32"], ["float32", "int64"], ["int64", "float64"]];

/// A scalar of every type, for the other place of the entry.
const OTHER: &str = "2";

/// A fill value that survives whether or not a text is taken for a scalar: none of the entries has it.
const FILL_VALUE: &str = "5";

/// A key that matches, if the text is taken for it, and one that has no entry.
const INPUTS: [&str; 2] = ["2", "3"];

pub(super) fn texts() -> Theme {
    let mut scenarios = Vec::new();
    for types in TYPES {
        for way in DEFAULT.ways(types) {
            for is_key in [true, false] {
                scenarios.extend(entries(&way, is_key));
            }
        }
    }
    Theme::new("texts", "entries with strings that are scalars of no type", scenarios)
}

/// One map for each text, in the place of the key or of the value.
fn entries(way: &Way, is_key: bool) -> Vec<Scenario> {
    let place = if is_key { "key" } else { "value" };
    let place_type = if is_key { way.input } else { way.output };
    let scenario = |literal: crate::generators::scalars::Literal| {
        let entry = match is_key {
            true => [literal.json, OTHER.to_owned()],
            false => [OTHER.to_owned(), literal.json],
        };
        let entries = Some(vec![entry]);
        let map = match way.operation {
            Operation::Encode => ScalarMap { encode: entries, decode: None },
            Operation::Decode => ScalarMap { encode: None, decode: entries },
        };
        let mut clauses = vec!["scalar-map/scalars"];
        clauses.extend(literal.clauses);
        let words = Words {
            name: &format!("{place}/{}", literal.id),
            about: &format!("as a {place}, {} ({})", literal.about, literal.id),
            clauses: &clauses,
        };
        DEFAULT.ask(way, &words, Some(map), |setup| {
            setup.elements_if_valid(FILL_VALUE, way.operation, (way.input, way.output), &INPUTS)
        })
    };
    in_metadata(place_type).into_iter().map(scenario).collect()
}
