//! Each reading of each note makes the difference that it says.

use zarrproof::codec::scale_offset::DEFINITION;
use zarrproof::data_type::{Real, scalar};

use super::{bind, decoded, encoded, form, formula};

/// One formula on one element: note, type, whether it is encoded, input, offset and scale in JSON, then
/// what each reading gives, where `None` is an error.
type Case<'a> = (u16, &'a str, bool, [Option<&'a str>; 3], &'a [Option<&'a str>]);

const LARGEST: &str = "3.4028234663852886e38";
const INFINITY: Option<&str> = Some("\"Infinity\"");
const NAN: Option<&str> = Some("\"NaN\"");

#[rustfmt::skip]
const CASES: [Case; 23] = [
    (101, "float32", true, [Some(LARGEST), None, Some("2")], &[None, INFINITY]),
    (101, "float32", true, [Some(LARGEST), Some("-1e38"), None], &[None, INFINITY]),
    (102, "float32", false, [Some("1"), None, Some("0")], &[INFINITY, None]),
    (103, "float32", false, [Some("0"), None, Some("0")], &[NAN, None]),
    (103, "float32", true, [INFINITY, INFINITY, None], &[NAN, None]),
    (103, "float8_e4m3fnuz", false, [Some("0"), None, Some("0")], &[NAN, None]),
    (104, "float8_e4m3fnuz", true, [Some("240"), None, Some("2")], &[None, NAN]),
    (104, "float8_e4m3fnuz", false, [Some("1"), None, Some("0")], &[None, NAN]),
    (104, "float8_e8m0fnu", true, [Some("1"), Some("1"), None], &[None, NAN]),
    (104, "float8_e8m0fnu", true, [Some("1"), Some("2"), None], &[None, NAN]),
    (105, "float8_e8m0fnu", true, [Some("8"), Some("1"), None], &[Some("8"), None]),
    (106, "float32", false, [Some("-0.0"), None, Some("1")], &[Some("-0.0"), Some("0")]),
    (108, "int8", false, [Some("7"), None, Some("2")], &[None, Some("3"), Some("3"), Some("4")]),
    (108, "int8", false, [Some("-7"), None, Some("2")], &[None, Some("-3"), Some("-4"), Some("-4")]),
    (108, "int8", false, [Some("5"), None, Some("2")], &[None, Some("2"), Some("2"), Some("2")]),
    (108, "int8", false, [Some("-5"), None, Some("-4")], &[None, Some("1"), Some("1"), Some("1")]),
    (109, "float32", true, [Some("3"), None, Some("0.1")], &[Some("0.3"), None]),
    (110, "float32", true, [Some("1e-40"), None, Some("1e-10")], &[Some("0"), None]),
    (111, "float16", true, [Some("40000"), Some("-40000"), Some("0.5")], &[None, Some("40000"), Some("40000")]),
    (111, "float32", false, [Some("1"), Some("-0.33333334"), Some("3")], &[Some("0"), Some("-9.934108e-9"), Some("-9.934108e-9")]),
    (111, "uint8", true, [Some("5"), Some("10"), Some("0")], &[None, Some("0"), None]),
    (116, "uint8", true, [Some("5"), Some("10"), Some("2")], &[None, Some("246")]),
    (116, "int8", false, [Some("-128"), Some("-1"), Some("-1")], &[None, Some("127")]),
];

#[test]
fn each_reading_gives_what_it_says() {
    for (note, name, encodes, scalars, expected) in CASES {
        let real = Real::from_name(name).expect("a type");
        let pattern = |json: &str| scalar::from_json(real, json).expect("a scalar");
        let [input, offset, scale] = scalars.map(|json| json.map(pattern));
        let input = input.expect("an input");
        for (at, expected) in expected.iter().enumerate() {
            let choice = format!("SN-{note}={}", char::from(b'A' + at as u8));
            let formula = formula(name, offset, scale, &[&choice]);
            let found = if encodes { encoded(&formula, input) } else { decoded(&formula, input) };
            assert_eq!(found, expected.map(pattern), "{choice}: {name} {scalars:?}");
        }
    }
}

/// Notes on metadata: whether it is valid under each reading.
#[test]
fn each_reading_of_the_configuration_is_followed() {
    for (note, data_type, configuration) in [
        (107, "float8_e8m0fnu", r#"{"scale":2}"#),
        (112, "int8", r#"{"scale":0}"#),
        (112, "float32", r#"{"scale":-0.0}"#),
        (113, "float32", r#"{"scale":"NaN"}"#),
        (113, "float64", r#"{"offset":"-Infinity"}"#),
    ] {
        let entry = format!(r#"{{"name":"scale_offset","configuration":{configuration}}}"#);
        assert!(bind(&entry, &form(data_type, 1, None), &[]).is_ok(), "{entry}");
        let choice = format!("SN-{note}=B");
        assert!(bind(&entry, &form(data_type, 1, None), &[&choice]).is_err(), "{choice} {entry}");
    }
}

/// The rest of the notes is about fill values.
#[test]
fn every_note_is_tried() {
    let tried = CASES.iter().map(|case| case.0).chain([107, 112, 113, 114, 115]);
    let tried: std::collections::BTreeSet<_> = tried.collect();
    assert!(DEFINITION.notes.iter().all(|note| tried.contains(&note.number)));
}
