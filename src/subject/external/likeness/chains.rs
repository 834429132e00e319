//! The facets of requests about chains, and about codecs by themselves.

use std::sync::Arc;

use serde_json::Value;

use super::facets::{Facets, Key, parse, shape_word, word};
use crate::codec::Operation;
use crate::protocol::{ChainInput, Codecs, Request};

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
    types: &[],
    follows: |_, _| false,
};

/// The request that has the metadata of the array, and the shape.
pub(super) type Array<'a> = Option<(&'a Request, &'a [u64])>;

pub(super) fn key(operation: Operation, codecs: &Codecs, array: Array, input: &ChainInput) -> Key {
    let codecs = Arc::clone(codecs.json());
    let data_type = array.map(|(request, _)| Arc::clone(&request.data_type));
    let fill_value = array.map(|(request, _)| Arc::clone(&request.fill_value));
    (operation.name(), Some(codecs), data_type, fill_value, [shape(array), length(input)])
}

pub(super) fn words(
    operation: Operation,
    codecs: &Codecs,
    array: Array,
    input: &ChainInput,
) -> Vec<String> {
    let of_array = |part: fn(&Request) -> &Arc<str>| {
        array.map_or("absent".to_owned(), |(request, _)| word(&parse(part(request))))
    };
    vec![
        operation.name().to_owned(),
        names(codecs),
        of_array(|request| &request.data_type),
        shape(array).to_owned(),
        length(input).to_owned(),
        codecs.json().to_string(),
        of_array(|request| &request.fill_value),
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

fn shape(array: Array) -> &'static str {
    array.map_or("none", |(_, shape)| shape_word(shape))
}

fn length(input: &ChainInput) -> &'static str {
    match input.len() {
        0 => "no bytes",
        1..=16 => "at most 16 bytes",
        17..=256 => "at most 256 bytes",
        _ => "more than 256 bytes",
    }
}
