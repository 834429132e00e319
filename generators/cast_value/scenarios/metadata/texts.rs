//! Texts, base64 and NaN by its bits in every place of metadata that has a scalar.

use super::scalars::PLACES;
use super::{Section, validity};
use crate::data_type::{Real, scalar};
use crate::generators::scalars::{in_metadata, nan};
use crate::generators::theme::Theme;
use crate::vectors::{Layer, Scenario};

/// The type of the scalar, and a type of the other side that takes as many.
const TYPES: [[&str; 2]; 4] =
    [["float64", "float32"], ["float32", "float64"], ["int64", "float64"], ["uint8", "float32"]];

/// Types whose NaN is given by its bits, with a type that takes any.
const FLOATS: [[&str; 2]; 4] = [
    ["float64", "float32"],
    ["float32", "float64"],
    ["float16", "float32"],
    ["bfloat16", "float64"],
];

pub(super) fn theme() -> Theme {
    let mut scenarios = Vec::new();
    for types in TYPES {
        for literal in in_metadata(data_type(types[0])) {
            let id = format!("{}/{}", types[0], literal.id);
            let section = (Layer::Core, literal.clauses);
            scenarios.extend(everywhere(&id, literal.about, section, types, &literal.json));
        }
    }
    for types in FLOATS {
        let float = data_type(types[0]);
        for (pattern, about) in corners(float) {
            let id = format!("{}/pattern/{}", types[0], float.pattern_to_text(pattern));
            let section = (Layer::Core, &["core/float-scalar-pattern"][..]);
            let json = scalar::to_json(float, pattern);
            scenarios.extend(everywhere(&id, about, section, types, &json));
        }
    }
    let about =
        "strings that are scalars of no type, and NaN by its bits, in every place of metadata";
    Theme::new("texts", about, scenarios)
}

/// As the fill value, and in every place of the map.
fn everywhere(
    id: &str,
    about: &str,
    section: Section,
    types: [&str; 2],
    json: &str,
) -> Vec<Scenario> {
    let fields = format!(r#""data_type":"{}""#, types[1]);
    let array = format!("\"{}\"", types[0]);
    let fill_value = validity(format!("fill-value/{id}"), about, section, &fields, &array, json);
    let in_map = PLACES.iter().map(|place| place.scenario(id, about, section, types, json));
    std::iter::once(fill_value).chain(in_map).collect()
}

/// NaNs at the ends of the payload, by sign.
pub(in crate::generators::cast_value) fn corners(float: Real) -> Vec<(u64, &'static str)> {
    let payloads = nan::payloads(float);
    // Of those with one bit, the lowest and the highest.
    let last = payloads.len() - 1;
    let singles = payloads.iter().filter(|(_, about)| about.contains("one bit")).count();
    let chosen = [0, 1, singles - 2, singles - 1, last - 9, last - 8];
    chosen.into_iter().map(|at| payloads[at]).collect()
}

fn data_type(name: &str) -> Real {
    crate::generators::cast_value::scenarios::way::data_type(name)
}
