//! Files of scenarios, of every kind.

use serde_json::{Map, Value, json};

use super::{DIALECT, advisory, outcome, pattern};
use crate::codec::Operation;
use crate::codec::clauses::CLAUSES;
use crate::data_type::Real;
use crate::vectors::{FORMAT, Layer, ScenarioKind};

pub(super) fn schema() -> Value {
    let mut definitions = shared();
    for kind in ScenarioKind::ALL {
        definitions.insert(kind.name().to_owned(), case(kind));
    }
    // What cases a file has, and whether they are about a codec or a type, depends on its kind.
    let kinds = ScenarioKind::ALL.map(|kind| {
        let case = format!("#/$defs/{}", kind.name());
        let is_scalars = kind == ScenarioKind::Scalars;
        let header = if is_scalars { &["data_type", "page"][..] } else { &["codec"] };
        json!({
            "if": { "properties": { "kind": { "const": kind.name() } } },
            "then": {
                "properties": { "cases": { "items": { "$ref": case } } },
                "required": header,
            },
        })
    });
    json!({
        "$schema": DIALECT,
        "title": "Scenarios: metadata, and what is asked under it",
        "type": "object",
        "properties": {
            "format": { "const": FORMAT },
            "codec": { "const": "cast_value" },
            "data_type": { "$ref": "#/$defs/type" },
            "kind": { "enum": ScenarioKind::ALL.map(ScenarioKind::name) },
            "about": { "$ref": "#/$defs/sentence" },
            "specification": { "type": "string" },
            "page": { "type": "string" },
            "cases": { "type": "array", "minItems": 1 },
        },
        "required": ["format", "kind", "about", "specification", "cases"],
        "additionalProperties": false,
        "allOf": kinds,
        "$defs": definitions,
    })
}

fn shared() -> Map<String, Value> {
    let clauses = CLAUSES.iter().map(|clause| clause.id).collect::<Vec<_>>();
    let operations = [Operation::Encode, Operation::Decode].map(Operation::name);
    let definitions = [
        ("sentence", json!({ "type": "string", "minLength": 1 })),
        ("id", json!({ "type": "string", "pattern": "^[A-Za-z0-9_./+-]+$" })),
        (
            "clauses",
            json!({
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": { "enum": clauses },
            }),
        ),
        ("operation", json!({ "enum": operations })),
        ("layer", json!({ "enum": Layer::ALL.map(Layer::name) })),
        ("type", json!({ "enum": Real::all().map(Real::name).collect::<Vec<_>>() })),
        ("shape", json!({ "type": "array", "items": { "type": "integer", "minimum": 0 } })),
        ("pattern", pattern()),
        ("patterns", json!({ "type": "array", "items": { "$ref": "#/$defs/pattern" } })),
        (
            "whole",
            json!({
                "anyOf": [{ "$ref": "#/$defs/patterns" }, { "const": "error" }],
            }),
        ),
        ("outcome", outcome()),
        ("advisory", advisory("#/$defs/outcome")),
        (
            "leaf",
            json!({
                "anyOf": [{ "$ref": "#/$defs/outcome" }, { "$ref": "#/$defs/advisory" }],
            }),
        ),
        ("validity", json!({ "enum": ["valid", "invalid"] })),
        ("advisory_validity", advisory("#/$defs/validity")),
        (
            "valid_or_not",
            json!({
                "anyOf": [{ "$ref": "#/$defs/validity" }, { "$ref": "#/$defs/advisory_validity" }],
            }),
        ),
        (
            "elements",
            json!({
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "properties": {
                        "input": { "$ref": "#/$defs/pattern" },
                        "value": { "type": "string" },
                        "expect": { "$ref": "#/$defs/leaf" },
                    },
                    "required": ["input", "value", "expect"],
                    "additionalProperties": false,
                },
            }),
        ),
        // Metadata that is asked about may be wrong in any way.
        ("json", json!(true)),
    ];
    definitions.into_iter().map(|(name, definition)| (name.to_owned(), definition)).collect()
}

/// The members of a case beside its id, its sentence and its clauses, and what defines each.
fn members(kind: ScenarioKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        ScenarioKind::ScalarMap => &[
            ("operation", "operation"),
            ("codec", "json"),
            ("data_type", "json"),
            ("fill_value", "json"),
            ("input_type", "type"),
            ("output_type", "type"),
            ("elements", "elements"),
        ],
        ScenarioKind::Arrays => &[
            ("operation", "operation"),
            ("codec", "json"),
            ("data_type", "json"),
            ("fill_value", "json"),
            ("input_type", "type"),
            ("output_type", "type"),
            ("shape", "shape"),
            ("input", "patterns"),
            ("expect", "whole"),
        ],
        ScenarioKind::FillValue => &[
            ("codec", "json"),
            ("data_type", "json"),
            ("fill_value", "json"),
            ("output_type", "type"),
            ("expect", "leaf"),
        ],
        ScenarioKind::Metadata => &[
            ("layer", "layer"),
            ("codec", "json"),
            ("data_type", "json"),
            ("fill_value", "json"),
            ("expect", "valid_or_not"),
        ],
        ScenarioKind::Scalars => &[("scalar", "json"), ("expect", "leaf")],
    }
}

fn case(kind: ScenarioKind) -> Value {
    let common = [("id", "id"), ("about", "sentence"), ("clauses", "clauses")];
    let members: Vec<_> = common.iter().chain(members(kind)).collect();
    let property = |(name, definition): &&(&str, &str)| {
        ((*name).to_owned(), json!({ "$ref": format!("#/$defs/{definition}") }))
    };
    json!({
        "type": "object",
        "properties": members.iter().map(property).collect::<Map<_, _>>(),
        "required": members.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}
