//! Values as people type them: exact whatever the spelling, and no spelling more in metadata.

use num_bigint::BigUint;
use proptest::prelude::*;
use zarrproof::data_type::{Real, scalar};

/// As C prints a float64 with `%a`.
fn hexadecimal(bits: u64) -> String {
    let (sign, exponent, mantissa) = (bits >> 63, bits >> 52 & 0x7ff, bits & ((1 << 52) - 1));
    let sign = if sign == 1 { "-" } else { "" };
    let (whole, power) = if exponent == 0 { (0, -1022) } else { (1, exponent as i64 - 1023) };
    format!("{sign}0x{whole}.{mantissa:013x}p{power:+}")
}

fn floats() -> Vec<Real> {
    Real::all().filter(|data_type| !data_type.is_integer()).collect()
}

proptest! {
    #[test]
    fn a_hexadecimal_float_is_the_float64_that_it_was_printed_of(bits in any::<u64>()) {
        prop_assume!(f64::from_bits(bits).is_finite());
        let read = scalar::from_text(Real::FLOAT64, &hexadecimal(bits));
        prop_assert_eq!(read, Ok(bits));
    }

    #[test]
    fn a_hexadecimal_float_is_rounded_as_its_decimal_is(
        magnitude in any::<u64>(),
        power in -1200i32..1200,
        data_type in prop::sample::select(floats()),
    ) {
        let ten_or_five = BigUint::from(if power < 0 { 5u32 } else { 2 }).pow(power.unsigned_abs());
        let digits = ten_or_five * magnitude;
        let decimal = format!("{digits}e{}", power.min(0));
        let read = scalar::from_text(data_type, &format!("0x{magnitude:x}p{power}"));
        prop_assert_eq!(read.ok(), scalar::from_json(data_type, &decimal).ok());
    }

    #[test]
    fn what_json_takes_is_read_the_same(bits in any::<u64>(), data_type in prop::sample::select(Real::all().collect::<Vec<_>>())) {
        let json = scalar::to_json(data_type, bits);
        let text = json.trim_matches('"');
        prop_assert_eq!(scalar::from_text(data_type, text).ok(), scalar::from_json(data_type, &json).ok());
    }

    #[test]
    fn no_text_is_too_strange(text in "[-+0-9a-fA-Fpxe._−nINf]{0,24}") {
        for data_type in [Real::FLOAT32, Real::INT8] {
            let _ = scalar::from_text(data_type, &text);
        }
    }
}

#[test]
fn no_digits_and_no_powers_are_too_many() {
    let float64 = Real::FLOAT64;
    let one = 1f64.to_bits();
    let long = "0".repeat(100_000);
    // A tie of float64, and the same with a bit far below it.
    let tie = "0x1.00000000000008";
    for (text, expected) in [
        (format!("0x1{long}p-400000"), Some(one)),
        (format!("0x0.{long}1p400004"), Some(one)),
        (format!("{tie}p0"), Some(one)),
        (format!("{tie}{long}p0"), Some(one)),
        (format!("{tie}{long}1p0"), Some(one + 1)),
        ("0x1p-99999999999999999999".to_owned(), Some(0)),
        ("0x0p99999999999999999999".to_owned(), Some(0)),
        ("0x1p99999999999999999999".to_owned(), None),
        (format!("{}.5", "9".repeat(100_000)), None),
    ] {
        let shown: String = text.chars().take(30).collect();
        assert_eq!(scalar::from_text(float64, &text).ok(), expected, "{shown}");
    }
}

#[test]
fn metadata_takes_none_of_these_spellings() {
    for json in [
        "+1",
        ".5",
        "5.",
        "1_000",
        "0x1p3",
        "nan",
        "inf",
        "-Infinity",
        "\"nan\"",
        "\"inf\"",
        "\"infinity\"",
        "\"0x1.8p3\"",
        "\"1.5\"",
        "\"1\"",
    ] {
        assert!(scalar::from_json(Real::FLOAT64, json).is_err(), "{json}");
    }
}

#[test]
fn what_cannot_be_read_says_what_is_expected() {
    for text in [
        "", "-", "+-1", "--1", "0x", "0xg", "0x1p", "0xp1", "1e", "_1", "1_", "1__0", "-0x00",
        "e5", "in",
    ] {
        let error = scalar::from_text(Real::INT8, text).expect_err(text).to_string();
        assert!(error.contains("expected") || error.contains("hexadecimal"), "{text}: {error}");
    }
}
