//! Questions about `numcodecs.delta`: every type, stored as every other, and several dimensions.

use super::ask::{Questions, seeded, values};
use super::numbers::{Asked, configurations, file, type_string, types};
use crate::codec::numcodecs_delta::DEFINITION;
use crate::data_type::{DataType, Real, unpack};
use crate::oracle::numpy::cast;
use crate::vectors::Scenario;

pub(super) fn questions() -> Vec<Questions> {
    let int32 = Real::from_name("int32").unwrap_or(Real::INT64);
    let numbers: Vec<u64> = [1u64, 4, 2, 100].to_vec();
    vec![
        file("types", "differences of every type, which wrap or are rounded", of_types()),
        file("astype", "differences that are stored as another type", of_astype()),
        file("shapes", "one element, and elements of several dimensions in C order", of_shapes()),
        configurations(&DEFINITION, (int32, &numbers), "numcodecs.delta/dtype", &CONFIGURATIONS),
    ]
}

fn asked(real: Real, astype: Option<Real>, id: &str, about: String) -> Asked<'static> {
    let member = |real| format!(r#","astype":"{}""#, type_string(real));
    let dtype = type_string(real);
    let astype = astype.map(member).unwrap_or_default();
    Asked {
        codec: &DEFINITION,
        id: id.to_owned(),
        about,
        clauses: &["numcodecs.delta/encode", "numcodecs.delta/decode"],
        entry: format!(
            r#"{{"name":"numcodecs.delta","configuration":{{"dtype":"{dtype}"{astype}}}}}"#
        ),
        real,
        fill_value: "1",
    }
}

fn random(real: Real, count: usize, seed: &str) -> Vec<u64> {
    let bytes = values(&DataType::Real(real), count, &mut seeded(seed));
    unpack(real, &bytes).collect()
}

fn of_types() -> Vec<Scenario> {
    let of = |real: Real| {
        let many = asked(real, None, "any", format!("any elements of {real}"));
        let few = asked(real, None, "small", format!("small numbers of {real}"));
        let any = random(real, 16, &format!("numcodecs_delta/{real}"));
        let many = many.array(&[16], &any);
        [many, few.array(&[10], &small(real, false))].concat()
    };
    types().flat_map(of).collect()
}

/// Numbers that every type has, and whose differences are small; with fractions if wanted.
fn small(real: Real, is_rising: bool) -> Vec<u64> {
    let up = [0.5, 1.0, 3.75, 3.75, 4.0, 10.25, 11.0, 30.5, 100.0, 120.0];
    let down = [100.0, 99.5, 3.0, 3.0, 4.0, 0.25, 120.0, 119.0, 1.75, 0.0];
    let numbers = if is_rising { up } else { down };
    let cast = |number: f64| cast(Real::FLOAT64, real, number.to_bits());
    numbers.into_iter().filter_map(cast).collect()
}

fn of_astype() -> Vec<Scenario> {
    let of = |real: Real, stored: Real| {
        let about = format!("{real} stored as {stored}");
        let rising = asked(real, Some(stored), &format!("{stored}-rising"), about.clone());
        let mut scenarios = rising.array(&[10], &small(real, true));
        // A float that falls has differences that not every type has.
        if real.is_integer() || !stored.is_integer() {
            let any = asked(real, Some(stored), &format!("{stored}-any"), about);
            let mut elements = small(real, false);
            let seed = format!("numcodecs_delta/{real}/{stored}");
            elements.extend(random(real, 6, &seed));
            scenarios.extend(any.array(&[16], &elements));
        }
        scenarios
    };
    types().flat_map(|real| types().flat_map(move |stored| of(real, stored))).collect()
}

fn of_shapes() -> Vec<Scenario> {
    const SHAPES: [&[u64]; 7] = [&[], &[1], &[2], &[2, 3], &[3, 1, 2], &[2, 2, 2, 2], &[100]];
    let of = |real: Real, shape: &[u64]| {
        let asked = asked(real, None, "C", format!("{real} of the shape {shape:?}"));
        let count = shape.iter().product::<u64>() as usize;
        asked.array(shape, &random(real, count, &format!("numcodecs_delta/{real}/{shape:?}")))
    };
    let reals = [Real::UINT8, Real::INT64, Real::FLOAT32];
    reals
        .into_iter()
        .flat_map(|real| SHAPES.iter().flat_map(move |shape| of(real, shape)))
        .collect()
}

const CONFIGURATIONS: [(&str, &str); 15] = [
    ("dtype-absent", ""),
    ("dtype-name", r#""dtype":"int32""#),
    ("dtype-bare", r#""dtype":"i4""#),
    ("dtype-unknown", r#""dtype":"<q9""#),
    ("dtype-object", r#""dtype":"|O""#),
    ("dtype-number", r#""dtype":4"#),
    ("astype-absent", r#""dtype":"<i4""#),
    ("astype-null", r#""dtype":"<i4","astype":null"#),
    ("astype-same", r#""dtype":"<i4","astype":"<i4""#),
    ("astype-narrow", r#""dtype":"<i4","astype":"|i1""#),
    ("astype-wide", r#""dtype":"<i4","astype":"<i8""#),
    ("astype-float", r#""dtype":"<i4","astype":"<f4""#),
    ("astype-unknown", r#""dtype":"<i4","astype":"<q9""#),
    ("astype-object", r#""dtype":"<i4","astype":"|O""#),
    ("member-unknown", r#""dtype":"<i4","order":2"#),
];
