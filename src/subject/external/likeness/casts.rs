//! The facets of casts.

use std::sync::Arc;

use serde_json::Value;

use super::facets::{Facets, Key, parse, shape_word, word};
use crate::codec::Operation;
use crate::data_type::Real;
use crate::protocol::{Question, Request};

pub(super) static FACETS: Facets = Facets {
    names: &[
        ("op", false),
        ("data_type", false),
        ("a codec's data_type of", false),
        ("rounding", false),
        ("out_of_range", false),
        ("scalar_map for", false),
        ("elements cast from", false),
        ("elements cast to", false),
        ("elements cast from a type that is", false),
        ("elements cast to a type that is", false),
        ("a scalar_map:", true),
        ("shape", true),
        ("a fill_value that is", true),
        ("fill_value", true),
        ("a configuration of", true),
        ("codec", true),
    ],
    independent: 6,
    types: &[1, 2],
    follows: |facet, has| match facet {
        6 | 7 => has(0) && has(1) && has(2),
        8 => has(6),
        9 => has(7),
        10 => has(5),
        12 => has(13),
        _ => false,
    },
};

pub(super) fn key(request: &Request) -> Key {
    let Request { question, data_type, fill_value, .. } = request;
    let (data_type, fill_value) = (Arc::clone(data_type), Arc::clone(fill_value));
    let codec = question.codec().cloned();
    (question.name(), codec, Some(data_type), Some(fill_value), [shape(question), ""])
}

/// The words of a request, and the type of its elements.
pub(super) fn words(request: &Request) -> (Vec<String>, Option<Real>) {
    let codec = request.question.codec().map(|json| parse(json)).unwrap_or_default();
    let configuration = &codec["configuration"];
    let array_type = word(&parse(&request.data_type));
    let codec_type = word(&configuration["data_type"]);
    let (from, to) = match &request.question {
        Question::Elements { operation: Operation::Decode, .. } => (&codec_type, &array_type),
        _ => (&array_type, &codec_type),
    };
    let input_type = match &request.question {
        Question::Elements { .. } => Real::from_name(from).ok(),
        _ => None,
    };
    let map = &configuration["scalar_map"];
    let directions = ["encode", "decode"].into_iter().filter(|name| !map[name].is_null());
    let directions = match (map, directions.collect::<Vec<_>>()) {
        (Value::Null, _) => "nothing".to_owned(),
        (_, directions) => directions.join(" and "),
    };
    let fill_value = parse(&request.fill_value);
    let mut members: Vec<_> =
        configuration.as_object().into_iter().flat_map(|members| members.keys()).collect();
    members.sort();
    let members = members.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let words = vec![
        request.question.name().to_owned(),
        array_type.clone(),
        codec_type.clone(),
        word(&configuration["rounding"]),
        word(&configuration["out_of_range"]),
        directions,
        from.clone(),
        to.clone(),
        kind(from).to_owned(),
        kind(to).to_owned(),
        if map.is_null() { "none" } else { "any" }.to_owned(),
        shape(&request.question).to_owned(),
        form(&fill_value).to_owned(),
        request.fill_value.to_string(),
        members,
        word(&codec["name"]),
    ];
    (words, input_type)
}

fn shape(question: &Question) -> &'static str {
    match question {
        Question::Elements { shape, .. } => shape_word(shape),
        _ => "none",
    }
}

fn kind(name: &str) -> &'static str {
    match Real::from_name(name) {
        Err(_) => "unknown",
        Ok(data_type) if !data_type.is_integer() => "a float",
        Ok(_) if name.starts_with('u') => "an unsigned integer",
        Ok(_) => "a signed integer",
    }
}

/// The form of fill-value JSON.
fn form(json: &Value) -> &'static str {
    match json {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a number with a fraction or an exponent",
        Value::Number(_) => "an integer",
        Value::String(text) if text.starts_with("0x") => "a hexadecimal string",
        Value::String(text) if ["NaN", "Infinity", "-Infinity"].contains(&text.as_str()) => {
            "the name of a value that is not finite"
        }
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
