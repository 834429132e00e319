//! Witnesses for machines: one JSON object.

use serde_json::{Value, json};

use super::UNEXPLAINED;
use crate::report::plain;
use crate::witness::{Case, Disagreement, Plan, Testimony};

/// The version of this format.
const VERSION: u64 = 1;

/// The cases and disagreements as JSON text.
pub fn to_json(testimonies: &[Testimony], plan: &Plan) -> String {
    let value = json!({
        "witnesses": VERSION,
        "oracle": env!("CARGO_PKG_VERSION"),
        "inputs_of_a_pair": plan.inputs,
        "unexplained": testimonies.iter().map(Testimony::unexplained).sum::<u64>(),
        "testimonies": testimonies.iter().map(testimony).collect::<Vec<_>>(),
    });
    plain::json(&value)
}

fn testimony(testimony: &Testimony) -> Value {
    json!({
        "witness": testimony.name,
        "version": testimony.version,
        "types": { "from": testimony.sources, "to": testimony.targets },
        "rounding": testimony.roundings,
        "out_of_range": testimony.out_of_ranges,
        "compared": testimony.compared,
        "disagreements": testimony.disagreements.iter().map(disagreement).collect::<Vec<_>>(),
    })
}

fn disagreement(disagreement: &Disagreement) -> Value {
    let Disagreement { explanation, count, simplest } = disagreement;
    json!({
        "kind": explanation.map_or(UNEXPLAINED, |explanation| explanation.name),
        "reason": explanation.map(|explanation| explanation.reason),
        "count": count,
        "simplest": case(simplest),
    })
}

fn case(case: &Case) -> Value {
    json!({
        "id": case.id(),
        "input": case.source.pattern_to_text(case.input),
        "input_value": case.source.value_to_text(case.input),
        "oracle": case.oracle.to_text(case.target),
        "witness": case.witness.to_text(case.target),
    })
}
