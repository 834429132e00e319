//! Chains held against the crate `zarrs`, which shares no code with the oracle.

use std::num::NonZero;
use std::sync::Arc;

use zarrproof::chunk::{Array, Data, Form};
use zarrproof::codec::notes::Readings;
use zarrproof::data_type::DataType;
use zarrproof::oracle::{Chain, Codec, Told};
use zarrs::array::{
    Array as Witness, ArrayBytes, ArrayMetadata, ArrayToBytesCodecTraits, CodecOptions,
};
use zarrs::storage::store::MemoryStore;

const COUNT: u64 = 6;

/// An array whose fill value is zero in every type that has a zero; `None` where zarrs does not have it.
fn witness(data_type: &DataType, codecs: &str) -> Option<Witness<MemoryStore>> {
    let fill_values =
        ["0", "1", "false", "[0,0]", "[1,1]", "\"AAAA\"", "[0,0,0]", "[0]", "[0,0,0,0]"];
    fill_values.iter().find_map(|fill_value| {
        let metadata = format!(
            r#"{{"zarr_format":3,"node_type":"array","shape":[{COUNT}],"data_type":{},
            "chunk_grid":{{"name":"regular","configuration":{{"chunk_shape":[{COUNT}]}}}},
            "chunk_key_encoding":{{"name":"default"}},"fill_value":{fill_value},"codecs":{codecs}}}"#,
            data_type.to_json()
        );
        let metadata = ArrayMetadata::try_from(metadata.as_str()).ok()?;
        Witness::new_with_metadata(Arc::new(MemoryStore::new()), "/", metadata).ok()
    })
}

/// Elements whose free bits are zero.
fn elements(data_type: &DataType) -> Vec<u8> {
    let width = data_type.bytes().expect("a fixed size");
    let bits = data_type.component_bits().expect("a fixed size");
    let mask = if bits < 8 { (1 << bits) - 1 } else { u8::MAX };
    (0..COUNT as usize * width).map(|at| (at * 37 + 11) as u8 & mask).collect()
}

#[test]
#[cfg(target_endian = "little")]
fn zarrs_lays_out_elements_alike() {
    let parameters = ["r8", "r16", "r24", "r32", "numpy.datetime64[10s]", "numpy.timedelta64[1us]"];
    let parameters = parameters.into_iter().map(|name| name.parse().expect("a data type"));
    let all = DataType::without_parameters().chain(parameters);
    let (mut held, mut differ) = (Vec::new(), Vec::new());
    for data_type in all.filter(|data_type| data_type.bytes().is_some()) {
        for endian in ["little", "big"] {
            let codecs = format!(r#"[{{"name":"bytes","configuration":{{"endian":"{endian}"}}}}]"#);
            let Some(witness) = witness(&data_type, &codecs) else { continue };
            let form = Form::array(data_type.clone(), vec![COUNT], None).expect("a form");
            let chain = Chain::bind(&codecs, form, &Readings::stand()).expect("a chain");
            let elements = elements(&data_type);
            let data = Array::fixed(data_type.clone(), vec![COUNT], elements.clone());
            let data = Data::Array(data.expect("whole elements"));
            let encoded = chain.encode(&data, &mut Told::nobody()).expect("an encoding");
            let shape = [NonZero::new(COUNT).expect("not 0")];
            let (ours, options) = (encoded.bytes().expect("bytes"), CodecOptions::default());
            let (codecs, zarrs_type) = (witness.codecs(), witness.data_type());
            let theirs = codecs.encode(
                ArrayBytes::from(&elements[..]),
                &shape,
                zarrs_type,
                witness.fill_value(),
                &options,
            );
            let decoded =
                codecs.decode(ours.into(), &shape, zarrs_type, witness.fill_value(), &options);
            let decoded = decoded.and_then(|decoded| Ok(decoded.into_fixed()?.into_owned()));
            let name = format!("{data_type} {endian}");
            match (theirs, decoded) {
                (Ok(theirs), Ok(decoded)) if *theirs == *ours && decoded == elements => {
                    held.push(name)
                }
                _ => differ.push(name),
            }
        }
    }
    println!("{} held, {differ:?} differ", held.len());
    assert!(held.len() > 60, "{held:?}");
    assert_eq!(differ, [""; 0]);
}
