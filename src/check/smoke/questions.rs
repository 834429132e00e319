//! What a program is asked on its walk: of the cases of the vectors that it says it does, simple ones
//! of which a mistake in the layout of bytes shows.

use std::cmp::Reverse;

use super::Finding;
use crate::check::Asked;
use crate::check::request::{self, Setup};
use crate::codec::Operation;
use crate::codec::column::{Column, Conversion};
use crate::data_type::{Real, Value, pack};
use crate::protocol::{self, Hello, Layout, Request};
use crate::vectors::{
    Ask, Case, ElementFile, Expected, Layer, Outcome, ScenarioKind, Store, VectorError,
};

/// Types in the order in which they are asked for: the more bytes, the more there is to get wrong.
const PREFERRED: [&str; 8] =
    ["float64", "int16", "float32", "int32", "float16", "uint16", "int64", "uint64"];

/// How many pairs of types are looked through for a value that must be an error.
const PAIRS: usize = 24;

/// How many elements a request has.
const ELEMENTS: usize = 3;

/// One step.
pub(super) struct Question {
    pub title: String,
    /// Why it is not asked.
    pub skipped: Option<String>,
    pub requests: Vec<Request>,
    /// The answer that each of the requests must get.
    pub due: Due,
}

/// The answer that a request must get.
pub(super) enum Due {
    Elements {
        data_type: Real,
        patterns: Vec<u64>,
        /// The type and the bytes of what was sent.
        input: Option<(Real, Vec<u8>)>,
    },
    Error,
    Validity(bool),
}

impl Due {
    /// In words.
    pub fn describe(&self, answers: usize) -> String {
        let due = match self {
            Due::Error => "an error".to_owned(),
            Due::Validity(valid) => format!("\"valid\":{valid}"),
            Due::Elements { patterns, .. } if patterns.is_empty() => "no elements".to_owned(),
            Due::Elements { data_type, patterns, .. } => {
                let values = patterns.iter().map(|one| {
                    let (value, pattern) =
                        (data_type.value_to_text(*one), data_type.pattern_to_text(*one));
                    format!("{value} ({pattern})")
                });
                format!("{} as {data_type}", values.collect::<Vec<_>>().join(", "))
            }
        };
        if answers > 1 { format!("{answers} answers, each {due}") } else { due }
    }
}

impl Question {
    fn skipped(title: impl Into<String>, why: &str) -> Question {
        let (title, skipped) = (title.into(), Some(why.to_owned()));
        Question { title, skipped, requests: Vec::new(), due: Due::Error }
    }
}

/// Every question, in order.
pub(super) fn all(hello: &Hello, store: &Store) -> Result<Vec<Question>, VectorError> {
    let mut questions = Vec::new();
    for operation in [Operation::Encode, Operation::Decode] {
        questions.push(elements(hello, store, operation)?);
    }
    questions.push(refused(hello, store)?);
    questions.push(empty(hello, store)?);
    questions.push(pipelined(hello, store)?);
    for layout in hello.layouts() {
        questions.push(laid_out(hello, store, layout)?);
    }
    questions.push(scenario(hello, store, ScenarioKind::FillValue, "fill_value", |expected| {
        matches!(expected, Outcome::Bits(_))
    })?);
    questions.push(scenario(
        hello,
        store,
        ScenarioKind::Metadata,
        "validate, valid",
        |expected| expected == Outcome::Valid,
    )?);
    questions.push(scenario(hello, store, ScenarioKind::Metadata, "validate, not valid", |one| {
        one == Outcome::Invalid
    })?);
    questions.push(scenario(hello, store, ScenarioKind::Scalars, "scalar", |expected| {
        matches!(expected, Outcome::Bits(_))
    })?);
    let requests = questions.iter_mut().flat_map(|question| &mut question.requests);
    for (id, request) in (1..).zip(requests) {
        request.id = id;
    }
    Ok(questions)
}

/// The conversions that the program does by an operation, those first that show most.
fn conversions(hello: &Hello, store: &Store, operation: Operation) -> Vec<Conversion> {
    let mut conversions = store.conversions();
    conversions.retain(|Conversion { codec, input_type, output_type }| {
        hello.supports(codec.name, operation.name(), &[input_type.name(), output_type.name()])
    });
    let rank = |one: Real| PREFERRED.iter().position(|name| *name == one.name()).unwrap_or(99);
    // The type that is not asked for twice comes first.
    conversions.sort_by_key(|Conversion { input_type, output_type, .. }| {
        (input_type == output_type, rank(*input_type), rank(*output_type))
    });
    conversions
}

fn column(conversion: Conversion) -> Option<Column> {
    conversion.columns().find(Column::is_plain)
}

