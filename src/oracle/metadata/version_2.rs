//! The metadata of an array of version 2: a `.zarray`.

use super::members::{of_lengths, of_member, open, wrong};
use super::version_2_codec::{bytes_entry, codec_entry};
use super::version_2_fill_value as fill_value;
use super::{ArrayMetadataError, ChunkKeys, NotSupported, Undecided};
use crate::chunk::{ByteOrder, ChunkError, Element, Form};
use crate::codec::definition::Stage;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, DataTypeNameError};
use crate::json::excerpt;
use crate::oracle::fields::{integer, repeated};
use crate::oracle::type_string::{TypeStringError, type_string};
use crate::oracle::{BindError, Chain, Codec, Fields, table};

/// The metadata of an array of version 2, in the words of version 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct V2Metadata {
    pub data_type: DataType,
    pub byte_order: ByteOrder,
    pub shape: Vec<u64>,
    pub chunk_shape: Vec<u64>,
    pub chunk_keys: ChunkKeys,
    /// `None` where uninitialised elements are undefined.
    pub fill_value: Option<Element>,
    /// Order, filters, byte order and compressor as the codecs of version 3.
    pub codecs: String,
}

type Read<T> = Result<T, ArrayMetadataError>;

impl V2Metadata {
    /// Reads a document. Whether its codecs are a chain is not asked.
    ///
    /// # Errors
    ///
    /// Where a member is not acceptable, or not known to the suite, by the first of them.
    pub fn read(json: &str, readings: &Readings) -> Read<V2Metadata> {
        let mut fields = open(json, repeated(readings), readings)?.into_fields();
        let version = required(&mut fields, "zarr_format", "2")?;
        match integer(version) {
            Some(2) => {}
            Some(found) => return Err(NotSupported::Version { found, expected: 2 }.into()),
            None => return Err(wrong("zarr_format", version, "2", "v2/zarr-format")),
        }
        let shape = lengths(&mut fields, "shape", "v2/shape")?;
        let chunk_shape = lengths(&mut fields, "chunks", "v2/chunks")?;
        let is_empty = shape.contains(&0);
        if chunk_shape.len() != shape.len() || chunk_shape.contains(&0) && !is_empty {
            let found = format!("{chunk_shape:?}");
            let expected = format!("a length greater than zero for each of {}", shape.len());
            return Err(wrong("chunks", &found, &expected, "v2/chunks"));
        }
        let (data_type, byte_order) = dtype(required(&mut fields, "dtype", "a data type")?)?;
        let fill_value = required(&mut fields, "fill_value", "a fill value or null")?;
        let fill_value = fill_value::read(&data_type, fill_value, readings)?;
        let order = required(&mut fields, "order", "\"C\" or \"F\"")?;
        let is_reversed = match order {
            "\"C\"" => false,
            "\"F\"" => true,
            _ => return Err(wrong("order", order, "\"C\" or \"F\"", "v2/order")),
        };
        let separators = [(".", '.'), ("/", '/')];
        let separator = fields.word("dimension_separator", &separators, "v2/dimension-separator");
        let separator = separator.map_err(of_member)?.unwrap_or('.');
        let mut codecs = Vec::new();
        if is_reversed {
            let order: Vec<_> = (0..shape.len()).rev().map(|at| at.to_string()).collect();
            let order = order.join(",");
            codecs.push(format!(r#"{{"name":"transpose","configuration":{{"order":[{order}]}}}}"#));
        }
        let filters = required(&mut fields, "filters", "a list of filters or null")?;
        codecs.extend(self::filters(filters)?);
        let mut read = V2Metadata {
            data_type,
            byte_order,
            shape,
            chunk_shape,
            chunk_keys: ChunkKeys { prefix: "", separator },
            fill_value,
            codecs: String::new(),
        };
        read.make_bytes(&mut codecs, readings);
        let compressor = required(&mut fields, "compressor", "a compressor or null")?;
        if compressor != "null" {
            codecs.push(codec_entry("compressor", compressor)?);
        }
        read.codecs = format!("[{}]", codecs.join(","));
        Ok(read)
    }

    /// Adds the codec that makes bytes of the array, before the first one that takes bytes, unless a filter makes bytes.
    /// Their order is the one in which the filter before leaves elements.
    fn make_bytes(&self, codecs: &mut Vec<String>, readings: &Readings) {
        let is_array = |entry: &&String| stage(entry) != Some(Stage::BytesToBytes);
        let of_arrays = codecs.iter().take_while(is_array).count();
        let before = &codecs[..of_arrays];
        if before.iter().any(|entry| stage(entry) == Some(Stage::ArrayToBytes)) {
            return;
        }
        let list = format!("[{}]", before.join(","));
        let chain = self.form().ok().and_then(|form| Chain::bind_part(&list, form, readings).ok());
        let byte_order = match chain.as_ref().map(Chain::encoded) {
            Some(Form::Array { byte_order, .. }) => *byte_order,
            _ => self.byte_order,
        };
        codecs.insert(of_arrays, bytes_entry(byte_order));
    }

    /// The form of a chunk, before the first codec.
    ///
    /// # Errors
    ///
    /// Where memory cannot hold the shape.
    pub fn form(&self) -> Result<Form, ChunkError> {
        let mut form =
            Form::array(self.data_type.clone(), self.chunk_shape.clone(), self.fill_value.clone())?;
        if let Form::Array { byte_order, .. } = &mut form {
            *byte_order = self.byte_order;
        }
        Ok(form)
    }
}

fn required<'a>(
    fields: &mut Fields<'a>,
    field: &'static str,
    expected: &'static str,
) -> Read<&'a str> {
    fields.required(field, expected, "v2/mandatory").map_err(of_member)
}

fn lengths(fields: &mut Fields, field: &'static str, clause: &'static str) -> Read<Vec<u64>> {
    let lengths = fields.lengths(field, 0, clause).map_err(of_lengths(field))?;
    let missing = || BindError::Missing {
        field,
        expected: "the lengths of the dimensions".to_owned(),
        clause: "v2/mandatory",
    };
    lengths.ok_or_else(|| of_member(missing()))
}

/// The data type and the order of the bytes that a NumPy type string means.
fn dtype(json: &str) -> Read<(DataType, ByteOrder)> {
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
    type_string(&text).map_err(|error| match error {
        TypeStringError::Wrong => wrong(),
        TypeStringError::Unknown => unknown(text),
    })
}

fn filters(json: &str) -> Read<Vec<String>> {
    if json == "null" {
        return Ok(Vec::new());
    }
    let list: Result<Vec<&serde_json::value::RawValue>, _> = serde_json::from_str(json);
    let list =
        list.map_err(|_| wrong("filters", json, "a list of filters or null", "v2/codecs"))?;
    list.into_iter().map(|entry| codec_entry("filters", entry.get())).collect()
}

/// The stage of a codec that is known.
fn stage(entry: &str) -> Option<Stage> {
    let entry: serde_json::Value = serde_json::from_str(entry).ok()?;
    table::find(entry["name"].as_str()?).map(|(definition, _)| definition.stage)
}
