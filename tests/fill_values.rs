//! Fill values in JSON of every data type, against the core specification ("Permitted fill values"), the
//! pages of the types, and code of this file's own.

use std::collections::BTreeSet;
use std::fmt::Write;

use insta::assert_snapshot;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use zarrproof::codec::notes::{ReadingChoice, Readings};
use zarrproof::codec::{clauses, fill_value_rules};
use zarrproof::data_type::fill_value::{FillValueJsonError, FillValueRules, read, write};
use zarrproof::data_type::{DataType, Real, Time, TimeKind, TimeUnit};

fn named(name: &str) -> DataType {
    name.parse().expect("a data type")
}

fn by_the_stand(data_type: &DataType, json: &str) -> Result<Vec<u8>, FillValueJsonError> {
    read(data_type, json, &FillValueRules::default())
}

/// The bytes of a fill value that is one of the type.
fn bytes(data_type: &str, json: &str) -> Vec<u8> {
    by_the_stand(&named(data_type), json).unwrap_or_else(|error| panic!("{data_type}: {error}"))
}

fn by(choice: &str) -> FillValueRules {
    let choice: ReadingChoice = choice.parse().expect("a reading of a note");
    fill_value_rules(&Readings::choosing(&[choice]))
}

/// One of each data type, and some that have parameters.
fn data_types() -> Vec<DataType> {
    let raw = [8, 16, 24, 128].map(DataType::Raw);
    let times = TimeKind::ALL.map(|kind| Time::new(kind, TimeUnit::Second, 10));
    let times = times.into_iter().flatten().map(DataType::Time);
    DataType::without_parameters().chain(raw).chain(times).collect()
}

/// Elements of a type: of a fixed size any bits that it has, otherwise any bytes or any text.
fn elements(data_type: &DataType) -> BoxedStrategy<Vec<u8>> {
    match data_type {
        DataType::Real(real) | DataType::Complex(real) => {
            let (width, mask) = (real.bytes(), real.mask());
            let count = data_type.components() as usize;
            let component = any::<u64>().prop_map(move |bits| (bits & mask).to_le_bytes());
            let parts = vec(component, count);
            parts
                .prop_map(move |parts| {
                    parts.iter().flat_map(|part| part[..width].to_vec()).collect()
                })
                .boxed()
        }
        DataType::Bool => any::<bool>().prop_map(|one| vec![one.into()]).boxed(),
        DataType::Raw(bits) => vec(any::<u8>(), usize::from(*bits / 8)).boxed(),
        DataType::Time(_) => {
            let count =
                prop_oneof![any::<i64>(), select(vec![i64::MIN, i64::MIN + 1, -1, 0, i64::MAX])];
            count.prop_map(|count| count.to_le_bytes().to_vec()).boxed()
        }
        DataType::String => any::<String>().prop_map(String::into_bytes).boxed(),
        DataType::Bytes => vec(any::<u8>(), 0..40).boxed(),
    }
}

#[test]
fn booleans_are_false_and_true() {
    assert_eq!(bytes("bool", "false"), [0]);
    assert_eq!(bytes("bool", " true\n"), [1]);
    assert_eq!([&[0][..], &[1]].map(|one| write(&DataType::Bool, one)), ["false", "true"]);
}

