//! An array, and its elements one after the other.

use std::collections::HashMap;
use std::io;

use super::grid::{Run, Runs};
use super::{ChunkSource, StoredError};
use crate::chunk::{Array, ChunkError, CodecError, Data, Element, Elements, Form};
use crate::codec::notes::Readings;
use crate::data_type::{DataType, unpack};
use crate::oracle::metadata::{ArrayMetadata, ArrayMetadataError, ChunkKeys, V2Metadata, text};
use crate::oracle::{Chain, Codec, Told};

/// The most bytes that a chunk may have, stored or decoded, and that chunks may take which are kept.
const MOST: u64 = 1 << 30;

/// The most bytes that a file of metadata may have.
const MOST_METADATA: u64 = 1 << 26;

/// How much longer a chunk may be than it should be for its codecs to say what is wrong.
const SLACK: u64 = 1 << 16;

/// An array whose metadata is acceptable and known, and whose codecs are bound.
pub struct StoredArray {
    pub data_type: DataType,
    pub shape: Vec<u64>,
    pub chunk_shape: Vec<u64>,
    pub keys: ChunkKeys,
    /// `None` where uninitialised elements are undefined.
    pub fill_value: Option<Element>,
    /// The JSON of the codecs. Those of version 2 are in the words of version 3.
    pub codecs: String,
    /// Of each component of the fill value, whether any NaN is right.
    any_nan: [bool; 2],
    pub(super) chain: Chain,
    is_version_2: bool,
}

/// An element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredElement<'a> {
    /// Little-endian where its size is fixed.
    pub bytes: &'a [u8],
    /// Of each component, whether any NaN is right.
    pub any_nan: [bool; 2],
}

/// The chunks that have been read, of those that are there.
#[derive(Default)]
struct Kept {
    chunks: HashMap<Vec<u64>, Option<Array>>,
    bytes: u64,
    /// The position of their row in the first dimension.
    row: Option<u64>,
}

impl StoredArray {
    /// Reads the metadata of an array, and binds its codecs. Where there is a `zarr.json`, that counts.
    ///
    /// # Errors
    ///
    /// Where it is not acceptable, or something in it is unknown to the suite.
    pub fn open(source: &dyn ChunkSource, readings: &Readings) -> Result<StoredArray, StoredError> {
        if let Some(json) = read(source, METADATA, MOST_METADATA)? {
            return StoredArray::of_v3(source.shown(METADATA), &json, readings);
        }
        if let Some(json) = read(source, V2_METADATA, MOST_METADATA)? {
            let array = StoredArray::of_v2(source.shown(V2_METADATA), &json, readings);
            return array.map_err(|error| StoredError::Version2(error.into()));
        }
        let file = source.shown(V2_GROUP);
        Err(match read(source, V2_GROUP, 0) {
            Ok(None) => {
                let others = vec![V2_METADATA, V2_GROUP];
                StoredError::NoMetadata { file: source.shown(METADATA), others }
            }
            _ => StoredError::Group { file, expected: format!("{METADATA} or {V2_METADATA}") },
        })
    }

    fn of_v3(file: String, json: &[u8], readings: &Readings) -> Result<StoredArray, StoredError> {
        let metadata = text(json).map_err(ArrayMetadataError::from);
        let metadata = metadata.and_then(|json| ArrayMetadata::read(json, readings));
        let metadata = metadata
            .map_err(|error| StoredError::Metadata { file: file.clone(), error: error.into() })?;
        let form = metadata.form(metadata.chunk_shape.clone());
        Ok(StoredArray {
            chain: bind(file, &metadata.codecs, form, readings)?,
            data_type: metadata.data_type,
            shape: metadata.shape,
            chunk_shape: metadata.chunk_shape,
            keys: metadata.chunk_keys,
            fill_value: Some(metadata.fill_value),
            codecs: metadata.codecs,
            any_nan: [false; 2],
            is_version_2: false,
        })
    }

