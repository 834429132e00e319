//! The crate `zarrs` as an implementation of casts.
//!
//! Nothing here knows what `zarrs` can do. It is asked at the start which data types it has, and
//! whether it has `cast_value`, so that a release that has more is asked for more.

use serde_json::json;
use zarrs::array::{
    Array, ArrayBytes, ArrayToBytesCodecTraits, Codec, CodecOptions, DataType as ZarrsDataType,
    FillValue,
};
use zarrs::metadata::v3::MetadataV3;
use zarrs::storage::store::MemoryStore;

use super::abilities::data_types;
use super::array::{BYTES, chunk_shape, create, metadata, refuse};
use crate::codec::Operation;
use crate::codec::cast_value::{self, Metadata};
use crate::data_type::{DataType, Real};
use crate::protocol::Implementation;
use crate::subject::{CastValue, Refusal};

/// The crate `zarrs` as an implementation of `cast_value`.
pub struct Zarrs {
    data_types: Vec<Real>,
    scalar_types: Vec<String>,
    has_cast_value: bool,
}

impl Default for Zarrs {
    fn default() -> Zarrs {
        let is_known = |data_type: &DataType| {
            let metadata = serde_json::from_str::<MetadataV3>(&data_type.to_json());
            metadata.is_ok_and(|metadata| ZarrsDataType::from_metadata(&metadata).is_ok())
        };
        let known: Vec<_> = data_types().filter(is_known).collect();
        let codec = json!({"name": cast_value::NAME, "configuration": {"data_type": "int8"}});
        let codec = serde_json::from_value::<MetadataV3>(codec);
        Zarrs {
            data_types: known.iter().filter_map(DataType::real).collect(),
            scalar_types: known.iter().map(|one| one.name().into_owned()).collect(),
            has_cast_value: codec.is_ok_and(|codec| Codec::from_metadata(&codec).is_ok()),
        }
    }
}

impl CastValue for Zarrs {
    type Codec = Box<Array<MemoryStore>>;

    fn implementation(&self) -> Implementation {
        Implementation {
            name: "zarrs".to_owned(),
            version: zarrs::version::version_str().to_owned(),
            language: Some("rust".to_owned()),
            homepage: Some("https://github.com/zarrs/zarrs".to_owned()),
        }
    }

    fn data_types(&self) -> Vec<Real> {
        self.data_types.clone()
    }

    fn operations(&self) -> &'static [&'static str] {
        match self.has_cast_value {
            true => &["encode", "decode", "fill_value", "validate"],
            false => &[],
        }
    }

    fn scalars(&self) -> Vec<Real> {
        self.data_types.clone()
    }

    fn scalar_types(&self) -> Vec<String> {
        self.scalar_types.clone()
    }

    fn codec(&mut self, metadata: Metadata) -> Result<Self::Codec, Refusal> {
        let Metadata { codec, data_type, fill_value } = metadata;
        array(data_type, fill_value, &format!("[{codec},{BYTES}]")).map(Box::new)
    }

    /// Creating the array does not ask its codecs about its data type, storing a chunk does.
    fn validate(&mut self, metadata: Metadata) -> Result<(), Refusal> {
        let array = self.codec(metadata)?;
        encoded_fill_value(&array).map(drop)
    }

    fn cast(
        &mut self,
        array: &Self::Codec,
        operation: Operation,
        shape: &[u64],
        data: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        let shape = chunk_shape(shape)?;
        let (codecs, options) = (array.codecs(), CodecOptions::default());
        let (data_type, fill_value) = (array.data_type(), array.fill_value());
        // Decoded elements are in the byte order of the machine.
        let output = match operation {
            Operation::Encode => codecs
                .encode(ArrayBytes::from(data), &shape, data_type, fill_value, &options)
                .map(|bytes| bytes.into_owned()),
            Operation::Decode => codecs
                .decode(data.into(), &shape, data_type, fill_value, &options)
                .and_then(|elements| Ok(elements.into_fixed()?.into_owned())),
        };
        output.map_err(|error| Refusal::Value(error.to_string()))
    }

    fn fill_value(&mut self, array: &Self::Codec) -> Result<Vec<u8>, Refusal> {
        encoded_fill_value(array).map(|fill_value| fill_value.as_ne_bytes().to_vec())
    }

    fn scalar(&mut self, data_type: &str, scalar: &str) -> Result<Vec<u8>, Refusal> {
        // Which codec follows is nothing to a fill value, but each takes some types only.
        let codecs = match DataType::from_json(data_type) {
            Ok(DataType::String) => r#"["vlen-utf8"]"#.to_owned(),
            Ok(DataType::Bytes) => r#"["vlen-bytes"]"#.to_owned(),
            _ => format!("[{BYTES}]"),
        };
        array(data_type, scalar, &codecs).map(|array| array.fill_value().as_ne_bytes().to_vec())
    }
}

/// An array of one element, from the text of its metadata.
fn array(data_type: &str, fill_value: &str, codecs: &str) -> Result<Array<MemoryStore>, Refusal> {
    create(metadata(&[1], data_type, fill_value, codecs)?).map_err(refuse)
}

/// The fill value after all codecs from arrays to arrays.
fn encoded_fill_value(array: &Array<MemoryStore>) -> Result<FillValue, Refusal> {
    let start = (array.data_type().clone(), array.fill_value().clone());
    let mut codecs = array.codecs().array_to_array_codecs().to_vec().into_iter();
    let end = codecs.try_fold(start, |(data_type, fill_value), codec| {
        let encoded = codec.encoded_fill_value(&data_type, &fill_value)?;
        Ok((codec.encoded_data_type(&data_type)?, encoded))
    });
    end.map(|(_, fill_value)| fill_value).map_err(|error: zarrs::array::CodecError| refuse(error))
}
