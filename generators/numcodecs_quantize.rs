//! Questions about `numcodecs.quantize`: digits behind and before the point, of every float.

use super::ask::Questions;
use super::numbers::{Asked, configurations, file, type_string, types};
use crate::codec::numcodecs_quantize::DEFINITION;
use crate::data_type::{Kind, Real};
use crate::vectors::Scenario;

pub(super) fn questions() -> Vec<Questions> {
    let numbers = [0.1f64, 1.0 / 3.0, -2.71, 1000.25].map(f64::to_bits);
    let clause = "numcodecs.quantize/digits";
    vec![
        file("digits", "digits of every float, stored as any of them", of_digits()),
        configurations(&DEFINITION, (Real::FLOAT64, &numbers), clause, &CONFIGURATIONS),
    ]
}

/// Those whose power of two every float type has.
const FEW: [i64; 7] = [0, 1, 2, 3, 4, -1, -2];
const MANY: [i64; 5] = [6, 9, 12, 15, -5];

fn of_digits() -> Vec<Scenario> {
    let floats = || types().filter(|real| matches!(real.kind(), Kind::Float(_)));
    let of = |real: Real, stored: Real, digits: i64| {
        let (dtype, astype) = (type_string(real), type_string(stored));
        let astype = match real == stored {
            true => String::new(),
            false => format!(r#","astype":"{astype}""#),
        };
        let asked = Asked {
            codec: &DEFINITION,
            id: format!("{stored}/{digits}"),
            about: format!("{digits} digits of {real}, stored as {stored}"),
            clauses: &["numcodecs.quantize/rounding", "numcodecs.quantize/decode"],
            entry: format!(
                r#"{{"name":"numcodecs.quantize","configuration":{{"digits":{digits},"dtype":"{dtype}"{astype}}}}}"#
            ),
            real,
            fill_value: "1",
        };
        asked.elements(&format!("numcodecs_quantize/{real}/{stored}/{digits}"))
    };
    let digits =
        |real: Real| FEW.into_iter().chain(MANY).take(if real.bytes() == 2 { 7 } else { 12 });
    let pairs = floats().flat_map(|real| floats().map(move |stored| (real, stored)));
    pairs
        .flat_map(|(real, stored)| digits(real).map(move |digits| (real, stored, digits)))
        .filter(|(real, stored, digits)| real == stored || *digits == 2)
        .flat_map(|(real, stored, digits)| of(real, stored, digits))
        .collect()
}

const CONFIGURATIONS: [(&str, &str); 12] = [
    ("digits-absent", r#""dtype":"<f8""#),
    ("digits-null", r#""digits":null,"dtype":"<f8""#),
    ("digits-text", r#""digits":"2","dtype":"<f8""#),
    ("dtype-absent", r#""digits":2"#),
    ("dtype-integer", r#""digits":2,"dtype":"<i8""#),
    ("dtype-unknown", r#""digits":2,"dtype":"<q8""#),
    ("dtype-name", r#""digits":2,"dtype":"float64""#),
    ("astype-null", r#""digits":2,"dtype":"<f8","astype":null"#),
    ("astype-narrow", r#""digits":2,"dtype":"<f8","astype":"<f4""#),
    ("astype-integer", r#""digits":2,"dtype":"<f8","astype":"<i4""#),
    ("digits-more", r#""digits":7,"dtype":"<f8""#),
    ("member-unknown", r#""digits":2,"dtype":"<f8","scale":2"#),
];
