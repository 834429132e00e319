//! float64 and float32 against the processor, which rounds each operation once to nearest with ties to
//! even, and has every rule of IEEE 754 on zeros, infinities and NaN.

use std::ops::{Add, Div, Mul, Sub};

use super::{decoded, encoded, formula, spread};

/// A float of the processor.
trait Machine:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    const NAME: &'static str;
    const BITS: u32;
    const MANTISSA: u32;
    fn of(pattern: u64) -> Self;
    fn pattern(self) -> u64;
    fn nan(self) -> bool;
    fn infinite(self) -> bool;
}

macro_rules! machine {
    ($float:ty, $bits:ty, $name:literal, $mantissa:literal) => {
        impl Machine for $float {
            const NAME: &'static str = $name;
            const BITS: u32 = <$bits>::BITS;
            const MANTISSA: u32 = $mantissa;
            fn of(pattern: u64) -> Self {
                <$float>::from_bits(pattern as $bits)
            }
            fn pattern(self) -> u64 {
                u64::from(self.to_bits())
            }
            fn nan(self) -> bool {
                self.is_nan()
            }
            fn infinite(self) -> bool {
                self.is_infinite()
            }
        }
    };
}

machine!(f64, u64, "float64", 52);
machine!(f32, u32, "float32", 23);

/// Zeros, the ends of the binades at both ends of the range and around 1, infinities, NaN, of each sign.
fn special<F: Machine>() -> Vec<u64> {
    let one = 1u64 << F::MANTISSA;
    let exponents = F::BITS - 1 - F::MANTISSA;
    let infinity = ((1 << exponents) - 1) << F::MANTISSA;
    let bias = ((1 << (exponents - 1)) - 1) << F::MANTISSA;
    let near = |at: u64| [at.wrapping_sub(1), at, at + 1, at + one / 2, at + one - 1];
    let anchors =
        [1, one, 2 * one, bias, bias + one, bias - one, infinity - one, infinity - 2 * one];
    let positive = anchors.into_iter().flat_map(near).chain([0, infinity, infinity + one / 2 + 1]);
    let sign = 1 << (F::BITS - 1);
    positive.flat_map(|pattern| [pattern, pattern | sign]).collect()
}

/// A random pattern, in one of three of a few bits, in one of three of an exponent near another's.
fn random<F: Machine>(at: u64, other: u64) -> u64 {
    let mask = u64::MAX >> (64 - F::BITS);
    let (word, kind) = (spread(2 * at), spread(2 * at + 1));
    match kind % 3 {
        0 => word & mask,
        1 => word & mask & (u64::MAX << (F::MANTISSA - kind as u32 / 3 % F::MANTISSA)),
        _ => {
            let exponent = (other >> F::MANTISSA).wrapping_add(kind / 3 % 9).wrapping_sub(4);
            (exponent << F::MANTISSA | word & ((1 << F::MANTISSA) - 1)) & mask
        }
    }
}

/// One operation. `None` where the stand has an error: an overflow, of finite operands.
fn stand<F: Machine>(left: F, right: F, value: F, is_quotient: bool) -> Option<F> {
    let is_finite = |float: F| !float.nan() && !float.infinite();
    let by_zero = is_quotient && right.pattern() << (65 - F::BITS) == 0;
    let overflow = is_finite(left) && is_finite(right) && value.infinite() && !by_zero;
    (!overflow).then_some(value)
}

fn same<F: Machine>(found: Option<u64>, expected: Option<F>) -> bool {
    match (found, expected) {
        (Some(found), Some(expected)) if expected.nan() => F::of(found).nan(),
        (found, expected) => found == expected.map(F::pattern),
    }
}

fn check<F: Machine>(inputs: impl Iterator<Item = [u64; 3]>) -> u64 {
    let mut checked = 0;
    for [input, offset, scale] in inputs {
        let (x, o, s) = (F::of(input), F::of(offset), F::of(scale));
        let case = format!("{} {input:#x} {offset:#x} {scale:#x}", F::NAME);
        let by_letter = formula(F::NAME, Some(offset), Some(scale), &["SN-101=B"]);
        assert!(same(encoded(&by_letter, input), Some((x - o) * s)), "encode, infinite: {case}");
        assert!(same(decoded(&by_letter, input), Some(x / s + o)), "decode, infinite: {case}");
        let strict = formula(F::NAME, Some(offset), Some(scale), &[]);
        let expected = stand(x, o, x - o, false);
        let expected = expected.and_then(|value| stand(value, s, value * s, false));
        assert!(same(encoded(&strict, input), expected), "encode: {case}");
        let expected = stand(x, s, x / s, true);
        let expected = expected.and_then(|value| stand(value, o, value + o, false));
        assert!(same(decoded(&strict, input), expected), "decode: {case}");
        checked += 2;
    }
    checked
}

fn triples<F: Machine>(count: u64) -> impl Iterator<Item = [u64; 3]> {
    let special = special::<F>();
    let all = special.clone();
    let specials = (0..special.len().pow(3) as u64).map(move |at| {
        let count = all.len() as u64;
        [at % count, at / count % count, at / count / count].map(|at| all[at as usize])
    });
    let randoms = (0..count).map(move |at| {
        let first = random::<F>(3 * at, spread(at));
        let second = random::<F>(3 * at + 1, first);
        let third = random::<F>(3 * at + 2, second);
        match spread(at) % 8 {
            0 => [first, second, special[at as usize % special.len()]],
            1 => [first, special[at as usize % special.len()], second],
            2 => [special[at as usize % special.len()], first, second],
            _ => [first, second, third],
        }
    });
    specials.step_by(17).chain(randoms)
}

#[test]
fn float64_is_what_the_processor_computes() {
    assert!(check::<f64>(triples::<f64>(120_000)) > 300_000);
}

#[test]
fn float32_is_what_the_processor_computes() {
    assert!(check::<f32>(triples::<f32>(120_000)) > 300_000);
}

/// The path through words of 128 bits against GMP alone.
#[test]
fn words_and_gmp_agree() {
    for name in ["float64", "float32", "float16", "bfloat16", "float8_e5m2", "float8_e4m3fnuz"] {
        let bits = super::real(name).bits();
        for at in 0..60_000 {
            let [input, offset, scale] = match bits {
                64 => [0, 1, 2].map(|k| random::<f64>(3 * at + k, spread(at))),
                _ => [0, 1, 2].map(|k| spread(5 * at + k) & ((1 << bits) - 1)),
            };
            let fast = formula(name, Some(offset), Some(scale), &[]);
            let slow = fast.clone().without_words();
            let told = || zarrproof::oracle::Told::nobody();
            assert_eq!(fast.encode(input, &mut told()), slow.encode(input, &mut told()));
            assert_eq!(fast.decode(input, &mut told()), slow.decode(input, &mut told()));
        }
    }
}
