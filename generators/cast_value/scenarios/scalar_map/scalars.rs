//! Scalars of entries that are easily read wrong: limits, large integers, decimals, and bits.

use super::super::Theme;
use super::super::way::{Choice, DEFAULT, EVERY_ROUNDING, EVERY_RULE, data_type};
use super::question::{Question, question, theme};
use crate::data_type::{Real, Value};

/// The limits of both types as keys, and those of the output type as values.
pub(super) fn limits() -> Theme {
    let scenarios = LIMITS.iter().flat_map(|types| {
        let (entries, inputs) = limits_of(types.map(data_type));
        let question = question(
            "limits",
            "the limits of both types have entries, the values next to them have none",
            *types,
            &entries,
            &inputs,
        );
        question.scenarios(&["scalar-map/scalars", "procedure/map-first"], EVERY_RULE)
    });
    let about = "entries for the limits of the types, which give the limits of the output type";
    Theme::new("limits", about, scenarios.collect())
}

/// Integers that a float64 does not tell from their neighbours.
pub(super) fn large_integers() -> Theme {
    theme(
        "large-integers",
        "integers beyond 2^53, which are exact, as keys and as values",
        &["core/integer-scalar", "scalar-map/scalars"],
        DEFAULT,
        &LARGE_INTEGERS,
    )
}

/// "Rounded to the nearest representable value using the 'round half to even' rule", whatever
/// `rounding` says.
pub(super) fn decimals() -> Theme {
    let clauses = ["core/float-scalar-number", "scalar-map/scalars"];
    let part = |choice: Choice, questions: &[Question]| {
        let scenarios = questions.iter().flat_map(|question| question.scenarios(&clauses, choice));
        scenarios.collect::<Vec<_>>()
    };
    let scenarios = [part(EVERY_ROUNDING, &ROUNDED_KEYS), part(DEFAULT, &DECIMALS)];
    let about = "decimals that are no values of their type are rounded once, nearest-even";
    Theme::new("decimals", about, scenarios.concat())
}

/// Keys and values that are given by their bits.
pub(super) fn patterns() -> Theme {
    theme(
        "patterns",
        "scalars that are given by their bits, as keys and as values",
        &["core/float-scalar-pattern", "scalar-map/scalars"],
        DEFAULT,
        &PATTERNS,
    )
}

const LIMITS: [[&str; 2]; 30] = [
    ["int8", "uint8"],
    ["uint8", "int8"],
    ["int16", "int8"],
    ["int8", "int16"],
    ["int32", "uint16"],
    ["int64", "int32"],
    ["uint64", "int64"],
    ["int64", "uint64"],
    ["uint32", "uint64"],
    ["uint8", "float16"],
    ["int16", "float16"],
    ["int32", "float32"],
    ["int64", "float16"],
    ["int64", "float64"],
    ["uint64", "float64"],
    ["float64", "int64"],
    ["float64", "uint64"],
    ["float64", "int8"],
    ["float32", "int32"],
    ["float32", "uint32"],
    ["float16", "uint8"],
    ["float16", "int16"],
    ["float64", "float32"],
    ["float32", "float64"],
    ["float32", "float16"],
    ["float16", "float32"],
    ["float16", "bfloat16"],
    ["float8_e5m2", "int4"],
    ["int4", "uint4"],
    ["float32", "float4_e2m1fn"],
];

/// Entries that turn low limits into the output's highest value and high ones into its lowest; as
/// inputs the limits and the values next to them.
fn limits_of([input, output]: [Real; 2]) -> (String, String) {
    let held = |pattern| match output.decode(pattern) {
        Value::Finite(value) => input.encode(value),
        _ => None,
    };
    let low = [Some(input.min_finite()), held(output.min_finite())];
    let high = [Some(input.max_finite()), held(output.max_finite())];
    let side = |keys: [Option<u64>; 2], value| {
        keys.into_iter().flatten().map(move |key| (key, value)).collect::<Vec<_>>()
    };
    let mut entries = side(low, output.max_finite());
    entries.extend(side(high, output.min_finite()));
    entries.dedup_by_key(|(key, _)| *key);
    let inputs = entries.iter().flat_map(|(key, _)| {
        let next = |step| input.from_rank(input.rank(*key)? + step);
        [Some(*key), next(-1), next(1)].into_iter().flatten()
    });
    let inputs = inputs.map(|pattern| input.pattern_to_text(pattern)).collect::<Vec<_>>();
    let entries = entries
        .iter()
        .map(|(key, value)| format!("{}:{}", exact(input, *key), exact(output, *value)))
        .collect::<Vec<_>>();
    (entries.join(" "), inputs.join(" "))
}

