//! Wrapping by another modulus, or by way of another type.

use rug::Integer;
use rug::ops::RemRounding;

use super::super::defect::{Defect, Theme};
use super::super::element::{Element, Shape, float, highest, is_signed, precision, signed, whole};
use super::{RULE, beyond};
use crate::codec::cast_value::Rounding;
use crate::data_type::Real;
use crate::oracle::exact::Exact;

pub const DEFECTS: [Defect; 12] = [
    wrap(
        "wrap-one-bit-less",
        "values wrap modulo half of 2^N",
        |shape| wraps(shape) && shape.passes_max(),
        |element, value, _| {
            let value = signed(value);
            let modulus = power(element.to().bits() - 1);
            Some(element.low_bits(&floor_modulo(&value, &modulus)))
        },
    ),
    wrap(
        "wrap-one-bit-more",
        "values wrap modulo twice 2^N, and what is beyond N bits is an error",
        |shape| wraps(shape) && highest(shape.from) > highest(shape.to),
        |element, value, _| {
            let value = signed(value);
            let bits = element.to().bits() + 1;
            let residue = floor_modulo(&value, &power(bits));
            let residue = if is_signed(element.to()) && residue.get_bit(bits - 1) {
                residue - power(bits)
            } else {
                residue
            };
            element.encode(&whole(residue))
        },
    ),
    wrap(
        "wrap-modulo-maximum",
        "values wrap modulo 2^N - 1",
        |shape| wraps(shape) && shape.passes_max(),
        |element, value, _| {
            let value = signed(value);
            let modulus = power(element.to().bits()) - 1u32;
            Some(element.low_bits(&floor_modulo(&value, &modulus)))
        },
    ),
    wrap(
        "wrap-of-magnitude",
        "the magnitude wraps, and the sign is lost",
        |shape| wraps(shape) && shape.passes_min() && is_signed(shape.from),
        |element, value, _| {
            let value = signed(value);
            Some(element.low_bits(&value.abs()))
        },
    ),
    wrap(
        "wrap-by-remainder",
        "values wrap by a remainder that has the sign of the value, and negative ones are clamped to zero",
        |shape| wraps(shape) && shape.passes_min() && !is_signed(shape.to),
        |element, value, _| {
            let value = signed(value);
            let remainder = value % power(element.to().bits());
            Some(if remainder < 0 { 0 } else { element.low_bits(&remainder) })
        },
    ),
    wrap(
        "wrap-through-int64",
        "values go through int64, which clamps them",
        |shape| far(shape, 63),
        |element, value, _| {
            let value = signed(value);
            Some(element.low_bits(&clamped(value, -power(63), power(63) - 1)))
        },
    ),
    wrap(
        "wrap-through-int32",
        "values go through int32, which clamps them",
        |shape| far(shape, 31),
        |element, value, _| {
            let value = signed(value);
            Some(element.low_bits(&clamped(value, -power(31), power(31) - 1)))
        },
    ),
    wrap(
        "wrap-through-uint64",
        "values go through uint64, which clamps them",
        |shape| wraps(shape) && shape.passes_min() && is_signed(shape.from),
        |element, value, _| {
            let value = signed(value);
            Some(element.low_bits(&clamped(value, Integer::new(), power(64) - 1)))
        },
    ),
    wrap(
        "wrap-indefinite",
        "what int64 does not hold wraps as its smallest value",
        |shape| far(shape, 63),
        |element, value, _| {
            let value = signed(value);
            let is_held = value >= -power(63) && value < power(63);
            Some(element.low_bits(&if is_held { value } else { -power(63) }))
        },
    ),
    wrap(
        "wrap-through-float64",
        "values go through float64",
        |shape| has_digits(shape, 53),
        |element, value, _| {
            let value = signed(value);
            Some(element.low_bits(&through(&value, Real::FLOAT64)))
        },
    ),
    wrap(
        "wrap-through-float32",
        "values go through float32",
        |shape| has_digits(shape, 24),
        |element, value, _| {
            let value = signed(value);
            Some(element.low_bits(&through(&value, Real::FLOAT32)))
        },
    ),
    wrap(
        "wrap-once",
        "2^N is added or subtracted once, and what is still out of range is clamped",
        |shape| wraps(shape) && highest(shape.from) > highest(shape.to) + 1,
        |element, value, _| {
            let value = signed(value);
            let turn = power(element.to().bits());
            let once = if value < 0 { value + turn } else { value - turn };
            let once = whole(once);
            element
                .end_passed(&once)
                .map_or_else(|| element.encode(&once), |low| Some(element.to().limit(low)))
        },
    ),
];

/// A mistake about values beyond the range of an integer that wrap. They come rounded.
const fn wrap(
    name: &'static str,
    about: &'static str,
    fits: fn(&Shape) -> bool,
    wrapped: fn(&Element, &Exact, bool) -> Option<u64>,
) -> Defect {
    beyond(Theme::Wrap, name, about, RULE, fits, wrapped)
}

fn power(bits: u32) -> Integer {
    Integer::from(1) << bits
}

fn floor_modulo(value: &Integer, modulus: &Integer) -> Integer {
    value.clone().rem_floor(modulus)
}

fn clamped(value: Integer, min: Integer, max: Integer) -> Integer {
    value.max(min).min(max)
}

fn wraps(shape: &Shape) -> bool {
    shape.wraps() && shape.to.is_integer()
}

/// Whether values wrap of which a signed integer of so many digits does not hold all.
fn far(shape: &Shape, digits: i32) -> bool {
    wraps(shape) && shape.passes_max() && highest(shape.from) >= digits
}

/// Whether integers with more digits than that wrap.
fn has_digits(shape: &Shape, digits: i32) -> bool {
    wraps(shape) && shape.passes_max() && precision(shape.from) > digits
}

fn through(value: &Integer, via: Real) -> Integer {
    let value = whole(value.clone());
    match float(via) {
        Some(float) if !value.is_zero() => {
            signed(&value.round(value.grid(float), Rounding::NearestEven))
        }
        _ => signed(&value),
    }
}
