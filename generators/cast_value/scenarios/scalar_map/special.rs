//! NaN, zero and infinity, as keys, as values, and beside entries that are not about them.

use super::super::Theme;
use super::super::way::{Choice, DEFAULT, EVERY_RULE};
use super::question::{Question, question, theme};

/// A key NaN is any NaN (SN-21), and a value NaN has its bits (SN-45).
pub(super) fn nan() -> Theme {
    theme(
        "nan",
        "NaN as a key, whatever its bits, and as a value with certain bits",
        &["special/nan-propagated", "special/unsupported-errors"],
        DEFAULT,
        &NAN,
    )
}

/// A key 0 is either zero (SN-20), and a value -0.0 is negative where there is such a zero.
pub(super) fn zero() -> Theme {
    theme(
        "zero",
        "zeros of both signs, as keys, as inputs and as values",
        &["special/signed-zero"],
        DEFAULT,
        &ZERO,
    )
}

/// A key Infinity is no finite value, whatever a cast would make of that.
pub(super) fn infinity() -> Theme {
    theme(
        "infinity",
        "infinities as keys, one without the other, and as values",
        &["special/unsupported-errors"],
        INFINITY_CHOICE,
        &INFINITY,
    )
}

const INFINITY_CHOICE: Choice = EVERY_RULE;

const ANY_NAN: &str = "every NaN has the entry of NaN: quiet or signalling, of either sign";
const OVERRIDDEN: &str = "an entry for NaN keeps it from being propagated";
const BY_BITS: &str = "the entry's key is a NaN given by its bits, and NaN all the same";
const ONE_NAN: &str = "the type's only NaN has an entry";
const GIVEN: &str = "values are NaNs of certain bits";

const NAN_64: &str =
    "NaN 0x7ff8000000000001 0xfff8000000000000 0x7ff0000000000001 0xfff4dead00000000 1 Infinity";
const NAN_32: &str = "NaN 0x7fc00001 0xffc00000 0x7f800001 0xffa0dead 1 Infinity";
const NAN_16: &str = "NaN 0x7e01 0xfe00 0x7c01 0xfd55 1 Infinity";

const NAN: [Question; 27] = [
    question("any-nan", ANY_NAN, ["float64", "uint8"], "NaN:7", NAN_64),
    question("any-nan", ANY_NAN, ["float64", "int64"], "NaN:-9223372036854775808", NAN_64),
    question("any-nan", ANY_NAN, ["float32", "int16"], "NaN:-32768", NAN_32),
    question("any-nan", ANY_NAN, ["float16", "uint32"], "NaN:4294967295", NAN_16),
    question(
        "any-nan",
        ANY_NAN,
        ["bfloat16", "int8"],
        "NaN:-128",
        "NaN 0x7fc1 0xffc0 0x7f81 1 Infinity",
    ),
    question(
        "any-nan",
        ANY_NAN,
        ["float8_e5m2", "uint4"],
        "NaN:15",
        "NaN 0x7d 0x7f 0xfe 1 Infinity",
    ),
    question(
        "any-nan",
        ANY_NAN,
        ["float8_e4m3", "float4_e2m1fn"],
        "NaN:-6",
        "NaN 0x79 0x7f 0xfc 1 Infinity",
    ),
    question("overridden", OVERRIDDEN, ["float64", "float32"], "NaN:-1", NAN_64),
    question("overridden", OVERRIDDEN, ["float32", "float64"], "NaN:1e300", NAN_32),
    question("overridden", OVERRIDDEN, ["float16", "float16"], "NaN:0.5", NAN_16),
    question("overridden", OVERRIDDEN, ["float64", "bfloat16"], "NaN:-Infinity", NAN_64),
    question("by-bits", BY_BITS, ["float64", "uint8"], "0x7ff8000000000001:7", NAN_64),
    question("by-bits", BY_BITS, ["float32", "int32"], "0xffc00000:7", NAN_32),
    question("by-bits", BY_BITS, ["float16", "float32"], "0x7c01:7", NAN_16),
    question(
        "first-of-three",
        "of three NaNs with different bits the first one's entry counts",
        ["float64", "uint8"],
        "0xfff8000000000000:5 NaN:6 0x7ff8000000000001:7",
        NAN_64,
    ),
    question(
        "first-of-three",
        "of three NaNs with different bits the first one's entry counts",
        ["float32", "int16"],
        "0x7fc00001:5 0xffc00000:6 NaN:7",
        NAN_32,
    ),
    question("only-nan", ONE_NAN, ["float8_e4m3fnuz", "uint2"], "NaN:3", "NaN 0 1"),
    question("only-nan", ONE_NAN, ["float8_e5m2fnuz", "int16"], "NaN:-1", "NaN 0 1"),
    question("only-nan", ONE_NAN, ["float8_e8m0fnu", "int8"], "0xff:-1", "NaN 1 2"),
    question(
        "not-a-number",
        "entries for numbers do not apply to NaN, which is an error",
        ["float64", "int8"],
        "0:7 Infinity:8 -Infinity:9",
        "0.0 NaN 0xfff8000000000000 Infinity",
    ),
    question(
        "not-a-number",
        "entries for numbers do not apply to NaN, which is propagated",
        ["float32", "float16"],
        "1:7 Infinity:8 -Infinity:9",
        "1 NaN 0xffc00000 Infinity",
    ),
    question(
        "given",
        GIVEN,
        ["int8", "float64"],
        "2:NaN 3:0x7ff8000000000123 4:0xfff8000000000000 5:0x7ff0000000000001",
        "1 2 3 4 5",
    ),
    question(
        "given",
        GIVEN,
        ["uint16", "float32"],
        "2:NaN 3:0x7fc00123 4:0xffc00000 5:0x7f800001",
        "1 2 3 4 5",
    ),
    question("given", GIVEN, ["int32", "float16"], "2:NaN 3:0x7e01 4:0xfe00 5:0x7c01", "1 2 3 4 5"),
    question("given", GIVEN, ["uint8", "float8_e5m2"], "2:NaN 3:0x7d 4:0xff", "1 2 3 4"),
    question("given", GIVEN, ["int8", "float8_e4m3b11fnuz"], "2:NaN 3:0x80", "1 2 3"),
    question(
        "given",
        "NaN is given other bits than propagating it would",
        ["float32", "float64"],
        "NaN:0xfff8000000000123",
        "NaN 1",
    ),
];

