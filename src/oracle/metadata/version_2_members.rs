//! The members of a `.zarray`, each read by itself.

use serde_json::value::RawValue;

use super::members::{Members, of_lengths, of_member, wrong};
use super::version_2_codec::codec_entry;
use super::version_2_fill_value as fill_value;
use super::{ArrayMetadataError, ChunkKeys, NotSupported, Undecided};
use crate::chunk::{ByteOrder, Element};
use crate::codec::notes::Readings;
use crate::data_type::{DataType, DataTypeNameError};
use crate::json::excerpt;
use crate::oracle::fields::integer;
use crate::oracle::type_string::{OBJECTS, TypeStringError, type_string};
use crate::oracle::{BindError, Fields};

/// The members that have not been read yet.
pub(super) struct V2Members<'a> {
    fields: Fields<'a>,
    readings: &'a Readings,
}

type Read<T> = Result<T, ArrayMetadataError>;

impl<'a> V2Members<'a> {
    pub fn new(members: Members<'a>, readings: &'a Readings) -> V2Members<'a> {
        V2Members { fields: members.into_fields(), readings }
    }

    /// The member `zarr_format`.
    pub fn version(&mut self) -> Read<()> {
        let version = self.required("zarr_format", "2")?;
        match integer(version) {
            Some(2) => Ok(()),
            Some(found) => Err(NotSupported::Version { found, expected: "2" }.into()),
            None => Err(wrong("zarr_format", version, "2", "v2/zarr-format")),
        }
    }

    pub fn shape(&mut self) -> Read<Vec<u64>> {
        self.lengths("shape", "v2/shape")
    }

    /// The shape of a chunk, also if it does not fit that of the array.
    pub fn chunk_shape(&mut self) -> Read<Vec<u64>> {
        self.lengths("chunks", "v2/chunks")
    }

    /// The data type, and the order of its bytes, that a type string of NumPy means. Objects have the type that is given.
    pub fn data_type(
        &mut self,
        objects: impl FnOnce() -> Option<DataType>,
    ) -> Read<(DataType, ByteOrder)> {
        let json = self.required("dtype", "a data type")?;
        let unknown = |name: String| {
            let error = DataTypeNameError::Unknown { name };
            ArrayMetadataError::from(Undecided::DataType { error })
        };
        let expected = "a byte order, a kind and a size, such as \"<f8\"";
        let wrong = || wrong("dtype", json, expected, "v2/dtype");
        let Ok(text) = serde_json::from_str::<String>(json) else {
            // A list has fields, which the suite does not know.
            return Err(if json.starts_with('[') { unknown(excerpt(json)) } else { wrong() });
        };
        if text == OBJECTS
            && let Some(data_type) = objects()
        {
            return Ok((data_type, ByteOrder::default()));
        }
        type_string(&text).map_err(|error| match error {
            TypeStringError::Wrong => wrong(),
            TypeStringError::Unknown => unknown(text),
        })
    }

    /// The fill value of a type, if that is known; `None` where uninitialised elements are undefined.
    pub fn fill_value(&mut self, data_type: Option<&DataType>) -> Read<Option<Element>> {
        let json = self.required("fill_value", "a fill value or null")?;
        match data_type {
            Some(data_type) => fill_value::read(data_type, json, self.readings),
            None => Ok(None),
        }
    }

    /// Whether the first dimension varies fastest.
    pub fn is_reversed(&mut self) -> Read<bool> {
        let order = self.required("order", "\"C\" or \"F\"")?;
        match order {
            "\"C\"" => Ok(false),
            "\"F\"" => Ok(true),
            _ => Err(wrong("order", order, "\"C\" or \"F\"", "v2/order")),
        }
    }

    pub fn chunk_keys(&mut self) -> Read<ChunkKeys> {
        let separators = [(".", '.'), ("/", '/')];
        let separator =
            self.fields.word("dimension_separator", &separators, "v2/dimension-separator");
        let separator = separator.map_err(of_member)?.unwrap_or('.');
        Ok(ChunkKeys { prefix: "", separator })
    }

    /// The filters as codecs of version 3.
    pub fn filters(&mut self) -> Read<Vec<String>> {
        let json = self.required("filters", "a list of filters or null")?;
        if json == "null" {
            return Ok(Vec::new());
        }
        let list: Result<Vec<&RawValue>, _> = serde_json::from_str(json);
        let list =
            list.map_err(|_| wrong("filters", json, "a list of filters or null", "v2/codecs"))?;
        list.into_iter().map(|entry| codec_entry("filters", entry.get())).collect()
    }

    /// The compressor as a codec of version 3, if there is one.
    pub fn compressor(&mut self) -> Read<Option<String>> {
        match self.required("compressor", "a compressor or null")? {
            "null" => Ok(None),
            json => codec_entry("compressor", json).map(Some),
        }
    }

    fn required(&mut self, field: &'static str, expected: &'static str) -> Read<&'a str> {
        self.fields.required(field, expected, "v2/mandatory").map_err(of_member)
    }

    fn lengths(&mut self, field: &'static str, clause: &'static str) -> Read<Vec<u64>> {
        let lengths = self.fields.lengths(field, 0, clause).map_err(of_lengths(field))?;
        let missing = || BindError::Missing {
            field,
            expected: "the lengths of the dimensions".to_owned(),
            clause: "v2/mandatory",
        };
        lengths.ok_or_else(|| of_member(missing()))
    }
}

/// Whether chunks of this shape make up an array. One without elements has no chunk, whatever the lengths of chunks are.
pub(super) fn check_chunks(chunk_shape: &[u64], shape: &[u64]) -> Read<()> {
    if chunk_shape.len() != shape.len() || chunk_shape.contains(&0) && !shape.contains(&0) {
        let found = format!("{chunk_shape:?}");
        let expected = format!("a length greater than zero for each of {}", shape.len());
        return Err(wrong("chunks", &found, &expected, "v2/chunks"));
    }
    Ok(())
}
