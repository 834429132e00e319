//! Scalars of metadata that are read wrongly.

use super::super::defect::{Defect, Fault, Sites, Theme};
use super::super::element::float;
use super::super::place::{Place, Where};
use super::super::subject::Reader;
use crate::codec::notes::Readings;
use crate::codec::scalar_rules;
use crate::data_type::Real;
use crate::data_type::scalar::Rules;

pub const DEFECTS: [Defect; 11] = [
    scalar(
        "scalar-saturates",
        "a number that the type cannot hold is its limit",
        integers,
        |reader| by(reader, |rules| rules.saturate = true),
    ),
    scalar(
        "scalar-through-float64",
        "an integer is read through a float64",
        long_integers,
        |reader| by(reader, |rules| rules.integers_through_float64 = true),
    ),
    scalar(
        "scalar-rounded-twice",
        "a number is rounded to float64 first",
        narrow_floats,
        |reader| by(reader, |rules| rules.floats_through_float64 = true),
    ),
    scalar("scalar-nan-refused", "\"NaN\" is refused", with_nan, |reader| {
        if reader.json.contains("NaN") { None } else { reader.right() }
    }),
    scalar("scalar-infinity-refused", "infinities are refused", with_infinity, |reader| {
        if reader.json.contains("Infinity") { None } else { reader.right() }
    }),
    scalar("scalar-infinity-without-sign", "\"-Infinity\" is positive", with_infinity, |reader| {
        if reader.json.contains("-Infinity") {
            reader.data_type.infinity(false)
        } else {
            reader.right()
        }
    }),
    scalar("scalar-pattern-refused", "a pattern is refused", floats, |reader| {
        if reader.json.contains("0x") { None } else { reader.right() }
    }),
    scalar(
        "scalar-pattern-of-nan-lost",
        "a pattern that is NaN becomes the canonical one",
        many_nans,
        |reader| {
            let right = reader.right()?;
            if reader.data_type.is_nan(right) { reader.data_type.nan() } else { Some(right) }
        },
    ),
    scalar(
        "scalar-pattern-reversed",
        "the bytes of a pattern are in the other order",
        wide_floats,
        |reader| {
            let right = reader.right()?;
            let swapped = right.swap_bytes() >> (64 - reader.data_type.bits());
            Some(if reader.json.contains("0x") { swapped } else { right })
        },
    ),
    scalar("scalar-negative-zero-lost", "-0.0 is +0", with_negative_zero, |reader| {
        let right = reader.right()?;
        let is_lost = right == 1 << (reader.data_type.bits() - 1);
        Some(if is_lost { 0 } else { right })
    }),
    scalar("scalar-one-step-off", "the largest value is read as the one below", all, |reader| {
        let right = reader.right()?;
        let data_type = reader.data_type;
        let below = data_type.rank(right).and_then(|rank| data_type.from_rank(rank - 1));
        Some(if right == data_type.max_finite() { below.unwrap_or(right) } else { right })
    }),
];

const fn scalar(
    name: &'static str,
    about: &'static str,
    places: fn() -> Vec<Place>,
    read: fn(&Reader) -> Option<u64>,
) -> Defect {
    let (theme, sites) = (Theme::Scalars, Sites::Listed(places));
    Defect { name, theme, about, sites, fault: Fault::Scalar(read) }
}

fn by(reader: &Reader, change: fn(&mut Rules)) -> Option<u64> {
    let mut rules = scalar_rules(&Readings::stand());
    change(&mut rules);
    reader.by(&rules)
}

fn places(passes: impl Fn(Real) -> bool) -> Vec<Place> {
    let types = Real::all().filter(|data_type| passes(*data_type));
    types.map(|data_type| Place::of(Where::Scalars(data_type))).collect()
}

fn all() -> Vec<Place> {
    places(|_| true)
}

fn integers() -> Vec<Place> {
    places(Real::is_integer)
}

fn floats() -> Vec<Place> {
    places(|data_type| !data_type.is_integer())
}

fn wide_floats() -> Vec<Place> {
    places(|data_type| !data_type.is_integer() && data_type.bits() > 8)
}

/// Those that float64 has more digits than.
fn narrow_floats() -> Vec<Place> {
    places(|data_type| !data_type.is_integer() && data_type != Real::FLOAT64)
}

fn long_integers() -> Vec<Place> {
    places(|data_type| data_type.is_integer() && data_type.bits() > 53)
}

fn with_infinity() -> Vec<Place> {
    places(|data_type| data_type.infinity(false).is_some())
}

fn with_nan() -> Vec<Place> {
    places(|data_type| data_type.nan().is_some())
}

fn many_nans() -> Vec<Place> {
    places(|data_type| data_type.nan().is_some() && !data_type.has_one_nan())
}

fn with_negative_zero() -> Vec<Place> {
    places(|data_type| float(data_type).is_some_and(|float| float.negative_zero))
}
