//! A subject that is wrong in one way: it asks one that is right, another question or with another
//! answer.

use serde_json::{Map, Value};
use zarrproof::codec::Operation;
use zarrproof::codec::notes::Readings;
use zarrproof::data_type::{Real, pack, unpack};
use zarrproof::protocol::{Answer, Hello, Question, Request};
use zarrproof::subject::{Reply, Subject, start_oracle};

/// Answers with the help of one that is right.
struct Wrong {
    right: Box<dyn Subject>,
    hello: Hello,
    /// What it may be wrong about.
    concerns: fn(&Request) -> bool,
    answer: fn(&mut Right, &Request) -> Answer,
}

/// One that is right.
pub struct Right<'a>(pub &'a mut dyn Subject);

/// One that is wrong about elements.
pub fn wrong(answer: fn(&mut Right, &Request) -> Answer) -> Box<dyn Subject> {
    wrong_about(|request| types(request).is_some(), answer)
}

/// One that is wrong about whether metadata is valid.
pub fn wrong_about_metadata(answer: fn(&mut Right, &Request) -> Answer) -> Box<dyn Subject> {
    wrong_about(|request| matches!(request.question, Question::Validate { .. }), answer)
}

fn wrong_about(
    concerns: fn(&Request) -> bool,
    answer: fn(&mut Right, &Request) -> Answer,
) -> Box<dyn Subject> {
    let right = start_oracle(Readings::stand());
    let hello = right.hello().clone();
    Box::new(Wrong { right, hello, concerns, answer })
}

impl Subject for Wrong {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        let mut right = Right(self.right.as_mut());
        let answer = |request: &Request| match (self.concerns)(request) {
            true => (self.answer)(&mut right, request),
            false => right.answer(request),
        };
        requests.iter().map(answer).map(Reply::Answer).collect()
    }
}

impl Right<'_> {
    pub fn answer(&mut self, request: &Request) -> Answer {
        match self.0.ask(std::slice::from_ref(request)).pop() {
            Some(Reply::Answer(answer)) => answer,
            other => panic!("the oracle came to {other:?}"),
        }
    }

    /// The answer as it would be under another configuration.
    pub fn under(&mut self, request: &Request, change: impl Fn(&mut Map<String, Value>)) -> Answer {
        self.answer(&changed(request, change))
    }

    /// The answer with some of its elements spoilt: `spoil` is given the position, the input and the
    /// output.
    pub fn but(
        &mut self,
        request: &Request,
        mut spoil: impl FnMut(usize, u64, &mut u64),
    ) -> Answer {
        let answer = self.answer(request);
        let (Some((input_type, output_type)), Answer::Data(data)) = (types(request), &answer)
        else {
            return answer;
        };
        let inputs = match &request.question {
            Question::Elements { data, .. } => unpack(input_type, data).collect(),
            _ => vec![0; data.len()],
        };
        let mut outputs: Vec<u64> = unpack(output_type, data).collect();
        for (at, (output, input)) in outputs.iter_mut().zip(inputs).enumerate() {
            spoil(at, input, output);
        }
        Answer::Data(pack(output_type, outputs))
    }
}

pub fn changed(request: &Request, change: impl Fn(&mut Map<String, Value>)) -> Request {
    let mut request = request.clone();
    if let Question::Elements { codec, .. }
    | Question::FillValue { codec }
    | Question::Validate { codec } = &mut request.question
    {
        let mut json: Value = serde_json::from_str(codec).expect("JSON");
        if let Some(configuration) = json["configuration"].as_object_mut() {
            change(configuration);
        }
        *codec = json.to_string().into();
    }
    request
}

/// The types before and after, where there are elements.
pub fn types(request: &Request) -> Option<(Real, Real)> {
    let array = Real::from_name(request.data_type.trim_matches('"')).ok()?;
    match &request.question {
        Question::Elements { operation, .. } => Some(match operation {
            Operation::Encode => (array, encoded(request)?),
            Operation::Decode => (encoded(request)?, array),
        }),
        Question::FillValue { .. } => Some((array, encoded(request)?)),
        Question::Scalar => Some((array, array)),
        Question::Validate { .. } | Question::Data { .. } => None,
    }
}

pub fn encoded(request: &Request) -> Option<Real> {
    let (Question::Elements { codec, .. } | Question::FillValue { codec }) = &request.question
    else {
        return None;
    };
    let json: Value = serde_json::from_str(codec).ok()?;
    Real::from_name(json["configuration"]["data_type"].as_str()?).ok()
}

