//! "An array of integers, with length equal to `<N>`, where each integer is in the range `[0, 255]`".

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::file::{ODD, Questions, Row};
use crate::data_type::DataType;
use crate::vectors::ScenarioFile;

/// Of the widths there is no end.
pub(super) const WIDTHS: [u16; 6] = [8, 16, 24, 32, 64, 128];

/// Names that begin as those of raw bits, asked with the narrowest.
const NAMES: [Row; 11] = [
    ("r0", "no bits at all", r#""r0""#),
    ("r1", "a bit, which is no whole byte", r#""r1""#),
    ("r7", "seven bits, which are no whole byte", r#""r7""#),
    ("r12", "twelve bits, which are no whole bytes", r#""r12""#),
    ("r-8", "a negative number", r#""r-8""#),
    ("r8.0", "a number with a fraction", r#""r8.0""#),
    ("r", "no number", r#""r""#),
    ("r-star", "the name of the family", r#""r*""#),
    ("R8", "a capital", r#""R8""#),
    ("space", "a space after the name", r#""r8 ""#),
    ("raw", "another word", r#""raw8""#),
];

pub(super) fn file(data_type: DataType) -> ScenarioFile {
    let mut questions = Questions::of(&data_type, &["core/raw-scalar"]);
    let length = data_type.bytes().unwrap_or_default();
    let bits = data_type.bits().unwrap_or_default() as usize;
    let list = |integers: Vec<String>| format!("[{}]", integers.join(","));
    let counting = |length: usize| list((1..=length).map(|at| at.to_string()).collect());
    // Of the last integer, for a reader may look at the first alone.
    let ends_with = |last: &str| {
        let zeros = std::iter::repeat_n("0".to_owned(), length - 1);
        list(zeros.chain([last.to_owned()]).collect())
    };
    let mut ask = |slug: &str, about, json: String| questions.ask(&data_type, slug, about, json);
    ask("integers/zeros", "zeros", ends_with("0"));
    ask("integers/counting", "integers that say their place", counting(length));
    ask("integers/255", "the largest integer", list(vec!["255".to_owned(); length]));
    ask("integers/one-is-255", "the largest integer in the last place", ends_with("255"));
    ask("integers/128", "the highest bit in the last place", ends_with("128"));
    ask("integers/256", "an integer beyond a byte", ends_with("256"));
    ask("integers/-1", "a negative integer", ends_with("-1"));
    ask("integers/1.0", "an integer with a fraction of zero", ends_with("1.0"));
    ask("integers/1e0", "an integer with an exponent", ends_with("1e0"));
    ask("integers/1.5", "no integer", ends_with("1.5"));
    ask("integers/text", "a digit in a string", ends_with("\"1\""));
    ask("integers/true", "a boolean is no integer", ends_with("true"));
    ask("integers/null", "null is no integer", ends_with("null"));
    ask("length/none", "no integers", "[]".to_owned());
    ask("length/one-less", "an integer less than the type has bytes", counting(length - 1));
    ask("length/one-more", "an integer more than the type has bytes", counting(length + 1));
    ask("length/twice", "twice as many integers as the type has bytes", counting(2 * length));
    let about = "as many integers as the type has bits, of which no element can be made";
    ask("length/bits", about, counting(bits));
    let zeros = vec![0u8; length];
    ask("other/base64", "base64 of the bytes of an element", {
        format!("\"{}\"", STANDARD.encode(&zeros))
    });
    ask("other/pattern", "a pattern, which only floats have", {
        format!("\"0x{}\"", "00".repeat(length))
    });
    ask("other/text-empty", "the empty string is no raw bits", "\"\"".to_owned());
    ask("other/0", "a number is no raw bits", "0".to_owned());
    ask("other/false", "a boolean is no raw bits", "false".to_owned());
    questions.rows(&data_type, "other", &ODD);
    if length == 1 {
        for (slug, about, name) in NAMES {
            questions.metadata(slug, about, name, &["core/data-type-name"], "[1]");
        }
    }
    questions.file("which JSON is an element of raw bits, byte by byte")
}
