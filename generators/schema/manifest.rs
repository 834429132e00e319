//! The manifest.

use serde_json::{Value, json};

use super::DIALECT;
use crate::vectors::FORMAT;
use crate::vectors::golden::{GoldenProfile, ZarrFormat};

pub(super) fn schema() -> Value {
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
            "stores": {
                "type": "object",
                "propertyNames": { "pattern": "^stores/[^/]+/[^/]+$" },
                "additionalProperties": {
                    "type": "object",
                    "properties": {
                        "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
                        "files": count, "bytes": count,
                        "profile": { "enum": GoldenProfile::ALL.map(GoldenProfile::name) },
                        "zarr_format": { "enum": ZarrFormat::ALL.map(ZarrFormat::number) },
                    },
                    "required": ["sha256", "files", "bytes", "profile", "zarr_format"],
                    "additionalProperties": false,
                },
            },
        },
        "required": ["format", "oracle", "specification", "totals", "files"],
        "additionalProperties": false,
    })
}
