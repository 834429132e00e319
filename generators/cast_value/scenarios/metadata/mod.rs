//! Metadata: which is acceptable, and which text says so.
//!
//! Most are rows of tables in text files, wrong in one way if at all. Those about every data type, or
//! about every place that a scalar can stand in, are made from the types.

mod scalars;
mod texts;
mod types;

pub(super) use texts::corners;

use super::Theme;
use super::expect::Setup;
use crate::generators::rows::rows;
use crate::vectors::{Layer, Scenario};

pub(super) fn themes() -> Vec<Theme> {
    let mut themes = vec![
        Theme::new("codec", "the codec's entry in codecs: its form and its name", codecs()),
        Theme::new(
            "configuration",
            "the fields of the configuration, and the words that two of them permit",
            configurations(include_str!("configuration.txt")),
        ),
        Theme::new(
            "scalar-map",
            "the form of scalar_map, and which scalars each side takes",
            configurations(include_str!("scalar_map.txt")),
        ),
        scalars::theme(),
        Theme::new(
            "fill-value",
            "fill values that the array's type or the codec does not take",
            configurations(include_str!("fill_value.txt")),
        ),
    ];
    themes.extend(types::themes());
    themes.push(texts::theme());
    themes
}

/// The cells of a row are its id, what it is for, and the codec.
fn codecs() -> Vec<Scenario> {
    let rows = rows(include_str!("codec.txt")).into_iter();
    rows.map(|(section, [id, about, codec])| {
        let (layer, clauses) = section_of(&section);
        let setup = Setup { id: id.to_owned(), about, clauses, codec, data_type: "\"float64\"" };
        setup.validity(layer, "1")
    })
    .collect()
}

/// The cells of a row are its id, what it is for, the array's type, the members of the
/// configuration, and the fill value.
fn configurations(table: &str) -> Vec<Scenario> {
    let rows = rows(table).into_iter();
    rows.map(|(section, [id, about, array, fields, fill_value])| {
        let data_type = format!("\"{array}\"");
        validity(id.to_owned(), about, section_of(&section), fields, &data_type, fill_value)
    })
    .collect()
}

/// The text that decides, and clauses of it: what a section of these tables begins with.
type Section<'a> = (Layer, &'a [&'a str]);

/// # Panics
///
/// If the section does not begin with a layer, which is a fault of the table's.
fn section_of<'a>(words: &'a [&'a str]) -> Section<'a> {
    let layer =
        words.first().and_then(|word| Layer::ALL.into_iter().find(|one| one.name() == *word));
    match layer {
        Some(layer) => (layer, &words[1..]),
        None => panic!("no layer: {words:?}"),
    }
}

fn validity(
    id: String,
    about: &str,
    section: Section,
    fields: &str,
    data_type: &str,
    fill_value: &str,
) -> Scenario {
    let (layer, clauses) = section;
    let codec = format!(r#"{{"name":"cast_value","configuration":{{{fields}}}}}"#);
    Setup { id, about, clauses, codec: &codec, data_type }.validity(layer, fill_value)
}
