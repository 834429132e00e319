//! Entries come before everything else: before exactness, rounding, the range, and special values.

use super::super::Theme;
use super::super::way::{EVERY_ROUNDING, EVERY_RULE};
use super::question::{Question, question, theme};

/// Every kind of input that a cast keeps, changes or refuses has an entry, next to one that has none.
pub(super) fn range() -> Theme {
    theme(
        "precedence",
        "entries decide whatever out_of_range says, and only about their keys",
        &["procedure/map-first", "procedure/in-order"],
        EVERY_RULE,
        &RANGE,
    )
}

/// Rounding touches neither the keys nor the values of entries.
pub(super) fn rounding() -> Theme {
    theme(
        "rounding",
        "entries decide whatever rounding says, and only about their keys",
        &["procedure/map-first", "rounding/applies"],
        EVERY_ROUNDING,
        &ROUNDING,
    )
}

const NARROWER: &str =
    "values in and out of the output's range have entries, their neighbours none";
const WIDER: &str = "values that the input type does not have are given, its own are cast";
const INEXACT: &str =
    "an integer that the float holds, one that it rounds and one beyond have entries";
const TO_INTEGER: &str =
    "an integer, a tie, values out of range and special values have entries, their neighbours none";
const TO_FLOAT: &str = "a value that is kept, a tie, an overflow and special values have entries, their neighbours none";

const RANGE: [Question; 30] = [
    question(
        "narrower",
        NARROWER,
        ["int16", "int8"],
        "1:100 127:-1 128:5 -129:6 32767:0",
        "1 2 127 126 128 129 -129 -130 32767 32766",
    ),
    question(
        "narrower",
        NARROWER,
        ["int64", "uint8"],
        "2:100 255:3 256:1 -1:2 4294967296:4",
        "2 3 255 254 256 257 -1 -2 4294967296 4294967297",
    ),
    question(
        "narrower",
        NARROWER,
        ["uint32", "int16"],
        "2:-2 32767:0 32768:1 4294967295:-1",
        "2 3 32767 32766 32768 32769 4294967295 4294967294",
    ),
    question("narrower", NARROWER, ["uint8", "int8"], "200:1 127:-128", "200 201 127 126 255"),
    question(
        "narrower",
        NARROWER,
        ["int8", "uint8"],
        "-1:200 0:255 -128:7",
        "-1 -2 0 1 -128 -127 127",
    ),
    question(
        "narrower",
        NARROWER,
        ["uint64", "int64"],
        "9223372036854775808:-1 18446744073709551615:-9223372036854775808 2:-2",
        "9223372036854775808 9223372036854775809 18446744073709551615 18446744073709551614 2 3",
    ),
    question("narrower", NARROWER, ["int8", "int4"], "2:-8 8:7 -128:0", "2 3 8 9 -128 -127"),
    question("narrower", NARROWER, ["uint8", "uint2"], "2:3 4:0 255:1", "2 3 4 5 255 254"),
    question(
        "wider",
        WIDER,
        ["int32", "int64"],
        "-1:9223372036854775807 2147483647:-2147483649",
        "-1 -2 2147483647 2147483646",
    ),
    question("wider", WIDER, ["uint16", "uint32"], "65535:4294967295 0:65536", "65535 65534 0 1"),
    question(
        "wider",
        WIDER,
        ["int8", "float64"],
        "2:0.1 -128:1e300 127:5e-324",
        "2 3 -128 127 126",
    ),
    question("wider", WIDER, ["float16", "float64"], "2:1e300 0.5:-1e-300", "2 3 0.5 -0.5 65504"),
    question("wider", WIDER, ["int4", "float4_e2m1fn"], "2:0.5 7:-6 -8:1.5", "2 3 7 6 -8 -7"),
    question(
        "inexact",
        INEXACT,
        ["int32", "float32"],
        "2:-2 16777217:0.5 2147483647:Infinity",
        "2 3 16777217 16777219 2147483647 2147483646",
    ),
    question(
        "inexact",
        INEXACT,
        ["int64", "float64"],
        "2:-2 9007199254740993:0.5 9223372036854775807:5e-324",
        "2 3 9007199254740993 9007199254740995 9223372036854775807 9223372036854775806",
    ),
    question(
        "inexact",
        INEXACT,
        ["uint16", "float16"],
        "2:65504 2049:-1 65535:0.5",
        "2 3 2049 2051 65535 65534",
    ),
    question(
        "inexact",
        INEXACT,
        ["uint64", "float32"],
        "2:0.1 16777217:-1 18446744073709551615:-Infinity",
        "2 3 16777217 16777219 18446744073709551615 18446744073709551614",
    ),
    question(
        "to-integer",
        TO_INTEGER,
        ["float64", "uint8"],
        "2:100 2.5:200 255.5:7 256:8 -1:9 NaN:10 Infinity:11 -Infinity:12",
        "2 3 2.5 3.5 255.5 254.5 256 257 -1 -2 NaN Infinity -Infinity",
    ),
    question(
        "to-integer",
        TO_INTEGER,
        ["float32", "int16"],
        "2:-100 2.5:200 32768:7 -32769:8 NaN:-32768 Infinity:32767",
        "2 3 2.5 3.5 32768 32769 -32769 -32770 NaN Infinity -Infinity",
    ),
    question(
        "to-integer",
        TO_INTEGER,
        ["float16", "int8"],
        "2:-100 2.5:7 128:8 -65504:9 -Infinity:-128",
        "2 3 2.5 3.5 128 129 -65504 -65472 NaN Infinity -Infinity",
    ),
    question(
        "to-integer",
        TO_INTEGER,
        ["float64", "int64"],
        "2:-100 2.5:9223372036854775807 9223372036854775808:-1 Infinity:9007199254740993",
        "2 3 2.5 3.5 9223372036854775808 9223372036854777856 Infinity -Infinity NaN",
    ),
    question(
        "to-integer",
        TO_INTEGER,
        ["float32", "uint32"],
        "2:4294967295 -1:1 4294967296:5 NaN:16777217",
        "2 3 -1 -2 4294967296 4294967808 NaN Infinity",
    ),
    question(
        "to-integer",
        TO_INTEGER,
        ["float32", "uint4"],
        "2:15 2.5:9 16:5 -1:6 NaN:0",
        "2 3 2.5 3.5 16 17 -1 -2 NaN Infinity",
    ),
    question(
        "to-float",
        TO_FLOAT,
        ["float64", "float32"],
        "2:100 1.000000059604644775390625:-1 0x47f0000000000000:8 NaN:10 -Infinity:0",
        "2 3 1.000000059604644775390625 1.000000178813934326171875 0x47f0000000000000 \
         0x47f0000000000001 NaN Infinity -Infinity",
    ),
    question(
        "to-float",
        TO_FLOAT,
        ["float32", "float16"],
        "2:100 2049:-1 65520:8 NaN:10 -Infinity:Infinity",
        "2 3 2049 2051 65520 65536 NaN Infinity -Infinity",
    ),
    question(
        "to-float",
        TO_FLOAT,
        ["float64", "float16"],
        "2:100 2049:-1 65520:0.1 NaN:10 Infinity:-65504",
        "2 3 2049 2051 65520 65536 NaN Infinity -Infinity",
    ),
    question(
        "to-float",
        TO_FLOAT,
        ["float32", "float8_e4m3"],
        "2:100 17:-1 248:8 NaN:10 Infinity:-240",
        "2 3 17 19 248 256 NaN Infinity -Infinity",
    ),
    question(
        "to-float",
        TO_FLOAT,
        ["float64", "float4_e2m1fn"],
        "2:0.5 2.5:-1 7:3 NaN:6 -Infinity:-6",
        "2 3 2.5 3.5 7 8 NaN Infinity -Infinity",
    ),
    question(
        "to-float",
        TO_FLOAT,
        ["float16", "bfloat16"],
        "2:1e38 257:-1 NaN:10 Infinity:-1e-38",
        "2 3 257 259 NaN Infinity -Infinity",
    ),
    question(
        "to-float",
        "zero and negative values, which a type without them refuses, have entries",
        ["float32", "float8_e8m0fnu"],
        "0:0.5 -1:2 2:64 Infinity:128",
        "0 -1 -2 2 4 Infinity -Infinity NaN",
    ),
];

