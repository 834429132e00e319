//! Questions about `transpose`: every order of up to three dimensions, some of four, and lists that are none.

use super::ask::{Configured, Questions, Whole, seeded, values};
use super::json::{dimensions, fill_value};
use crate::codec::Operation;
use crate::codec::transpose::DEFINITION;
use crate::data_type::{DataType, Real};
use crate::vectors::{Scenario, ScenarioKind};

/// Shapes whose dimensions are of different lengths, each with orders.
const ORDERS: [(&[u64], &[&str]); 7] = [
    (&[], &["[]"]),
    (&[4], &["[0]"]),
    (&[2, 3], &["[0,1]", "[1,0]"]),
    (&[2, 3, 4], &["[0,1,2]", "[0,2,1]", "[1,0,2]", "[1,2,0]", "[2,0,1]", "[2,1,0]"]),
    (&[2, 1, 3, 2], &["[3,0,1,2]", "[1,2,3,0]", "[2,3,1,0]", "[3,2,1,0]", "[1,3,0,2]"]),
    (&[3, 0, 2], &["[2,0,1]"]),
    (&[1, 2, 1, 2, 3], &["[4,0,3,1,2]"]),
];

/// What is no permutation of three dimensions, and what is one by another way of writing.
const CONFIGURATIONS: [(&str, &str); 13] = [
    ("absent", r#""transpose""#),
    ("empty", r#"{"name":"transpose","configuration":{}}"#),
    ("short", r#"{"name":"transpose","configuration":{"order":[1,0]}}"#),
    ("long", r#"{"name":"transpose","configuration":{"order":[3,2,1,0]}}"#),
    ("none", r#"{"name":"transpose","configuration":{"order":[]}}"#),
    ("repeated", r#"{"name":"transpose","configuration":{"order":[0,0,1]}}"#),
    ("beyond", r#"{"name":"transpose","configuration":{"order":[1,2,3]}}"#),
    ("negative", r#"{"name":"transpose","configuration":{"order":[-1,0,1]}}"#),
    ("C", r#"{"name":"transpose","configuration":{"order":"C"}}"#),
    ("F", r#"{"name":"transpose","configuration":{"order":"F"}}"#),
    ("null", r#"{"name":"transpose","configuration":{"order":null}}"#),
    ("text", r#"{"name":"transpose","configuration":{"order":["0","1","2"]}}"#),
    ("axes", r#"{"name":"transpose","configuration":{"order":[0,1,2],"axes":[0,1,2]}}"#),
];

const CONFIGURED: Configured = Configured::new(&DEFINITION, &["uint8"], &[r#"{"order":[0]}"#]);

pub(super) fn questions() -> Vec<Questions> {
    let configuration = Questions {
        kind: ScenarioKind::Encodings,
        theme: "configuration".to_owned(),
        about: "orders that are no permutation of the dimensions",
        scenarios: configuration(),
    };
    let mut questions = vec![
        Questions::of_types("types", "an order that is not its own inverse", types),
        Questions::of_types("orders", "orders of no to five dimensions", orders),
        configuration,
    ];
    questions.extend(CONFIGURED.questions());
    questions
}

fn whole<'a>(
    data_type: &DataType,
    shape: &[u64],
    slug: &str,
    entry: &str,
    clauses: &'a [&'a str],
) -> Whole<'a> {
    Whole {
        id: format!("{data_type}/{}/{slug}", dimensions(shape)),
        about: format!("the entry {entry}"),
        clauses,
        of: Some(&DEFINITION),
        codec: entry.to_owned(),
        array: Some((data_type.to_json(), fill_value(data_type), shape.to_vec())),
    }
}

fn asked(data_type: &DataType, shape: &[u64], order: &str) -> Vec<Scenario> {
    let slug = order.trim_matches(['[', ']']).replace(',', "-");
    let slug = if slug.is_empty() { "none" } else { &slug };
    let entry = format!(r#"{{"name":"transpose","configuration":{{"order":{order}}}}}"#);
    let clauses = &["transpose/shape", "transpose/elements"];
    let count = shape.iter().product::<u64>() as usize;
    let data = values(data_type, count, &mut seeded(&format!("transpose/{data_type}/{order}")));
    whole(data_type, shape, slug, &entry, clauses).there_and_back(data)
}

fn types(data_type: &DataType) -> Vec<Scenario> {
    asked(data_type, &[2, 3, 2], "[2,0,1]")
}

/// Where elements go does not depend on their type.
fn orders(data_type: &DataType) -> Vec<Scenario> {
    if ![Real::UINT8, Real::FLOAT32, Real::INT64, Real::FLOAT64]
        .map(DataType::Real)
        .contains(data_type)
    {
        return Vec::new();
    }
    let of_shape = |(shape, orders): (&[u64], &[&str])| {
        orders.iter().flat_map(|order| asked(data_type, shape, order)).collect::<Vec<_>>()
    };
    ORDERS.into_iter().flat_map(of_shape).collect()
}

fn configuration() -> Vec<Scenario> {
    let data_type = DataType::Real(Real::UINT8);
    let ask = |(slug, entry): (&str, &str)| {
        let whole = whole(&data_type, &[1, 2, 3], slug, entry, &["transpose/order"]);
        whole.ask(Operation::Encode, vec![1, 2, 3, 4, 5, 6])
    };
    CONFIGURATIONS.into_iter().map(ask).collect()
}
