//! `about.json` of a golden array.

use serde_json::{Value, json};

use super::DIALECT;
use crate::codec::{clauses, table};
use crate::vectors::FORMAT;
use crate::vectors::golden::{GoldenProfile, ZarrFormat, tags::GOLDEN_TAGS};

pub(super) fn schema() -> Value {
    let clauses = clauses::all().map(|clause| clause.id).collect::<Vec<_>>();
    let words = |words: Vec<&str>, least: u64| {
        let items = json!({ "enum": words });
        json!({ "type": "array", "minItems": least, "uniqueItems": true, "items": items })
    };
    let integers = json!({ "type": "array", "items": { "type": "integer", "minimum": 0 } });
    let outcome = json!({ "type": "string", "pattern": "^(elements(\\..+\\.jsonl)?|error)$" });
    let reading = json!({ "type": "string", "pattern": "^SN-[0-9]{2,}=[B-Z]$" });
    json!({
        "$schema": DIALECT,
        "title": "What a golden array is about, and what is expected of it",
        "type": "object",
        "properties": {
            "format": { "const": FORMAT },
            "id": { "type": "string", "pattern": "^stores/[a-z0-9_]+/[A-Za-z0-9_.+-]+$" },
            "codec": { "enum": table::ALL.map(|codec| codec.name) },
            "comment": { "type": "string", "minLength": 1 },
            "zarr_format": { "enum": ZarrFormat::ALL.map(ZarrFormat::number) },
            // Of a zarr.json, and there is no telling what others add.
            "data_type": { "type": ["string", "object"] },
            "shape": integers.clone(),
            "profile": { "enum": GoldenProfile::ALL.map(GoldenProfile::name) },
            "clauses": words(clauses, 1),
            "tags": words(GOLDEN_TAGS.iter().map(|tag| tag.name).collect(), 0),
            "expected": { "enum": ["elements", "error"] },
            "accept": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "properties": {
                        "readings": { "type": "array", "minItems": 1, "items": reading },
                        "expected": outcome,
                    },
                    "required": ["readings", "expected"],
                    "additionalProperties": false,
                },
            },
            "any_nan": {
                "type": "object",
                "properties": { "type": { "type": "string" }, "positions": integers },
                "required": ["type", "positions"],
                "additionalProperties": false,
            },
        },
        "required": [
            "format", "id", "comment", "zarr_format", "profile", "clauses", "tags", "expected",
        ],
        "additionalProperties": false,
    })
}
