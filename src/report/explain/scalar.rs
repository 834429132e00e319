//! A scalar in the JSON of metadata.

use super::answer::{Answer, touching};
use super::numbers::bits;
use super::page::{Line, Page, Part, StepText};
use crate::codec::notes::{Letter, Readings};
use crate::codec::scalar_rules;
use crate::data_type::{Decimal, Dyadic, Kind, Nearest, Real, scalar};
use crate::oracle::exact::Exact;

/// Derives the element that a scalar denotes.
pub(super) fn scalar(data_type: Real, json: &str, readings: &Readings) -> Page {
    let read = |readings: &Readings| scalar::read(data_type, json, &scalar_rules(readings));
    let ask = |readings: &Readings| match read(readings) {
        Ok(scalar) => Answer::bits(data_type, scalar.pattern),
        Err(error) => Answer::error(&error),
    };
    let number = Decimal::parse(json);
    let mut parts = vec![what_it_is(data_type, json, number.as_ref())];
    if let (Kind::Float(float), Some(number)) = (data_type.kind(), &number) {
        parts.extend(rounding(
            data_type,
            &number.nearest(float, scalar_rules(readings).even),
            readings,
        ));
    }
    parts.push(match read(readings) {
        Ok(scalar) => step("Encoding", bits(data_type, scalar.pattern), "data-types/layout"),
        Err(error) => step("What is not met", vec![Line::Text(error.to_string())], error.clause()),
    });
    let notes = touching(readings, |readings| vec![ask(readings)]);
    Page { parts, result: ask(readings).full, notes, ..Page::default() }
}

fn step(heading: &str, lines: Vec<Line>, clause: &'static str) -> Part {
    Part::Step(StepText { heading: heading.to_owned(), lines, clause: Some(clause) })
}

fn what_it_is(data_type: Real, json: &str, number: Option<&Decimal>) -> Part {
    let (what, clause) = match number {
        Some(number) if data_type.is_integer() && !number.integral => {
            ("A number with a fraction or an exponent.", "core/integer-scalar")
        }
        _ if data_type.is_integer() && number.is_none() => ("Not a number.", "core/integer-scalar"),
        Some(_) if data_type.is_integer() => ("An integer.", "core/integer-scalar"),
        Some(_) => ("A number.", "core/float-scalar-number"),
        None if json.starts_with("\"0x") => ("A pattern.", "core/float-scalar-pattern"),
        None if json.starts_with('"') => ("A string.", "core/float-scalar-constants"),
        None => ("Neither a number nor a string.", "core/float-scalar-constants"),
    };
    let mut lines = vec![Line::Field("scalar", json.to_owned())];
    let digits = number.and_then(Decimal::to_digits).filter(|digits| digits != json);
    lines.extend(digits.map(|digits| Line::Field("exactly", digits)));
    lines.push(Line::Text(what.to_owned()));
    step("The JSON", lines, clause)
}

/// How a number was rounded, if it was.
fn rounding(data_type: Real, nearest: &Nearest, readings: &Readings) -> Option<Part> {
    // By reading B it is rounded twice.
    if readings.of(28) != Letter::A {
        let line = "The number is rounded to float64 first (SN-28=B).".to_owned();
        return Some(step("Rounding", vec![Line::Text(line)], "core/float-scalar-number"));
    }
    let left = nearest.left?;
    let show = |value: Dyadic| match data_type.encode(value) {
        Some(pattern) => (value, data_type.pattern_to_text(pattern)),
        None => (value, format!("outside {data_type}")),
    };
    let field = |label, (value, place)| {
        Line::Field(label, format!("{} ({place})", Exact::from(value).to_decimal()))
    };
    let verdict = match nearest.tie {
        true => "Both are equally far: the even multiple is taken.",
        false => "The nearest is taken.",
    };
    let lines = vec![
        field("nearest", show(nearest.taken)),
        field("next", show(left)),
        Line::Text(verdict.to_owned()),
    ];
    Some(step("Rounding, nearest-even", lines, "core/float-scalar-number"))
}
