//! A check's report for people.

use std::fmt::{self, Display, Write};

use super::Context;
use crate::check::{Depth, Failure, Got, Group, Report};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::codec::notes::NOTES;
use crate::data_type::DataType;
use crate::vectors::{ElementFile, Expected, Outcome};

/// How many groups are shown in full.
const SHOWN_GROUPS: usize = 20;

/// The report as text, its last line the verdict.
pub fn to_text(report: &Report, context: &Context) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_report(&mut text, report, context);
    text
}

fn write_report(out: &mut String, report: &Report, context: &Context) -> fmt::Result {
    let implementation = &report.hello.implementation;
    let manifest = context.manifest;
    let commit: String = manifest.specification.commit.chars().take(7).collect();
    writeln!(out, "Subject   {} {}", implementation.name, implementation.version)?;
    writeln!(
        out,
        "Vectors   format {}, oracle {}, {}@{commit}",
        manifest.format, manifest.oracle, manifest.specification.repository
    )?;
    writeln!(
        out,
        "Asked     {} on {}, {} in all arrays",
        counted(report.tally.judged(), "expectation"),
        counted(report.pairs - report.unsupported_pairs, "pair"),
        counted(report.asked, "element")
    )?;
    if report.depth != Depth::Full {
        let one_in = report.depth.one_alone_in();
        writeln!(
            out,
            "          in two arrays; alone, what must fail and one in {one_in} of the others"
        )?;
    }
    for (at, group) in report.groups.iter().take(SHOWN_GROUPS).enumerate() {
        writeln!(out)?;
        write_group(out, at + 1, group, context)?;
    }
    if let Some(more) = report.groups.len().checked_sub(SHOWN_GROUPS).filter(|more| *more > 0) {
        writeln!(out, "\nand {more} more groups: `--format json` has them all")?;
    }
    writeln!(out)?;
    write_tally(out, report)
}

fn write_group(out: &mut String, number: usize, group: &Group, context: &Context) -> fmt::Result {
    writeln!(
        out,
        "{number}. {}, {}: {} ({})",
        group.class.describe(),
        group.tag,
        group.deviation.describe(),
        counted(group.count, "expectation")
    )?;
    writeln!(out, "   pairs         {}", pairs(&group.pairs))?;
    let all = group.roundings.len() == Rounding::ALL.len();
    writeln!(out, "   rounding      {}", list(&group.roundings, all))?;
    let all = group.pairs.iter().all(|(input, output)| {
        ElementFile::range_rules(*input, *output)
            .iter()
            .all(|rule| group.out_of_ranges.contains(rule))
    });
    writeln!(out, "   out_of_range  {}", list::<OutOfRange>(&group.out_of_ranges, all))?;

    let simplest = &group.simplest;
    let Failure { input_type, output_type, input, .. } = *simplest;
    writeln!(out, "   simplest, {}:", company(simplest))?;
    let value = input_type.value_to_text(input);
    writeln!(out, "     input       {value} ({})", input_type.pattern_to_text(input))?;
    writeln!(out, "     expected    {}", expected(output_type, &simplest.expected))?;
    writeln!(out, "     got         {}", got(output_type, &simplest.got))?;
    writeln!(out, "     case        {}", simplest.id())?;
    writeln!(out, "     again       {}", context.again(simplest))?;
    writeln!(out, "     oracle      {}", context.oracle(simplest))
}

fn write_tally(out: &mut String, report: &Report) -> fmt::Result {
    let tally = &report.tally;
    let mut line = |name: &str, count: u64, detail: &str| {
        writeln!(out, "{name:<14}{:>11}{detail}", grouped(count))
    };
    line("pass", tally.pass, "")?;
    let groups = match report.groups.len() {
        0 => String::new(),
        some => format!("  in {}", counted(some as u64, "group")),
    };
    line("fail", tally.fail, &groups)?;
    for (name, count) in [("crash", tally.crash), ("timeout", tally.timeout)] {
        if count > 0 {
            line(name, count, "")?;
        }
    }
    line("other reading", tally.other_reading, "")?;
    let unsupported = if report.unsupported_pairs == 0 {
        String::new()
    } else {
        format!("  {} of {}", grouped(report.unsupported_pairs), counted(report.pairs, "pair"))
    };
    line("unsupported", tally.unsupported, &unsupported)?;
    for ((number, letter), count) in &report.other_readings {
        let note = NOTES.iter().find(|note| note.number == *number);
        let reading = note.and_then(|note| note.readings.get(usize::from(letter.0)));
        let (letter, count) = (letter.to_char(), grouped(*count));
        writeln!(out, "  {count} as SN-{number:02}={letter}: {}", reading.unwrap_or(&""))?;
    }
    if !report.unsupported_types.is_empty() {
        let all = false;
        writeln!(out, "unsupported types: {}", list(&report.unsupported_types, all))?;
    }
    let implementation = &report.hello.implementation;
    let verdict = match (tally.judged(), tally.conforms()) {
        (0, _) => "was not checked",
        (_, true) => "conforms",
        (_, false) => "does not conform",
    };
    writeln!(
        out,
        "\n{} {} {verdict} ({} of {} asked)",
        implementation.name,
        implementation.version,
        grouped(tally.judged()),
        counted(tally.total(), "expectation")
    )
}

fn company(failure: &Failure) -> &'static str {
    match (failure.seen.alone, failure.seen.in_array) {
        (true, true) => "alone and in arrays alike",
        (true, false) => "only alone, not in an array",
        (false, _) => "only in an array, not alone",
    }
}

/// An outcome with its value and its pattern.
fn outcome(data_type: DataType, outcome: Outcome) -> String {
    match outcome {
        Outcome::Bits(pattern) => {
            format!("{} ({})", data_type.value_to_text(pattern), data_type.pattern_to_text(pattern))
        }
        Outcome::Nan => "NaN".to_owned(),
        Outcome::Error => "an error".to_owned(),
    }
}

fn expected(data_type: DataType, expected: &Expected) -> String {
    match expected {
        Expected::Only(only) => outcome(data_type, *only),
        Expected::Advisory(advisory) => {
            let readings = advisory.outcomes.iter().map(|(letter, one)| {
                format!(
                    "{} (SN-{:02}={})",
                    outcome(data_type, *one),
                    advisory.note,
                    letter.to_char()
                )
            });
            readings.collect::<Vec<_>>().join(", or ")
        }
    }
}

fn got(data_type: DataType, got: &Got) -> String {
    match got {
        Got::Outcome(one) => outcome(data_type, *one),
        Got::Unsupported => "unsupported".to_owned(),
        Got::Crash(message) => format!("a crash: {message}"),
        Got::Timeout => "no answer in time".to_owned(),
    }
}

fn list<T: Display>(items: &[T], all: bool) -> String {
    if all && items.len() > 1 {
        return "any".to_owned();
    }
    items.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}

fn pairs(pairs: &[(DataType, DataType)]) -> String {
    const SHOWN: usize = 6;
    let shown = pairs.iter().take(SHOWN).map(|(input, output)| format!("{input} -> {output}"));
    let mut text = shown.collect::<Vec<_>>().join(", ");
    if pairs.len() > SHOWN {
        let _ = write!(text, ", and {} more", pairs.len() - SHOWN);
    }
    text
}

/// A number of things.
fn counted(number: u64, thing: &str) -> String {
    format!("{} {thing}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A number with its digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