/// A scalar that is exact: floats by their bits.
fn exact(data_type: Real, pattern: u64) -> String {
    if data_type.is_integer() {
        data_type.value_to_text(pattern)
    } else {
        data_type.pattern_to_text(pattern)
    }
}

const KEYS: &str = "one of three integers that are the same float64, or nearly, has an entry";
const NEIGHBOURS: &str = "two integers that are the same float64 have an entry each";
const VALUES: &str = "integers are given that no float64 is";

const LARGE_INTEGERS: [Question; 21] = [
    question("keys", KEYS, ["int64", "int64"], "9007199254740993:7", AT_2_53),
    question("keys", KEYS, ["uint64", "uint8"], "9007199254740993:7", AT_2_53),
    question("keys", KEYS, ["int64", "float64"], "9007199254740993:0.5", AT_2_53),
    question(
        "keys",
        KEYS,
        ["int64", "int8"],
        "-9007199254740993:7",
        "-9007199254740994 -9007199254740993 -9007199254740992",
    ),
    question("lowest", KEYS, ["int64", "int16"], "-9223372036854775808:7", LOWEST),
    question("lowest", KEYS, ["int64", "float32"], "-9223372036854775808:0.5", LOWEST),
    question("highest", KEYS, ["int64", "uint64"], "9223372036854775807:7", HIGHEST),
    question("highest", KEYS, ["int64", "int32"], "9223372036854775807:7", HIGHEST),
    question("top", KEYS, ["uint64", "uint64"], "18446744073709551615:7", TOP),
    question("top", KEYS, ["uint64", "int16"], "18446744073709551614:7", TOP),
    question("top", KEYS, ["uint64", "float64"], "18446744073709551615:0.5", TOP),
    question("top", KEYS, ["uint64", "uint4"], "18446744073709551614:7", TOP),
    question("neighbours", NEIGHBOURS, ["int64", "uint8"], NEIGHBOUR_ENTRIES, AT_2_53),
    question("neighbours", NEIGHBOURS, ["uint64", "float32"], NEIGHBOUR_ENTRIES, AT_2_53),
    question(
        "neighbours",
        NEIGHBOURS,
        ["uint64", "int64"],
        "18446744073709551615:5 18446744073709551614:6 9223372036854775809:7 9223372036854775808:8",
        "18446744073709551615 18446744073709551614 9223372036854775809 9223372036854775808 \
         9223372036854775807",
    ),
    question(
        "values",
        VALUES,
        ["int8", "int64"],
        "2:9007199254740993 3:-9007199254740993 4:9223372036854775807 5:-9223372036854775808 \
         6:-9223372036854775807",
        "1 2 3 4 5 6",
    ),
    question("values", VALUES, ["uint16", "uint64"], UNSIGNED_VALUES, "1 2 3 4"),
    question("values", VALUES, ["float64", "uint64"], UNSIGNED_VALUES, "1 2 3 4"),
    question(
        "values",
        VALUES,
        ["float32", "int64"],
        "2:9007199254740993 3:9223372036854775806 NaN:9223372036854775807 \
         -Infinity:-9223372036854775807",
        "1 2 3 NaN -Infinity",
    ),
    question("values", VALUES, ["uint64", "int64"], "2:9007199254740993 3:-1", "1 2 3"),
    question("values", VALUES, ["float8_e5m2", "uint64"], UNSIGNED_VALUES, "1 2 3 4"),
];

const AT_2_53: &str = "9007199254740992 9007199254740993 9007199254740994";
const LOWEST: &str = "-9223372036854775808 -9223372036854775807 -9223372036854775806";
const HIGHEST: &str = "9223372036854775807 9223372036854775806 9223372036854775805";
const TOP: &str = "18446744073709551615 18446744073709551614 18446744073709551613";
const NEIGHBOUR_ENTRIES: &str = "9007199254740992:5 9007199254740993:6";
const UNSIGNED_VALUES: &str = "2:9007199254740993 3:18446744073709551615 4:9223372036854775809";

const ROUNDED_KEY: &str = "the key is the value nearest to the decimal, whatever rounding says";

