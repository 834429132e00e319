//! What `explain --metadata` is asked about a chunk.

use std::path::PathBuf;

use super::Failure;
use super::document::Document;
use crate::chunk::{Array, Data, Form, element_count};
use crate::codec::Operation;
use crate::codec::notes::Readings;
use crate::data_type::{Real, scalar};
use crate::oracle::metadata::ArrayMetadata;
use crate::oracle::{Chain, ChainError, Codec, array_of_json};
use crate::report::explain::{self, ChainCase};

/// The metadata of an array, and the bytes of a chunk.
#[derive(clap::Args)]
pub(super) struct ChunkArguments {
    /// Follow values through the codecs of a zarr.json; - is standard input
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,
    /// Decode the bytes of a chunk, in hexadecimal digits
    #[arg(long, value_name = "BYTES", requires = "metadata", conflicts_with = "asked")]
    decode: Option<String>,
}

impl ChunkArguments {
    pub fn is_asked(&self) -> bool {
        self.metadata.is_some()
    }

    /// Explains what becomes of the values, or of the bytes.
    pub fn explain(&self, values: &[&str], readings: &Readings) -> Result<String, Failure> {
        let path = self.metadata.as_deref().unwrap_or("-".as_ref());
        let Document { name, json } = &Document::read(path)?;
        let refused = |error: &dyn ToString| {
            let hint = "`zarrproof validate` shows all that is wrong";
            Failure::usage(format!("{name}: {}; {hint}", error.to_string()))
        };
        let metadata = ArrayMetadata::read(json, readings).map_err(|error| refused(&error))?;
        let bind = |shape: &[u64]| {
            let form = metadata.form(shape.to_vec()).map_err(|error| refused(&error))?;
            let chain = Chain::bind(&metadata.codecs, form, readings);
            chain.map_err(|error: ChainError| refused(&error))
        };
        let (shape, operation, data) = match &self.decode {
            Some(digits) => {
                let bytes = bytes(digits)?;
                let encoded = |shape: &[u64]| match *bind(shape).ok()?.encoded() {
                    Form::Bytes { length, .. } => length,
                    Form::Array { .. } => None,
                };
                let shape = shape_of(bytes.len() as u64, &metadata.chunk_shape, encoded);
                (shape, Operation::Decode, Data::Bytes(bytes))
            }
            None => {
                let shape = shape(values.len(), &metadata.chunk_shape)?;
                let array = array(&metadata, shape.clone(), values, readings)?;
                (shape, Operation::Encode, Data::Array(array))
            }
        };
        let case = ChainCase { name, json, shape: &shape, operation, data: &data };
        Ok(explain::chain(&case, &metadata, &bind(&shape)?, readings))
    }
}

/// The shape of so many elements: that of a chunk, or one that has them in its last dimension.
fn shape(count: usize, chunk_shape: &[u64]) -> Result<Vec<u64>, Failure> {
    if element_count(chunk_shape).is_ok_and(|expected| expected == count) {
        return Ok(chunk_shape.to_vec());
    }
    let mut shape = vec![1; chunk_shape.len()];
    match shape.last_mut() {
        Some(last) => *last = count as u64,
        None => {
            let error = format!("{count} values; expected 1 for a chunk without dimensions");
            return Err(Failure::usage(error));
        }
    }
    Ok(shape)
}

/// The shape of what so many bytes decode to: that of a chunk, or one that has as many elements in its
/// last dimension as the bytes are of. `encoded` is the number of bytes of a shape, if that is known.
fn shape_of(length: u64, chunk_shape: &[u64], encoded: impl Fn(&[u64]) -> Option<u64>) -> Vec<u64> {
    let fitting = || {
        let of = |count| encoded(&shape(count, chunk_shape).ok()?);
        let (one, two) = (of(1)?, of(2)?);
        let more = length.checked_sub(one)?.checked_div(two.checked_sub(one)?)?;
        let shape = shape(usize::try_from(more.checked_add(1)?).ok()?, chunk_shape).ok()?;
        (encoded(&shape) == Some(length)).then_some(shape)
    };
    let is_whole = encoded(chunk_shape) == Some(length);
    let other = if is_whole { None } else { fitting() };
    other.unwrap_or_else(|| chunk_shape.to_vec())
}

/// The array of values: real numbers in a usual spelling, the others in fill-value JSON.
fn array(
    metadata: &ArrayMetadata,
    shape: Vec<u64>,
    values: &[&str],
    readings: &Readings,
) -> Result<Array, Failure> {
    let data_type = &metadata.data_type;
    let Some(real) = data_type.real() else {
        return array_of_json(data_type, &shape, values, readings).map_err(Failure::usage);
    };
    let patterns = values.iter().map(|text| pattern(real, text)).collect::<Result<Vec<_>, _>>()?;
    Array::from_patterns(real, shape, patterns).map_err(Failure::usage)
}

/// A value in a usual spelling, or a string of fill-value JSON.
fn pattern(real: Real, text: &str) -> Result<u64, Failure> {
    match text.starts_with('"') {
        true => scalar::from_json(real, text).map_err(Failure::usage),
        false => scalar::from_text(real, text).map_err(Failure::usage),
    }
}

fn bytes(digits: &str) -> Result<Vec<u8>, Failure> {
    let hexadecimal = digits.strip_prefix("0x").unwrap_or(digits);
    let pairs = hexadecimal.as_bytes().chunks(2).map(|pair| {
        let pair = str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
        let is_digits = pair.bytes().all(|digit| digit.is_ascii_hexdigit());
        u8::from_str_radix(pair, 16).ok().filter(|_| is_digits)
    });
    pairs.collect::<Option<_>>().ok_or_else(|| {
        let expected = "expected an even number of hexadecimal digits, such as 0x0004fb";
        Failure::usage(format!("{digits:?} is no bytes; {expected}"))
    })
}
