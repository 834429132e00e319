//! Chains held against the crate `zarrs`, which shares no code with the oracle.

use std::num::NonZero;
use std::sync::Arc;

use zarrproof::chunk::{Array, Data, Elements, Form};
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

/// The bits of each byte that are not free.
fn mask(data_type: &DataType) -> u8 {
    let bits = data_type.component_bits().expect("a fixed size");
    if bits < 8 { (1 << bits) - 1 } else { u8::MAX }
}

/// Elements whose free bits are zero.
fn elements(data_type: &DataType) -> Vec<u8> {
    let width = data_type.bytes().expect("a fixed size");
    (0..COUNT as usize * width).map(|at| (at * 37 + 11) as u8 & mask(data_type)).collect()
}

/// What the chain and zarrs make of each other's data.
struct Both {
    encodes_alike: bool,
    decodes_alike: bool,
}

/// `None` where zarrs does not have the type or the codec.
fn both(data_type: &DataType, codecs: &str) -> Option<Both> {
    let witness = witness(data_type, codecs)?;
    let form = Form::array(data_type.clone(), vec![COUNT], None).expect("a form");
    let chain = Chain::bind(codecs, form, &Readings::stand()).expect("a chain");
    let elements = elements(data_type);
    let data = Array::fixed(data_type.clone(), vec![COUNT], elements.clone());
    let data = Data::Array(data.expect("whole elements"));
    let encoded = chain.encode(&data, &mut Told::nobody()).expect("an encoding");
    let decoded = chain.decode(&encoded, &mut Told::nobody()).expect("elements");
    let Data::Array(Array { elements: Elements::Fixed { bytes: decoded, .. }, .. }) = decoded
    else {
        panic!("elements of a fixed size")
    };
    let shape = [NonZero::new(COUNT).expect("not 0")];
    let (ours, options) = (encoded.bytes().expect("bytes").to_vec(), CodecOptions::default());
    let (codecs, zarrs_type) = (witness.codecs(), witness.data_type());
    let elements = ArrayBytes::from(&elements[..]);
    let theirs = codecs.encode(elements, &shape, zarrs_type, witness.fill_value(), &options);
    let (bytes, fill_value) = ((&ours[..]).into(), witness.fill_value());
    let again = codecs.decode(bytes, &shape, zarrs_type, fill_value, &options);
    let again = again.and_then(|again| Ok(again.into_fixed()?.into_owned()));
    Some(Both {
        encodes_alike: theirs.is_ok_and(|theirs| *theirs == *ours),
        decodes_alike: again
            .is_ok_and(|again| again.iter().map(|byte| byte & mask(data_type)).eq(decoded)),
    })
}

/// The types of a fixed size, with some of those that have parameters.
fn data_types() -> impl Iterator<Item = DataType> {
    let parameters = ["r8", "r16", "r24", "r32", "numpy.datetime64[10s]", "numpy.timedelta64[1us]"];
    let parameters = parameters.into_iter().map(|name| name.parse().expect("a data type"));
    let all = DataType::without_parameters().chain(parameters);
    all.filter(|data_type| data_type.bytes().is_some())
}

#[test]
#[cfg(target_endian = "little")]
fn zarrs_lays_out_elements_alike() {
    let (mut held, mut differ) = (Vec::new(), Vec::new());
    for data_type in data_types() {
        for endian in ["little", "big"] {
            let codecs = format!(r#"[{{"name":"bytes","configuration":{{"endian":"{endian}"}}}}]"#);
            let Some(both) = both(&data_type, &codecs) else { continue };
            let is_alike = both.encodes_alike && both.decodes_alike;
            let name = format!("{data_type} {endian}");
            if is_alike { held.push(name) } else { differ.push(name) }
        }
    }
    println!("{} held, {differ:?} differ", held.len());
    assert!(held.len() > 60, "{held:?}");
    assert_eq!(differ, [""; 0]);
}

/// zarrs 0.23.14 differs in two places that its source shows: it writes no byte for padding where whole
/// elements of whole bytes are packed, and extends a sign to the end of its byte and not of the element.
#[test]
#[cfg(target_endian = "little")]
fn zarrs_packs_bits_alike() {
    let (mut held, mut differ) = (0, 0);
    for data_type in data_types().filter(|one| !matches!(one, DataType::Raw(_))) {
        let bits = data_type.component_bits().expect("a fixed size");
        let is_signed = match &data_type {
            DataType::Real(real) => real.name().starts_with("int"),
            other => matches!(other, DataType::Time(_)),
        };
        for (first, last) in
            (0..bits).flat_map(|first| (first..bits).map(move |last| (first, last)))
        {
            for padding in ["none", "first_byte", "last_byte"] {
                let codecs = format!(
                    r#"[{{"name":"packbits","configuration":{{"padding_encoding":"{padding}","first_bit":{first},"last_bit":{last}}}}}]"#
                );
                let Some(both) = both(&data_type, &codecs) else { continue };
                let is_whole = bits % 8 == 0 && last - first + 1 == bits && padding != "none";
                let is_cut = is_signed && last / 8 < (bits - 1) / 8 && is_any_set(&data_type, last);
                let name = format!("{data_type} {first} {last} {padding}");
                assert_eq!(both.encodes_alike, !is_whole, "{name}");
                assert_eq!(both.decodes_alike, !is_whole && !is_cut, "{name}");
                if is_whole || is_cut { differ += 1 } else { held += 1 }
            }
        }
    }
    println!("{held} held, {differ} differ");
    assert!(held > 20_000 && differ > 0, "{held} {differ}");
}

/// Whether a bit is set in some element.
fn is_any_set(data_type: &DataType, bit: u32) -> bool {
    let elements = elements(data_type);
    let width = data_type.bytes().expect("a fixed size");
    elements.chunks(width).any(|element| element[bit as usize / 8] >> (bit % 8) & 1 == 1)
}
