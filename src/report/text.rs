//! A check's report for people.

use std::fmt::{self, Write};

use super::Context;
use super::cause::write_group;
use super::health;
use super::known::{self, write_known};
use super::plain::{identity, line};
use super::stores;
use super::words::{counted, grouped, list};
use crate::check::{Depth, NoteProfile, Report, Standing};
use crate::codec::notes::{self, ReadingChoice};
use crate::subject::Health;
use crate::vectors::Kind;

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
    write_header(out, report, context)?;
    for (at, group) in report.groups.iter().take(SHOWN_GROUPS).enumerate() {
        writeln!(out)?;
        write_group(out, at + 1, group, context)?;
    }
    if let Some(more) = report.groups.len().checked_sub(SHOWN_GROUPS).filter(|more| *more > 0) {
        writeln!(out, "\nand {more} more groups: `--format json` has them all")?;
    }
    writeln!(out)?;
    write_tally(out, report)?;
    if report.kinds.keys().any(|kind| *kind != Kind::Elements) && report.probed.is_none() {
        writeln!(out)?;
        write_kinds(out, report)?;
    }
    if let Some(known) = &report.known {
        writeln!(out)?;
        write_known(out, report, known)?;
    }
    if !report.follows.is_empty() {
        writeln!(out)?;
    }
    for profile in &report.follows {
        write_followed(out, profile)?;
    }
    if report.health != Health::default() {
        writeln!(out)?;
        health::write_health(out, &report.health)?;
    }
    if let Some(stopped) = report.stopped {
        let not_asked = counted(report.tally.not_asked, "expectation");
        writeln!(out, "\npartial: {stopped}, {not_asked} not asked")?;
    }
    writeln!(
        out,
        "\n{} {} ({} of {} asked)",
        identity(&report.hello.implementation),
        verdict(report),
        grouped(report.tally.judged()),
        counted(report.tally.total(), "expectation")
    )?;
    match report.standing() {
        Standing::Undecided => writeln!(out, "{}", health::way_out(report)),
        _ => Ok(()),
    }
}

/// The verdict as a predicate of the subject.
fn verdict(report: &Report) -> String {
    let is_clean = report.tally.conforms() && report.health.unattributed == 0;
    match (report.standing(), &report.known) {
        (Standing::NotChecked, _) if report.hello.unknown().is_all() => {
            "was not checked: nothing of what it lists is known to this build".to_owned()
        }
        (Standing::NotChecked, _) => "was not checked".to_owned(),
        (_, Some(known)) if is_clean => known::verdict(known, report.tally.known),
        (Standing::Conforms, _) => "conforms".to_owned(),
        (Standing::DoesNotConform, _) => "does not conform".to_owned(),
        (Standing::Undecided, _) => "is undecided".to_owned(),
    }
}

fn write_header(out: &mut String, report: &Report, context: &Context) -> fmt::Result {
    let manifest = context.manifest;
    let commit: String = manifest.specification.commit.chars().take(7).collect();
    writeln!(out, "Subject   {}", identity(&report.hello.implementation))?;
    writeln!(
        out,
        "Vectors   format {}, oracle {}, {}@{}",
        manifest.format,
        line(&manifest.oracle),
        line(&manifest.specification.repository),
        line(&commit)
    )?;
    let unknown = report.hello.unknown();
    if !unknown.is_empty() {
        writeln!(out, "Not asked not known to this build: {}", line(&unknown.to_string()))?;
    }
    if !report.not_listed.is_empty() {
        let codecs: Vec<_> = report.not_listed.keys().cloned().collect();
        let expectations = counted(report.not_listed.values().sum(), "expectation");
        writeln!(out, "          not listed by it: {} ({expectations})", codecs.join(", "))?;
    }
    for (at, choice) in report.readings.iter().enumerate() {
        let heading = if at == 0 { "Readings" } else { "" };
        writeln!(out, "{heading:<10}{choice}: {}", choice.says())?;
    }
    if !cfg!(feature = "oracle") && !report.hello.stores.write.is_empty() {
        writeln!(out, "Not judged writing arrays, which needs the feature oracle")?;
    }
    if let Some(probed) = &report.probed {
        stores::write_probed(out, report, probed)?;
    }
    let judged = counted(report.tally.judged(), "expectation");
    let pairs = counted(report.pairs - report.unsupported_pairs, "pair");
    let where_asked = match report.kinds.get(&Kind::Elements) {
        Some(elements) if *elements == report.tally => format!(" on {pairs}"),
        Some(elements) => format!(", {} of them on {pairs}", grouped(elements.judged())),
        None => String::new(),
    };
    let elements = counted(report.asked, "element");
    writeln!(out, "Asked     {judged}{where_asked}, {elements} in all arrays")?;
    let has_others = report.kinds.keys().any(|kind| *kind != Kind::Stores);
    if report.depth != Depth::Full && has_others {
        let one_in = report.depth.one_alone_in();
        writeln!(
            out,
            "          in two arrays; alone, what must fail and one in {one_in} of the others"
        )?;
    }
    Ok(())
}

