//! The units in which a proof is made, shared out and taken up again.

use std::fmt;
use std::str::FromStr;

use super::coverage::Method;
use crate::codec::Operation;
use crate::codec::cast_value::{self, OutOfRange, Rounding};
use crate::codec::column::Column;
use crate::data_type::Real;
use crate::protocol::Hello;
use crate::vectors::Selection;

/// In how many parts all inputs of 32 bits are asked, so that little is lost where a proof is broken
/// off.
const PARTS: u64 = 16;

/// What is asked at one go: all inputs of one configuration through one operation, or a part of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    pub input_type: Real,
    pub output_type: Real,
    pub column: Column,
    pub operation: Operation,
    /// From 0 on.
    pub part: u64,
    pub parts: u64,
}

/// One share of the units: `slice:3/16` is the third of sixteen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partition {
    /// From 1 on.
    number: u64,
    of: u64,
}

/// A text that is no partition.
#[derive(Debug, thiserror::Error)]
#[error("{text:?} is not a partition; expected slice:M/N, with M from 1 to N")]
pub struct PartitionError {
    text: String,
}

impl Unit {
    pub fn method(&self) -> Method {
        Method::of(self.input_type, self.output_type, cast_value::range_rule_of(&self.column))
    }

    /// The name in files of results, which never changes its meaning.
    pub fn id(&self) -> String {
        let Unit { input_type, output_type, column, operation, part, parts } = self;
        let (rounding, out_of_range) = cast_value::rules(column);
        let operation = operation.name();
        let of = format!("{input_type}/{output_type}/{rounding}/{out_of_range}/{operation}");
        if *parts == 1 { of } else { format!("{of}/{}-of-{parts}", part + 1) }
    }

    /// The first and the last input pattern, where every one is asked.
    pub fn patterns(&self) -> (u64, u64) {
        let size = (u128::from(self.input_type.mask()) + 1) / u128::from(self.parts);
        let first = size * u128::from(self.part);
        (first as u64, (first + size - 1) as u64)
    }

    /// How many inputs it has, or roughly so.
    pub fn weight(&self, samples: u64) -> u64 {
        let (first, last) = self.patterns();
        match self.method() {
            Method::EveryInput | Method::EveryInputBySteps | Method::EveryInputReckoned => {
                last - first + 1
            }
            Method::BothSidesOfSteps => 22 << self.output_type.bits(),
            Method::Sample => samples,
        }
    }
}

/// The units of a selection that a subject claims to do. One to which encoding and decoding are the
/// same is asked in one of the two ways.
pub(super) fn plan(hello: &Hello, has_directions: bool, selection: &Selection) -> Vec<Unit> {
    let wanted = if has_directions { usize::MAX } else { 1 };
    units(selection, wanted, |operation, names| {
        hello.supports(cast_value::NAME, operation.name(), names)
    })
}

/// The units of a selection that some subject may claim to do.
pub(super) fn all(selection: &Selection) -> Vec<Unit> {
    units(selection, usize::MAX, |_, _| true)
}

/// The units of a selection, through up to `wanted` operations of those that are done.
fn units(
    selection: &Selection,
    wanted: usize,
    is_done: impl Fn(Operation, &[&str]) -> bool,
) -> Vec<Unit> {
    let mut units = Vec::new();
    for (input_type, output_type) in pairs(selection) {
        let names = [input_type.name(), output_type.name()];
        let columns = cast_value::columns(input_type, output_type);
        for column in columns.filter(|column| selection.includes_column(column)) {
            let operations = column.operations().into_iter();
            let done = operations.filter(|operation| is_done(*operation, &names));
            for operation in done.take(wanted) {
                let parts = if input_type.bits() == 32 { PARTS } else { 1 };
                units.extend((0..parts).map(|part| Unit {
                    input_type,
                    output_type,
                    column,
                    operation,
                    part,
                    parts,
                }));
            }
        }
    }
    units
}

/// The pairs of types that a selection has.
pub(super) fn pairs(selection: &Selection) -> impl Iterator<Item = (Real, Real)> {
    let pairs = Real::all().flat_map(|one| Real::all().map(move |other| (one, other)));
    pairs.filter(|(input, output)| {
        selection.includes_conversion(cast_value::conversion(*input, *output))
    })
}

impl Partition {
    /// Whether the share has the unit at a position of the plan.
    pub(super) fn has(&self, at: usize) -> bool {
        at as u64 % self.of == self.number - 1
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "slice:{}/{}", self.number, self.of)
    }
}

impl FromStr for Partition {
    type Err = PartitionError;

    fn from_str(text: &str) -> Result<Partition, PartitionError> {
        let error = || PartitionError { text: text.to_owned() };
        let numbers = text.strip_prefix("slice:").and_then(|rest| rest.split_once('/'));
        let (number, of) = numbers.ok_or_else(error)?;
        let (number, of) = match (number.parse(), of.parse()) {
            (Ok(number), Ok(of)) => (number, of),
            _ => return Err(error()),
        };
        if number == 0 || number > of {
            return Err(error());
        }
        Ok(Partition { number, of })
    }
}

/// The unit of an id that [`Unit::id`] makes.
impl FromStr for Unit {
    type Err = String;

    fn from_str(id: &str) -> Result<Unit, String> {
        let unknown = || format!("{id:?} names no unit of a proof");
        let words: Vec<_> = id.split('/').collect();
        let [input_type, output_type, rounding, out_of_range, operation, ..] = words[..] else {
            return Err(unknown());
        };
        let input_type: Real = input_type.parse().map_err(|_| unknown())?;
        let output_type: Real = output_type.parse().map_err(|_| unknown())?;
        let rounding: Rounding = rounding.parse().map_err(|_| unknown())?;
        let out_of_range: OutOfRange = out_of_range.parse().map_err(|_| unknown())?;
        let column = cast_value::column((input_type, output_type), rounding, out_of_range);
        let column = column.ok_or_else(unknown)?;
        let operations = [Operation::Encode, Operation::Decode];
        let operation = operations.into_iter().find(|one| one.name() == operation);
        let operation = operation.ok_or_else(unknown)?;
        let numbers = words.get(5).map(|word| word.split_once("-of-").ok_or_else(unknown));
        let (part, parts) = match numbers.transpose()? {
            None => (0, 1),
            Some((part, parts)) => match (part.parse::<u64>(), parts.parse()) {
                (Ok(part), Ok(parts)) => (part.wrapping_sub(1), parts),
                _ => return Err(unknown()),
            },
        };
        let unit = Unit { input_type, output_type, column, operation, part, parts };
        if part < parts && unit.id() == id { Ok(unit) } else { Err(unknown()) }
    }
}
