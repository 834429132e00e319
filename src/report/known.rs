//! Known failures, for people.

use std::fmt::{self, Write};

use super::plain::line;
use super::words::{counted, grouped};
use crate::check::Report;
use crate::check::known::{KnownEntry, KnownReport};

/// What is known, an entry a line, then the entries that do not hold.
pub(super) fn write_known(out: &mut String, report: &Report, known: &KnownReport) -> fmt::Result {
    let path = line(&known.path);
    writeln!(out, "known failures of {path}:")?;
    for KnownEntry { entry, failures, .. } in &known.entries {
        let link = entry.link.as_ref().map_or(String::new(), |link| format!(", {}", line(link)));
        writeln!(out, "{:>11}  {}{link}", grouped(failures.len() as u64), line(&entry.reason))?;
    }
    let implementation = &report.hello.implementation;
    if known.version != implementation.version {
        let (now, then) = (line(&implementation.version), line(&known.version));
        writeln!(out, "the file was written for version {then}, and this is {now}")?;
    }
    if !known.is_whole {
        writeln!(out, "not everything was asked: whether known failures are gone was not judged")?;
    }
    for KnownEntry { entry, complaints, .. } in known.broken() {
        for complaint in complaints {
            writeln!(out, "\n{path}, line {}: {}", entry.line, line(&complaint.to_string()))?;
            writeln!(out, "   reason        {}", line(&entry.reason))?;
            writeln!(out, "   to do         {}", complaint.advice())?;
        }
    }
    Ok(())
}

/// How many entries there are, for the tally.
pub(super) fn entries(known: &KnownReport) -> String {
    let count = known.entries.len() as u64;
    let noun = if count == 1 { "entry" } else { "entries" };
    let unexplained = known.entries.iter().filter(|one| one.entry.is_unexplained()).count();
    match unexplained {
        0 => format!("  in {} {noun}", grouped(count)),
        some => format!("  in {} {noun}, {} of them yet to be explained", grouped(count), some),
    }
}

/// The end of the last line, where nothing failed that is not known.
pub(super) fn verdict(known: &KnownReport, failures: u64) -> String {
    match (known.broken().count() as u64, failures) {
        (0, 0) => "conforms".to_owned(),
        (0, some) => format!("conforms but for {}", counted(some, "known failure")),
        (1, _) => format!("is not as known: 1 entry of {} does not hold", line(&known.path)),
        (some, _) => {
            format!("is not as known: {some} entries of {} do not hold", line(&known.path))
        }
    }
}
