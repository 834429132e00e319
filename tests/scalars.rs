//! Scalars in the fill-value encoding, both ways: exact for every pattern, and each decimal rounded
//! once however it is spelled.

use num_bigint::BigUint;
use rayon::prelude::*;
use serde::de::IgnoredAny;
use zarrproof::data_type::{Dyadic, Kind, Real, Value, scalar};

/// How many patterns of a type wider than 16 bits stand for all.
const SAMPLES: u64 = 500_000;

#[test]
fn every_pattern_up_to_16_bits_survives_json() {
    let types = Real::all().filter(|data_type| data_type.bits() <= 16);
    let counted: u64 = types.map(|data_type| survive(data_type, 0..=data_type.mask())).sum();
    println!("{counted} patterns of up to 16 bits");
    assert_eq!(counted, 2 * (4 + 16 + 256 + 65_536) + (16 + 2 * 64 + 7 * 256) + 2 * 65_536);
}

#[test]
fn a_spread_of_wider_patterns_survives_json() {
    let types = Real::all().filter(|data_type| data_type.bits() > 16);
    let counted: u64 = types.map(|data_type| survive(data_type, spread(data_type))).sum();
    println!("{counted} patterns of 32 and 64 bits");
    assert_eq!(counted, 6 * SAMPLES);
}

#[test]
fn constants_are_patterns_of_types_that_have_them() {
    for data_type in Real::all() {
        let constants = [
            ("\"NaN\"", data_type.nan()),
            ("\"Infinity\"", data_type.infinity(false)),
            ("\"-Infinity\"", data_type.infinity(true)),
        ];
        for (json, pattern) in constants {
            assert_eq!(scalar::from_json(data_type, json).ok(), pattern, "{data_type} {json}");
        }
        assert!(scalar::from_json(data_type, "\"+Infinity\"").is_err(), "{data_type}");
    }
}

#[test]
fn hexadecimal_digits_are_of_either_case() {
    for data_type in floats() {
        let digits = &data_type.pattern_to_text(data_type.max_finite())[2..];
        for digits in [digits.to_lowercase(), digits.to_uppercase()] {
            let read = scalar::from_json(data_type, &format!("\"0x{digits}\""));
            assert_eq!(read.ok(), Some(data_type.max_finite()), "{data_type}");
            assert!(scalar::from_json(data_type, &format!("\"0X{digits}\"")).is_err());
        }
    }
}

#[test]
fn a_float_is_rounded_once_around_every_tie() {
    let counted: usize = floats()
        .map(|data_type| {
            let highest = data_type.rank(data_type.max_finite()).expect("a finite value");
            let ranks: Vec<i128> = if data_type.bits() <= 16 {
                (0..highest).collect()
            } else {
                // Shifted, so that subnormal values are among them.
                let rank = |one: u64| (i128::from(one) % highest) >> (one % 16);
                let ranks = spread(data_type).take(10_000).map(rank);
                ranks.chain([0, 1, highest - 1]).collect()
            };
            ranks.par_iter().for_each(|rank| round_around_tie(data_type, *rank));
            ranks.len()
        })
        .sum();
    println!("{counted} ties between neighbours");
    // The steps between finite values that are not negative.
    let narrow = [7, 31, 31, 111, 119, 127, 127, 123, 127, 254, 0x7f7f, 0x7bff];
    assert_eq!(counted, narrow.iter().sum::<usize>() + 2 * 10_003);
}

#[test]
fn a_float_is_out_of_range_from_the_overflow_threshold_on() {
    for data_type in floats() {
        let max = data_type.max_finite();
        let Dyadic { magnitude, exponent, .. } = finite(data_type, max);
        // Half a step up; the only digit of float8_e8m0fnu has the next binade's step.
        let threshold = Literal::exact(2 * magnitude + 1, exponent - 1);
        for sign in ["", "-"].into_iter().filter(|sign| sign.is_empty() || is_signed(data_type)) {
            let negated = if sign.is_empty() { max } else { data_type.min_finite() };
            let read = |text| scalar::from_json(data_type, &format!("{sign}{text}")).ok();
            assert_eq!(read(threshold.just_below(800)), Some(negated), "{data_type}");
            assert_eq!(read(threshold.itself()), None, "{data_type}");
            assert_eq!(read(threshold.just_above(800)), None, "{data_type}");
        }
    }
    let scale = named("float8_e8m0fnu");
    let least_tie = Literal::exact(3, -129);
    assert_eq!(scalar::from_json(scale, &least_tie.itself()).ok(), Some(0));
    assert!(scalar::from_json(scale, &least_tie.just_below(100)).is_err());
}

