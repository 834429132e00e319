//! What the page says, in its order; its examples.

use zarrproof::data_type::scalar;
use zarrproof::oracle::{BindError, Told};

use super::{array, bind, form, patterns, real};

fn refused(entry: &str, data_type: &str) -> BindError {
    match bind(entry, &form(data_type, 1, None), &[]) {
        Ok(_) => panic!("{entry} is bound"),
        Err(error) => error,
    }
}

/// Section "Float32 with scale and offset".
#[test]
fn float32_with_scale_and_offset() {
    let entry = r#"{"name":"scale_offset","configuration":{"offset":5,"scale":0.1}}"#;
    let codec = bind(entry, &form("float32", 4, Some(5f32.to_bits().into())), &[]);
    let codec = codec.expect("a codec");
    let values = [5f32, 15.0, 0.1, -1e30];
    let data = array("float32", &values.map(|value| value.to_bits().into()));
    // The processor computes in float32 too.
    let expected: Vec<u64> =
        values.iter().map(|value| ((value - 5.0) * 0.1).to_bits().into()).collect();
    let told = &mut Told::nobody();
    assert_eq!(patterns(codec.encode(&data, told)), (expected, vec![]));
    let expected = values.iter().map(|value| (value / 0.1 + 5.0).to_bits().into()).collect();
    assert_eq!(patterns(codec.decode(&data, told)), (expected, vec![]));
    assert_eq!(codec.encoded(), &form("float32", 4, Some(0)));
}

/// Section "Uint16 range reduction": "values in the range [1000, 1255]" are shifted into "[0, 255]".
#[test]
fn uint16_range_reduction() {
    let entry = r#"{"name":"scale_offset","configuration":{"offset":1000}}"#;
    let codec = bind(entry, &form("uint16", 256, Some(1000)), &[]).expect("a codec");
    let (values, shifted): (Vec<u64>, Vec<u64>) = ((1000..=1255).collect(), (0..=255).collect());
    let (decoded, encoded) = (array("uint16", &values), array("uint16", &shifted));
    let told = &mut Told::nobody();
    assert_eq!(codec.encode(&decoded, told), Ok(encoded.clone()));
    assert_eq!(codec.decode(&encoded, told), Ok(decoded));
    assert_eq!(codec.encoded(), &form("uint16", 256, Some(0)));
    let codec = bind(entry, &form("uint16", 2, Some(1000)), &[]).expect("a codec");
    let error = codec.encode(&array("uint16", &[1000, 999]), told).expect_err("below zero");
    assert_eq!(error.clause, "scale_offset/not-representable");
    assert_eq!(error.reason, "element 1: 999 - 1000 is out of range for uint16");
    // The fill value that most arrays have is none for this one.
    let error = bind(entry, &form("uint16", 1, Some(0)), &[]).err().expect("a refusal");
    assert_eq!(
        error.to_string(),
        "the fill value 0 cannot be encoded: 0 - 1000 is out of range for uint16"
    );
}

/// Section "Float64 to uint8 with NaN preservation": "maps values from [0.0, 2540.0] to [1.0, 255.0]".
#[test]
fn float64_with_nan_preserved() {
    let entry = r#"{"name":"scale_offset","configuration":{"offset":-10,"scale":0.1}}"#;
    let nan = real("float64").nan();
    let codec = bind(entry, &form("float64", 3, nan), &[]).expect("a codec");
    let data = array("float64", &[0f64.to_bits(), 2540f64.to_bits(), nan.expect("NaN")]);
    let (encoded, any_nan) = patterns(codec.encode(&data, &mut Told::nobody()));
    assert_eq!(encoded[..2], [1f64.to_bits(), 255f64.to_bits()]);
    assert_eq!(any_nan, [2]);
    assert_eq!(codec.encoded(), &form("float64", 3, nan));
}

