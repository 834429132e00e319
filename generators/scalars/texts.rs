//! Texts that people and other programs write for numbers, as scalars of every type.
//!
//! An integer "must be a JSON number"; the strings that a float may be are `"Infinity"`, `"-Infinity"`,
//! `"NaN"` and `"0x…"` with the digits of its bytes.

use super::{Literal, constants, integers};
use crate::data_type::{Dyadic, Real};

/// What a text looks like in an id, the text as JSON has it between the quotes, and what it is.
const TEXTS: [(&str, &str, &str); 92] = [
    ("0", "0", "zero in a string"),
    ("-0", "-0", "zero with a sign in a string"),
    ("0.0", "0.0", "zero with a fraction in a string"),
    ("-1", "-1", "a negative number in a string"),
    ("+1", "+1", "a number with a plus in a string"),
    ("2", "2", "two in a string"),
    ("1.5", "1.5", "a number with a fraction in a string"),
    ("point-5", ".5", "a fraction without a digit before the point"),
    ("1-point", "1.", "a point without a digit after it"),
    ("1-comma-5", "1,5", "a comma for a point"),
    ("1e0", "1e0", "a number with an exponent in a string"),
    ("1E-3", "1E-3", "a number with a capital exponent in a string"),
    ("1e400", "1e400", "a number beyond every type in a string"),
    ("01", "01", "a leading zero"),
    ("1_0", "1_0", "an underscore among the digits"),
    ("1-space-0", "1 0", "a space among the digits"),
    ("space-1", " 1", "a space before a number"),
    ("1-space", "1 ", "a space after a number"),
    ("1-newline", r"1\n", "a line break after a number"),
    ("1-nul", r"1\u0000", "a NUL after a number"),
    ("1f", "1f", "a number with the suffix of a float in C"),
    ("1.0f", "1.0f", "a decimal with the suffix of a float in C"),
    ("1L", "1L", "a number with the suffix of a long integer"),
    ("1n", "1n", "a number with the suffix of JavaScript's integers"),
    ("1d0", "1d0", "a number with the exponent of Fortran"),
    ("1-slash-2", "1/2", "a quotient"),
    ("100-percent", "100%", "a percentage"),
    ("hash-1", "#1", "a number after a sharp"),
    ("two-minus-1", "--1", "two signs"),
    ("minus-sign-1", r"\u22121", "a typographic minus"),
    ("fullwidth-1", r"\uff11", "a digit that is not ASCII"),
    ("arabic-1", r"\u0661", "an Arabic digit"),
    ("0b1", "0b1", "a binary number"),
    ("0b00000001", "0b00000001", "a binary number of eight digits"),
    ("0B1", "0B1", "a binary number with a capital"),
    ("0o1", "0o1", "an octal number"),
    ("0x1.8p3", "0x1.8p3", "twelve as C writes floats in hexadecimal"),
    ("0x1p-3", "0x1p-3", "an eighth as C writes floats in hexadecimal"),
    ("-0x1p0", "-0x1p0", "minus one as C writes floats in hexadecimal"),
    ("0x1.8", "0x1.8", "a hexadecimal fraction"),
    ("1.8p3", "1.8p3", "a hexadecimal float without 0x"),
    ("p0", "p0", "an exponent alone"),
    ("one", "one", "a word"),
    ("true", "true", "a boolean in a string"),
    ("null", "null", "null in a string"),
    ("None", "None", "Python's null in a string"),
    ("empty", "", "the empty string"),
    ("space", " ", "a space"),
    ("tab", r"\t", "a tab"),
    ("newline", r"\n", "a line break"),
    ("nul", r"\u0000", "a NUL"),
    ("quote", r#"\""#, "a quotation mark"),
    ("minus", "-", "a sign alone"),
    ("point", ".", "a point alone"),
    ("e", "e", "a letter that digits could have"),
    ("NA", "NA", "a word for what is missing"),
    ("nan", "nan", "NaN in small letters"),
    ("Nan", "Nan", "NaN with one capital"),
    ("NAN", "NAN", "NaN in capitals"),
    ("-nan", "-nan", "NaN with a sign as C prints it"),
    ("+nan", "+nan", "NaN with a plus in small letters"),
    ("nan-pattern", "nan(0x1)", "NaN with a payload as C reads it"),
    ("NaN-pattern", "NaN(0x7fc00000)", "NaN with its bits in brackets"),
    ("NaN1", "NaN1", "NaN and a digit"),
    ("qNaN", "qNaN", "a quiet NaN by a word"),
    ("sNaN", "sNaN", "a signalling NaN by a word"),
    ("snan", "snan", "a signalling NaN in small letters"),
    ("1.hash-QNAN", "1.#QNAN", "NaN as an old C library prints it"),
    ("space-NaN", " NaN", "a space before NaN"),
    ("NaN-newline", r"NaN\n", "NaN and a line break"),
    ("NaN-nul", r"NaN\u0000", "NaN and a NUL"),
    ("byte-order-mark-NaN", r"\ufeffNaN", "a byte order mark before NaN"),
    ("quoted-NaN", r#"\"NaN\""#, "NaN within quotation marks of its own"),
    ("inf", "inf", "infinity as C prints it"),
    ("Inf", "Inf", "infinity as some languages print it"),
    ("INF", "INF", "infinity as XML has it"),
    ("-inf", "-inf", "negative infinity as C prints it"),
    ("-Inf", "-Inf", "negative infinity as some languages print it"),
    ("-INF", "-INF", "negative infinity as XML has it"),
    ("+inf", "+inf", "infinity with a plus, as C prints it"),
    ("infinity", "infinity", "infinity in small letters"),
    ("-infinity", "-infinity", "negative infinity in small letters"),
    ("+infinity", "+infinity", "infinity with a plus, in small letters"),
    ("INFINITY", "INFINITY", "infinity in capitals"),
    ("+Infinity", "+Infinity", "infinity with a plus, as the example of cast_value has it"),
    ("two-minus-Infinity", "--Infinity", "infinity with two signs"),
    ("space-Infinity", " Infinity", "a space before infinity"),
    ("Infinity-space", "Infinity ", "infinity and a space"),
    ("-space-Infinity", "- Infinity", "a space between the sign and infinity"),
    ("Infinite", "Infinite", "another word that begins like infinity"),
    ("1.hash-INF", "1.#INF", "infinity as an old C library prints it"),
    ("lemniscate", r"\u221e", "the sign of infinity"),
];

/// The clauses that say which strings are scalars of a type.
pub(super) fn clauses(data_type: Real) -> &'static [&'static str] {
    if data_type.is_integer() { integers::CLAUSES } else { constants::CLAUSES }
}

/// The texts, and what looks like the bits of an element.
pub(in crate::generators) fn all(data_type: Real) -> Vec<Literal> {
    let literal = |id: &str, about, text: &str| Literal {
        id: format!("text/{id}"),
        about,
        clauses: clauses(data_type),
        json: format!("\"{text}\""),
    };
    let mut literals: Vec<_> =
        TEXTS.iter().map(|(id, text, about)| literal(id, about, text)).collect();
    let one = Dyadic { negative: false, magnitude: 1, exponent: 0 };
    let pattern = data_type.encode(one).unwrap_or_default();
    let width = 2 * data_type.bytes();
    let digits = format!("{pattern:0width$x}");
    let bits = data_type.bits() as usize;
    literals.extend([
        literal("bits/0x", "bits with 0x, of which the case of the digits is open", &{
            format!("0x{}", digits.to_uppercase())
        }),
        literal("bits/plain", "bits without 0x", &digits),
        literal("bits/x", "bits after an x without a zero", &format!("x{digits}")),
        literal("bits/0X", "bits after a capital X", &format!("0X{digits}")),
        literal("bits/h", "bits with an h at the end", &format!("{digits}h")),
        literal("bits/hash", "bits after a sharp", &format!("#{digits}")),
        literal("bits/0b", "bits in binary digits", &format!("0b{pattern:0bits$b}")),
        literal("bits/space-before", "a space before the bits", &format!(" 0x{digits}")),
        literal("bits/newline-after", "a line break after the bits", &format!(r"0x{digits}\n")),
        literal("bits/nul-after", "a NUL after the bits", &format!(r"0x{digits}\u0000")),
        literal("bits/sign", "a sign before the bits", &format!("+0x{digits}")),
        literal("bits/twice", "0x twice", &format!("0x0x{digits}")),
        literal("bits/escaped", "an escape in the bits, which JSON reads as the digit", &{
            format!(r"\u0030x{digits}")
        }),
        literal("bits/no-digits", "0x and no digits", "0x"),
        literal("bits/one-more", "a digit more than the type has", &format!("0x{digits}0")),
        literal("bits/two-more", "two digits more than the type has", &format!("0x{digits}00")),
        literal("bits/zeros-before", "a zero byte before the bits", &format!("0x00{digits}")),
        literal("bits/one-less", "a digit less than the type has", &format!("0x{}", &digits[1..])),
        literal("bits/letters", "letters where the text of the specification has them", &{
            format!("0x{}", "Y".repeat(width))
        }),
        literal("bits/no-hexadecimal", "a letter that is no digit", &{
            format!("0x{}g", &digits[..width - 1])
        }),
        literal("bits/fullwidth", "a digit that is not ASCII", &{
            format!(r"0x{}\uff11", &digits[..width - 1])
        }),
    ]);
    literals
}
