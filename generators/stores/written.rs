//! The files of an array, as its plan has them.

use super::expect::ArrayFiles;
use super::plan::{ArrayPlan, Content};
use crate::chunk::{Array, ChunkError};
use crate::codec::notes::Readings;
use crate::oracle::array_of_json;
use crate::oracle::metadata::V2Metadata;
use crate::oracle::stored::{StoredArray, StoredError};
use crate::vectors::golden::ZarrFormat;

/// Files, and what their notes are on.
pub(super) struct Written {
    pub files: ArrayFiles,
    /// The lists of codecs by which chunks are written and read.
    pub codecs: [String; 2],
}

impl Written {
    /// Whether there are codecs that chunks can be written by.
    pub fn can_be(plan: &ArrayPlan) -> bool {
        open(plan).is_ok()
    }

    /// # Panics
    ///
    /// Where the metadata is not acceptable, or an element has no encoding.
    pub fn of(plan: &ArrayPlan) -> Written {
        let of_plan = |reason: String| -> ! { panic!("{}: {reason}", plan.id()) };
        let stored = match open(plan) {
            Ok(stored) => stored,
            Err(error) => of_plan(error.message()),
        };
        let mut files = ArrayFiles::new();
        for (number, at) in plan.chunks().enumerate() {
            if plan.missing.contains(&at) {
                continue;
            }
            let bytes = match &plan.content {
                Content::Elements(elements) => {
                    array(plan, elements).map_err(|error| error.to_string()).and_then(|array| {
                        let encoded = stored.encode(&array, &at, plan.padding.as_deref());
                        encoded.map_err(|error| error.to_string())
                    })
                }
                Content::Texts(elements) => {
                    let array =
                        array_of_json(&plan.data_type, &plan.shape, elements, &Readings::stand());
                    array.map_err(|error| error.to_string()).and_then(|array| {
                        stored.encode(&array, &at, None).map_err(|error| error.to_string())
                    })
                }
                Content::Stored(chunks) => Ok(chunks[number].clone()),
            };
            match bytes {
                Ok(bytes) => files.insert(stored.keys.key(&at), bytes),
                Err(reason) => of_plan(reason),
            };
        }
        let mut metadata = plan.members.clone();
        for (name, json) in &plan.spoilt {
            match json {
                Some(json) => metadata.set(name, json),
                None => metadata.remove(name),
            }
        }
        let spoilt = match plan.format {
            ZarrFormat::V2 => {
                let read = V2Metadata::read(&metadata.to_json(), &Readings::stand());
                read.map(|read| read.codecs).unwrap_or_default()
            }
            ZarrFormat::V3 => metadata.get("codecs").to_owned(),
        };
        files.insert(plan.format.metadata().to_owned(), metadata.to_json().into_bytes());
        let codecs = [stored.codecs, spoilt];
        Written { files, codecs }
    }
}

fn open(plan: &ArrayPlan) -> Result<StoredArray, StoredError> {
    let name = plan.format.metadata().to_owned();
    let metadata = ArrayFiles::from([(name, plan.members.to_json().into_bytes())]);
    StoredArray::open(&metadata, &Readings::stand())
}

/// The elements of a plan as an array. Those of chunks that are not written may be missing at the end.
fn array(plan: &ArrayPlan, elements: &[u8]) -> Result<Array, ChunkError> {
    let ArrayPlan { data_type, shape, .. } = plan;
    let count = shape.iter().product::<u64>() as usize;
    let mut bytes = elements.to_vec();
    bytes.resize(count * data_type.bytes().unwrap_or(1), 0);
    Array::fixed(data_type.clone(), shape.clone(), bytes)
}
