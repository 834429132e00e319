//! Files of element vectors.

use serde_json::{Value, json};

use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::Real;
use crate::generators::schema::{DIALECT, advisory, outcome, pattern};
use crate::vectors::{FORMAT, tags::TAGS};

pub(in crate::generators) fn schema() -> Value {
    let types: Vec<_> = Real::all().map(Real::name).collect();
    let roundings = Rounding::ALL.map(Rounding::name);
    let rules = OutOfRange::ALL.map(OutOfRange::name);
    let tags = TAGS.iter().map(|tag| tag.name).collect::<Vec<_>>();
    let keys = ["*"].into_iter().chain(roundings);
    let by_rounding = keys.map(|name| (name.to_owned(), json!({ "$ref": "#/$defs/by_range" })));
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
            "pattern": pattern(),
            "outcome": outcome(),
            "advisory": advisory("#/$defs/outcome"),
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
                        "type": "object",
                        "properties": serde_json::Map::from_iter(by_rounding),
                        "anyOf": [{ "required": ["*"] }, { "required": roundings }],
                        "additionalProperties": false,
                    },
                },
                "required": ["input", "value", "tags", "expect"],
                "additionalProperties": false,
            },
        },
    })
}
