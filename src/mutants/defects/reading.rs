//! Patterns of floats that are read, or written, as another layout has them.

use super::super::defect::{Defect, Theme};
use super::super::element::{Pair, Shape, float, is_scale, is_signed};
use super::super::place::With;
use super::{ANY, cast, named, result, with};
use crate::data_type::{Kind, Nan, Real};
use crate::oracle::exact::Exact;

pub const DEFECTS: [Defect; 6] = [
    cast(
        Theme::Layout,
        "read-as",
        "an input is read as the same bits of another type",
        with(ANY, same_width),
        |shape| has_other(shape.from, shape.with) && !shape.target_is_scale(),
        |element| {
            let pair = Pair::new(element.via(), element.to());
            pair.right(element.rounding, element.out_of_range, element.input)
        },
    ),
    cast(
        Theme::Layout,
        "written-as",
        "a result is written as the same value of another type of that width has it",
        with(ANY, same_width_of_result),
        |shape| has_other(shape.to, shape.with),
        |element| {
            let right = element.right()?;
            let Some(value) = Exact::of_pattern(element.to(), right) else { return Some(right) };
            let other = value.to_dyadic().and_then(|value| element.via().encode(value));
            Some(other.unwrap_or(right))
        },
    ),
    cast(
        Theme::Layout,
        "last-code-is-infinity",
        "the largest exponent code is read as infinity, which the type does not have",
        ANY,
        |shape| {
            let lacks = shape.source_float().is_some_and(|from| !from.infinity && from.zero);
            lacks && shape.to.infinity(false).is_some()
        },
        |element| match element.from().kind() {
            Kind::Float(from)
                if from.fields(element.input).exponent == (1 << from.exponent_bits) - 1 =>
            {
                element.to().infinity(element.is_negative())
            }
            _ => element.right(),
        },
    ),
    cast(
        Theme::Nan,
        "nan-read-as-negative-zero",
        "the NaN of a type with one zero is read as −0",
        ANY,
        |shape| is_unsigned_zero(shape.from) && !shape.target_is_scale(),
        |element| match element.from().is_nan(element.input) {
            true => element.encode(&Exact { negative: true, magnitude: 0.into(), exponent: 0 }),
            false => element.right(),
        },
    ),
    result(
        Theme::Layout,
        "sign-bit-lost",
        "a negative result comes out without its sign bit",
        ANY,
        |shape| {
            let is_float = shape.target_float().is_some_and(|to| to.signed);
            is_float && is_signed(shape.from)
        },
        |element, result| match element.is_negative() && !element.to().is_nan(result) {
            true => Some(result & element.to().mask() >> 1),
            false => Some(result),
        },
    ),
    cast(
        Theme::Layout,
        "bytes-swapped",
        "the bytes of the source are read in the other order",
        ANY,
        |shape| shape.from.bytes() > 1 && !shape.target_is_scale(),
        |element| {
            let unused = 64 - element.from().bits();
            element.right_of(element.input.swap_bytes() >> unused)
        },
    ),
];

/// Other types with as many bits as the source.
fn same_width(shape: &Shape) -> Vec<With> {
    others(shape.from)
}

fn same_width_of_result(shape: &Shape) -> Vec<With> {
    others(shape.to)
}

fn others(data_type: Real) -> Vec<With> {
    let floats = [
        "float8_e3m4",
        "float8_e4m3",
        "float8_e4m3b11fnuz",
        "float8_e4m3fnuz",
        "float8_e5m2",
        "float8_e5m2fnuz",
        "float6_e2m3fn",
        "float6_e3m2fn",
        "bfloat16",
        "float16",
    ];
    let same = floats.map(named).into_iter();
    same.filter(|other| other.bits() == data_type.bits()).map(With::Type).collect()
}

fn has_other(data_type: Real, with: With) -> bool {
    let is_other = with != With::Type(data_type);
    is_other && !data_type.is_integer() && !is_scale(data_type)
}

fn is_unsigned_zero(data_type: Real) -> bool {
    float(data_type).is_some_and(|float| matches!(float.nan, Nan::Only(_)) && float.zero)
}
