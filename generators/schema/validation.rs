//! What `validate --format json` prints.

use serde_json::{Value, json};

use super::DIALECT;
use crate::codec::clauses;
use crate::codec::definition::Stage;
use crate::oracle::validation::Validity;

pub(super) fn schema() -> Value {
    let text = json!({ "type": "string" });
    let text_or_null = json!({ "type": ["string", "null"] });
    let count = json!({ "type": "integer", "minimum": 0 });
    let of_list = |item: &str| json!({ "type": "array", "items": reference(item) });
    let stages = [Stage::ArrayToArray, Stage::ArrayToBytes, Stage::BytesToBytes].map(Stage::name);
    let verdicts = [Validity::Valid, Validity::Undecided, Validity::Invalid].map(Validity::name);
    let clauses: Vec<_> = clauses::all().map(|clause| clause.id).collect();
    json!({
        "$schema": DIALECT,
        "title": "A validation of the metadata of an array",
        "type": "object",
        "properties": {
            "validation": { "const": 1 },
            "verdict": { "enum": verdicts },
            "readings": { "type": "array", "items": reference("reading") },
            "shape": or_null(reference("shape")),
            "chunk": or_null(reference("form")),
            "codecs": of_list("codec"),
            "errors": of_list("error"),
            "undecided": of_list("undecided"),
            "notes": or_null(of_list("note")),
        },
        "required": [
            "validation", "verdict", "readings", "shape", "chunk", "codecs", "errors", "undecided",
            "notes",
        ],
        "additionalProperties": false,
        "$defs": {
            "reading": { "type": "string", "pattern": "^SN-[0-9]{2,}=[A-Z]$" },
            "shape": { "type": "array", "items": count },
            "element": { "anyOf": [
                object(&[
                    ("pattern", json!({ "type": "string", "pattern": "^0x[0-9a-f]+$" })),
                    ("value", text.clone()),
                ]),
                object(&[("bytes", text.clone())]),
            ] },
            "form": { "anyOf": [
                object(&[
                    ("data_type", text.clone()),
                    ("shape", reference("shape")),
                    ("fill_value", or_null(reference("element"))),
                ]),
                object(&[("length", or_null(count.clone()))]),
            ] },
            "codec": object(&[
                ("position", count.clone()),
                ("name", text_or_null.clone()),
                ("stage", or_null(json!({ "enum": stages }))),
                ("status", json!({
                    "enum": ["bound", "fails", "unknown", "refused", "ignored", "not-looked-at"],
                })),
                ("after", or_null(reference("form"))),
            ]),
            "place": object(&[("position", count.clone()), ("name", text_or_null.clone())]),
            "error": object(&[
                ("message", text.clone()),
                ("member", text_or_null.clone()),
                ("codec", or_null(reference("place"))),
                ("field", text_or_null.clone()),
                ("found", text_or_null.clone()),
                ("expected", text_or_null.clone()),
                ("clause", or_null(json!({ "enum": clauses }))),
                ("section", text_or_null.clone()),
                ("assumes", or_null(count)),
                ("certain", json!({ "type": "boolean" })),
            ]),
            "undecided": object(&[
                ("member", text_or_null),
                ("codec", or_null(reference("place"))),
                ("message", text.clone()),
            ]),
            "note": object(&[
                ("reading", reference("reading")),
                ("says", text.clone()),
                ("grade", json!({ "enum": ["strict", "advisory"] })),
                ("gives", text),
            ]),
        },
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn or_null(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

/// An object of exactly these members.
fn object(members: &[(&str, Value)]) -> Value {
    json!({
        "type": "object",
        "properties": members.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
        "required": members.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}