    fn of_v2(file: String, json: &[u8], readings: &Readings) -> Result<StoredArray, StoredError> {
        let metadata = text(json).map_err(ArrayMetadataError::from);
        let metadata = metadata.and_then(|json| V2Metadata::read(json, readings));
        let metadata = metadata
            .map_err(|error| StoredError::Metadata { file: file.clone(), error: error.into() })?;
        Ok(StoredArray {
            chain: bind(file, &metadata.codecs, metadata.form(), readings)?,
            shape: metadata.shape,
            chunk_shape: metadata.chunk_shape,
            keys: metadata.chunk_keys,
            any_nan: nans(&metadata.data_type, metadata.fill_value.as_ref()),
            data_type: metadata.data_type,
            fill_value: metadata.fill_value,
            codecs: metadata.codecs,
            is_version_2: true,
        })
    }

    /// Hands over the elements in C order. Chunks of one row of chunks are kept, and no more of them than fit into memory.
    ///
    /// # Errors
    ///
    /// Where a chunk cannot be read or decoded, and where `take` fails.
    pub fn each(
        &self,
        source: &dyn ChunkSource,
        take: &mut dyn FnMut(StoredElement) -> io::Result<()>,
    ) -> Result<(), StoredError> {
        let mut kept = Kept::default();
        for run in Runs::new(&self.shape, &self.chunk_shape) {
            kept.turn_to(run.chunk.first().copied());
            if !kept.chunks.contains_key(&run.chunk) {
                let chunk = self.chunk(source, &run.chunk, &mut Told::nobody())?;
                kept.keep(run.chunk.clone(), chunk);
            }
            match kept.chunks.get(&run.chunk) {
                Some(Some(array)) => self.of_chunk(array, &run, take)?,
                _ => self.of_fill_value(source, &run, take)?,
            }
        }
        Ok(())
    }

    /// True if a chunk decodes to the same as another one, which has bytes that no writer has for it.
    pub fn is_other_encoding(&self, chunk: &[u8], other: &[u8]) -> bool {
        let data = |bytes: &[u8]| Data::Bytes(bytes.to_vec());
        let decoded = |bytes: &[u8]| self.chain.decode(&data(bytes), &mut Told::nobody()).ok();
        chunk != other
            && decoded(chunk) == decoded(other)
            && self.chain.is_as_encoded(&data(other)) == Ok(false)
    }

    /// A chunk, decoded, if it is there.
    ///
    /// # Errors
    ///
    /// Where it cannot be read or decoded.
    pub fn chunk(
        &self,
        source: &dyn ChunkSource,
        at: &[u64],
        told: &mut Told,
    ) -> Result<Option<Array>, StoredError> {
        self.decoded(source, at, told).map_err(|error| self.of_version(error))
    }