const KEY_0: &str = "the key is 0, and the inputs are zeros of both signs";
const KEY_MINUS_0: &str = "the key is -0.0, and the inputs are zeros of both signs";
const BOTH_KEYS: &str =
    "both zeros have an entry: as numbers they are one key, and the first counts";
const VALUE_MINUS_0: &str = "-0.0 is given, which keeps its sign where the type has it";
const NO_KEY: &str = "without an entry for zero it keeps its sign";
const ZEROS: &str = "0 -0.0 1 0.5";

const ZERO: [Question; 25] = [
    question("key-0", KEY_0, ["float64", "int8"], "0:5", ZEROS),
    question("key-0", KEY_0, ["float32", "uint64"], "0:5", ZEROS),
    question("key-0", KEY_0, ["float16", "float32"], "0.0:5", ZEROS),
    question("key-0", KEY_0, ["float64", "float64"], "0:-1", ZEROS),
    question("key-0", KEY_0, ["bfloat16", "uint4"], "0.0:5", ZEROS),
    question("key-0", KEY_0, ["float4_e2m1fn", "int2"], "0:-2", ZEROS),
    question("key-0", KEY_0, ["float8_e4m3", "int16"], "0:5", ZEROS),
    question("key-minus-0", KEY_MINUS_0, ["float64", "uint8"], "-0.0:5", ZEROS),
    question("key-minus-0", KEY_MINUS_0, ["float32", "int32"], "-0.0:5", ZEROS),
    question("key-minus-0", KEY_MINUS_0, ["float16", "float16"], "-0.0:-1", ZEROS),
    question("key-minus-0", KEY_MINUS_0, ["float6_e2m3fn", "uint2"], "-0.0:3", ZEROS),
    question("both-keys", BOTH_KEYS, ["float64", "int16"], "0.0:5 -0.0:6", ZEROS),
    question("both-keys", BOTH_KEYS, ["float32", "uint8"], "-0.0:5 0.0:6", ZEROS),
    question("both-keys", BOTH_KEYS, ["float16", "float64"], "-0.0:5 0.0:6", ZEROS),
    question(
        "no-minus-0",
        "the key -0.0 of a type that has one zero only is that zero",
        ["float8_e4m3fnuz", "int8"],
        "-0.0:5",
        "0 1 0.5 NaN",
    ),
    question(
        "no-minus-0",
        "the key -0.0 of a type that has one zero only is that zero",
        ["float8_e5m2fnuz", "float32"],
        "-0.0:5",
        "0 1 0.5 NaN",
    ),
    question("value-minus-0", VALUE_MINUS_0, ["int8", "float32"], "2:-0.0 0:-0.0", "0 1 2"),
    question("value-minus-0", VALUE_MINUS_0, ["uint16", "float64"], "2:-0.0 0:-0.0", "0 1 2"),
    question("value-minus-0", VALUE_MINUS_0, ["float32", "float16"], "2:-0.0 NaN:-0.0", "0 2 NaN"),
    question("value-minus-0", VALUE_MINUS_0, ["int8", "float4_e2m1fn"], "2:-0.0", "0 1 2"),
    question("value-minus-0", VALUE_MINUS_0, ["int8", "float8_e4m3fnuz"], "2:-0.0", "0 1 2"),
    question(
        "value-integer-minus-0",
        "-0 without a fraction is given, which JSON parsers may take for an integer",
        ["int8", "float64"],
        "2:-0",
        "0 1 2",
    ),
    question("no-key", NO_KEY, ["float64", "float32"], "1:5", ZEROS),
    question("no-key", NO_KEY, ["float32", "float64"], "1:5", ZEROS),
    question("no-key", NO_KEY, ["float16", "int8"], "1:5", ZEROS),
];

