//! `packbits` against its page: each array is one big integer, of which the element before is less significant than the one
//! behind.

use num_bigint::BigUint;
use proptest::prelude::*;
use zarrproof::chunk::{Array, Data, Form};
use zarrproof::codec::notes::{ReadingChoice, Readings};
use zarrproof::data_type::DataType;
use zarrproof::oracle::{Chain, ChainError, Codec, Told};

/// The types of the page's list, with the bits of a component, how many an element has, and whether it is signed.
const LISTED: [(&str, u32, usize, bool); 25] = [
    ("bool", 1, 1, false),
    ("int2", 2, 1, true),
    ("uint2", 2, 1, false),
    ("int4", 4, 1, true),
    ("uint4", 4, 1, false),
    ("float4_e2m1fn", 4, 1, false),
    ("float6_e2m3fn", 6, 1, false),
    ("float6_e3m2fn", 6, 1, false),
    ("complex_float4_e2m1fn", 4, 2, false),
    ("complex_float6_e2m3fn", 6, 2, false),
    ("complex_float6_e3m2fn", 6, 2, false),
    ("int8", 8, 1, true),
    ("uint8", 8, 1, false),
    ("int16", 16, 1, true),
    ("uint16", 16, 1, false),
    ("int32", 32, 1, true),
    ("uint32", 32, 1, false),
    ("int64", 64, 1, true),
    ("uint64", 64, 1, false),
    ("float32", 32, 1, false),
    ("float64", 64, 1, false),
    ("bfloat16", 16, 1, false),
    ("complex_float32", 32, 2, false),
    ("complex_float64", 64, 2, false),
    ("complex_bfloat16", 16, 2, false),
];

fn readings(choices: &[&str]) -> Readings {
    let choice = |text: &&str| text.parse::<ReadingChoice>().expect("a reading of a note");
    Readings::choosing(&choices.iter().map(choice).collect::<Vec<_>>())
}

