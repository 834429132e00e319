//! What a request asks, in the words in which others may ask the same.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use crate::codec::Operation;
use crate::data_type::{Real, unpack_raw};
use crate::protocol::{Question, Request};

/// How many facets a request has.
pub(super) const FACETS: usize = 16;

/// By number: its name in a sentence, and whether it is told only where that is needed.
pub(super) const NAMES: [(&str, bool); FACETS] = [
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
];

/// The facets that say by themselves what is asked, of which the others follow.
pub(super) const INDEPENDENT: usize = 6;

/// A word of some facet.
pub(super) type Word = u32;

/// The facets of a request, and the type of its elements.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    pub words: [Word; FACETS],
    pub input_type: Option<Real>,
}

/// The profiles of all requests so far.
#[derive(Default)]
pub(super) struct Profiles {
    all: Vec<Profile>,
    by_key: HashMap<Key, usize>,
    numbers: HashMap<String, Word>,
    texts: Vec<String>,
}

type Key = (&'static str, Option<Arc<str>>, Arc<str>, Arc<str>, &'static str);

impl Profiles {
    pub fn get(&self, at: usize) -> &Profile {
        &self.all[at]
    }

    pub fn text(&self, word: Word) -> &str {
        &self.texts[word as usize]
    }

    /// The number of the profile of a request.
    pub fn of(&mut self, request: &Request) -> usize {
        let shape = shape(request);
        let (data_type, fill_value) = (&request.data_type, &request.fill_value);
        let codec = codec(request).cloned();
        let key =
            (request.question.name(), codec, Arc::clone(data_type), Arc::clone(fill_value), shape);
        if let Some(at) = self.by_key.get(&key) {
            return *at;
        }
        let profile = self.read(request, shape);
        self.all.push(profile);
        self.by_key.insert(key, self.all.len() - 1);
        self.all.len() - 1
    }

    fn read(&mut self, request: &Request, shape: &str) -> Profile {
        let parse = |json: &str| serde_json::from_str::<Value>(json).unwrap_or_default();
        let codec = codec(request).map(|json| parse(json)).unwrap_or_default();
        let configuration = &codec["configuration"];
        let text = |json: &Value| match json {
            Value::Null => "absent".to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let array_type = text(&parse(&request.data_type));
        let codec_type = text(&configuration["data_type"]);
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
        let words = [
            request.question.name().to_owned(),
            array_type.clone(),
            codec_type.clone(),
            text(&configuration["rounding"]),
            text(&configuration["out_of_range"]),
            directions,
            from.clone(),
            to.clone(),
            kind(from).to_owned(),
            kind(to).to_owned(),
            if map.is_null() { "none" } else { "any" }.to_owned(),
            shape.to_owned(),
            form(&fill_value).to_owned(),
            request.fill_value.to_string(),
            members,
            text(&codec["name"]),
        ];
        Profile { words: words.map(|word| self.number(word)), input_type }
    }

    fn number(&mut self, text: String) -> Word {
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        let number = self.texts.len() as Word;
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }
}

fn codec(request: &Request) -> Option<&Arc<str>> {
    match &request.question {
        Question::Elements { codec, .. }
        | Question::Bytes { codec, .. }
        | Question::FillValue { codec }
        | Question::Validate { codec } => Some(codec),
        Question::Chain { codecs, .. } => Some(codecs),
        Question::Scalar => None,
    }
}

/// The elements of a request.
pub(super) fn elements(profile: &Profile, request: &Request) -> Vec<u64> {
    match (&request.question, profile.input_type) {
        (Question::Elements { data, .. }, Some(input_type)) => {
            unpack_raw(input_type, data).collect()
        }
        _ => Vec::new(),
    }
}

/// The dimensions.
fn shape(request: &Request) -> &'static str {
    let (Question::Elements { shape, .. } | Question::Chain { shape, .. }) = &request.question
    else {
        return "none";
    };
    match shape.as_slice() {
        [] => "[]",
        shape if shape.contains(&0) => "without elements",
        [_] => "of one dimension",
        _ => "of several dimensions",
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