#[test]
fn float64_and_float32_agree_with_the_standard_library() {
    let counted: usize = (0..200_000_u64)
        .into_par_iter()
        .map(|seed| {
            let text = literal(seed);
            let float64: f64 = text.parse().expect("a number");
            let float32: f32 = text.parse().expect("a number");
            agree(named("float64"), &text, float64.is_finite().then_some(float64.to_bits()));
            agree(named("float32"), &text, float32.is_finite().then_some(float32.to_bits().into()));
            usize::from(float32.is_finite()) + usize::from(float64.is_finite())
        })
        .sum();
    println!("{counted} literals in range");
    assert!(counted > 200_000);
}

#[test]
fn no_length_or_exponent_is_too_large() {
    let zeros = "0".repeat(100_000);
    let nines = "9".repeat(100_000);
    for data_type in floats() {
        let read = |json: &str| scalar::from_json(data_type, json).ok();
        let (zero, one) = (read("0"), read("1"));
        assert_eq!(read(&format!("1{zeros}e-100000")), one, "{data_type}");
        assert_eq!(read(&format!("0.{zeros}1e+100001")), one, "{data_type}");
        assert_eq!(read(&format!("0.{nines}")), one, "{data_type}");
        assert_eq!(read("1e-99999"), zero, "{data_type}");
        assert_eq!(read("-1e-99999"), read("-0.0"), "{data_type}");
        assert_eq!(read("1e-99999999999999999999"), zero, "{data_type}");
        assert_eq!(read("0e99999999999999999999"), zero, "{data_type}");
        assert_eq!(read("1e99999999999999999999"), None, "{data_type}");
        assert_eq!(read(&nines), None, "{data_type}");
    }
}

#[test]
fn integers_are_exact_to_their_limits() {
    for data_type in Real::all().filter(|data_type| data_type.is_integer()) {
        let rank = |pattern| data_type.rank(pattern).expect("an integer");
        let (min, max) = (rank(data_type.min_finite()), rank(data_type.max_finite()));
        for value in [min, min + 1, 0, max - 1, max] {
            let read = scalar::from_json(data_type, &value.to_string()).ok();
            assert_eq!(read, Some(value as u64 & data_type.mask()), "{data_type} {value}");
        }
        for text in [format!("{}", min - 1), format!("{}", max + 1), "9".repeat(400)] {
            assert!(scalar::from_json(data_type, &text).is_err(), "{data_type} {text}");
        }
        assert_eq!(scalar::from_json(data_type, "-0").ok(), Some(0), "{data_type}");
    }
    let uint64 = named("uint64");
    for value in [1 << 53, (1 << 53) + 1, u64::MAX - 1, u64::MAX] {
        assert_eq!(scalar::from_json(uint64, &value.to_string()).ok(), Some(value));
    }
}

