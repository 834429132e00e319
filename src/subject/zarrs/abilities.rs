//! The codecs that the crate `zarrs` has, and the data types of each: asked of it, by trying.

use std::collections::BTreeMap;

use zarrs::array::Codec;

use super::chains::{Bound, bind, codec, entry_of};
use crate::data_type::{DataType, Real};
use crate::protocol::{ArrayPart, Capability, Codecs};

/// An entry of each codec that may be there, for an array of one element in one dimension. `$dtype` is the type of the
/// array in the words of NumPy.
const ENTRIES: [&str; 17] = [
    r#"{"name":"bitround","configuration":{"keepbits":1}}"#,
    r#"{"name":"bytes","configuration":{"endian":"little"}}"#,
    r#"{"name":"crc32c"}"#,
    r#"{"name":"gzip","configuration":{"level":1}}"#,
    r#"{"name":"numcodecs.adler32"}"#,
    r#"{"name":"numcodecs.bitround","configuration":{"keepbits":1}}"#,
    r#"{"name":"numcodecs.bz2","configuration":{"level":1}}"#,
    r#"{"name":"numcodecs.fixedscaleoffset","configuration":{"offset":0,"scale":1,"dtype":"$dtype"}}"#,
    r#"{"name":"numcodecs.fletcher32"}"#,
    r#"{"name":"numcodecs.shuffle","configuration":{"elementsize":1}}"#,
    r#"{"name":"numcodecs.zlib","configuration":{"level":1}}"#,
    r#"{"name":"packbits"}"#,
    r#"{"name":"reshape","configuration":{"shape":[[0]]}}"#,
    r#"{"name":"scale_offset","configuration":{}}"#,
    r#"{"name":"sharding_indexed","configuration":{"chunk_shape":[1],"codecs":[{"name":"bytes","configuration":
        {"endian":"little"}}],"index_codecs":[{"name":"bytes","configuration":{"endian":"little"}}]}}"#,
    r#"{"name":"transpose","configuration":{"order":[0]}}"#,
    r#"{"name":"zarrs.squeeze"}"#,
];

/// Data types beside those without parameters.
const WITH_PARAMETERS: [&str; 8] =
    ["r8", "r16", "r24", "r32", "r64", "r128", "numpy.datetime64[s]", "numpy.timedelta64[s]"];

/// The fill values of which every data type takes one.
const FILL_VALUES: [&str; 11] = [
    "0",
    "1",
    "false",
    "[0,0]",
    "[1,1]",
    r#""AAAA""#,
    "[0]",
    "[0,0,0]",
    "[0,0,0,0]",
    "[0,0,0,0,0,0,0,0]",
    "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]",
];

/// What `zarrs` does with each codec, by name.
pub(super) fn codecs() -> BTreeMap<String, Capability> {
    let zeros: Vec<_> =
        data_types().filter_map(|data_type| Some((zero(&data_type)?, data_type))).collect();
    ENTRIES.iter().filter_map(|entry| capability(entry, &zeros)).collect()
}

/// Every data type that may be there, one of each name.
pub(super) fn data_types() -> impl Iterator<Item = DataType> {
    let parametric = WITH_PARAMETERS.iter().filter_map(|name| name.parse().ok());
    DataType::without_parameters().chain(parametric)
}

/// The name of a codec and what is done with it, if it is there.
fn capability(entry: &str, zeros: &[(ArrayPart, DataType)]) -> Option<(String, Capability)> {
    let metadata = entry_of(&for_type(entry, &DataType::Real(Real::FLOAT64))).ok()?;
    let name = metadata.name().to_owned();
    let takes = |(array, data_type): &&(ArrayPart, DataType)| {
        let entry = for_type(entry, data_type);
        let codecs = Codecs::One { entry: entry.into(), name: name.clone() };
        let bound = bind(&codecs, Some(array)).ok();
        bound.is_some_and(|bound| returns(&bound, data_type.bytes().unwrap_or_default()))
    };
    let taken = || {
        let taken = zeros.iter().filter(takes);
        taken.map(|(_, data_type)| data_type.name().into_owned()).collect()
    };
    let (data_types, operations): (_, &[&str]) = match codec(&metadata).ok()? {
        Codec::BytesToBytes(_) => (Vec::new(), &["encode", "decode"]),
        Codec::ArrayToArray(_) => (taken(), &["encode", "decode", "fill_value", "validate"]),
        Codec::ArrayToBytes(_) => (taken(), &["encode", "decode", "validate"]),
    };
    let operations = operations.iter().map(|operation| (*operation).to_owned()).collect();
    Some((name, Capability { data_types, operations }))
}

/// An entry for arrays of a type: NumPy has a letter and the number of bytes.
fn for_type(entry: &str, data_type: &DataType) -> String {
    let name = data_type.name();
    let letter = name.chars().next().unwrap_or_default();
    entry.replace("$dtype", &format!("{letter}{}", data_type.bytes().unwrap_or_default()))
}

/// Whether so many zeros are encoded, and decoded again.
fn returns(bound: &Bound, length: usize) -> bool {
    let encoded = bound.encode(&vec![0; length]);
    encoded.and_then(|encoded| bound.decode(&encoded)).is_ok()
}

/// An array of one element of a type, if the type is there and of a fixed size.
fn zero(data_type: &DataType) -> Option<ArrayPart> {
    data_type.bytes()?;
    let array = |fill_value: &&str| ArrayPart {
        data_type: data_type.to_json().into(),
        fill_value: (**fill_value).into(),
        shape: vec![1],
    };
    let little = Codecs::Chain(r#"[{"name":"bytes","configuration":{"endian":"little"}}]"#.into());
    FILL_VALUES.iter().map(array).find(|array| bind(&little, Some(array)).is_ok())
}
