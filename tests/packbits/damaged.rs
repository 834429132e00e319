//! Bytes that no array encodes to.

use zarrproof::codec::packbits::DEFINITION;

use super::case::{Case, PADDING_ENCODINGS};
use super::{LISTED, decode};

/// Bytes that nothing encodes to: each is refused, or decodes to what is left where the fault is ignored.
#[test]
fn bytes_that_no_array_encodes_to_are_refused_or_mended() {
    let kinds = ["bool", "int2", "float6_e3m2fn", "complex_float4_e2m1fn", "int16", "float32"];
    let kinds = LISTED.into_iter().filter(|kind| kinds.contains(&kind.0));
    let mut with_padding = 0;
    for (kind, padding_encoding) in
        kinds.flat_map(|kind| PADDING_ENCODINGS.map(|padding_encoding| (kind, padding_encoding)))
    {
        let last = (kind.1 - 1).min(10);
        let case = Case { kind, count: 5, first: 0, last, padding_encoding, order: 'A' };
        let sound = case.pack(&case.extract(&case.elements(7)));
        let decoded = |bytes: &[u8], choice| decode(&case.chain(&[choice]), bytes);
        let elements = decoded(&sound, "SN-307=A").expect("elements");
        let refused = |bytes: &[u8], choice, expected: &str| {
            let error = decoded(bytes, choice).expect_err("a refusal");
            assert_eq!(error, expected.replace(": ", ": codec 0 (packbits): "), "{case:?}");
        };
        for length in 0..sound.len() {
            let expected = format!("packbits/bytes: {length} bytes; expected {}", sound.len());
            refused(&sound[..length], "SN-309=A", &expected);
            refused(&sound[..length], "SN-309=B", &expected);
        }
        // Behind what is encoded, or before the byte that is the last by definition.
        let mut long = sound.clone();
        let end = sound.len() - usize::from(padding_encoding == "last_byte");
        long.splice(end..end, [0xab, 0xcd]);
        let expected = format!("packbits/bytes: {} bytes; expected {}", long.len(), sound.len());
        refused(&long, "SN-309=A", &expected);
        assert_eq!(decoded(&long, "SN-309=B").as_ref(), Ok(&elements), "{case:?}");
        let counter = match padding_encoding {
            "first_byte" => Some(0),
            "last_byte" => Some(sound.len() - 1),
            _ => None,
        };
        for wrong in (0..=u8::MAX).filter(|count| usize::from(*count) != case.padding()) {
            let Some(at) = counter else { continue };
            let mut bytes = sound.clone();
            bytes[at] = wrong;
            let expected =
                format!("packbits/padding-byte: {wrong} padding bits; expected {}", case.padding());
            refused(&bytes, "SN-307=A", &expected);
            assert_eq!(decoded(&bytes, "SN-307=B").as_ref(), Ok(&elements), "{case:?}");
        }
        for bit in 0..case.padding() {
            let mut bytes = sound.clone();
            bytes[end - 1] |= 0x80 >> bit;
            assert_eq!(decoded(&bytes, "SN-308=A").as_ref(), Ok(&elements), "{case:?}");
            refused(&bytes, "SN-308=B", "packbits/padding: a padding bit is 1; expected 0");
            with_padding += 1;
        }
    }
    assert!(with_padding > 20, "{with_padding}");
    // The rest of the notes are about encoding and configuration.
    let tried = [301, 302, 303, 304, 305, 306, 307, 308, 309];
    assert!(DEFINITION.notes.iter().all(|note| tried.contains(&note.number)));
}