/// The cases of a file that have an outcome under the plainest configuration, the simplest first.
fn simple_cases<'f>(
    file: &'f ElementFile,
    column: &Column,
    accepts: impl Fn(Outcome) -> bool,
) -> Vec<(&'f Case, Outcome)> {
    let certain = |case: &'f Case| match &case.expected[column.index] {
        Expected::Only(outcome) if accepts(*outcome) => Some((case, *outcome)),
        _ => None,
    };
    let mut cases: Vec<_> = file.cases.iter().filter_map(certain).collect();
    cases.sort_by_cached_key(|(case, _)| {
        let input_type = file.conversion.input_type;
        let text = input_type.value_to_text(case.input);
        let is_finite = matches!(input_type.decode(case.input), Value::Finite(_));
        (Reverse(is_finite), text.len(), text)
    });
    cases
}

/// Whether the bytes of an element read the same from both ends.
fn is_palindrome(data_type: Real, pattern: u64) -> bool {
    let bytes = pack(data_type, [pattern]);
    bytes.iter().eq(bytes.iter().rev())
}

fn elements(hello: &Hello, store: &Store, operation: Operation) -> Result<Question, VectorError> {
    let name = operation.name();
    let asked = conversions(hello, store, operation).into_iter().next();
    let Some(conversion) = asked else {
        return Ok(Question::skipped(
            name,
            "its introduction lists no data types with this operation",
        ));
    };
    let (input, output) = conversion.types();
    let file = store.elements(conversion)?;
    let question = column(conversion).and_then(|column| {
        let mut cases = simple_cases(&file, &column, |one| matches!(one, Outcome::Bits(_)));
        let pattern = |outcome| match outcome {
            Outcome::Bits(pattern) => pattern,
            _ => 0,
        };
        cases.sort_by_key(|(_, outcome)| is_palindrome(output, pattern(*outcome)));
        let mut seen = Vec::new();
        cases.retain(|(_, outcome)| {
            let is_new = !seen.contains(outcome) && seen.len() < ELEMENTS;
            seen.push(*outcome);
            is_new
        });
        let setup = setup(hello, &column, operation)?;
        let inputs: Vec<_> = cases.iter().map(|(case, _)| case.input).collect();
        let due = Due::Elements {
            data_type: output,
            patterns: cases.iter().map(|(_, outcome)| pattern(*outcome)).collect(),
            input: Some((input, pack(input, inputs.iter().copied()))),
        };
        let requests = vec![setup.request(0, inputs.len(), inputs.into_iter())];
        let title = format!("{name} {input} to {output}");
        Some(Question { title, skipped: None, requests, due })
    });
    Ok(question.unwrap_or_else(|| Question::skipped(name, "the vectors have no case for it")))
}

fn setup(hello: &Hello, column: &Column, operation: Operation) -> Option<Setup> {
    let mut setups = Setup::of_column(hello, column).into_iter();
    setups.find(|setup| setup.operation == operation)
}

/// The operation by which the program converts elements.
fn converting(hello: &Hello, store: &Store) -> Option<Operation> {
    [Operation::Encode, Operation::Decode]
        .into_iter()
        .find(|operation| !conversions(hello, store, *operation).is_empty())
}

fn refused(hello: &Hello, store: &Store) -> Result<Question, VectorError> {
    let title = "a value that must be an error";
    let Some(operation) = converting(hello, store) else {
        return Ok(Question::skipped(
            title,
            "its introduction lists neither encode nor decode with known data types",
        ));
    };
    for conversion in conversions(hello, store, operation).into_iter().take(PAIRS) {
        let (input, output) = conversion.types();
        let file = store.elements(conversion)?;
        let Some(column) = column(conversion) else { continue };
        let Some((case, _)) =
            simple_cases(&file, &column, |one| one == Outcome::Error).into_iter().next()
        else {
            continue;
        };
        if let Some(setup) = setup(hello, &column, operation) {
            let value = input.value_to_text(case.input);
            let title = format!("{title}: {} {input} {value} to {output}", operation.name());
            let requests = vec![setup.request(0, 1, [case.input].into_iter())];
            return Ok(Question { title, skipped: None, requests, due: Due::Error });
        }
    }
    Ok(Question::skipped(title, "none of its casts can fail"))
}

fn empty(hello: &Hello, store: &Store) -> Result<Question, VectorError> {
    let title = "an array without elements";
    let operation = converting(hello, store);
    let asked = operation.and_then(|operation| {
        let conversion = conversions(hello, store, operation).into_iter().next()?;
        let setup = setup(hello, &column(conversion)?, operation)?;
        let requests = vec![setup.request(0, 0, [].into_iter())];
        let data_type = conversion.output_type;
        let due = Due::Elements { data_type, patterns: Vec::new(), input: None };
        Some(Question { title: title.to_owned(), skipped: None, requests, due })
    });
    Ok(asked.unwrap_or_else(|| {
        Question::skipped(
            title,
            "its introduction lists neither encode nor decode with known data types",
        )
    }))
}

