//! Integers as inputs.

use rug::Integer;

use super::super::defect::{Defect, Theme};
use super::super::element::{Element, is_signed, precision, signed, whole};
use super::{ANY, MODE, cast};
use crate::codec::cast_value::Rounding;
use crate::data_type::Value;
use crate::oracle::exact::Exact;

pub const DEFECTS: [Defect; 8] = [
    cast(
        Theme::Layout,
        "signed-read-as-unsigned",
        "a negative integer is read as the unsigned one of the same bits",
        ANY,
        |shape| shape.from.is_integer() && is_signed(shape.from) && !shape.target_is_scale(),
        |element| match element.number() {
            Some(value) if value.negative => element.right_for(&whole(element.input.into())),
            _ => element.right(),
        },
    ),
    cast(
        Theme::Layout,
        "unsigned-read-as-signed",
        "an unsigned integer with its highest bit set is read as the negative one of the same bits",
        ANY,
        |shape| shape.from.is_integer() && !is_signed(shape.from),
        |element| {
            let bits = element.from().bits();
            match element.input >> (bits - 1) {
                1 => {
                    let turn = Integer::from(1) << bits;
                    element.right_for(&whole(Integer::from(element.input) - turn))
                }
                _ => element.right(),
            }
        },
    ),
    cast(
        Theme::Layout,
        "smallest-integer-is-positive",
        "the smallest integer is read as its magnitude, for its negative overflows",
        ANY,
        |shape| shape.from.is_integer() && is_signed(shape.from) && !shape.target_is_scale(),
        |element| match element.input == element.from().min_finite() {
            true => element.right_for(&Exact { negative: false, ..smallest(element) }),
            false => element.right(),
        },
    ),
    cast(
        Theme::Layout,
        "smallest-integer-is-zero",
        "the smallest integer is read as zero, for its magnitude does not fit",
        ANY,
        |shape| shape.from.is_integer() && is_signed(shape.from) && !shape.target_is_scale(),
        |element| match element.input == element.from().min_finite() {
            true => Some(0),
            false => element.right(),
        },
    ),
    cast(
        Theme::Precision,
        "halved-to-convert",
        "an unsigned integer with its highest bit set is halved to be converted, and the bit that falls out is not seen",
        MODE,
        |shape| {
            let is_unsigned = shape.from.is_integer() && !is_signed(shape.from);
            let rounds = precision(shape.from) > precision(shape.to);
            is_unsigned
                && shape.target_float().is_some()
                && rounds
                && shape.spare_bits() > 2
                && shape.rounding != Rounding::TowardsZero
                && shape.rounding != Rounding::TowardsNegative
                && shape.rounding != Rounding::NearestAway
                && !shape.target_is_scale()
        },
        |element| match element.input >> (element.from().bits() - 1) {
            1 => element.right_of(element.input & !1),
            _ => element.right(),
        },
    ),
    cast(
        Theme::Precision,
        "upper-half-dropped",
        "only the lower half of an integer's bits is read",
        ANY,
        |shape| shape.from.is_integer() && shape.from.bits() >= 16 && !shape.target_is_scale(),
        |element| {
            let half = element.from().bits() / 2;
            let low = element.input & ((1 << half) - 1);
            let is_negative = is_signed(element.from()) && low >> (half - 1) == 1;
            let value = Integer::from(low);
            let value = if is_negative { value - (Integer::from(1) << half) } else { value };
            match value == 0 {
                true => Some(0),
                false => element.right_for(&whole(value)),
            }
        },
    ),
    cast(
        Theme::Precision,
        "lowest-bit-dropped",
        "the lowest bit of the source is not read",
        ANY,
        |shape| {
            let has_room = shape.from.bits() > 4 && !shape.target_is_scale();
            has_room && (shape.to.is_integer() && shape.from.is_integer() || !shape.is_inexact())
        },
        |element| match element.value() {
            Value::Finite(_) => element.right_of(element.input & !1),
            _ => element.right(),
        },
    ),
    cast(
        Theme::Layout,
        "rounded-one-beyond",
        "a whole result of a negative fraction is one below",
        MODE,
        |shape| shape.source_float().is_some() && shape.to.is_integer() && is_signed(shape.from),
        |element| {
            let Some(value) = element.number() else { return element.right() };
            let rounded = element.rounded(&value);
            match value.negative && rounded.compare(&value).is_ne() {
                true => element.settle(&whole(signed(&rounded) - 1u32)),
                false => element.right(),
            }
        },
    ),
];

fn smallest(element: &Element) -> Exact {
    element.number().unwrap_or_else(|| whole(Integer::new()))
}
