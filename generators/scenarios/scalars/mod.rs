//! Scalars: the JSON of a fill value by itself, one theme a data type.
//!
//! Nothing is chosen by hand for any one type: every literal follows from the type's row in the
//! table.

mod constants;
mod integers;
mod numbers;
mod patterns;
mod ties;

use std::collections::BTreeSet;

use super::Theme;
use super::expect::scalar;
use crate::data_type::{DataType, Kind};
use crate::vectors::Scenario;

pub(super) fn themes() -> Vec<Theme> {
    DataType::all().map(theme).collect()
}

fn theme(data_type: DataType) -> Theme {
    let (about, mut literals) = match data_type.kind() {
        Kind::Integer(_) => ("which JSON is an integer of the type", integers::all(data_type)),
        Kind::Float(float) => {
            let mut literals = numbers::all(data_type, float);
            literals.extend(ties::all(data_type, float));
            literals.extend(constants::all());
            literals.extend(patterns::all(data_type));
            ("which element each JSON denotes, down to the bits of NaN", literals)
        }
    };
    literals.extend(NO_SCALARS.map(|(id, about, json)| Literal {
        id: format!("other/{id}"),
        about,
        clauses: if data_type.is_integer() { integers::CLAUSES } else { constants::CLAUSES },
        json: json.to_owned(),
    }));
    // The limits of one type are plain numbers of another: the first literal of its kind names it.
    let mut seen = BTreeSet::new();
    literals.retain(|literal| seen.insert(literal.json.clone()));
    let scenarios = literals.into_iter().map(|literal| literal.scenario(data_type));
    Theme::new(data_type.name(), about, scenarios.collect())
}

/// What is neither a number nor a string.
const NO_SCALARS: [(&str, &str, &str); 7] = [
    ("true", "a boolean is no number", "true"),
    ("false", "a boolean is no number, nor zero", "false"),
    ("null", "null is no number, nor NaN", "null"),
    ("empty-array", "an array is no scalar", "[]"),
    ("array", "an array of one scalar is no scalar", "[1]"),
    ("pair", "a pair is a scalar of complex types only", "[1,0]"),
    ("object", "an object is no scalar", "{}"),
];

/// One JSON value to be read.
struct Literal {
    /// What follows the type in the id.
    id: String,
    about: &'static str,
    clauses: &'static [&'static str],
    json: String,
}

impl Literal {
    fn scenario(self, data_type: DataType) -> Scenario {
        scalar(data_type, self.id, self.about, self.clauses, &self.json)
    }
}
