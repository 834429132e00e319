//! What a proof found, for people and for machines.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use serde_json::{Map, Value, json};

use super::cause::write_configurations;
use super::health::write_health;
use super::json::{health, put_facets};
use super::plain::{self, identity};
use super::words::{counted, grouped, list};
use crate::check::{Class, Tally};
use crate::codec::notes::ReadingChoice;
use crate::prove::{Coverage, Example, Gap, Proof, WrongGroup};
use crate::vectors::{SPECIFICATION, ordered};

/// The version of the JSON format.
const VERSION: u64 = 1;

/// The report as text, its last line the verdict.
pub fn proof_to_text(proof: &Proof) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_proof(&mut text, proof);
    text
}

fn write_proof(out: &mut String, proof: &Proof) -> fmt::Result {
    let implementation = &proof.implementation;
    let (counts, sums) = (proof.counts(), proof.sums());
    let commit: String = SPECIFICATION.commit.chars().take(7).collect();
    writeln!(out, "Subject   {}", identity(implementation))?;
    writeln!(
        out,
        "Oracle    {}, {}@{commit}",
        env!("CARGO_PKG_VERSION"),
        SPECIFICATION.repository
    )?;
    let configurations = sums.values().map(|sum| sum.configurations).sum();
    let configurations = counted(configurations, "configuration");
    writeln!(out, "Asked     {} under {configurations}", counted(counts.judged(), "input"))?;
    for (at, group) in proof.groups().iter().enumerate() {
        writeln!(out)?;
        write_group(out, at + 1, group)?;
    }
    writeln!(out)?;
    write_sums(out, proof)?;
    writeln!(out)?;
    write_counts(out, proof, &counts)?;
    if proof.health.failures > 0 || proof.health.unattributed > 0 {
        writeln!(out)?;
        write_health(out, &proof.health)?;
    }
    if let Some(reason) = &proof.stopped {
        writeln!(out, "\nstopped: {reason}; units that were begun are counted")?;
    }
    let (all, in_subject) = proof.times();
    if let Some(ratio) = ratio(proof) {
        writeln!(
            out,
            "\ntime          {:.1} s of all threads, {:.1} s of them in the subject: {ratio:.2} times as long",
            all.as_secs_f64(),
            in_subject.as_secs_f64(),
        )?;
    }
    writeln!(out, "\n{} {}", identity(implementation), verdict(proof))
}

/// The whole time by the time that the subject took for the same casts.
fn ratio(proof: &Proof) -> Option<f64> {
    let (all, in_subject) = proof.times();
    (!in_subject.is_zero()).then(|| all.as_secs_f64() / in_subject.as_secs_f64())
}

fn write_group(out: &mut String, number: usize, group: &WrongGroup) -> fmt::Result {
    let WrongGroup { class, deviation, count, codec, pairs, facets, simplest } = group;
    let Example { id, tags, input, expected, got, alone } = simplest;
    let count = counted(*count, "input");
    let class = Class::Elements(*class).describe();
    writeln!(out, "{number}. {class}: {} ({count})", deviation.describe())?;
    write_configurations(out, Some(codec), pairs, facets)?;
    writeln!(out, "   simplest, asked {}:", if *alone { "alone" } else { "in an array" })?;
    writeln!(out, "     input       {input}")?;
    writeln!(out, "     expected    {expected}")?;
    writeln!(out, "     got         {got}")?;
    writeln!(out, "     tags        {}", list(tags))?;
    writeln!(out, "     oracle      zarrproof explain {id}")
}

fn write_sums(out: &mut String, proof: &Proof) -> fmt::Result {
    for ((coverage, method), sum) in proof.sums() {
        let inputs = counted(sum.counts.judged(), "input");
        let configurations = counted(sum.configurations, "configuration");
        writeln!(out, "{}: {configurations}, {inputs}", coverage.describe())?;
        writeln!(out, "              {}", method.describe())?;
    }
    Ok(())
}

fn write_counts(out: &mut String, proof: &Proof, counts: &Tally) -> fmt::Result {
    let always = [("pass", counts.pass), ("fail", counts.fail)];
    let sometimes = [
        ("crash", counts.crash),
        ("timeout", counts.timeout),
        ("other reading", counts.other_reading),
        ("unsupported", counts.unsupported),
        ("not asked", counts.not_asked),
    ];
    let sometimes = sometimes.into_iter().filter(|(_, count)| *count > 0);
    for (name, count) in always.into_iter().chain(sometimes) {
        writeln!(out, "{name:<14}{:>15}", grouped(count))?;
    }
    for (reading, count) in proof.other_readings() {
        let says = reading.parse::<ReadingChoice>().map_or("", |choice| choice.says());
        writeln!(out, "  {} as {reading}: {says}", grouped(count))?;
    }
    Ok(())
}

