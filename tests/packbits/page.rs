//! What the page says beside the layout of bits.

use zarrproof::oracle::{Codec, Telling, Told};

use super::case::{Case, spread};
use super::{LISTED, NOT_LISTED, array, bind, chain, decode, encode};

/// "This codec does not provide any benefit over the "bytes" codec" for whole elements of whole bytes.
#[test]
fn whole_elements_of_whole_bytes_are_those_of_the_bytes_codec() {
    let codecs = r#"[{"name":"bytes","configuration":{"endian":"little"}}]"#;
    for kind in LISTED.into_iter().chain(NOT_LISTED).filter(|kind| kind.1 % 8 == 0) {
        let (first, last) = (0, kind.1 - 1);
        let case = Case { kind, count: 9, first, last, padding_encoding: "none", order: 'A' };
        let elements = case.elements(1);
        let bytes = chain(codecs, kind.0, 9, &[]).expect("a chain");
        for configuration in ["", r#""first_bit":null,"last_bit":null"#, r#""first_bit":0.0"#] {
            let packed = bind(kind.0, 9, configuration, &[]).expect("a chain");
            let [packed, bytes] = [&packed, &bytes].map(|chain| encode(chain, kind.0, &elements));
            assert_eq!(packed, bytes, "{kind:?}");
        }
        let unnamed = chain(r#"["packbits"]"#, kind.0, 9, &[]).expect("a chain");
        assert_eq!(encode(&unnamed, kind.0, &elements).as_ref(), Ok(&elements));
    }
}

/// Bits of memory that belong to no element, which nothing loses (SN-306).
#[test]
fn bits_above_a_type_of_less_than_a_byte_are_not_encoded() {
    for kind in LISTED.into_iter().filter(|kind| (2..8).contains(&kind.1)) {
        let (first, last) = (0, kind.1 - 1);
        let case = Case { kind, count: 9, first, last, padding_encoding: "none", order: 'A' };
        let (chain, elements) = (case.chain(&["SN-306=B"]), case.elements(1));
        let filled: Vec<u8> = elements.iter().map(|byte| byte | u8::MAX << kind.1).collect();
        let [elements, filled] = [elements, filled].map(|bytes| encode(&chain, kind.0, &bytes));
        assert!(elements.is_ok(), "{kind:?}");
        assert_eq!(elements, filled, "{kind:?}");
    }
}

#[test]
fn times_are_extended_like_int64_or_by_zeros() {
    let bytes: Vec<u8> = (0..40).map(|at| spread(at) as u8).collect();
    for configuration in [r#""last_bit":9"#, r#""first_bit":3,"last_bit":12"#] {
        let decoded = |data_type, choices: &[&str]| {
            decode(&bind(data_type, 32, configuration, choices).expect("a chain"), &bytes)
        };
        for time in ["numpy.datetime64[1s]", "numpy.timedelta64[10us]"] {
            assert_eq!(decoded(time, &[]), decoded("int64", &[]));
            assert_eq!(decoded(time, &["SN-305=B"]), decoded("uint64", &[]));
            assert_ne!(decoded(time, &[]), decoded(time, &["SN-305=B"]));
        }
        assert_eq!(decoded("int64", &["SN-305=B"]), decoded("int64", &[]));
    }
}

#[test]
fn each_component_is_told_with_the_notes_that_mattered() {
    let mut told = Told::listening();
    let chain = bind("complex_float4_e2m1fn", 2, r#""last_bit":2"#, &[]).expect("a chain");
    let encoded = chain.encode(&array("complex_float4_e2m1fn", &[1, 2, 4, 0xa]), &mut told);
    chain.decode(&encoded.expect("bytes"), &mut told).expect("elements");
    let (mut notes, mut steps) = (Vec::new(), Vec::new());
    for step in told.steps() {
        match step {
            Telling::Consults { note, .. } => notes.push(*note),
            Telling::Follows { clause, element, values } => {
                steps.push((*clause, *element, values[0].1.as_str()))
            }
            Telling::Begins { .. } | Telling::Gives { .. } => {}
        }
    }
    // The last component loses its sign.
    assert_eq!(notes, [301, 306, 301]);
    let bits = [(0, "0b001"), (0, "0b010"), (1, "0b100"), (1, "0b010")];
    let of = |clause| bits.map(|(element, bits)| (clause, Some(element), bits));
    assert_eq!(steps, [of("packbits/extracted"), of("packbits/extended")].concat());
}
