//! Strings that are, or are not, the constants of floats.

use super::Literal;

pub(super) const CLAUSES: &[&str] = &["core/float-scalar-constants", "data-types/scalar-constants"];

/// What a string looks like in an id, and its text between the quotes.
const STRINGS: [(&str, &str, &str); 20] = [
    ("constant/NaN", "NaN", "NaN, of which the text names the bits"),
    ("constant/Infinity", "Infinity", "infinity"),
    ("constant/-Infinity", "-Infinity", "negative infinity"),
    ("constant/+Infinity", "+Infinity", "infinity with a plus, as the text's own example has it"),
    ("constant/NaN-escaped", r"N\u0061N", "NaN with an escape, which JSON reads as the letter"),
    ("string/nan", "nan", "NaN in small letters"),
    ("string/NAN", "NAN", "NaN in capitals"),
    ("string/-NaN", "-NaN", "NaN with a sign, which only a pattern can give"),
    ("string/+NaN", "+NaN", "NaN with a plus"),
    ("string/inf", "inf", "infinity as C prints it"),
    ("string/-inf", "-inf", "negative infinity as C prints it"),
    ("string/infinity", "infinity", "infinity in small letters"),
    ("string/INFINITY", "INFINITY", "infinity in capitals"),
    ("string/NaN-and-space", "NaN ", "NaN and a space"),
    ("string/empty", "", "the empty string"),
    ("string/1", "1", "a number in a string"),
    ("string/1.0", "1.0", "a decimal in a string"),
    ("string/-0.0", "-0.0", "negative zero in a string"),
    ("string/1e2", "1e2", "a number with an exponent in a string"),
    ("string/0x1p0", "0x1p0", "one as C writes floats in hexadecimal"),
];

pub(super) fn all() -> Vec<Literal> {
    STRINGS
        .map(|(id, text, about)| Literal {
            id: id.to_owned(),
            about,
            clauses: CLAUSES,
            json: format!("\"{text}\""),
        })
        .into()
}
