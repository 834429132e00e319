//! Chains of codecs, against the pages of the codecs.

use zarrproof::chunk::{Array, Data, Element, Elements, Form};
use zarrproof::codec::notes::{ReadingChoice, Readings};
use zarrproof::data_type::{DataType, Real};
use zarrproof::oracle::{Chain, ChainError, Codec, Telling, Told};

fn readings(choice: &str) -> Readings {
    let choice: ReadingChoice = choice.parse().expect("a reading of a note");
    Readings::choosing(&[choice])
}

fn named(name: &str) -> DataType {
    name.parse().expect("a data type")
}

fn form(data_type: &str, shape: &[u64]) -> Form {
    Form::array(named(data_type), shape.to_vec(), None).expect("a form")
}

fn bound(codecs: &str, form: Form) -> Chain {
    Chain::bind(codecs, form, &Readings::stand())
        .unwrap_or_else(|error| panic!("{codecs}: {error}"))
}

fn refused(codecs: &str, form: Form) -> ChainError {
    match Chain::bind(codecs, form, &Readings::stand()) {
        Ok(_) => panic!("{codecs} is bound"),
        Err(error) => error,
    }
}

/// An array in one dimension of elements that are little-endian.
fn array(data_type: &str, elements: &[u8]) -> Data {
    let data_type = named(data_type);
    let width = data_type.bytes().expect("a fixed size");
    let shape = vec![(elements.len() / width) as u64];
    Data::Array(Array::fixed(data_type, shape, elements.to_vec()).expect("whole elements"))
}

fn encode(chain: &Chain, data: &Data) -> Vec<u8> {
    let encoded = chain.encode(data, &mut Told::nobody()).expect("an encoding");
    encoded.bytes().expect("bytes").to_vec()
}

fn decode(chain: &Chain, bytes: &[u8]) -> Result<Data, String> {
    let data = Data::Bytes(bytes.to_vec());
    chain.decode(&data, &mut Told::nobody()).map_err(|error| error.to_string())
}

const LITTLE: &str = r#"{"name":"bytes","configuration":{"endian":"little"}}"#;
const BIG: &str = r#"{"name":"bytes","configuration":{"endian":"big"}}"#;

#[test]
fn each_component_is_written_in_the_order_of_endian() {
    let values = [0x0102_0304_u32, 0xa0b0_c0d0];
    let little: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    let big: Vec<u8> = values.iter().flat_map(|value| value.to_be_bytes()).collect();
    let cases = [
        ("uint32", LITTLE, &little),
        ("uint32", BIG, &big),
        ("float32", BIG, &big),
        // "complex128 is encoded as two consecutive 8-byte big endian" values.
        ("complex64", BIG, &big),
        ("complex64", LITTLE, &little),
        // One byte each: "does not depend on endian".
        ("uint8", BIG, &little),
        ("uint8", "\"bytes\"", &little),
        // Not a number (SN-403).
        ("r32", BIG, &little),
        ("r32", "\"bytes\"", &little),
    ];
    for (data_type, codec, expected) in cases {
        let data = array(data_type, &little);
        let Data::Array(Array { shape, .. }) = &data else { panic!("an array") };
        let chain = bound(&format!("[{codec}]"), form(data_type, shape));
        assert_eq!(&encode(&chain, &data), expected, "{data_type}, {codec}");
        assert_eq!(decode(&chain, expected), Ok(data), "{data_type}, {codec}");
        let length = Some(expected.len() as u64);
        assert!(matches!(chain.encoded(), Form::Bytes { length: found, .. } if *found == length));
    }
    let wide = [0x0102_0304_0506_0708_u64, 1, u64::MAX, 2];
    let big: Vec<u8> = wide.iter().flat_map(|value| value.to_be_bytes()).collect();
    let data: Vec<u8> = wide.iter().flat_map(|value| value.to_le_bytes()).collect();
    for (data_type, count) in
        [("int64", 4), ("complex128", 2), ("numpy.datetime64[10s]", 4), ("float64", 4)]
    {
        let chain = bound(&format!("[{BIG}]"), form(data_type, &[count]));
        assert_eq!(encode(&chain, &array(data_type, &data)), big, "{data_type}");
    }
}

