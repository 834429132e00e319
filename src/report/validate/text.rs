//! A validation for people.

use super::touching::touching;
use crate::chunk::Form;
use crate::codec::notes::Readings;
use crate::data_type::DataType;
use crate::oracle::survey::{Fault, Finding, Flow, Survey, Surveyed};
use crate::oracle::validation::{Validation, Validity};
use crate::report::explain::departures;
use crate::report::explain::page::{Line, Page, Part, StepText};
use crate::report::words::{any_element, counted, cut, would_give};

/// The validation of the document of this name.
pub fn validation_to_text(
    name: &str,
    json: &str,
    validation: &Validation,
    readings: &Readings,
) -> String {
    let mut parts = Vec::new();
    if let Some(survey) = validation.survey.as_ref().filter(|survey| !survey.codecs.is_empty()) {
        parts.push(Part::Heading("The codecs, and what comes out of each".to_owned()));
        parts.push(Part::Lines(codecs(survey)));
    }
    let undecided = unknown(validation);
    if !undecided.is_empty() {
        parts.push(Part::Heading("Undecided".to_owned()));
        parts.push(Part::Lines(undecided));
    }
    let errors = validation.draft.errors.iter();
    parts.extend(
        errors.map(|error| step(error, Vec::new(), Some(validation.clause_of_member(error)))),
    );
    parts.extend(faults(validation));
    let notes = match touching(json, validation, readings) {
        Some(touching) => touching.iter().map(|one| would_give(&one.choice, &one.found)).collect(),
        None => vec!["Not looked for in a document of more than 1 MiB.".to_owned()],
    };
    let mut facts = facts(validation);
    facts.extend(departures(readings));
    Page { title: name.to_owned(), facts, parts, result: result(validation), notes }.to_string()
}

fn facts(validation: &Validation) -> Vec<(&'static str, String)> {
    let draft = &validation.draft;
    let data_type = draft.data_type.as_ref();
    let shape = |shape: &Option<Vec<u64>>| shape.as_ref().map(|shape| format!("{shape:?}"));
    let fill_value = draft.fill_value.as_ref().zip(data_type);
    let facts = [
        ("zarr_format", draft.is_version_2.then(|| "2".to_owned())),
        ("data_type", data_type.map(DataType::to_string)),
        ("shape", shape(&draft.shape)),
        ("chunk_shape", shape(&draft.chunk_shape)),
        (
            "fill_value",
            fill_value.map(|(element, data_type)| any_element(data_type, element.bytes())),
        ),
    ];
    facts.into_iter().filter_map(|(label, text)| Some((label, text?))).collect()
}

/// A line for each codec.
fn codecs(survey: &Survey) -> Vec<String> {
    let cells = |(position, codec): (usize, &Surveyed)| {
        let name = codec.name.as_deref().unwrap_or("?");
        [
            format!("{position} {}", cut(name)),
            codec.stage.map_or("?", |stage| stage.name()).to_owned(),
        ]
    };
    let cells: Vec<_> = survey.codecs.iter().enumerate().map(cells).collect();
    let width = |column: usize| cells.iter().map(|row| row[column].chars().count()).max();
    let [names, stages] = [0, 1].map(|column| width(column).unwrap_or_default().min(40));
    let line = |([name, stage], codec): (&[String; 2], &Surveyed)| {
        format!("{name:<names$}  {stage:<stages$}  {}", outcome(codec))
    };
    cells.iter().zip(&survey.codecs).map(line).collect()
}

fn outcome(codec: &Surveyed) -> String {
    let after = flow_text(&codec.after);
    match &codec.finding {
        Finding::Bound => after,
        Finding::Faulty(_) => format!("fails; going on with {after}"),
        Finding::Unknown { is_ignored: false } => format!("unknown to the suite; gives {after}"),
        Finding::Unknown { is_ignored: true } => {
            format!("unknown to the suite; ignored, as must_understand permits: {after}")
        }
        Finding::Refused => format!("refused by the suite; gives {after}"),
        Finding::Unbound => format!("not looked at, for what comes in is not known; gives {after}"),
    }
}

fn flow_text(flow: &Flow) -> String {
    match flow {
        Flow::Known(form) => form_text(form),
        Flow::Array => "an array".to_owned(),
        Flow::Anything => "what is not known".to_owned(),
    }
}

/// A form with its fill value.
fn form_text(form: &Form) -> String {
    match form {
        Form::Array { data_type, shape, fill_value, .. } => {
            let fill_value = match fill_value {
                Ok(Some(element)) => {
                    format!(", fill value {}", any_element(data_type, element.bytes()))
                }
                Ok(None) => String::new(),
                Err(error) => format!(", no fill value: {error}"),
            };
            format!("{data_type} {shape:?}{fill_value}")
        }
        Form::Bytes { length: None, .. } => "bytes, their number not known".to_owned(),
        Form::Bytes { .. } => form.to_string(),
    }
}

fn step(error: &impl ToString, lines: Vec<Line>, clause: Option<&'static str>) -> Part {
    let heading = cut(&error.to_string()).into_owned();
    Part::Step(StepText { heading, lines, clause })
}

fn faults(validation: &Validation) -> Vec<Part> {
    let Some(survey) = &validation.survey else { return Vec::new() };
    let part = |fault: &Fault| {
        let assumption = fault.assumes.map(|position| Line::Text(assumption(survey, position)));
        let lines = assumption.into_iter().collect();
        let clause = validation.clause_of_codec(fault);
        match validation.draft.is_version_2 {
            true => {
                let member = validation.member_of_codec(fault);
                step(&format!("{member}: {}", fault.error), lines, clause)
            }
            false => step(&fault.error, lines, clause),
        }
    };
    survey.faults().map(part).collect()
}

fn assumption(survey: &Survey, position: usize) -> String {
    let why = match survey.codecs.get(position).map(|codec| &codec.finding) {
        Some(Finding::Unknown { .. }) => "which is unknown to the suite",
        _ => "which fails",
    };
    format!("Here codec {position}, {why}, is taken to leave the array as it is.")
}

/// What the suite does not know.
fn unknown(validation: &Validation) -> Vec<String> {
    let of_members = validation.draft.undecided.iter().map(ToString::to_string);
    let codecs = validation.survey.iter().flat_map(|survey| &survey.codecs).enumerate();
    let of_codecs = codecs
        .filter_map(|(position, codec)| codec.absence(position).map(|error| error.to_string()));
    of_members.chain(of_codecs).map(|text| cut(&text).into_owned()).collect()
}

fn result(validation: &Validation) -> String {
    let faults = validation.survey.iter().flat_map(Survey::faults).count();
    let errors = validation.draft.errors.len() + faults;
    match validation.validity() {
        Validity::Valid => "valid".to_owned(),
        Validity::Invalid => format!("invalid, {}", counted(errors as u64, "error")),
        Validity::Undecided if errors > 0 => {
            let errors = counted(errors as u64, "error");
            format!("undecided, {errors} if what is unknown to the suite is ignored")
        }
        Validity::Undecided => {
            format!(
                "undecided: valid as far as the suite knows; {}",
                unknown(validation).join("; ")
            )
        }
    }
}
