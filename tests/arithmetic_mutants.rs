//! Wrong arithmetic, as it is written by people, against the vectors of `scale_offset`: each formula is wrong somewhere that is
//! asked, and the right one nowhere. The formulas are the machine's, and share nothing with the oracle.

use serde_json::Value;
use zarrproof::codec::Operation;
use zarrproof::data_type::Real;
use zarrproof::vectors::{Ask, Element, Expected, Outcome, Scenario, Store};

/// The offset, the scale, and the input.
type Formula<T> = fn(T, T, T) -> Option<T>;

/// A formula of each operation. Members that are absent are the identities.
struct Arithmetic<T> {
    name: &'static str,
    encode: Formula<T>,
    decode: Formula<T>,
}

const FLOATS: [Arithmetic<f64>; 8] = [
    Arithmetic {
        name: "right",
        encode: |o, s, x| Some((x - o) * s),
        decode: |o, s, x| Some(x / s + o),
    },
    Arithmetic {
        name: "distributes the scale",
        encode: |o, s, x| Some(x * s - o * s),
        decode: |o, s, x| Some(x / s + o),
    },
    Arithmetic {
        name: "multiplies by the reciprocal",
        encode: |o, s, x| Some((x - o) * s),
        decode: |o, s, x| Some(x * (1.0 / s) + o),
    },
    Arithmetic {
        name: "fuses both operations",
        encode: |o, s, x| Some(x.mul_add(s, -o * s)),
        decode: |o, s, x| Some(x.mul_add(1.0 / s, o)),
    },
    Arithmetic {
        name: "scales first",
        encode: |o, s, x| Some(x * s - o),
        decode: |o, s, x| Some((x + o) / s),
    },
    Arithmetic {
        name: "computes in float32",
        encode: |o, s, x| Some(f64::from((x as f32 - o as f32) * s as f32)),
        decode: |o, s, x| Some(f64::from(x as f32 / s as f32 + o as f32)),
    },
    Arithmetic {
        name: "divides to encode",
        encode: |o, s, x| Some((x - o) / s),
        decode: |o, s, x| Some(x * s + o),
    },
    Arithmetic {
        name: "adds the offset to encode",
        encode: |o, s, x| Some((x + o) * s),
        decode: |o, s, x| Some(x / s - o),
    },
];

/// The quotient, if it is whole.
fn whole(x: i64, s: i64) -> Option<i64> {
    if x.checked_rem(s)? == 0 { x.checked_div(s) } else { None }
}

const INTEGERS: [Arithmetic<i64>; 6] = [
    Arithmetic {
        name: "right",
        encode: |o, s, x| x.checked_sub(o)?.checked_mul(s),
        decode: |o, s, x| whole(x, s)?.checked_add(o),
    },
    Arithmetic {
        name: "wraps",
        encode: |o, s, x| Some(x.wrapping_sub(o).wrapping_mul(s)),
        decode: |o, s, x| Some(whole(x, s)?.wrapping_add(o)),
    },
    Arithmetic {
        name: "saturates",
        encode: |o, s, x| Some(x.saturating_sub(o).saturating_mul(s)),
        decode: |o, s, x| Some(whole(x, s)?.saturating_add(o)),
    },
    Arithmetic {
        name: "computes in float64",
        encode: |o, s, x| Some(((x as f64 - o as f64) * s as f64) as i64),
        decode: |o, s, x| Some((x as f64 / s as f64 + o as f64) as i64),
    },
    Arithmetic {
        name: "looks at the last value only",
        encode: |o, s, x| i64::try_from((i128::from(x) - i128::from(o)) * i128::from(s)).ok(),
        decode: |o, s, x| whole(x, s)?.checked_add(o),
    },
    Arithmetic {
        name: "scales first",
        encode: |o, s, x| x.checked_mul(s)?.checked_sub(o),
        decode: |o, s, x| whole(x.checked_add(o)?, s),
    },
];

