//! "An array of integers from the closed interval `[0, 255]`", or "a string produced by applying base64 encoding to a byte
//! string".

use super::file::{ODD, Questions, Row};
use crate::data_type::{DataType, fill_value};
use crate::vectors::ScenarioFile;

const INTEGERS: [Row; 19] = [
    ("empty", "no bytes", "[]"),
    ("0", "a zero byte", "[0]"),
    ("255", "the largest byte", "[255]"),
    ("1-2-3", "the array of the page's example", "[1,2,3]"),
    ("nuls", "zero bytes alone", "[0,0,0]"),
    ("not-utf8", "bytes that are no UTF-8", "[128,255,192]"),
    ("spaces", "white space between the integers", "[ 1 ,\t2 ]"),
    ("256", "an integer beyond a byte", "[256]"),
    ("-1", "a negative integer", "[-1]"),
    ("second-is-256", "an integer beyond a byte after one that is none", "[1,256]"),
    ("18446744073709551616", "an integer that wraps to 0 in 64 bits", "[18446744073709551616]"),
    ("1.0", "an integer with a fraction of zero", "[1.0]"),
    ("1e0", "an integer with an exponent", "[1e0]"),
    ("1.5", "no integer", "[1.5]"),
    ("-0", "zero with a sign", "[-0]"),
    ("text", "a digit in a string", r#"["1"]"#),
    ("pattern", "a pattern in a string", r#"["0x01"]"#),
    ("true", "a boolean is no integer", "[true]"),
    ("null", "null is no integer", "[null]"),
];

const BASE64: [Row; 20] = [
    ("empty", "no bytes", r#""""#),
    ("AQID", "the string of the page's example", r#""AQID""#),
    ("one-byte", "one byte, with two signs of padding", r#""AQ==""#),
    ("two-bytes", "two bytes, with one sign of padding", r#""AQI=""#),
    ("zero", "a zero byte", r#""AA==""#),
    ("both-signs", "the two characters that are neither letters nor digits", r#""+/+/""#),
    ("escaped", "a letter as an escape, which JSON reads as the letter", r#""\u0041QID""#),
    ("foo", "a word, which is base64 of no whole number of bytes", r#""foo""#),
    ("food", "a word of four letters is base64 of three bytes", r#""food""#),
    ("one-character", "one character, which has too few bits for a byte", r#""A""#),
    ("three-signs", "one character and three signs of padding", r#""A===""#),
    ("padding-too-short", "one sign of padding where there are two", r#""AQ=""#),
    ("padding-too-long", "padding where there is none", r#""AQID=""#),
    ("padding-alone", "padding alone", r#""====""#),
    ("two-in-a-row", "two encodings in a row", r#""AQ==AQ==""#),
    ("url-safe", "the alphabet for URLs", r#""-_-_""#),
    ("space", "a space among the characters", r#""AQ ID""#),
    ("newline", "a line break at the end", r#""AQID\n""#),
    ("letter-not-of-base64", "a character that is not of the alphabet", r#""AQI!""#),
    ("not-ascii", "a letter that is not ASCII", r#""AQIé""#),
];

const UNPADDED: [Row; 2] = [
    ("one-byte", "one byte without padding", r#""AQ""#),
    ("two-bytes", "two bytes without padding", r#""AQI""#),
];

const BEYOND: [Row; 2] = [
    ("one-byte", "a bit beyond the only byte", r#""AR==""#),
    ("two-bytes", "a bit beyond the second byte", r#""AQJ=""#),
];

const OTHERS: [Row; 5] = [
    ("0", "a number is no byte string", "0"),
    ("true", "a boolean is no byte string", "true"),
    ("object-of-bytes", "an object of bytes is no byte string", r#"{"0":1}"#),
    ("pattern", "a pattern, of which one character is not of the alphabet", r#""0x_1""#),
    ("data-url", "a URL of data is no base64", r#""data:;base64,AQID""#),
];

pub(super) fn file() -> ScenarioFile {
    let mut questions = Questions::of("bytes", &["data-types/bytes-scalar"]);
    let bytes = &DataType::Bytes;
    questions.rows(bytes, "integers", &INTEGERS);
    questions.rows(bytes, "base64", &BASE64);
    questions.rows(bytes, "unpadded", &UNPADDED);
    questions.rows(bytes, "beyond-the-end", &BEYOND);
    let all: Vec<u8> = (0..=255).collect();
    let integers = serde_json::json!(all);
    questions.ask(bytes, "integers/all", "every byte, as integers", integers);
    questions.ask(bytes, "base64/all", "every byte, in base64", fill_value::write(bytes, &all));
    questions.rows(bytes, "other", &OTHERS);
    questions.rows(bytes, "other", &ODD);
    questions.file("which JSON is a byte string: integers, or base64")
}
