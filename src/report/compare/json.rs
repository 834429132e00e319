//! A comparison for machines: one JSON object.

use serde_json::{Value, json};

use super::ComparisonContext;
use crate::check::{Asked, Comparison, Difference, Got, Party, Stance};
use crate::codec::notes::{ReadingChoice, spelled};
use crate::report::json::{expected, health, put_facets};
use crate::report::plain;

/// The version of this format.
const VERSION: u64 = 1;

/// The comparison as JSON text.
pub fn to_json(comparison: &Comparison, context: &ComparisonContext) -> String {
    let subjects = comparison.subjects.iter().zip(context.subjects).map(|(subject, word)| {
        json!({
            "named": word,
            "implementation": subject.hello.implementation,
            "lacks": {
                "data_types": subject.lacks.data_types,
                "operations": subject.lacks.operations,
                "scalars": subject.lacks_scalars,
            },
            "health": health(&subject.health),
        })
    });
    let agreement = &comparison.agreement;
    let value = json!({
        "comparison": VERSION,
        "subjects": subjects.collect::<Vec<_>>(),
        "vectors": {
            "format": context.manifest.format,
            "oracle": context.manifest.oracle,
            "specification": context.manifest.specification,
        },
        "readings": comparison.readings.iter().map(ReadingChoice::to_string).collect::<Vec<_>>(),
        // Null where nothing was compared.
        "agree": (agreement.compared() > 0).then(|| comparison.agrees()),
        "expectations": agreement,
        "values_asked_alone": format!("1/{}", comparison.depth.one_alone_in()),
        "groups": comparison.groups.iter().map(|one| group(one, context)).collect::<Vec<_>>(),
    });
    plain::json(&value)
}

fn group(group: &Difference, context: &ComparisonContext) -> Value {
    let pairs = group.pairs.iter().map(|(input, output)| [input.name(), output.name()]);
    let mut value = json!({
        "kind": group.simplest.kind(),
        "class": group.class,
        "tag": group.tag,
        "clause": group.clause,
        "parties": group.parties.iter().map(party).collect::<Vec<_>>(),
        "count": group.count,
        "pairs": pairs.collect::<Vec<_>>(),
    });
    put_facets(&mut value, &group.facets);
    value["simplest"] = simplest(group, context);
    value
}

/// Subjects by their position in `subjects`.
fn party(party: &Party) -> Value {
    let mut value = json!({ "subjects": party.subjects, "meets_vectors": false });
    match party.stance {
        Stance::Meets => value["meets_vectors"] = true.into(),
        Stance::Reading { note, letter } => value["reading"] = spelled((note, letter)).into(),
        Stance::Deviates(deviation) => value["deviation"] = json!(deviation),
    }
    value
}

fn simplest(group: &Difference, context: &ComparisonContext) -> Value {
    let asked = &group.simplest;
    let output_type = asked.output_type();
    let got = |one: &Got| match one {
        Got::Crash(trouble) => format!("crash: {}", trouble.reason),
        Got::BreaksProtocol(trouble) => format!("breaks-protocol: {}", trouble.reason),
        other => other.to_text(output_type),
    };
    let mut value = json!({
        "id": asked.id(),
        "vectors": expected(output_type, &group.wanted),
        "got": group.got.iter().map(got).collect::<Vec<_>>(),
        "again": context.again(group),
        "explain": context.explain(group),
    });
    if let Asked::Scenario { scenario, .. } = asked {
        value["about"] = scenario.about.as_str().into();
    }
    if let Some((input_type, input)) = asked.input() {
        value["input"] = input_type.pattern_to_text(input).into();
        value["input_value"] = input_type.value_to_text(input).into();
    }
    value
}
