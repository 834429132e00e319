//! Integers: JSON numbers without fraction or exponent, in the range of the type.

use super::Literal;
use crate::data_type::Real;

pub(super) const CLAUSES: &[&str] = &["core/integer-scalar"];

/// Numbers whose id is what they look like.
const NUMBERS: [(&str, &str); 17] = [
    ("0", "zero"),
    ("-0", "zero with a sign, which an integer does not have"),
    ("1", "one"),
    ("-1", "minus one"),
    ("2", "two"),
    ("1.0", "an integer with a fraction of zero"),
    ("-1.0", "a negative integer with a fraction of zero"),
    ("-0.0", "zero with a sign and a fraction"),
    ("1e0", "an integer with an exponent of zero"),
    ("1E2", "an integer with an exponent"),
    ("10e-1", "an integer with a negative exponent"),
    ("1.5", "no integer"),
    ("0.5", "a half, which no rounding turns into an integer"),
    ("1e-400", "a fraction that a float64 takes for zero"),
    ("1e400", "an integer that a float64 takes for infinity"),
    ("9007199254740993", "2^53 + 1, the first integer that no float64 is"),
    ("-9007199254740993", "-2^53 - 1, which no float64 is"),
];

/// Strings, each as it is inside of the quotes.
const STRINGS: [(&str, &str, &str); 8] = [
    ("1", "1", "a number in a string"),
    ("0x01", "0x01", "a pattern, which only floats have"),
    ("0x1", "0x1", "a hexadecimal number in a string"),
    ("empty", "", "the empty string"),
    ("NaN", "NaN", "NaN, which integers lack"),
    ("Infinity", "Infinity", "infinity, which integers lack"),
    ("-Infinity", "-Infinity", "negative infinity, which integers lack"),
    ("one", "one", "a word"),
];

/// The widths at which signed or unsigned types end, and 53, where float64 ends to hold every integer.
const WIDTHS: [u32; 12] = [1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 53, 63];

pub(super) fn all(data_type: Real) -> Vec<Literal> {
    let number = |json: String, about| Literal {
        id: format!("number/{json}"),
        about,
        clauses: CLAUSES,
        json,
    };
    let plain = NUMBERS.map(|(json, about)| number(json.to_owned(), about));
    let limits = limits(data_type).map(|(value, about)| number(value.to_string(), about));
    let powers = WIDTHS.into_iter().flat_map(|width| {
        let power = 1i128 << width;
        [
            (power, "a power of two at which some type ends"),
            (-power, "a negative power of two at which some type ends"),
        ]
    });
    let beyond = [
        ((1 << 64) - 1, "2^64 - 1, the largest integer of 64 bits"),
        (1 << 64, "2^64, which needs 65 bits"),
        ((1 << 64) + 1, "2^64 + 1, which wraps to 1 in 64 bits"),
        (-(1 << 63) - 1, "-2^63 - 1, which needs 65 bits"),
        (10i128.pow(30), "10^30, which needs 100 bits"),
    ];
    let integers = powers.chain(beyond).map(|(value, about)| number(value.to_string(), about));
    let strings = STRINGS.map(|(id, text, about)| Literal {
        id: format!("string/{id}"),
        about,
        clauses: CLAUSES,
        json: format!("\"{text}\""),
    });
    plain.into_iter().chain(limits).chain(integers).chain(strings).collect()
}

/// The ends of the range, and their neighbours on both sides.
fn limits(data_type: Real) -> impl Iterator<Item = (i128, &'static str)> {
    // The rank of an integer is the integer.
    let value = |pattern| data_type.rank(pattern).unwrap_or_default();
    let (min, max) = (value(data_type.min_finite()), value(data_type.max_finite()));
    [
        (min - 1, "one below the smallest value"),
        (min, "the smallest value"),
        (min + 1, "one above the smallest value"),
        (max - 1, "one below the largest value"),
        (max, "the largest value"),
        (max + 1, "one above the largest value"),
    ]
    .into_iter()
}
