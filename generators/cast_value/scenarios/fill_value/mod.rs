//! Fill values: what the codec makes of one, or that it does not survive its round trip.
//!
//! "If the fill value cannot survive a round-trip cast, implementations MUST treat this as an error":
//! most of these are about which ones survive.

mod texts;
mod types;

use super::Theme;
use super::expect::Setup;
use crate::generators::rows::rows;
use crate::vectors::Scenario;

pub(super) fn themes() -> Vec<Theme> {
    let mut themes = types::themes();
    let tables = TABLES.map(|(name, about, table)| Theme::new(name, about, of_table(table)));
    themes.extend(tables);
    themes.extend(texts::themes());
    themes
}

/// A theme's name, what it is, and its table.
const TABLES: [(&str, &str, &str); 4] = [
    ("round-trip", "which fill values come back", include_str!("round_trip.txt")),
    (
        "special-values",
        "NaN, infinities and negative zero as fill values",
        include_str!("special_values.txt"),
    ),
    (
        "scalar-map",
        "what scalar_map makes of a fill value, there and back",
        include_str!("scalar_map.txt"),
    ),
    (
        "scalars",
        "fill values that are easily misread, in types that hold them",
        include_str!("scalars.txt"),
    ),
];

/// Sections are of clauses. The cells of a row are its id, what it is for, the array's type, the
/// members of the configuration, and the fill value.
fn of_table(table: &str) -> Vec<Scenario> {
    let rows = rows(table).into_iter();
    rows.map(|(clauses, [id, about, array, fields, fill_value])| {
        scenario(id.to_owned(), about, &clauses, array, fields, fill_value)
    })
    .collect()
}

fn scenario(
    id: String,
    about: &str,
    clauses: &[&str],
    array: &str,
    fields: &str,
    fill_value: &str,
) -> Scenario {
    let codec = format!(r#"{{"name":"cast_value","configuration":{{{fields}}}}}"#);
    let data_type = format!("\"{array}\"");
    Setup { id, about, clauses, codec: &codec, data_type: &data_type }.fill_value_after(fill_value)
}
