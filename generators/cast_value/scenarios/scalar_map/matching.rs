//! Which entry an input matches: keys that are repeated, values that are keys, and identity casts.

use super::super::Theme;
use super::super::way::DEFAULT;
use super::question::{Question, question, theme};

/// "If the same input scalar is repeated, readers MUST use the first occurrence."
pub(super) fn repeats() -> Theme {
    theme(
        "repeats",
        "of a repeated key the first entry counts, however the key is written",
        &["scalar-map/first-occurrence", "scalar-map/unique-keys", "scalar-map/no-repeats"],
        DEFAULT,
        &REPEATS,
    )
}

/// "The corresponding mapped value is used": it is no input that is looked up again.
pub(super) fn chains() -> Theme {
    theme(
        "chains",
        "a value that is another entry's key is the result",
        &["scalar-map/unique-keys"],
        DEFAULT,
        &CHAINS,
    )
}

/// A cast from a type to itself is one all the same.
pub(super) fn identity() -> Theme {
    theme(
        "identity",
        "entries apply where input and output type are the same",
        &["procedure/map-first", "procedure/exact"],
        DEFAULT,
        &IDENTITY,
    )
}

const TWICE: &str = "a key is there twice";
const THRICE: &str = "a key is there three times, with another entry between";
const NAN_TWICE: &str = "NaN is there twice";
const SPELLED: &str = "a number is written in several ways";
const BY_BITS: &str = "a number is there by its bits, then as a number";
const PARSED: &str = "two numbers are the same value of the input type, and neither is exact";
const PARSED_EXACT: &str =
    "two numbers are the same value of the input type, and the second is exact";

const REPEATS: [Question; 25] = [
    question("twice", TWICE, ["int8", "int16"], "2:100 2:200", "1 2 3"),
    question("twice", TWICE, ["uint8", "uint8"], "2:100 2:200", "1 2 3"),
    question("twice", TWICE, ["int64", "int32"], "2:100 2:200", "1 2 3"),
    question("twice", TWICE, ["uint16", "float32"], "2:100 2:0.5", "1 2 3"),
    question("twice", TWICE, ["float64", "uint8"], "2.5:100 2.5:200", "1.5 2.5 3.5"),
    question("twice", TWICE, ["float32", "float64"], "2.5:100 2.5:200", "1.5 2.5 3.5"),
    question("twice", TWICE, ["float16", "float16"], "Infinity:100 Infinity:200", "1 Infinity"),
    question("twice", TWICE, ["uint4", "int2"], "2:-1 2:-2", "1 2 0"),
    question("twice", TWICE, ["float8_e4m3", "int8"], "2.5:100 2.5:50", "1.5 2.5 3.5"),
    question("thrice", THRICE, ["int32", "uint8"], "2:100 3:7 2:200 2:250", "1 2 3 4"),
    question("thrice", THRICE, ["uint64", "int64"], "2:100 3:7 2:200 2:300", "1 2 3 4"),
    question("thrice", THRICE, ["float64", "float32"], "2:100 3:7 2:200 2:300", "1 2 3 4"),
    question("thrice", THRICE, ["bfloat16", "uint16"], "2:100 3:7 2:200 2:300", "1 2 3 4"),
    question("nan-twice", NAN_TWICE, ["float64", "int8"], "NaN:7 NaN:8", "NaN 1"),
    question("nan-twice", NAN_TWICE, ["float32", "float32"], "NaN:7 NaN:8", "NaN 1"),
    question("nan-twice", NAN_TWICE, ["float16", "uint64"], "NaN:7 NaN:8", "NaN 1"),
    question("spelled", SPELLED, ["float64", "uint8"], "2:5 2.0:6 2e0:7 20E-1:8", "1 2 3"),
    question("spelled", SPELLED, ["float32", "int16"], "0.2e+1:5 2:6 2.000:7", "1 2 3"),
    question("by-bits", BY_BITS, ["float64", "int16"], "0x3ff8000000000000:5 1.5:6", "1.5 2"),
    question("by-bits", BY_BITS, ["float16", "float32"], "0x3e00:5 1.5:6", "1.5 2"),
    question("parsed", PARSED, ["float32", "uint8"], "0.1:5 0.10000000149:6", "0.1 0x3dccccce"),
    question("parsed", PARSED, ["float16", "int32"], "0.1:5 0.09999:6", "0.1 0x2e67"),
    question(
        "parsed",
        PARSED,
        ["float64", "float32"],
        "0.1:5 0.1000000000000000055:6",
        "0.1 0x3fb999999999999b",
    ),
    question(
        "parsed-exact",
        PARSED_EXACT,
        ["float32", "int8"],
        "0.1:5 0.100000001490116119384765625:6",
        "0.1 0x3dccccce",
    ),
    question(
        "parsed-exact",
        PARSED_EXACT,
        ["float64", "uint64"],
        "9007199254740993:5 9007199254740992:6",
        "9007199254740992 9007199254740994",
    ),
];

const SWAP: &str = "two values are swapped";
const ROUND: &str = "three values go round";
const BACKWARDS: &str = "each entry's value is the key of the entry before";
const ACROSS: &str = "a value equals the key of the next entry as a number, in another type";
const NAN_SWAP: &str = "NaN and a number are swapped";

