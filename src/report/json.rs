//! A check's report for machines: one JSON object.

use serde_json::{Map, Value, json};

use super::Context;
use crate::check::{Failure, Got, Group, Report};
use crate::data_type::DataType;
use crate::vectors::{Expected, Outcome};

/// The version of this format.
const VERSION: u64 = 1;

/// The report as JSON text.
pub fn to_json(report: &Report, context: &Context) -> String {
    let readings = report.other_readings.iter().map(|((note, letter), count)| {
        (format!("SN-{note:02}={}", letter.to_char()), Value::from(*count))
    });
    let value = json!({
        "report": VERSION,
        "subject": report.hello.implementation,
        "vectors": {
            "format": context.manifest.format,
            "oracle": context.manifest.oracle,
            "specification": context.manifest.specification,
        },
        // Null where nothing was checked.
        "conforms": (report.tally.judged() > 0).then(|| report.tally.conforms()),
        "expectations": report.tally,
        "elements_asked": report.asked,
        "values_asked_alone": format!("1/{}", report.depth.one_alone_in()),
        "pairs": { "selected": report.pairs, "unsupported": report.unsupported_pairs },
        "unsupported_types": names(&report.unsupported_types),
        "other_readings": readings.collect::<Map<_, _>>(),
        "groups": report.groups.iter().map(|one| group(one, context)).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

fn names(data_types: &[DataType]) -> Vec<&'static str> {
    data_types.iter().map(|data_type| data_type.name()).collect()
}

fn group(group: &Group, context: &Context) -> Value {
    let pairs = group.pairs.iter().map(|(input, output)| [input.name(), output.name()]);
    json!({
        "class": group.class,
        "tag": group.tag,
        "deviation": group.deviation,
        "count": group.count,
        "pairs": pairs.collect::<Vec<_>>(),
        "rounding": group.roundings,
        "out_of_range": group.out_of_ranges,
        "simplest": failure(&group.simplest, context),
    })
}

fn failure(failure: &Failure, context: &Context) -> Value {
    let Failure { input_type, output_type, input, .. } = *failure;
    let mut value = json!({
        "id": failure.id(),
        "operation": failure.operation,
        "input": input_type.pattern_to_text(input),
        "input_value": input_type.value_to_text(input),
        "tags": failure.tags.iter().map(|tag| tag.name).collect::<Vec<_>>(),
        "expected": expected(output_type, &failure.expected),
        "got": got(output_type, &failure.got),
        "seen": failure.seen,
        "again": context.again(failure),
    });
    if let Outcome::Bits(pattern) = failure.expected.stand() {
        value["expected_value"] = output_type.value_to_text(pattern).into();
    }
    match &failure.got {
        Got::Outcome(Outcome::Bits(pattern)) => {
            value["got_value"] = output_type.value_to_text(*pattern).into();
        }
        Got::Crash(message) => value["message"] = message.as_str().into(),
        Got::Outcome(_) | Got::Unsupported | Got::Timeout => {}
    }
    value
}

/// As a vector file spells it.
fn expected(data_type: DataType, expected: &Expected) -> Value {
    match expected {
        Expected::Only(outcome) => outcome.to_text(data_type).into(),
        Expected::Advisory(advisory) => {
            let readings = advisory.outcomes.iter().map(|(letter, outcome)| {
                (letter.to_char().to_string(), Value::from(outcome.to_text(data_type)))
            });
            let note = ("note".to_owned(), Value::from(format!("SN-{:02}", advisory.note)));
            Value::Object(std::iter::once(note).chain(readings).collect())
        }
    }
}

fn got(data_type: DataType, got: &Got) -> String {
    match got {
        Got::Outcome(outcome) => outcome.to_text(data_type),
        Got::Unsupported => "unsupported".to_owned(),
        Got::Crash(_) => "crash".to_owned(),
        Got::Timeout => "timeout".to_owned(),
    }
}
