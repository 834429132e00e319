//! JSON numbers as floats: rounded once to the nearest value.

use super::Literal;
use crate::data_type::{Float, Real};
use crate::oracle::exact::Exact;

pub(super) const CLAUSES: &[&str] = &["core/float-scalar-number"];

/// Numbers whose id is what they look like.
const NUMBERS: [(&str, &str); 39] = [
    ("0", "zero"),
    ("-0", "negative zero without a fraction"),
    ("0.0", "zero with a fraction"),
    ("-0.0", "negative zero with a fraction"),
    ("-0e0", "negative zero with an exponent"),
    ("0e400", "zero with an exponent that is large"),
    ("1", "one"),
    ("-1", "minus one"),
    ("1.0", "one with a fraction"),
    ("1e0", "one with an exponent"),
    ("1E+0", "one with a capital E and a signed exponent"),
    ("10e-1", "one with a negative exponent"),
    ("1.5", "one and a half"),
    ("2", "two"),
    ("-2", "minus two"),
    ("3", "three"),
    ("0.1", "a tenth, which no binary type holds"),
    ("-0.1", "minus a tenth"),
    ("0.3", "three tenths"),
    ("0.7", "seven tenths"),
    ("2.5", "two and a half"),
    ("100", "a hundred"),
    ("1e2", "a hundred with an exponent"),
    ("1e-3", "a thousandth"),
    ("1e5", "beyond float16"),
    ("-1e5", "beyond float16, negative"),
    ("1e39", "beyond float32"),
    ("-1e39", "beyond float32, negative"),
    ("1e-39", "subnormal in float32"),
    ("1e309", "beyond float64"),
    ("1e400", "beyond every type"),
    ("-1e400", "beyond every type, negative"),
    ("1e-400", "above zero and below every positive value"),
    ("-1e-400", "below zero and above every negative value"),
    ("16777217", "2^24 + 1, which no float32 is"),
    ("9007199254740993", "2^53 + 1, which no float64 is"),
    ("9223372036854775807", "2^63 - 1"),
    ("18446744073709551615", "2^64 - 1"),
    ("18446744073709551616", "2^64"),
];

pub(super) fn number(slug: impl std::fmt::Display, about: &'static str, json: String) -> Literal {
    Literal { id: format!("number/{slug}"), about, clauses: CLAUSES, json }
}

pub(super) fn all(data_type: Real, float: &Float) -> Vec<Literal> {
    let plain = NUMBERS.map(|(json, about)| number(json, about, json.to_owned()));
    plain.into_iter().chain(limits(data_type, float)).chain(long()).collect()
}

/// The ends of the type, in all their digits and in those that suffice.
fn limits(data_type: Real, float: &Float) -> Vec<Literal> {
    let smallest = data_type.from_rank(i128::from(float.zero)).unwrap_or_default();
    let power = |exponent| Exact { negative: false, magnitude: 1.into(), exponent };
    let step = power(float.min_exponent() - float.mantissa_bits as i32);
    let (min, max) = Exact::limits(data_type);
    let mut literals = vec![
        number("max", "the largest value in all its digits", max.to_decimal()),
        number("min", "the smallest value in all its digits", min.to_decimal()),
        number("min-positive", "the smallest positive value in all its digits", step.to_decimal()),
        number(
            "min-normal",
            "the smallest value of full precision in all its digits",
            power(float.min_exponent()).to_decimal(),
        ),
        number(
            "max-and-a-quarter-step",
            "beyond the largest value and nearest to it",
            max.minus(&Exact { negative: true, ..power(max.grid(float) - 2) }).to_decimal(),
        ),
        number("twice-max", "twice the largest value", {
            Exact { exponent: max.exponent + 1, ..max.clone() }.to_decimal()
        }),
    ];
    let shortest = [
        (smallest, "the smallest positive value in the digits of a float64"),
        (data_type.max_finite(), "the largest value in the digits of a float64"),
        (data_type.min_finite(), "the smallest value in the digits of a float64"),
    ];
    literals.extend(shortest.map(|(pattern, about)| {
        let text = data_type.value_to_text(pattern);
        number(&text, about, text.clone())
    }));
    literals
}

/// Numbers with hundreds of digits.
fn long() -> [Literal; 5] {
    let (zeros, threes) = ("0".repeat(300), "3".repeat(300));
    [
        number("third-of-300-digits", "a third to 300 digits", format!("0.{threes}")),
        number("1-and-300-zeros", "one with a long fraction of zeros", format!("1.{zeros}")),
        number("1-and-far-digit", "just above one, in the 301st place", format!("1.{zeros}1")),
        number(
            "1-of-301-digits",
            "one, as 301 digits and a negative exponent",
            format!("1{zeros}e-300"),
        ),
        number(
            "1-of-small-digits",
            "one, as a fraction of 301 places and an exponent",
            format!("0.{zeros}1e301"),
        ),
    ]
}
