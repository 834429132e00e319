//! What is expected of an array: what the oracle reads, under the stand and under other readings.

use std::collections::BTreeMap;

use crate::codec::definition::Definition;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, fill_value};
use crate::generators::ask::accepted;
use crate::oracle::stored::{StoredArray, StoredError};
use crate::vectors::golden::GoldenOutcome;
use crate::vectors::{Accepted, AnyNan};

/// The files of an array, by path below its directory.
pub(super) type ArrayFiles = BTreeMap<String, Vec<u8>>;

/// What is accepted of an array that has these codecs.
pub(super) fn expected(codecs: &[&Definition], files: &ArrayFiles) -> Accepted<GoldenOutcome> {
    let outcomes = |readings: &Readings| vec![read(files, readings).map(|(lines, _)| lines).ok()];
    let mut accepted = accepted(codecs, outcomes, Option::is_none);
    accepted.pop().unwrap_or(Accepted::only(None))
}

/// Where any NaN is right.
pub(super) fn any_nan(files: &ArrayFiles) -> Option<AnyNan> {
    read(files, &Readings::stand()).ok()?.1
}

/// The elements as lines, and where any NaN is right.
fn read(
    files: &ArrayFiles,
    readings: &Readings,
) -> Result<(Vec<String>, Option<AnyNan>), StoredError> {
    let array = StoredArray::open(files, readings)?;
    let components = array.data_type.components();
    let (mut lines, mut positions) = (Vec::new(), Vec::new());
    array.each(files, &mut |element| {
        let begin = lines.len() as u64 * components;
        let any = element.any_nan.iter().zip(begin..).filter(|(is_any, _)| **is_any);
        positions.extend(any.map(|(_, at)| at));
        lines.push(fill_value::write(&array.data_type, element.bytes));
        Ok(())
    })?;
    let component = match array.data_type {
        DataType::Real(real) | DataType::Complex(real) => Some(real),
        _ => None,
    };
    let component = component.filter(|_| !positions.is_empty());
    Ok((lines, component.map(|component| AnyNan { component, positions })))
}
