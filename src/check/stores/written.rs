//! What a subject has written, as the oracle reads it.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::check::{Deviation, Got};
use crate::chunk::{Array, Element};
use crate::codec::notes::Readings;
use crate::data_type::fill_value;
use crate::oracle::array_of_json;
use crate::oracle::stored::{ChunkSource, DirectorySource, StoredArray, StoredError};
use crate::protocol::{ArrayAnswer, ArrayContent, ChainInput};
use crate::subject::Trouble;
use crate::vectors::golden::GoldenArray;

/// Chunks by key.
pub(super) type Chunks = BTreeMap<String, Vec<u8>>;

/// The array at a place: its elements, or why it is none, or how it is not the one that was asked for. That is so where its
/// metadata means something else, and where a chunk has other bytes than the only encoding of what it decodes to.
pub(super) fn read(array: &GoldenArray, own: &Chunks, place: &Path) -> Got {
    let wrong = |(reason, deviation): (String, Deviation)| {
        Got::Miswritten(Arc::new(Trouble::from(reason)), deviation)
    };
    let unreadable = |error: StoredError| wrong((error.to_string(), Deviation::Unreadable));
    let source = match DirectorySource::new(place) {
        Ok(source) => source,
        Err(error) => return wrong((missing(place, &error), Deviation::Unreadable)),
    };
    let open = |source: &dyn ChunkSource| StoredArray::open(source, &Readings::stand());
    let (asked, found) = match (open(&array.files), open(&source)) {
        (Ok(asked), Ok(found)) => (asked, found),
        (Err(error), _) | (_, Err(error)) => return unreadable(error),
    };
    let elements = match elements(&found, &source) {
        Ok(elements) => elements,
        Err(error) => return unreadable(error),
    };
    if asked.data_type != found.data_type {
        return wrong((format!("an array of {}", found.data_type), Deviation::OtherShape));
    }
    let is_shape_asked = asked.shape == found.shape;
    let answer = Got::Read(Arc::new(ArrayAnswer {
        data_type: None,
        shape: Some(found.shape.clone()),
        content: ArrayContent::Elements(elements.clone()),
    }));
    // Wrong elements say more than how they came to be.
    if !is_shape_asked || array.expected.stand.as_ref() != Some(&elements) {
        return answer;
    }
    if let Some(reason) = other_metadata(&asked, &found, &source, &elements) {
        return wrong((reason, Deviation::OtherMetadata));
    }
    for (path, bytes) in own {
        let written = source.read(path, bytes.len() as u64);
        if let Ok(Some(written)) = written
            && asked.is_other_encoding(bytes, &written)
        {
            let reason = format!("{path} decodes to the same, and has other bytes");
            return wrong((reason, Deviation::OtherBytes));
        }
    }
    answer
}

/// The chunks that the oracle writes of the elements of an array, by key, if the same elements are read again. Behind a codec
/// that loses something, what a chunk holds is for the cases of encoding.
pub(super) fn own_chunks(array: &GoldenArray, input: &ChainInput) -> Option<Chunks> {
    let stored = StoredArray::open(&array.files, &Readings::stand()).ok()?;
    let (data_type, shape) = (stored.data_type.clone(), stored.shape.clone());
    let decoded = match input {
        ChainInput::Data(bytes) => Array::fixed(data_type, shape, bytes.clone()).ok()?,
        ChainInput::Elements(elements) => {
            array_of_json(&data_type, &shape, elements, &Readings::stand()).ok()?
        }
    };
    let chunks = stored.chunks(&decoded).ok()?;
    let is_read_again = elements(&stored, &chunks).ok() == array.expected.stand;
    is_read_again.then_some(chunks)
}

/// Each element as the JSON of a fill value.
fn elements(stored: &StoredArray, source: &dyn ChunkSource) -> Result<Vec<String>, StoredError> {
    let mut elements = Vec::new();
    stored.each(source, &mut |element| {
        elements.push(fill_value::write(&stored.data_type, element.bytes));
        Ok(())
    })?;
    Ok(elements)
}

/// The first thing in the metadata that was not asked for, of an array of the right elements.
fn other_metadata(
    asked: &StoredArray,
    found: &StoredArray,
    source: &DirectorySource,
    expected: &[String],
) -> Option<String> {
    if asked.chunk_shape != found.chunk_shape {
        return Some(format!(
            "chunks of {:?}; expected {:?}",
            found.chunk_shape, asked.chunk_shape
        ));
    }
    if asked.keys != found.keys {
        let at = vec![0; found.shape.len()];
        let (found, expected) = (found.keys.key(&at), asked.keys.key(&at));
        return Some(format!("the key of a chunk is {found:?}; expected {expected:?}"));
    }
    if asked.fill_value != found.fill_value {
        let shown = |element: &Option<Element>| match element {
            Some(element) => fill_value::write(&asked.data_type, element.bytes()),
            None => "null".to_owned(),
        };
        let (found, expected) = (shown(&found.fill_value), shown(&asked.fill_value));
        return Some(format!("the fill value is {found}; expected {expected}"));
    }
    // How an entry of a codec is written does not matter, and what it does shows in the chunks.
    match elements(asked, source) {
        Ok(elements) if elements == expected => None,
        Ok(_) => {
            Some("by the codecs that were asked for, its chunks have other elements".to_owned())
        }
        Err(error) => Some(format!("by the codecs that were asked for, {error}")),
    }
}

/// Where there is no array, what there is instead.
fn missing(place: &Path, error: &io::Error) -> String {
    let entries = place.parent().and_then(|parent| std::fs::read_dir(parent).ok());
    let beside = entries.into_iter().flatten().flatten().find(|entry| entry.path() != place);
    let beside = beside.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let beside = beside.map_or(String::new(), |name| format!(", and {name:?} is beside it"));
    format!("there is no directory at its path{beside}: {error}")
}
