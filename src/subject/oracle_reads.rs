//! What the oracle reads of arrays on disk.

use std::path::Path;

use super::Refusal;
use crate::codec::notes::Readings;
use crate::data_type::fill_value;
use crate::oracle::stored::{DirectorySource, StoredArray, StoredError};
use crate::protocol::{Answer, ArrayAnswer, ArrayContent};

/// The elements of an array, each as the JSON of a fill value.
pub(super) fn read(path: &Path, readings: &Readings) -> Result<Answer, Refusal> {
    let source = DirectorySource::new(path).map_err(|error| {
        Refusal::Metadata(format!("failed to read {}: {error}", path.display()))
    })?;
    let array = StoredArray::open(&source, readings).map_err(refusal)?;
    let mut elements = Vec::new();
    let take = &mut |element: crate::oracle::stored::StoredElement<'_>| {
        elements.push(fill_value::write(&array.data_type, element.bytes));
        Ok(())
    };
    array.each(&source, take).map_err(refusal)?;
    Ok(Answer::Array(Box::new(ArrayAnswer {
        data_type: Some(array.data_type.to_json()),
        shape: Some(array.shape.clone()),
        content: ArrayContent::Elements(elements),
    })))
}

/// What is unknown to the suite is no reason to refuse an array.
pub(super) fn refusal(error: StoredError) -> Refusal {
    match error.clause() {
        Some(_) => Refusal::Value(error.message()),
        None => Refusal::Unsupported(error.message()),
    }
}