/// 0.1 lies above the nearest value of float16, and below that of float32 and float64.
const ROUNDED_KEYS: [Question; 4] = [
    question("key", ROUNDED_KEY, ["float16", "int16"], "0.1:9", "0x2e65 0x2e66 0x2e67"),
    question("key", ROUNDED_KEY, ["float32", "uint8"], "0.1:9", "0x3dcccccc 0x3dcccccd 0x3dccccce"),
    question(
        "key",
        ROUNDED_KEY,
        ["float64", "float32"],
        "0.1:9",
        "0x3fb9999999999999 0x3fb999999999999a 0x3fb999999999999b",
    ),
    question("key", ROUNDED_KEY, ["float8_e5m2", "int8"], "0.1:9", "0x2d 0x2e 0x2f"),
];

const INEXACT_KEY: &str =
    "the key is a decimal that no value of the type equals, between these two";
const ABOVE_TIE: &str = "the value is just above a tie, which a float64 does not tell from it";
const TIE: &str = "the value is a tie, just below it, or just above";
const TINY: &str = "the value is subnormal, or rounds to zero";
const HUGE: &str = "the value rounds to the largest finite one";
const INTEGERS: &str = "the value is an integer with more digits than the type has";
const SPELLED: &str = "numbers are written with exponents and superfluous zeros";

const DECIMALS: [Question; 24] = [
    question("inexact-key", INEXACT_KEY, ["float64", "int32"], "0.3:9", AROUND_0_3),
    question("inexact-key", INEXACT_KEY, ["float64", "float64"], "0.3:9", AROUND_0_3),
    question("inexact-key", INEXACT_KEY, ["float32", "int64"], "16777217:9", "16777216 16777218"),
    question("inexact-key", INEXACT_KEY, ["bfloat16", "uint8"], "0.1:9", "0x3dcc 0x3dcd 0x3dce"),
    question("inexact-key", INEXACT_KEY, ["float8_e4m3", "int8"], "0.1:9", "0x1c 0x1d 0x1e"),
    question("inexact-key", INEXACT_KEY, ["float4_e2m1fn", "int4"], "2.4:7", "2 3 1.5"),
    question("above-tie", ABOVE_TIE, ["int8", "float16"], FLOAT16_TIE, "1 2 3"),
    question("above-tie", ABOVE_TIE, ["float64", "float32"], FLOAT32_TIE, "1 2 3"),
    question("above-tie", ABOVE_TIE, ["int32", "float32"], FLOAT32_TIE, "1 2 3"),
    question("above-tie", ABOVE_TIE, ["uint8", "bfloat16"], BFLOAT16_TIE, "1 2 3"),
    question("above-tie", ABOVE_TIE, ["int8", "float8_e4m3"], E4M3_TIE, "1 2 3"),
    question(
        "above-tie-key",
        "the key is just above a tie, which a float64 does not tell from it",
        ["float32", "uint8"],
        "1.00000005960464477539062500000001:9",
        "0x3f800000 0x3f800001",
    ),
    question(
        "above-tie-key",
        "the key is just above a tie, which a float64 does not tell from it",
        ["float16", "int32"],
        "1.000488281250000000000000000001:9",
        "0x3c00 0x3c01",
    ),
    question("tie", TIE, ["uint8", "float16"], "2:2049 3:2048.999 4:2049.001 5:2051", "1 2 3 4 5"),
    question(
        "tie",
        TIE,
        ["int16", "float64"],
        "2:9007199254740993 3:9007199254740992.999 4:9007199254740993.001 5:9007199254740995",
        "1 2 3 4 5",
    ),
    question("tie", TIE, ["float32", "float4_e2m1fn"], "2:2.5 3:2.499 4:2.501 5:3.5", "1 2 3 4 5"),
    question("tiny", TINY, ["int8", "float16"], "2:4e-8 3:2e-8 4:-2e-8 5:6e-5", "1 2 3 4 5"),
    question(
        "tiny",
        TINY,
        ["uint16", "float64"],
        "2:5e-324 3:2e-324 4:-2e-324 5:1e-400",
        "1 2 3 4 5",
    ),
    question("tiny", TINY, ["float64", "float32"], "2:1e-45 3:7e-46 4:-7e-46 5:1e-39", "1 2 3 4 5"),
    question("huge", HUGE, ["int8", "float16"], "2:65519.999 3:-65519", "1 2 3"),
    question("huge", HUGE, ["int8", "float32"], "2:3.4028235e38 3:-3.4028235677e38", "1 2 3"),
    question("huge", HUGE, ["uint8", "float64"], "2:1.797693134862315807e308", "1 2"),
    question(
        "integers",
        INTEGERS,
        ["int64", "float32"],
        "2:16777217 3:16777219 4:-16777217 5:123456789",
        "1 2 3 4 5",
    ),
    question(
        "spelled",
        SPELLED,
        ["float64", "float32"],
        "2E0:2.50e-1 30e-1:0.0e9 0.4e1:1.0E+02",
        "1 2 3 4",
    ),
];

