//! A comparison for people.

use std::fmt::{self, Write};

use super::{ComparisonContext, names, stance};
use crate::check::{Asked, Compared, Comparison, Difference, Got, Wanted};
use crate::data_type::Real;
use crate::report::health::write_health;
use crate::report::words::{counted, element, grouped};
use crate::report::{cause, plain};
use crate::vectors::Ask;

/// How many groups are shown in full.
const SHOWN_GROUPS: usize = 20;

/// The comparison as text, its last line the sum.
pub fn to_text(comparison: &Comparison, context: &ComparisonContext) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_comparison(&mut text, comparison, context);
    text
}

fn write_comparison(
    out: &mut String,
    comparison: &Comparison,
    context: &ComparisonContext,
) -> fmt::Result {
    let names = names(comparison, context);
    let agreement = &comparison.agreement;
    for (at, (subject, name)) in comparison.subjects.iter().zip(&names).enumerate() {
        writeln!(out, "{:<10}{name}{}", if at == 0 { "Subjects" } else { "" }, lacks(subject))?;
    }
    let manifest = context.manifest;
    let commit: String = manifest.specification.commit.chars().take(7).collect();
    let [oracle, repository, commit] =
        [&manifest.oracle, &manifest.specification.repository, &commit]
            .map(|text| plain::line(text));
    writeln!(out, "Vectors   format {}, oracle {oracle}, {repository}@{commit}", manifest.format)?;
    for (at, choice) in comparison.readings.iter().enumerate() {
        let heading = if at == 0 { "Readings" } else { "" };
        writeln!(out, "{heading:<10}{choice}: {}", choice.says())?;
    }
    let left_out = match agreement.left_out {
        0 => String::new(),
        some => format!(", without {} that not all of them do", grouped(some)),
    };
    writeln!(out, "Compared  {}{left_out}", counted(agreement.compared(), "expectation"))?;
    for (at, group) in comparison.groups.iter().take(SHOWN_GROUPS).enumerate() {
        writeln!(out)?;
        write_group(out, at + 1, group, &names, context)?;
    }
    if let Some(more) = comparison.groups.len().checked_sub(SHOWN_GROUPS).filter(|more| *more > 0) {
        writeln!(out, "\nand {more} more groups: `--format json` has them all")?;
    }
    writeln!(out)?;
    for (name, count) in [
        ("agree, as the vectors say", agreement.agree),
        ("agree, against the vectors", agreement.agree_against_vectors),
        ("differ", agreement.differ),
        ("left out", agreement.left_out),
    ] {
        writeln!(out, "{name:<27}{:>11}", grouped(count))?;
    }
    for (subject, name) in comparison.subjects.iter().zip(&names) {
        if subject.health.failures > 0 || subject.health.unattributed > 0 {
            writeln!(out, "\n{name}")?;
            write_health(out, &subject.health)?;
        }
    }
    let compared = counted(agreement.compared(), "expectation");
    let names = names.join(", ");
    let is_well = comparison.agrees();
    match (agreement.compared(), agreement.differ) {
        (0, _) => writeln!(out, "\n{names} were not compared"),
        (_, 0) if is_well => writeln!(out, "\n{names} agree on {compared}"),
        (_, 0) => {
            writeln!(out, "\n{names} agree on {compared}, but for failures that belong to no case")
        }
        (_, some) => writeln!(out, "\n{names} differ on {} of {compared}", grouped(some)),
    }
}

/// What a subject does not do that another one does.
fn lacks(subject: &Compared) -> String {
    let lacks = [
        ("data types", &subject.lacks.data_types),
        ("operations", &subject.lacks.operations),
        ("scalars of", &subject.lacks_scalars),
    ];
    let lacks = lacks.into_iter().filter(|(_, names)| !names.is_empty());
    let lacks = lacks.map(|(what, names)| match names.len() {
        0..=4 => format!("{what} {}", names.join(", ")),
        more => format!("{what} {}, and {} more", names[..4].join(", "), more - 4),
    });
    let lacks: Vec<_> = lacks.collect();
    match lacks.join("; ") {
        none if none.is_empty() => none,
        some => format!("; without {}", plain::line(&some)),
    }
}

fn write_group(
    out: &mut String,
    number: usize,
    group: &Difference,
    names: &[String],
    context: &ComparisonContext,
) -> fmt::Result {
    let (class, topic) = (group.class.describe(), group.topic());
    writeln!(out, "{number}. {class}, {topic} ({})", counted(group.count, "expectation"))?;
    for party in &group.parties {
        let members: Vec<_> = party.subjects.iter().map(|at| names[*at].as_str()).collect();
        writeln!(out, "   {}: {}", members.join(", "), stance(party.stance))?;
    }
    let codec = group.simplest.column().map(|column| column.conversion.codec);
    cause::write_configurations(out, codec, &group.pairs, &group.facets)?;
    writeln!(out, "   simplest:")?;
    let asked = &group.simplest;
    if let Asked::Scenario { scenario, .. } = asked {
        cause::write_scenario(out, scenario)?;
    }
    if let Some((data_type, input)) = asked.input() {
        writeln!(out, "     input       {}", element(data_type, input))?;
    }
    let output_type = asked.output_type();
    let position = position(group);
    if let Some(at) = position
        && let Some(Ask::Array { input_type, input, .. }) = asked.ask()
    {
        writeln!(out, "     position    {at} of {}", counted(input.len() as u64, "element"))?;
        writeln!(out, "     input       {}", element(*input_type, input[at]))?;
    }
    let wanted = match (&group.wanted, position) {
        (Wanted::Array(elements), Some(at)) => element(output_type, elements[at]),
        (wanted, _) => cause::expected(output_type, wanted),
    };
    writeln!(out, "     vectors     {wanted}")?;
    for (name, got) in names.iter().zip(&group.got) {
        writeln!(out, "     got         {} from {name}", said(output_type, got, position))?;
    }
    writeln!(out, "     case        {}", plain::line(&asked.id()))?;
    writeln!(out, "     again       {}", plain::line(&context.again(group)))?;
    writeln!(out, "     oracle      {}", plain::line(&context.explain(group)))
}

/// The first position at which arrays are not all the same.
fn position(group: &Difference) -> Option<usize> {
    let Wanted::Array(wanted) = &group.wanted else { return None };
    let data_type = group.simplest.output_type();
    let is_same =
        |one: u64, other: u64| one == other || data_type.is_nan(one) && data_type.is_nan(other);
    let arrays = group.got.iter().filter_map(|got| match got {
        Got::Array(elements) => Some(elements),
        _ => None,
    });
    let differs = |elements: &Vec<u64>| {
        elements.iter().zip(wanted).position(|(one, other)| !is_same(*one, *other))
    };
    arrays.filter_map(differs).min()
}

fn said(data_type: Real, got: &Got, position: Option<usize>) -> String {
    match (got, position) {
        (Got::Array(elements), Some(at)) => element(data_type, elements[at]),
        _ => cause::got(data_type, got),
    }
}