fn bound(
    data_type: &str,
    count: usize,
    configuration: &str,
    choices: &[&str],
) -> Result<Chain, ChainError> {
    let data_type: DataType = data_type.parse().expect("a data type");
    let form = Form::array(data_type, vec![count as u64], None).expect("a form");
    let codecs = format!(r#"[{{"name":"packbits","configuration":{configuration}}}]"#);
    Chain::bind(&codecs, form, &readings(choices))
}

fn elements(data_type: &str, components: &[u64], bits: u32, each: usize) -> Data {
    let bytes =
        components.iter().flat_map(|one| one.to_le_bytes()[..bits.div_ceil(8) as usize].to_vec());
    let shape = vec![(components.len() / each) as u64];
    let data_type = data_type.parse().expect("a data type");
    Data::Array(Array::fixed(data_type, shape, bytes.collect()).expect("an array"))
}

/// The page's sequence as a number: component `i` counts 2^(i·b).
fn packed(components: &[u64], first: u32, last: u32) -> Vec<u8> {
    let width = last - first + 1;
    let mask = u64::MAX >> (64 - width);
    let number = components.iter().rev().fold(BigUint::from(0u8), |number, component| {
        (number << width) + BigUint::from(component >> first & mask)
    });
    let mut bytes = number.to_bytes_le();
    bytes.resize((components.len() * width as usize).div_ceil(8), 0);
    bytes
}

fn encode(chain: &Chain, data: &Data) -> Vec<u8> {
    let encoded = chain.encode(data, &mut Told::nobody()).expect("an encoding");
    encoded.bytes().expect("bytes").to_vec()
}

fn decode(chain: &Chain, bytes: &[u8]) -> Result<Data, String> {
    let decoded = chain.decode(&Data::Bytes(bytes.to_vec()), &mut Told::nobody());
    decoded.map_err(|error| error.to_string())
}

/// What is left of a component: "sign-extended (for signed integer data types), or zero-extended".
fn kept(component: u64, (first, last): (u32, u32), bits: u32, signed: bool) -> u64 {
    let width = last - first + 1;
    let field = component >> first << (64 - width);
    let field = if signed { (field as i64 >> (64 - width)) as u64 } else { field >> (64 - width) };
    field << first & u64::MAX >> (64 - bits)
}

/// A type of the list, components, a range of bits, and where the padding is counted.
fn question() -> impl Strategy<Value = (usize, Vec<u64>, (u32, u32), usize)> {
    let sizes = (0..LISTED.len(), 0..9usize, any::<(u32, u32)>(), 0..3usize);
    sizes.prop_flat_map(|(at, count, (one, other), padding)| {
        let (_, bits, each, _) = LISTED[at];
        let (one, other) = (one % bits, other % bits);
        let range = (one.min(other), one.max(other));
        let component = any::<u64>().prop_map(move |bits64| bits64 & u64::MAX >> (64 - bits));
        let components = prop::collection::vec(component, count * each);
        (Just(at), components, Just(range), Just(padding))
    })
}

proptest! {
    #[test]
    fn elements_follow_each_other_bit_by_bit((at, components, (first, last), padding) in question()) {
        let (name, bits, each, signed) = LISTED[at];
        let word = ["none", "first_byte", "last_byte"][padding];
        let configuration =
            format!(r#"{{"padding_encoding":"{word}","first_bit":{first},"last_bit":{last}}}"#);
        let count = components.len() / each;
        let chain = bound(name, count, &configuration, &[]).expect("a chain");
        let data = elements(name, &components, bits, each);
        let mut expected = packed(&components, first, last);
        let padding_bits = 8 * expected.len() - components.len() * (last - first + 1) as usize;
        match padding {
            1 => expected.insert(0, padding_bits as u8),
            2 => expected.push(padding_bits as u8),
            _ => {}
        }
        prop_assert_eq!(encode(&chain, &data), expected.clone());
        let length = Some(expected.len() as u64);
        prop_assert_eq!(chain.encoded(), &Form::Bytes { length, item_size: 1 });
        let left = components.iter().map(|one| kept(*one, (first, last), bits, signed));
        let left: Vec<_> = left.collect();
        prop_assert_eq!(decode(&chain, &expected), Ok(elements(name, &left, bits, each)));
    }

    /// numpy.packbits, which the codec of numcodecs writes: bit 7 of a byte is the first of its eight elements.
    #[test]
    fn by_the_other_order_bool_is_packed_as_numcodecs_packs_it(bits in prop::collection::vec(any::<bool>(), 0..40)) {
        let chain = bound("bool", bits.len(), r#"{"padding_encoding":"first_byte"}"#, &["SN-301=B"]).expect("a chain");
        let components: Vec<u64> = bits.iter().map(|bit| u64::from(*bit)).collect();
        let mut expected = vec![((8 - bits.len() % 8) % 8) as u8];
        for eight in bits.chunks(8) {
            let text: String = eight.iter().map(|bit| if *bit { '1' } else { '0' }).collect();
            expected.push(u8::from_str_radix(&format!("{text:0<8}"), 2).expect("binary digits"));
        }
        let data = elements("bool", &components, 1, 1);
        prop_assert_eq!(encode(&chain, &data), expected.clone());
        prop_assert_eq!(decode(&chain, &expected), Ok(data));
    }
}

#[test]
fn the_list_of_types_is_complete_by_the_stand() {
    let others = DataType::without_parameters().filter(|one| one.bytes().is_some());
    let is_listed = |data_type: &DataType| {
        LISTED.iter().any(|(name, ..)| name.parse::<DataType>().as_ref() == Ok(data_type))
    };
    let mut refused = Vec::new();
    for data_type in others {
        let name = data_type.to_string();
        let by_stand = bound(&name, 1, "{}", &[]);
        assert_eq!(by_stand.is_ok(), is_listed(&data_type), "{name}");
        if let Err(error) = by_stand {
            assert_eq!(error.clause(), Some("packbits/data-types"));
            refused.push(name.clone());
        }
        assert!(bound(&name, 1, "{}", &["SN-305=B"]).is_ok(), "{name}");
    }
    assert!(refused.contains(&"float16".to_owned()) && refused.contains(&"float8_e4m3".to_owned()));
    // The page has these two by other names.
    assert!(bound("complex64", 1, "{}", &[]).is_ok() && bound("complex128", 1, "{}", &[]).is_ok());
}

#[test]
fn what_the_page_does_not_permit_is_refused_with_its_clause() {
    let cases = [
        (r#"{"padding_encoding":"start_byte"}"#, "packbits/padding-encoding"),
        (r#"{"padding_encoding":null}"#, "packbits/padding-encoding"),
        (r#"{"first_bit":8}"#, "packbits/first-bit"),
        (r#"{"first_bit":-1}"#, "packbits/first-bit"),
        (r#"{"last_bit":8}"#, "packbits/last-bit"),
        (r#"{"first_bit":5,"last_bit":4}"#, "packbits/last-bit"),
        (r#"{"last_bit":"7"}"#, "packbits/last-bit"),
        (r#"{"start_bit":0}"#, "core/must-understand"),
    ];
    for (configuration, clause) in cases {
        match bound("int8", 1, configuration, &[]) {
            Ok(_) => panic!("{configuration} is bound"),
            Err(error) => assert_eq!(error.clause(), Some(clause), "{configuration}: {error}"),
        }
    }
    for configuration in
        ["{}", r#"{"first_bit":null,"last_bit":null}"#, r#"{"first_bit":5,"last_bit":5}"#]
    {
        assert!(bound("int8", 1, configuration, &[]).is_ok(), "{configuration}");
    }
    let schema = r#"{"start_bit":1,"end_bit":2,"padding_encoding":"end_byte"}"#;
    let chain = bound("int8", 1, schema, &["SN-302=B"]).expect("a chain");
    assert_eq!(encode(&chain, &elements("int8", &[0b110], 8, 1)), [0b11, 6]);
}

#[test]
fn bytes_that_no_array_is_packed_to_are_refused() {
    let chain = |choices: &[&str]| {
        bound("uint2", 3, r#"{"padding_encoding":"last_byte"}"#, choices).expect("a chain")
    };
    let data = elements("uint2", &[1, 2, 3], 2, 1);
    assert_eq!(encode(&chain(&[]), &data), [0b11_10_01, 2]);
    for (bytes, other, part) in [
        ([0b11_10_01, 3], "SN-303=B", "the padding byte is 3; expected 2"),
        ([0b01_11_10_01, 2], "SN-304=B", "bit 6 of the sequence is 1"),
    ] {
        let error = decode(&chain(&[]), &bytes).expect_err("no encoding");
        assert!(error.contains(part), "{error}");
        assert_eq!(decode(&chain(&[other]), &bytes), Ok(data.clone()));
    }
    for bytes in [&[][..], &[2], &[0b11_10_01, 2, 0]] {
        assert!(decode(&chain(&["SN-303=B", "SN-304=B"]), bytes).is_err(), "{bytes:?}");
    }
}
