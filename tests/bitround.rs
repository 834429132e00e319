//! `bitround` against its page, its sample data, the formula of numcodecs, and the nearest value that has
//! so few bits.

use zarrproof::chunk::{Array, CodecError, Data, Element, Elements, Form};
use zarrproof::codec::bitround::DEFINITION;
use zarrproof::codec::notes::{ReadingChoice, Readings};
use zarrproof::data_type::{DataType, Real};
use zarrproof::oracle::{Chain, ChainError, Codec, Told};

/// Bound under some readings, with `bytes` behind, so that what is compared is bytes.
fn chain(
    name: &str,
    data_type: &str,
    shape: u64,
    keepbits: &str,
    choices: &[&str],
) -> Result<Chain, ChainError> {
    let choice = |text: &&str| text.parse::<ReadingChoice>().expect("a reading of a note");
    let readings = Readings::choosing(&choices.iter().map(choice).collect::<Vec<_>>());
    let codecs = format!(
        r#"[{{"name":"{name}","configuration":{{"keepbits":{keepbits}}}}},{{"name":"bytes","configuration":{{"endian":"little"}}}}]"#
    );
    Chain::bind(&codecs, form(data_type, shape, None), &readings)
}

fn form(data_type: &str, length: u64, fill_value: Option<&[u8]>) -> Form {
    let data_type: DataType = data_type.parse().expect("a data type");
    let element = fill_value.map(|bytes| Element::new(&data_type, bytes).expect("an element"));
    Form::array(data_type, vec![length], element).expect("a form")
}

fn array(data_type: &str, bytes: &[u8]) -> Data {
    let data_type: DataType = data_type.parse().expect("a data type");
    let count = bytes.len() / data_type.bytes().expect("a fixed size");
    Data::Array(Array::fixed(data_type, vec![count as u64], bytes.to_vec()).expect("an array"))
}

fn rounded(
    data_type: &str,
    bytes: &[u8],
    keepbits: u32,
    choices: &[&str],
) -> Result<Vec<u8>, CodecError> {
    let data = array(data_type, bytes);
    let Data::Array(Array { shape, .. }) = &data else { unreachable!("an array") };
    let chain = chain("bitround", data_type, shape[0], &keepbits.to_string(), choices);
    let encoded = chain.expect("a chain").encode(&data, &mut Told::nobody())?;
    Ok(encoded.bytes().expect("bytes").to_vec())
}

/// One element of a real type, as a pattern; `None` is an error.
fn one(name: &str, pattern: u64, keepbits: u32, choices: &[&str]) -> Option<u64> {
    let width = Real::from_name(name).expect("a type").bytes();
    let bytes = rounded(name, &pattern.to_le_bytes()[..width], keepbits, choices).ok()?;
    Some(bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)))
}

/// The table of `bitround_float32.zarr`, in bits.
const FLOATS: [[&str; 2]; 9] = [
    ["0_00000000_00000000000000000000000", "0_00000000_00000000000000000000000"],
    ["0_01111011_10011001100110011001101", "0_01111011_10100000000000000000000"],
    ["0_01111111_00110011001100110011010", "0_01111111_01000000000000000000000"],
    ["0_10000010_10001001100110011001101", "0_10000010_10000000000000000000000"],
    ["0_10000101_11101101100110011001101", "0_10000101_11100000000000000000000"],
    ["0_10001001_00110100101000000000000", "0_10001001_01000000000000000000000"],
    ["0_11111111_10000000000000000000000", "0_11111111_10000000000000000000000"],
    ["0_11111111_00000000000000000000000", "0_11111111_00000000000000000000000"],
    ["1_11111111_00000000000000000000000", "1_11111111_00000000000000000000000"],
];

/// The table of `bitround_uint8.zarr`.
const INTEGERS: [(u8, u8); 10] = [
    (0, 0),
    (1, 1),
    (10, 10),
    (11, 12),
    (100, 96),
    (123, 128),
    (200, 192),
    (208, 192),
    (209, 224),
    (255, 224),
];

/// The bytes of a float in bits.
fn float(bits: &str) -> [u8; 4] {
    u32::from_str_radix(&bits.replace('_', ""), 2).expect("bits").to_le_bytes()
}

#[test]
fn sample_data_is_reproduced() {
    let [original, expected] =
        [0, 1].map(|side| FLOATS.iter().flat_map(|row| float(row[side])).collect::<Vec<_>>());
    assert_eq!(rounded("float32", &original, 3, &[]), Ok(expected));
    let (original, expected): (Vec<u8>, Vec<u8>) = INTEGERS.into_iter().unzip();
    assert_eq!(rounded("uint8", &original, 3, &[]), Ok(expected));
}

