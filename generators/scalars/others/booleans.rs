//! "The value must be a JSON boolean".

use super::file::{ODD, Questions, Row};
use crate::data_type::DataType;
use crate::vectors::ScenarioFile;

const BOOLEANS: [Row; 2] = [("false", "false", "false"), ("true", "true", "true")];

const OTHERS: [Row; 16] = [
    ("0", "zero is no boolean", "0"),
    ("1", "one is no boolean", "1"),
    ("-1", "minus one is no boolean", "-1"),
    ("2", "two is no boolean", "2"),
    ("0.0", "zero with a fraction is no boolean", "0.0"),
    ("1.0", "one with a fraction is no boolean", "1.0"),
    ("text-false", "a word is no boolean", r#""false""#),
    ("text-true", "a word is no boolean", r#""true""#),
    ("text-True", "a word of Python is no boolean", r#""True""#),
    ("text-0", "a digit in a string is no boolean", r#""0""#),
    ("text-empty", "the empty string is no boolean", r#""""#),
    ("text-NaN", "NaN is no boolean", r#""NaN""#),
    ("text-pattern", "a pattern, which only floats have", r#""0x01""#),
    ("text-base64", "base64 of the byte of an element", r#""AQ==""#),
    ("empty-array", "an array is no boolean", "[]"),
    ("array", "an array of a boolean is no boolean", "[true]"),
];

pub(super) fn file() -> ScenarioFile {
    let mut questions = Questions::of("bool", &["core/bool-scalar"]);
    questions.rows(&DataType::Bool, "boolean", &BOOLEANS);
    questions.rows(&DataType::Bool, "other", &OTHERS);
    questions.rows(&DataType::Bool, "other", &ODD);
    questions.file("which JSON is a boolean")
}