#[test]
fn complex_numbers_are_a_real_and_an_imaginary_component() {
    // The two examples of the core specification.
    let of_64 = |parts: [f32; 2]| parts.map(f32::to_le_bytes).concat();
    let of_128 = |parts: [f64; 2]| parts.map(f64::to_le_bytes).concat();
    assert_eq!(bytes("complex64", "[1, 2]"), of_64([1.0, 2.0]));
    assert_eq!(bytes("complex128", "[1, 2]"), of_128([1.0, 2.0]));
    // "NaN" has a sign of 0, and of its mantissa the first bit alone.
    let nan = [f32::NEG_INFINITY, f32::from_bits(0x7fc0_0000)];
    assert_eq!(bytes("complex64", r#"["-Infinity", "NaN"]"#), of_64(nan));
    let nan = [f64::NEG_INFINITY, f64::from_bits(0x7ff8_0000_0000_0000)];
    assert_eq!(bytes("complex128", r#"["-Infinity", "NaN"]"#), of_128(nan));
    assert_eq!(bytes("complex64", r#"["0x7fc00001", -0.0]"#), [1, 0, 0xc0, 0x7f, 0, 0, 0, 0x80]);
    // bfloat16 is the upper half of a float32, and a component of 4 bits takes a byte.
    assert_eq!(bytes("complex_bfloat16", "[1, -2]"), [0x80, 0x3f, 0, 0xc0]);
    assert_eq!(bytes("complex_float4_e2m1fn", "[0.5, -6]"), [0b0001, 0b1111]);
}

proptest! {
    #[test]
    fn components_are_rounded_as_numbers_are(one: f64, other: f64) {
        prop_assume!(one.is_finite() && other.is_finite());
        let json = format!("[{one:e},{other:?}]");
        prop_assert_eq!(bytes("complex128", &json), [one, other].map(f64::to_le_bytes).concat());
        // The conversion of decimals of the standard library rounds once.
        let [one, other] = [format!("{one:e}"), format!("{other:?}")];
        let parts = [one, other].map(|text| text.parse::<f32>().expect("a number"));
        let read = by_the_stand(&named("complex64"), &json);
        match parts.iter().all(|part| part.is_finite()) {
            true => prop_assert_eq!(read, Ok(parts.map(f32::to_le_bytes).concat())),
            false => prop_assert_eq!(read.map_err(|error| error.clause()), Err("core/float-scalar-number")),
        }
    }

    #[test]
    fn a_component_is_read_as_its_type_is(real in select(floats()), bits: u64) {
        let bits = bits & real.mask();
        let element = &bits.to_le_bytes()[..real.bytes()];
        let json = write(&DataType::Real(real), element);
        let pair = bytes(&DataType::Complex(real).to_string(), &format!("[{json},{json}]"));
        prop_assert_eq!(pair, [element, element].concat());
    }

    #[test]
    fn times_are_a_count_of_64_bits(count: i64) {
        for data_type in ["numpy.datetime64[10s]", "numpy.timedelta64[generic]"] {
            prop_assert_eq!(bytes(data_type, &count.to_string()), count.to_le_bytes());
        }
    }

    #[test]
    fn integers_in_an_array_are_bytes_in_their_order(data in vec(any::<u8>(), 1..20)) {
        let json = serde_json::to_string(&data).expect("a list");
        prop_assert_eq!(&bytes("bytes", &json), &data);
        prop_assert_eq!(&bytes(&format!("r{}", 8 * data.len()), &json), &data);
    }

    #[test]
    fn base64_is_read_and_written(data in vec(any::<u8>(), 0..20)) {
        let text = format!("\"{}\"", base64(&data));
        prop_assert_eq!(&bytes("bytes", &text), &data);
        prop_assert_eq!(write(&DataType::Bytes, &data), text);
    }

    #[test]
    fn base64_without_padding_is_sn_50(data in vec(any::<u8>(), 0..20)) {
        let padded = base64(&data);
        let bare = padded.trim_end_matches('=');
        let text = format!("\"{bare}\"");
        let stand = by_the_stand(&DataType::Bytes, &text);
        prop_assert_eq!(stand.is_ok(), bare == padded);
        prop_assert_eq!(read(&DataType::Bytes, &text, &by("SN-50=B")), Ok(data));
    }

    #[test]
    fn base64_with_bits_beyond_the_end_is_sn_51(data in vec(any::<u8>(), 0..20), bits: u8) {
        // One byte more than a third has 4 bits to spare, and two have 2.
        let spare = [0, 4, 2][data.len() % 3];
        let added = usize::from(bits) % (1 << spare);
        let (bare, padding) = {
            let text = base64(&data);
            let bare = text.trim_end_matches('=').to_owned();
            let padding = text[bare.len()..].to_owned();
            (bare, padding)
        };
        let mut characters: Vec<char> = bare.chars().collect();
        if let Some(last) = characters.last_mut() {
            let value = ALPHABET.iter().position(|one| char::from(*one) == *last).expect("of base64");
            *last = ALPHABET[value + added].into();
        }
        let text = format!("\"{}{padding}\"", String::from_iter(characters));
        let stand = by_the_stand(&DataType::Bytes, &text);
        prop_assert_eq!(stand.is_ok(), added == 0 || data.is_empty());
        prop_assert_eq!(read(&DataType::Bytes, &text, &by("SN-51=B")), Ok(data));
    }

    #[test]
    fn strings_are_utf_8(text: String) {
        let json = serde_json::to_string(&text).expect("a string");
        prop_assert_eq!(&bytes("string", &json), text.as_bytes());
        let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
        prop_assert_eq!(&bytes("string", &format!("\"{escaped}\"")), text.as_bytes());
        prop_assert_eq!(serde_json::from_str(&write(&DataType::String, text.as_bytes())).ok(), Some(text));
    }

    #[test]
    fn surrogates_are_sn_52(units in vec(unit(), 0..12)) {
        let escaped: String = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
        let json = format!("\"{escaped}\"");
        let whole = String::from_utf16(&units).ok().map(String::into_bytes);
        prop_assert_eq!(by_the_stand(&DataType::String, &json).ok(), whole);
        let replaced = String::from_utf16_lossy(&units).into_bytes();
        prop_assert_eq!(read(&DataType::String, &json, &by("SN-52=B")), Ok(replaced));
    }

    #[test]
    fn every_element_survives_json((data_type, element) in select(data_types()).prop_flat_map(|data_type| {
        let elements = elements(&data_type);
        (Just(data_type), elements)
    })) {
        let json = write(&data_type, &element);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{} {}", data_type, json);
        prop_assert_eq!(by_the_stand(&data_type, &json), Ok(element), "{} {}", data_type, json);
    }

    #[test]
    fn no_text_and_no_bytes_are_too_odd(data_type in select(data_types()), json: String, element in vec(any::<u8>(), 0..20)) {
        let _ = by_the_stand(&data_type, &json);
        let written = write(&data_type, &element);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok(), "{}", written);
    }
}

fn floats() -> Vec<Real> {
    Real::all().filter(|real| !real.is_integer()).collect()
}

/// Units of UTF-16, every other one a surrogate.
fn unit() -> impl Strategy<Value = u16> {
    prop_oneof![any::<u16>(), 0xd800..0xe000u16]
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// RFC 4648 §4, by its words: three bytes are four groups of six bits.
fn base64(data: &[u8]) -> String {
    let group = |three: &[u8]| {
        let bits =
            (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(*three.get(at).unwrap_or(&0)));
        let digit = |at: usize| ALPHABET[(bits >> (18 - 6 * at)) as usize & 63].into();
        (0..4).map(|at| if at <= three.len() { digit(at) } else { '=' }).collect::<String>()
    };
    data.chunks(3).map(group).collect()
}

#[test]
fn base64_is_that_of_rfc_4648() {
    // Its section 10.
    let published = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]
        .map(|text| format!("\"{text}\""));
    for (length, text) in published.iter().enumerate() {
        assert_eq!(bytes("bytes", text), b"foobar"[..length]);
    }
    // The page of the type: both forms of the same bytes.
    assert_eq!(bytes("bytes", "\"AQID\""), bytes("bytes", "[1, 2, 3]"));
    assert_eq!(bytes("bytes", "[]"), bytes("bytes", "\"\""));
}

/// "Should be treated as equivalent representations of the same scalar value" (the pages of both types).
#[test]
fn not_a_time_is_the_least_integer() {
    for data_type in ["numpy.datetime64[s]", "numpy.timedelta64[s]"] {
        let least = i64::MIN.to_le_bytes();
        assert_eq!(bytes(data_type, "\"NaT\""), least);
        assert_eq!(bytes(data_type, "-9223372036854775808"), least);
        assert_eq!(write(&named(data_type), &least), "\"NaT\"");
        let next = (i64::MIN + 1).to_le_bytes();
        assert_eq!(write(&named(data_type), &next), "-9223372036854775807");
    }
}

/// What a reader by another reading takes: the notes on scalars are about integers everywhere.
#[test]
fn readings_are_of_every_type_that_they_are_about() {
    let cases: [(&str, &str, &str, &[u8]); 7] = [
        ("SN-25=B", "r16", "[256, 1]", &[255, 1]),
        ("SN-27=B", "numpy.datetime64[s]", "9007199254740993", &(1i64 << 53).to_le_bytes()),
        ("SN-42=B", "numpy.timedelta64[s]", "1.0", &1i64.to_le_bytes()),
        ("SN-42=B", "r8", "[2e0]", &[2]),
        ("SN-42=B", "bytes", "[1.0]", &[1]),
        ("SN-43=B", "complex64", "[-0, -0.0]", &[0, 0, 0, 0, 0, 0, 0, 0x80]),
        ("SN-44=B", "complex64", "[\"0x1\", 0]", &[1, 0, 0, 0, 0, 0, 0, 0]),
    ];
    for (choice, data_type, json, expected) in cases {
        let data_type = named(data_type);
        let other = read(&data_type, json, &by(choice)).ok();
        assert_eq!(other.as_deref(), Some(expected), "{choice} {json}");
        assert_ne!(by_the_stand(&data_type, json).ok(), other, "{choice} {json}");
    }
}

/// What is no fill value, by type.
const REFUSED: [(&str, &[&str]); 9] = [
    ("bool", &["0", "\"true\"", "True", "null", ""]),
    ("int16", &["1.0", "32768", "\"1\"", "null"]),
    ("float4_e2m1fn", &["\"NaN\"", "7", "[1]"]),
    (
        "complex64",
        &[
            "1",
            "[1]",
            "[1,2,3]",
            "[1,null]",
            "[\"NaT\",0]",
            "[1e39,0]",
            "{\"re\":1,\"im\":2}",
            "\"NaN\"",
        ],
    ),
    ("r16", &["[1]", "[1,2,3]", "[1,256]", "[-1,0]", "[1,2.0]", "[1,\"2\"]", "\"AQI=\"", "258"]),
    (
        "numpy.datetime64[10s]",
        &["\"nat\"", "\"2020-01-01\"", "1.0", "1e3", "9223372036854775808", "null", "[0]"],
    ),
    ("numpy.timedelta64[generic]", &["\"NaN\"", "-9223372036854775809"]),
    (
        "string",
        &[
            "null",
            "0",
            "[\"a\"]",
            "a",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\u{1}\"",
            "\"a\" \"b\"",
        ],
    ),
    (
        "bytes",
        &["[1,256]", "[null]", "[1", "\"AQI\"", "\"AQJ=\"", "\"A-_=\"", "\"AQ ID\"", "{}", "null"],
    ),
];

#[test]
fn what_is_wrong_with_a_fill_value_is_said_with_its_clause() {
    let mut messages = String::new();
    for (data_type, texts) in REFUSED {
        for json in texts {
            let error = match by_the_stand(&named(data_type), json) {
                Ok(bytes) => panic!("{data_type} {json} is {bytes:?}"),
                Err(error) => error,
            };
            let clause = error.clause();
            assert!(clauses::find(clause).is_some(), "{clause}");
            let _ = writeln!(messages, "{data_type:<26} {clause:<29} {error}");
        }
    }
    assert_snapshot!(messages);
}

#[test]
fn clauses_of_fill_values_are_named_once() {
    let ids: Vec<_> = clauses::all().map(|clause| clause.id).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}