fn verdict(proof: &Proof) -> String {
    let counts = proof.counts();
    if counts.failed() > 0 {
        return format!("is wrong for {} of what was asked", counted(counts.failed(), "input"));
    }
    let gaps = proof.gaps();
    let sentences: Vec<_> = gaps.iter().map(|gap| sentence(*gap)).collect();
    let sentences = sentences.join("; ");
    if counts.judged() == 0 {
        return match gaps.as_slice() {
            [] => "was not asked".to_owned(),
            [Gap::Unsupported(_)] => "is not proved: everything is unsupported".to_owned(),
            _ => format!("is not proved: {sentences}"),
        };
    }
    match gaps.as_slice() {
        [] => {}
        [Gap::Missing { .. }] => return format!("is right so far: {sentences}"),
        _ => return format!("is right where it answered, which is not everywhere: {sentences}"),
    }
    let coverages: Vec<_> = proof.sums().into_keys().map(|(coverage, _)| coverage).collect();
    let has = |coverage| coverages.contains(&coverage);
    match (has(Coverage::CompleteIfMonotone), has(Coverage::Sampled)) {
        (false, false) => "is right for every input".to_owned(),
        (true, false) => {
            "is right for every input, if it is monotone where that is said".to_owned()
        }
        (_, true) => "is right wherever it was asked, which is not everywhere".to_owned(),
    }
}

/// What is missing to a proof.
fn sentence(gap: Gap) -> String {
    match gap {
        Gap::NotAsked(inputs) => are(inputs, "input", "not asked"),
        Gap::NotBegun(units) => are(units, "unit", "not begun"),
        Gap::Unsupported(inputs) => are(inputs, "input", "unsupported"),
        Gap::Unattributed(failures) => are(failures, "failure", "not attributed to any input"),
        Gap::Missing { units, planned } => {
            format!("{} of {} are missing", grouped(units), counted(planned, "unit"))
        }
    }
}

fn are(count: u64, thing: &str, predicate: &str) -> String {
    format!("{} {} {predicate}", counted(count, thing), if count == 1 { "is" } else { "are" })
}

/// The report as JSON text.
pub fn proof_to_json(proof: &Proof) -> String {
    let (all, in_subject) = proof.times();
    let coverage = proof.sums().into_iter().map(|((coverage, method), sum)| {
        json!({
            "coverage": coverage,
            "method": method,
            "configurations": sum.configurations,
            "inputs": sum.counts,
        })
    });
    let readings: BTreeMap<_, _> = proof.other_readings();
    let readings = readings.into_iter().map(|(reading, count)| (reading.to_owned(), count.into()));
    let value = json!({
        "proof": VERSION,
        "subject": proof.implementation,
        "oracle": env!("CARGO_PKG_VERSION"),
        "specification": {
            "repository": SPECIFICATION.repository,
            "commit": SPECIFICATION.commit,
            "path": SPECIFICATION.path,
        },
        "holds": proof.holds(),
        "units": {
            "planned": proof.planned,
            "missing": proof.missing(),
            "not_begun": proof.not_begun,
            "unsettled": proof.units.iter().filter(|unit| !unit.is_settled()).count(),
        },
        "stopped": proof.stopped,
        "health": health(&proof.health),
        "inputs": proof.counts(),
        "coverage": coverage.collect::<Vec<_>>(),
        "other_readings": readings.collect::<Map<String, Value>>(),
        "groups": proof.groups().iter().map(group).collect::<Vec<_>>(),
        "seconds": all.as_secs_f64(),
        "subject_seconds": in_subject.as_secs_f64(),
    });
    plain::json(&ordered(value))
}

fn group(group: &WrongGroup) -> Value {
    let pairs = group.pairs.iter().map(|(input, output)| [input.name(), output.name()]);
    let mut value = json!({
        "class": group.class,
        "deviation": group.deviation,
        "count": group.count,
        "pairs": pairs.collect::<Vec<_>>(),
    });
    put_facets(&mut value, &group.facets);
    value["simplest"] = json!(group.simplest);
    value
}
