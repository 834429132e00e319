//! What the crate `zarrs` makes of chains, and of codecs by themselves.
//!
//! A chain is that of an array made from metadata.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use zarrs::array::{
    Array, ArrayBytes, ArrayToArrayCodecTraits, ArrayToBytesCodecTraits, BytesRepresentation,
    BytesToBytesCodecTraits, Codec, CodecError, CodecOptions,
};
use zarrs::metadata::v3::MetadataV3;
use zarrs::storage::store::MemoryStore;

use super::abilities;
use super::array::{BYTES, chunk_shape, create, metadata, refuse, refuse_array, refuse_plugin};
use super::reads;
use crate::protocol::{Answer, ArrayPart, Capability, Codecs, InputPart, Stores};
use crate::subject::Refusal;
use crate::subject::implementation::ChainImplementation;

/// What `zarrs` does with each codec.
static CODECS: LazyLock<BTreeMap<String, Capability>> = LazyLock::new(abilities::codecs);

/// The crate `zarrs` as an implementation of chains.
#[derive(Default)]
pub(super) struct ZarrsChains;

impl ChainImplementation for ZarrsChains {
    type Bound = Bound;

    fn abilities(&self) -> BTreeMap<String, Capability> {
        CODECS.clone()
    }

    fn reads(&self) -> Vec<u64> {
        Stores::VERSIONS.to_vec()
    }

    fn read(&mut self, path: &Path) -> Result<Answer, Refusal> {
        reads::read(path)
    }

    fn bind(&mut self, codecs: &Codecs, array: Option<&ArrayPart>) -> Result<Bound, Refusal> {
        bind(codecs, array)
    }

    fn encode(&mut self, bound: &Bound, input: InputPart) -> Result<Answer, Refusal> {
        answer(bound.encode(data(input)?))
    }

    fn decode(&mut self, bound: &Bound, input: InputPart) -> Result<Answer, Refusal> {
        answer(bound.decode(data(input)?))
    }

    fn fill_value(&mut self, bound: &Bound) -> Result<Answer, Refusal> {
        match bound {
            Bound::ArrayToArray(codec, Chunk { array, .. }) => {
                let (data_type, fill_value) = (array.data_type(), array.fill_value());
                let encoded = codec.encoded_fill_value(data_type, fill_value).map_err(refuse)?;
                Ok(Answer::Data(encoded.as_ne_bytes().to_vec()))
            }
            _ => Err(Refusal::Unsupported("bytes have no fill value".to_owned())),
        }
    }

    /// Creating the array does not ask its codecs about its data type, which the form of a chunk does. No chunk is stored: a
    /// codec that is not checked may end the process with that.
    fn validate(&mut self, codecs: &Codecs, array: &ArrayPart) -> Result<(), Refusal> {
        let Codecs::One { entry, .. } = codecs else {
            return Err(Refusal::Unsupported("lists of codecs are not implemented".to_owned()));
        };
        let list = match codec(&entry_of(entry)?)? {
            Codec::ArrayToArray(_) => format!("[{entry},{BYTES}]"),
            _ => format!("[{entry}]"),
        };
        let Chunk { array, shape } = chunk(array, &list)?;
        let (data_type, fill_value) = (array.data_type(), array.fill_value());
        let encoded = array.codecs().encoded_representation(&shape, data_type, fill_value);
        encoded.map(drop).map_err(refuse)
    }
}

/// What goes in. Elements in JSON are not listed.
fn data(input: InputPart<'_>) -> Result<&[u8], Refusal> {
    match input {
        InputPart::Data(data) => Ok(data),
        InputPart::Elements(_) => {
            Err(Refusal::Unsupported("elements in JSON are not implemented".to_owned()))
        }
    }
}

fn answer(output: Result<Vec<u8>, CodecError>) -> Result<Answer, Refusal> {
    output.map(Answer::Data).map_err(|error| match error {
        CodecError::UnsupportedDataType(..) | CodecError::UnsupportedDataTypeCodec(_) => {
            Refusal::Unsupported(error.to_string())
        }
        _ => Refusal::Value(error.to_string()),
    })
}

/// Codecs, and the array that they belong to.
pub(super) enum Bound {
    ArrayToArray(Arc<dyn ArrayToArrayCodecTraits>, Chunk),
    ArrayToBytes(Arc<dyn ArrayToBytesCodecTraits>, Chunk),
    BytesToBytes(Vec<Arc<dyn BytesToBytesCodecTraits>>),
}

/// The only chunk of an array.
pub(super) struct Chunk {
    array: Array<MemoryStore>,
    shape: Vec<NonZero<u64>>,
}

