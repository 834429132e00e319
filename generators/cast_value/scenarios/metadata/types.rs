//! Data types as the codec's and as the array's, in every form, and the fields that depend on them.

use super::{Section, section_of, validity};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::Real;
use crate::generators::rows::rows;
use crate::generators::theme::Theme;
use crate::vectors::{Layer, Scenario};

pub(super) fn themes() -> Vec<Theme> {
    let mut data_types: Vec<_> = Real::all().flat_map(forms).collect();
    data_types.extend(others());
    vec![
        Theme::new(
            "data-types",
            "data types that the codec is defined for, in every form, and others",
            data_types,
        ),
        Theme::new("rules", "any rounding and range rule with any kind of types", rules()),
        Theme::new(
            "wrap",
            "wrap is permitted where data_type is integral, and only there",
            wraps(),
        ),
    ]
}

/// A data type in one place and float64 in the other.
fn in_both_places(
    id: &str,
    about: &str,
    section: Section,
    json: &str,
    fill_value: &str,
) -> [Scenario; 2] {
    let codec = format!(r#""data_type":{json}"#);
    let float64 = r#""data_type":"float64""#;
    [
        validity(format!("codec/{id}"), about, section, &codec, "\"float64\"", "1"),
        validity(format!("array/{id}"), about, section, float64, json, fill_value),
    ]
}

fn forms(data_type: Real) -> Vec<Scenario> {
    let named = (Layer::Extension, &["codec/data-types", "data-type/field"][..]);
    let object = (Layer::Core, &["core/data-type-name", "core/extension-object"][..]);
    let forms = [
        (
            "name",
            "one of the types that the codec is defined for",
            named,
            format!("\"{data_type}\""),
        ),
        ("object", "a type as an object", object, format!(r#"{{"name":"{data_type}"}}"#)),
        (
            "object-with-configuration",
            "a type as an object with an empty configuration",
            object,
            format!(r#"{{"name":"{data_type}","configuration":{{}}}}"#),
        ),
    ];
    let both = |(form, about, section, json): (_, _, _, String)| {
        in_both_places(&format!("{data_type}/{form}"), about, section, &json, "1")
    };
    forms.into_iter().flat_map(both).collect()
}

/// The cells of a row are its id, what it is for, the data type, and a fill value of it.
fn others() -> Vec<Scenario> {
    let rows = rows(include_str!("data_types.txt")).into_iter();
    rows.flat_map(|(section, [id, about, json, fill_value])| {
        in_both_places(&format!("other/{id}"), about, section_of(&section), json, fill_value)
    })
    .collect()
}

/// Pairs of every class: the array's type and the codec's.
const PAIRS: [(&str, &str); 8] = [
    ("int8", "int64"),
    ("int64", "uint8"),
    ("int32", "float32"),
    ("uint8", "float64"),
    ("float64", "int16"),
    ("float64", "float8_e4m3"),
    ("float16", "float32"),
    ("int8", "int8"),
];

fn rules() -> Vec<Scenario> {
    let section = (Layer::Extension, &["rounding/values", "range/values"][..]);
    let about = "permitted, whether it can matter or not";
    let mut scenarios = Vec::new();
    for (array, codec) in PAIRS {
        for rounding in Rounding::ALL {
            for rule in [OutOfRange::Unset, OutOfRange::Clamp] {
                let range = match rule {
                    OutOfRange::Unset => String::new(),
                    rule => format!(r#","out_of_range":"{rule}""#),
                };
                let fields = format!(r#""data_type":"{codec}","rounding":"{rounding}"{range}"#);
                let id = format!("{array}/{codec}/{rounding}/{rule}");
                let array = format!("\"{array}\"");
                scenarios.push(validity(id, about, section, &fields, &array, "1"));
            }
        }
    }
    scenarios
}

fn wraps() -> Vec<Scenario> {
    let section = (Layer::Extension, &["range/wrap-integral"][..]);
    let scenario = |array: &str, codec: Real| {
        let about = match codec.is_integer() {
            true => "wrap, and data_type is integral",
            false => "wrap, and data_type is not integral, whatever the array's type is",
        };
        let fields = format!(r#""data_type":"{codec}","out_of_range":"wrap""#);
        let data_type = format!("\"{array}\"");
        validity(format!("{array}/{codec}"), about, section, &fields, &data_type, "1")
    };
    let arrays = ["int16", "uint64", "float32", "int64"];
    arrays.iter().flat_map(|array| Real::all().map(|codec| scenario(array, codec))).collect()
}
