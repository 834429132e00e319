//! `scale_offset` on integers: what people do where a value leaves the range, and how they divide.

use zarrproof::codec::Operation;
use zarrproof::vectors::Scenario;

use super::{RIGHT, fate, first_wrong, number, scenarios};

/// The integers of a type.
#[derive(Clone, Copy)]
struct Range {
    bits: u32,
    signed: bool,
}

impl Range {
    fn ends(self) -> (i128, i128) {
        match self.signed {
            true => (-(1 << (self.bits - 1)), (1 << (self.bits - 1)) - 1),
            false => (0, (1 << self.bits) - 1),
        }
    }

    /// The integer, if the type has it.
    fn fit(self, x: i128) -> Option<i128> {
        let (min, max) = self.ends();
        (min..=max).contains(&x).then_some(x)
    }

    /// The integer of the type that is the same modulo a power of two.
    fn wrap(self, x: i128) -> i128 {
        let low = x & ((1 << self.bits) - 1);
        if self.signed && low >> (self.bits - 1) == 1 { low - (1 << self.bits) } else { low }
    }

    fn clamp(self, x: i128) -> i128 {
        let (min, max) = self.ends();
        x.clamp(min, max)
    }
}

/// The range, the offset, the scale, and the input.
type Formula = fn(Range, i128, i128, i128) -> Option<i128>;

struct Arithmetic {
    name: &'static str,
    encode: Formula,
    decode: Formula,
}

/// The quotient, if it is whole.
fn whole(x: i128, s: i128) -> Option<i128> {
    if x.checked_rem(s)? == 0 { x.checked_div(s) } else { None }
}

fn encode(range: Range, o: i128, s: i128, x: i128) -> Option<i128> {
    range.fit(range.fit(x - o)?.checked_mul(s)?)
}

fn decode(range: Range, o: i128, s: i128, x: i128) -> Option<i128> {
    range.fit(range.fit(whole(x, s)?)? + o)
}

const FAMILY: [Arithmetic; 9] = [
    Arithmetic { name: RIGHT, encode, decode },
    Arithmetic {
        name: "wraps",
        encode: |range, o, s, x| Some(range.wrap((x - o).wrapping_mul(s))),
        decode: |range, o, s, x| Some(range.wrap(whole(x, s)? + o)),
    },
    Arithmetic {
        name: "wraps to decode",
        encode,
        decode: |range, o, s, x| Some(range.wrap(whole(x, s)? + o)),
    },
    Arithmetic {
        name: "saturates",
        encode: |range, o, s, x| Some(range.clamp(range.clamp(x - o).saturating_mul(s))),
        decode: |range, o, s, x| Some(range.clamp(whole(x, s)? + o)),
    },
    Arithmetic {
        name: "computes in float64",
        encode: |range, o, s, x| Some(range.clamp(((x as f64 - o as f64) * s as f64) as i128)),
        decode: |range, o, s, x| Some(range.clamp((x as f64 / s as f64 + o as f64) as i128)),
    },
    Arithmetic {
        name: "looks at the last value only",
        encode: |range, o, s, x| range.fit((x - o).checked_mul(s)?),
        decode: |range, o, s, x| range.fit(whole(x, s)? + o),
    },
    Arithmetic {
        name: "scales first",
        encode: |range, o, s, x| range.fit(range.fit(x.checked_mul(s)?)? - o),
        decode: |range, o, s, x| range.fit(whole(range.fit(x + o)?, s)?),
    },
    Arithmetic {
        name: "adds the offset to encode",
        encode: |range, o, s, x| range.fit(range.fit(x + o)?.checked_mul(s)?),
        decode: |range, o, s, x| range.fit(range.fit(whole(x, s)?)? - o),
    },
    Arithmetic {
        name: "divides to encode",
        encode: |range, o, s, x| whole(range.fit(x - o)?, s),
        decode: |range, o, s, x| range.fit(range.fit(x.checked_mul(s)?)? + o),
    },
];

fn fates(data_type: &str, range: Range) {
    let scenarios = scenarios("scale_offset", data_type);
    for arithmetic in &FAMILY {
        let first = |scenario: &Scenario| {
            let offset = number(scenario, "offset").unwrap_or(0);
            let scale = number(scenario, "scale").unwrap_or(1);
            first_wrong(scenario, |operation, input| {
                let formula = match operation {
                    Operation::Encode => arithmetic.encode,
                    Operation::Decode => arithmetic.decode,
                };
                let found = formula(range, offset, scale, range.wrap(i128::from(input)));
                found.map(|found| (found & ((1 << range.bits) - 1)) as u64)
            })
        };
        fate(arithmetic.name, &scenarios, first);
    }
}

#[test]
fn wrong_arithmetic_of_int64_shows() {
    fates("int64", Range { bits: 64, signed: true });
}

#[test]
fn wrong_arithmetic_of_int8_shows() {
    fates("int8", Range { bits: 8, signed: true });
}

#[test]
fn wrong_arithmetic_of_uint64_shows() {
    fates("uint64", Range { bits: 64, signed: false });
}