    fn decoded(
        &self,
        source: &dyn ChunkSource,
        at: &[u64],
        told: &mut Told,
    ) -> Result<Option<Array>, StoredError> {
        let key = self.keys.key(at);
        let of_chunk = |error| StoredError::Chunk { file: source.shown(&key), error };
        let known = match self.chain.encoded() {
            Form::Bytes { length, .. } => *length,
            Form::Array { .. } => None,
        };
        let most = known.map_or(MOST, |length| length.saturating_add(SLACK).min(MOST));
        let bytes = match read(source, &key, most) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(None),
            Err(StoredError::TooLong { most, .. }) if most < MOST => {
                let reason = format!("more than {most} bytes; expected {}", most - SLACK);
                return Err(of_chunk(CodecError { clause: "core/codec-decoding", reason }));
            }
            Err(error) => return Err(error),
        };
        // What is compressed may be small, and decode to more than memory holds.
        if known.is_none() {
            self.check_size(|| source.shown(&key))?;
        }
        match self.chain.decode(&Data::Bytes(bytes), told).map_err(of_chunk)? {
            Data::Array(array) => Ok(Some(array)),
            Data::Bytes(_) => Err(of_chunk(CodecError {
                clause: "core/codec-decoding",
                reason: "it decodes to bytes; expected an array".to_owned(),
            })),
        }
    }

    /// Refuses chunks that memory may not hold.
    pub(super) fn check_size(&self, file: impl Fn() -> String) -> Result<(), StoredError> {
        let size = self.data_type.bytes().unwrap_or(1) as u64;
        let bytes = self.chunk_shape.iter().fold(size, |size, length| size.saturating_mul(*length));
        match bytes > MOST {
            true => Err(StoredError::ChunkSize { file: file(), bytes, most: MOST }),
            false => Ok(()),
        }
    }

    /// An error, of an array of version 2 as one.
    pub(super) fn of_version(&self, error: StoredError) -> StoredError {
        match self.is_version_2 {
            true => StoredError::Version2(error.into()),
            false => error,
        }
    }

    fn of_chunk(
        &self,
        array: &Array,
        run: &Run,
        take: &mut dyn FnMut(StoredElement) -> io::Result<()>,
    ) -> Result<(), StoredError> {
        let position = run.within.iter().zip(&self.chunk_shape);
        let start = position.fold(0, |start, (at, length)| start * length + at);
        let components = self.data_type.components();
        for at in start..start + run.length {
            let is_any = |component: u64| match &array.elements {
                Elements::Fixed { any_nan, .. } => any_nan.contains(at * components + component),
                Elements::Variable(_) => false,
            };
            let any_nan = [is_any(0), components > 1 && is_any(1)];
            let bytes = array.element(at as usize).unwrap_or_default();
            take(StoredElement { bytes, any_nan }).map_err(StoredError::Taken)?;
        }
        Ok(())
    }

    fn of_fill_value(
        &self,
        source: &dyn ChunkSource,
        run: &Run,
        take: &mut dyn FnMut(StoredElement) -> io::Result<()>,
    ) -> Result<(), StoredError> {
        let Some(element) = &self.fill_value else {
            return Err(StoredError::Undefined { file: source.shown(&self.keys.key(&run.chunk)) });
        };
        let element = StoredElement { bytes: element.bytes(), any_nan: self.any_nan };
        for _ in 0..run.length {
            take(element).map_err(StoredError::Taken)?;
        }
        Ok(())
    }
}

/// Where an element of version 2 is NaN: the text does not say which one.
fn nans(data_type: &DataType, element: Option<&Element>) -> [bool; 2] {
    let mut nans = [false; 2];
    if let (DataType::Real(real) | DataType::Complex(real), Some(element)) = (data_type, element) {
        for (is_nan, pattern) in nans.iter_mut().zip(unpack(*real, element.bytes())) {
            *is_nan = real.is_nan(pattern);
        }
    }
    nans
}

impl Kept {
    /// Lets go of the chunks of another row.
    fn turn_to(&mut self, row: Option<u64>) {
        if self.row != row {
            *self = Kept { row, ..Kept::default() };
        }
    }

    fn keep(&mut self, at: Vec<u64>, chunk: Option<Array>) {
        let elements = chunk.as_ref().map_or(0, |array| match &array.elements {
            Elements::Fixed { bytes, .. } => bytes.len(),
            Elements::Variable(values) => values.iter().map(|value| value.len() + 16).sum(),
        });
        // A place in the table takes room as well.
        let bytes = elements as u64 + 64;
        if self.bytes.saturating_add(bytes) > MOST {
            (self.chunks, self.bytes) = (HashMap::new(), 0);
        }
        self.bytes += bytes;
        self.chunks.insert(at, chunk);
    }
}

/// The metadata of version 3 (core specification, "Array metadata").
pub(super) const METADATA: &str = "zarr.json";

/// The metadata of version 2 ("Metadata").
pub(super) const V2_METADATA: &str = ".zarray";

/// What a group of version 2 has instead ("Groups").
const V2_GROUP: &str = ".zgroup";

fn bind(
    file: String,
    codecs: &str,
    form: Result<Form, ChunkError>,
    readings: &Readings,
) -> Result<Chain, StoredError> {
    let form = form.map_err(|error| StoredError::Size { file: file.clone(), error })?;
    Chain::bind(codecs, form, readings)
        .map_err(|error| StoredError::Chain { file, error: error.into() })
}

fn read(source: &dyn ChunkSource, key: &str, most: u64) -> Result<Option<Vec<u8>>, StoredError> {
    let file = || source.shown(key);
    let bytes = source.read(key, most);
    match bytes.map_err(|source| StoredError::Read { file: file(), source })? {
        Some(bytes) if bytes.len() as u64 > most => {
            Err(StoredError::TooLong { file: file(), most })
        }
        bytes => Ok(bytes),
    }
}
