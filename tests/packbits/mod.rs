//! `packbits` against its page: all elements as one large integer, and the published bytes of numcodecs.

mod case;
mod configuration;
mod damaged;
mod integers;
mod numcodecs;
mod page;
mod vectors;

use zarrproof::chunk::{Array, Data, Elements, Form};
use zarrproof::codec::notes::{ReadingChoice, Readings};
use zarrproof::data_type::DataType;
use zarrproof::oracle::{Chain, ChainError, Codec, Told};

fn chain(codecs: &str, data_type: &str, count: u64, choices: &[&str]) -> Result<Chain, ChainError> {
    let choice = |text: &&str| text.parse::<ReadingChoice>().expect("a reading of a note");
    let readings = Readings::choosing(&choices.iter().map(choice).collect::<Vec<_>>());
    let form = Form::array(data_type.parse().expect("a data type"), vec![count], None);
    Chain::bind(codecs, form.expect("a form"), &readings)
}

/// Bound to an array in one dimension.
fn bind(
    data_type: &str,
    count: u64,
    configuration: &str,
    choices: &[&str],
) -> Result<Chain, ChainError> {
    let codecs = format!(r#"[{{"name":"packbits","configuration":{{{configuration}}}}}]"#);
    chain(&codecs, data_type, count, choices)
}

fn array(data_type: &str, elements: &[u8]) -> Data {
    let data_type: DataType = data_type.parse().expect("a data type");
    let count = (elements.len() / data_type.bytes().expect("a fixed size")) as u64;
    Data::Array(Array::fixed(data_type, vec![count], elements.to_vec()).expect("an array"))
}

fn encode(chain: &Chain, data_type: &str, elements: &[u8]) -> Result<Vec<u8>, String> {
    let encoded = chain.encode(&array(data_type, elements), &mut Told::nobody());
    let encoded = encoded.map_err(|error| format!("{}: {error}", error.clause))?;
    assert_eq!(chain.encoded().check(&encoded), Ok(()), "the length is known");
    Ok(encoded.bytes().expect("bytes").to_vec())
}

fn decode(chain: &Chain, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let decoded = chain.decode(&Data::Bytes(bytes.to_vec()), &mut Told::nobody());
    match decoded.map_err(|error| format!("{}: {error}", error.clause))? {
        Data::Array(Array { elements: Elements::Fixed { bytes, any_nan }, .. }) => {
            assert!(any_nan.is_empty(), "bits are only moved");
            Ok(bytes)
        }
        other => panic!("{other}"),
    }
}

/// A data type: the bits of a component, the components, and whether their sign is extended.
#[derive(Clone, Copy, Debug)]
struct Kind(&'static str, usize, usize, bool);

/// Section "Supported data types", with the names of the core for two of them, and times, "compatible
/// with any codec that supports arrays of signed 64-bit integers" (their pages).
#[rustfmt::skip]
const LISTED: [Kind; 28] = [
    Kind("bool", 1, 1, false),
    Kind("int2", 2, 1, true), Kind("uint2", 2, 1, false),
    Kind("int4", 4, 1, true), Kind("uint4", 4, 1, false), Kind("float4_e2m1fn", 4, 1, false),
    Kind("float6_e2m3fn", 6, 1, false), Kind("float6_e3m2fn", 6, 1, false),
    Kind("complex_float4_e2m1fn", 4, 2, false),
    Kind("complex_float6_e2m3fn", 6, 2, false), Kind("complex_float6_e3m2fn", 6, 2, false),
    Kind("int8", 8, 1, true), Kind("uint8", 8, 1, false),
    Kind("int16", 16, 1, true), Kind("uint16", 16, 1, false),
    Kind("int32", 32, 1, true), Kind("uint32", 32, 1, false),
    Kind("int64", 64, 1, true), Kind("uint64", 64, 1, false),
    Kind("float32", 32, 1, false), Kind("float64", 64, 1, false), Kind("bfloat16", 16, 1, false),
    Kind("complex_float32", 32, 2, false), Kind("complex64", 32, 2, false),
    Kind("complex_float64", 64, 2, false), Kind("complex_bfloat16", 16, 2, false),
    Kind("numpy.datetime64[10s]", 64, 1, true), Kind("numpy.timedelta64[1ns]", 64, 1, true),
];

/// The floats that the section lacks (SN-303).
const NOT_LISTED: [Kind; 7] = [
    Kind("float8_e4m3", 8, 1, false),
    Kind("float8_e5m2fnuz", 8, 1, false),
    Kind("float8_e8m0fnu", 8, 1, false),
    Kind("float16", 16, 1, false),
    Kind("complex_float8_e3m4", 8, 2, false),
    Kind("complex_float8_e8m0fnu", 8, 2, false),
    Kind("complex_float16", 16, 2, false),
];

/// Raw bits (SN-304).
const RAW: [Kind; 3] =
    [Kind("r8", 8, 1, false), Kind("r24", 24, 1, false), Kind("r128", 128, 1, false)];
