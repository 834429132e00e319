//! Each operation applies the entries of its own side, and both together carry what a cast cannot.

use super::super::Theme;
use super::super::way::{Choice, DEFAULT};
use super::two_sided::TwoSided;
use crate::codec::cast_value::{OutOfRange, Rounding};

/// Entries of one side do nothing in the other direction.
pub(super) fn directions() -> Theme {
    let scenarios = DIRECTIONS.iter().flat_map(|row| {
        SIDES.iter().flat_map(|(name, about, encode, decode)| {
            TwoSided {
                name,
                about,
                types: row.types,
                encode: encode.entries(row.encode),
                decode: decode.entries(row.decode),
                inputs: row.inputs,
                fill_value: None,
            }
            .scenarios(&["scalar-map/sides", "scalar-map/object"], DEFAULT)
        })
    });
    let about = "entries of one side, of both, and of none, asked in both directions";
    Theme::new("directions", about, scenarios.collect())
}

/// What a side of the map holds.
#[derive(Clone, Copy)]
enum Side {
    Absent,
    Empty,
    Entries,
}

impl Side {
    fn entries(self, entries: &str) -> Option<&str> {
        match self {
            Side::Absent => None,
            Side::Empty => Some(""),
            Side::Entries => Some(entries),
        }
    }
}

const SIDES: [(&str, &str, Side, Side); 7] = [
    ("both", "each side has entries of its own", Side::Entries, Side::Entries),
    ("encode-only", "there are entries to encode, none to decode", Side::Entries, Side::Absent),
    ("decode-only", "there are entries to decode, none to encode", Side::Absent, Side::Entries),
    ("decode-empty", "the list of entries to decode is empty", Side::Entries, Side::Empty),
    ("encode-empty", "the list of entries to encode is empty", Side::Empty, Side::Entries),
    ("both-empty", "both lists of entries are empty", Side::Empty, Side::Empty),
    ("neither", "the map has no lists of entries", Side::Absent, Side::Absent),
];

