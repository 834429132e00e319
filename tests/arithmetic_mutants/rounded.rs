//! `bitround` on floats and on integers.

use zarrproof::vectors::Scenario;

use super::{RIGHT, fate, first_wrong, number, scenarios};

/// A width: the bits of the type, and of those the bits of the mantissa, of which integers have none.
#[derive(Clone, Copy)]
struct Width {
    bits: u32,
    mantissa: u32,
}

/// The width, keepbits, and the pattern.
type Formula = fn(Width, u32, u64) -> u64;

impl Width {
    fn mask(self) -> u64 {
        u64::MAX >> (64 - self.bits)
    }

    /// Whether a pattern is infinity or NaN.
    fn is_special(self, bits: u64) -> bool {
        let exponent = self.mask() >> 1 >> self.mantissa;
        bits >> self.mantissa & exponent == exponent
    }
}

/// Adds a bit less than half of the last place that is kept, and that place's bit, as numcodecs does.
fn to_even(bits: u64, drop: u32) -> u64 {
    let half = (1u64 << (drop - 1)) - 1;
    bits.wrapping_add(half).wrapping_add(bits >> drop & 1) >> drop << drop
}

fn float(width: Width, keep: u32, bits: u64, round: fn(u64, u32) -> u64) -> u64 {
    match width.mantissa.checked_sub(keep) {
        Some(drop) if drop > 0 && !width.is_special(bits) => round(bits, drop) & width.mask(),
        _ => bits,
    }
}

const FLOATS: [(&str, Formula); 8] = [
    (RIGHT, |width, keep, bits| float(width, keep, bits, to_even)),
    ("cuts off", |width, keep, bits| float(width, keep, bits, |bits, drop| bits >> drop << drop)),
    ("ties away from zero", |width, keep, bits| {
        float(width, keep, bits, |bits, drop| bits.wrapping_add(1 << (drop - 1)) >> drop << drop)
    }),
    ("ties to odd", |width, keep, bits| {
        float(width, keep, bits, |bits, drop| to_even(bits ^ 1 << drop, drop) ^ 1 << drop)
    }),
    ("counts the hidden bit", |width, keep, bits| float(width, keep - 1, bits, to_even)),
    ("keeps a bit too many", |width, keep, bits| float(width, keep + 1, bits, to_even)),
    ("shaves and sets", |width, keep, bits| {
        float(width, keep, bits, |bits, drop| bits >> drop << drop | 1 << (drop - 1))
    }),
    ("rounds twice", |width, keep, bits| {
        let once = float(width, keep + 1, bits, to_even);
        float(width, keep, once, to_even)
    }),
];

/// The lower bits that go, if any do: those below `keep` bits from the most significant one that is set.
fn dropped(keep: u32, bits: u64) -> Option<u32> {
    (u64::BITS - bits.leading_zeros()).checked_sub(keep).filter(|drop| *drop > 0)
}

/// A multiple of a power of two that is beyond the limit is the one below it.
fn limited(bits: u64, drop: u32, limit: u64) -> u64 {
    let (cut, step) = (bits >> drop << drop, 1u128 << drop);
    let rest = u128::from(bits - cut);
    let up = 2 * rest > step || 2 * rest == step && bits >> drop & 1 == 1;
    let rounded = u128::from(cut) + if up { step } else { 0 };
    if rounded > u128::from(limit) { cut } else { rounded as u64 }
}

const UNSIGNED: [(&str, Formula); 7] = [
    (RIGHT, |width, keep, bits| {
        dropped(keep, bits).map_or(bits, |drop| limited(bits, drop, width.mask()))
    }),
    ("cuts off", |_, keep, bits| dropped(keep, bits).map_or(bits, |drop| bits >> drop << drop)),
    ("counts from the top of the type", |width, keep, bits| {
        let drop = width.bits.checked_sub(keep).filter(|drop| *drop > 0);
        drop.map_or(bits, |drop| limited(bits, drop, width.mask()))
    }),
    ("wraps", |width, keep, bits| {
        dropped(keep, bits).map_or(bits, |drop| to_even(bits, drop) & width.mask())
    }),
    ("saturates", |width, keep, bits| {
        let limit = width.mask();
        let drop = dropped(keep, bits);
        drop.map_or(bits, |drop| match limited(bits, drop, limit) {
            cut if cut < bits && to_even(bits, drop) & limit < cut => limit,
            rounded => rounded,
        })
    }),
    ("ties away from zero", |width, keep, bits| {
        let drop = dropped(keep, bits);
        drop.map_or(bits, |drop| {
            let up = bits.wrapping_add(1 << (drop - 1)) >> drop << drop & width.mask();
            if up < bits >> drop << drop { bits >> drop << drop } else { up }
        })
    }),
    ("keeps a bit too many", |width, keep, bits| {
        dropped(keep + 1, bits).map_or(bits, |drop| limited(bits, drop, width.mask()))
    }),
];

fn fates(family: &[(&'static str, Formula)], data_type: &str, width: Width) {
    let scenarios = scenarios("bitround", data_type);
    for (name, formula) in family {
        let first = |scenario: &Scenario| {
            let keep = number(scenario, "keepbits").expect("keepbits");
            first_wrong(scenario, |operation, input| {
                Some(if operation.name() == "encode" { formula(width, keep, input) } else { input })
            })
        };
        fate(name, &scenarios, first);
    }
}

#[test]
fn wrong_rounding_of_float64_shows() {
    fates(&FLOATS, "float64", Width { bits: 64, mantissa: 52 });
}

#[test]
fn wrong_rounding_of_float32_shows() {
    fates(&FLOATS, "float32", Width { bits: 32, mantissa: 23 });
}

#[test]
fn wrong_rounding_of_uint8_shows() {
    fates(&UNSIGNED, "uint8", Width { bits: 8, mantissa: 0 });
}

#[test]
fn wrong_rounding_of_uint64_shows() {
    fates(&UNSIGNED, "uint64", Width { bits: 64, mantissa: 0 });
}
