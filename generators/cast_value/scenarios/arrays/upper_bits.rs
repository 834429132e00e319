//! Bytes whose upper bits are no part of a type of fewer than 8 bits, and are ignored (SN-34).

use super::super::Theme;
use super::super::way::{Choice, DEFAULT, Words};
use super::Question;
use crate::codec::cast_value::OutOfRange;
use crate::vectors::Scenario;

pub(super) fn upper_bits() -> Theme {
    let plain = PLAIN.iter().flat_map(|types| {
        let about = "each byte counts for what its low bits are";
        every_byte("bytes", about, *types, None, DEFAULT)
    });
    let clamped = CLAMPED.iter().flat_map(|types| {
        let about = "each byte is clamped as what its low bits are";
        every_byte("bytes", about, *types, None, CLAMP)
    });
    let mapped = MAPPED.iter().flat_map(|(types, entries)| {
        let about = "each byte whose low bits are a key has the entry";
        every_byte("bytes-with-entries", about, *types, Some(entries), DEFAULT)
    });
    let about = "all 256 bytes of types whose elements are fewer than 8 bits";
    Theme::new("upper-bits", about, plain.chain(clamped).chain(mapped).collect())
}

const CLAMP: Choice = Choice { rules: &[OutOfRange::Clamp], ..DEFAULT };

const PLAIN: [[&str; 2]; 14] = [
    ["int2", "int8"],
    ["int2", "float32"],
    ["uint2", "uint8"],
    ["uint2", "int64"],
    ["int4", "int8"],
    ["int4", "int4"],
    ["int4", "float64"],
    ["uint4", "uint8"],
    ["uint4", "int32"],
    ["uint4", "float16"],
    ["float4_e2m1fn", "float32"],
    ["float4_e2m1fn", "float4_e2m1fn"],
    ["float6_e2m3fn", "float64"],
    ["float6_e3m2fn", "float16"],
];

const CLAMPED: [[&str; 2]; 6] = [
    ["int2", "uint8"],
    ["int4", "uint4"],
    ["int4", "uint8"],
    ["uint4", "int2"],
    ["float4_e2m1fn", "uint2"],
    ["float6_e3m2fn", "int4"],
];

const MAPPED: [([&str; 2], &str); 7] = [
    (["int2", "int16"], "-2:1000 1:-1000"),
    (["uint2", "uint8"], "3:100"),
    (["int4", "int8"], "-1:100 7:-100"),
    (["uint4", "float32"], "15:0.5 8:-0.5"),
    (["float4_e2m1fn", "int8"], "0.5:100 -6:-100"),
    (["float6_e2m3fn", "float16"], "0.125:100 -7.5:-100"),
    (["float6_e3m2fn", "float64"], "28:0.1 -28:-0.1"),
];

fn every_byte(
    name: &str,
    about: &str,
    types: [&str; 2],
    entries: Option<&str>,
    choice: Choice,
) -> Vec<Scenario> {
    let words = Words { name, about, clauses: &["data-types/upper-bits"] };
    let question = Question { words, types, entries, shape: &[256] };
    question.of_patterns(choice, |_, _| (0..256).collect())
}
