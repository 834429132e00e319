//! Files of scenarios, of every kind.

use serde_json::{Map, Value, json};

use super::{DIALECT, accepted, advisory, outcome, pattern};
use crate::codec::Operation;
use crate::codec::{clauses, table};
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
        let header = match kind {
            ScenarioKind::Scalars => &["data_type", "page"][..],
            ScenarioKind::Chains => &[],
            _ => &["codec"],
        };
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
            "codec": { "enum": table::ALL.map(|codec| codec.name) },
            // A name, or a name and a configuration.
            "data_type": { "type": ["string", "object"] },
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

fn sentence() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

fn shared() -> Map<String, Value> {
    let clauses = clauses::all().map(|clause| clause.id).collect::<Vec<_>>();
    let operations = [Operation::Encode, Operation::Decode].map(Operation::name);
    let definitions = [
        ("sentence", sentence()),
        ("id", json!({ "type": "string", "pattern": "^[A-Za-z0-9_./+\\[\\]-]+$" })),
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
        // Of a type with parameters, its name with them.
        ("any_type", sentence()),
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
                "anyOf": [
                    { "$ref": "#/$defs/outcome" },
                    { "$ref": "#/$defs/advisory" },
                    { "$ref": "#/$defs/accepted" },
                ],
            }),
        ),
        ("accepted", accepted("#/$defs/outcome")),
        ("hexadecimal", json!({ "type": "string", "pattern": "^([0-9a-f]{2})*$" })),
        // Elements without a fixed size each stand for themselves.
        (
            "data",
            json!({
                "anyOf": [
                    { "$ref": "#/$defs/hexadecimal" },
                    { "type": "array", "items": { "$ref": "#/$defs/hexadecimal" } },
                ],
            }),
        ),
        ("data_outcome", json!({ "anyOf": [{ "$ref": "#/$defs/data" }, { "const": "error" }] })),
        ("accepted_data", accepted("#/$defs/data_outcome")),
        (
            "any_nan",
            json!({
                "type": "object",
                "properties": {
                    "type": { "$ref": "#/$defs/type" },
                    "positions": { "$ref": "#/$defs/shape" },
                },
                "required": ["type", "positions"],
                "additionalProperties": false,
            }),
        ),
        (
            "data_leaf",
            json!({
                "anyOf": [{ "$ref": "#/$defs/data_outcome" }, { "$ref": "#/$defs/accepted_data" }],
            }),
        ),
        (
            "scalar_leaf",
            json!({ "anyOf": [{ "$ref": "#/$defs/leaf" }, { "$ref": "#/$defs/data_leaf" }] }),
        ),
        ("validity", json!({ "enum": ["valid", "invalid"] })),
        ("advisory_validity", advisory("#/$defs/validity")),
        ("accepted_validity", accepted("#/$defs/validity")),
        (
            "valid_or_not",
            json!({
                "anyOf": [
                    { "$ref": "#/$defs/validity" },
                    { "$ref": "#/$defs/advisory_validity" },
                    { "$ref": "#/$defs/accepted_validity" },
                ],
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
        ScenarioKind::Encodings => &[
            ("operation", "operation"),
            ("codec", "json"),
            ("data_type", "json"),
            ("fill_value", "json"),
            ("shape", "shape"),
            ("data", "data"),
            ("expect", "data_leaf"),
            ("any_nan", "any_nan"),
        ],
        ScenarioKind::Chains => &[
            ("operation", "operation"),
            ("codecs", "json"),
            ("data_type", "json"),
            ("fill_value", "json"),
            ("shape", "shape"),
            ("data", "data"),
            ("expect", "data_leaf"),
            ("any_nan", "any_nan"),
        ],
        ScenarioKind::ScalarMap | ScenarioKind::Elementwise => &[
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
            ("output_type", "any_type"),
            ("expect", "scalar_leaf"),
            ("any_nan", "any_nan"),
        ],
        ScenarioKind::Metadata => &[
            ("layer", "layer"),
            ("codec", "json"),
            ("data_type", "json"),
            ("fill_value", "json"),
            ("expect", "valid_or_not"),
        ],
        ScenarioKind::Scalars => {
            &[("data_type", "json"), ("scalar", "json"), ("expect", "scalar_leaf")]
        }
    }
}

fn case(kind: ScenarioKind) -> Value {
    let common = [("id", "id"), ("about", "sentence"), ("clauses", "clauses")];
    let members: Vec<_> = common.iter().chain(members(kind)).collect();
    let property = |(name, definition): &&(&str, &str)| {
        ((*name).to_owned(), json!({ "$ref": format!("#/$defs/{definition}") }))
    };
    // Of codecs that encode bytes there is no array.
    let is_optional = |name: &str| {
        let of_array = ["data_type", "fill_value", "shape"].contains(&name);
        // Most scalars are of the data type in the header.
        let of_header = kind == ScenarioKind::Scalars && name == "data_type";
        name == "any_nan" || of_header || kind == ScenarioKind::Encodings && of_array
    };
    let required = members.iter().map(|(name, _)| name).filter(|name| !is_optional(name));
    json!({
        "type": "object",
        "properties": members.iter().map(property).collect::<Map<_, _>>(),
        "required": required.collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}
