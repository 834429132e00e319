//! Ways through the codec: an operation between two types under one configuration, and the metadata
//! that asks for it.

use super::expect::Setup;
use crate::codec::Operation;
use crate::codec::cast_value::{self, OutOfRange, Rounding, ScalarMap};
use crate::codec::column::Column;
use crate::data_type::Real;
use crate::vectors::Scenario;

/// One way.
#[derive(Clone, Copy)]
pub(super) struct Way {
    pub operation: Operation,
    pub input: Real,
    pub output: Real,
    pub column: Column,
}

/// The choices that ways differ in.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub roundings: &'static [Rounding],
    pub rules: &'static [OutOfRange],
}

/// What is said of scenarios that differ in their configuration only.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    /// The last part of the id but for the configuration.
    pub name: &'a str,
    pub about: &'a str,
    pub clauses: &'a [&'a str],
}

/// What holds where a configuration says nothing.
pub(super) const DEFAULT: Choice =
    Choice { roundings: &[Rounding::NearestEven], rules: &[OutOfRange::Unset] };

pub(super) const EVERY_RULE: Choice = Choice { rules: &OutOfRange::ALL, ..DEFAULT };

pub(super) const EVERY_ROUNDING: Choice = Choice { roundings: &Rounding::ALL, ..DEFAULT };

pub(super) const BOTH_OPERATIONS: [Operation; 2] = [Operation::Encode, Operation::Decode];

impl Choice {
    /// The ways from one type to another that a valid configuration takes, encoding before decoding.
    pub fn ways(self, types: [&str; 2]) -> impl Iterator<Item = Way> {
        let [input, output] = types.map(data_type);
        BOTH_OPERATIONS.into_iter().flat_map(move |operation| {
            let ways = cast_value::columns(input, output).map(move |column| Way {
                operation,
                input,
                output,
                column,
            });
            ways.filter(move |way| self.includes(way))
        })
    }

    fn includes(self, way: &Way) -> bool {
        let (rounding, rule) = cast_value::rules(&way.column);
        self.roundings.contains(&rounding)
            && self.rules.contains(&rule)
            && way.column.operations().contains(&way.operation)
    }

    /// A scenario on the way, `scalar_map` being part of the configuration.
    pub fn ask(
        self,
        way: &Way,
        words: &Words,
        scalar_map: Option<ScalarMap>,
        ask: impl FnOnce(&Setup) -> Scenario,
    ) -> Scenario {
        let mut clauses = words.clauses.to_vec();
        if scalar_map.is_some() {
            clauses.push(way.map_clause());
        }
        let (mode, rule) = cast_value::rules(&way.column);
        let mut of_column = way.column.clauses();
        let (rounding, range) = (of_column.next(), of_column.next());
        let (mut id, mut about) = (words.name.to_owned(), words.about.to_owned());
        if self.roundings != DEFAULT.roundings {
            id.push_str(&format!("/{mode}"));
            clauses.extend(rounding);
        }
        if self.rules != DEFAULT.rules {
            id.push_str(&format!("/{rule}"));
            clauses.extend(range);
        }
        if self.roundings.len() > 1 {
            about.push_str(&format!(", {mode}"));
        }
        if self.rules.len() > 1 {
            about.push_str(&format!(", out_of_range {rule}"));
        }
        ask(&Setup {
            id: format!("{}/{}/{}/{id}", way.operation.name(), way.input, way.output),
            about: &about,
            clauses: &clauses,
            codec: &way.codec(scalar_map),
            data_type: &way.array_type(),
        })
    }
}

impl Way {
    pub fn is_encode(&self) -> bool {
        self.operation == Operation::Encode
    }

    /// The codec's entry in `codecs`.
    fn codec(&self, scalar_map: Option<ScalarMap>) -> String {
        let mut configuration = cast_value::configuration(&self.column, self.operation);
        configuration.scalar_map = scalar_map;
        configuration.to_json()
    }

    /// The JSON of the array's type.
    fn array_type(&self) -> String {
        let data_type = match self.operation {
            Operation::Encode => self.input,
            Operation::Decode => self.output,
        };
        format!("\"{data_type}\"")
    }

    /// A map that has these entries on the side of the operation only.
    pub fn map(&self, entries: &str) -> ScalarMap {
        let entries = Some(self::entries(entries));
        match self.operation {
            Operation::Encode => ScalarMap { encode: entries, decode: None },
            Operation::Decode => ScalarMap { encode: None, decode: entries },
        }
    }

    /// The clause on the side of `scalar_map` that the operation applies.
    fn map_clause(&self) -> &'static str {
        match self.operation {
            Operation::Encode => "scalar-map/encode",
            Operation::Decode => "scalar-map/decode",
        }
    }
}

/// Entries such as `NaN:0 2.5:3`, strings without their quotes.
pub(super) fn entries(text: &str) -> Vec<[String; 2]> {
    let entry = |entry: &str| match entry.split_once(':') {
        Some((key, value)) => [key, value].map(scalar),
        None => panic!("{entry:?} is not an entry"),
    };
    text.split_whitespace().map(entry).collect()
}

/// A scalar as JSON: what does not look like a number is a string.
fn scalar(text: &str) -> String {
    let is_number = !text.starts_with("0x") && text.ends_with(|c: char| c.is_ascii_digit());
    if is_number { text.to_owned() } else { format!("\"{text}\"") }
}

/// A type that a table of questions names.
pub(super) fn data_type(name: &str) -> Real {
    match Real::from_name(name) {
        Ok(data_type) => data_type,
        Err(error) => panic!("{error}"),
    }
}
