//! The golden vectors, each computed again with large integers.

use num_bigint::BigUint;
use serde_json::Value;
use zarrproof::codec::Operation;
use zarrproof::data_type::DataType;
use zarrproof::vectors::{Ask, Scenario, ScenarioKind, Store, VectorData};

use super::Kind;
use super::case::{Case, PADDING_ENCODINGS};

/// The bits of a component of a type, how many there are, and whether their sign is extended. Raw bits are not
/// supported (SN-304).
fn kind(data_type: &DataType) -> Option<Kind> {
    let bits = data_type.component_bits()? as usize;
    let components = data_type.components() as usize;
    let name = data_type.name();
    let is_signed = name.starts_with("int") || name.starts_with("numpy.");
    let known = if name == "bool" { "bool" } else { "another" };
    let is_raw = matches!(data_type, DataType::Raw(_));
    (!is_raw).then_some(Kind(known, bits, components, is_signed))
}

/// What a scenario asks about, unless its metadata is invalid.
fn case(scenario: &Scenario, shape: &[u64]) -> Option<Case> {
    let kind = kind(&DataType::from_json(&scenario.data_type).expect("a data type"))?;
    let codec = scenario.codec.as_deref().expect("a codec");
    let codec: Value = serde_json::from_str(codec).expect("JSON");
    let configuration = codec.get("configuration").cloned().unwrap_or(Value::Null);
    let names = ["first_bit", "last_bit", "padding_encoding"];
    let members = configuration.as_object().cloned().unwrap_or_default();
    if !members.keys().all(|name| names.contains(&name.as_str())) {
        return None;
    }
    // A bit that is absent or null is the first of the component, or the last.
    let bit = |name: &str, other: usize| match &configuration[name] {
        Value::Null => Some(other),
        index => index.as_u64().and_then(|index| usize::try_from(index).ok()),
    };
    let (first, last) = (bit("first_bit", 0)?, bit("last_bit", kind.1 - 1)?);
    let padding_encoding = match configuration.get("padding_encoding") {
        None => "none",
        Some(word) => PADDING_ENCODINGS.into_iter().find(|one| word == *one)?,
    };
    let count = shape.iter().product::<u64>() as usize;
    let order = 'A';
    (first <= last && last < kind.1).then_some(Case {
        kind,
        count,
        first,
        last,
        padding_encoding,
        order,
    })
}

/// The digits of the large integer that bytes are, if there are as many bytes as the elements take.
fn unpack(case: &Case, bytes: &[u8]) -> Option<Vec<BigUint>> {
    let (padding, bytes) = match case.padding_encoding {
        "first_byte" => bytes.split_first().map(|(padding, rest)| (Some(*padding), rest))?,
        "last_byte" => bytes.split_last().map(|(padding, rest)| (Some(*padding), rest))?,
        _ => (None, bytes),
    };
    let length = (case.components() * case.kept()).div_ceil(8);
    let is_right = padding.is_none_or(|padding| usize::from(padding) == case.padding());
    let base = BigUint::from(1u8) << case.kept();
    let mut all = BigUint::from_bytes_le(bytes);
    let mut digit = |_| {
        let digit = &all % &base;
        all /= &base;
        digit
    };
    (is_right && bytes.len() == length).then(|| (0..case.components()).map(&mut digit).collect())
}

#[test]
fn every_vector_is_what_large_integers_give() {
    let store = Store::directory(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors")).expect("vectors");
    let is_own = |path: &String| {
        path.starts_with("packbits/")
            && ScenarioKind::of_path(path) == Some(ScenarioKind::Encodings)
    };
    let (mut held, mut refused) = (0, 0);
    for path in store.scenario_paths().into_iter().filter(is_own) {
        for scenario in store.scenarios(&path).expect("a file").scenarios {
            let Ask::Data { operation, shape: Some(shape), data, expected, .. } = &scenario.ask
            else {
                panic!("{} asks for no array", scenario.id)
            };
            let data = data.bytes().expect("elements of a fixed size");
            let due = case(&scenario, shape).and_then(|case| match operation {
                Operation::Encode => Some(case.pack(&case.extract(data))),
                Operation::Decode => Some(case.extend(&unpack(&case, data)?)),
            });
            let due = due.map(VectorData::Bytes);
            assert_eq!(expected.stand, due, "{}", scenario.id);
            held += 1;
            refused += usize::from(due.is_none());
        }
    }
    assert!(held > 4_000 && refused > 500, "{held} {refused}");
}
