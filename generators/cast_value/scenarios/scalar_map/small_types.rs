//! Entries of every type that the core specification does not have: each as the input and as the
//! output, its limits and special values among the scalars.

use super::super::Theme;
use super::super::way::{DEFAULT, data_type};
use super::question::question;
use crate::data_type::Real;
use crate::vectors::Scenario;

pub(super) fn small_types() -> Theme {
    let about =
        "entries of sub-byte types, float8 types and bfloat16, limits and special values included";
    Theme::new("small-types", about, TYPES.into_iter().map(data_type).flat_map(of).collect())
}

/// The types of the extensions.
const TYPES: [&str; 15] = [
    "int2",
    "int4",
    "uint2",
    "uint4",
    "float4_e2m1fn",
    "float6_e2m3fn",
    "float6_e3m2fn",
    "float8_e3m4",
    "float8_e4m3",
    "float8_e4m3b11fnuz",
    "float8_e4m3fnuz",
    "float8_e5m2",
    "float8_e5m2fnuz",
    "float8_e8m0fnu",
    "bfloat16",
];

fn of(data_type: Real) -> Vec<Scenario> {
    let name = data_type.name();
    let (min, max) = (data_type.min_finite(), data_type.max_finite());
    let json = |pattern| {
        if data_type.is_integer() {
            data_type.value_to_text(pattern)
        } else {
            data_type.pattern_to_text(pattern)
        }
    };
    let (lowest, highest) = (json(min), json(max));

    let given = format!("20:{highest} 30:{lowest}");
    let given = question(
        "limits-given",
        "the limits of the type are given to integers that it may not hold",
        ["int16", name],
        &given,
        "1 20 30 40 -30",
    );
    let given_to_special = format!("NaN:{lowest} Infinity:{highest} -Infinity:{lowest}");
    let given_to_special = question(
        "limits-given-to-special-values",
        "the limits of the type are given to NaN and to the infinities",
        ["float32", name],
        &given_to_special,
        "NaN Infinity -Infinity 1 1000",
    );

    let special = special_values(data_type);
    let mut keys = vec![(lowest, 1000), (highest, 2000)];
    keys.extend(special.iter().map(|key| ((*key).to_owned(), 3000)));
    let entries: Vec<_> = keys.iter().map(|(key, value)| format!("{key}:{value}")).collect();
    let next = |pattern, step| data_type.from_rank(data_type.rank(pattern)? + step);
    let inputs = [Some(min), next(min, 1), Some(max), next(max, -1)].into_iter().flatten();
    let mut inputs: Vec<_> = inputs.map(|one| data_type.pattern_to_text(one)).collect();
    inputs.extend(special.iter().map(|text| (*text).to_owned()));
    let taken = |output| {
        question(
            "limits-and-special-values",
            "the limits of the type and its special values have entries, the values next to them none",
            [name, output],
            &entries.join(" "),
            &inputs.join(" "),
        )
        .scenarios(&CLAUSES, DEFAULT)
    };
    [
        given.scenarios(&CLAUSES, DEFAULT),
        given_to_special.scenarios(&CLAUSES, DEFAULT),
        taken("int16"),
        taken("float64"),
    ]
    .concat()
}

const CLAUSES: [&str; 2] = ["scalar-map/scalars", "data-types/layout"];

/// The constants that the type has.
fn special_values(data_type: Real) -> Vec<&'static str> {
    let nan = data_type.nan().map(|_| "NaN");
    let infinity = data_type.infinity(false).map(|_| "Infinity");
    let negative = data_type.infinity(true).map(|_| "-Infinity");
    [nan, infinity, negative].into_iter().flatten().collect()
}
