//! The fill value: how it is cast, and whether it is validated.

use super::super::defect::{Defect, Fault, Sites, Theme};
use super::super::element::Pair;
use super::super::place::{Class, Place, Where, With};
use super::super::subject::Fill;
use crate::codec::Operation;
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::{Real, Value};

pub const DEFECTS: [Defect; 10] = [
    fill(
        "fill-value-rounded-otherwise",
        "the fill value is rounded in another mode than elements are",
        inexact_modes,
        |fill| match fill.place.with {
            With::Mode(mode) => fill.by(|instance| instance.configuration.rounding = mode),
            _ => fill.right(),
        },
    ),
    fill("fill-value-has-no-rule", "the fill value follows no range rule", ruled, |fill| {
        fill.by(|instance| instance.configuration.out_of_range = OutOfRange::Unset)
    }),
    fill(
        "fill-value-clamped",
        "a fill value out of range is clamped whatever the rule",
        unclamped,
        |fill| {
            let mut instance = fill.codec.instance.clone();
            instance.configuration.out_of_range = OutOfRange::Clamp;
            fill.right().or_else(|| fill.by(|one| *one = instance))
        },
    ),
    fill(
        "fill-value-not-mapped",
        "no entry of the map applies to the fill value",
        classes,
        |fill| {
            fill.by(|instance| {
                instance.encode.clear();
                instance.decode.clear();
            })
        },
    ),
    fill(
        "fill-value-not-mapped-back",
        "the fill value is decoded without the map",
        classes,
        |fill| fill.by(|instance| instance.decode.clear()),
    ),
    fill("fill-value-not-cast", "the fill value keeps its bits", classes, |fill| {
        let (_, encoded) = fill.codec.instance.types(Operation::Encode);
        fill.right().map(|_| fill.codec.instance.fill_value & encoded.mask())
    }),
    fill(
        "fill-value-not-decoded",
        "whether the fill value comes back is not looked at",
        classes,
        |fill| fill.encoded(),
    ),
    fill(
        "fill-value-decodes-to-anything",
        "the fill value has to have a result both ways, and not to be the same",
        classes,
        |fill| {
            let encoded = fill.encoded()?;
            fill.codec.decode.apply(encoded).ok().map(|_| encoded)
        },
    ),
    fill(
        "fill-value-nan-refused",
        "a fill value of NaN does not equal itself",
        of_floats,
        |fill| {
            let array = fill.codec.instance.array;
            match array.decode(fill.codec.instance.fill_value) {
                Value::Nan => None,
                _ => fill.right(),
            }
        },
    ),
    fill(
        "fill-value-through-float64",
        "the fill value is seen as a float64",
        of_integers,
        |fill| {
            let instance = &fill.codec.instance;
            let through = |from, to, pattern| {
                let pair = Pair::new(from, to);
                pair.right(Rounding::NearestEven, OutOfRange::Clamp, pattern)
            };
            let seen = through(instance.array, Real::FLOAT64, instance.fill_value)?;
            let seen = through(Real::FLOAT64, instance.array, seen)?;
            fill.by(|instance| instance.fill_value = seen)
        },
    ),
];

const fn fill(
    name: &'static str,
    about: &'static str,
    places: fn() -> Vec<Place>,
    cast: fn(&Fill) -> Option<u64>,
) -> Defect {
    let (theme, sites) = (Theme::FillValue, Sites::Listed(places));
    Defect { name, theme, about, sites, fault: Fault::Fill(cast) }
}

fn classes() -> Vec<Place> {
    let pair = |from| Class::ALL.map(|to| Place::of(Where::Classes(from, to)));
    Class::ALL.into_iter().flat_map(pair).collect()
}

fn of(class: Class) -> Vec<Place> {
    let is_of = |place: &Place| matches!(place.types, Where::Classes(from, _) if from == class);
    classes().into_iter().filter(is_of).collect()
}

fn of_floats() -> Vec<Place> {
    of(Class::Float)
}

fn of_integers() -> Vec<Place> {
    of(Class::Integer)
}

/// Every class whose values are rounded, and every mode for every other.
fn inexact_modes() -> Vec<Place> {
    let mut places = Vec::new();
    for place in classes() {
        if place.types == Where::Classes(Class::Integer, Class::Integer) {
            continue;
        }
        for rounding in Rounding::ALL {
            let others = Rounding::ALL.into_iter().filter(|other| *other != rounding);
            places.extend(others.map(|other| Place {
                rounding: Some(rounding),
                with: With::Mode(other),
                ..place
            }));
        }
    }
    places
}

fn with_rules(rules: &[OutOfRange]) -> Vec<Place> {
    let place =
        |place: Place| rules.iter().map(move |rule| Place { out_of_range: Some(*rule), ..place });
    classes().into_iter().flat_map(place).collect()
}

fn ruled() -> Vec<Place> {
    with_rules(&[OutOfRange::Clamp])
}

fn unclamped() -> Vec<Place> {
    with_rules(&[OutOfRange::Unset])
}
