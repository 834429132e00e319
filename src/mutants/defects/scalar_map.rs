//! Entries of `scalar_map`: when they apply, which one, and what they give.

use super::super::defect::{Defect, Fault, Sites, Theme};
use super::super::place::{Class, Place, Where};
use super::super::subject::Entries;
use crate::codec::Operation;
use crate::codec::cast_value::{Entry, OutOfRange, Rounding};
use crate::data_type::{Dyadic, Real, Value};
use crate::oracle::cast_value::Cast;

pub const DEFECTS: [Defect; 19] = [
    map("map-ignored", "no entry applies", |entries| entries.cast()),
    map("map-after-the-cast", "entries are looked for among results, after the cast", |entries| {
        let (input, output) = entries.types();
        let result = entries.cast()?;
        let value = output.decode(result);
        let found =
            entries.entries().iter().find(|entry| same(input.decode(entry.key.pattern), value));
        Some(found.map_or(result, |entry| entry.value))
    }),
    map(
        "map-if-the-cast-has-a-result",
        "an entry applies only if the cast has a result too",
        |entries| entries.cast().and_then(|_| entries.right()),
    ),
    map("map-if-the-cast-has-none", "an entry applies only if the cast has no result", |entries| {
        entries.cast().or_else(|| entries.right())
    }),
    map("map-twice", "what an entry gives is looked for among the entries again", |entries| {
        let result = entries.right()?;
        let found = position(entries, entries.input).is_some();
        let (input, output) = entries.types();
        let value = output.decode(result);
        let again =
            entries.entries().iter().find(|entry| same(input.decode(entry.key.pattern), value));
        Some(again.filter(|_| found).map_or(result, |entry| entry.value))
    }),
    map("last-entry-wins", "of entries with the same key the last applies", |entries| {
        let mut reversed = entries.entries().to_vec();
        reversed.reverse();
        entries.by(reversed)
    }),
    map("first-entry-alone", "only the first entry applies", |entries| {
        entries.by(entries.entries().iter().take(1).copied().collect())
    }),
    map("eight-entries-alone", "only the first eight entries apply", |entries| {
        entries.by(entries.entries().iter().take(8).copied().collect())
    }),
    map("last-entry-missing", "the last entry does not apply", |entries| {
        let count = entries.entries().len();
        entries.by(entries.entries().iter().take(count.saturating_sub(1)).copied().collect())
    }),
    map_of("nan-keys-unmatched", from_floats, "NaN matches no key", |entries| {
        let (input, _) = entries.types();
        if input.is_nan(entries.input) { entries.cast() } else { entries.right() }
    }),
    map_of("infinite-keys-unmatched", from_floats, "an infinity matches no key", |entries| {
        let (input, _) = entries.types();
        let is_infinite = matches!(input.decode(entries.input), Value::Infinity { .. });
        if is_infinite { entries.cast() } else { entries.right() }
    }),
    map("zero-keys-unmatched", "zero matches no key", |entries| {
        let (input, _) = entries.types();
        let is_zero =
            matches!(input.decode(entries.input), Value::Finite(value) if value.is_zero());
        if is_zero { entries.cast() } else { entries.right() }
    }),
    map("keys-without-sign", "the sign of a key does not matter", |entries| {
        let (input, _) = entries.types();
        let value = magnitude(input.decode(entries.input));
        let found = entries
            .entries()
            .iter()
            .find(|entry| same(magnitude(input.decode(entry.key.pattern)), value));
        found.map_or_else(|| entries.cast(), |entry| Some(entry.value))
    }),
    map("keys-cast-first", "a key matches what becomes the same value as it", |entries| {
        let result = entries.cast();
        let (_, output) = entries.types();
        let becomes = |key: u64| entries.cast_of(key).map(|one| output.decode(one));
        let value = result.map(|one| output.decode(one));
        let matches = |entry: &&Entry| match (becomes(entry.key.pattern), value) {
            (Some(key), Some(value)) => same(key, value),
            _ => entry.key.pattern == entries.input,
        };
        entries.entries().iter().find(matches).map_or(result, |entry| Some(entry.value))
    }),
    map("keys-as-float32", "keys are matched in float32", |entries| {
        matched_as(entries, Real::FLOAT32)
    }),
    map_of("keys-as-float64", from_integers, "keys are matched in float64", |entries| {
        matched_as(entries, Real::FLOAT64)
    }),
    map(
        "values-cast-again",
        "what an entry gives is read as the input type's and cast once more",
        |entries| {
            let Some(at) = position(entries, entries.input) else { return entries.cast() };
            let (input, output) = entries.types();
            let back = Cast::new(output, input, Rounding::NearestEven, OutOfRange::Unset);
            entries.cast_of(back.apply(entries.entries()[at].value).ok()?)
        },
    ),
    map("other-direction", "the entries of the other direction apply", |entries| {
        let (input, output) = entries.types();
        let others = entries.others().iter();
        let value = input.decode(entries.input);
        // The keys are read as numbers of the other type, which is all that the two have in common.
        let found = others.into_iter().find(|entry| same(output.decode(entry.key.pattern), value));
        let there = Cast::new(input, output, Rounding::NearestEven, OutOfRange::Unset);
        match found {
            Some(entry) => there.apply(entry.value).ok(),
            None => entries.cast(),
        }
    }),
    map(
        "inverse-of-other-direction",
        "the entries of the other direction apply too, from value to key",
        |entries| {
            if position(entries, entries.input).is_some() {
                return entries.right();
            }
            let (input, _) = entries.types();
            let value = input.decode(entries.input);
            let found =
                entries.others().iter().find(|entry| same(input.decode(entry.value), value));
            found.map_or_else(|| entries.cast(), |entry| Some(entry.key.pattern))
        },
    ),
];

