//! The keys of a long `scalar_map`, to be looked up rather than looked through.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;

use crate::codec::cast_value::Entry;
use crate::codec::notes::{Letter, Readings};
use crate::data_type::{Dyadic, Real, Value};

/// The entry that each key leads to.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    entries: HashMap<Key, usize>,
    input: Real,
    readings: Readings,
}

/// The part that all scalars share which match each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Key {
    /// The bits, where these count (SN-21).
    Nan(Option<u64>),
    Infinity {
        negative: bool,
    },
    /// The bits, where these count (SN-20).
    Zero(Option<u64>),
    Finite {
        negative: bool,
        magnitude: u64,
        exponent: i32,
    },
}

impl Keys {
    pub fn of(entries: &[Entry], input: Real, readings: &Readings) -> Keys {
        let mut keys = Keys { entries: HashMap::new(), input, readings: *readings };
        for (at, entry) in entries.iter().enumerate() {
            // An inexact key is the scalar that it is rounded to, or matches nothing (SN-23).
            if !entry.key.exact && readings.of(23) == Letter::B {
                continue;
            }
            let pattern = entry.key.pattern;
            let key = keys.key(pattern, input.decode(pattern));
            match keys.entries.entry(key) {
                Place::Vacant(place) => drop(place.insert(at)),
                // "Readers MUST use the first occurrence" (SN-22).
                Place::Occupied(_) if readings.of(22) == Letter::A => {}
                Place::Occupied(mut place) => drop(place.insert(at)),
            }
        }
        keys
    }

    /// The entry whose key matches an input of this value.
    pub fn find(&self, input: u64, value: Value) -> Option<usize> {
        self.entries.get(&self.key(input, value)).copied()
    }

    fn key(&self, pattern: u64, value: Value) -> Key {
        let bits =
            |note| (self.readings.of(note) != Letter::A).then_some(pattern & self.input.mask());
        match value {
            Value::Nan => Key::Nan(bits(21)),
            Value::Infinity { negative } => Key::Infinity { negative },
            Value::Finite(value) if value.is_zero() => Key::Zero(bits(20)),
            Value::Finite(value) => {
                let Dyadic { negative, magnitude, exponent } = value.normalized();
                Key::Finite { negative, magnitude, exponent }
            }
        }
    }
}
