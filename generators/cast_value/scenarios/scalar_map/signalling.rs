//! Signalling NaNs in entries: by their bits as values, and as keys beside other NaNs.

use super::super::Theme;
use super::super::way::{DEFAULT, data_type};
use super::question::question;
use crate::data_type::Real;
use crate::generators::scalars::nan;
use crate::vectors::Scenario;

/// The output type has NaNs to give.
const VALUES: [[&str; 2]; 8] = [
    ["int8", "float64"],
    ["int64", "float64"],
    ["int64", "float32"],
    ["float64", "float32"],
    ["float32", "float64"],
    ["float64", "float64"],
    ["uint8", "float16"],
    ["int16", "bfloat16"],
];

/// The input type has NaNs to match.
const KEYS: [[&str; 2]; 6] = [
    ["float64", "int64"],
    ["float64", "float32"],
    ["float32", "int64"],
    ["float32", "float64"],
    ["float16", "int8"],
    ["bfloat16", "uint8"],
];

const CLAUSES: [&str; 3] = ["core/float-scalar-pattern", "scalar-map/scalars", "procedure/payload"];

pub(super) fn signalling() -> Theme {
    let values = VALUES.iter().flat_map(|types| values(*types));
    let keys = KEYS.iter().flat_map(|types| keys(*types));
    let about = "signalling NaNs by their bits, as values and as keys";
    Theme::new("signalling", about, values.chain(keys).collect())
}

/// Signalling NaNs with one bit of their payload, of both signs.
fn singles(float: Real) -> Vec<String> {
    let payloads = nan::payloads(float).into_iter();
    let singles = payloads.filter(|(_, about)| about.starts_with("a signalling NaN with one bit"));
    singles.map(|(pattern, _)| float.pattern_to_text(pattern)).collect()
}

/// Each as the value of an entry of its own.
fn values(types: [&'static str; 2]) -> Vec<Scenario> {
    let singles = singles(data_type(types[1]));
    let entries: Vec<_> =
        singles.iter().zip(2..).map(|(pattern, key)| format!("{key}:{pattern}")).collect();
    let inputs: Vec<_> = (1..entries.len() + 2).map(|key| key.to_string()).collect();
    let about = "values are signalling NaNs, each with one bit of its payload set";
    question("values", about, types, &entries.join(" "), &inputs.join(" "))
        .scenarios(&CLAUSES, DEFAULT)
}

/// The first and the last as the key of an entry, among others.
fn keys(types: [&'static str; 2]) -> Vec<Scenario> {
    let float = data_type(types[0]);
    let singles = singles(float);
    let [first, last] = [&singles[0], &singles[singles.len() - 1]];
    let inputs = format!("{} NaN 1 Infinity", singles.join(" "));
    let about = "a key is a signalling NaN, and inputs are NaNs of every payload bit";
    [("key/first", first), ("key/last", last)]
        .into_iter()
        .flat_map(|(name, key)| {
            let about = format!("{about}: {name}");
            question(name, &about, types, &format!("{key}:7"), &inputs).scenarios(&CLAUSES, DEFAULT)
        })
        .collect()
}