/// Entries of both sides, with keys in common as numbers.
struct Row {
    types: [&'static str; 2],
    encode: &'static str,
    decode: &'static str,
    inputs: [&'static str; 2],
}

const DIRECTIONS: [Row; 8] = [
    Row {
        types: ["int8", "uint8"],
        encode: "2:200 -1:3",
        decode: "2:-100 200:7",
        inputs: ["2 3 -1 -2", "2 3 200 201"],
    },
    Row {
        types: ["int64", "int32"],
        encode: "2:-2 4294967296:3",
        decode: "2:9007199254740993 -2:5",
        inputs: ["2 3 -2 4294967296 4294967297", "2 3 -2"],
    },
    Row {
        types: ["float64", "uint8"],
        encode: "NaN:0 2.5:200",
        decode: "0:-Infinity 200:0.5",
        inputs: ["NaN 0 2.5 3.5 200 Infinity 0.5 -Infinity", "0 2 200 3"],
    },
    Row {
        types: ["int16", "float32"],
        encode: "2:0.5 3:-0.5",
        decode: "2:1000 0.5:-5 NaN:-1",
        inputs: ["2 3 4 1000", "2 0.5 1.5 NaN Infinity"],
    },
    Row {
        types: ["float32", "float64"],
        encode: "2:0.1 NaN:-1",
        decode: "2:5 -1:6 NaN:7",
        inputs: ["2 3 NaN", "2 3 -1 NaN"],
    },
    Row {
        types: ["float64", "float16"],
        encode: "2:-2 100000:65504",
        decode: "65504:100000 -2:0.1",
        inputs: ["2 -2 100000 65504 200000", "2 -2 65504 65472"],
    },
    Row {
        types: ["uint4", "int2"],
        encode: "2:-1 3:-2",
        decode: "-1:15 -2:14",
        inputs: ["2 3 0 15", "-1 -2 0 1"],
    },
    Row {
        types: ["float16", "float8_e5m2"],
        encode: "2:0.5 2049:-1",
        decode: "0.5:2049 2:0.1",
        inputs: ["2 0.5 2049 3", "2 0.5 -1 3"],
    },
];

/// NaN stored as a number and read back, as in the example on the page of `scale_offset`.
pub(super) fn sentinel() -> Theme {
    let scenarios = SENTINELS.iter().flat_map(|(types, number, inputs)| {
        TwoSided {
            name: "nan-as-number",
            about: "NaN, which is the fill value too, is stored as a number and read back",
            types: *types,
            encode: Some(&format!("NaN:{number}")),
            decode: Some(&format!("{number}:NaN")),
            inputs: *inputs,
            fill_value: Some("\"NaN\""),
        }
        .scenarios(&["scale-offset/nan-example", "fill-value/round-trip"], UNSET_AND_CLAMP)
    });
    let about = "NaN stored as a number and read back, with the fill value NaN";
    Theme::new("sentinel", about, scenarios.collect())
}

const UNSET_AND_CLAMP: Choice =
    Choice { rules: &[OutOfRange::Unset, OutOfRange::Clamp], ..DEFAULT };

/// The types, the number, what is encoded and what is decoded.
type Sentinel = ([&'static str; 2], &'static str, [&'static str; 2]);

const SENTINELS: [Sentinel; 17] = [
    (["float64", "uint8"], "0", ["NaN 0xfff8000000000001 0 1 2.5 255 256 Infinity", "0 1 255"]),
    (["float64", "int16"], "-32768", ["NaN 0 -32767.5 -32768 32767 32768", "-32768 -32767 0"]),
    (["float64", "int32"], "-2147483648", ["NaN -2147483648 -2147483649 0.5", "-2147483648 0 1"]),
    (
        ["float64", "int64"],
        "-9223372036854775808",
        [
            "NaN -9223372036854775808 0 9223372036854775808",
            "-9223372036854775808 -9223372036854775807 9007199254740993",
        ],
    ),
    (
        ["float64", "uint64"],
        "18446744073709551615",
        ["NaN 0 18446744073709551616", "18446744073709551615 18446744073709551614 0"],
    ),
    (["float32", "uint8"], "255", ["NaN 0xffc00001 255 254.5 256 -1", "255 254 0"]),
    (["float32", "int8"], "-128", ["NaN -128 -127.5 -129 127", "-128 -127 127"]),
    (["float32", "uint16"], "65535", ["NaN 65535 65534.5 65536 0", "65535 65534 0"]),
    (["float32", "int16"], "-9999", ["NaN -9999 -9998 0.5 32768", "-9999 -9998 32767"]),
    (["float32", "uint32"], "4294967295", ["NaN 0 4294967296 1.5", "4294967295 4294967294 0"]),
    (["float16", "int8"], "-1", ["NaN 0xfe01 -1 -0.5 0 128", "-1 0 127"]),
    (["float16", "uint16"], "65535", ["NaN 0 1.5 65504 -1", "65535 65534 0 65504"]),
    (["bfloat16", "uint4"], "15", ["NaN 15 14.5 16 0", "15 14 0"]),
    (["float8_e5m2", "int4"], "-8", ["NaN 0x7d -8 -7 8 0", "-8 -7 7"]),
    (["float8_e4m3fnuz", "uint2"], "3", ["NaN 3 2 4 0", "3 2 0"]),
    (["float32", "float4_e2m1fn"], "-6", ["NaN -6 -5 0.3 7", "-6 -4 0.5"]),
    (["float64", "float6_e3m2fn"], "28", ["NaN 28 26 0.3 31", "28 24 0.0625"]),
];

/// "A codec configuration that models NumPy's behavior", for every pair of the types that NumPy has,
/// and with the core specification's spelling of infinity (SN-26).
pub(super) fn numpy() -> Theme {
    let pairs = FLOATS.iter().flat_map(|(float, beyond)| {
        INTEGERS.iter().map(move |integer| ([*float, *integer], *beyond))
    });
    let small = [["bfloat16", "uint4"], ["float8_e5m2", "int4"], ["float32", "int2"]];
    let scenarios = pairs.chain(small.map(|types| (types, ""))).flat_map(|(types, beyond)| {
        TwoSided {
            name: "numpy",
            about: "special values become 0, all others are truncated and wrap, and 0 is read as 0",
            types,
            encode: Some("NaN:0 Infinity:0 -Infinity:0"),
            decode: None,
            inputs: [&format!("{NUMPY_INPUTS} {beyond}"), "0 1"],
            fill_value: None,
        }
        .scenarios(&["example/numpy"], NUMPY)
    });
    let about = "the example of the specification: NumPy's casts from floats to integers";
    Theme::new("numpy", about, scenarios.collect())
}

const NUMPY: Choice = Choice { roundings: &[Rounding::TowardsZero], rules: &[OutOfRange::Wrap] };

const NUMPY_INPUTS: &str =
    "NaN Infinity -Infinity 0 -0.0 0.75 -0.75 1.75 -1.75 112 128 -160 224 256 320 -320";

/// The types, and inputs that only some of them hold.
const FLOATS: [(&str, &str); 3] = [
    ("float16", "127.9375 255.875 32768 65504 -65504"),
    ("float32", "127.9375 255.9375 65535.5 65536.5 0x4f000000 0x4f800000 0xdf000001 0x7f7fffff"),
    (
        "float64",
        "127.9375 255.9375 65535.5 65536.5 2147483648.5 -4294967297.5 9223372036854775808 \
         18446744073709555712 0x7fefffffffffffff",
    ),
];

const INTEGERS: [&str; 8] =
    ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"];
