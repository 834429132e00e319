//! Wrong arithmetic, as it is written by people, against the vectors: each formula is wrong somewhere that is asked, and the
//! right one nowhere. The formulas are the machine's, and share nothing with the oracle.

mod rounded;
mod scaled_floats;
mod scaled_integers;

use serde_json::Value;
use zarrproof::codec::Operation;
use zarrproof::data_type::Real;
use zarrproof::vectors::{Ask, Element, Expected, Outcome, Scenario, Store};

/// The scenarios about elements of a type of which every member of the configuration can be read here, and which
/// have a result.
fn scenarios(room: &str, data_type: &str) -> Vec<Scenario> {
    let store = Store::directory(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors")).expect("vectors");
    let path = format!("{room}/elementwise/{data_type}.json");
    let is_integer = Real::from_name(data_type).expect("a type").is_integer();
    let all = store.scenarios(&path).expect("a file").scenarios.into_iter();
    let is_plain = |scenario: &Scenario| {
        let refused = |one: &Element| one.expected == Expected::Only(Outcome::Error);
        // A whole number may be spelt as a fraction, which is not for this test to read.
        let is_number =
            |one: &Value| one.is_i64() || one.is_u64() || !is_integer && one.is_number();
        let configuration = configuration(scenario);
        configuration.as_object().is_none_or(|members| members.values().all(is_number))
            && matches!(&scenario.ask, Ask::Elements { elements, .. } if !elements.iter().all(refused))
    };
    all.filter(is_plain).collect()
}

fn configuration(scenario: &Scenario) -> Value {
    let codec = scenario.codec.as_deref().and_then(|json| serde_json::from_str::<Value>(json).ok());
    codec.map(|codec| codec["configuration"].clone()).unwrap_or_default()
}

/// A member of the configuration as a number, which is read from its text.
fn number<T: std::str::FromStr>(scenario: &Scenario, member: &str) -> Option<T> {
    let number = configuration(scenario).get(member)?.to_string();
    number.parse().ok()
}

/// The first case at which a formula is wrong. It gives the pattern, or none where it fails.
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

/// The formula that is right.
const RIGHT: &str = "right";

/// Finds the case that shows that a formula is wrong.
fn fate(name: &str, scenarios: &[Scenario], first: impl Fn(&Scenario) -> Option<String>) {
    assert!(scenarios.len() > 3, "{} scenarios", scenarios.len());
    let wrong = scenarios.iter().find_map(first);
    assert_eq!(wrong.is_none(), name == RIGHT, "{name}: {wrong:?}");
}
