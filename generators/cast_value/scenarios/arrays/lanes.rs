//! Arrays longer than any vector register, with something special in each place where code that casts
//! several elements at a time goes from one to the next.

use super::super::Theme;
use super::super::way::{Choice, DEFAULT, Words};
use super::Question;
use super::shapes::shared_values;
use crate::codec::cast_value::OutOfRange;
use crate::vectors::Scenario;

pub(super) fn lanes() -> Theme {
    let about =
        "long arrays with an element that is special, at the ends of vectors of every width";
    Theme::new("lanes", about, LANES.iter().flat_map(Lanes::scenarios).collect())
}

/// The length of the arrays: a multiple of no width.
const LENGTH: usize = 67;

/// Both sides of the ends of vectors of 4 to 64 elements, and of the array's.
const PLACES: [usize; 16] = [0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 66];

/// An element that has no result while `out_of_range` is unset, in arrays of integers that both types
/// hold.
struct Lanes {
    types: [&'static str; 2],
    element: &'static str,
    /// The rules under which it has one.
    rules: &'static [OutOfRange],
}

const CLAMP: &[OutOfRange] = &[OutOfRange::Clamp];
const BOTH: &[OutOfRange] = &[OutOfRange::Clamp, OutOfRange::Wrap];

const LANES: [Lanes; 10] = [
    Lanes { types: ["float64", "int8"], element: "NaN", rules: &[] },
    Lanes { types: ["float16", "uint8"], element: "-Infinity", rules: &[] },
    Lanes { types: ["float64", "int8"], element: "128", rules: BOTH },
    Lanes { types: ["float32", "int16"], element: "-32769", rules: BOTH },
    Lanes { types: ["float32", "uint32"], element: "4294967296", rules: BOTH },
    Lanes { types: ["int64", "uint8"], element: "-1", rules: BOTH },
    Lanes { types: ["uint16", "int8"], element: "128", rules: BOTH },
    Lanes { types: ["float64", "float32"], element: "0x47f0000000000000", rules: CLAMP },
    Lanes { types: ["float32", "float16"], element: "-65520", rules: CLAMP },
    Lanes { types: ["uint32", "float16"], element: "65520", rules: CLAMP },
];

impl Lanes {
    fn scenarios(&self) -> Vec<Scenario> {
        let ask = |name: &str, about: &str, clauses: &[&str], choice, places: &[usize]| {
            let words = Words { name, about, clauses };
            let shape = [LENGTH as u64];
            let question = Question { words, types: self.types, entries: None, shape: &shape };
            question.of_patterns(choice, |setup, way| {
                let special = setup.patterns(way.input, &[self.element]);
                let values = shared_values(way.input, way.output, LENGTH).into_iter();
                let value = |(at, value)| if places.contains(&at) { special[0] } else { value };
                values.enumerate().map(value).collect()
            })
        };
        let mut scenarios = Vec::new();
        for at in PLACES {
            let about = format!("the only element without a result, {}, is at {at}", self.element);
            let name = format!("{}-at-{at}", self.name());
            scenarios.extend(ask(&name, &about, &["procedure/no-condition"], DEFAULT, &[at]));
        }
        let about = format!("without {} every element has a result", self.element);
        let name = format!("{}-nowhere", self.name());
        scenarios.extend(ask(&name, &about, &["codec/numbers"], DEFAULT, &[]));
        if !self.rules.is_empty() {
            let about =
                "elements out of range are in all these places, and none beside them changes";
            let name = format!("{}-everywhere", self.name());
            let choice = Choice { rules: self.rules, ..DEFAULT };
            scenarios.extend(ask(&name, about, &["codec/numbers"], choice, &PLACES));
        }
        scenarios
    }

    /// What the element is, for ids.
    fn name(&self) -> &'static str {
        match self.element {
            "NaN" => "nan",
            element if element.ends_with("Infinity") => "infinity",
            element if element.starts_with('-') => "below",
            _ => "above",
        }
    }
}
