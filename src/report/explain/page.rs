//! How an explanation is laid out: at most 100 columns, its steps numbered, each with its clause.

use std::fmt::{self, Display, Write};

use crate::codec::clauses;
use crate::report::plain::line;

/// Columns of a line.
const WIDTH: usize = 100;

/// Columns of the labels of what is asked.
const FACT: usize = 14;

/// Columns of the labels within a step.
const FIELD: usize = 10;

/// Everything that is said of one question.
#[derive(Debug, Default)]
pub(in crate::report) struct Page {
    pub title: String,
    /// What is asked, as labels and texts.
    pub facts: Vec<(&'static str, String)>,
    pub parts: Vec<Part>,
    pub result: String,
    /// The readings that would give something else.
    pub notes: Vec<String>,
}

#[derive(Debug)]
pub(in crate::report) enum Part {
    Heading(String),
    Step(StepText),
    Lines(Vec<String>),
}

/// One step.
#[derive(Debug)]
pub(in crate::report) struct StepText {
    pub heading: String,
    pub lines: Vec<Line>,
    /// The id of the clause that it follows.
    pub clause: Option<&'static str>,
}

#[derive(Debug)]
pub(in crate::report) enum Line {
    Text(String),
    Field(&'static str, String),
}

impl Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_wrapped(f, "", 0, &self.title)?;
        f.write_char('\n')?;
        for (label, text) in &self.facts {
            write_wrapped(f, &format!("  {label:FACT$}"), FACT + 2, text)?;
        }
        let mut number = 0;
        for part in &self.parts {
            f.write_char('\n')?;
            match part {
                Part::Heading(text) => write_wrapped(f, "", 0, text)?,
                Part::Lines(lines) => {
                    lines.iter().try_for_each(|line| write_wrapped(f, "  ", 4, line))?;
                }
                Part::Step(step) => {
                    number += 1;
                    step.write(f, number)?;
                }
            }
        }
        f.write_char('\n')?;
        write_wrapped(f, "Result: ", 8, &self.result)?;
        writeln!(f, "\nNotes that touch this")?;
        if self.notes.is_empty() {
            return writeln!(f, "  None: every reading of every note gives the same.");
        }
        self.notes.iter().try_for_each(|note| write_wrapped(f, "  ", 4, note))
    }
}

impl StepText {
    fn write(&self, f: &mut fmt::Formatter<'_>, number: usize) -> fmt::Result {
        let number = format!("{number}. ");
        let indent = number.len();
        write_wrapped(f, &number, indent, &self.heading)?;
        let spaces = " ".repeat(indent);
        for line in &self.lines {
            match line {
                Line::Text(text) => write_wrapped(f, &spaces, indent, text)?,
                Line::Field(label, text) => {
                    write_wrapped(f, &format!("{spaces}{label:FIELD$}"), indent + FIELD, text)?;
                }
            }
        }
        match self.clause.and_then(clauses::find) {
            Some(clause) => writeln!(f, "{spaces}[{}: {}]", clause.id, clause.section),
            None => Ok(()),
        }
    }
}

/// Writes `text` after `first`, its further lines behind `indent` spaces.
fn write_wrapped(
    f: &mut fmt::Formatter<'_>,
    first: &str,
    indent: usize,
    text: &str,
) -> fmt::Result {
    let text = line(text);
    let mut lines = wrap(&text, WIDTH - indent).into_iter();
    writeln!(f, "{first}{}", lines.next().unwrap_or_default())?;
    lines.try_for_each(|line| writeln!(f, "{:indent$}{line}", ""))
}

/// Lines of at most `width` columns: broken at spaces, else after commas, else anywhere.
fn wrap(text: &str, width: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some((limit, _)) = rest.char_indices().nth(width) {
        // The space may stand where the line ends.
        let past = rest[limit..].chars().next().map_or(0, char::len_utf8);
        let end = rest[..limit + past].rfind(' ').filter(|end| *end > 0);
        let end = end.or_else(|| rest[..limit].rfind(',').map(|comma| comma + 1));
        let (line, after) = rest.split_at(end.unwrap_or(limit));
        lines.push(line);
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    lines.push(rest);
    lines
}
