//! The facets of requests about chains, and about codecs by themselves.

use std::sync::Arc;

use serde_json::Value;

use super::facets::{Facets, Key, parse, shape_word, word};
use crate::protocol::{ArrayPart, ChainInput, ChainRequest, Codecs};

pub(super) static FACETS: Facets = Facets {
    names: &[
        ("op", false),
        ("codecs", false),
        ("data_type", false),
        ("shape", true),
        ("data of", true),
        ("metadata", true),
        ("fill_value", true),
    ],
    independent: 6,
    follows: |_, _| false,
};

pub(super) fn key(request: &ChainRequest) -> Key {
    let ChainRequest { operation, codecs, array, input, .. } = request;
    let codecs = Arc::clone(codecs.json());
    let data_type = array.as_ref().map(|array| Arc::clone(&array.data_type));
    let fill_value = array.as_ref().map(|array| Arc::clone(&array.fill_value));
    let words = [shape(array.as_ref()), length(input)];
    (operation.name(), Some(codecs), data_type, fill_value, words)
}

pub(super) fn words(request: &ChainRequest) -> Vec<String> {
    let ChainRequest { operation, codecs, array, input, .. } = request;
    let array = array.as_ref();
    let of_array = |part: fn(&ArrayPart) -> &Arc<str>| {
        array.map_or("absent".to_owned(), |array| word(&parse(part(array))))
    };
    vec![
        operation.name().to_owned(),
        names(codecs),
        of_array(|array| &array.data_type),
        shape(array).to_owned(),
        length(input).to_owned(),
        codecs.json().to_string(),
        of_array(|array| &array.fill_value),
    ]
}

/// The names of the codecs, in their order.
fn names(codecs: &Codecs) -> String {
    let name = |entry: &Value| match entry {
        Value::Object(members) => word(members.get("name").unwrap_or(&Value::Null)),
        other => word(other),
    };
    match codecs {
        Codecs::One { name, .. } => name.clone(),
        Codecs::Chain(list) => match parse(list) {
            Value::Array(entries) if entries.is_empty() => "none".to_owned(),
            Value::Array(entries) => entries.iter().map(name).collect::<Vec<_>>().join(" and "),
            other => word(&other),
        },
    }
}

fn shape(array: Option<&ArrayPart>) -> &'static str {
    array.map_or("none", |array| shape_word(&array.shape))
}

fn length(input: &ChainInput) -> &'static str {
    match input.len() {
        0 => "no bytes",
        1..=16 => "at most 16 bytes",
        17..=256 => "at most 256 bytes",
        _ => "more than 256 bytes",
    }
}