/// Section "Configuration": "If neither `scale` nor `offset` are specified, the entire `configuration`
/// field may be omitted."
#[test]
fn nothing_is_done_without_offset_and_scale() {
    for entry in [
        "\"scale_offset\"",
        r#"{"name":"scale_offset"}"#,
        r#"{"name":"scale_offset","configuration":{}}"#,
    ] {
        for data_type in zarrproof::data_type::Real::all() {
            let fill_value = data_type.min_finite();
            let form = form(data_type.name(), 2, Some(fill_value));
            let codec = bind(entry, &form, &[]).expect("a codec");
            let data = array(data_type.name(), &[data_type.max_finite(), fill_value]);
            assert_eq!(codec.encode(&data, &mut Told::nobody()), Ok(data.clone()));
            assert_eq!(codec.decode(&data, &mut Told::nobody()), Ok(data));
            assert_eq!(codec.encoded(), &form);
        }
    }
}

/// Section "Configuration": "Metadata with additional keys MUST be treated as invalid".
#[test]
fn other_fields_and_other_types_are_refused() {
    let entry = r#"{"name":"scale_offset","configuration":{"offset":1,"astype":"uint8"}}"#;
    assert_eq!(
        refused(entry, "int8").to_string(),
        "the configuration has an unknown member \"astype\""
    );
    let entry = r#"{"name":"scale_offset","configuration":null}"#;
    assert!(matches!(refused(entry, "int8"), BindError::Object { .. }));
    for data_type in ["bool", "complex64", "r16", "string", "numpy.timedelta64[1s]"] {
        let error = refused("\"scale_offset\"", data_type);
        assert_eq!(error.clause(), "scale_offset/data-types", "{error}");
    }
}

/// Sections "offset" and "scale": "the Zarr V3 fill value encoding for the input array's data type".
#[test]
fn offset_and_scale_are_scalars_of_the_type() {
    let difference = |data_type: &str, offset: &str, input: u64| {
        let entry = format!(r#"{{"name":"scale_offset","configuration":{{"offset":{offset}}}}}"#);
        let codec =
            bind(&entry, &form(data_type, 1, None), &[]).map_err(|error| error.to_string())?;
        Ok::<_, String>(
            patterns(codec.encode(&array(data_type, &[input]), &mut Told::nobody())).0[0],
        )
    };
    // Beyond 2^53, and the ends of the range.
    assert_eq!(difference("int64", "9007199254740993", 1 << 53), Ok(u64::MAX));
    assert_eq!(difference("uint64", "18446744073709551615", u64::MAX), Ok(0));
    assert_eq!(difference("int64", "-9223372036854775808", 1 << 63), Ok(0));
    // Rounded once from the decimal.
    let tenth = scalar::from_json(real("float16"), "0.1").expect("a scalar");
    assert_eq!(difference("float16", "0.1", tenth), Ok(0));
    assert_eq!(difference("float32", "\"0x3f800000\"", 0x4000_0000), Ok(0x3f80_0000));
    assert_eq!(difference("float64", "\"-Infinity\"", 0), Ok(0x7ff0_0000_0000_0000));
    assert_eq!(difference("float32", "\"NaN\"", 0), Ok(0x7fc0_0000));
    for (data_type, offset) in [
        ("int8", "128"),
        ("int8", "1.0"),
        ("int8", "\"1\""),
        ("uint8", "-1"),
        ("float8_e8m0fnu", "0"),
        ("float4_e2m1fn", "\"NaN\""),
        ("float32", "\"0x3f80000\""),
        ("float32", "\"+Infinity\""),
        ("float16", "65520"),
        ("float32", "null"),
        ("float32", "[1]"),
    ] {
        assert!(difference(data_type, offset, 0).is_err(), "{data_type} {offset}");
    }
}

/// Section "Algorithm": an intermediate value that is not representable is an error although the final
/// one would be.
#[test]
fn an_intermediate_value_has_to_be_representable() {
    let entry = r#"{"name":"scale_offset","configuration":{"offset":-100,"scale":0}}"#;
    let codec = bind(entry, &form("int8", 1, None), &[]).expect("a codec");
    let error = codec.encode(&array("int8", &[100]), &mut Told::nobody()).expect_err("200");
    assert_eq!(error.reason, "element 0: 100 - -100 is out of range for int8");
    let entry = r#"{"name":"scale_offset","configuration":{"offset":-1e38,"scale":1e-10}}"#;
    let codec = bind(entry, &form("float32", 1, None), &[]).expect("a codec");
    let largest = u64::from(f32::MAX.to_bits());
    assert!(codec.encode(&array("float32", &[largest]), &mut Told::nobody()).is_err());
}
