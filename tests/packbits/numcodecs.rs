//! Bools, as numcodecs packs them.

use super::{bind, decode, encode};

/// The example in the documentation of numcodecs, and the beginning of an array among its fixtures; then
/// every array of up to ten elements by weights: the first of eight is worth 128.
#[test]
fn booleans_by_the_readings_of_numcodecs_are_as_it_publishes_them() {
    let packed = |elements: &[u8], choice| {
        let configuration = r#""padding_encoding":"first_byte""#;
        let chain = bind("bool", elements.len() as u64, configuration, &[choice]).expect("a chain");
        let packed = encode(&chain, "bool", elements).expect("bytes");
        assert_eq!(decode(&chain, &packed).as_deref(), Ok(elements));
        packed
    };
    let fixture = [
        [0, 1, 1, 1, 1, 1, 0, 0],
        [0, 0, 1, 1, 1, 1, 0, 1],
        [1, 0, 0, 1, 0, 1, 0, 1],
        [1, 1, 0, 0, 1, 1, 0, 0],
    ];
    for choice in ["SN-301=B", "SN-301=C", "SN-301=D"] {
        assert_eq!(packed(&[1, 0, 0, 1], choice), [4, 144]);
        assert_eq!(packed(fixture.as_flattened(), choice), [0, 0x7c, 0x3d, 0x95, 0xcc]);
        for count in 0..=10 {
            for bits in 0..1u32 << count {
                let elements: Vec<u8> = (0..count).map(|at| (bits >> at & 1) as u8).collect();
                let weight =
                    |bits: &[u8]| bits.iter().zip(0..).map(|(bit, at)| bit * (128 >> at)).sum();
                let mut expected: Vec<u8> = elements.chunks(8).map(weight).collect();
                expected.insert(0, (expected.len() * 8 - count) as u8);
                assert_eq!(packed(&elements, choice), expected, "{choice}");
            }
        }
    }
    assert_eq!(packed(&[1, 0, 0, 1], "SN-301=A"), [4, 9]);
}
