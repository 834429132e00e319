//! Which configurations and types are refused, by which reading.

use zarrproof::codec::clauses;

use super::{LISTED, NOT_LISTED, RAW, bind, encode};

/// The configuration without what encloses it, the error, and the clause that is not met.
const REFUSED: [(&str, &str, &str, &str); 14] = [
    (
        "int8",
        r#""last_bit":8"#,
        "last_bit is 8; expected an integer from 0 to 7",
        "packbits/last-bit",
    ),
    (
        "bool",
        r#""last_bit":1"#,
        "last_bit is 1; expected an integer from 0 to 0",
        "packbits/last-bit",
    ),
    (
        "complex64",
        r#""last_bit":63"#,
        "last_bit is 63; expected an integer from 0 to 31",
        "packbits/last-bit",
    ),
    (
        "int4",
        r#""first_bit":4"#,
        "first_bit is 4; expected an integer from 0 to 3",
        "packbits/first-bit",
    ),
    (
        "int8",
        r#""first_bit":-1"#,
        "first_bit is -1; expected an integer from 0 to 7",
        "packbits/first-bit",
    ),
    (
        "int8",
        r#""first_bit":0.5"#,
        "first_bit is 0.5; expected an integer from 0 to 7",
        "packbits/first-bit",
    ),
    (
        "int8",
        r#""first_bit":"1""#,
        "first_bit is \"1\"; expected an integer from 0 to 7",
        "packbits/first-bit",
    ),
    (
        "int16",
        r#""first_bit":9,"last_bit":8"#,
        "the last bit is 8; expected 9 at least, the first bit",
        "packbits/last-bit-order",
    ),
    (
        "int8",
        r#""padding_encoding":"first""#,
        "padding_encoding is \"first\"; expected one of \"first_byte\", \"last_byte\", \"none\"",
        "packbits/padding-encoding",
    ),
    (
        "int8",
        r#""padding_encoding":null"#,
        "padding_encoding is null; expected one of \"first_byte\", \"last_byte\", \"none\"",
        "packbits/padding-encoding",
    ),
    (
        "int16",
        r#""endian":"little""#,
        "the configuration has an unknown member \"endian\"",
        "core/must-understand",
    ),
    (
        "r16",
        "",
        "an array of r16 with the shape [2] comes in; expected an array of a type that the codec is defined for",
        "packbits/data-types",
    ),
    (
        "string",
        "",
        "an array of string with the shape [2] comes in; expected an array of a type that the codec is defined for",
        "packbits/data-types",
    ),
    (
        "bytes",
        "",
        "an array of bytes with the shape [2] comes in; expected an array of a type that the codec is defined for",
        "packbits/data-types",
    ),
];

#[test]
fn what_the_codec_is_not_defined_for_is_refused() {
    for (data_type, configuration, expected, clause) in REFUSED {
        let error = bind(data_type, 2, configuration, &[]).err().expect("a refusal");
        assert_eq!(error.to_string(), format!("codec 0 (packbits): {expected}"));
        assert_eq!(error.clause(), Some(clause));
        assert!(clauses::find(clause).is_some(), "{clause}");
    }
    let chain = bind("bool", 3, "", &[]).expect("a chain");
    assert_eq!(
        encode(&chain, "bool", &[0, 1, 2]).expect_err("no bool"),
        "packbits/bytes: codec 0 (packbits): element 2 is 0x02; expected 0x00 or 0x01 for bool"
    );
}

/// What the text calls the configuration, and what the schema does.
const SPELLINGS: [&str; 2] = [
    r#""padding_encoding":"last_byte","first_bit":1,"last_bit":4"#,
    r#""padding_encoding":"end_byte","start_bit":1,"end_bit":4"#,
];

/// Configuration with names of either kind.
const MIXED: [&str; 2] = [
    r#""padding_encoding":"last_byte","start_bit":1,"last_bit":4"#,
    r#""padding_encoding":"end_byte","first_bit":1,"start_bit":null,"end_bit":4"#,
];

#[test]
fn each_reading_of_the_configuration_is_followed() {
    let is_valid = |data_type, configuration, choices: &[&str]| {
        let chain = bind(data_type, 3, configuration, choices);
        chain.map(|chain| encode(&chain, data_type, &[0x12, 0xfe, 0x9a])).ok()
    };
    let [text, schema] = SPELLINGS;
    let expected = is_valid("int8", text, &[]);
    assert!(expected.is_some());
    for (choice, by_text, by_schema) in
        [("SN-302=A", true, false), ("SN-302=B", false, true), ("SN-302=C", true, true)]
    {
        let valid = |configuration| is_valid("int8", configuration, &[choice]);
        assert_eq!(valid(text), expected.clone().filter(|_| by_text), "{choice}");
        assert_eq!(valid(schema), expected.clone().filter(|_| by_schema), "{choice}");
        assert!(valid(r#""padding_encoding":"none""#).is_some());
        // Without the member that names the same bit again.
        let mixed = MIXED.map(|configuration| valid(configuration).is_some());
        assert_eq!(mixed, [by_text && by_schema, false], "{choice}");
    }
    let word = |word| format!(r#""padding_encoding":"{word}""#);
    for (note, kinds) in [(303, &NOT_LISTED[..]), (304, &RAW[..])] {
        let choices = ["A", "B"].map(|letter| format!("SN-{note}={letter}"));
        for kind in kinds {
            let valid = [0, 1].map(|at| bind(kind.0, 3, &word("none"), &[&choices[at]]).is_ok());
            assert_eq!(valid, [note == 303, note == 304], "{note}: {kind:?}");
        }
    }
    assert!(LISTED.iter().all(|kind| bind(kind.0, 3, "", &["SN-303=B"]).is_ok()));
}
