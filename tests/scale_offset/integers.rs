//! Integers against unbounded ones: "If any intermediate or final value produced during encoding or
//! decoding is not representable in that data type, implementations MUST treat this as an error."

use num_bigint::BigInt;

use super::{decoded, encoded, formula, real, spread};

const TYPES: [(&str, u32, bool); 12] = [
    ("int2", 2, true),
    ("int4", 4, true),
    ("int8", 8, true),
    ("int16", 16, true),
    ("int32", 32, true),
    ("int64", 64, true),
    ("uint2", 2, false),
    ("uint4", 4, false),
    ("uint8", 8, false),
    ("uint16", 16, false),
    ("uint32", 32, false),
    ("uint64", 64, false),
];

struct Type {
    name: &'static str,
    modulus: BigInt,
    min: BigInt,
    max: BigInt,
}

impl Type {
    fn new((name, bits, signed): (&'static str, u32, bool)) -> Type {
        let modulus = BigInt::from(1) << bits;
        let min: BigInt = if signed { -(&modulus >> 1u32) } else { BigInt::ZERO };
        let max: BigInt = &modulus + &min - 1;
        Type { name, modulus, min, max }
    }

    fn value(&self, pattern: u64) -> BigInt {
        let value = BigInt::from(pattern);
        if value > self.max { value - &self.modulus } else { value }
    }

    fn held(&self, value: BigInt) -> Option<BigInt> {
        (self.min <= value && value <= self.max).then_some(value)
    }

    fn pattern(&self, value: &BigInt) -> u64 {
        let value = if *value < BigInt::ZERO { value + &self.modulus } else { value.clone() };
        u64::try_from(value).expect("a pattern")
    }

    fn check(&self, [input, offset, scale]: [u64; 3]) {
        let case = format!("{} {input:#x} {offset:#x} {scale:#x}", self.name);
        let formula = formula(self.name, Some(offset), Some(scale), &[]);
        let [x, o, s] = [input, offset, scale].map(|pattern| self.value(pattern));
        let expected = self.held(&x - &o).and_then(|difference| self.held(difference * &s));
        let expected = expected.map(|value| self.pattern(&value));
        assert_eq!(encoded(&formula, input), expected, "encode {case}");
        // A quotient is the integer that gives the dividend back.
        let quotient = (s != BigInt::ZERO).then(|| &x / &s).filter(|whole| whole * &s == x);
        let expected = quotient.and_then(|whole| self.held(whole));
        let expected = expected.and_then(|whole| self.held(whole + &o));
        let expected = expected.map(|value| self.pattern(&value));
        assert_eq!(decoded(&formula, input), expected, "decode {case}");
    }
}

#[test]
fn narrow_integers_are_right_for_every_input() {
    for row in TYPES.into_iter().filter(|(_, bits, _)| *bits <= 4) {
        let of_type = Type::new(row);
        let count = 1u64 << row.1;
        for at in 0..count.pow(3) {
            of_type.check([at % count, at / count % count, at / count / count]);
        }
    }
}

#[test]
fn integers_are_exact_or_an_error() {
    for row in TYPES {
        let (of_type, mask) = (Type::new(row), real(row.0).mask());
        let half = mask / 2;
        let special =
            [0, 1, 2, 3, 10, half - 1, half, half.wrapping_add(1), half + 2, mask - 1, mask];
        let special = special.map(|pattern| pattern & mask);
        for at in 0..special.len().pow(3) {
            let count = special.len();
            of_type
                .check([at % count, at / count % count, at / count / count].map(|at| special[at]));
        }
        for at in 0..20_000 {
            // Few bits, so that many products are in range; multiples, so that many quotients are whole.
            let word = |k: u64| {
                let bits = 1 + spread(7 * at + k + 3) % u64::from(row.1);
                let value = spread(7 * at + k) >> (64 - bits);
                if spread(7 * at + k + 5).is_multiple_of(2) { value } else { value.wrapping_neg() }
            };
            let scale = word(2);
            let input = if at % 2 == 0 { word(0) } else { word(0).wrapping_mul(scale) };
            of_type.check([input, word(1), scale].map(|pattern| pattern & mask));
        }
    }
}

#[test]
fn the_largest_magnitude_over_minus_one_is_not_representable() {
    for (name, bits, _) in TYPES.into_iter().filter(|(_, _, signed)| *signed) {
        let (least, minus_one) = (1 << (bits - 1), real(name).mask());
        let formula = formula(name, None, Some(minus_one), &[]);
        assert_eq!(encoded(&formula, least), None, "{name}");
        assert_eq!(decoded(&formula, least), None, "{name}");
        // The sum would be in range again: an intermediate value counts.
        let formula = super::formula(name, Some(minus_one), Some(minus_one), &[]);
        assert_eq!(decoded(&formula, least), None, "{name}");
    }
}
