//! The requests that ask for cases, and whether a subject takes them.

use std::sync::Arc;

use serde_json::Value;

use super::Asked;
use crate::codec::Operation;
use crate::codec::column::{Column, Conversion};
use crate::codec::definition::Definition;
use crate::data_type::{DataType, Real, fill_value, pack, pack_raw};
use crate::protocol::{ArrayPart, ChainInput, Codecs, Hello, Layout, Question, Request};
use crate::subject::{Reply, Subject};
use crate::vectors::{Ask, Scenario, VectorData};

/// The fill value where none matters. It has a value, and survives its round trip, in all 26 types.
const FILL_VALUE: &str = "1";

/// The metadata under which elements are asked for, in one direction.
#[derive(Clone, Debug)]
pub(super) struct Setup {
    pub operation: Operation,
    pub input_type: Real,
    pub output_type: Real,
    pub codec: Arc<str>,
    pub data_type: Arc<str>,
    pub fill_value: Arc<str>,
}

impl Setup {
    /// That of a configuration of element vectors, for each operation that the subject does.
    pub fn of_column(hello: &Hello, column: &Column) -> Vec<Setup> {
        let Conversion { codec, input_type, output_type } = column.conversion;
        let names = [input_type.name(), output_type.name()];
        let setup = |operation| Setup {
            operation,
            input_type,
            output_type,
            codec: column.entry(operation).into(),
            data_type: format!("\"{}\"", column.array_type(operation)).into(),
            fill_value: FILL_VALUE.into(),
        };
        column
            .operations()
            .into_iter()
            .filter(|operation| hello.supports(codec.name, operation.name(), &names))
            .map(setup)
            .collect()
    }

    /// That of a scenario that asks about elements.
    pub fn of_scenario(scenario: &Scenario) -> Option<Setup> {
        let Ask::Elements { operation, input_type, output_type, .. } = &scenario.ask else {
            return None;
        };
        Some(Setup {
            operation: *operation,
            input_type: *input_type,
            output_type: *output_type,
            codec: Arc::clone(scenario.codec.as_ref()?),
            data_type: Arc::clone(&scenario.data_type),
            fill_value: Arc::clone(&scenario.fill_value),
        })
    }

    /// Asks for `length` elements.
    pub fn request(&self, id: u64, length: usize, inputs: impl Iterator<Item = u64>) -> Request {
        Request {
            id,
            question: Question::Elements {
                operation: self.operation,
                codec: Arc::clone(&self.codec),
                shape: vec![length as u64],
                data: pack(self.input_type, inputs),
                layout: Layout::C,
            },
            data_type: Arc::clone(&self.data_type),
            fill_value: Arc::clone(&self.fill_value),
        }
    }
}

/// Asks every request, and returns a reply for each.
pub(super) fn ask_all(subject: &mut dyn Subject, requests: &[Request]) -> Vec<Reply> {
    let mut replies = subject.ask(requests);
    replies.resize(requests.len(), Reply::crash("it did not answer"));
    replies
}

/// Asks for one thing by itself, through each operation that the subject does. The requests have no
/// ids yet.
pub(super) fn alone(hello: &Hello, asked: &Asked) -> Vec<Request> {
    match asked {
        Asked::Element { column, input, .. } => Setup::of_column(hello, column)
            .iter()
            .map(|setup| setup.request(0, 1, [*input].into_iter()))
            .collect(),
        Asked::Stored { .. } => Vec::new(),
        Asked::Scenario { scenario, .. } if !supports(hello, scenario) => Vec::new(),
        Asked::Scenario { scenario, input, .. } => match (Setup::of_scenario(scenario), input) {
            (Some(setup), Some(input)) => vec![setup.request(0, 1, [*input].into_iter())],
            _ => whole(scenario).into_iter().collect(),
        },
    }
}