#[test]
fn what_is_no_scalar_says_why() {
    let refused = [
        ("int8", "1.5"),
        ("int8", "1e2"),
        ("int8", "128"),
        ("uint64", "18446744073709551616"),
        ("int8", "\"NaN\""),
        ("int8", "\"0x01\""),
        ("float4_e2m1fn", "\"NaN\""),
        ("float4_e2m1fn", "7"),
        ("float4_e2m1fn", "\"0x1f\""),
        ("float4_e2m1fn", "\"0xf\""),
        ("float8_e4m3fnuz", "\"Infinity\""),
        ("float8_e8m0fnu", "0"),
        ("float8_e8m0fnu", "-1"),
        ("float8_e8m0fnu", "\"-Infinity\""),
        ("float16", "65520"),
        ("float16", "\"+Infinity\""),
        ("float16", "\"nan\""),
        ("float16", "\"0x7e0\""),
        ("float16", "\"0x7e000\""),
        ("float16", "\"0x7eg0\""),
        ("float16", "\"0x\""),
        ("float32", "NaN"),
        ("float32", "{}"),
        ("float32", "[1]"),
        ("float32", "null"),
        ("float32", "\"1"),
        ("float32", "01"),
        ("float32", "+1"),
        ("float32", ".5"),
        ("float32", "1."),
        ("float32", "1e"),
        ("float32", ""),
    ];
    let lines = refused.map(|(name, json)| match scalar::from_json(named(name), json) {
        Ok(pattern) => panic!("{name} took {json} for {pattern:#x}"),
        Err(error) => format!("{name}: {error}"),
    });
    insta::assert_snapshot!(lines.join("\n"), @r#"
    int8: 1.5 has a fraction or exponent part; expected a whole number for int8
    int8: 1e2 has a fraction or exponent part; expected a whole number for int8
    int8: 128 is out of range for int8, which holds -128 to 127
    uint64: 18446744073709551616 is out of range for uint64, which holds 0 to 18446744073709551615
    int8: "NaN" is not a number; expected a whole number for int8
    int8: "0x01" is not a number; expected a whole number for int8
    float4_e2m1fn: float4_e2m1fn has no NaN
    float4_e2m1fn: 7 is out of range for float4_e2m1fn, which holds -6 to 6
    float4_e2m1fn: 0x1f sets bits above the 4 of float4_e2m1fn
    float4_e2m1fn: float4_e2m1fn takes 2 hexadecimal digits, and 0xf has 1
    float8_e4m3fnuz: float8_e4m3fnuz has no infinity
    float8_e8m0fnu: 0 is out of range for float8_e8m0fnu, which holds 5.877471754111438e-39 to 1.7014118346046923e38
    float8_e8m0fnu: -1 is out of range for float8_e8m0fnu, which holds 5.877471754111438e-39 to 1.7014118346046923e38
    float8_e8m0fnu: float8_e8m0fnu has no infinity
    float16: 65520 is out of range for float16, which holds -65504 to 65504
    float16: "+Infinity" is not "NaN", "Infinity", "-Infinity" or a hexadecimal pattern such as "0x7bff"
    float16: "nan" is not "NaN", "Infinity", "-Infinity" or a hexadecimal pattern such as "0x7bff"
    float16: float16 takes 4 hexadecimal digits, and 0x7e0 has 3
    float16: float16 takes 4 hexadecimal digits, and 0x7e000 has 5
    float16: "0x7eg0" is not `0x` followed by hexadecimal digits
    float16: "0x" is not `0x` followed by hexadecimal digits
    float32: NaN is not a JSON number or string
    float32: {} is not a JSON number or string
    float32: [1] is not a JSON number or string
    float32: null is not a JSON number or string
    float32: "1 is not a JSON number or string
    float32: 01 is not a JSON number or string
    float32: +1 is not a JSON number or string
    float32: .5 is not a JSON number or string
    float32: 1. is not a JSON number or string
    float32: 1e is not a JSON number or string
    float32:  is not a JSON number or string
    "#);
}

/// Writes and reads each pattern; how many.
fn survive(data_type: Real, patterns: impl Iterator<Item = u64>) -> u64 {
    let patterns: Vec<u64> = patterns.collect();
    patterns.par_iter().for_each(|pattern| {
        let json = scalar::to_json(data_type, *pattern);
        assert!(serde_json::from_str::<IgnoredAny>(&json).is_ok(), "{data_type}: {json}");
        let read = scalar::from_json(data_type, &json).ok();
        assert_eq!(read, Some(*pattern), "{data_type}: {json}");
    });
    patterns.len() as u64
}

/// Reads decimals at, and as near as makes no difference to, the tie above a value.
fn round_around_tie(data_type: Real, rank: i128) {
    let [below, above] = [rank, rank + 1]
        .map(|rank| data_type.from_rank(rank).expect("a finite value at each rank"));
    let Dyadic { magnitude, exponent, .. } = finite(data_type, below);
    let even = if below % 2 == 0 && has_mantissa(data_type) { below } else { above };
    let tie = Literal::exact(2 * magnitude + 1, exponent - 1);
    let places = 1 + (rank.unsigned_abs() % 900 * 37 % 900) as usize;
    let read = |text: String| scalar::from_json(data_type, &text).expect("a value in range");
    assert_eq!(read(tie.just_below(places)), below, "{data_type} {below:#x}");
    assert_eq!(read(tie.itself()), even, "{data_type} {below:#x}");
    assert_eq!(read(tie.just_above(places)), above, "{data_type} {below:#x}");
    if magnitude > 0 {
        let value = Literal::exact(magnitude, exponent);
        assert_eq!(read(value.just_above(places)), below, "{data_type} {below:#x}");
    }
}

fn agree(data_type: Real, text: &str, expected: Option<u64>) {
    assert_eq!(scalar::from_json(data_type, text).ok(), expected, "{data_type} {text}");
}

/// `digits * 10^exponent`.
struct Literal {
    digits: BigUint,
    exponent: i32,
}

impl Literal {
    /// All digits of `magnitude * 2^exponent`.
    fn exact(magnitude: u64, exponent: i32) -> Literal {
        let magnitude = BigUint::from(magnitude);
        if exponent >= 0 {
            return Literal { digits: magnitude << exponent, exponent: 0 };
        }
        Literal { digits: magnitude * BigUint::from(5_u32).pow(exponent.unsigned_abs()), exponent }
    }

    fn itself(&self) -> String {
        format!("{}e{}", self.digits, self.exponent)
    }

    fn just_above(&self, places: usize) -> String {
        format!("{}.{:0>places$}e{}", self.digits, 1, self.exponent)
    }

    fn just_below(&self, places: usize) -> String {
        format!("{}.{:9>places$}e{}", &self.digits - 1_u32, 9, self.exponent)
    }
}

/// A decimal of up to 900 digits, from all over the range of float64 or, as often, of float32. Every
/// fourth is a tie of float64 or next to one.
fn literal(seed: u64) -> String {
    let random = mix(seed);
    let exponent = random as i32 % [60, 400][seed as usize % 2];
    if seed.is_multiple_of(4) {
        let tie = Literal::exact(mix(random) >> 10 | 1 << 53 | 1, exponent * 2);
        return match random % 3 {
            0 => tie.itself(),
            1 => tie.just_above(800),
            _ => tie.just_below(800),
        };
    }
    let length = 1 + (random >> 32) % if seed % 8 == 1 { 900 } else { 40 };
    let digits = (0..length).map(|place| (b'0' + (mix(random ^ place) % 10) as u8) as char);
    let digits: String = digits.collect();
    let sign = if random >> 31 & 1 == 1 { "-" } else { "" };
    format!("{sign}{}.{digits}e{exponent}", 1 + random % 9)
}

/// Patterns spread over the whole type.
fn spread(data_type: Real) -> impl Iterator<Item = u64> {
    (0..SAMPLES).map(move |index| mix(index) & data_type.mask())
}

/// The finaliser of SplitMix64: a permutation of the 64-bit numbers that looks random.
fn mix(number: u64) -> u64 {
    let number = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

fn named(name: &str) -> Real {
    Real::from_name(name).expect("a name in the table")
}

fn floats() -> impl Iterator<Item = Real> {
    Real::all().filter(|data_type| !data_type.is_integer())
}

fn finite(data_type: Real, pattern: u64) -> Dyadic {
    match data_type.decode(pattern) {
        Value::Finite(value) => value,
        special => panic!("{data_type} {pattern:#x} is {special:?}"),
    }
}

fn is_signed(data_type: Real) -> bool {
    matches!(data_type.kind(), Kind::Float(float) if float.signed)
}

fn has_mantissa(data_type: Real) -> bool {
    !matches!(data_type.kind(), Kind::Float(float) if float.mantissa_bits == 0)
}
