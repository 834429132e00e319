//! Element vectors: casts of single elements from one type to another, under every configuration.

use super::{Expected, tags::TagSet};
use crate::codec::Operation;
use crate::codec::cast_value::{Configuration, OutOfRange, Rounding};
use crate::data_type::Real;

/// All cases from one type to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementFile {
    pub input_type: Real,
    pub output_type: Real,
    /// By input pattern, ascending.
    pub cases: Vec<Case>,
}

/// One input, and what is expected of it under every configuration of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub input: u64,
    pub tags: TagSet,
    /// By rounding, then by range rule: [`Rounding::ALL`] times [`ElementFile::range_rules`].
    pub expected: Vec<Expected>,
}

/// One configuration of a file: what is asked of every one of its inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub rounding: Rounding,
    pub out_of_range: OutOfRange,
    /// The position in [`Case::expected`].
    pub index: usize,
}

impl ElementFile {
    /// The path below the directory of vectors.
    pub fn path(input_type: Real, output_type: Real) -> String {
        format!("cast_value/elements/{input_type}/{output_type}.json")
    }

    /// The range rules that some valid configuration applies between the two types.
    ///
    /// "Only permitted when `data_type` is an integral type": encoding wraps to integer outputs,
    /// decoding wraps from integer inputs (SN-16 where the output is a float). Between two floats
    /// nothing wraps.
    pub fn range_rules(input_type: Real, output_type: Real) -> &'static [OutOfRange] {
        if input_type.is_integer() || output_type.is_integer() {
            &OutOfRange::ALL
        } else {
            &OutOfRange::ALL[..2]
        }
    }

    /// Every configuration, in the order of [`Case::expected`].
    pub fn columns(input_type: Real, output_type: Real) -> impl Iterator<Item = Column> {
        let rules = ElementFile::range_rules(input_type, output_type);
        Rounding::ALL.into_iter().enumerate().flat_map(move |(row, rounding)| {
            rules.iter().enumerate().map(move |(column, out_of_range)| Column {
                rounding,
                out_of_range: *out_of_range,
                index: row * rules.len() + column,
            })
        })
    }

    /// How many expectations the file holds.
    pub fn expectations(&self) -> usize {
        self.cases.iter().map(|case| case.expected.len()).sum()
    }
}

impl Column {
    /// The operations through which a valid configuration asks for this.
    ///
    /// "The same ordered procedure applies during decoding, with input and output data types swapped"
    /// (Procedure). `wrap` is permitted only where `data_type` is integral, which is the output type of
    /// encoding and the input type of decoding.
    pub fn operations(&self, input_type: Real, output_type: Real) -> Vec<Operation> {
        let is_valid =
            |data_type: Real| self.out_of_range != OutOfRange::Wrap || data_type.is_integer();
        let encode = is_valid(output_type).then_some(Operation::Encode);
        let decode = is_valid(input_type).then_some(Operation::Decode);
        encode.into_iter().chain(decode).collect()
    }

    /// The codec metadata that asks for this by `operation`.
    pub fn configuration(
        &self,
        operation: Operation,
        input_type: Real,
        output_type: Real,
    ) -> Configuration {
        Configuration {
            data_type: match operation {
                Operation::Encode => output_type,
                Operation::Decode => input_type,
            },
            rounding: self.rounding,
            out_of_range: self.out_of_range,
            scalar_map: None,
        }
    }

    /// The ids of the clauses that every case of the column is about.
    pub fn clauses(&self, output_type: Real) -> [&'static str; 2] {
        let rounding = match self.rounding {
            Rounding::NearestEven => "rounding/nearest-even",
            Rounding::TowardsZero => "rounding/towards-zero",
            Rounding::TowardsPositive => "rounding/towards-positive",
            Rounding::TowardsNegative => "rounding/towards-negative",
            Rounding::NearestAway => "rounding/nearest-away",
        };
        let range = match self.out_of_range {
            OutOfRange::Unset => "range/unset-fails",
            OutOfRange::Clamp if output_type.infinity(false).is_some() => "range/clamp-to-infinity",
            OutOfRange::Clamp => "range/clamp",
            OutOfRange::Wrap => "range/wrap",
        };
        [rounding, range]
    }
}

/// The id of one input under one configuration. It is made of content and never changes meaning.
pub fn case_id(
    input_type: Real,
    output_type: Real,
    input: u64,
    rounding: Rounding,
    out_of_range: OutOfRange,
) -> String {
    let input = input_type.pattern_to_text(input);
    let pair = pair_id(input_type, output_type);
    format!("{pair}{input}/{rounding}/{out_of_range}")
}

/// What the ids of all cases between two types begin with.
pub(super) fn pair_id(input_type: Real, output_type: Real) -> String {
    format!("cast_value/{input_type}/{output_type}/")
}

/// What an id that [`case_id`] makes names, whether there is a vector of that id or not.
pub fn parse_case_id(id: &str) -> Option<(Real, Real, u64, Column)> {
    let parts: Vec<_> = id.split('/').collect();
    let ["cast_value", input_type, output_type, input, _, _] = parts.as_slice() else {
        return None;
    };
    let input_type = Real::from_name(input_type).ok()?;
    let output_type = Real::from_name(output_type).ok()?;
    let input = input_type.pattern_from_text(input).ok()?;
    let column = ElementFile::columns(input_type, output_type).find(|column| {
        case_id(input_type, output_type, input, column.rounding, column.out_of_range) == id
    })?;
    Some((input_type, output_type, input, column))
}