/// The one request of a scenario that does not ask about several elements.
fn whole(scenario: &Scenario) -> Option<Request> {
    let codec = || scenario.codec.clone();
    let question = match &scenario.ask {
        Ask::Elements { .. } => return None,
        Ask::Array { operation, input_type, shape, input, .. } => Question::Elements {
            operation: *operation,
            codec: codec()?,
            shape: shape.clone(),
            data: pack_raw(*input_type, input.iter().copied()),
            layout: Layout::C,
        },
        Ask::Data { operation, shape, data, .. } => {
            let array = shape.as_ref().map(|shape| ArrayPart {
                data_type: Arc::clone(&scenario.data_type),
                fill_value: Arc::clone(&scenario.fill_value),
                shape: shape.clone(),
            });
            let codecs = match scenario.is_chain() {
                true => Codecs::Chain(codec()?),
                false => {
                    let name = scenario.codec_of_file()?.name.to_owned();
                    Codecs::One { entry: codec()?, name }
                }
            };
            let input = input(data, &scenario.data_type)?;
            return Some(Request::about(0, *operation, codecs, array, input));
        }
        Ask::FillValue { .. } | Ask::FillElement { .. } => Question::FillValue { codec: codec()? },
        Ask::Validity { .. } => Question::Validate { codec: codec()? },
        Ask::Scalar { .. } | Ask::Element { .. } => Question::Scalar,
    };
    Some(Request {
        id: 0,
        question,
        data_type: Arc::clone(&scenario.data_type),
        fill_value: Arc::clone(&scenario.fill_value),
    })
}

/// What goes in, as requests have it.
fn input(payload: &VectorData, data_type: &str) -> Option<ChainInput> {
    match payload {
        VectorData::Bytes(bytes) => Some(ChainInput::Data(bytes.clone())),
        VectorData::Elements(elements) => {
            let data_type = DataType::from_json(data_type).ok()?;
            let json = elements.iter().map(|one| fill_value::write(&data_type, one).into());
            Some(ChainInput::Elements(json.collect()))
        }
    }
}

/// Whether the subject claims to do what a scenario asks.
pub(super) fn supports(hello: &Hello, scenario: &Scenario) -> bool {
    let operation = match &scenario.ask {
        Ask::Elements { operation, .. }
        | Ask::Array { operation, .. }
        | Ask::Data { operation, .. } => operation.name(),
        Ask::FillValue { .. } | Ask::FillElement { .. } => "fill_value",
        Ask::Validity { .. } => "validate",
        Ask::Scalar { output_type, .. } => {
            return hello.scalars.iter().any(|name| name == output_type.name());
        }
        Ask::Element { .. } => {
            let data_type = scenario.data_type_of_scalar();
            return hello.scalars.iter().any(|name| Some(&**name) == data_type);
        }
    };
    let Some(codec) = scenario.codec.as_deref() else { return false };
    if scenario.is_of_variable_size() && !hello.variable {
        return false;
    }
    if scenario.is_chain() {
        let names = names(codec);
        return hello.chains && names.iter().all(|name| hello.supports(name, operation, &[]));
    }
    match scenario.codec_of_file() {
        Some(codec) if codec.elements.is_some() => {
            let types = named_types(codec, scenario);
            hello.supports(codec.name, operation, &types)
        }
        Some(codec) => {
            let data_type = DataType::from_json(&scenario.data_type).ok();
            let name = data_type.as_ref().map(DataType::name);
            hello.supports(codec.name, operation, name.as_deref().as_slice())
        }
        None => false,
    }
}

/// The names of the codecs of a list, as far as that can be seen: it need not be valid.
fn names(list: &str) -> Vec<String> {
    let list: Vec<Value> = serde_json::from_str(list).unwrap_or_default();
    let name = |entry: &Value| entry.as_str().or(entry["name"].as_str()).map(str::to_owned);
    list.iter().filter_map(name).collect()
}

/// The data types that metadata names, as far as that can be seen: it need not be valid.
fn named_types(codec: &Definition, scenario: &Scenario) -> Vec<&'static str> {
    let parse = |json: &str| serde_json::from_str::<Value>(json).unwrap_or_default();
    let entry = scenario.codec.as_deref().map(parse).unwrap_or_default();
    let encoded = codec.elements.and_then(|rules| entry.pointer(rules.encoded_type));
    let array = parse(&scenario.data_type);
    let name = |json: &Value| {
        let name = json.as_str().or_else(|| json["name"].as_str())?;
        Real::from_name(name).ok().map(Real::name)
    };
    [&array].into_iter().chain(encoded).filter_map(name).collect()
}