/// A mistake about entries: in one operation, between types of one class and another.
const fn map(name: &'static str, about: &'static str, cast: fn(&Entries) -> Option<u64>) -> Defect {
    Defect {
        name,
        theme: Theme::ScalarMap,
        about,
        sites: Sites::Listed(everywhere),
        fault: Fault::Map(cast),
    }
}

/// The same where it can show.
const fn map_of(
    name: &'static str,
    sites: fn() -> Vec<Place>,
    about: &'static str,
    cast: fn(&Entries) -> Option<u64>,
) -> Defect {
    Defect { sites: Sites::Listed(sites), ..map(name, about, cast) }
}

fn from_floats() -> Vec<Place> {
    from(Class::Float)
}

fn from_integers() -> Vec<Place> {
    from(Class::Integer)
}

fn from(class: Class) -> Vec<Place> {
    let is_from = |place: &Place| matches!(place.types, Where::Classes(from, _) if from == class);
    everywhere().into_iter().filter(is_from).collect()
}

fn everywhere() -> Vec<Place> {
    let mut places = Vec::new();
    for operation in [Operation::Encode, Operation::Decode] {
        for from in Class::ALL {
            for to in Class::ALL {
                let types = Where::Classes(from, to);
                places.push(Place { operation: Some(operation), ..Place::of(types) });
            }
        }
    }
    places
}

fn same(one: Value, other: Value) -> bool {
    match (one, other) {
        (Value::Finite(one), Value::Finite(other)) => one.is_equal(other),
        (one, other) => one == other,
    }
}

fn magnitude(value: Value) -> Value {
    match value {
        Value::Finite(value) => Value::Finite(Dyadic { negative: false, ..value }),
        Value::Infinity { .. } => Value::Infinity { negative: false },
        Value::Nan => Value::Nan,
    }
}

/// The entry that applies to an input.
fn position(entries: &Entries, input: u64) -> Option<usize> {
    let (from, _) = entries.types();
    let value = from.decode(input);
    entries.entries().iter().position(|entry| same(from.decode(entry.key.pattern), value))
}

fn matched_as(entries: &Entries, via: Real) -> Option<u64> {
    let (from, _) = entries.types();
    let cast = Cast::new(from, via, Rounding::NearestEven, OutOfRange::Clamp);
    let seen = |pattern: u64| cast.apply(pattern).ok().map(|one| via.decode(one));
    let input = seen(entries.input)?;
    let matches = |entry: &&Entry| seen(entry.key.pattern).is_some_and(|key| same(key, input));
    let found = entries.entries().iter().find(matches);
    found.map_or_else(|| entries.cast(), |entry| Some(entry.value))
}
