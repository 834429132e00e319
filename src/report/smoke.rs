//! A new adapter's walk through the protocol, for people.

use std::fmt::{self, Write};

use super::plain::line;
use super::words::counted;
use crate::check::smoke::Step;

/// How much of a line is shown.
const SHOWN: usize = 400;

/// The walk as text, its last line the sum.
pub fn walk_to_text(steps: &[Step]) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_walk(&mut text, steps);
    text
}

fn write_walk(out: &mut String, steps: &[Step]) -> fmt::Result {
    for (at, step) in steps.iter().enumerate() {
        write_step(out, at + 1, step)?;
    }
    let skipped = steps.iter().filter(|step| step.skipped.is_some()).count();
    let wrong = steps.iter().filter(|step| step.is_wrong()).count();
    let asked = counted((steps.len() - skipped) as u64, "step");
    let skipped = if skipped > 0 { format!(", {skipped} left out") } else { String::new() };
    match wrong {
        0 => writeln!(out, "all right: {asked}{skipped}"),
        some => writeln!(out, "wrong: {some} of {asked}{skipped}"),
    }
}

fn write_step(out: &mut String, number: usize, step: &Step) -> fmt::Result {
    let verdict = match &step.skipped {
        Some(_) => "left out",
        None if step.is_wrong() => "WRONG",
        None => "ok",
    };
    writeln!(out, "{number}. {}: {verdict}", line(&step.title))?;
    let mut field = |name: &str, text: &str| writeln!(out, "     {name:<8} {}", cut(text));
    if let Some(why) = &step.skipped {
        field("why", why)?;
    }
    step.sent.iter().try_for_each(|line| field("sent", line))?;
    step.came.iter().try_for_each(|line| field("received", line))?;
    if !step.due.is_empty() {
        field("expected", &step.due)?;
    }
    for finding in &step.findings {
        field("wrong", &finding.wrong)?;
        field("mend", &finding.mend)?;
    }
    step.notes.iter().try_for_each(|note| field("note", note))?;
    step.stderr.iter().try_for_each(|line| field("log", line))?;
    writeln!(out)
}

fn cut(text: &str) -> String {
    let shown: String = text.chars().take(SHOWN).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    format!("{}{more}", line(&shown))
}
