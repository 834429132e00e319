//! The smallest case that still fails, for people.

use std::fmt::{self, Write};

use super::cause;
use super::plain::{identity, line};
use super::words::{counted, element, outcome};
use crate::check::Got;
use crate::check::shrink::{Failing, Shrunk, Trial};
use crate::data_type::Real;
use crate::vectors::Outcome;

/// The smallest case that still fails, as text.
pub fn shrunk_to_text(shrunk: &Shrunk) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_shrunk(&mut text, shrunk);
    text
}

fn write_shrunk(out: &mut String, shrunk: &Shrunk) -> fmt::Result {
    let (subject, id) = (identity(&shrunk.implementation), line(&shrunk.id));
    let Some(failing) = &shrunk.failing else {
        return writeln!(out, "{id} does not fail on {subject}: nothing to shrink");
    };
    writeln!(out, "case        {id}")?;
    writeln!(out, "subject     {subject}: {}", failing.deviation.describe())?;
    let (before, after) = (size(&failing.before), size(&failing.smallest));
    writeln!(out, "shrunk      from {before} to {after}, asking {} times", shrunk.asks)?;
    if shrunk.exhausted {
        writeln!(out, "            a smaller one may exist: no more requests were tried")?;
    }
    writeln!(out)?;
    write_failing(out, failing)
}

fn size(trial: &Trial) -> String {
    let scenario = &trial.scenario;
    let codec = scenario.codec.as_ref().map_or(0, |codec| codec.len());
    let metadata = codec + scenario.data_type.len() + scenario.fill_value.len();
    let elements = trial.inputs().map(|(_, inputs)| counted(inputs.len() as u64, "element"));
    let elements = elements.map_or(String::new(), |elements| format!("{elements} and "));
    format!("{elements}{} of metadata", counted(metadata as u64, "byte"))
}

fn write_failing(out: &mut String, failing: &Failing) -> fmt::Result {
    let trial = &failing.smallest;
    let output_type = trial.output_type();
    let request = trial.request();
    writeln!(out, "operation   {}", request.question.name())?;
    if let Some(codec) = &trial.scenario.codec {
        writeln!(out, "codec       {}", line(codec))?;
    }
    writeln!(out, "data_type   {}", line(&trial.scenario.data_type))?;
    writeln!(out, "fill_value  {}", line(&trial.scenario.fill_value))?;
    if let Some((input_type, inputs)) = trial.inputs() {
        writeln!(out, "shape       {:?}", trial.shape)?;
        let inputs = inputs.iter().map(|one| element(input_type, *one));
        writeln!(out, "elements    {}", inputs.collect::<Vec<_>>().join(", "))?;
    }
    writeln!(out, "expected    {}", expected(output_type, &failing.expected))?;
    let got = match &failing.got {
        Got::Array(elements) => {
            let elements = elements.iter().map(|one| element(output_type, *one));
            elements.collect::<Vec<_>>().join(", ")
        }
        other => cause::got(output_type, other),
    };
    writeln!(out, "got         {got}")?;
    write!(out, "request     {}", request.to_line())
}

/// One element that has no result fails all.
fn expected(output_type: Real, outcomes: &[Outcome]) -> String {
    if outcomes.contains(&Outcome::Error) {
        return outcome(output_type, Outcome::Error);
    }
    let outcomes = outcomes.iter().map(|one| outcome(output_type, *one));
    outcomes.collect::<Vec<_>>().join(", ")
}
