//! Every type as the array's and as the codec's, and pairs of every class with values at which their
//! ranges and digits end.

use std::collections::BTreeSet;

use super::scenario;
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::{Real, scalar};
use crate::generators::theme::Theme;
use crate::vectors::Scenario;

const CLAUSES: &[&str] = &["fill-value/cast", "fill-value/round-trip"];

/// The types that every type is paired with: the widest of each kind, and a narrow one of each.
const PARTNERS: [&str; 5] = ["int64", "float64", "uint4", "float8_e4m3", "float8_e8m0fnu"];

pub(super) fn themes() -> Vec<Theme> {
    vec![
        Theme::new("types", "a fill value of 1 from and to every data type", types()),
        Theme::new("limits", "the limits of every data type as fill values", limits()),
        Theme::new("ranges", "fill values in and out of range, under every range rule", ranges()),
        Theme::new(
            "roundings",
            "fill values that are rounded, and come back only if scalar_map brings them back",
            roundings(),
        ),
    ]
}

fn types() -> Vec<Scenario> {
    let names = || Real::all().map(Real::name);
    let pairs = names()
        .flat_map(|name| PARTNERS.iter().flat_map(move |one| [(name, *one), (*one, name)]))
        .chain(names().map(|name| (name, name)));
    let pairs: BTreeSet<_> = pairs.collect();
    let one = |(array, codec): (&str, &str)| {
        let about = "one, which every type holds";
        let fields = format!(r#""data_type":"{codec}""#);
        scenario(format!("{array}/{codec}"), about, CLAUSES, array, &fields, "1")
    };
    pairs.into_iter().map(one).collect()
}

fn limits() -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    for array in Real::all() {
        let ends = [
            ("min", "the smallest value", array.min_finite()),
            ("max", "the largest value", array.max_finite()),
        ];
        for (end, about, pattern) in ends {
            let fill_value = scalar::to_json(array, pattern);
            for codec in BTreeSet::from(["int64", "float32", array.name()]) {
                let id = format!("{array}/{codec}/{end}");
                let fields = format!(r#""data_type":"{codec}""#);
                scenarios.push(scenario(id, about, CLAUSES, array.name(), &fields, &fill_value));
            }
        }
    }
    scenarios
}

/// Pairs of every class, with fill values on both sides of what the codec's type holds.
const RANGES: [(&str, &str, &[&str]); 16] = [
    ("int16", "int8", &["127", "128", "-128", "-129", "300"]),
    ("int16", "uint8", &["255", "256", "-1", "300"]),
    ("int8", "uint8", &["127", "-1", "-128"]),
    ("uint8", "int8", &["127", "128", "255"]),
    ("uint64", "int64", &["9223372036854775807", "9223372036854775808", "18446744073709551615"]),
    ("int64", "uint64", &["0", "-1", "-9223372036854775808"]),
    ("int32", "int4", &["7", "8", "-8", "-9", "16"]),
    ("uint8", "uint2", &["3", "4", "255"]),
    ("int32", "float4_e2m1fn", &["6", "5", "7", "-6", "-7"]),
    ("uint16", "float16", &["2048", "2049", "65504", "65535"]),
    ("int64", "float64", &["9007199254740992", "9007199254740993", "9223372036854775807"]),
    ("uint64", "float64", &["9007199254740993", "18446744073709551615"]),
    ("float64", "int8", &["127", "128.0", "-128", "127.5", "-0.5", "300", "1e300"]),
    ("float64", "uint64", &["18446744073709549568", "18446744073709551616", "-1", "0.5"]),
    ("float64", "float16", &["65504", "65520", "1e300", "-1e300", "0.1", "6e-8", "1e-300"]),
    ("float32", "float8_e4m3fnuz", &["240", "248", "-1e30", "0.3"]),
];

fn ranges() -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    for (array, codec, fill_values) in RANGES {
        let is_integer = Real::from_name(codec).is_ok_and(Real::is_integer);
        let rules = if is_integer { &OutOfRange::ALL[..] } else { &OutOfRange::ALL[..2] };
        for fill_value in fill_values {
            for rule in rules {
                let (about, range, clause) = match rule {
                    OutOfRange::Unset => ("no range rule", String::new(), "range/unset-fails"),
                    OutOfRange::Clamp => (
                        "clamped on the way there and back",
                        r#","out_of_range":"clamp""#.to_owned(),
                        "range/clamp",
                    ),
                    OutOfRange::Wrap => (
                        "wrapped on the way there and back",
                        r#","out_of_range":"wrap""#.to_owned(),
                        "range/wrap",
                    ),
                };
                let id = format!("{array}/{codec}/{rule}/{fill_value}");
                let fields = format!(r#""data_type":"{codec}"{range}"#);
                let clauses = [CLAUSES[0], CLAUSES[1], clause];
                scenarios.push(scenario(id, about, &clauses, array, &fields, fill_value));
            }
        }
    }
    scenarios
}

/// Inexact fill values, each with the codec's values around it.
const ROUNDINGS: [(&str, &str, &str, [&str; 2]); 14] = [
    ("float64", "int8", "2.5", ["2", "3"]),
    ("float64", "int8", "-2.5", ["-3", "-2"]),
    ("float64", "int8", "0.7", ["0", "1"]),
    ("float64", "uint64", "4503599627370496.5", ["4503599627370496", "4503599627370497"]),
    ("float64", "float16", "1.00048828125", ["1", "1.0009765625"]),
    ("float64", "float32", "-16777217", ["-16777218", "-16777216"]),
    ("float64", "bfloat16", "1.01", ["1.0078125", "1.015625"]),
    ("float32", "float4_e2m1fn", "5", ["4", "6"]),
    ("float32", "float8_e8m0fnu", "3", ["2", "4"]),
    ("int32", "float32", "16777217", ["16777216", "16777218"]),
    ("uint64", "float64", "9007199254740995", ["9007199254740994", "9007199254740996"]),
    ("float64", "float16", "1.0009", ["1", "1.0009765625"]),
    ("int64", "float32", "-16777219", ["-16777220", "-16777218"]),
    ("int32", "float16", "4097", ["4096", "4100"]),
];

fn roundings() -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    for (array, codec, fill_value, [below, above]) in ROUNDINGS {
        for rounding in Rounding::ALL {
            let id = format!("{array}/{codec}/{rounding}/{fill_value}");
            let alone = format!(r#""data_type":"{codec}","rounding":"{rounding}""#);
            let back = format!("[[{below},{fill_value}],[{above},{fill_value}]]");
            let mapped = format!(r#"{alone},"scalar_map":{{"decode":{back}}}"#);
            let clauses = ["rounding/applies", CLAUSES[1]];
            let about = "rounded, and nothing brings it back";
            let lost = format!("{id}/lost");
            scenarios.push(scenario(lost, about, &clauses, array, &alone, fill_value));
            let about = "rounded, and brought back by scalar_map whichever way it went";
            let clauses = [clauses[0], clauses[1], "scalar-map/decode"];
            let kept = format!("{id}/kept");
            scenarios.push(scenario(kept, about, &clauses, array, &mapped, fill_value));
        }
    }
    scenarios
}
