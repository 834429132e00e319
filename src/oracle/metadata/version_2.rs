//! The metadata of an array of version 2: a `.zarray`.

use super::members::{of_member, open, wrong};
use super::{ArrayMetadataError, ChunkKeys, NotSupported, Undecided};
use crate::chunk::{ByteOrder, ChunkError, Element, Form};
use crate::codec::fill_value_rules;
use crate::codec::notes::Readings;
use crate::data_type::fill_value::FillValueJsonError;
use crate::data_type::{DataType, DataTypeNameError, Real};
use crate::json::{Object, Repeated, excerpt};
use crate::oracle::fields::{integer, repeated};
use crate::oracle::{BindError, Fields};

/// The metadata of an array of version 2, in the words of version 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct V2Metadata {
    pub data_type: DataType,
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
            Some(found) => return Err(NotSupported::Version { found }.into()),
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
        let fill_value = self::fill_value(&data_type, fill_value, readings)?;
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
        let endian = match byte_order {
            ByteOrder::Little => "little",
            ByteOrder::Big => "big",
        };
        codecs.push(format!(r#"{{"name":"bytes","configuration":{{"endian":"{endian}"}}}}"#));
        let compressor = required(&mut fields, "compressor", "a compressor or null")?;
        if compressor != "null" {
            codecs.push(codec("compressor", compressor)?);
        }
        Ok(V2Metadata {
            data_type,
            shape,
            chunk_shape,
            chunk_keys: ChunkKeys { prefix: "", separator },
            fill_value,
            codecs: format!("[{}]", codecs.join(",")),
        })
    }

    /// The form of a chunk, before the first codec.
    ///
    /// # Errors
    ///
    /// Where memory cannot hold the shape.
    pub fn form(&self) -> Result<Form, ChunkError> {
        Form::array(self.data_type.clone(), self.chunk_shape.clone(), self.fill_value.clone())
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
    let lengths = fields.lengths(field, 0, clause).map_err(of_member)?;
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
    let mut characters = text.chars();
    let byte_order = match characters.next() {
        Some('<' | '|') => ByteOrder::Little,
        Some('>') => ByteOrder::Big,
        _ => return Err(wrong()),
    };
    let kind = characters.next().ok_or_else(wrong)?;
    let rest = characters.as_str();
    let (size, unit) = rest.split_at(rest.find('[').unwrap_or(rest.len()));
    let size: u16 = size.parse().map_err(|_| wrong())?;
    let named = |name: String| name.parse::<DataType>().map_err(|_| wrong());
    let data_type = match (kind, size) {
        ('b', 1) => DataType::Bool,
        ('i', 1 | 2 | 4 | 8) => named(format!("int{}", 8 * size))?,
        ('u', 1 | 2 | 4 | 8) => named(format!("uint{}", 8 * size))?,
        ('f', 2 | 4 | 8) => named(format!("float{}", 8 * size))?,
        ('c', 8) => DataType::Complex(Real::FLOAT32),
        ('c', 16) => DataType::Complex(Real::FLOAT64),
        ('M', 8) => named(format!("numpy.datetime64{unit}"))?,
        ('m', 8) => named(format!("numpy.timedelta64{unit}"))?,
        ('V', _) => size.checked_mul(8).and_then(DataType::raw).ok_or_else(wrong)?,
        ('b' | 'i' | 'u' | 'f' | 'c' | 'S' | 'U' | 'O', _) => return Err(unknown(text)),
        _ => return Err(wrong()),
    };
    let is_time = matches!(data_type, DataType::Time(_));
    let has_order = data_type.component_bytes() == Some(1) || matches!(data_type, DataType::Raw(_));
    if is_time == unit.is_empty() || text.starts_with('|') && !has_order {
        return Err(wrong());
    }
    // What has no order has none that could be reversed.
    Ok((data_type, if has_order { ByteOrder::Little } else { byte_order }))
}

/// The text has what NaN and infinities are, and bytes. Everything else is as in version 3.
fn fill_value(data_type: &DataType, json: &str, readings: &Readings) -> Read<Option<Element>> {
    if json == "null" {
        return Ok(None);
    }
    let is_pattern = json.starts_with("\"0x");
    if is_pattern && matches!(data_type, DataType::Real(_)) {
        let expected = "a number, \"NaN\", \"Infinity\" or \"-Infinity\"";
        return Err(wrong("fill_value", json, expected, "v2/fill-value"));
    }
    let of_type = match data_type {
        DataType::Raw(_) => &DataType::Bytes,
        other => other,
    };
    let field = "fill_value";
    let of_json = |error: FillValueJsonError| {
        of_member(BindError::FillValue { field, error: Box::new(error) })
    };
    let element = Element::from_json(of_type, json, &fill_value_rules(readings));
    let element = element.map_err(of_json)?;
    let element = Element::new(data_type, element.bytes());
    let expected = format!("an element of {data_type}");
    element.map(Some).map_err(|_| wrong(field, json, &expected, "v2/fill-value"))
}

fn filters(json: &str) -> Read<Vec<String>> {
    if json == "null" {
        return Ok(Vec::new());
    }
    let list: Result<Vec<&serde_json::value::RawValue>, _> = serde_json::from_str(json);
    let list =
        list.map_err(|_| wrong("filters", json, "a list of filters or null", "v2/codecs"))?;
    list.into_iter().map(|entry| codec("filters", entry.get())).collect()
}

/// A codec of numcodecs under the name that it has in version 3.
fn codec(field: &'static str, json: &str) -> Read<String> {
    let expected = "an object with an id";
    let wrong = || wrong(field, json, expected, "v2/codecs");
    let mut object = Object::read(json, Repeated::Refused).map_err(|_| wrong())?;
    let id = object.take("id").ok_or_else(wrong)?;
    let id: String = serde_json::from_str(id).map_err(|_| wrong())?;
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let members = object.into_rest().map(|(name, json)| format!("{}:{json}", quoted(&name)));
    let members: Vec<_> = members.collect();
    let (name, members) = (quoted(&format!("numcodecs.{id}")), members.join(","));
    Ok(format!(r#"{{"name":{name},"configuration":{{{members}}}}}"#))
}