pub fn data_type(name: &str) -> Real {
    Real::from_name(name).expect("a data type's name")
}

/// The data type of the output.
pub fn output(request: &Request) -> Real {
    types(request).expect("elements").1
}

/// How many elements are asked for.
pub fn length(request: &Request) -> usize {
    match &request.question {
        Question::Elements { shape, .. } => shape.iter().product::<u64>() as usize,
        _ => 1,
    }
}

pub fn rounding(configuration: &mut Map<String, Value>, from: &str, to: &str) {
    if configuration.get("rounding").and_then(Value::as_str).unwrap_or("nearest-even") == from {
        configuration.insert("rounding".to_owned(), to.into());
    }
}

/// Another range rule, `unset` being none.
pub fn rule(configuration: &mut Map<String, Value>, from: &str, to: &str) {
    let found = configuration.get("out_of_range").and_then(Value::as_str).unwrap_or("unset");
    if found == from {
        configuration.remove("out_of_range");
        if to != "unset" {
            configuration.insert("out_of_range".to_owned(), to.into());
        }
    }
}

/// The entries of a map, in both directions.
pub fn entries(configuration: &mut Map<String, Value>, change: impl Fn(&mut Vec<Value>)) {
    let map = configuration.get_mut("scalar_map").and_then(Value::as_object_mut);
    for entries in map.into_iter().flat_map(|map| map.values_mut()) {
        entries.as_array_mut().into_iter().for_each(&change);
    }
}

pub fn error() -> Answer {
    Answer::Error { kind: None, message: "wrong".to_owned() }
}

pub fn is_error(answer: &Answer) -> bool {
    matches!(answer, Answer::Error { .. })
}

pub fn value(data_type: Real, pattern: u64) -> f64 {
    data_type.value_to_text(pattern).parse().expect("a number")
}

pub fn input(request: &Request) -> Real {
    types(request).expect("elements").0
}

pub fn inputs(request: &Request) -> Vec<u64> {
    match &request.question {
        Question::Elements { data, .. } => unpack(input(request), data).collect(),
        _ => Vec::new(),
    }
}

pub fn has_no_rule(request: &Request) -> bool {
    match &request.question {
        Question::Elements { codec, .. } => !codec.contains("out_of_range"),
        _ => false,
    }
}

pub fn with_data(request: &Request, new: Vec<u8>) -> Request {
    let mut request = request.clone();
    if let Question::Elements { data, .. } = &mut request.question {
        *data = new;
    }
    request
}

pub fn with_inputs(request: &Request, change: impl Fn(u64) -> u64) -> Request {
    let new = pack(input(request), inputs(request).into_iter().map(change));
    with_data(request, new)
}

/// The same request as one to encode.
pub fn encoding(request: &Request) -> Request {
    let mut request = request.clone();
    if let Question::Elements { operation, .. } = &mut request.question {
        *operation = Operation::Encode;
    }
    request
}

/// The answer by way of another type, which is cast to in the same mode.
pub fn twice(right: &mut Right, request: &Request, middle: &str) -> Answer {
    let (input, output) = types(request).expect("elements");
    let mut cast = |from: Real, to: &str, data: Vec<u8>, is_last: bool| {
        let mut step = encoding(&with_data(request, data));
        step.data_type = format!("\"{from}\"").into();
        step.fill_value = "0".into();
        right.under(&step, |one| {
            one.insert("data_type".to_owned(), to.into());
            if !is_last {
                one.remove("out_of_range");
            }
        })
    };
    let data = pack(input, inputs(request));
    match cast(input, middle, data, false) {
        Answer::Data(data) => cast(data_type(middle), output.name(), data, true),
        other => other,
    }
}

/// A matrix with its columns for rows.
pub fn transposed(data: &[u8], shape: &[u64], width: usize) -> Vec<u8> {
    let &[rows, columns] = shape else { return data.to_vec() };
    let (rows, columns) = (rows as usize, columns as usize);
    let element = |row: usize, column: usize| {
        let at = (row * columns + column) * width;
        &data[at..at + width]
    };
    let order = (0..columns).flat_map(|column| (0..rows).map(move |row| (row, column)));
    order.flat_map(|(row, column)| element(row, column)).copied().collect()
}

pub fn limit(data_type: Real, negative: bool) -> u64 {
    if negative { data_type.min_finite() } else { data_type.max_finite() }
}
