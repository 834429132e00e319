//! Scalars: the JSON of a fill value by itself, one theme a data type.
//!
//! Nothing is chosen by hand for any one real type: every literal follows from the type's row in the
//! table. The other types have files of their own.

pub(super) mod base64;
mod constants;
mod integers;
pub(super) mod nan;
mod numbers;
mod others;
mod patterns;
pub(super) mod texts;
mod ties;

use std::collections::BTreeSet;

use super::answers;
use super::expected::{UNANSWERED, answered};
use super::theme::Theme;
use crate::codec::notes::Readings;
use crate::data_type::{Kind, Real};
use crate::vectors::{Ask, Scenario, ScenarioFile, ScenarioKind};

/// Every file of scalars.
pub(super) fn files() -> Vec<ScenarioFile> {
    let file = |data_type| theme(data_type).file(ScenarioKind::Scalars, "");
    Real::all().map(file).chain(others::files()).collect()
}

fn theme(data_type: Real) -> Theme {
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
    literals.extend(nan::all(data_type));
    literals.extend(texts::all(data_type));
    literals.extend(base64::all(data_type));
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
pub(super) struct Literal {
    /// What follows the type in the id.
    pub id: String,
    pub about: &'static str,
    pub clauses: &'static [&'static str],
    pub json: String,
}

/// The texts that are tried in other places than by themselves: one of each sort.
const SORTS: [&str; 30] = [
    "text/-1",
    "text/0.0",
    "text/1.5",
    "text/+1",
    "text/1e0",
    "text/1e400",
    "text/space-1",
    "text/1-newline",
    "text/1f",
    "text/0b1",
    "text/0x1.8p3",
    "text/true",
    "text/null",
    "text/empty",
    "text/space",
    "text/nan",
    "text/-nan",
    "text/NaN-nul",
    "text/sNaN",
    "text/inf",
    "text/-inf",
    "text/infinity",
    "text/Infinity-space",
    "text/bits/0x",
    "text/bits/plain",
    "text/bits/0X",
    "text/bits/escaped",
    "text/bits/one-less",
    "text/bits/two-more",
    "text/bits/no-hexadecimal",
];

/// Texts of every sort, and base64 of three elements, as they stand in a place of metadata.
pub(super) fn in_metadata(data_type: Real) -> Vec<Literal> {
    let mut literals = texts::all(data_type);
    literals.retain(|literal| SORTS.contains(&literal.id.as_str()));
    let is_padded = |literal: &Literal| !literal.id.ends_with("url-safe");
    let elements = base64::all(data_type).into_iter().filter(is_padded);
    let mut patterns: Vec<String> = Vec::new();
    literals.extend(elements.filter(|literal| {
        let pattern = literal.id.split('/').nth(1).unwrap_or_default();
        if patterns.iter().all(|one| one != pattern) {
            patterns.push(pattern.to_owned());
        }
        // One and NaN are easily taken for themselves, and zero for the empty element.
        let at = patterns.iter().position(|one| one == pattern).unwrap_or_default();
        let is_nan =
            data_type.pattern_from_text(pattern).is_ok_and(|pattern| data_type.is_nan(pattern));
        at < 2 || is_nan
    }));
    literals
}

impl Literal {
    fn scenario(self, data_type: Real) -> Scenario {
        scalar(data_type, self.id, self.about, self.clauses, &self.json)
    }
}

/// The element that a scalar denotes. Its bits count, NaN or not.
fn scalar(data_type: Real, id: String, about: &str, clauses: &[&str], json: &str) -> Scenario {
    let scenario = Scenario {
        id,
        about: about.to_owned(),
        clauses: clauses.iter().map(|id| (*id).to_owned()).collect(),
        codec: None,
        data_type: format!("\"{data_type}\"").into(),
        fill_value: json.into(),
        ask: Ask::Scalar { output_type: data_type, expected: UNANSWERED },
    };
    let denoted = |scenario: &Scenario, readings: &Readings| {
        answers::scalar(scenario, readings).into_iter().collect()
    };
    answered(scenario, denoted, None)
}
