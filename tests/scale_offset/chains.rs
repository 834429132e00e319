//! The page's examples as chains, from elements to bytes and back.

use zarrproof::chunk::{Data, Element, Form};
use zarrproof::codec::notes::Readings;
use zarrproof::oracle::{Chain, ChainError, Codec, Told};

use super::{array, form, patterns, readings, real};

const BYTES: &str = r#"{"name":"bytes","configuration":{"endian":"little"}}"#;

fn bound(codecs: &str, form: Form) -> Result<Chain, ChainError> {
    Chain::bind(codecs, form, &Readings::stand())
}

fn encode(chain: &Chain, data: &Data) -> Vec<u8> {
    let encoded = chain.encode(data, &mut Told::nobody()).expect("an encoding");
    encoded.bytes().expect("bytes").to_vec()
}

/// The fill value before each codec, and after the last that has one.
fn fill_values(chain: &Chain) -> Vec<Option<Element>> {
    let fill_value = |form: &Form| match form {
        Form::Array { fill_value, .. } => fill_value.clone().ok(),
        Form::Bytes { .. } => None,
    };
    chain.forms().filter_map(fill_value).collect()
}

/// Section "Float32 with scale and offset".
#[test]
fn float32_with_scale_and_offset() {
    let codecs = format!(
        r#"[{{"name":"scale_offset","configuration":{{"offset":5,"scale":0.1}}}},{BYTES}]"#
    );
    let chain = bound(&codecs, form("float32", 2, None)).expect("a chain");
    let values = [15f32, 5.0].map(|value| value.to_bits().into());
    assert_eq!(
        encode(&chain, &array("float32", &values)),
        [1f32, 0.0].map(f32::to_le_bytes).concat()
    );
    // As the page has it, without endian: its bytes codec needs one for float32.
    let codecs = r#"[{"name":"scale_offset","configuration":{"offset":5,"scale":0.1}},"bytes"]"#;
    let error = bound(codecs, form("float32", 2, None)).err().expect("a refusal");
    assert_eq!(error.clause(), Some("bytes/endian-required"));
    assert!(Chain::bind(codecs, form("float32", 2, None), &readings(&["SN-402=B"])).is_ok());
}

/// Section "Uint16 range reduction".
#[test]
fn uint16_range_reduction() {
    let codecs = r#"[{"name":"scale_offset","configuration":{"offset":1000}},
        {"name":"cast_value","configuration":{"data_type":"uint8"}},"bytes"]"#;
    let chain = bound(codecs, form("uint16", 256, Some(1255))).expect("a chain");
    let data = array("uint16", &(1000..=1255).collect::<Vec<_>>());
    let bytes: Vec<u8> = (0..=255).collect();
    assert_eq!(encode(&chain, &data), bytes);
    assert_eq!(chain.decode(&Data::Bytes(bytes), &mut Told::nobody()), Ok(data));
    let [uint16, uint8] = ["uint16", "uint8"].map(real);
    let elements = [(uint16, 1255), (uint16, 255), (uint8, 255)];
    let elements = elements.map(|(real, pattern)| Some(Element::from_pattern(real, pattern)));
    assert_eq!(fill_values(&chain), elements);
    // 0 is no fill value for this chain.
    let error = bound(codecs, form("uint16", 1, Some(0))).err().expect("a refusal");
    assert_eq!(error.clause(), Some("scale_offset/fill-value"));
}

/// Section "Float64 to uint8 with NaN preservation": "a lossless round-trip for the fill value".
#[test]
fn float64_to_uint8_with_nan_preserved() {
    let codecs = r#"[{"name":"scale_offset","configuration":{"offset":-10,"scale":0.1}},
        {"name":"cast_value","configuration":{"data_type":"uint8","rounding":"nearest-even",
            "scalar_map":{"encode":[["NaN",0]],"decode":[[0,"NaN"]]}}},"bytes"]"#;
    let nan = real("float64").nan().expect("NaN");
    let chain = bound(codecs, form("float64", 5, Some(nan))).expect("a chain");
    let values = [0.0, 2540.0, 1000.0, 14.0].map(f64::to_bits);
    let data = array("float64", &[values[0], values[1], nan | 1, values[2], values[3]]);
    let bytes = encode(&chain, &data);
    // 1010 * 0.1 is 101, and 24 * 0.1 is 2.4.
    assert_eq!(bytes, [1, 255, 0, 101, 2]);
    let decoded = patterns(chain.decode(&Data::Bytes(bytes), &mut Told::nobody()));
    let expected = [0.0, 2540.0, f64::NAN, 1000.0, 10.0].map(f64::to_bits);
    assert_eq!(decoded, (expected.to_vec(), vec![2]));
    let kept = fill_values(&chain);
    assert_eq!(kept[0], kept[1]);
    assert_eq!(kept[2], Some(Element::from_pattern(real("uint8"), 0)));
}

/// Section "Conversion example": a fill value of 10 becomes 0. Values up to 100 become values up to 9; the
/// page says 10.
#[test]
fn fixedscaleoffset_converted() {
    let codecs = r#"[{"name":"scale_offset","configuration":{"scale":0.1,"offset":10}},
        {"name":"cast_value","configuration":{"data_type":"uint8","out_of_range":"wrap"}},"bytes"]"#;
    let fill_value = Some(10f32.to_bits().into());
    let chain = bound(codecs, form("float32", 3, fill_value)).expect("a chain");
    let data = array("float32", &[10f32, 55.0, 100.0].map(|value| value.to_bits().into()));
    assert_eq!(encode(&chain, &data), [0, 4, 9]);
    assert_eq!(fill_values(&chain)[2], Some(Element::from_pattern(real("uint8"), 0)));
}
