//! Shapes and the order of elements.

use super::super::Theme;
use super::super::way::{DEFAULT, Words};
use super::Question;
use crate::data_type::{Dyadic, Real};
use crate::vectors::Scenario;

/// "It leaves all other array properties intact."
pub(super) fn shapes() -> Theme {
    let scenarios =
        PAIRS.iter().flat_map(|types| SHAPES.iter().flat_map(|one| in_shape(*types, one)));
    let about = "arrays of every number of dimensions and of none, empty ones among them";
    Theme::new("shapes", about, scenarios.collect())
}

const SHAPES: [(&str, &str, &[u64]); 7] = [
    ("scalar", "an array of no dimensions has one element", &[]),
    ("0", "an array without elements is no error, and stays empty", &[0]),
    ("1", "a single element stays an array", &[1]),
    ("7", "elements in one dimension keep their order", &[7]),
    ("2x3", "elements in two dimensions keep their order", &[2, 3]),
    ("3x0x2", "one dimension of three has length 0, so that there are no elements", &[3, 0, 2]),
    ("2x3x4x5", "elements in four dimensions keep their order", &[2, 3, 4, 5]),
];

const PAIRS: [[&str; 2]; 10] = [
    ["int8", "int16"],
    ["int64", "uint8"],
    ["uint16", "float32"],
    ["float64", "int8"],
    ["float32", "float16"],
    ["float16", "float64"],
    ["int4", "uint8"],
    ["uint2", "float16"],
    ["float8_e5m2", "float32"],
    ["float4_e2m1fn", "bfloat16"],
];

fn in_shape(types: [&str; 2], (name, about, shape): &(&str, &str, &[u64])) -> Vec<Scenario> {
    let words = Words { name, about, clauses: &["codec/numbers", "procedure/exact"] };
    let count = shape.iter().product::<u64>() as usize;
    let question = Question { words, types, entries: None, shape };
    question.of_patterns(DEFAULT, |_, way| shared_values(way.input, way.output, count))
}

/// Integers from -128 to 127 that both types hold, as patterns of the first. They are as different as
/// they can be, and in no order.
pub(super) fn shared_values(input: Real, output: Real, count: usize) -> Vec<u64> {
    let values = (-128i32..128).map(|value| Dyadic {
        negative: value < 0,
        magnitude: value.unsigned_abs().into(),
        exponent: 0,
    });
    let shared = values.filter(|value| output.encode(*value).is_some());
    let shared: Vec<_> = shared.filter_map(|value| input.encode(value)).collect();
    // 97 is a prime that divides no such count, so that the turn of each comes.
    (0..count).map(|at| shared[at * 97 % shared.len()]).collect()
}
