//! Elements that need rounding beside others that do not, in every mode and in arrays of every number
//! of dimensions.
//!
//! Code that rounds on its own corrects some elements of an array and has to find them again, which in
//! one dimension is easier than in none or in three.

use super::super::Theme;
use super::super::way::{EVERY_ROUNDING, Words};
use super::Question;
use crate::vectors::Scenario;

/// "It leaves all other array properties intact", however an element is rounded.
pub(super) fn rounding() -> Theme {
    let scenarios =
        PAIRS.iter().flat_map(|pair| SHAPES.iter().flat_map(|shape| in_shape(pair, shape)));
    let about =
        "elements that are rounded among others that are exact, in every number of dimensions";
    Theme::new("rounding", about, scenarios.collect())
}

const SHAPES: [(&str, &str, &[u64]); 5] = [
    ("scalar", "the element of an array of no dimensions is rounded", &[]),
    ("7", "what is rounded in one dimension stays in its place", &[7]),
    ("1x1", "the one element of an array of two dimensions is rounded", &[1, 1]),
    ("2x3", "what is rounded in two dimensions stays in its place", &[2, 3]),
    ("3x2x2", "what is rounded in three dimensions stays in its place", &[3, 2, 2]),
];

/// Types, the entries of a map that some elements meet, and elements that begin anew where they end.
/// Five of them, so that they fall on other places in each row.
const PAIRS: [([&str; 2], Option<&str>, [&str; 5]); 11] = [
    (["float64", "float32"], None, ["1.1", "2", "-0.3", "-4", "16777217"]),
    (["float64", "float16"], None, ["2049", "0.5", "-2049", "7", "0.1"]),
    (["float32", "float16"], None, ["-0.1", "1", "2051", "-3", "0.7"]),
    (["float64", "bfloat16"], None, ["257", "3", "-257", "0.1", "1"]),
    (["float32", "float8_e4m3"], None, ["17", "8", "-19", "0.3", "-2"]),
    (["float64", "int8"], None, ["2.5", "7", "-2.5", "0.1", "-7"]),
    (["float32", "uint16"], None, ["0.7", "3", "1.5", "65535", "0.5"]),
    (["int64", "float64"], None, ["9007199254740993", "2", "-9007199254740995", "-4", "0"]),
    (["uint64", "float32"], None, ["16777217", "16777216", "4294967297", "5", "33554435"]),
    (["int32", "float16"], None, ["2049", "2048", "-2051", "1", "-2"]),
    (["float64", "int16"], Some("2.5:-9 NaN:99"), ["2.5", "1.5", "NaN", "-4", "-2.5"]),
];

fn in_shape(
    (types, entries, elements): &([&str; 2], Option<&str>, [&str; 5]),
    (name, about, shape): &(&str, &str, &[u64]),
) -> Vec<Scenario> {
    let words = Words { name, about, clauses: &["codec/numbers", "procedure/round-and-range"] };
    let count = shape.iter().product::<u64>() as usize;
    let inputs: Vec<_> = elements.iter().copied().cycle().take(count).collect();
    let question = Question { words, types: *types, entries: *entries, shape };
    question.scenarios(EVERY_ROUNDING, &inputs)
}
