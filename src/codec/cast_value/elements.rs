//! What element vectors need to know: the axes, and what a column asks for.

use super::{Configuration, DEFINITION, OutOfRange, Rounding};
use crate::codec::Operation;
use crate::codec::axis::{Axis, Facet};
use crate::codec::column::{Column, Conversion, ElementRules};
use crate::codec::notes::{Letter, Readings};
use crate::data_type::Real;

pub(super) static OUT_OF_RANGE: Axis = out_of_range();

const fn out_of_range() -> Axis {
    Axis {
        name: "out_of_range",
        pointer: "/configuration/out_of_range",
        words: &OutOfRange::NAMES,
        absent: Some("unset"),
    }
}

/// In the order in which ids have their words.
pub(super) const AXES: [Axis; 2] = [
    Axis {
        name: "rounding",
        pointer: "/configuration/rounding",
        words: &Rounding::NAMES,
        absent: Some("nearest-even"),
    },
    out_of_range(),
];

pub(super) const RULES: ElementRules = ElementRules {
    encoded_type: "/configuration/data_type",
    words,
    operations,
    entry: |column, operation| configuration(column, operation).to_json(),
    clause,
    expecting,
    fails_arrays: |readings| readings.of(38) == Letter::A,
};

/// The conversion between two types.
pub fn conversion(input_type: Real, output_type: Real) -> Conversion {
    Conversion { codec: &DEFINITION, input_type, output_type }
}

/// Every configuration between two types, by rounding and then by range rule.
pub fn columns(input_type: Real, output_type: Real) -> impl Iterator<Item = Column> {
    conversion(input_type, output_type).columns()
}

/// The configuration of these rules, if it is valid between the types.
pub fn column(
    (input_type, output_type): (Real, Real),
    rounding: Rounding,
    out_of_range: OutOfRange,
) -> Option<Column> {
    let mut columns = columns(input_type, output_type);
    columns.find(|column| rules(column) == (rounding, out_of_range))
}

/// The id of a case; `None` where no valid configuration has the rules.
pub fn case_id(
    types: (Real, Real),
    input: u64,
    rounding: Rounding,
    out_of_range: OutOfRange,
) -> Option<String> {
    column(types, rounding, out_of_range).map(|column| column.case_id(input))
}

/// The rules that a column is about.
pub fn rules(column: &Column) -> (Rounding, OutOfRange) {
    (Rounding::ALL[column.word_of(0)], OutOfRange::ALL[column.word_of(1)])
}

/// The rounding mode of a column.
pub fn rounding_of(column: &Column) -> Rounding {
    rules(column).0
}

/// The range rule of a column.
pub fn range_rule_of(column: &Column) -> OutOfRange {
    rules(column).1
}

/// The range rules that some valid configuration applies between two types.
pub fn range_rules(input_type: Real, output_type: Real) -> &'static [OutOfRange] {
    &OutOfRange::ALL[..words(&OUT_OF_RANGE, input_type, output_type)]
}

/// "Only permitted when `data_type` is an integral type": encoding wraps to integer outputs, decoding wraps
/// from integer inputs (SN-16 where the output is a float). Between two floats nothing wraps.
fn words(axis: &Axis, input_type: Real, output_type: Real) -> usize {
    let wraps = input_type.is_integer() || output_type.is_integer();
    axis.words.len() - usize::from(axis.name == OUT_OF_RANGE.name && !wraps)
}

/// "The same ordered procedure applies during decoding, with input and output data types swapped"
/// (Procedure). `wrap` is permitted only where `data_type` is integral, which is the output type of
/// encoding and the input type of decoding.
fn operations(column: &Column) -> Vec<Operation> {
    let (_, out_of_range) = rules(column);
    let is_valid = |data_type: Real| out_of_range != OutOfRange::Wrap || data_type.is_integer();
    let (input_type, output_type) = column.conversion.types();
    let encode = is_valid(output_type).then_some(Operation::Encode);
    let decode = is_valid(input_type).then_some(Operation::Decode);
    encode.into_iter().chain(decode).collect()
}

/// The configuration that asks for a column.
pub fn configuration(column: &Column, operation: Operation) -> Configuration {
    let (rounding, out_of_range) = rules(column);
    let (input_type, output_type) = column.conversion.types();
    let data_type = match operation {
        Operation::Encode => output_type,
        Operation::Decode => input_type,
    };
    Configuration { data_type, rounding, out_of_range, scalar_map: None }
}

fn clause(facet: Facet, output_type: Real) -> &'static str {
    match facet.word() {
        "nearest-even" => "rounding/nearest-even",
        "towards-zero" => "rounding/towards-zero",
        "towards-positive" => "rounding/towards-positive",
        "towards-negative" => "rounding/towards-negative",
        "nearest-away" => "rounding/nearest-away",
        "unset" => "range/unset-fails",
        "clamp" if output_type.infinity(false).is_some() => "range/clamp-to-infinity",
        "clamp" => "range/clamp",
        _ => "range/wrap",
    }
}

/// Under SN-41=B decoding knows no rounding mode and no range rule.
fn expecting(column: &Column, operation: Operation, readings: &Readings) -> Column {
    let plain = match (operation, readings.of(41)) {
        (Operation::Decode, Letter::B) => column.conversion.columns().find(Column::is_plain),
        _ => None,
    };
    plain.unwrap_or(*column)
}
