//! The files of an array, as its plan has them.

use super::expect::ArrayFiles;
use super::grid;
use super::plan::{ArrayPlan, Content};
use crate::chunk::{Array, Data, Element};
use crate::codec::notes::Readings;
use crate::oracle::metadata::{ArrayMetadata, ChunkKeys, V2Metadata};
use crate::oracle::{Chain, Codec, Told};
use crate::vectors::golden::ZarrFormat;

/// Files, and what their notes are on.
pub(super) struct Written {
    pub files: ArrayFiles,
    /// The lists of codecs by which chunks are written and read.
    pub codecs: [String; 2],
}

/// What chunks are written by.
struct Writer {
    codecs: String,
    keys: ChunkKeys,
    fill_value: Option<Element>,
    chain: Chain,
}

impl Written {
    /// Whether there are codecs that chunks can be written by.
    pub fn can_be(plan: &ArrayPlan) -> bool {
        Writer::of(plan).is_ok()
    }

    /// # Panics
    ///
    /// Where the metadata is not acceptable, or an element has no encoding.
    pub fn of(plan: &ArrayPlan) -> Written {
        let of_plan = |reason: String| -> ! { panic!("{}: {reason}", plan.id()) };
        let writer = match Writer::of(plan) {
            Ok(writer) => writer,
            Err(reason) => of_plan(reason),
        };
        let mut files = ArrayFiles::new();
        for (number, at) in plan.chunks().enumerate() {
            if plan.missing.contains(&at) {
                continue;
            }
            let stored = match &plan.content {
                Content::Elements(elements) => writer.encode(plan, elements, &at),
                Content::Stored(chunks) => Ok(chunks[number].clone()),
            };
            match stored {
                Ok(bytes) => files.insert(writer.keys.key(&at), bytes),
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
        let name = match plan.format {
            ZarrFormat::V2 => ".zarray",
            ZarrFormat::V3 => "zarr.json",
        };
        let spoilt = match plan.format {
            ZarrFormat::V2 => {
                let read = V2Metadata::read(&metadata.to_json(), &Readings::stand());
                read.map(|read| read.codecs).unwrap_or_default()
            }
            ZarrFormat::V3 => metadata.get("codecs").to_owned(),
        };
        files.insert(name.to_owned(), metadata.to_json().into_bytes());
        let codecs = [writer.codecs, spoilt];
        Written { files, codecs }
    }
}

impl Writer {
    fn of(plan: &ArrayPlan) -> Result<Writer, String> {
        let (stand, json) = (Readings::stand(), plan.members.to_json());
        let (keys, fill_value, codecs, form) = match plan.format {
            ZarrFormat::V3 => {
                let metadata = ArrayMetadata::read(&json, &stand);
                let metadata = metadata.map_err(|error| error.to_string())?;
                let form = metadata.form(metadata.chunk_shape.clone());
                (metadata.chunk_keys, Some(metadata.fill_value), metadata.codecs, form)
            }
            ZarrFormat::V2 => {
                let metadata = V2Metadata::read(&json, &stand);
                let metadata = metadata.map_err(|error| error.to_string())?;
                let form = metadata.form();
                (metadata.chunk_keys, metadata.fill_value, metadata.codecs, form)
            }
        };
        let form = form.map_err(|error| error.to_string())?;
        let chain = Chain::bind(&codecs, form, &stand).map_err(|error| error.to_string())?;
        Ok(Writer { codecs, keys, fill_value, chain })
    }

    fn encode(&self, plan: &ArrayPlan, elements: &[u8], at: &[u64]) -> Result<Vec<u8>, String> {
        let ArrayPlan { data_type, shape, chunk_shape, .. } = plan;
        let width = data_type.bytes().unwrap_or(1);
        let zeros = vec![0; width];
        let fill_value = self.fill_value.as_ref().map_or(&zeros[..], Element::bytes);
        let padding = plan.padding.as_deref().unwrap_or(fill_value);
        let bytes = grid::cut(elements, shape, chunk_shape, at, padding);
        let array = Array::fixed(data_type.clone(), chunk_shape.clone(), bytes);
        let array = array.map_err(|error| error.to_string())?;
        match self.chain.encode(&Data::Array(array), &mut Told::nobody()) {
            Ok(Data::Bytes(bytes)) => Ok(bytes),
            Ok(Data::Array(_)) => Err("its codecs end in an array".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }
}
