//! JSON Schemas of the generated files, of what commands print, and of lines of the protocol.

mod manifest;
mod protocol;
mod scenarios;
mod stores;
mod validation;

use serde_json::{Value, json};

use super::{Texts, table, to_json};
use crate::codec::notes;
use crate::vectors::ordered;

pub(super) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Where the schemas are, below the directory of vectors.
pub(super) const DIRECTORY: &str = "schema";

/// `schema/*.schema.json`.
pub(super) fn files() -> Texts {
    let schemas = [
        ("elements", elements()),
        ("manifest", manifest::schema()),
        ("protocol", protocol::schema()),
        ("scenarios", scenarios::schema()),
        ("stores", stores::schema()),
        ("validation", validation::schema()),
    ];
    let file =
        |(name, schema)| (format!("{DIRECTORY}/{name}.schema.json"), to_json(&ordered(schema)));
    schemas.into_iter().map(file).collect()
}

/// `{"note":"SN-07","A":…,"B":…}`, the outcomes being those that `reference` defines.
pub(super) fn advisory(reference: &str) -> Value {
    let notes = notes::known().map(|note| note.id()).collect::<Vec<_>>();
    json!({
        "type": "object",
        "properties": { "note": { "enum": notes } },
        "patternProperties": { "^[A-Z]$": { "$ref": reference } },
        "required": ["note", "A", "B"],
        "additionalProperties": false,
    })
}

/// `{"A":…,"accept":[{"readings":["SN-201=B"],"expect":…}]}`, the outcomes being those that `reference` defines.
fn accepted(reference: &str) -> Value {
    let reading = json!({ "type": "string", "pattern": "^SN-[0-9]{2,}=[B-Z]$" });
    let other = json!({
        "type": "object",
        "properties": {
            "readings": { "type": "array", "minItems": 1, "items": reading },
            "expect": { "$ref": reference },
        },
        "required": ["readings", "expect"],
        "additionalProperties": false,
    });
    json!({
        "type": "object",
        "properties": {
            "A": { "$ref": reference },
            "accept": { "type": "array", "minItems": 1, "items": other },
        },
        "required": ["A", "accept"],
        "additionalProperties": false,
    })
}

/// The bytes of an element.
pub(super) fn pattern() -> Value {
    json!({ "type": "string", "pattern": "^0x([0-9a-f]{2}){1,8}$" })
}

/// What becomes of an element.
pub(super) fn outcome() -> Value {
    json!({ "anyOf": [{ "$ref": "#/$defs/pattern" }, { "enum": ["nan", "error"] }] })
}

/// Files of elements, of any codec that has such.
fn elements() -> Value {
    let mut schemas: Vec<_> = table::element_schemas().collect();
    match schemas.len() {
        1 => schemas.remove(0),
        _ => json!({ "$schema": DIALECT, "anyOf": schemas }),
    }
}
