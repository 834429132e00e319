//! One group of failures, for people.

use std::fmt::{self, Display, Write};

use super::stores;
use super::words::{self, counted, element, list, outcome};
use super::{Context, plain};
use crate::check::{Asked, Failure, Got, Group, Seen, Wanted, describe_layouts};
use crate::codec::axis::Facet;
use crate::codec::definition::Definition;
use crate::codec::table;
use crate::data_type::Real;
use crate::vectors::{Ask, Scenario};

/// How many of several things are shown.
const SHOWN: usize = 6;

/// A heading, what the cases have in common, and the simplest of them.
pub(super) fn write_group(
    out: &mut String,
    number: usize,
    group: &Group,
    context: &Context,
) -> fmt::Result {
    writeln!(out, "{number}. {} ({})", group.describe(), counted(group.count, "expectation"))?;
    let codec = group.simplest.asked.column().map(|column| column.conversion.codec);
    write_configurations(out, codec, &group.pairs, &group.facets)?;
    write_simplest(out, &group.simplest, context)
}

/// The types and configurations that the cases of a group have.
pub(super) fn write_configurations(
    out: &mut String,
    codec: Option<&'static Definition>,
    pairs: &[(Real, Real)],
    facets: &[Facet],
) -> fmt::Result {
    if !pairs.is_empty() {
        writeln!(out, "   pairs         {}", self::pairs(pairs))?;
    }
    for (axis, facets) in table::by_axis(facets) {
        let has = |word: &&str| facets.iter().any(|facet| facet.word() == *word);
        let all = facets.len() > 1
            && pairs.iter().all(|(input, output)| {
                let conversion = codec.and_then(|codec| codec.conversion(*input, *output));
                conversion.is_some_and(|one| one.words(axis).iter().all(&has))
            });
        writeln!(out, "   {:<14}{}", axis.name, any_or_list(all, &facets))?;
    }
    Ok(())
}

fn write_simplest(out: &mut String, failure: &Failure, context: &Context) -> fmt::Result {
    let company = failure.seen.map_or(String::new(), |seen| format!(", {}", company(seen)));
    writeln!(out, "   simplest{company}:")?;
    if let Asked::Scenario { scenario, .. } = &failure.asked {
        write_scenario(out, scenario)?;
    }
    if let Asked::Stored { array, .. } = &failure.asked {
        stores::write_array(out, array)?;
    }
    let output_type = failure.asked.output_type();
    if let Some((data_type, input)) = failure.asked.input() {
        writeln!(out, "     input       {}", element(data_type, input))?;
    }
    match (failure.position(), &failure.wanted, &failure.got) {
        (Some(at), Wanted::Array(wanted), Got::Array(found)) => {
            writeln!(out, "     position    {at} of {}", counted(wanted.len() as u64, "element"))?;
            if let Some(Ask::Array { input_type, input, .. }) = failure.asked.ask() {
                writeln!(out, "     input       {}", element(*input_type, input[at]))?;
            }
            writeln!(out, "     expected    {}", element(output_type, wanted[at]))?;
            writeln!(out, "     got         {}", element(output_type, found[at]))?;
        }
        (_, Wanted::Stored(wanted), Got::Read(answer)) => {
            stores::write_read(out, wanted, answer)?;
        }
        (_, wanted, got) => {
            writeln!(out, "     expected    {}", expected(output_type, wanted))?;
            writeln!(out, "     got         {}", self::got(output_type, got))?;
            if let Got::Crash(trouble)
            | Got::BreaksProtocol(trouble)
            | Got::Timeout(trouble)
            | Got::Refused(trouble) = got
            {
                write_stderr(out, &trouble.stderr)?;
            }
        }
    }
    writeln!(out, "     operation   {}", list(&failure.operations))?;
    if !failure.layouts.is_empty() {
        writeln!(out, "     memory      {}", describe_layouts(&failure.layouts))?;
    }
    writeln!(out, "     case        {}", plain::line(&failure.id()))?;
    if let Some(again) = context.again(failure) {
        writeln!(out, "     again       {}", plain::line(&again))?;
    }
    writeln!(out, "     oracle      {}", plain::line(&context.oracle(failure)))
}

/// The last lines that a program wrote to standard error.
pub(super) fn write_stderr(out: &mut String, lines: &[String]) -> fmt::Result {
    for (at, line) in lines.iter().enumerate() {
        let heading = if at == 0 { "stderr" } else { "" };
        let line = plain::line(line);
        writeln!(out, "     {}", format!("{heading:<12}{line}").trim_end())?;
    }
    Ok(())
}

pub(super) fn write_scenario(out: &mut String, scenario: &Scenario) -> fmt::Result {
    writeln!(out, "     about       {}", plain::line(&scenario.about))?;
    if let Some(codec) = &scenario.codec {
        writeln!(out, "     codec       {}", plain::line(codec))?;
    }
    writeln!(out, "     data_type   {}", plain::line(&scenario.data_type))?;
    let name = if scenario.codec.is_some() { "fill_value" } else { "scalar" };
    writeln!(out, "     {name:<12}{}", plain::line(&scenario.fill_value))
}

fn company(seen: Seen) -> &'static str {
    match (seen.alone, seen.in_array) {
        (true, true) => "alone and in arrays alike",
        (true, false) => "only alone, not in an array",
        (false, _) => "only in an array, not alone",
    }
}

fn elements(data_type: Real, patterns: &[u64]) -> String {
    let shown = patterns.iter().take(SHOWN).map(|one| data_type.value_to_text(*one));
    let more = if patterns.len() > SHOWN { ", …" } else { "" };
    let count = counted(patterns.len() as u64, "element");
    format!("{count}: {}{more}", shown.collect::<Vec<_>>().join(", "))
}

pub(super) fn expected(data_type: Real, wanted: &Wanted) -> String {
    match wanted {
        Wanted::Array(patterns) => elements(data_type, patterns),
        Wanted::One(one) => words::expected(data_type, one),
        Wanted::Data(accepted, _) => words::data_expected(accepted),
        Wanted::Stored(wanted) => stores::expected(wanted),
    }
}

pub(super) fn got(data_type: Real, got: &Got) -> String {
    match got {
        Got::Outcome(one) => outcome(data_type, *one),
        Got::Array(patterns) => elements(data_type, patterns),
        Got::Data(bytes) => words::data(bytes),
        Got::Read(answer) => stores::read(answer),
        Got::Refused(trouble) => format!("an error: {}", plain::line(&trouble.reason)),
        Got::Miswritten(trouble, _) => plain::line(&trouble.reason).into_owned(),
        Got::Unsupported => "unsupported".to_owned(),
        Got::Crash(trouble) => format!("a crash: {}", plain::line(&trouble.reason)),
        Got::Timeout(trouble) => plain::line(&trouble.reason).into_owned(),
        Got::BreaksProtocol(trouble) => {
            format!("no answer of the protocol: {}", plain::line(&trouble.reason))
        }
        Got::LeftOut(_) | Got::NotAsked => "not asked".to_owned(),
    }
}

fn any_or_list<T: Display>(all: bool, items: &[T]) -> String {
    if all { "any".to_owned() } else { list(items) }
}

fn pairs(pairs: &[(Real, Real)]) -> String {
    let shown = pairs.iter().take(SHOWN).map(|(input, output)| format!("{input} -> {output}"));
    let mut text = shown.collect::<Vec<_>>().join(", ");
    if pairs.len() > SHOWN {
        let _ = write!(text, ", and {} more", pairs.len() - SHOWN);
    }
    text
}
