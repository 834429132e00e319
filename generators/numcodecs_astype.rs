//! Questions about `numcodecs.astype`: every type as every other.

use super::ask::Questions;
use super::numbers::{Asked, configurations, file, type_string, types};
use crate::codec::numcodecs_astype::DEFINITION;
use crate::data_type::Real;
use crate::vectors::Scenario;

pub(super) fn questions() -> Vec<Questions> {
    let numbers = [1u64, 4, 2, 100];
    let clause = "numcodecs.astype/decode-dtype";
    vec![
        file(
            "types",
            "elements of every type as every other, where C defines the cast",
            of_types(),
        ),
        configurations(&DEFINITION, (Real::INT64, &numbers), clause, &CONFIGURATIONS),
    ]
}

fn of_types() -> Vec<Scenario> {
    let of = |real: Real, stored: Real| {
        let (encode, decode) = (type_string(stored), type_string(real));
        let asked = Asked {
            codec: &DEFINITION,
            id: stored.to_string(),
            about: format!("{real} stored as {stored}"),
            clauses: &["numcodecs.astype/cast"],
            entry: format!(
                r#"{{"name":"numcodecs.astype","configuration":{{"encode_dtype":"{encode}","decode_dtype":"{decode}"}}}}"#
            ),
            real,
            fill_value: "1",
        };
        asked.elements(&format!("numcodecs_astype/{real}/{stored}"))
    };
    types().flat_map(|real| types().flat_map(move |stored| of(real, stored))).collect()
}

const CONFIGURATIONS: [(&str, &str); 9] = [
    ("encode-absent", r#""decode_dtype":"<i8""#),
    ("encode-unknown", r#""encode_dtype":"<q9","decode_dtype":"<i8""#),
    ("encode-number", r#""encode_dtype":2,"decode_dtype":"<i8""#),
    ("decode-absent", r#""encode_dtype":"<i2""#),
    ("decode-unknown", r#""encode_dtype":"<i2","decode_dtype":"<q9""#),
    ("names", r#""encode_dtype":"int16","decode_dtype":"int64""#),
    ("narrow", r#""encode_dtype":"|i1","decode_dtype":"<i8""#),
    ("wide", r#""encode_dtype":"<f8","decode_dtype":"<i8""#),
    ("member-unknown", r#""encode_dtype":"<i2","decode_dtype":"<i8","astype":"<i2""#),
];
