//! `scale_offset` on float64 and float32.

use std::str::FromStr;

use zarrproof::codec::Operation;
use zarrproof::vectors::Scenario;

use super::{RIGHT, fate, first_wrong, number, scenarios};

/// The offset, the scale, and the input.
type Formula<T> = fn(T, T, T) -> T;

/// A formula of each operation. Members that are absent are the identities.
struct Arithmetic<T> {
    name: &'static str,
    encode: Formula<T>,
    decode: Formula<T>,
}

const FLOAT64: [Arithmetic<f64>; 8] = [
    Arithmetic { name: RIGHT, encode: |o, s, x| (x - o) * s, decode: |o, s, x| x / s + o },
    Arithmetic {
        name: "distributes the scale",
        encode: |o, s, x| x * s - o * s,
        decode: |o, s, x| x / s + o,
    },
    Arithmetic {
        name: "multiplies by the reciprocal",
        encode: |o, s, x| (x - o) * s,
        decode: |o, s, x| x * (1.0 / s) + o,
    },
    Arithmetic {
        name: "fuses both operations",
        encode: |o, s, x| x.mul_add(s, -o * s),
        decode: |o, s, x| x.mul_add(1.0 / s, o),
    },
    Arithmetic { name: "scales first", encode: |o, s, x| x * s - o, decode: |o, s, x| (x + o) / s },
    Arithmetic {
        name: "computes in float32",
        encode: |o, s, x| f64::from((x as f32 - o as f32) * s as f32),
        decode: |o, s, x| f64::from(x as f32 / s as f32 + o as f32),
    },
    Arithmetic {
        name: "divides to encode",
        encode: |o, s, x| (x - o) / s,
        decode: |o, s, x| x * s + o,
    },
    Arithmetic {
        name: "adds the offset to encode",
        encode: |o, s, x| (x + o) * s,
        decode: |o, s, x| x / s - o,
    },
];

const FLOAT32: [Arithmetic<f32>; 9] = [
    Arithmetic { name: RIGHT, encode: |o, s, x| (x - o) * s, decode: |o, s, x| x / s + o },
    Arithmetic {
        name: "distributes the scale",
        encode: |o, s, x| x * s - o * s,
        decode: |o, s, x| x / s + o,
    },
    Arithmetic {
        name: "multiplies by the reciprocal",
        encode: |o, s, x| (x - o) * s,
        decode: |o, s, x| x * (1.0 / s) + o,
    },
    Arithmetic {
        name: "computes in float64 and rounds at the end",
        encode: |o, s, x| ((f64::from(x) - f64::from(o)) * f64::from(s)) as f32,
        decode: |o, s, x| (f64::from(x) / f64::from(s) + f64::from(o)) as f32,
    },
    Arithmetic {
        name: "decodes in float64",
        encode: |o, s, x| (x - o) * s,
        decode: |o, s, x| (f64::from(x) / f64::from(s) + f64::from(o)) as f32,
    },
    Arithmetic {
        name: "flushes subnormal values",
        encode: |o, s, x| flushed((x - o) * s),
        decode: |o, s, x| flushed(x / s + o),
    },
    Arithmetic { name: "scales first", encode: |o, s, x| x * s - o, decode: |o, s, x| (x + o) / s },
    Arithmetic {
        name: "divides to encode",
        encode: |o, s, x| (x - o) / s,
        decode: |o, s, x| x * s + o,
    },
    Arithmetic {
        name: "adds the offset to encode",
        encode: |o, s, x| (x + o) * s,
        decode: |o, s, x| x / s - o,
    },
];

fn flushed(x: f32) -> f32 {
    if x.is_subnormal() { 0.0_f32.copysign(x) } else { x }
}

/// Holds each formula against the scenarios of a type: its bits, and those of what comes out.
fn fates<T: Copy + FromStr>(
    family: &[Arithmetic<T>],
    data_type: &str,
    [negative_zero, zero, one]: [T; 3],
    of_bits: fn(u64) -> T,
    to_bits: fn(T) -> u64,
) {
    let scenarios = scenarios("scale_offset", data_type);
    for arithmetic in family {
        let first = |scenario: &Scenario| {
            let (offset, scale) = (number(scenario, "offset"), number(scenario, "scale"));
            first_wrong(scenario, |operation, input| {
                // Without an offset nothing is added: -0 stays -0 (SN-106).
                let (formula, identity) = match operation {
                    Operation::Encode => (arithmetic.encode, zero),
                    Operation::Decode => (arithmetic.decode, negative_zero),
                };
                let (offset, scale) = (offset.unwrap_or(identity), scale.unwrap_or(one));
                Some(to_bits(formula(offset, scale, of_bits(input))))
            })
        };
        fate(arithmetic.name, &scenarios, first);
    }
}

#[test]
fn wrong_arithmetic_of_float64_shows() {
    fates(&FLOAT64, "float64", [-0.0, 0.0, 1.0], f64::from_bits, f64::to_bits);
}

#[test]
fn wrong_arithmetic_of_float32_shows() {
    let of_bits = |bits| f32::from_bits(bits as u32);
    fates(&FLOAT32, "float32", [-0.0, 0.0, 1.0], of_bits, |x| x.to_bits().into());
}
