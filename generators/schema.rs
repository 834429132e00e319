//! JSON Schemas of the generated files.

use serde_json::{Value, json};

use super::{Files, to_json};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::codec::notes::NOTES;
use crate::data_type::DataType;
use crate::vectors::{FORMAT, tags::TAGS};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// `schema/elements.schema.json` and `schema/manifest.schema.json`.
pub(super) fn files() -> Files {
    Files::from([
        ("schema/elements.schema.json".to_owned(), to_json(&elements())),
        ("schema/manifest.schema.json".to_owned(), to_json(&manifest())),
    ])
}

fn elements() -> Value {
    let types: Vec<_> = DataType::all().map(DataType::name).collect();
    let roundings = Rounding::ALL.map(Rounding::name);
    let rules = OutOfRange::ALL.map(OutOfRange::name);
    let tags = TAGS.iter().map(|tag| tag.name).collect::<Vec<_>>();
    let notes = NOTES.iter().map(|note| note.id()).collect::<Vec<_>>();
    let by_rounding =
        roundings.map(|name| (name.to_owned(), json!({ "$ref": "#/$defs/by_range" })));
    json!({
        "$schema": DIALECT,
        "title": "Element vectors: casts of single elements from one data type to another",
        "type": "object",
        "properties": {
            "format": { "const": FORMAT },
            "codec": { "const": "cast_value" },
            "kind": { "const": "elements" },
            "input_type": { "enum": types },
            "output_type": { "enum": types },
            "specification": { "type": "string" },
            "rounding": { "const": roundings },
            "out_of_range": { "enum": [rules, rules[..2]] },
            "cases": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/case" } },
        },
        "required": [
            "format", "codec", "kind", "input_type", "output_type", "specification", "rounding",
            "out_of_range", "cases",
        ],
        "additionalProperties": false,
        "$defs": {
            "pattern": { "type": "string", "pattern": "^0x([0-9a-f]{2}){1,8}$" },
            "outcome": {
                "anyOf": [{ "$ref": "#/$defs/pattern" }, { "enum": ["nan", "error"] }],
            },
            "advisory": {
                "type": "object",
                "properties": { "note": { "enum": notes } },
                "patternProperties": { "^[A-Z]$": { "$ref": "#/$defs/outcome" } },
                "required": ["note", "A", "B"],
                "additionalProperties": false,
            },
            "leaf": {
                "anyOf": [{ "$ref": "#/$defs/outcome" }, { "$ref": "#/$defs/advisory" }],
            },
            "by_range": {
                "anyOf": [
                    { "$ref": "#/$defs/leaf" },
                    {
                        "type": "object",
                        "properties": {
                            "unset": { "$ref": "#/$defs/leaf" },
                            "clamp": { "$ref": "#/$defs/leaf" },
                            "wrap": { "$ref": "#/$defs/leaf" },
                        },
                        "required": ["unset", "clamp"],
                        "additionalProperties": false,
                    },
                ],
            },
            "case": {
                "type": "object",
                "properties": {
                    "input": { "$ref": "#/$defs/pattern" },
                    "value": { "type": "string" },
                    "tags": {
                        "type": "array",
                        "minItems": 1,
                        "uniqueItems": true,
                        "items": { "enum": tags },
                    },
                    "expect": {
                        "anyOf": [
                            {
                                "type": "object",
                                "properties": { "*": { "$ref": "#/$defs/by_range" } },
                                "required": ["*"],
                                "additionalProperties": false,
                            },
                            {
                                "type": "object",
                                "properties": serde_json::Map::from_iter(by_rounding),
                                "required": roundings,
                                "additionalProperties": false,
                            },
                        ],
                    },
                },
                "required": ["input", "value", "tags", "expect"],
                "additionalProperties": false,
            },
        },
    })
}

fn manifest() -> Value {
    let count = json!({ "type": "integer", "minimum": 1 });
    json!({
        "$schema": DIALECT,
        "title": "The manifest of a set of vectors",
        "type": "object",
        "properties": {
            "format": { "const": FORMAT },
            "oracle": { "type": "string" },
            "specification": {
                "type": "object",
                "properties": {
                    "repository": { "type": "string" },
                    "commit": { "type": "string", "pattern": "^[0-9a-f]{40}$" },
                    "path": { "type": "string" },
                },
                "required": ["repository", "commit", "path"],
                "additionalProperties": false,
            },
            "totals": {
                "type": "object",
                "properties": {
                    "files": count, "bytes": count, "cases": count, "expectations": count,
                },
                "required": ["files", "bytes", "cases", "expectations"],
                "additionalProperties": false,
            },
            "files": {
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "properties": {
                        "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
                        "bytes": count, "cases": count, "expectations": count,
                    },
                    "required": ["sha256", "bytes", "cases", "expectations"],
                    "additionalProperties": false,
                },
            },
        },
        "required": ["format", "oracle", "specification", "totals", "files"],
        "additionalProperties": false,
    })
}
