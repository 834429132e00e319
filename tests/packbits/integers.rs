//! Elements are the digits of one large integer.

use num_bigint::BigUint;
use proptest::prelude::*;
use proptest::sample::select;

use super::case::{Case, PADDING_ENCODINGS};
use super::{Kind, LISTED, NOT_LISTED, RAW, decode, encode};

/// Pairs of a first and a last bit: all of narrow types, and those near either end and in the middle.
fn ranges(bits: usize) -> Vec<(usize, usize)> {
    let ends: Vec<usize> = (0..bits)
        .filter(|bit| {
            bits <= 8 || [0, 1, 2, 7, 8, bits / 2, bits - 3, bits - 2, bits - 1].contains(bit)
        })
        .collect();
    let pairs = ends.iter().flat_map(|first| ends.iter().map(move |last| (*first, *last)));
    pairs.filter(|(first, last)| first <= last).collect()
}

#[test]
fn elements_are_the_digits_of_one_large_integer() {
    let mut tried = 0;
    for kind in LISTED.into_iter().chain(NOT_LISTED).chain(RAW) {
        for (first, last) in ranges(kind.1) {
            for padding_encoding in PADDING_ENCODINGS {
                for order in ['A', 'B', 'C', 'D'] {
                    for count in [0, 1, 3, 8, 13] {
                        let case = Case { kind, count, first, last, padding_encoding, order };
                        let chain = case.chain(&[]);
                        let elements = case.elements(tried);
                        let kept = case.extract(&elements);
                        let packed = case.pack(&kept);
                        assert_eq!(
                            encode(&chain, kind.0, &elements).as_ref(),
                            Ok(&packed),
                            "{case:?}"
                        );
                        assert_eq!(decode(&chain, &packed), Ok(case.extend(&kept)), "{case:?}");
                        tried += 1;
                    }
                }
            }
        }
    }
    assert!(tried > 50_000, "{tried}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Of elements that the bits hold, nothing is lost, and SN-306=B refuses exactly the others.
    #[test]
    fn what_the_bits_hold_is_decoded(
        (case, seed, bits) in cases().prop_flat_map(|case| {
            let length = case.pack(&vec![BigUint::from(0u8); case.components()]).len();
            (Just(case), any::<u64>(), prop::collection::vec(any::<u8>(), length))
        })
    ) {
        let elements = case.elements(seed);
        let (chain, careful) = (case.chain(&[]), case.chain(&["SN-306=B"]));
        let encoded = encode(&chain, case.kind.0, &elements).expect("bytes");
        let decoded = decode(&chain, &encoded).expect("elements");
        let whole = decoded == elements;
        if case.kept() == case.kind.1 {
            prop_assert!(whole);
        }
        prop_assert_eq!(encode(&careful, case.kind.0, &elements).is_ok(), whole);
        prop_assert_eq!(encode(&careful, case.kind.0, &decoded), Ok(encoded));
        // What decodes encodes to the same, but for padding.
        let careless = case.chain(&["SN-307=B"]);
        let decoded = decode(&careless, &bits).expect("elements");
        let again = encode(&careful, case.kind.0, &decoded).expect("bytes");
        prop_assert_eq!(decode(&chain, &again), Ok(decoded));
    }
}

fn cases() -> impl Strategy<Value = Case> {
    let kinds: Vec<Kind> = LISTED.into_iter().chain(NOT_LISTED).chain(RAW).collect();
    let words = (select(&PADDING_ENCODINGS[..]), select(&['A', 'B', 'C', 'D'][..]));
    (select(kinds), 0usize..20, any::<[prop::sample::Index; 2]>(), words).prop_map(
        |(kind, count, bits, (padding_encoding, order))| {
            let [one, other] = bits.map(|bit| bit.index(kind.1));
            let (first, last) = (one.min(other), one.max(other));
            Case { kind, count, first, last, padding_encoding, order }
        },
    )
}
