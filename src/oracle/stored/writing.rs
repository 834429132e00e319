//! The chunks of an array that is written.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::array::{METADATA, V2_METADATA};
use super::grid::{chunk_positions, indices};
use super::{StoredArray, StoredError};
use crate::chunk::{Array, ChunkError, CodecError, Data, Element, Elements, Positions};
use crate::oracle::{Codec, Told};

/// The file that a document of metadata stands in, by the version that it names.
pub fn metadata_file(json: &str) -> &'static str {
    #[derive(Deserialize)]
    struct Versioned {
        zarr_format: u64,
    }
    match serde_json::from_str(json) {
        Ok(Versioned { zarr_format: 2 }) => V2_METADATA,
        _ => METADATA,
    }
}

impl StoredArray {
    /// Every chunk of an array, by key. Beyond its edge there are fill values, or zeros where there is none.
    ///
    /// # Errors
    ///
    /// Where an element has no encoding, and where chunks are larger than the suite takes.
    pub fn chunks(&self, array: &Array) -> Result<BTreeMap<String, Vec<u8>>, StoredError> {
        let positions = chunk_positions(&self.shape, &self.chunk_shape);
        let chunk = |at: Vec<u64>| {
            let key = self.keys.key(&at);
            self.check_size(|| key.clone())?;
            let encoded =
                self.encode(array, &at, None).map_err(|error| self.of_key(&key, error))?;
            Ok((key, encoded))
        };
        positions.map(chunk).collect()
    }

    /// The chunk at a position of the grid, with an element of its own for what is beyond the edge.
    ///
    /// # Errors
    ///
    /// Where an element has no encoding.
    pub fn encode(
        &self,
        array: &Array,
        at: &[u64],
        padding: Option<&[u8]>,
    ) -> Result<Vec<u8>, CodecError> {
        let zeros = vec![0; self.data_type.bytes().unwrap_or_default()];
        let fill_value = self.fill_value.as_ref().map_or(&zeros[..], Element::bytes);
        let padding = padding.unwrap_or(fill_value);
        let places = indices(&self.shape, &self.chunk_shape, at);
        let element =
            |place: Option<usize>| place.and_then(|at| array.element(at)).unwrap_or(padding);
        let elements = match &array.elements {
            Elements::Fixed { .. } => {
                let bytes = places.flat_map(element).copied().collect();
                Elements::Fixed { bytes, any_nan: Positions::default() }
            }
            Elements::Variable(_) => {
                Elements::Variable(places.map(|at| element(at).into()).collect())
            }
        };
        let chunk = Array::new(self.data_type.clone(), self.chunk_shape.clone(), elements);
        let unencoded = |reason: String| CodecError { clause: "core/codec-encoding", reason };
        let chunk = chunk.map_err(|error: ChunkError| unencoded(error.to_string()))?;
        match self.chain.encode(&Data::Array(chunk), &mut Told::nobody())? {
            Data::Bytes(bytes) => Ok(bytes),
            Data::Array(_) => Err(unencoded("its codecs end in an array".to_owned())),
        }
    }

    fn of_key(&self, key: &str, error: CodecError) -> StoredError {
        self.of_version(StoredError::Chunk { file: key.to_owned(), error })
    }
}