fn pipelined(hello: &Hello, store: &Store) -> Result<Question, VectorError> {
    let title = "two requests at once";
    let Some(operation) = converting(hello, store) else {
        return Ok(Question::skipped(
            title,
            "its introduction lists neither encode nor decode with known data types",
        ));
    };
    let mut question = elements(hello, store, operation)?;
    question.requests.extend(question.requests.first().cloned());
    Ok(Question { title: title.to_owned(), ..question })
}

/// Elements in two rows, the second of them in another order, and in a memory layout of the program's.
fn laid_out(hello: &Hello, store: &Store, layout: Layout) -> Result<Question, VectorError> {
    let title = format!("an array that lies {} in memory", layout.describe());
    let Some(operation) = converting(hello, store) else {
        return Ok(Question::skipped(title, "it casts no elements"));
    };
    let mut question = elements(hello, store, operation)?;
    let (Some(request), Due::Elements { data_type: _, patterns, input: Some((input, bytes)) }) =
        (question.requests.first_mut(), &mut question.due)
    else {
        return Ok(Question { title, ..question });
    };
    let count = patterns.len();
    patterns.extend_from_within(..);
    patterns[count..].rotate_left(1);
    bytes.extend_from_within(..);
    let row = bytes.len() / 2;
    bytes[row..].rotate_left(input.bytes());
    if let protocol::Question::Elements { shape, data, layout: own, .. } = &mut request.question {
        (*shape, *data, *own) = (vec![2, count as u64], bytes.clone(), layout);
    }
    Ok(Question { title, ..question })
}

/// The simplest scenario of a kind that has an outcome.
fn scenario(
    hello: &Hello,
    store: &Store,
    kind: ScenarioKind,
    title: &str,
    accepts: impl Fn(Outcome) -> bool,
) -> Result<Question, VectorError> {
    let mut simplest: Option<(_, Question)> = None;
    for path in store.scenario_paths() {
        if ScenarioKind::of_path(&path) != Some(kind) {
            continue;
        }
        for scenario in store.scenarios(&path)?.scenarios {
            let (expected, data_type) = match &scenario.ask {
                Ask::FillValue { output_type, expected }
                | Ask::Scalar { output_type, expected } => (expected, *output_type),
                Ask::Validity { expected, .. } => (expected, Real::INT8),
                Ask::Elements { .. }
                | Ask::Array { .. }
                | Ask::Data { .. }
                | Ask::Element { .. }
                | Ask::FillElement { .. } => continue,
            };
            let Expected::Only(outcome) = *expected else { continue };
            if !accepts(outcome) || !request::supports(hello, &scenario) {
                continue;
            }
            let due = match outcome {
                Outcome::Bits(pattern) => {
                    Due::Elements { data_type, patterns: vec![pattern], input: None }
                }
                Outcome::Valid => Due::Validity(true),
                Outcome::Invalid => Due::Validity(false),
                Outcome::Nan | Outcome::Error => continue,
            };
            let shows_nothing = match outcome {
                Outcome::Bits(pattern) => is_palindrome(data_type, pattern),
                // What is no metadata at all is refused by any parser.
                _ => !matches!(&scenario.ask, Ask::Validity { layer: Layer::Extension, .. }),
            };
            let codec = scenario.codec.as_ref().map_or(0, |codec| codec.len());
            let length = codec + scenario.data_type.len() + scenario.fill_value.len();
            // Casts are what the walk is about.
            let rank = (!scenario.converts(), shows_nothing, length, scenario.id.clone());
            if simplest.as_ref().is_some_and(|(other, _)| *other <= rank) {
                continue;
            }
            let title = format!("{title}: {}", scenario.about);
            let asked = Asked::Scenario { kind, scenario: scenario.into(), input: None };
            let requests = request::alone(hello, &asked);
            simplest = Some((rank, Question { title, skipped: None, requests, due }));
        }
    }
    let why = "its introduction does not list this";
    Ok(simplest.map_or_else(|| Question::skipped(title, why), |(_, question)| question))
}

impl Due {
    /// A finding if data of another length came.
    pub fn of_length(&self, found: usize) -> Option<Finding> {
        let Due::Elements { data_type, patterns, input } = self else { return None };
        let (width, count) = (data_type.bytes(), patterns.len());
        let due = width * count;
        if found == due {
            return None;
        }
        let mend = match input {
            Some((input_type, bytes)) if found == bytes.len() => format!(
                "that is the length of what was sent: return elements of {data_type}, not of {input_type}"
            ),
            _ if count == 0 => "an array without elements has no bytes".to_owned(),
            _ if found.is_multiple_of(count) => format!(
                "the answer has {} bytes an element: are they {data_type} where they are turned into bytes?",
                found / count
            ),
            _ => format!("return as many elements as came: {count}"),
        };
        Some(Finding::new(
            format!(
                "answered {found} bytes; expected {due}: {data_type} elements take {width} byte{} each",
                if width == 1 { "" } else { "s" }
            ),
            mend,
        ))
    }
}
