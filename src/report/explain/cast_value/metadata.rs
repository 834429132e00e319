//! Fill values, and whether metadata is valid.

use super::{refused, steps};
use crate::codec::cast_value::{Instance, Metadata};
use crate::codec::notes::{Letter, Readings};
use crate::oracle::cast_value::{Codec, MetadataError, Step, Trace};
use crate::report::explain::answer::{Answer, touching};
use crate::report::explain::numbers::named;
use crate::report::explain::page::{Line, Page, Part, StepText};

/// Derives the fill value after the codec: encoding it, decoding it again, comparing.
pub(super) fn fill_value(metadata: Metadata, readings: &Readings) -> Page {
    let mut trace: Vec<Step> = Vec::new();
    let answer = ask_fill_value(metadata, readings, &mut trace);
    let parts = match Instance::read(metadata, readings) {
        Ok(_) => steps::parts(&trace, true),
        Err(error) => vec![refused(&error.into())],
    };
    let notes = touching(readings, |readings| vec![ask_fill_value(metadata, readings, &mut ())]);
    Page { parts, result: answer.full, notes, ..Page::default() }
}

fn ask_fill_value(metadata: Metadata, readings: &Readings, trace: &mut impl Trace) -> Answer {
    let instance = match Instance::read(metadata, readings) {
        Ok(instance) => instance,
        Err(error) => return Answer::error(&error),
    };
    let codec = Codec::from_instance(instance, readings);
    let (_, encoded) = codec.encode.types();
    let is_mapped = readings.of(33) == Letter::A && codec.encode.maps(codec.instance.fill_value);
    match codec.fill_value_traced(trace) {
        Ok(pattern) if is_mapped => Answer::bits(encoded, pattern),
        Ok(pattern) => Answer::pattern(encoded, pattern),
        Err(error) => Answer::error(&MetadataError::from(error)),
    }
}

/// Says whether metadata is valid, or which rule it does not meet.
pub(super) fn validity(metadata: Metadata, readings: &Readings) -> Page {
    let ask = |readings: &Readings| Answer::validity(Codec::validate(metadata, readings));
    let parts = match Instance::read(metadata, readings) {
        Err(error) => vec![refused(&error.into())],
        Ok(instance) => valid_parts(Codec::from_instance(instance, readings), readings),
    };
    let notes = touching(readings, |readings| vec![ask(readings)]);
    Page { parts, result: ask(readings).full, notes, ..Page::default() }
}

/// Metadata whose parts are acceptable: the fill value decides.
fn valid_parts(codec: Codec, readings: &Readings) -> Vec<Part> {
    let step = |heading: &str, line: String, clause| {
        let lines = vec![Line::Text(line)];
        Part::Step(StepText { heading: heading.to_owned(), lines, clause: Some(clause) })
    };
    let parts = "Each part is acceptable, and they fit each other.".to_owned();
    let mut parts = vec![step("Codec, data type and fill value", parts, "metadata/configuration")];
    if readings.of(48) != Letter::A {
        parts.push(step(
            "The round trip",
            "It is not tried here.".to_owned(),
            "fill-value/validated",
        ));
        return parts;
    }
    let mut trace: Vec<Step> = Vec::new();
    match codec.fill_value_traced(&mut trace) {
        Ok(encoded) => {
            let fill_value = named(codec.encode.types().0, codec.instance.fill_value);
            let encoded = named(codec.encode.types().1, encoded);
            let line = format!("{fill_value} is encoded as {encoded}, and survives.");
            parts.push(step("The round trip of the fill value", line, "fill-value/validated"));
        }
        Err(error) => {
            parts.extend(steps::parts(&trace, true));
            parts.push(refused(&error.into()));
        }
    }
    parts
}