#[test]
fn endian_is_required_where_it_is_applicable() {
    let wide = ["int16", "uint64", "bfloat16", "complex_bfloat16", "complex128"];
    for data_type in wide.into_iter().chain(["numpy.timedelta64[1s]"]) {
        for codec in ["\"bytes\"", r#"{"name":"bytes"}"#, r#"{"name":"bytes","configuration":{}}"#]
        {
            let error = refused(&format!("[{codec}]"), form(data_type, &[1]));
            assert_eq!(error.clause(), Some("bytes/endian-required"), "{data_type}");
            let expected = format!(
                "codec 0 (bytes): endian is absent; expected \"little\" or \"big\" for {data_type}"
            );
            assert_eq!(error.to_string(), expected);
        }
    }
    let narrow = ["bool", "int8", "int2", "float8_e4m3", "complex_float4_e2m1fn", "r8", "r24"];
    for data_type in narrow {
        bound("[\"bytes\"]", form(data_type, &[1]));
        bound(&format!("[{BIG}]"), form(data_type, &[1]));
    }
    let little = Chain::bind("[\"bytes\"]", form("int16", &[1]), &readings("SN-402=B"));
    assert_eq!(encode(&little.expect("a chain"), &array("int16", &[2, 1])), [2, 1]);
    let raw = readings("SN-403=B");
    assert!(Chain::bind("[\"bytes\"]", form("r24", &[1]), &raw).is_err());
    let raw = Chain::bind(&format!("[{BIG}]"), form("r24", &[2]), &raw).expect("a chain");
    assert_eq!(encode(&raw, &array("r24", &[1, 2, 3, 4, 5, 6])), [3, 2, 1, 6, 5, 4]);
    for found in ["\"Big\"", "\"native\"", "null", "1", "[\"big\"]"] {
        let codec = format!(r#"[{{"name":"bytes","configuration":{{"endian":{found}}}}}]"#);
        let error = refused(&codec, form("int8", &[1]));
        let expected =
            format!("codec 0 (bytes): endian is {found}; expected one of \"little\", \"big\"");
        assert_eq!((error.to_string(), error.clause()), (expected, Some("bytes/endian-values")));
    }
}

#[test]
fn bits_above_a_type_of_less_than_a_byte_are_ignored() {
    for (data_type, bits) in [
        ("int2", 2),
        ("uint4", 4),
        ("float4_e2m1fn", 4),
        ("float6_e3m2fn", 6),
        ("complex_float6_e2m3fn", 6),
    ] {
        let bytes: Vec<u8> = (0..=u8::MAX).collect();
        let low: Vec<u8> = bytes.iter().map(|byte| byte % (1 << bits)).collect();
        let count = bytes.len() / named(data_type).bytes().expect("a fixed size");
        let chain = bound("[\"bytes\"]", form(data_type, &[count as u64]));
        assert_eq!(decode(&chain, &bytes), Ok(array(data_type, &low)), "{data_type}");
        assert_eq!(encode(&chain, &array(data_type, &bytes)), low, "{data_type}");
    }
    let copies = Chain::bind("[\"bytes\"]", form("int4", &[3]), &readings("SN-404=B"));
    assert_eq!(
        encode(&copies.expect("a chain"), &array("int4", &[0x08, 0x17, 0x0f])),
        [0xf8, 0x07, 0xff]
    );
    let zeros = Chain::bind("[\"bytes\"]", form("uint4", &[1]), &readings("SN-404=B"));
    assert_eq!(encode(&zeros.expect("a chain"), &array("uint4", &[0x0f])), [0x0f]);
}

#[test]
fn bools_are_zero_and_one() {
    let chain = bound("[\"bytes\"]", form("bool", &[3]));
    assert_eq!(decode(&chain, &[0, 1, 1]), Ok(array("bool", &[0, 1, 1])));
    assert_eq!(
        decode(&chain, &[0, 1, 0xff]),
        Err("codec 0 (bytes): element 2 is 0xff; expected 0x00 or 0x01 for bool".to_owned())
    );
    for (choice, expected) in [("SN-401=B", [0, 1, 1]), ("SN-401=C", [0, 1, 0xff])] {
        let chain = Chain::bind("[\"bytes\"]", form("bool", &[3]), &readings(choice));
        let chain = chain.expect("a chain");
        assert_eq!(decode(&chain, &[0, 1, 0xff]), Ok(array("bool", &expected)));
    }
}

#[test]
fn bytes_of_another_length_are_no_chunk() {
    let chain = bound(&format!("[{LITTLE}]"), form("int32", &[2, 3]));
    assert!(decode(&chain, &[0; 24]).is_ok());
    for length in [0, 4, 23, 25, 48] {
        let expected =
            format!("codec 0 (bytes): {length} bytes; expected 24 for the shape [2, 3] of int32");
        assert_eq!(decode(&chain, &vec![0; length]), Err(expected));
    }
    // No dimensions make one element, and a dimension of 0 none.
    assert!(decode(&bound(&format!("[{LITTLE}]"), form("int32", &[])), &[0; 4]).is_ok());
    assert!(decode(&bound(&format!("[{LITTLE}]"), form("int32", &[3, 0])), &[]).is_ok());
    let error = chain.encode(&array("int32", &[0; 24]), &mut Told::nobody()).expect_err("a shape");
    assert_eq!(
        error.to_string(),
        "an array of int32 with the shape [6]; expected an array of int32 with the shape [2, 3]"
    );
}

/// The remainder of a division of polynomials over two elements, bit by bit from the highest power on.
/// RFC 3720 §12.1: bytes begin with their least significant bit, 32 ones are added to the beginning, and
/// the remainder is complemented.
fn crc32c_by_division(bytes: &[u8]) -> u32 {
    let bits = bytes.iter().flat_map(|byte| (0..8).map(move |bit| byte >> bit & 1 == 1));
    let mut dividend: Vec<bool> = bits.chain([false; 32]).collect();
    dividend.iter_mut().take(32).for_each(|bit| *bit = !*bit);
    let divisor: Vec<bool> =
        (0..=32).rev().map(|power| 0x1_1edc_6f41_u64 >> power & 1 == 1).collect();
    for at in 0..dividend.len() - 32 {
        if dividend[at] {
            dividend[at..].iter_mut().zip(&divisor).for_each(|(bit, other)| *bit ^= other);
        }
    }
    let remainder = &dividend[dividend.len() - 32..];
    remainder.iter().rev().fold(0, |word, bit| word << 1 | u32::from(!bit))
}

fn of_bytes(length: Option<u64>) -> Form {
    Form::Bytes { length, item_size: 1 }
}

#[test]
fn the_checksum_is_that_of_the_rfc() {
    let chain = bound("[\"crc32c\"]", of_bytes(None));
    let checksum = |bytes: &[u8]| {
        let encoded = encode(&chain, &Data::Bytes(bytes.to_vec()));
        let (before, after) = encoded.split_at(bytes.len());
        assert_eq!(before, bytes, "the bytes stay as they are");
        <[u8; 4]>::try_from(after).expect("four bytes")
    };
    let increasing: Vec<u8> = (0..32).collect();
    let decreasing: Vec<u8> = (0..32).rev().collect();
    // RFC 3720 §B.4, whose bytes stand in the order in which they are sent.
    let published: [(&[u8], [u8; 4]); 4] = [
        (&[0; 32], [0xaa, 0x36, 0x91, 0x8a]),
        (&[0xff; 32], [0x43, 0xab, 0xa8, 0x62]),
        (&increasing, [0x4e, 0x79, 0xdd, 0x46]),
        (&decreasing, [0x5c, 0xdb, 0x3f, 0x11]),
    ];
    for (bytes, expected) in published {
        assert_eq!(checksum(bytes), expected);
    }
    // "check" of CRC-32/ISCSI in the catalogue of parametrised CRC algorithms (G. Cook).
    assert_eq!(u32::from_le_bytes(checksum(b"123456789")), 0xe306_9283);
    let mut state = 1u32;
    for length in (0..70).chain([255, 256, 1000]) {
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .take(length)
        .collect();
        assert_eq!(u32::from_le_bytes(checksum(&bytes)), crc32c_by_division(&bytes), "{bytes:?}");
    }
}

#[test]
fn a_checksum_that_does_not_match_is_refused() {
    let chain = bound("[{\"name\":\"crc32c\",\"configuration\":{}}]", of_bytes(Some(2)));
    assert!(matches!(chain.encoded(), Form::Bytes { length: Some(6), .. }));
    let encoded = encode(&chain, &Data::Bytes(vec![1, 2]));
    assert_eq!(decode(&chain, &encoded), Ok(Data::Bytes(vec![1, 2])));
    for at in 0..encoded.len() {
        for bit in 0..8 {
            let mut wrong = encoded.clone();
            wrong[at] ^= 1 << bit;
            let error = decode(&chain, &wrong).expect_err("a wrong bit");
            assert!(error.starts_with("codec 0 (crc32c): the checksum is 0x"), "{error}");
        }
    }
    let truncated = decode(&chain, &encoded[..5]).expect_err("a byte too few");
    assert!(truncated.contains("the checksum is"), "{truncated}");
    for length in 0..4 {
        let expected = format!("codec 0 (crc32c): {length} bytes; expected at least 4");
        assert_eq!(decode(&chain, &encoded[..length]), Err(expected));
    }
    let nothing = bound("[\"crc32c\"]", of_bytes(None));
    assert_eq!(encode(&nothing, &Data::Bytes(Vec::new())), [0; 4]);
    assert_eq!(decode(&nothing, &[0; 4]), Ok(Data::Bytes(Vec::new())));
    let careless = Chain::bind("[\"crc32c\"]", of_bytes(None), &readings("SN-501=B"));
    let careless = careless.expect("a chain");
    assert_eq!(decode(&careless, &[1, 2, 0, 0, 0, 0]), Ok(Data::Bytes(vec![1, 2])));
    assert!(decode(&careless, &[1, 2, 3]).is_err());
}

#[test]
fn a_chain_has_one_codec_that_makes_bytes_and_the_others_on_their_sides() {
    let cast = r#"{"name":"cast_value","configuration":{"data_type":"int8"}}"#;
    let order = |codecs: &str, form| {
        let error = refused(codecs, form);
        assert_eq!(error.clause(), Some("core/codecs-order"), "{codecs}");
        error.to_string()
    };
    let int16 = || form("int16", &[2]);
    assert_eq!(order("[]", int16()), "codecs has no array -> bytes codec; expected exactly one");
    assert_eq!(order(&format!("[{cast}]"), int16()), order("[]", int16()));
    assert_eq!(
        order(&format!("[\"crc32c\",{LITTLE}]"), int16()),
        "codec 0 (crc32c) is bytes -> bytes, and an array of int16 with the shape [2] comes in; \
         expected an array -> bytes codec before it"
    );
    for second in [LITTLE, cast] {
        let error = order(&format!("[{LITTLE},{second}]"), int16());
        assert!(
            error.ends_with("4 bytes comes in; expected bytes -> bytes codecs alone there"),
            "{error}"
        );
    }
    assert!(order(&format!("[{LITTLE}]"), of_bytes(None)).contains("array -> bytes"));
    bound("[]", of_bytes(None));
    bound("[\"crc32c\",\"crc32c\"]", of_bytes(None));
    for list in ["{}", "\"bytes\"", "null", "[\"bytes\"", "[\"bytes\",]"] {
        assert_eq!(refused(list, int16()).clause(), Some("core/codecs-list"), "{list}");
    }
}

#[test]
fn what_flows_is_known_between_every_two_codecs() {
    let codecs = r#"[
        {"name":"cast_value","configuration":{"data_type":"int16"}},
        {"name":"cast_value","configuration":{"data_type":"int8","out_of_range":"clamp"}},
        {"name":"bytes"}, "crc32c", "crc32c"
    ]"#;
    let fill_value = Element::from_pattern(Real::FLOAT64, 7f64.to_bits());
    let float64 = Form::array(Real::FLOAT64.into(), vec![3], Some(fill_value)).expect("a form");
    let chain = bound(codecs, float64);
    let shown: Vec<_> = chain.forms().map(Form::to_string).collect();
    assert_eq!(
        shown,
        [
            "an array of float64 with the shape [3]",
            "an array of int16 with the shape [3]",
            "an array of int8 with the shape [3]",
            "3 bytes",
            "7 bytes",
            "11 bytes"
        ]
    );
    let fill_values: Vec<_> = chain
        .forms()
        .filter_map(|form| match form {
            Form::Array { fill_value: Ok(Some(element)), .. } => Some(element.bytes().to_vec()),
            _ => None,
        })
        .collect();
    assert_eq!(fill_values, [7f64.to_le_bytes().to_vec(), 7i16.to_le_bytes().to_vec(), vec![7]]);
    let bytes: Vec<u8> =
        [1.5, -2.5, 300.0].iter().flat_map(|value: &f64| value.to_le_bytes()).collect();
    let mut told = Told::listening();
    let encoded = chain.encode(&array("float64", &bytes), &mut told).expect("an encoding");
    let encoded = encoded.bytes().expect("bytes");
    let elements = [2i8, -2, 127].map(|value| value as u8);
    let first = crc32c_by_division(&elements).to_le_bytes();
    let inner = [&elements[..], &first].concat();
    assert_eq!(encoded, [&inner[..], &crc32c_by_division(&inner).to_le_bytes()].concat());
    let begun: Vec<_> = told
        .steps()
        .iter()
        .filter_map(|step| match step {
            Telling::Begins { position, codec, .. } => Some((*position, *codec)),
            _ => None,
        })
        .collect();
    let names = ["cast_value", "cast_value", "bytes", "crc32c", "crc32c"];
    assert_eq!(begun, names.into_iter().enumerate().collect::<Vec<_>>());
    let given: Vec<_> = told
        .steps()
        .iter()
        .filter_map(|step| match step {
            Telling::Gives { data } => Some(data),
            _ => None,
        })
        .collect();
    assert_eq!(given.len(), names.len());
    for (form, data) in chain.forms().skip(1).zip(&given) {
        assert_eq!(form.check(data), Ok(()));
    }
    assert_eq!(given.last().map(|data| data.bytes()), Some(Ok(encoded)));
    let decoded: Vec<u8> =
        [2f64, -2.0, 127.0].iter().flat_map(|value| value.to_le_bytes()).collect();
    assert_eq!(decode(&chain, encoded), Ok(array("float64", &decoded)));
}

#[test]
fn errors_name_the_codec_and_its_position() {
    let codecs = format!(
        r#"[{{"name":"cast_value","configuration":{{"data_type":"int8"}}}},{LITTLE},"crc32c"]"#
    );
    let chain = bound(&codecs, form("int16", &[2]));
    let error = chain.encode(&array("int16", &[1, 0, 0, 1]), &mut Told::nobody());
    let error = error.expect_err("256 is no int8");
    assert_eq!(error.clause, "range/unset-fails");
    assert!(
        error.reason.starts_with("codec 0 (cast_value): element 1, 256: out of range"),
        "{error}"
    );
    assert!(decode(&chain, &[0; 6]).expect_err("no checksum").starts_with("codec 2 (crc32c): "));
    let unknown = |entry: &str| {
        let error = refused(&format!("[{entry},{LITTLE}]"), form("int16", &[2]));
        assert!(matches!(error, ChainError::Unknown { position: 0, .. }), "{error:?}");
        assert_eq!(error.clause(), None, "it is not invalid");
        error.to_string()
    };
    assert_eq!(unknown("\"own.codec\""), "codec 0 (own.codec) is unknown to the suite");
    unknown(r#"{"name":"own.codec","configuration":{"level":1},"must_understand":true}"#);
    let optional = format!(r#"[{{"name":"own.codec","must_understand":false}},{LITTLE},"crc32c"]"#);
    let chain = bound(&optional, form("int16", &[2]));
    let error = decode(&chain, &[0; 6]).expect_err("no checksum");
    assert!(error.starts_with("codec 2 (crc32c): "), "it counts in the list: {error}");
    let cases = [
        ("1", "codec 1: the entry is 1; expected a name as a string, or an object with a name"),
        ("{}", "codec 1: the entry has no \"name\""),
        (r#"{"name":1}"#, "codec 1: name is 1; expected a string"),
        (
            r#"{"name":"crc32c","name":"crc32c"}"#,
            "codec 1: the entry has the name \"name\" more than once",
        ),
        (r#"{"name":"crc32c","id":1}"#, "codec 1: the entry has an unknown member \"id\""),
        (
            r#"{"name":"crc32c","must_understand":1}"#,
            "codec 1: must_understand is 1; expected true or false",
        ),
        (
            r#"{"name":"crc32c","configuration":{"location":"end"}}"#,
            "codec 1 (crc32c): the configuration has an unknown member \"location\"",
        ),
        (
            r#"{"name":"crc32c","configuration":null}"#,
            "codec 1: the configuration is not a JSON object: invalid type: null, expected an object at \
             line 1 column 4",
        ),
    ];
    for (entry, expected) in cases {
        let error = refused(&format!("[{LITTLE},{entry}]"), form("int16", &[2]));
        assert_eq!(error.to_string(), expected);
        assert!(error.clause().is_some());
    }
    bound(
        &format!(r#"[{LITTLE},{{"name":"crc32c","must_understand":false}}]"#),
        form("int16", &[2]),
    );
    let variable = refused("[\"bytes\"]", form("string", &[2]));
    assert_eq!(variable.clause(), Some("bytes/fixed-size"));
}

#[test]
fn a_fill_value_that_does_not_survive_is_refused_or_fails_only_what_needs_it() {
    let codecs = r#"[{"name":"cast_value","configuration":{"data_type":"int16"}},
        {"name":"cast_value","configuration":{"data_type":"int8"}},"bytes"]"#;
    let with = |value: f64| {
        let element = Element::from_pattern(Real::FLOAT64, value.to_bits());
        Form::array(Real::FLOAT64.into(), vec![1], Some(element)).expect("a form")
    };
    bound(codecs, with(100.0));
    let error = refused(codecs, with(300.0));
    assert_eq!(error.clause(), Some("fill-value/validated"));
    assert!(error.to_string().starts_with("codec 1 (cast_value): "), "{error}");
    let error = refused(codecs, with(0.5));
    assert_eq!(error.clause(), Some("fill-value/round-trip"));
    let later = Chain::bind(codecs, with(0.5), &readings("SN-48=B")).expect("a chain");
    let fill_values = later.forms().filter_map(|form| match form {
        Form::Array { fill_value, .. } => Some(fill_value.is_ok()),
        Form::Bytes { .. } => None,
    });
    assert_eq!(fill_values.collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(encode(&later, &array("float64", &3f64.to_le_bytes())), [3]);
}

#[test]
fn any_nan_is_right_where_one_is_cast_and_one_alone_where_it_is_mapped() {
    let codecs = r#"[{"name":"cast_value","configuration":{"data_type":"float32",
        "scalar_map":{"decode":[[7,"0x7ff8000000000001"]]}}},
        {"name":"bytes","configuration":{"endian":"little"}}]"#;
    let chain = bound(codecs, form("float64", &[3]));
    let encoded: Vec<u8> =
        [1.0, f32::NAN, 7.0].iter().flat_map(|value| value.to_le_bytes()).collect();
    let Ok(Data::Array(Array { elements: Elements::Fixed { bytes, any_nan }, .. })) =
        decode(&chain, &encoded)
    else {
        panic!("an array")
    };
    assert_eq!(any_nan.iter().collect::<Vec<_>>(), [1]);
    assert_eq!(bytes[16..], 0x7ff8_0000_0000_0001_u64.to_le_bytes());
}

#[test]
fn readings_of_every_note_are_read() {
    for text in ["SN-401=C", "SN-404=B", "SN-501=B", "SN-07=A"] {
        let choice: ReadingChoice = text.parse().expect("a reading");
        assert_eq!(choice.to_string(), text);
        assert_eq!(Readings::choosing(&[choice]).of(choice.note.number), choice.letter);
    }
    for text in ["SN-400=A", "SN-405=A", "SN-0401=B", "SN-501=C", "SN-65937=B"] {
        assert!(text.parse::<ReadingChoice>().is_err(), "{text}");
    }
    assert_eq!(Readings::stand().of(999), zarrproof::codec::notes::Letter::A);
}
