//! Data types and their metadata, against the pages of the types; and what flows through codecs.

use zarrproof::chunk::{
    Array, ByteOrder, ChunkError, Data, Element, Elements, Form, Positions, element_count,
};
use zarrproof::data_type::{
    DataType, DataTypeError, DataTypeNameError, DataTypeRules, Real, Time, TimeKind, TimeUnit,
};
use zarrproof::json::Repeated;

fn read(json: &str) -> DataType {
    DataType::from_json(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

/// What a reader by the letter says.
fn refusal(json: &str) -> String {
    match DataType::from_json(json) {
        Ok(data_type) => panic!("{json} is taken for {data_type}"),
        Err(error) => error.to_string(),
    }
}

fn real(name: &str) -> Real {
    Real::from_name(name).expect("one of the 26")
}

fn time(kind: TimeKind, unit: TimeUnit, scale_factor: u32) -> DataType {
    DataType::Time(Time::new(kind, unit, scale_factor).expect("a factor in range"))
}

/// Names as the list of the core specification and the pages have them, with the bytes of an element.
const NAMES: [(&str, &str, usize); 22] = [
    ("bool", "bool", 1),
    ("complex64", "complex64", 8),
    ("complex128", "complex128", 16),
    ("complex_float32", "complex64", 8),
    ("complex_float64", "complex128", 16),
    ("complex_float16", "complex_float16", 4),
    ("complex_bfloat16", "complex_bfloat16", 4),
    ("complex_float4_e2m1fn", "complex_float4_e2m1fn", 2),
    ("complex_float6_e2m3fn", "complex_float6_e2m3fn", 2),
    ("complex_float6_e3m2fn", "complex_float6_e3m2fn", 2),
    ("complex_float8_e3m4", "complex_float8_e3m4", 2),
    ("complex_float8_e4m3", "complex_float8_e4m3", 2),
    ("complex_float8_e4m3b11fnuz", "complex_float8_e4m3b11fnuz", 2),
    ("complex_float8_e4m3fnuz", "complex_float8_e4m3fnuz", 2),
    ("complex_float8_e5m2", "complex_float8_e5m2", 2),
    ("complex_float8_e5m2fnuz", "complex_float8_e5m2fnuz", 2),
    ("complex_float8_e8m0fnu", "complex_float8_e8m0fnu", 2),
    ("r8", "r8", 1),
    ("r16", "r16", 2),
    ("r24", "r24", 3),
    ("r65528", "r65528", 8191),
    ("int2", "int2", 1),
];

#[test]
fn names_are_read_and_written_as_the_pages_have_them() {
    for (name, canonical, bytes) in NAMES {
        let data_type = read(&format!("\"{name}\""));
        assert_eq!(data_type.to_json(), format!("\"{canonical}\""), "{name}");
        assert_eq!(data_type.to_string(), canonical);
        assert_eq!(data_type.bytes(), Some(bytes), "{name}");
        assert_eq!(name.parse(), Ok(data_type));
    }
    for name in ["string", "bytes"] {
        let data_type = read(&format!("\"{name}\""));
        assert_eq!((data_type.to_json(), data_type.bytes()), (format!("\"{name}\""), None));
    }
}

#[test]
fn every_type_comes_back_from_its_metadata_and_from_its_id() {
    let raw = (8..=DataType::MAX_RAW_BITS).step_by(8).map(DataType::Raw);
    let factors = [1, 10, Time::MAX_SCALE_FACTOR];
    let times = TimeKind::ALL.into_iter().flat_map(|kind| {
        TimeUnit::all().flat_map(move |unit| factors.map(|factor| time(kind, unit, factor)))
    });
    let all: Vec<_> = DataType::without_parameters().chain(raw).chain(times).collect();
    assert!(all.len() > 8000);
    for data_type in &all {
        assert_eq!(&read(&data_type.to_json()), data_type);
        assert_eq!(data_type.to_string().parse().as_ref(), Ok(data_type));
    }
    assert_eq!(DataType::without_parameters().count(), 26 + 14 + 3);
}

#[test]
fn times_have_a_unit_and_a_factor() {
    let json = |unit: &str, factor: &str| {
        format!(
            r#"{{"name":"numpy.datetime64","configuration":{{"unit":{unit},"scale_factor":{factor}}}}}"#
        )
    };
    let ten = time(TimeKind::Datetime64, TimeUnit::Microsecond, 10);
    assert_eq!(ten.to_string(), "numpy.datetime64[10us]");
    assert_eq!(ten.to_json(), json("\"us\"", "10"));
    // Both spellings are the same, and 10.0 represents an integer.
    for (unit, factor) in
        [("\"us\"", "10"), ("\"μs\"", "10"), ("\"us\"", "10.0"), ("\"us\"", "1e1")]
    {
        assert_eq!(read(&json(unit, factor)), ten, "{unit} {factor}");
    }
    assert_eq!("numpy.datetime64[10μs]".parse(), Ok(ten));
    let second = time(TimeKind::Timedelta64, TimeUnit::Second, 1);
    assert_eq!("numpy.timedelta64[s]".parse(), Ok(second.clone()));
    assert_eq!(second.to_string(), "numpy.timedelta64[1s]");
    for factor in ["0", "-1", "2147483648", "1.5", "\"1\"", "null", "1e30"] {
        let error = refusal(&json("\"s\"", factor));
        assert_eq!(
            error,
            format!(
                "the scale_factor of numpy.datetime64 is {factor}; expected an integer from 1 to 2147483647"
            )
        );
    }
    for unit in ["\"S\"", "\"\"", "\"sec\"", "1", "null", "\"\u{b5}s\""] {
        let error = refusal(&json(unit, "1"));
        assert!(error.starts_with(&format!(
            "the unit of numpy.datetime64 is {unit}; expected one of \"Y\""
        )));
    }
    for text in ["numpy.datetime64[01s]", "numpy.datetime64[0s]", "numpy.datetime64[10]"] {
        let error = text.parse::<DataType>().expect_err(text);
        assert!(matches!(error, DataTypeNameError::Parameters { .. }), "{text}: {error}");
    }
}

#[test]
fn what_is_wrong_with_metadata_is_said() {
    let cases = [
        ("5", "the data type is 5; expected a name as a string, or an object with a name"),
        ("{\"configuration\":{}}", "the data type has no \"name\""),
        ("{\"name\":7}", "the name of the data type is 7; expected a string"),
        (
            "{\"name\":\"int2\",\"size\":1}",
            "the data type has an unknown member \"size\"; expected name and configuration",
        ),
        (
            "{\"name\":\"int2\",\"configuration\":{\"size\":1}}",
            "the configuration of int2 has an unknown member \"size\"; expected an empty configuration",
        ),
        (
            "{\"name\":\"bool\"}",
            "the core data type bool is given as an object; expected the string",
        ),
        (
            "{\"name\":\"complex64\"}",
            "the core data type complex64 is given as an object; expected the string",
        ),
        ("{\"name\":\"r16\"}", "the core data type r16 is given as an object; expected the string"),
        (
            "{\"name\":\"int2\",\"must_understand\":false}",
            "must_understand is false; expected true, for a data type",
        ),
        (
            "{\"name\":\"int2\",\"name\":\"int2\"}",
            "the data type has the name \"name\" more than once",
        ),
        (
            "\"numpy.datetime64\"",
            "numpy.datetime64 has no configuration; expected an object with unit and scale_factor",
        ),
        (
            "{\"name\":\"numpy.timedelta64\",\"configuration\":{\"unit\":\"s\"}}",
            "the configuration of numpy.timedelta64 has no \"scale_factor\"",
        ),
        (
            "{\"name\":\"numpy.timedelta64\",\"configuration\":{\"unit\":\"s\",\"scale_factor\":1,\"endian\":\"little\"}}",
            "the configuration of numpy.timedelta64 has an unknown member \"endian\"; expected unit and scale_factor",
        ),
        (
            "\"r12\"",
            "\"r12\" is not a type of raw bits: expected a multiple of 8 from r8 to r65528",
        ),
        ("\"r0\"", "\"r0\" is not a type of raw bits: expected a multiple of 8 from r8 to r65528"),
        (
            "\"r08\"",
            "\"r08\" is not a type of raw bits: expected a multiple of 8 from r8 to r65528",
        ),
        (
            "\"r65536\"",
            "\"r65536\" is not a type of raw bits: expected a multiple of 8 from r8 to r65528",
        ),
        ("\"strings\"", "unknown data type \"strings\": did you mean string?"),
        ("\"half\"", "unknown data type \"half\": did you mean float16?"),
    ];
    for (json, expected) in cases {
        assert_eq!(refusal(json), expected, "{json}");
    }
    for name in ["complex_int8", "complex", "complex_complex64", "r", "r*", "String", "void"] {
        let error = DataType::from_json(&format!("\"{name}\"")).expect_err(name);
        assert!(matches!(error, DataTypeError::Name(_)), "{name}: {error}");
    }
}

#[test]
fn types_of_extensions_may_be_objects_and_other_rules_permit_more() {
    for name in ["int2", "bfloat16", "complex_float32", "string", "bytes"] {
        let expected = DataType::from_name(name).expect(name);
        for rest in ["", ",\"configuration\":{}", ",\"must_understand\":true"] {
            assert_eq!(read(&format!(" {{\"name\":\"{name}\"{rest}}}\n")), expected);
        }
    }
    let core = DataTypeRules { core_as_object: true, ..Default::default() };
    assert_eq!(DataType::read("{\"name\":\"bool\"}", &core), Ok(DataType::Bool));
    let last = DataTypeRules { repeated: Repeated::Last, ..Default::default() };
    let twice = "{\"name\":\"int2\",\"name\":\"int4\"}";
    assert_eq!(DataType::read(twice, &last), Ok(real("int4").into()));
    let without = DataTypeRules { without_must_understand: true, ..Default::default() };
    assert!(DataType::read("{\"name\":\"int2\",\"must_understand\":true}", &without).is_err());
}

#[test]
fn widths_count_components() {
    let widths = |name: &str| {
        let data_type = DataType::from_name(name).expect(name);
        (data_type.bits(), data_type.component_bits(), data_type.component_bytes())
    };
    assert_eq!(widths("bool"), (Some(1), Some(1), Some(1)));
    assert_eq!(widths("complex_float6_e2m3fn"), (Some(12), Some(6), Some(1)));
    assert_eq!(widths("complex128"), (Some(128), Some(64), Some(8)));
    assert_eq!(widths("r24"), (Some(24), Some(24), Some(3)));
    assert_eq!(widths("string"), (None, None, None));
    assert_eq!(DataType::complex(real("int8")), None);
}

#[test]
fn shapes_are_counted_without_overflow() {
    assert_eq!(element_count(&[]), Ok(1));
    assert_eq!(element_count(&[2, 3]), Ok(6));
    assert_eq!(element_count(&[u64::MAX, u64::MAX, 0]), Ok(0));
    let shape = vec![1 << 32, 1 << 32];
    assert_eq!(element_count(&shape), Err(ChunkError::TooManyElements { shape }));
    // As many elements as can be counted, but not as many bytes.
    let shape = vec![1 << 61];
    let wide = DataType::Complex(Real::FLOAT64);
    let too_many = ChunkError::TooManyElements { shape: shape.clone() };
    assert_eq!(Array::fixed(wide.clone(), shape.clone(), Vec::new()), Err(too_many.clone()));
    assert_eq!(Form::array(wide, shape.clone(), None), Err(too_many.clone()));
    let zero = Element::from_pattern(Real::INT8, 0);
    assert_eq!(
        Array::filled(Real::INT8.into(), vec![1 << 63], &zero).map(drop),
        Err(ChunkError::TooManyElements { shape: vec![1 << 63] })
    );
}

#[test]
fn arrays_have_the_parts_that_they_say() {
    let int2 = real("int2");
    let array = Array::from_patterns(int2, vec![2, 2], [0, 1, 2, 3]).expect("four elements");
    assert_eq!(array.patterns().map(Iterator::collect), Some(vec![0, 1, 2, 3]));
    assert_eq!(array.element(3), Some(&[3][..]));
    assert_eq!(array.element(4), None);
    let error = Array::fixed(Real::FLOAT32.into(), vec![2], vec![0; 7]).expect_err("7 bytes");
    assert_eq!(error.to_string(), "7 bytes; expected 8 for the shape [2] of float32");
    let any_nan = |positions: &[u64]| Elements::Fixed {
        bytes: vec![0; 8],
        any_nan: positions.iter().copied().collect(),
    };
    let complex = DataType::Complex(real("float16"));
    assert!(Array::new(complex.clone(), vec![2], any_nan(&[3, 0, 3])).is_ok());
    let error = Array::new(complex, vec![2], any_nan(&[4])).expect_err("a position too many");
    assert_eq!(error, ChunkError::Position { found: 4, count: 4 });
    let texts =
        |texts: &[&[u8]]| Elements::Variable(texts.iter().map(|text| (*text).into()).collect());
    let strings = Array::new(DataType::String, vec![2], texts(&[b"a", "μ".as_bytes()]));
    assert_eq!(strings.expect("two strings").element(1), Some("μ".as_bytes()));
    let error =
        Array::new(DataType::String, vec![2], texts(&[b"", b"\xff"])).expect_err("no UTF-8");
    assert_eq!(error, ChunkError::NotUtf8 { at: 1 });
    assert!(Array::new(DataType::Bytes, vec![2], texts(&[b"", b"\xff"])).is_ok());
    let error = Array::new(DataType::Bytes, vec![1], texts(&[])).expect_err("no element");
    assert_eq!(error.to_string(), "0 elements; expected 1 for the shape [1]");
    let error =
        Array::new(DataType::Bool, vec![1], texts(&[b"\x01"])).expect_err("a variable size");
    assert_eq!(error.to_string(), "elements of variable size; expected fixed size for bool");
    let error = Array::fixed(DataType::Bytes, vec![1], vec![1]).expect_err("a fixed size");
    assert_eq!(error.to_string(), "elements of fixed size; expected variable size for bytes");
}

#[test]
fn arrays_are_filled_with_elements_of_their_type() {
    let one = Element::from_pattern(Real::FLOAT32, 0x3f80_0000);
    assert_eq!(one.pattern(Real::FLOAT32), Some(0x3f80_0000));
    assert_eq!(one.pattern(Real::FLOAT64), None);
    let filled = Array::filled(Real::FLOAT32.into(), vec![3], &one).expect("three");
    assert_eq!(filled.patterns().map(Iterator::collect), Some(vec![0x3f80_0000; 3]));
    let text = Element::new(&DataType::String, *b"ab").expect("UTF-8");
    let filled = Array::filled(DataType::String, vec![], &text).expect("one string");
    assert_eq!(filled.element(0), Some(&b"ab"[..]));
    let error = Element::new(&DataType::Raw(24), vec![0; 2]).expect_err("2 bytes");
    assert_eq!(error.to_string(), "an element of 2 bytes; expected 3 for r24");
    assert!(Array::filled(Real::FLOAT64.into(), vec![3], &one).is_err());
    assert!(Form::array(Real::FLOAT64.into(), vec![3], Some(one)).is_err());
}

#[test]
fn forms_are_checked() {
    let form = Form::array(Real::INT8.into(), vec![2], None).expect("two elements");
    assert!(matches!(
        &form,
        Form::Array { byte_order: ByteOrder::Little, fill_value: Ok(None), .. }
    ));
    let data = Data::Array(Array::from_patterns(Real::INT8, vec![2], [0, 1]).expect("two"));
    assert_eq!(form.check(&data), Ok(()));
    assert_eq!(data.array().map(|array| array.shape.clone()), Ok(vec![2]));
    let error = form.check(&Data::Bytes(vec![0, 1])).expect_err("bytes");
    assert_eq!(error.to_string(), "2 bytes; expected an array of int8 with the shape [2]");
    let error = data.bytes().expect_err("an array");
    assert_eq!(error.to_string(), "an array of int8 with the shape [2]; expected bytes");
    let bytes = |length| Form::Bytes { length, item_size: 1 };
    assert_eq!(bytes(None).check(&Data::Bytes(vec![0])), Ok(()));
    let error = bytes(Some(2)).check(&Data::Bytes(vec![0])).expect_err("too short");
    assert_eq!(error.to_string(), "1 bytes; expected 2 bytes");
    assert!(Positions::default().is_empty());
    let positions: Positions = [5, 1, 5].into_iter().collect();
    assert_eq!(positions.iter().collect::<Vec<_>>(), [1, 5]);
    assert!(positions.contains(5) && !positions.contains(2));
}