const AROUND_0_3: &str = "0x3fd3333333333333 0x3fd3333333333334";
/// 1 + 2^-11 and a little.
const FLOAT16_TIE: &str = "2:1.000488281250000000000000000001 3:-1.000488281250000000000000000001";
/// 1 + 2^-24 and a little.
const FLOAT32_TIE: &str =
    "2:1.00000005960464477539062500000001 3:-1.00000005960464477539062500000001";
/// 1 + 2^-8 and a little.
const BFLOAT16_TIE: &str = "2:1.003906250000000000000000000001 3:-1.003906250000000000000000000001";
/// 1 + 2^-4 and a little.
const E4M3_TIE: &str = "2:1.062500000000000000000000000001 3:-1.062500000000000000000000000001";

const KEYS_BY_BITS: &str = "keys are given by their bits";
const VALUES_BY_BITS: &str = "values are given by their bits";

const PATTERNS: [Question; 18] = [
    question(
        "keys",
        KEYS_BY_BITS,
        ["float64", "int16"],
        "0x3ff8000000000000:5 0x8000000000000001:6 0x7ff0000000000000:7",
        "1.5 0x8000000000000001 Infinity 0x0000000000000001 2.5",
    ),
    question(
        "keys",
        KEYS_BY_BITS,
        ["float32", "uint8"],
        "0x3fc00000:5 0x80000001:6 0xff800000:7",
        "1.5 0x80000001 -Infinity 0x00000001 2.5",
    ),
    question(
        "keys",
        KEYS_BY_BITS,
        ["float16", "float64"],
        "0x3e00:5 0x8001:6 0x7c00:7",
        "1.5 0x8001 Infinity 0x0001 2.5",
    ),
    question("keys", KEYS_BY_BITS, ["bfloat16", "int32"], "0x3fc0:5 0xff80:7", "1.5 -Infinity 2.5"),
    question("keys", KEYS_BY_BITS, ["float8_e4m3", "int8"], "0x3c:5 0x78:7", "1.5 Infinity 2.5"),
    question("keys", KEYS_BY_BITS, ["float8_e4m3fnuz", "int8"], "0x44:5 0x80:7", "1.5 NaN 2.5"),
    question("keys", KEYS_BY_BITS, ["float8_e8m0fnu", "uint8"], "0x80:5 0xff:7", "2 NaN 4"),
    question("keys", KEYS_BY_BITS, ["float6_e2m3fn", "int4"], "0x0c:5 0x3f:-5", "1.5 -7.5 2.5"),
    question("keys", KEYS_BY_BITS, ["float4_e2m1fn", "uint4"], "0x03:5 0x0f:7", "1.5 -6 3"),
    question("zero", KEYS_BY_BITS, ["float64", "uint16"], "0x8000000000000000:5", "0 -0.0 1"),
    question("zero", KEYS_BY_BITS, ["float32", "float16"], "0x00000000:5", "0 -0.0 1"),
    question(
        "values",
        VALUES_BY_BITS,
        ["uint16", "float64"],
        "2:0x3ff0000000000001 3:0x8000000000000000 4:0xffefffffffffffff 5:0x0000000000000001",
        "1 2 3 4 5",
    ),
    question(
        "values",
        VALUES_BY_BITS,
        ["int8", "float32"],
        "2:0x3f800001 3:0x80000000 4:0xff7fffff 5:0x00000001",
        "1 2 3 4 5",
    ),
    question(
        "values",
        VALUES_BY_BITS,
        ["int64", "float16"],
        "2:0x3c01 3:0x8000 4:0xfbff 5:0x0001",
        "1 2 3 4 5",
    ),
    question("values", VALUES_BY_BITS, ["float32", "bfloat16"], "2:0x3f81 3:0xff7f", "1 2 3"),
    question("values", VALUES_BY_BITS, ["float64", "float8_e5m2"], "2:0x3d 3:0xfb", "1 2 3"),
    question("values", VALUES_BY_BITS, ["int8", "float8_e3m4"], "2:0x31 3:0xef", "1 2 3"),
    question("values", VALUES_BY_BITS, ["uint4", "float4_e2m1fn"], "2:0x0f 3:0x08", "1 2 3"),
];