const TIES: &str = "one tie of two has an entry, and so has a value between";
const VALUES: &str =
    "values that the output does not hold are rounded nearest-even, not as rounding says";

/// In each of the float types that values are given in here, one of 0.1 and 0.7 lies above the nearest
/// value and the other one below; the last value is a tie.
const ROUNDING: [Question; 14] = [
    question("ties", TIES, ["float64", "int8"], "2.5:100 -2.5:-100 1.25:7", TIE_INPUTS),
    question("ties", TIES, ["float32", "uint16"], "2.5:100 1.25:7", "2.5 3.5 1.25 1.75"),
    question("ties", TIES, ["float16", "int32"], "2.5:100 -2.5:-100 1.25:7", TIE_INPUTS),
    question("ties", TIES, ["float64", "int64"], "2.5:100 -2.5:-100 1.25:7", TIE_INPUTS),
    question("ties", TIES, ["bfloat16", "int4"], "2.5:7 -2.5:-8 1.25:5", TIE_INPUTS),
    question(
        "ties",
        TIES,
        ["int32", "float32"],
        "16777217:7 -16777217:-7 33554433:9",
        "16777217 16777219 -16777217 -16777219 33554433 33554435",
    ),
    question(
        "ties",
        TIES,
        ["int64", "float64"],
        "9007199254740993:7 18014398509481985:9",
        "9007199254740993 9007199254740995 18014398509481985 18014398509481987",
    ),
    question("ties", TIES, ["uint16", "float16"], "2049:7 4097:9", "2049 2051 4097 4099"),
    question("ties", TIES, ["float32", "float16"], "2049:7 -2049:-7", "2049 2051 -2049 -2051"),
    question("ties", TIES, ["float64", "float8_e5m2"], "9:7 -9:-7", "9 11 -9 -11"),
    question(
        "values",
        VALUES,
        ["float64", "float32"],
        "2:0.1 3:-0.1 4:0.7 5:-0.7 6:16777217",
        "2 3 4 5 6 16777217",
    ),
    question(
        "values",
        VALUES,
        ["int16", "float16"],
        "2:0.1 3:-0.1 4:0.7 5:-0.7 6:2049",
        "2 3 4 5 6 2049",
    ),
    question(
        "values",
        VALUES,
        ["uint16", "bfloat16"],
        "2:0.1 3:-0.1 4:0.7 5:-0.7 6:257",
        "2 3 4 5 6 257",
    ),
    question(
        "values",
        VALUES,
        ["float32", "float8_e4m3"],
        "2:0.1 3:-0.1 4:0.7 5:-0.7 6:17",
        "2 3 4 5 6 17",
    ),
];

const TIE_INPUTS: &str = "2.5 3.5 -2.5 -3.5 1.25 1.75";