/// The scenarios of a type with numbers for what they have of offset and scale.
fn scenarios(data_type: &str) -> Vec<Scenario> {
    let store = Store::directory(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors")).expect("vectors");
    let path = format!("scale_offset/elementwise/{data_type}.json");
    let is_integer = Real::from_name(data_type).expect("a type").is_integer();
    let all = store.scenarios(&path).expect("a file").scenarios.into_iter();
    let is_plain = |scenario: &Scenario| {
        let refused = |one: &Element| one.expected == Expected::Only(Outcome::Error);
        let members = ["offset", "scale"].map(|member| number(scenario, member));
        // A whole number may be spelt as a fraction, which is not for this test to read.
        let is_number = |one: &Value| one.is_i64() || !is_integer && one.is_number();
        members.iter().all(|one| one.as_ref().is_none_or(is_number))
            && matches!(&scenario.ask, Ask::Elements { elements, .. } if !elements.iter().all(refused))
    };
    all.filter(is_plain).collect()
}

fn number(scenario: &Scenario, member: &str) -> Option<Value> {
    let codec: Value = serde_json::from_str(scenario.codec.as_deref()?).ok()?;
    codec["configuration"].get(member).cloned()
}

/// The first case at which a formula is wrong.
fn first_wrong(
    scenario: &Scenario,
    formula: impl Fn(Operation, u64) -> Option<u64>,
) -> Option<String> {
    let Ask::Elements { operation, input_type, elements, .. } = &scenario.ask else { return None };
    let is_wrong = |one: &&Element| {
        let found = formula(*operation, one.input).map_or(Outcome::Error, Outcome::Bits);
        !one.expected.accepts(*input_type, found)
    };
    let wrong = elements.iter().find(is_wrong);
    wrong.map(|one| scenario.element_id(*input_type, one.input))
}

/// What becomes of each formula: the case that shows that it is wrong.
fn fates<T>(
    family: &[Arithmetic<T>],
    first: impl Fn(&Arithmetic<T>, &Scenario) -> Option<String>,
    scenarios: &[Scenario],
) {
    for arithmetic in family {
        let wrong = scenarios.iter().find_map(|scenario| first(arithmetic, scenario));
        assert_eq!(wrong.is_none(), arithmetic.name == "right", "{}: {wrong:?}", arithmetic.name);
    }
}

#[test]
fn wrong_arithmetic_of_float64_shows() {
    let first = |arithmetic: &Arithmetic<f64>, scenario: &Scenario| {
        let member =
            |name, other| number(scenario, name).map_or(other, |one| one.as_f64().unwrap());
        let (offset, scale) = (member("offset", 0.0), member("scale", 1.0));
        let has_offset = number(scenario, "offset").is_some();
        first_wrong(scenario, |operation, input| {
            let x = f64::from_bits(input);
            let formula = match operation {
                Operation::Encode => arithmetic.encode,
                Operation::Decode => arithmetic.decode,
            };
            // Without an offset nothing is added: -0 stays -0 (SN-106).
            let offset = if has_offset || operation == Operation::Encode { offset } else { -0.0 };
            formula(offset, scale, x).map(f64::to_bits)
        })
    };
    fates(&FLOATS, first, &scenarios("float64"));
}

#[test]
fn wrong_arithmetic_of_int64_shows() {
    let first = |arithmetic: &Arithmetic<i64>, scenario: &Scenario| {
        let member =
            |name, other| number(scenario, name).map_or(other, |one| one.as_i64().unwrap());
        let (offset, scale) = (member("offset", 0), member("scale", 1));
        first_wrong(scenario, |operation, input| {
            let formula = match operation {
                Operation::Encode => arithmetic.encode,
                Operation::Decode => arithmetic.decode,
            };
            formula(offset, scale, input as i64).map(|found| found as u64)
        })
    };
    fates(&INTEGERS, first, &scenarios("int64"));
}
