//! A check's report for machines: one JSON object.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Context, plain, stores};
use crate::check::known::{Complaint, KnownEntry, KnownReport};
use crate::check::{Asked, Failure, Got, Group, NoteProfile, Report, Wanted};
use crate::codec::axis::Facet;
use crate::codec::notes::{Letter, ReadingChoice, spelled};
use crate::codec::table;
use crate::data_type::Real;
use crate::subject::{Health, LeftOut, Renewal, Trouble};
use crate::vectors::{Accepted, Expected, Kind, Outcome, ordered};

/// The version of this format.
const VERSION: u64 = 2;

/// The report as JSON text.
pub fn to_json(report: &Report, context: &Context) -> String {
    let readings = report.other_readings.iter().map(|((note, letter), count)| {
        (format!("SN-{note:02}={}", letter.to_char()), Value::from(*count))
    });
    let kinds = Kind::ALL.map(|kind| {
        let tally = report.kinds.get(&kind).copied().unwrap_or_default();
        (kind.name().to_owned(), json!(tally))
    });
    let unknown = report.hello.unknown();
    let value = json!({
        "report": VERSION,
        "subject": report.hello.implementation,
        "vectors": {
            "format": context.manifest.format,
            "oracle": context.manifest.oracle,
            "specification": context.manifest.specification,
        },
        "readings": report.readings.iter().map(ReadingChoice::to_string).collect::<Vec<_>>(),
        "verdict": report.standing(),
        // Null where everything was asked that was to be asked.
        "partial": report.stopped.map(|stopped| json!({ "reason": stopped.to_string() })),
        // Null where nothing was checked.
        "conforms": (report.tally.judged() > 0).then(|| report.conforms()),
        "expectations": report.tally,
        "kinds": Map::from_iter(kinds),
        "health": health(&report.health),
        "not_listed": report.not_listed,
        // Null where the subject is no reader.
        "reader": report.probed.as_ref().map(stores::probed_json),
        "unknown_names": unknown.names(),
        "not_known": unknown,
        "elements_asked": report.asked,
        "values_asked_alone": format!("1/{}", report.depth.one_alone_in()),
        "pairs": { "selected": report.pairs, "unsupported": report.unsupported_pairs },
        "unsupported_types": names(&report.unsupported_types),
        "other_readings": readings.collect::<Map<_, _>>(),
        "follows": report.follows.iter().flat_map(followed).collect::<Vec<_>>(),
        "known": report.known.as_ref().map(known),
        "groups": report.groups.iter().map(|one| group(one, context)).collect::<Vec<_>>(),
    });
    plain::json(&ordered(value))
}

fn names(data_types: &[Real]) -> Vec<&'static str> {
    data_types.iter().map(|data_type| data_type.name()).collect()
}

/// How a program came through.
pub(super) fn health(health: &Health) -> Value {
    let trouble =
        |trouble: &Arc<Trouble>| json!({ "message": trouble.reason, "stderr": trouble.stderr });
    json!({
        "failures": health.failures,
        "unattributed": health.unattributed,
        "examples": health.examples.iter().map(trouble).collect::<Vec<_>>(),
        "silences": health.silences,
        "renewal": health.renewal.as_ref().map(renewal),
        "window": health.window,
        "failed_starts": health.failed_starts,
        "left_out": health.left_out.iter().map(left_out).collect::<Vec<_>>(),
        "given_up": health.given_up.as_ref().map(trouble),
    })
}

/// Processes that were ended in good time.
fn renewal(renewal: &Renewal) -> Value {
    let Renewal { after, renewals, failures, first, last } = renewal;
    json!({
        "after": after,
        "times": renewals,
        "failures": failures,
        "failed_after": [first, last],
    })
}

/// A group of requests that were not asked.
fn left_out(one: &LeftOut) -> Value {
    json!({
        "requests": one.requests,
        "failures": one.failures,
        "message": one.example.reason,
        "expectations": one.expectations,
    })
}

/// The readings of a note that a subject seems to follow.
fn followed(profile: &NoteProfile) -> Vec<Value> {
    let value = |letter: &Letter| {
        let choice = ReadingChoice { note: profile.note, letter: *letter };
        json!({
            "reading": choice.to_string(),
            "says": choice.says(),
            "answered": profile.answered(),
            "cases": profile.cases.iter().map(|case| &case.id).collect::<Vec<_>>(),
        })
    };
    profile.follows.iter().map(value).collect()
}

fn known(known: &KnownReport) -> Value {
    let entries = known.entries.iter().map(|KnownEntry { entry, failures, complaints }| {
        json!({
            "line": entry.line,
            "reason": entry.reason,
            "link": entry.link,
            "count": failures.len(),
            "complaints": complaints.iter().map(Complaint::to_string).collect::<Vec<_>>(),
        })
    });
    json!({
        "file": known.path,
        "version": known.version,
        // Null where it cannot be told because not everything was asked.
        "holds": (known.is_whole || !known.holds()).then(|| known.holds()),
        "entries": entries.collect::<Vec<_>>(),
    })
}

