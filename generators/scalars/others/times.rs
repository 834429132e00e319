//! "A JSON number with no fraction or exponent part that is within the range `[-2^63, 2^63 - 1]`", or "the string
//! `"NaT"`"; and the configuration, which the types require.

use super::super::integers;
use super::file::{ODD, Questions, Row};
use crate::data_type::{DataType, Real, Time, TimeKind, TimeUnit};
use crate::vectors::ScenarioFile;

/// What is asked under every unit and factor.
const FEW: [Row; 6] = [
    ("0", "no time at all", "0"),
    ("1", "one unit", "1"),
    ("-1", "one unit before", "-1"),
    ("min", "-2^63, which is NaT", "-9223372036854775808"),
    ("max", "the largest count", "9223372036854775807"),
    ("NaT", "the word for no time", r#""NaT""#),
];

const WORDS: [Row; 14] = [
    ("nat", "NaT in small letters", r#""nat""#),
    ("NAT", "NaT in capitals", r#""NAT""#),
    ("NaT-space", "NaT and a space", r#""NaT ""#),
    ("NaT-escaped", "NaT with an escape, which JSON reads as the letter", r#""N\u0061T""#),
    ("date", "a date", r#""1970-01-01""#),
    ("moment", "a date and a time of day", r#""1970-01-01T00:00:01""#),
    ("moment-utc", "a moment with its zone", r#""1970-01-01T00:00:01Z""#),
    ("duration", "a duration", r#""1 second""#),
    ("now", "a word of NumPy's", r#""now""#),
    ("pattern", "a pattern, which only floats have", r#""0x8000000000000000""#),
    ("true", "a boolean is no count", "true"),
    ("empty-array", "an array is no count", "[]"),
    ("array", "an array of a count is no count", "[1]"),
    ("count-and-unit", "a count with its unit", r#"[1,"s"]"#),
];

const FACTORS: [u32; 4] = [2, 10, 1_000, Time::MAX_SCALE_FACTOR];

/// Metadata, where NAME stands for the name of the type and the rest is its own.
const METADATA: [Row; 32] = [
    ("name-alone", "no configuration, for the type is a string", r#""NAME""#),
    ("no-configuration", "no configuration", r#"{"name":"NAME"}"#),
    ("null", "a configuration that is null", r#"{"name":"NAME","configuration":null}"#),
    ("empty", "an empty configuration", r#"{"name":"NAME","configuration":{}}"#),
    ("no-unit", "no unit", r#"{"name":"NAME","configuration":{"scale_factor":1}}"#),
    ("no-factor", "no factor", r#"{"name":"NAME","configuration":{"unit":"s"}}"#),
    ("in-brackets", "the unit in the name, as NumPy has it", r#""NAME[s]""#),
    (
        "us-greek",
        "microseconds with a Greek letter",
        r#"{"name":"NAME","configuration":{"unit":"μs","scale_factor":1}}"#,
    ),
    (
        "us-greek-escaped",
        "the same, as an escape",
        r#"{"name":"NAME","configuration":{"unit":"\u03bcs","scale_factor":1}}"#,
    ),
    (
        "us-micro",
        "microseconds with the sign for micro, which is another character",
        r#"{"name":"NAME","configuration":{"unit":"\u00b5s","scale_factor":1}}"#,
    ),
    (
        "unit-S",
        "a unit in capitals",
        r#"{"name":"NAME","configuration":{"unit":"S","scale_factor":1}}"#,
    ),
    (
        "unit-H",
        "a unit in capitals, which NumPy once had",
        r#"{"name":"NAME","configuration":{"unit":"H","scale_factor":1}}"#,
    ),
    (
        "unit-second",
        "a unit in full",
        r#"{"name":"NAME","configuration":{"unit":"second","scale_factor":1}}"#,
    ),
    (
        "unit-B",
        "business days, which NumPy once had",
        r#"{"name":"NAME","configuration":{"unit":"B","scale_factor":1}}"#,
    ),
    (
        "unit-empty",
        "the empty string is no unit",
        r#"{"name":"NAME","configuration":{"unit":"","scale_factor":1}}"#,
    ),
    (
        "unit-factor",
        "a factor within the unit",
        r#"{"name":"NAME","configuration":{"unit":"10s","scale_factor":1}}"#,
    ),
    (
        "unit-null",
        "null is no unit",
        r#"{"name":"NAME","configuration":{"unit":null,"scale_factor":1}}"#,
    ),
    (
        "unit-number",
        "a number is no unit",
        r#"{"name":"NAME","configuration":{"unit":1,"scale_factor":1}}"#,
    ),
    (
        "factor-0",
        "a factor of 0, of which NumPy makes 1",
        r#"{"name":"NAME","configuration":{"unit":"s","scale_factor":0}}"#,
    ),
    (
        "factor--1",
        "a negative factor",
        r#"{"name":"NAME","configuration":{"unit":"s","scale_factor":-1}}"#,
    ),
    (
        "factor-2-to-31",
        "a factor one beyond the largest",
        r#"{"name":"NAME","configuration":{"unit":"s","scale_factor":2147483648}}"#,
    ),
    (
        "factor-beyond-32-bits",
        "a factor that wraps to 1 in 32 bits",
        r#"{"name":"NAME","configuration":{"unit":"s","scale_factor":4294967297}}"#,
    ),
    (
        "factor-1.5",
        "a factor that is no integer",
        r#"{"name":"NAME","configuration":{"unit":"s","scale_factor":1.5}}"#,
    ),
    (
        "factor-1.0",
        "a factor that represents an integer",
        r#"{"name":"NAME","configuration":{"unit":"s","scale_factor":1.0}}"#,
    ),
    (
        "factor-text",
        "a factor in a string",
        r#"{"name":"NAME","configuration":{"unit":"s","scale_factor":"1"}}"#,
    ),
    (
        "factor-null",
        "a factor that is null",
        r#"{"name":"NAME","configuration":{"unit":"s","scale_factor":null}}"#,
    ),
    (
        "factor-true",
        "a factor that is a boolean",
        r#"{"name":"NAME","configuration":{"unit":"s","scale_factor":true}}"#,
    ),
    (
        "more",
        "a field that the configuration does not have",
        r#"{"name":"NAME","configuration":{"unit":"s","scale_factor":1,"endian":"little"}}"#,
    ),
    (
        "beside",
        "a member that data types do not have",
        r#"{"name":"NAME","configuration":{"unit":"s","scale_factor":1},"unit":"s"}"#,
    ),
    (
        "other-order",
        "the members in another order",
        r#"{"configuration":{"scale_factor":1,"unit":"s"},"name":"NAME"}"#,
    ),
    (
        "must-understand",
        "what every extension point may say",
        r#"{"name":"NAME","configuration":{"unit":"s","scale_factor":1},"must_understand":true}"#,
    ),
    (
        "unit-twice",
        "a unit that is repeated",
        r#"{"name":"NAME","configuration":{"unit":"m","unit":"s","scale_factor":1}}"#,
    ),
];

pub(super) fn file(kind: TimeKind) -> ScenarioFile {
    let mut questions = Questions::of(kind.name(), &["data-types/time-scalar"]);
    let time = |unit, factor| Time::new(kind, unit, factor).map(DataType::Time);
    let second = time(TimeUnit::Second, 1);
    let units = TimeUnit::all().map(|unit| time(unit, 1));
    let factors = FACTORS.map(|factor| time(TimeUnit::Second, factor));
    // That of the pages' examples, and of a count without a unit.
    let others = [time(TimeUnit::Microsecond, 10), time(TimeUnit::Generic, 10)];
    for data_type in [second.clone()].into_iter().chain(units).chain(factors).chain(others) {
        data_type.inspect(|data_type| questions.rows(data_type, "count", &FEW));
    }
    if let Some(second) = second {
        for literal in integers::all(Real::INT64) {
            questions.ask(&second, &literal.id, literal.about, &literal.json);
        }
        questions.rows(&second, "word", &WORDS);
        questions.rows(&second, "other", &ODD);
    }
    for (slug, about, metadata) in METADATA {
        let metadata = metadata.replace("NAME", kind.name());
        questions.metadata(slug, about, metadata, &["data-types/time-unit"], "1");
    }
    questions.file("which JSON is a count of units or no time, and which metadata the type has")
}