/// The codecs of a request.
pub(super) fn bind(codecs: &Codecs, array: Option<&ArrayPart>) -> Result<Bound, Refusal> {
    match (codecs, array) {
        (Codecs::Chain(list), Some(array)) => {
            let chunk = chunk(array, list)?;
            Ok(Bound::ArrayToBytes(chunk.array.codecs(), chunk))
        }
        (Codecs::One { entry, name }, Some(array)) => {
            // What an array's chain is, is nothing to a codec by itself.
            let chunk = chunk(array, r#"["bytes"]"#)?;
            match codec(&entry_of(entry)?)? {
                Codec::ArrayToArray(codec) => Ok(Bound::ArrayToArray(codec, chunk)),
                Codec::ArrayToBytes(codec) => Ok(Bound::ArrayToBytes(codec, chunk)),
                Codec::BytesToBytes(_) => {
                    Err(refuse(format!("{name} takes bytes, and an array comes in")))
                }
            }
        }
        (Codecs::Chain(list), None) => {
            let entries = serde_json::from_str::<Vec<MetadataV3>>(list).map_err(refuse)?;
            entries.iter().map(of_bytes).collect::<Result<_, _>>().map(Bound::BytesToBytes)
        }
        (Codecs::One { entry, .. }, None) => {
            Ok(Bound::BytesToBytes(vec![of_bytes(&entry_of(entry)?)?]))
        }
    }
}

fn chunk(array: &ArrayPart, codecs: &str) -> Result<Chunk, Refusal> {
    let ArrayPart { data_type, fill_value, shape } = array;
    let metadata = metadata(shape, data_type, fill_value, codecs)?;
    let shape = chunk_shape(shape)?;
    let array = create(metadata).map_err(refuse_array)?;
    Ok(Chunk { array, shape })
}

/// The entry of a codec.
pub(super) fn entry_of(json: &str) -> Result<MetadataV3, Refusal> {
    serde_json::from_str(json).map_err(refuse)
}

/// The codec of an entry.
pub(super) fn codec(entry: &MetadataV3) -> Result<Codec, Refusal> {
    Codec::from_metadata(entry).map_err(refuse_plugin)
}

fn of_bytes(entry: &MetadataV3) -> Result<Arc<dyn BytesToBytesCodecTraits>, Refusal> {
    match codec(entry)? {
        Codec::BytesToBytes(codec) => Ok(codec),
        Codec::ArrayToArray(_) | Codec::ArrayToBytes(_) => {
            Err(refuse(format!("{} takes an array, and bytes come in", entry.name())))
        }
    }
}

impl Bound {
    pub fn encode(&self, data: &[u8]) -> Result<Vec<u8>, CodecError> {
        let options = &CodecOptions::default();
        match self {
            Bound::ArrayToArray(codec, Chunk { array, shape }) => {
                let (data_type, fill_value) = (array.data_type(), array.fill_value());
                let elements = elements(data, shape, array)?;
                // A chain asks for the shape first, in which a codec may refuse what comes in.
                codec.encoded_shape(shape)?;
                let encoded = codec.encode(elements, shape, data_type, fill_value, options)?;
                Ok(encoded.into_fixed()?.into_owned())
            }
            Bound::ArrayToBytes(codec, Chunk { array, shape }) => {
                let (data_type, fill_value) = (array.data_type(), array.fill_value());
                let elements = elements(data, shape, array)?;
                Ok(codec.encode(elements, shape, data_type, fill_value, options)?.into_owned())
            }
            Bound::BytesToBytes(codecs) => codecs.iter().try_fold(data.to_vec(), |data, codec| {
                Ok(codec.encode(data.into(), options)?.into_owned())
            }),
        }
    }

    pub fn decode(&self, data: &[u8]) -> Result<Vec<u8>, CodecError> {
        let options = &CodecOptions::default();
        match self {
            Bound::ArrayToArray(codec, Chunk { array, shape }) => {
                let (data_type, fill_value) = (array.data_type(), array.fill_value());
                codec.encoded_shape(shape)?;
                let decoded = codec.decode(data.into(), shape, data_type, fill_value, options)?;
                Ok(decoded.into_fixed()?.into_owned())
            }
            Bound::ArrayToBytes(codec, Chunk { array, shape }) => {
                let (data_type, fill_value) = (array.data_type(), array.fill_value());
                let decoded = codec.decode(data.into(), shape, data_type, fill_value, options)?;
                Ok(decoded.into_fixed()?.into_owned())
            }
            Bound::BytesToBytes(codecs) => {
                codecs.iter().rev().try_fold(data.to_vec(), |data, codec| {
                    let length = &BytesRepresentation::UnboundedSize;
                    Ok(codec.decode(data.into(), length, options)?.into_owned())
                })
            }
        }
    }
}

/// Elements, in the byte order of the machine, if they fill the chunk.
fn elements<'a>(
    data: &'a [u8],
    shape: &[NonZero<u64>],
    array: &Array<MemoryStore>,
) -> Result<ArrayBytes<'a>, CodecError> {
    let elements = ArrayBytes::from(data);
    elements.validate(shape.iter().map(|length| length.get()).product(), array.data_type())?;
    Ok(elements)
}