fn group(group: &Group, context: &Context) -> Value {
    let pairs = group.pairs.iter().map(|(input, output)| [input.name(), output.name()]);
    let mut value = json!({
        "kind": group.simplest.asked.kind(),
        "class": group.class,
        "tag": group.tag,
        "clause": group.clause,
        "deviation": group.deviation,
        "count": group.count,
        "pairs": pairs.collect::<Vec<_>>(),
    });
    put_facets(&mut value, &group.facets);
    value["simplest"] = failure(&group.simplest, context);
    value
}

/// Puts the words of some facets into an object, by axis: of every axis that columns have.
pub(super) fn put_facets(value: &mut Value, facets: &[Facet]) {
    for axis in table::column_axes() {
        let of_axis = facets.iter().filter(|facet| facet.axis.name == axis.name);
        value[axis.name] = of_axis.map(|facet| facet.word()).collect();
    }
}

fn failure(failure: &Failure, context: &Context) -> Value {
    let output_type = failure.asked.output_type();
    let mut value = json!({
        "id": failure.id(),
        "operations": failure.operations,
        "expected": expected(output_type, &failure.wanted),
        "got": failure.got.to_text(output_type),
        "again": context.again(failure),
        "explain": context.oracle(failure),
    });
    match &failure.asked {
        Asked::Element { tags, .. } => {
            value["tags"] = tags.iter().map(|tag| tag.name).collect();
        }
        Asked::Scenario { scenario, .. } => {
            value["about"] = scenario.about.as_str().into();
            value["clauses"] = scenario.clauses.clone().into();
        }
        Asked::Stored { array, .. } => {
            value["about"] = array.comment.as_str().into();
            value["clauses"] = array.clauses.clone().into();
            value["tags"] = array.tags.clone().into();
            value["zarr_format"] = array.format.number().into();
            value["data_type"] = array.data_type.as_deref().into();
            value["shape"] = json!(array.shape);
        }
    }
    if let Some((input_type, input)) = failure.asked.input() {
        value["input"] = input_type.pattern_to_text(input).into();
        value["input_value"] = input_type.value_to_text(input).into();
    }
    if let Some(seen) = failure.seen {
        value["seen"] = json!(seen);
    }
    if !failure.layouts.is_empty() {
        value["layouts"] = json!(failure.layouts);
    }
    if let Some(position) = failure.position() {
        value["position"] = position.into();
    }
    if let Wanted::One(expected) = &failure.wanted
        && let Outcome::Bits(pattern) = expected.stand()
    {
        value["expected_value"] = output_type.value_to_text(pattern).into();
    }
    match &failure.got {
        Got::Outcome(Outcome::Bits(pattern)) => {
            value["got_value"] = output_type.value_to_text(*pattern).into();
        }
        Got::Read(answer) => {
            if let Wanted::Stored(wanted) = &failure.wanted
                && let Some(difference) = wanted.difference(answer)
            {
                value["expected_value"] = difference.expected.into();
                value["got_value"] = difference.found.into();
            }
        }
        Got::Crash(trouble)
        | Got::BreaksProtocol(trouble)
        | Got::Timeout(trouble)
        | Got::Refused(trouble)
        | Got::Miswritten(trouble, _) => {
            value["message"] = trouble.reason.as_str().into();
            value["stderr"] = trouble.stderr.clone().into();
        }
        Got::Outcome(_)
        | Got::Array(_)
        | Got::Data(_)
        | Got::Unsupported
        | Got::LeftOut(_)
        | Got::NotAsked => {}
    }
    value
}

/// As a vector file spells it, the elements of an array separated by spaces.
pub(super) fn expected(data_type: Real, wanted: &Wanted) -> Value {
    match wanted {
        Wanted::One(Expected::Only(outcome)) => outcome.to_text(data_type).into(),
        Wanted::One(Expected::Advisory(advisory)) => {
            let readings = advisory.outcomes.iter().map(|(letter, outcome)| {
                (letter.to_char().to_string(), Value::from(outcome.to_text(data_type)))
            });
            let note = ("note".to_owned(), Value::from(format!("SN-{:02}", advisory.note)));
            Value::Object(std::iter::once(note).chain(readings).collect())
        }
        Wanted::One(Expected::Accepted(accepted)) => {
            self::accepted(accepted, |outcome| outcome.to_text(data_type))
        }
        Wanted::Array(elements) => Got::Array(elements.clone()).to_text(data_type).into(),
        Wanted::Data(accepted, _) => self::accepted(accepted, |outcome| match outcome {
            Some(data) => data.to_string(),
            None => "error".to_owned(),
        }),
        Wanted::Stored(wanted) => self::accepted(&wanted.array.expected, |outcome| match outcome {
            Some(_) => "elements".to_owned(),
            None => "error".to_owned(),
        }),
    }
}

/// As a vector file spells it.
fn accepted<T>(accepted: &Accepted<T>, text: impl Fn(&T) -> String) -> Value {
    if accepted.others.is_empty() {
        return text(&accepted.stand).into();
    }
    let others = accepted.others.iter().map(|other| {
        let readings = other.readings.iter().map(|one| spelled(*one));
        json!({ "readings": readings.collect::<Vec<_>>(), "expect": text(&other.outcome) })
    });
    json!({ "A": text(&accepted.stand), "accept": others.collect::<Vec<_>>() })
}