/// The documentation of numcodecs has its implementation follow the papers of Klöwer et al.: one less than
/// half of the last place that is kept is added, and its bit, and then what is below is cleared.
fn formula(pattern: u64, bits: u32, mantissa: u32, keepbits: u32) -> u64 {
    let mask = u64::MAX >> (64 - bits);
    let Some(drop) = mantissa.checked_sub(keepbits).filter(|drop| *drop > 0) else {
        return pattern;
    };
    let half = (1u64 << (drop - 1)) - 1;
    pattern.wrapping_add((pattern >> drop & 1) + half) & (u64::MAX << drop) & mask
}

fn spread(at: u64) -> u64 {
    let word = at.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let word = (word ^ word >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word ^ word >> 27
}

/// Section "Compatibility": as numcodecs for floats. Patterns in which few bits are set make ties.
#[test]
fn floats_are_rounded_as_by_the_formula_of_numcodecs() {
    for (name, bits, mantissa) in
        [("float16", 16, 10), ("bfloat16", 16, 7), ("float32", 32, 23), ("float64", 64, 52)]
    {
        let real = Real::from_name(name).expect("a type");
        let count = if bits == 16 { 1 << 16 } else { 20_000u64 };
        let patterns: Vec<u64> = (0..count)
            .map(|at| if bits == 16 { at } else { spread(at) << (spread(at + count) % 64) })
            .map(|pattern| pattern & real.mask())
            .collect();
        let bytes = zarrproof::data_type::pack(real, patterns.iter().copied());
        for keepbits in (1..=mantissa).step_by(if bits == 16 { 1 } else { 5 }).chain([mantissa]) {
            let by_formula: Vec<_> = patterns
                .iter()
                .map(|pattern| formula(*pattern, bits, mantissa, keepbits))
                .collect();
            let found = rounded(name, &bytes, keepbits, &["SN-203=B"]).expect("rounded");
            assert!(
                found == zarrproof::data_type::pack(real, by_formula.iter().copied()),
                "{name} {keepbits}"
            );
            let found = rounded(name, &bytes, keepbits, &[]).expect("rounded");
            let found = zarrproof::data_type::unpack(real, &found);
            for ((found, by_formula), pattern) in found.zip(by_formula).zip(&patterns) {
                let is_right =
                    if real.is_nan(*pattern) { real.is_nan(found) } else { found == by_formula };
                assert!(is_right, "{name} {keepbits} {pattern:#x}");
            }
        }
    }
}

/// The nearest of all integers that have no set bit below the `keepbits` from the first, ties to the one
/// whose last kept bit is 0; and none above the limit (SN-206, SN-207).
fn nearest(value: u64, keepbits: u32, limit: u64) -> u64 {
    let candidates = (0..=limit)
        .filter(|one| *one == 0 || one.ilog2().saturating_sub(one.trailing_zeros()) < keepbits);
    // The unit in which the value counts decides which of two is even.
    let unit = 1u64 << (value.max(1).ilog2() + 1).saturating_sub(keepbits);
    candidates.min_by_key(|one| (one.abs_diff(value), one / unit % 2)).expect("0 at least")
}

#[test]
fn integers_of_a_byte_are_the_nearest_with_so_few_bits() {
    for keepbits in 1..=9 {
        let bytes: Vec<u8> = (0..=u8::MAX).collect();
        let expected: Vec<u8> =
            (0..=255).map(|value| nearest(value, keepbits, 255) as u8).collect();
        assert_eq!(rounded("uint8", &bytes, keepbits, &[]).as_ref(), Ok(&expected), "{keepbits}");
        // A negative integer is its pattern, or its magnitude of up to 128 (SN-208).
        let positive = (0..=127).map(|value| nearest(value, keepbits, 127) as u8);
        let mut signed: Vec<u8> = positive.chain(expected[128..].iter().copied()).collect();
        assert_eq!(rounded("int8", &bytes, keepbits, &[]).as_ref(), Ok(&signed), "{keepbits}");
        for pattern in 128..=255u64 {
            let magnitude = nearest(256 - pattern, keepbits, 128) as u8;
            signed[pattern as usize] = magnitude.wrapping_neg();
        }
        let found = rounded("int8", &bytes, keepbits, &["SN-208=B"]);
        assert_eq!(found.as_ref(), Ok(&signed), "{keepbits}");
    }
}

/// The quotient by the unit of the last bit that is kept, rounded by its rest, times the unit.
#[test]
fn wide_integers_are_rounded_once() {
    for at in 0..20_000u64 {
        let value = spread(at) >> (spread(at + 1) % 64);
        for keepbits in [1, 2, 3, 10, 31, 53, 63, 64] {
            let bits = if value == 0 { 0 } else { value.ilog2() + 1 };
            let expected = if bits <= keepbits {
                u128::from(value)
            } else {
                let unit = 1u128 << (bits - keepbits);
                let (whole, rest) = (u128::from(value) / unit, u128::from(value) % unit);
                let up = 2 * rest > unit || 2 * rest == unit && whole % 2 == 1;
                (whole + u128::from(up)) * unit
            };
            let expected = u64::try_from(expected).ok();
            assert_eq!(
                one("uint64", value, keepbits, &["SN-206=B"]),
                expected,
                "{value} {keepbits}"
            );
        }
    }
}

/// Note, type, pattern, keepbits, and the patterns under each reading. `None` is an error.
type Case<'a> = (u16, &'a str, u64, u32, &'a [Option<u64>]);

#[rustfmt::skip]
const CASES: [Case; 14] = [
    (201, "float32", 0x3f90_0000, 2, &[Some(0x3f80_0000), Some(0x3fa0_0000), Some(0x3f80_0000)]),
    (201, "float32", 0x3fb8_0000, 3, &[Some(0x3fc0_0000), Some(0x3fc0_0000), Some(0x3fb0_0000)]),
    (201, "uint8", 208, 3, &[Some(192), Some(224), Some(192)]),
    (202, "float32", 0x3fff_ffff, 3, &[Some(0x4000_0000), Some(0x3ff0_0000), Some(0x4000_0000)]),
    (202, "float32", 0xff7f_ffff, 3, &[Some(0xff80_0000), Some(0xff70_0000), Some(0xff70_0000)]),
    (202, "float16", 0x03ff, 1, &[Some(0x0400), Some(0x0200), Some(0x0400)]),
    (203, "float32", 0x7fff_ffff, 3, &[Some(0x7fff_ffff), Some(0x8000_0000)]),
    (203, "float32", 0x7f80_0001, 3, &[Some(0x7f80_0001), Some(0x7f80_0000)]),
    (203, "float64", u64::MAX, 3, &[Some(u64::MAX), Some(0)]),
    (206, "uint8", 255, 3, &[Some(224), None, Some(0)]),
    (207, "int8", 127, 3, &[Some(112), None, Some(0x80)]),
    (207, "int64", i64::MAX as u64, 53, &[Some((i64::MAX as u64) >> 10 << 10), None, Some(1 << 63)]),
    (208, "int8", 0xff, 3, &[Some(0xe0), Some(0xff)]),
    (208, "int16", 0xff85, 3, &[Some(0xe000), Some(0xff80)]),
];

#[test]
fn each_reading_gives_what_it_says() {
    for (note, name, pattern, keepbits, expected) in CASES {
        for (at, expected) in expected.iter().enumerate() {
            let choice = format!("SN-{note}={}", char::from(b'A' + at as u8));
            assert_eq!(
                one(name, pattern, keepbits, &[&choice]),
                *expected,
                "{choice} {pattern:#x}"
            );
        }
    }
    // 1.5, 3 and a subnormal tie in no digits; 96 and 64 are halfway to 128, and exactly there is none to 0.
    for (name, pattern, even_code, even_digit) in [
        ("float32", 0x3fc0_0000, 0x4000_0000, 0x4000_0000),
        ("float32", 0x4040_0000, 0x4000_0000, 0x4080_0000),
        ("float32", 0x0040_0000, 0, 0),
        ("uint8", 96, 128, 128),
        ("uint8", 64, 0, 0),
    ] {
        assert_eq!(one(name, pattern, 0, &["SN-204=B"]), Some(even_code), "{pattern:#x}");
        assert_eq!(one(name, pattern, 0, &["SN-204=C"]), Some(even_digit), "{pattern:#x}");
    }
}

#[test]
fn each_reading_of_the_configuration_is_followed() {
    for (note, name, data_type, keepbits) in [
        (205, "bitround", "float32", "24"),
        (205, "bitround", "bfloat16", "8"),
        (205, "bitround", "int8", "9"),
        (209, "numcodecs.bitround", "int32", "3"),
        (209, "numcodecs.bitround", "bfloat16", "3"),
    ] {
        assert!(chain(name, data_type, 1, keepbits, &[]).is_ok(), "{note}");
        assert!(chain(name, data_type, 1, keepbits, &[&format!("SN-{note}=B")]).is_err(), "{note}");
    }
    assert!(chain("numcodecs.bitround", "float64", 1, "3", &["SN-209=B"]).is_ok());
    assert!(chain("bitround", "int8", 1, "0", &["SN-204=B"]).is_ok());
    // SN-205: nothing is too many, not even what no machine integer holds.
    assert!(chain("bitround", "float32", 1, "18446744073709551616", &[]).is_ok());
    for keepbits in ["0", "-1", "1.5", "\"3\"", "null", "true"] {
        let error = chain("bitround", "float32", 1, keepbits, &[]).err().expect("a refusal");
        assert_eq!(error.clause(), Some("bitround/keepbits"), "{error}");
    }
    let unnamed = r#"["bitround","bytes"]"#;
    let error = Chain::bind(unnamed, form("int8", 1, None), &Readings::stand()).err();
    assert_eq!(
        error.expect("a refusal").to_string(),
        "codec 0 (bitround): keepbits is absent; expected a number of bits"
    );
    for data_type in ["bool", "int4", "float8_e5m2", "complex_float8_e5m2", "r16"] {
        let error = chain("bitround", data_type, 1, "1", &[]).err().expect("a refusal");
        assert_eq!(error.clause(), Some("bitround/data-types"), "{error}");
    }
    // The rest of the notes are cases of elements and of fill values.
    let tried: Vec<u16> = CASES.iter().map(|case| case.0).chain([204, 205, 209, 210]).collect();
    assert!(DEFINITION.notes.iter().all(|note| tried.contains(&note.number)));
}

/// Section "Supported data types": complex types by their parts, times "encoded equivalently to `int64`".
#[test]
fn complex_numbers_and_times_are_what_they_are_made_of() {
    let parts: Vec<u8> = FLOATS[1..5].iter().flat_map(|row| float(row[0])).collect();
    assert_eq!(rounded("complex64", &parts, 3, &[]), rounded("float32", &parts, 3, &[]));
    let halves: Vec<u8> = (0..4096).map(|at| spread(at) as u8).collect();
    for (complex, real) in [
        ("complex_float16", "float16"),
        ("complex_bfloat16", "bfloat16"),
        ("complex128", "float64"),
        ("complex_float32", "float32"),
        ("numpy.datetime64[10s]", "int64"),
        ("numpy.timedelta64[1ns]", "int64"),
    ] {
        assert_eq!(rounded(complex, &halves, 3, &[]), rounded(real, &halves, 3, &[]), "{complex}");
    }
    // Not a time stays what it is.
    let nat = i64::MIN.to_le_bytes();
    for choice in [&[][..], &["SN-208=B"]] {
        assert_eq!(rounded("numpy.datetime64[1s]", &nat, 1, choice), Ok(nat.to_vec()));
    }
}

#[test]
fn the_fill_value_is_rounded_and_decoding_changes_nothing() {
    let fill_value = |choices: &[&str]| {
        let choice = |text: &&str| text.parse::<ReadingChoice>().expect("a reading of a note");
        let readings = Readings::choosing(&choices.iter().map(choice).collect::<Vec<_>>());
        let codecs = r#"[{"name":"bitround","configuration":{"keepbits":3}},"bytes"]"#;
        let chain = Chain::bind(codecs, form("uint8", 1, Some(&[11])), &readings).expect("a chain");
        let forms: Vec<Form> = chain.forms().cloned().collect();
        let Form::Array { fill_value, .. } = &forms[1] else { panic!("an array") };
        let fill_value = fill_value.clone().expect("a fill value").expect("a fill value");
        (fill_value.bytes().to_vec(), chain)
    };
    assert_eq!(fill_value(&[]).0, [12]);
    assert_eq!(fill_value(&["SN-210=B"]).0, [11]);
    let decoded = fill_value(&[]).1.decode(&Data::Bytes(vec![11]), &mut Told::nobody());
    assert_eq!(decoded, Ok(array("uint8", &[11])));
}

#[test]
fn any_nan_is_right_for_a_nan() {
    let codecs = r#"[{"name":"bitround","configuration":{"keepbits":3}}]"#;
    let entry = &codecs[1..codecs.len() - 1];
    let readings = Readings::stand();
    let mut fields = zarrproof::oracle::Fields::read(entry, &readings).expect("an entry");
    let (_, bind) = zarrproof::oracle::table::find("bitround").expect("a codec");
    let codec = bind(&mut fields, &form("complex64", 2, None), &readings).expect("a codec");
    let parts = [1f32, f32::NAN, f32::INFINITY, 0.1].map(f32::to_le_bytes).concat();
    let encoded = codec.encode(&array("complex64", &parts), &mut Told::nobody()).expect("rounded");
    let Data::Array(Array { elements: Elements::Fixed { any_nan, .. }, .. }) = encoded else {
        panic!("an array")
    };
    assert_eq!(any_nan.iter().collect::<Vec<_>>(), [1]);
}