const BOTH: &str = "both infinities have entries, NaN has none";
const ONE: &str = "one infinity has an entry, which does not apply to the other";
const BEYOND: &str = "the entry is for infinity, not for what is too large for the output";
const INFINITE: &str = "an infinity is given to finite values";

const INFINITY: [Question; 18] = [
    question(
        "both",
        BOTH,
        ["float64", "uint8"],
        "Infinity:255 -Infinity:0",
        "Infinity -Infinity NaN 255 256 -1 0x7fefffffffffffff",
    ),
    question(
        "both",
        BOTH,
        ["float32", "int64"],
        "Infinity:9223372036854775807 -Infinity:-9223372036854775808",
        "Infinity -Infinity NaN 0x7f7fffff 0xff7fffff",
    ),
    question(
        "both",
        BOTH,
        ["float16", "int16"],
        "Infinity:32767 -Infinity:-32768",
        "Infinity -Infinity NaN 65504 -65504",
    ),
    question(
        "both",
        BOTH,
        ["float64", "float8_e4m3fnuz"],
        "Infinity:240 -Infinity:-240",
        "Infinity -Infinity NaN 240 256",
    ),
    question(
        "both",
        BOTH,
        ["float8_e5m2", "float6_e3m2fn"],
        "Infinity:28 -Infinity:-28",
        "Infinity -Infinity NaN 28 32",
    ),
    question("one", ONE, ["float64", "int32"], "Infinity:1", "Infinity -Infinity 2147483648"),
    question("one", ONE, ["float32", "uint16"], "-Infinity:1", "Infinity -Infinity -1"),
    question("one", ONE, ["float16", "uint8"], "-Infinity:1", "Infinity -Infinity -1"),
    question("one", ONE, ["float64", "float32"], "-Infinity:0.5", "Infinity -Infinity"),
    question("one", ONE, ["float32", "float4_e2m1fn"], "Infinity:6", "Infinity -Infinity 6 8"),
    question("one", ONE, ["bfloat16", "int4"], "Infinity:7", "Infinity -Infinity 7 8"),
    question(
        "beyond",
        BEYOND,
        ["float64", "float32"],
        "Infinity:0 -Infinity:0",
        "Infinity -Infinity 0x47f0000000000000 0xc7f0000000000000 0x7fefffffffffffff",
    ),
    question(
        "beyond",
        BEYOND,
        ["float32", "float16"],
        "Infinity:0 -Infinity:0",
        "Infinity -Infinity 65520 -65520 0x7f7fffff",
    ),
    question(
        "beyond",
        BEYOND,
        ["float64", "float8_e5m2"],
        "Infinity:0 -Infinity:0",
        "Infinity -Infinity 65536 -65536",
    ),
    question("infinite", INFINITE, ["int8", "float64"], "2:Infinity -2:-Infinity", "2 -2 3"),
    question("infinite", INFINITE, ["uint64", "float32"], "2:Infinity 3:-Infinity", "2 3 4"),
    question("infinite", INFINITE, ["float32", "float16"], "2:Infinity Infinity:2", "2 Infinity 3"),
    question("infinite", INFINITE, ["uint4", "float8_e3m4"], "2:Infinity 3:-Infinity", "2 3 4"),
];
