//! Golden arrays, and what was read of them, for people.

use std::fmt::{self, Write};

use super::plain::line;
use super::words::{accepted, counted};
use crate::check::{Judged, ProbeOutcome, Probed, Report, StoredWanted};
use crate::protocol::{ArrayAnswer, ArrayContent};
use crate::vectors::golden::{GoldenArray, GoldenOutcome};

/// What an array is.
pub(super) fn write_array(out: &mut String, array: &GoldenArray) -> fmt::Result {
    writeln!(out, "     about       {}", line(&array.comment))?;
    let data_type = array.data_type.as_deref().unwrap_or("unknown");
    let shape = array.shape.as_ref().map_or(String::new(), |shape| format!(", shape {shape:?}"));
    let format = array.format.number();
    writeln!(out, "     array       Zarr v{format}, {}{shape}", line(data_type))
}

/// How an array that was opened is not as it should be.
pub(super) fn write_read(
    out: &mut String,
    wanted: &StoredWanted,
    answer: &ArrayAnswer,
) -> fmt::Result {
    let Some(difference) = wanted.difference(answer) else {
        writeln!(out, "     expected    {}", expected(wanted))?;
        return writeln!(out, "     got         {}", read(answer));
    };
    if let Some(at) = difference.position {
        let elements = wanted.array.expected.stand.as_ref().map_or(0, Vec::len);
        writeln!(out, "     position    {at} of {}", counted(elements as u64, "element"))?;
    }
    writeln!(out, "     expected    {}", line(&difference.expected))?;
    writeln!(out, "     got         {}", line(&difference.found))
}

/// What is expected of an array as a whole.
pub(super) fn expected(wanted: &StoredWanted) -> String {
    expected_of(&wanted.array, wanted.judged)
}

/// The same of an array by itself.
pub(super) fn expected_of(array: &GoldenArray, judged: Judged) -> String {
    accepted(&array.expected, |outcome| outcome_text(outcome, judged))
}

fn outcome_text(outcome: &GoldenOutcome, judged: Judged) -> String {
    match (outcome, judged) {
        (None, _) => "an error".to_owned(),
        (Some(_), Judged::Opening) => "it opens".to_owned(),
        (Some(elements), Judged::Values) => counted(elements.len() as u64, "element"),
    }
}

/// What was read, in short.
pub(super) fn read(answer: &ArrayAnswer) -> String {
    match &answer.content {
        ArrayContent::Data(data) => format!("an array of {}", counted(data.len() as u64, "byte")),
        ArrayContent::Elements(elements) => match elements.first() {
            None => "it opens".to_owned(),
            Some(first) => {
                let first: String = first.chars().take(60).collect();
                let count = counted(elements.len() as u64, "element");
                format!("{count}, the first of them {}", line(&first))
            }
        },
    }
}

/// What is judged of a reader, and by what that was decided.
pub(super) fn write_probed(out: &mut String, report: &Report, probed: &Probed) -> fmt::Result {
    let judged = match probed.judged {
        Judged::Values => "elements are judged",
        Judged::Opening => {
            "only whether it opens an array is judged, as it does not print the elements"
        }
    };
    writeln!(out, "Reader    one process an array; {judged}")?;
    for one in &probed.formats {
        let (format, array) = (one.format.number(), line(&one.array));
        match &one.outcome {
            ProbeOutcome::Elements => {
                writeln!(out, "          Zarr v{format}: it prints the elements of {array}")?;
            }
            ProbeOutcome::Opened { expected, found } => {
                writeln!(
                    out,
                    "          Zarr v{format}: it opens {array}, and prints other than its elements"
                )?;
                writeln!(out, "             expected {}", line(expected))?;
                writeln!(out, "             found {}", line(found))?;
            }
            ProbeOutcome::Refused(reason) => {
                writeln!(
                    out,
                    "          Zarr v{format} is not asked: it does not open {array}: {}",
                    line(reason)
                )?;
            }
        }
    }
    let unsupported = report.tally.unsupported;
    match unsupported {
        0 => Ok(()),
        some => writeln!(out, "          not supported: {}", counted(some, "array")),
    }
}

/// The outcome of a probe for machines.
pub(super) fn probed_json(probed: &Probed) -> serde_json::Value {
    let formats = probed.formats.iter().map(|one| {
        let (outcome, message) = match &one.outcome {
            ProbeOutcome::Elements => ("elements", None),
            ProbeOutcome::Opened { expected, found } => {
                ("opened", Some(format!("expected {expected}, found {found}")))
            }
            ProbeOutcome::Refused(reason) => ("refused", Some(reason.clone())),
        };
        serde_json::json!({
            "zarr_format": one.format.number(),
            "array": one.array,
            "outcome": outcome,
            "message": message,
        })
    });
    serde_json::json!({ "judged": probed.judged, "probes": formats.collect::<Vec<_>>() })
}
