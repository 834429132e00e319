//! "Must be unicode string", of "UTF8 strings".

use super::file::{ODD, Questions, Row};
use crate::data_type::DataType;
use crate::vectors::ScenarioFile;

const TEXTS: [Row; 36] = [
    ("empty", "the empty string", r#""""#),
    ("a", "one letter", r#""a""#),
    ("foo", "the string of the page's example", r#""foo""#),
    ("space", "a space", r#"" ""#),
    ("spaces-around", "spaces on both sides", r#"" a ""#),
    ("zero", "a digit", r#""0""#),
    ("NaN", "a word that is NaN of floats", r#""NaN""#),
    ("NaT", "a word that is no time of times", r#""NaT""#),
    ("null", "a word that is null without its quotes", r#""null""#),
    ("true", "a word that is a boolean without its quotes", r#""true""#),
    ("pattern", "what is a pattern of floats", r#""0x7fc00000""#),
    ("base64", "what is base64 of bytes", r#""AQID""#),
    ("escape-letter", "a letter as an escape", r#""\u0061""#),
    ("escape-quote", "a quotation mark", r#""\"""#),
    ("escape-backslash", "a backslash", r#""\\""#),
    ("escape-slash", "a slash as an escape", r#""\/""#),
    ("escape-controls", "the control characters with escapes of their own", r#""\b\f\n\r\t""#),
    ("escape-unit-separator", "a control character by its number", r#""\u001f""#),
    ("nul", "NUL alone", r#""\u0000""#),
    ("nul-within", "NUL between letters", r#""a\u0000b""#),
    ("nul-at-end", "a letter and NUL", r#""a\u0000""#),
    ("delete", "the last character of ASCII", r#""\u007f""#),
    ("two-bytes", "a character of two bytes", r#""é""#),
    (
        "combining",
        "a letter and its accent, which is another string than the character of both",
        r#""e\u0301""#,
    ),
    ("ohm", "a sign that normalization makes a letter of", r#""\u2126""#),
    ("three-bytes", "a character of three bytes", r#""€""#),
    ("four-bytes", "a character of four bytes", r#""𝄞""#),
    ("pair", "a character of four bytes as two surrogates", r#""\ud834\udd1e""#),
    ("capitals-in-escape", "the same, with digits in capitals", r#""\uD834\uDD1E""#),
    ("last", "the last character there is", r#""\udbff\udfff""#),
    ("byte-order-mark", "a byte order mark before a letter", r#""\ufeffa""#),
    ("noncharacter", "a number that will never be a character", r#""\uffff""#),
    ("replacement", "the replacement character", r#""\ufffd""#),
    ("line-separator", "a line separator, which JSON permits as it is", "\"\u{2028}\""),
    ("right-to-left", "letters that are written from the right", r#""שלום""#),
    ("family", "seven characters that are shown as one", r#""👨‍👩‍👧‍👦""#),
];

const SURROGATES: [Row; 5] = [
    ("high", "the first half of a pair alone", r#""\ud800""#),
    ("low", "the second half of a pair alone", r#""\udc00""#),
    ("high-and-letter", "the first half of a pair, and a letter", r#""\ud834a""#),
    ("reversed", "the halves of a pair in the wrong order", r#""\udd1e\ud834""#),
    ("high-and-pair", "the first half of a pair, and a pair", r#""\ud800\ud834\udd1e""#),
];

const OTHERS: [Row; 6] = [
    ("0", "a number is no string", "0"),
    ("1.5", "a number is no string", "1.5"),
    ("true", "a boolean is no string", "true"),
    ("empty-array", "an array is no string", "[]"),
    ("array", "an array of a string is no string", r#"["a"]"#),
    ("bytes", "an array of bytes is no string", "[97]"),
];

pub(super) fn file() -> ScenarioFile {
    let mut questions = Questions::of("string", &["data-types/string-scalar"]);
    questions.rows(&DataType::String, "text", &TEXTS);
    let long = format!("\"{}\"", "aé€𝄞".repeat(100));
    questions.ask(&DataType::String, "text/1000-bytes", "a thousand bytes", long);
    questions.rows(&DataType::String, "surrogate", &SURROGATES);
    questions.rows(&DataType::String, "other", &OTHERS);
    questions.rows(&DataType::String, "other", &ODD);
    questions.file("which JSON is a string, and which bytes of UTF-8")
}
