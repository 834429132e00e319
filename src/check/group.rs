//! Failures by cause.

use std::collections::BTreeMap;

use super::{Deviation, Failure};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::DataType;

/// What a pair of types has in common with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PairClass {
    IntToInt,
    IntToFloat,
    FloatToInt,
    FloatToFloat,
}

/// Failures that most likely have one cause: the same class of pairs, the same tag that says most,
/// the same kind of deviation.
#[derive(Debug)]
pub struct Group {
    pub class: PairClass,
    pub tag: &'static str,
    pub deviation: Deviation,
    pub count: u64,
    pub pairs: Vec<(DataType, DataType)>,
    pub roundings: Vec<Rounding>,
    pub out_of_ranges: Vec<OutOfRange>,
    pub simplest: Failure,
}

impl PairClass {
    pub fn of(input: DataType, output: DataType) -> PairClass {
        match (input.is_integer(), output.is_integer()) {
            (true, true) => PairClass::IntToInt,
            (true, false) => PairClass::IntToFloat,
            (false, true) => PairClass::FloatToInt,
            (false, false) => PairClass::FloatToFloat,
        }
    }

    pub fn describe(self) -> &'static str {
        match self {
            PairClass::IntToInt => "integer to integer",
            PairClass::IntToFloat => "integer to float",
            PairClass::FloatToInt => "float to integer",
            PairClass::FloatToFloat => "float to float",
        }
    }
}

/// The groups, the one with the most failures first.
pub(super) fn group(failures: Vec<Failure>) -> Vec<Group> {
    let mut groups: BTreeMap<_, Group> = BTreeMap::new();
    for failure in failures {
        let class = PairClass::of(failure.input_type, failure.output_type);
        let tag = failure.tags.first().map_or("untagged", |tag| tag.name);
        let deviation =
            Deviation::between(failure.output_type, failure.expected.stand(), &failure.got);
        let pair = (failure.input_type, failure.output_type);
        let group = groups.entry((class, tag, deviation)).or_insert_with(|| Group {
            class,
            tag,
            deviation,
            count: 0,
            pairs: Vec::new(),
            roundings: Vec::new(),
            out_of_ranges: Vec::new(),
            simplest: failure.clone(),
        });
        group.count += 1;
        insert(&mut group.pairs, pair);
        insert(&mut group.roundings, failure.column.rounding);
        insert(&mut group.out_of_ranges, failure.column.out_of_range);
        if simplicity(&failure) < simplicity(&group.simplest) {
            group.simplest = failure;
        }
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups
}

fn insert<T: Ord>(list: &mut Vec<T>, one: T) {
    if let Err(at) = list.binary_search(&one) {
        list.insert(at, one);
    }
}

/// Smaller for cases that a person takes in more easily: short values, then small types, then
/// configurations that come first.
fn simplicity(failure: &Failure) -> impl Ord + use<> {
    let value = failure.input_type.value_to_text(failure.input);
    let configuration = (failure.column.rounding, failure.column.out_of_range);
    (value.len(), failure.input_type.bits(), failure.output_type.bits(), value, configuration)
}
