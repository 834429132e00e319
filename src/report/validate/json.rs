//! A validation for machines: one JSON object.

use serde_json::{Value, json};

use super::touching::{Touching, touching};
use crate::chunk::{Element, Form};
use crate::codec::clauses;
use crate::codec::notes::{ReadingChoice, Readings};
use crate::data_type::DataType;
use crate::oracle::metadata::{MemberError, Undecided};
use crate::oracle::survey::{Fault, Finding, Flow, Survey, Surveyed};
use crate::oracle::validation::Validation;
use crate::oracle::{BindError, ChainError};
use crate::report::plain;
use crate::report::words::{cut, hexadecimal};
use crate::vectors::ordered;

/// The version of this format.
const VERSION: u64 = 1;

/// The validation as JSON text.
pub fn validation_to_json(json: &str, validation: &Validation, readings: &Readings) -> String {
    let Validation { draft, chunk, survey } = validation;
    let of_members = draft.errors.iter();
    let of_members =
        of_members.map(|error| member_error(error, validation.clause_of_member(error)));
    let faults = survey.iter().flat_map(Survey::faults);
    let of_codecs = faults.map(|one| fault(one, validation));
    let codecs = survey.iter().flat_map(|survey| &survey.codecs).enumerate();
    let touching = touching(json, validation, readings);
    let value = json!({
        "validation": VERSION,
        "verdict": validation.validity().name(),
        "readings": ReadingChoice::departures(readings).map(|one| one.to_string()).collect::<Vec<_>>(),
        "shape": draft.shape,
        "chunk": chunk.as_ref().map(form),
        "codecs": codecs.clone().map(codec).collect::<Vec<_>>(),
        "errors": of_members.chain(of_codecs).collect::<Vec<_>>(),
        "undecided": draft.undecided.iter().map(|one| undecided(one, validation)).chain(codecs.filter_map(|one| unknown(one, validation))).collect::<Vec<_>>(),
        // Null where they were not looked for.
        "notes": touching.map(|notes| notes.iter().map(note).collect::<Vec<_>>()),
    });
    plain::json(&ordered(value))
}

fn form(form: &Form) -> Value {
    match form {
        Form::Array { data_type, shape, fill_value, .. } => json!({
            "data_type": data_type.to_string(),
            "shape": shape,
            "fill_value": match fill_value {
                Ok(element) => element.as_ref().map(|one| element_value(data_type, one)),
                Err(_) => None,
            },
        }),
        Form::Bytes { length, .. } => json!({ "length": length }),
    }
}

fn element_value(data_type: &DataType, element: &Element) -> Value {
    let pattern = data_type.real().and_then(|real| Some((real, element.pattern(real)?)));
    match pattern {
        Some((real, pattern)) => json!({
            "pattern": real.pattern_to_text(pattern),
            "value": real.value_to_text(pattern),
        }),
        None => json!({ "bytes": hexadecimal(element.bytes()) }),
    }
}

fn codec((position, codec): (usize, &Surveyed)) -> Value {
    let (status, after) = (status(&codec.finding), &codec.after);
    json!({
        "position": position,
        "name": codec.name,
        "stage": codec.stage.map(|stage| stage.name()),
        "status": status,
        // Null where it is not known.
        "after": match after {
            Flow::Known(known) => Some(form(known)),
            Flow::Array | Flow::Anything => None,
        },
    })
}

fn status(finding: &Finding) -> &'static str {
    match finding {
        Finding::Bound => "bound",
        Finding::Faulty(_) => "fails",
        Finding::Unknown { is_ignored: false } => "unknown",
        Finding::Unknown { is_ignored: true } => "ignored",
        Finding::Refused => "refused",
        Finding::Unbound => "not-looked-at",
    }
}

fn member_error(MemberError { within, error }: &MemberError, clause: &'static str) -> Value {
    let member = within.map_or_else(|| error.field(), Some);
    let mut value = bind_error(error, Some(clause));
    value["member"] = json!(member);
    value["certain"] = json!(true);
    value
}

fn fault(fault: &Fault, validation: &Validation) -> Value {
    let Fault { error, assumes, is_certain } = fault;
    let clause = validation.clause_of_codec(fault);
    let mut value = match error {
        ChainError::Codec { error, .. } => bind_error(error, clause.or(Some(error.clause()))),
        ChainError::Order { found, expected, .. } => {
            described(error.to_string(), clause, [None, Some(found), Some(expected)])
        }
        ChainError::NotAList { found } => {
            described(error.to_string(), clause, [None, Some(found), None])
        }
        ChainError::NoArrayToBytes | ChainError::Unknown { .. } | ChainError::Refused { .. } => {
            described(error.to_string(), clause, [None; 3])
        }
    };
    value["member"] = json!(validation.member_of_codec(fault));
    value["codec"] = match error {
        ChainError::Codec { position, name, .. } => json!({ "position": position, "name": name }),
        ChainError::Order { position, name, .. } => json!({ "position": position, "name": name }),
        _ => Value::Null,
    };
    value["assumes"] = json!(assumes);
    value["certain"] = json!(is_certain);
    value
}

fn bind_error(error: &BindError, clause: Option<&'static str>) -> Value {
    let parts = [error.field(), error.found(), error.expected()];
    described(error.to_string(), clause, parts)
}

fn described(
    message: String,
    clause: Option<&'static str>,
    [field, found, expected]: [Option<&str>; 3],
) -> Value {
    json!({
        "message": cut(&message),
        "field": field,
        "found": found,
        "expected": expected,
        "clause": clause,
        "section": clause.and_then(clauses::find).map(|clause| clause.section),
        "member": null,
        "codec": null,
        "assumes": null,
    })
}

fn undecided(undecided: &Undecided, validation: &Validation) -> Value {
    let member = match validation.draft.is_version_2 {
        true => undecided.v2_member(),
        false => undecided.member(),
    };
    json!({ "member": member, "codec": null, "message": undecided.to_string() })
}

fn unknown((position, codec): (usize, &Surveyed), validation: &Validation) -> Option<Value> {
    let message = codec.absence(position)?.to_string();
    let codec = json!({ "position": position, "name": codec.name });
    let member = validation.source(Some(position));
    Some(json!({ "member": member, "codec": codec, "message": message }))
}

fn note(Touching { choice, found }: &Touching) -> Value {
    json!({
        "reading": choice.to_string(),
        "says": choice.says(),
        "grade": choice.note.grade.name(),
        "gives": found,
    })
}
