//! Lines of the protocol about arrays on disk: `read`, `write`, and their answers. Members that are not here are for other
//! versions, and ignored.

use serde_json::{Value, json};

use super::DIALECT;

pub(super) fn schema() -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
    let lines = ["read_request", "read_answer", "write_request", "write_answer"];
    json!({
        "$schema": DIALECT,
        "title": "Lines of the protocol about arrays on disk, and their answers",
        "anyOf": lines.map(reference),
        "$defs": {
            "id": { "type": "integer", "minimum": 0, "maximum": u64::MAX },
            "data": { "type": "string", "contentEncoding": "base64", "pattern": "^[A-Za-z0-9+/]*={0,2}$" },
            "elements": { "type": "array" },
            "read_request": request("read", &[]),
            "write_request": request("write", &["metadata"]),
            "read_answer": answer(&["data", "elements"]),
            "write_answer": answer(&["written"]),
        },
    })
}

/// A request. One that brings metadata brings elements too.
fn request(name: &str, more: &[&str]) -> Value {
    let required = [&["op", "id", "path"], more].concat();
    let mut request = json!({
        "type": "object",
        "properties": {
            "op": { "const": name },
            "id": { "$ref": "#/$defs/id" },
            "path": { "type": "string", "minLength": 1 },
            "metadata": { "type": "object", "required": ["zarr_format"] },
            "data": { "$ref": "#/$defs/data" },
            "elements": { "$ref": "#/$defs/elements" },
        },
        "required": required,
    });
    if !more.is_empty() {
        request["oneOf"] = one_of(&["data", "elements"]);
    }
    request
}

/// An answer that has one of these members, or says why there is none.
fn answer(members: &[&str]) -> Value {
    json!({
        "type": "object",
        "properties": {
            "id": { "$ref": "#/$defs/id" },
            // As a zarr.json has it.
            "data_type": { "type": ["string", "object"] },
            "shape": { "type": "array", "items": { "type": "integer", "minimum": 0 } },
            "data": { "$ref": "#/$defs/data" },
            "elements": { "$ref": "#/$defs/elements" },
            "written": { "const": true },
            "error": {
                "type": "object",
                "properties": {
                    "kind": { "enum": ["value", "configuration"] },
                    "message": { "type": "string" },
                },
                "required": ["message"],
            },
            "unsupported": { "type": "string" },
        },
        "required": ["id"],
        "oneOf": one_of(&[members, &["error", "unsupported"]].concat()),
    })
}

fn one_of(members: &[&str]) -> Value {
    members.iter().map(|member| json!({ "required": [member] })).collect()
}
