//! Witnesses for people.

use std::fmt::{self, Write};

use super::{UNEXPLAINED, table};
use crate::report::plain::line;
use crate::report::words::{counted, element, grouped, outcome};
use crate::witness::{Disagreement, Testimony};

/// The longest line of a reason.
const WIDTH: usize = 100;

/// The table, the disagreements, and in the last line the sum of both.
pub fn to_text(testimonies: &[Testimony]) -> String {
    let mut text = table(testimonies);
    // Writing to a string cannot fail.
    let _ = write_rest(&mut text, testimonies);
    text
}

fn write_rest(out: &mut String, testimonies: &[Testimony]) -> fmt::Result {
    for testimony in testimonies {
        for disagreement in &testimony.disagreements {
            writeln!(out)?;
            write_disagreement(out, testimony, disagreement)?;
        }
    }
    let sum = |of: fn(&Testimony) -> u64| testimonies.iter().map(of).sum::<u64>();
    let compared = counted(sum(|one| one.compared), "case");
    let disagreed = sum(Testimony::disagreed);
    match (disagreed, sum(Testimony::unexplained)) {
        (0, _) => writeln!(out, "\nthe oracle and the witnesses agree on {compared}"),
        (_, 0) => writeln!(
            out,
            "\nthe oracle and the witnesses agree on {compared} but for {}, all of them explained",
            counted(disagreed, "disagreement")
        ),
        (_, some) => writeln!(
            out,
            "\nnothing explains {} of {}, in {compared}",
            grouped(some),
            counted(disagreed, "disagreement")
        ),
    }
}

fn write_disagreement(
    out: &mut String,
    testimony: &Testimony,
    disagreement: &Disagreement,
) -> fmt::Result {
    let Disagreement { explanation, count, simplest } = disagreement;
    let kind = explanation.map_or(UNEXPLAINED, |explanation| explanation.name);
    let name = line(&testimony.name);
    writeln!(out, "{name}, {kind} ({})", counted(*count, "case"))?;
    if let Some(explanation) = explanation {
        write_wrapped(out, explanation.reason)?;
    }
    let width = name.len().max("oracle".len()).max("input".len());
    writeln!(out, "   simplest:")?;
    for (label, text) in [
        ("input", element(simplest.source, simplest.input)),
        ("oracle", outcome(simplest.target, simplest.oracle)),
        (&name, outcome(simplest.target, simplest.witness)),
    ] {
        writeln!(out, "     {label:width$}  {text}")?;
    }
    writeln!(out, "     {:width$}  zarrproof explain {}", "why", simplest.id())
}

fn write_wrapped(out: &mut String, text: &str) -> fmt::Result {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            writeln!(out, "   {line}")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "   {line}")
}