fn write_tally(out: &mut String, report: &Report) -> fmt::Result {
    let tally = &report.tally;
    let mut row = |name: &str, count: u64, detail: &str| {
        writeln!(out, "{name:<15}{:>10}{detail}", grouped(count))
    };
    row("pass", tally.pass, "")?;
    let groups = match report.groups.len() {
        0 => String::new(),
        some => format!("  in {}", counted(some as u64, "group")),
    };
    row("fail", tally.fail, &groups)?;
    let failures = [
        ("crash", tally.crash),
        ("timeout", tally.timeout),
        ("breaks protocol", tally.breaks_protocol),
    ];
    for (name, count) in failures {
        if count > 0 {
            row(name, count, "")?;
        }
    }
    if let Some(known) = &report.known {
        row("known", tally.known, &known::entries(known))?;
    }
    row("other reading", tally.other_reading, "")?;
    let unsupported = if report.unsupported_pairs == 0 {
        String::new()
    } else {
        format!("  {} of {}", grouped(report.unsupported_pairs), counted(report.pairs, "pair"))
    };
    row("unsupported", tally.unsupported, &unsupported)?;
    if tally.not_asked > 0 {
        row("not asked", tally.not_asked, "")?;
    }
    for ((number, letter), count) in &report.other_readings {
        let (verb, count) = (if *count == 1 { "follows" } else { "follow" }, grouped(*count));
        if let Some(note) = notes::of_number(*number) {
            let choice = ReadingChoice { note, letter: *letter };
            writeln!(out, "  {count} {verb} {choice} ({}: {})", note.title, choice.says())?;
        }
    }
    if !report.unsupported_types.is_empty() {
        writeln!(out, "unsupported types: {}", list(&report.unsupported_types))?;
    }
    Ok(())
}

/// The verdicts on each kind of vectors; a crash and a timeout count as failures.
fn write_kinds(out: &mut String, report: &Report) -> fmt::Result {
    let known = |text: String| match &report.known {
        Some(_) => format!("{text:>11}"),
        None => String::new(),
    };
    let [pass, fail, other, unsupported] = ["pass", "fail", "other reading", "unsupported"];
    let known_too = known("known".to_owned());
    writeln!(out, "{:<14}{pass:>11}{fail:>11}{known_too}{other:>15}{unsupported:>13}", "kind")?;
    for (kind, tally) in &report.kinds {
        let [pass, fail] = [tally.pass, tally.failed()].map(grouped);
        let [other, unsupported] = [tally.other_reading, tally.unsupported].map(grouped);
        let (kind, known_too) = (kind.name(), known(grouped(tally.known)));
        writeln!(out, "{kind:<14}{pass:>11}{fail:>11}{known_too}{other:>15}{unsupported:>13}")?;
    }
    Ok(())
}

fn write_followed(out: &mut String, profile: &NoteProfile) -> fmt::Result {
    for letter in &profile.follows {
        let choice = ReadingChoice { note: profile.note, letter: *letter };
        let (answered, cases) = (profile.answered(), profile.cases.len() as u64);
        let cases = counted(cases, "deciding case");
        writeln!(out, "seems to follow {choice}: {} ({answered} of {cases})", choice.says())?;
    }
    Ok(())
}
