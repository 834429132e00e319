//! What a subject has written, as the oracle reads it.

use std::path::Path;
use std::sync::Arc;

use crate::check::{Deviation, Got};
use crate::codec::notes::Readings;
use crate::data_type::fill_value;
use crate::oracle::stored::{DirectorySource, StoredArray, StoredError};
use crate::protocol::{ArrayAnswer, ArrayContent};
use crate::subject::Trouble;
use crate::vectors::golden::GoldenArray;

/// The array at a place: its elements, or why it is none, or the first chunk that has other bytes than the only encoding of
/// what it decodes to.
pub(super) fn read(array: &GoldenArray, place: &Path) -> Got {
    let wrong =
        |reason: String, deviation| Got::Miswritten(Arc::new(Trouble::from(reason)), deviation);
    let source = match DirectorySource::new(place) {
        Ok(source) => source,
        Err(error) => return wrong(format!("no directory: {error}"), Deviation::Unreadable),
    };
    let read = || {
        let stored = StoredArray::open(&source, &Readings::stand())?;
        let mut elements = Vec::new();
        stored.each(&source, &mut |element| {
            elements.push(fill_value::write(&stored.data_type, element.bytes));
            Ok(())
        })?;
        Ok::<_, StoredError>((stored, elements))
    };
    let (stored, elements) = match read() {
        Ok(read) => read,
        Err(error) => return wrong(error.to_string(), Deviation::Unreadable),
    };
    if array.data_type().is_some_and(|expected| expected != stored.data_type) {
        let reason = format!("an array of {}", stored.data_type);
        return wrong(reason, Deviation::OtherShape);
    }
    for (path, bytes) in array.files.iter().filter(|(path, _)| *path != array.format.metadata()) {
        let written = std::fs::read(place.join(path));
        if written.is_ok_and(|written| stored.is_other_encoding(bytes, &written)) {
            let reason = format!("{path} decodes to the same, and has other bytes");
            return wrong(reason, Deviation::OtherBytes);
        }
    }
    Got::Read(Arc::new(ArrayAnswer {
        data_type: None,
        shape: Some(stored.shape.clone()),
        content: ArrayContent::Elements(elements),
    }))
}
