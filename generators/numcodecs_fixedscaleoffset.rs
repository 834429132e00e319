//! Questions about `numcodecs.fixedscaleoffset`: offsets and scales, whole ones and fractions, of every type.

use super::ask::Questions;
use super::numbers::{Asked, configurations, file, type_string, types};
use crate::codec::numcodecs_fixedscaleoffset::DEFINITION;
use crate::data_type::Real;
use crate::vectors::Scenario;

pub(super) fn questions() -> Vec<Questions> {
    let numbers = [1000.0f64, 1000.1, 1001.25, 999.95].map(f64::to_bits);
    let clause = "numcodecs.fixedscaleoffset/dtype";
    vec![
        file("types", "every type stored as several others", of_types()),
        configurations(&DEFINITION, (Real::FLOAT64, &numbers), clause, &CONFIGURATIONS),
    ]
}

/// Offsets with scales, as JSON.
const FACTORS: [(&str, &str); 7] = [
    ("0", "1"),
    ("1", "10"),
    ("100", "4"),
    ("0.5", "2.5"),
    ("-3.25", "10.0"),
    ("1", "0.1"),
    ("1e1", "3"),
];

/// The names of the types that elements are stored as, beside their own.
const STORED: [&str; 5] = ["uint8", "int16", "int32", "float32", "float64"];

fn of_types() -> Vec<Scenario> {
    let of = |real: Real, stored: Real, (offset, scale): (&str, &str)| {
        let (dtype, astype) = (type_string(real), type_string(stored));
        let astype = match real == stored {
            true => String::new(),
            false => format!(r#","astype":"{astype}""#),
        };
        let asked = Asked {
            codec: &DEFINITION,
            id: format!("{stored}/{offset}/{scale}"),
            about: format!("{real} less {offset}, times {scale}, stored as {stored}"),
            clauses: &["numcodecs.fixedscaleoffset/encode", "numcodecs.fixedscaleoffset/decode"],
            entry: format!(
                r#"{{"name":"numcodecs.fixedscaleoffset","configuration":{{"offset":{offset},"scale":{scale},"dtype":"{dtype}"{astype}}}}}"#
            ),
            real,
            fill_value: "1",
        };
        let seed = format!("numcodecs_fixedscaleoffset/{real}/{stored}/{offset}/{scale}");
        asked.elements(&seed)
    };
    let stored = |real: Real| {
        types().filter(move |stored| *stored == real || STORED.contains(&stored.name()))
    };
    let pairs = types().flat_map(|real| stored(real).map(move |stored| (real, stored)));
    let turns = pairs.enumerate().flat_map(|(turn, pair)| {
        // Of the types that are stored as others, some factors in turn.
        let is_all = pair.0 == pair.1 || pair.0 == Real::FLOAT64 && pair.1 != Real::FLOAT32;
        let factors = FACTORS.into_iter().enumerate();
        factors.filter(move |(at, _)| is_all || at % 3 == turn % 3).map(move |(_, one)| (pair, one))
    });
    turns.flat_map(|((real, stored), factors)| of(real, stored, factors)).collect()
}

const CONFIGURATIONS: [(&str, &str); 17] = [
    ("offset-absent", r#""scale":10,"dtype":"<f8""#),
    ("offset-text", r#""offset":"1000","scale":10,"dtype":"<f8""#),
    ("offset-null", r#""offset":null,"scale":10,"dtype":"<f8""#),
    ("scale-absent", r#""offset":1000,"dtype":"<f8""#),
    ("scale-text", r#""offset":1000,"scale":"10","dtype":"<f8""#),
    ("scale-null", r#""offset":1000,"scale":null,"dtype":"<f8""#),
    ("dtype-absent", r#""offset":1000,"scale":10"#),
    ("dtype-unknown", r#""offset":1000,"scale":10,"dtype":"<q8""#),
    ("dtype-object", r#""offset":1000,"scale":10,"dtype":"|O""#),
    ("dtype-name", r#""offset":1000,"scale":10,"dtype":"float64""#),
    ("astype-null", r#""offset":1000,"scale":10,"dtype":"<f8","astype":null"#),
    ("astype-unknown", r#""offset":1000,"scale":10,"dtype":"<f8","astype":"<q8""#),
    ("astype-byte", r#""offset":999.5,"scale":10,"dtype":"<f8","astype":"|u1""#),
    ("astype-name", r#""offset":1000,"scale":100,"dtype":"<f8","astype":"int16""#),
    ("negative", r#""offset":-1000,"scale":-2,"dtype":"<f8""#),
    ("fractions", r#""offset":0.1,"scale":1e-1,"dtype":"<f8""#),
    ("member-unknown", r#""offset":1000,"scale":10,"dtype":"<f8","digits":2"#),
];