const CHAINS: [Question; 21] = [
    question("swap", SWAP, ["int8", "int8"], "2:3 3:2", "1 2 3 4"),
    question("swap", SWAP, ["uint16", "int32"], "2:3 3:2", "1 2 3 4"),
    question("swap", SWAP, ["int64", "uint64"], "2:3 3:2", "1 2 3 4"),
    question("swap", SWAP, ["float64", "float64"], "2.5:3.5 3.5:2.5", "1 2.5 3.5 4"),
    question("swap", SWAP, ["float64", "uint8"], "2:3 3:2", "1 2 3 4"),
    question("swap", SWAP, ["uint8", "float32"], "2:3 3:2", "1 2 3 4"),
    question("swap", SWAP, ["float32", "float16"], "2.5:3.5 3.5:2.5", "1 2.5 3.5 4"),
    question("swap", SWAP, ["int4", "uint2"], "2:3 3:2", "1 2 3 0"),
    question("swap", SWAP, ["float4_e2m1fn", "float8_e4m3"], "2:3 3:2", "1 2 3 4"),
    question("round", ROUND, ["int8", "int8"], "2:3 3:4 4:2", "1 2 3 4 5"),
    question("round", ROUND, ["uint32", "uint16"], "2:3 3:4 4:2", "1 2 3 4 5"),
    question("round", ROUND, ["float32", "int8"], "2:3 3:4 4:2", "1 2 3 4 5"),
    question("round", ROUND, ["int16", "float64"], "2:3 3:4 4:2", "1 2 3 4 5"),
    question("round", ROUND, ["float16", "float32"], "2:3 3:4 4:2", "1 2 3 4 5"),
    question("backwards", BACKWARDS, ["int16", "int16"], "4:5 3:4 2:3", "1 2 3 4 5"),
    question("backwards", BACKWARDS, ["float64", "float32"], "4:5 3:4 2:3", "1 2 3 4 5"),
    question("across", ACROSS, ["float64", "int8"], "2.5:3 3:4 4:5", "2.5 3 4 3.5"),
    question("across", ACROSS, ["uint8", "float16"], "2:3 3:3.5 4:5", "2 3 4 5"),
    question("nan-swap", NAN_SWAP, ["float64", "float64"], "NaN:2 2:NaN", "NaN 2 1"),
    question("nan-swap", NAN_SWAP, ["float32", "float16"], "NaN:2 2:NaN", "NaN 2 1"),
    question(
        "infinity-swap",
        "the infinities are swapped",
        ["float32", "float32"],
        "Infinity:-Infinity -Infinity:Infinity",
        "Infinity -Infinity 1",
    ),
];

const SAME: &str = "values with entries change, and all others stay, limits included";
const SAME_FLOAT: &str = "values with entries change, and all others stay, special ones included";

const IDENTITY: [Question; 17] = [
    question("same", SAME, ["int8", "int8"], "2:-2", "2 -2 0 127 -128"),
    question("same", SAME, ["uint8", "uint8"], "2:200", "2 200 0 255"),
    question("same", SAME, ["int16", "int16"], "2:-2", "2 -2 0 32767 -32768"),
    question("same", SAME, ["uint16", "uint16"], "2:200", "2 200 0 65535"),
    question("same", SAME, ["int32", "int32"], "2:-2", "2 -2 2147483647 -2147483648"),
    question("same", SAME, ["uint32", "uint32"], "2:200", "2 200 4294967295"),
    question(
        "same",
        SAME,
        ["int64", "int64"],
        "2:-2",
        "2 -2 9223372036854775807 -9223372036854775808 9007199254740993",
    ),
    question(
        "same",
        SAME,
        ["uint64", "uint64"],
        "2:200",
        "2 18446744073709551615 9007199254740993",
    ),
    question("same", SAME, ["int2", "int2"], "-1:-2", "-1 -2 0 1"),
    question("same", SAME, ["uint4", "uint4"], "2:3", "2 3 0 15"),
    question(
        "same",
        SAME_FLOAT,
        ["float64", "float64"],
        "2:-2",
        "2 -2 -0.0 0x0000000000000001 0x7ff8000000000123 0xfff0000000000001 -Infinity",
    ),
    question(
        "same",
        SAME_FLOAT,
        ["float32", "float32"],
        "2:-2",
        "2 -2 -0.0 0x00000001 0x7fc00123 0xff800001 -Infinity",
    ),
    question(
        "same",
        SAME_FLOAT,
        ["float16", "float16"],
        "2:-2",
        "2 -2 -0.0 0x0001 0x7e01 0xfc01 -Infinity",
    ),
    question(
        "same",
        SAME_FLOAT,
        ["bfloat16", "bfloat16"],
        "2:-2",
        "2 -2 -0.0 0x0001 0x7fc1 0xff81 -Infinity",
    ),
    question("same", SAME_FLOAT, ["float8_e4m3fnuz", "float8_e4m3fnuz"], "2:-2", "2 -2 0 0x01 NaN"),
    question("same", SAME_FLOAT, ["float6_e3m2fn", "float6_e3m2fn"], "2:-2", "2 -2 -0.0 28 -28"),
    question("same", SAME_FLOAT, ["float8_e8m0fnu", "float8_e8m0fnu"], "2:4", "2 4 0x00 0xfe NaN"),
];
