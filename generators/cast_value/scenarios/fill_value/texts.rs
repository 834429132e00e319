//! Texts, base64 and NaN by its bits as fill values.

use super::scenario;
use crate::data_type::{Real, scalar};
use crate::generators::cast_value::scenarios::metadata::corners;
use crate::generators::cast_value::scenarios::way::data_type;
use crate::generators::scalars::in_metadata;
use crate::generators::theme::Theme;
use crate::vectors::Scenario;

/// Types of every kind and width that most implementations have, each with the type of the codec.
const TYPES: [[&str; 2]; 6] = [
    ["float64", "float32"],
    ["float32", "float64"],
    ["float16", "float32"],
    ["int64", "float64"],
    ["int32", "float64"],
    ["uint8", "float32"],
];

/// The types of float that most implementations have, each with itself, a wider or a narrower one.
const FLOATS: [[&str; 2]; 8] = [
    ["float64", "float64"],
    ["float64", "float32"],
    ["float32", "float32"],
    ["float32", "float64"],
    ["float16", "float16"],
    ["float16", "float64"],
    ["bfloat16", "bfloat16"],
    ["bfloat16", "float32"],
];

const ROUND_TRIP: [&str; 2] = ["core/float-scalar-pattern", "fill-value/round-trip"];

pub(super) fn themes() -> [Theme; 2] {
    [
        Theme::new("texts", "strings that are fill values of no type", texts()),
        Theme::new("signalling", "NaN by its bits as a fill value", signalling()),
    ]
}

fn texts() -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    for [array, codec] in TYPES {
        let fields = format!(r#""data_type":"{codec}""#);
        for literal in in_metadata(data_type(array)) {
            let clauses = [literal.clauses, &["fill-value/cast"]].concat();
            let id = format!("{array}/{}", literal.id);
            scenarios.push(scenario(id, literal.about, &clauses, array, &fields, &literal.json));
        }
    }
    scenarios
}

fn signalling() -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    for [array, codec] in FLOATS {
        for (pattern, about) in corners(data_type(array)) {
            let text = data_type(array).pattern_to_text(pattern);
            let fill_value = scalar::to_json(data_type(array), pattern);
            let id = |word: &str| format!("{array}/{codec}/{word}/{text}");
            let plain = format!(r#""data_type":"{codec}""#);
            scenarios.push(scenario(id("cast"), about, &ROUND_TRIP, array, &plain, &fill_value));
            let mapped = map(data_type(codec), &plain, &fill_value);
            let clauses = [ROUND_TRIP[0], ROUND_TRIP[1], "scalar-map/encode"];
            let about = format!("{about}, mapped to another and back");
            scenarios.push(scenario(id("map"), &about, &clauses, array, &mapped, &fill_value));
        }
    }
    scenarios
}

/// A map that names the bits on both sides.
fn map(codec: Real, plain: &str, fill_value: &str) -> String {
    let (other, _) = corners(codec)[0];
    let other = scalar::to_json(codec, other);
    format!(
        r#"{plain},"scalar_map":{{"encode":[[{fill_value},{other}]],"decode":[[{other},{fill_value}]]}}"#
    )
}
