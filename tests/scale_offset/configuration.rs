//! Fill values on their way, and what is told.

use zarrproof::chunk::Form;
use zarrproof::codec::note::Letter;
use zarrproof::oracle::{Telling, Told};

use super::{array, bind, form};

const ENTRY: &str = r#"{"name":"scale_offset","configuration":{"offset":10,"scale":2}}"#;

fn encoded_fill_value(choices: &[&str]) -> Result<Form, String> {
    bind(ENTRY, &form("uint8", 1, Some(5)), choices)
        .map(|codec| codec.encoded().clone())
        .map_err(|error| error.to_string())
}

#[test]
fn a_fill_value_without_an_encoding_is_refused() {
    let reason = "the fill value 5 cannot be encoded: 5 - 10 is out of range for uint8";
    assert_eq!(encoded_fill_value(&[]), Err(reason.to_owned()));
    let Ok(Form::Array { fill_value, shape, .. }) = encoded_fill_value(&["SN-114=B"]) else {
        panic!("the shape goes on");
    };
    assert_eq!(shape, [1]);
    let error = fill_value.expect_err("no fill value");
    assert_eq!((error.clause, &*error.reason), ("scale_offset/fill-value", reason));
}

/// 0.1 does not survive: (0.1 - 1e10) is rounded to a multiple of 512.
#[test]
fn a_fill_value_may_have_to_survive() {
    let entry = r#"{"name":"scale_offset","configuration":{"offset":1e10}}"#;
    let form = form("float32", 1, Some(0.1f32.to_bits().into()));
    assert!(bind(entry, &form, &[]).is_ok());
    let error = bind(entry, &form, &["SN-115=B"]).err().expect("a refusal").to_string();
    assert_eq!(error, "the fill value decodes to 0; expected 0.10000000149011612");
}

#[test]
fn a_fill_value_of_a_codec_before_stays_what_it_is() {
    let mut form = form("uint8", 1, None);
    let bound = bind(ENTRY, &form, &[]).expect("a codec");
    assert_eq!(bound.encoded(), &form);
    let Form::Array { fill_value, .. } = &mut form else { panic!("an array") };
    *fill_value = Err(zarrproof::chunk::CodecError { clause: "x", reason: "y".to_owned() });
    assert_eq!(bind(ENTRY, &form, &[]).expect("a codec").encoded(), &form);
}

#[test]
fn operations_and_notes_are_told() {
    let mut told = Told::listening();
    let codec = bind(ENTRY, &form("uint8", 1, None), &["SN-116=B"]).expect("a codec");
    codec.encode(&array("uint8", &[5]), &mut told).expect("wrapped");
    let follows = |element, values: &[(&'static str, &str)]| Telling::Follows {
        clause: "scale_offset/encode",
        element,
        values: values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
    };
    let consults = |note, letter| Telling::Consults { note, letter };
    assert_eq!(
        told.steps(),
        [
            follows(Some(0), &[("in", "5")]),
            consults(111, Letter::A),
            consults(116, Letter::B),
            follows(None, &[("operation", "5 - 10"), ("value", "251")]),
            consults(116, Letter::B),
            follows(None, &[("operation", "251 * 2"), ("value", "246")]),
        ]
    );
}
