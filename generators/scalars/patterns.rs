//! `"0x…"`: the bytes of a float as an unsigned integer.

use super::Literal;
use crate::data_type::{Dyadic, Real, Value};

pub(super) const CLAUSES: &[&str] = &["core/float-scalar-pattern"];
const UPPER_BITS: &[&str] = &["core/float-scalar-pattern", "data-types/upper-bits"];

pub(super) fn all(data_type: Real) -> Vec<Literal> {
    let mut literals = elements(data_type);
    literals.extend(spellings(data_type));
    literals.extend(upper_bits(data_type));
    literals
}

fn one(data_type: Real) -> u64 {
    let one = Dyadic { negative: false, magnitude: 1, exponent: 0 };
    data_type.encode(one).unwrap_or_default()
}

/// Patterns around every place where their meaning changes.
fn elements(data_type: Real) -> Vec<Literal> {
    let mask = data_type.mask();
    let sign = mask ^ mask >> 1;
    let max = data_type.max_finite();
    let mut patterns = vec![0, 1, one(data_type), sign, sign | 1, max, max + 1, mask];
    patterns.extend(data_type.infinity(true));
    if let Some(nan) = data_type.nan() {
        let quiet = nan & !(max + 1);
        let signalling = nan ^ quiet | 1;
        patterns.extend([nan, nan | sign, nan | 1, signalling, signalling | sign]);
    }
    let literal = |pattern: u64| Literal {
        id: format!("pattern/{}", data_type.pattern_to_text(pattern)),
        about: match data_type.decode(pattern) {
            Value::Nan => "a NaN, whose sign and payload are part of the scalar",
            Value::Infinity { .. } => "an infinity by its bits",
            Value::Finite(value) if value.is_zero() => "a zero by its bits",
            Value::Finite(_) => "a number by its bits",
        },
        clauses: CLAUSES,
        json: format!("\"{}\"", data_type.pattern_to_text(pattern)),
    };
    patterns.into_iter().map(|pattern| literal(pattern & mask)).collect()
}

/// What a pattern may and may not look like.
fn spellings(data_type: Real) -> Vec<Literal> {
    let width = 2 * data_type.bytes();
    let digits = |pattern: u64| format!("{pattern:0width$x}");
    let (one, last) = (digits(one(data_type)), digits(data_type.mask()).to_uppercase());
    let (zeros, fewer) = ("0".repeat(width - 1), "0".repeat(width - 2));
    let spelling = |text: String, about| Literal {
        id: match text.as_str() {
            "0x" => "string/0x-and-nothing".to_owned(),
            text => format!("string/{}", text.replace(' ', "space").replace('é', "e-acute")),
        },
        about,
        clauses: CLAUSES,
        json: format!("\"{text}\""),
    };
    vec![
        spelling(format!("0x{last}"), "digits in capitals"),
        spelling(format!("0X{one}"), "a capital X"),
        spelling(one.clone(), "digits without 0x"),
        spelling("0x".to_owned(), "no digits"),
        spelling("0x1".to_owned(), "one digit, where the type has more"),
        spelling(format!("0x{fewer}1"), "one digit less than the type has"),
        spelling(format!("0x0{one}"), "a leading zero more than the type has"),
        spelling(format!("0x00{one}"), "a zero byte more than the type has"),
        spelling(format!("0x{one}00"), "a byte more than the type has, at the end"),
        spelling(format!("0x{zeros}g"), "a letter that is no digit"),
        spelling(format!("0x+{zeros}"), "a sign among the digits"),
        spelling(format!("-0x{one}"), "a sign before the pattern"),
        spelling(format!("0x_{zeros}"), "an underscore among the digits"),
        spelling(format!("0x {zeros}"), "a space among the digits"),
        spelling(format!("0x{one} "), "a space after the pattern"),
        // Two bytes of UTF-8, the second of which begins a pair of bytes.
        spelling(format!("0x0é{}", "0".repeat(width.max(4) - 3)), "a letter that is not ASCII"),
    ]
}

/// Bits that the type does not have.
fn upper_bits(data_type: Real) -> Vec<Literal> {
    let mask = data_type.mask();
    let byte = u64::MAX >> (64 - 8 * data_type.bytes());
    if mask == byte {
        return Vec::new();
    }
    let one = one(data_type);
    [one | (mask + 1), one | (byte & !mask), byte]
        .map(|bits| Literal {
            id: format!("pattern/0x{bits:02x}"),
            about: "bits above those of the type",
            clauses: UPPER_BITS,
            json: format!("\"0x{bits:02x}\""),
        })
        .into()
}
