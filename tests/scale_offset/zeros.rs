//! Zeros, infinities and NaN as IEEE 754 has them.

use super::{array, bind, decoded, encoded, form, formula, patterns};

const ZERO: u64 = 0;
const MINUS_ZERO: u64 = 1 << 31;
const ONE: u64 = 0x3f80_0000;
const MINUS_ONE: u64 = 0xbf80_0000;
const INFINITY: u64 = 0x7f80_0000;
const NAN: u64 = 0x7fc0_0000;

/// §6.3: a sum of zero is +0 but for (-0) + (-0), and `x - y` is `x + (-y)`; products and quotients have
/// the exclusive or of the signs.
#[test]
fn zeros_have_the_signs_of_ieee_754() {
    let encodes = |input, offset, scale| {
        encoded(&formula("float32", offset, scale, &[]), input).expect("a value")
    };
    assert_eq!(encodes(ONE, Some(ONE), None), ZERO);
    assert_eq!(encodes(MINUS_ONE, Some(MINUS_ONE), None), ZERO);
    assert_eq!(encodes(MINUS_ZERO, Some(ZERO), None), MINUS_ZERO);
    assert_eq!(encodes(MINUS_ZERO, Some(MINUS_ZERO), None), ZERO);
    assert_eq!(encodes(ZERO, Some(ZERO), None), ZERO);
    assert_eq!(encodes(ZERO, None, Some(MINUS_ONE)), MINUS_ZERO);
    assert_eq!(encodes(MINUS_ZERO, None, Some(MINUS_ONE)), ZERO);
    let decodes = |input, offset, scale| {
        decoded(&formula("float32", offset, scale, &[]), input).expect("a value")
    };
    assert_eq!(decodes(MINUS_ZERO, Some(ZERO), None), ZERO);
    assert_eq!(decodes(MINUS_ZERO, Some(MINUS_ZERO), None), MINUS_ZERO);
    assert_eq!(decodes(MINUS_ZERO, None, Some(ONE)), MINUS_ZERO);
    assert_eq!(decodes(ZERO, None, Some(MINUS_ONE)), MINUS_ZERO);
}

/// The types `fnuz` have one zero: their pages.
#[test]
fn a_type_with_one_zero_has_no_sign_to_lose() {
    for (name, one, minus_one) in [
        ("float8_e4m3fnuz", 0x40, 0xc0),
        ("float8_e5m2fnuz", 0x40, 0xc0),
        ("float8_e4m3b11fnuz", 0x58, 0xd8),
    ] {
        let formula = formula(name, None, Some(minus_one), &[]);
        assert_eq!(encoded(&formula, 0), Some(0), "{name}");
        assert_eq!(encoded(&formula, one), Some(minus_one), "{name}");
        // NaN stands where -0 would.
        assert_eq!(encoded(&formula, 0x80), Some(0x80), "{name}");
    }
}

#[test]
fn any_nan_is_right_where_one_comes_out() {
    let entry = r#"{"name":"scale_offset","configuration":{"offset":1}}"#;
    let codec = bind(entry, &form("float32", 3, Some(NAN)), &[]).expect("a codec");
    let told = &mut zarrproof::oracle::Told::nobody();
    let data = array("float32", &[0xffc0_1234, INFINITY, ONE]);
    assert_eq!(patterns(codec.encode(&data, told)), (vec![NAN, INFINITY, ZERO], vec![0]));
    assert_eq!(patterns(codec.decode(&data, told)).1, [0]);
    assert_eq!(codec.encoded(), &form("float32", 3, Some(NAN)));
}
