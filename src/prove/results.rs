//! Files of results: what is proved so far, to be taken up again or put together.
//!
//! One JSON object a line: a header that says what is to be proved of whom, then a line for each unit
//! as soon as it is finished. A last line that was cut short is dropped.
//!
//! A unit of which some inputs have no answer has a line too, which shows why. It is asked again, and
//! the line that comes then stands for both.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::findings::UnitReport;
use super::header::{FORMAT, Header};
use super::lines::Lines;
use super::proof::Proof;
use super::sound::fault;
use crate::files::{read_whole, shown};

/// Why results cannot be read, kept or put together.
#[derive(Debug, thiserror::Error)]
pub enum ResultsError {
    #[error("failed to open {path}: {source}")]
    Open { path: String, source: io::Error },
    #[error("failed to open {path}: it is no regular file, in which results could be kept")]
    NotRegular { path: String },
    #[error("failed to open {path}: another zarrproof keeps its results there now")]
    Locked { path: String },
    #[error("failed to read {path}: {source}")]
    Read { path: String, source: io::Error },
    #[error("failed to write {path}: {source}")]
    Begin { path: String, source: io::Error },
    #[error("failed to write {path}: {source}; the results of {lost} units are not in it")]
    Write { path: String, source: io::Error, lost: usize },
    #[error("{path}, line {line}: {reason}; without this line its unit is asked again")]
    Line { path: String, line: usize, reason: String },
    #[error("{path} is not a file of results: {reason}")]
    Header { path: String, reason: String },
    #[error("{path} has results of format {found}, and this zarrproof reads format {FORMAT}")]
    Version { path: String, found: u64 },
    #[error("{path} is about something else: its {field} is {found}, and {expected} is asked")]
    Other { path: String, field: &'static str, found: String, expected: String },
    #[error("{path} has results of {found} units, and says that there are {units}")]
    TooMany { path: String, found: usize, units: u64 },
    #[error("{path} and {other} have different results of {unit}")]
    Contradiction { path: String, other: String, unit: String },
}

/// A last line that was cut short, and is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TornLine {
    path: String,
    line: usize,
}

impl fmt::Display for TornLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}, was cut short and is dropped", self.path, self.line)
    }
}

/// Results in a file, to which more are added.
#[derive(Debug)]
pub struct Results {
    path: PathBuf,
    lines: Lines,
    /// What was there, a report a unit.
    pub before: Vec<UnitReport>,
    pub torn: Option<TornLine>,
}

/// What is in a file.
struct Parsed {
    header: Header,
    units: BTreeMap<String, UnitReport>,
    /// How long the whole lines are together.
    length: u64,
    torn: Option<TornLine>,
}

/// Files put together.
#[derive(Debug)]
pub struct Merged {
    pub proof: Proof,
    pub torn: Vec<TornLine>,
}

impl Results {
    /// Opens a file of results, or begins one. What is in it has to be about the same: `header`, and
    /// units of which `plan` has the ids.
    ///
    /// # Errors
    ///
    /// If it cannot be opened, is in use, or holds anything else.
    pub fn open(
        path: &Path,
        header: &Header,
        plan: &BTreeSet<String>,
    ) -> Result<Results, ResultsError> {
        let (mut lines, content) = Lines::open(path)?;
        let write = |source| ResultsError::Begin { path: shown(path), source };
        let begun = serde_json::to_string(header).unwrap_or_default();
        // A header that was cut short is begun anew, and so is an empty file.
        if begun.as_bytes().starts_with(&content) {
            lines.keep(0).map_err(write)?;
            lines.add(header).map_err(write)?;
            return Ok(Results { path: path.to_owned(), lines, before: Vec::new(), torn: None });
        }
        let Parsed { header: found, units, length, torn } = parse(path, &content)?;
        header.require(path, &found)?;
        if let Some(unit) = units.keys().find(|unit| !plan.contains(*unit)) {
            let reason = format!("its unit {unit} is not asked of this subject");
            return Err(ResultsError::Header { path: shown(path), reason });
        }
        // Lines are added after the last whole one.
        lines.keep(length).map_err(write)?;
        let before = units.into_values().collect();
        Ok(Results { path: path.to_owned(), lines, before, torn })
    }

    /// The ids of the units that need not be asked again.
    pub fn settled_ids(&self) -> BTreeSet<String> {
        let settled = self.before.iter().filter(|report| report.is_settled());
        settled.map(|report| report.unit.clone()).collect()
    }

    /// Adds the result of a unit. One for which there is no room now is written later.
    pub fn add(&mut self, report: &UnitReport) {
        // What is still not written at the end is an error then.
        let _ = self.lines.add(report);
    }

    /// Writes what there was no room for before. Returns what was in the file at first, and why what
    /// is still not written is not.
    pub fn finish(mut self) -> (Vec<UnitReport>, Option<ResultsError>) {
        let error = self.lines.flush().err().map(|source| {
            let (path, lost) = (shown(&self.path), self.lines.waiting());
            ResultsError::Write { path, source, lost }
        });
        (self.before, error)
    }

    /// Puts several files together.
    ///
    /// # Errors
    ///
    /// If one cannot be read, is damaged, or contradicts another one.
    pub fn merge(paths: &[PathBuf]) -> Result<Merged, ResultsError> {
        let mut header: Option<Header> = None;
        let mut all: BTreeMap<String, (&Path, UnitReport)> = BTreeMap::new();
        let mut torn = Vec::new();
        for path in paths {
            let content = read_whole(path)
                .map_err(|source| ResultsError::Read { path: shown(path), source })?;
            let parsed = parse(path, &content)?;
            match &header {
                Some(header) => header.require(path, &parsed.header)?,
                None => header = Some(parsed.header),
            }
            torn.extend(parsed.torn);
            for (unit, report) in parsed.units {
                match all.entry(unit) {
                    Entry::Vacant(place) => drop(place.insert((path, report))),
                    Entry::Occupied(mut place) => {
                        let (other, known) = place.get_mut();
                        let contradicts = || ResultsError::Contradiction {
                            path: shown(path),
                            other: shown(other),
                            unit: report.unit.clone(),
                        };
                        if takes_over(known, &report).ok_or_else(contradicts)? {
                            place.insert((path, report));
                        }
                    }
                }
            }
        }
        let Some(header) = header else {
            let reason = "no file is named".to_owned();
            return Err(ResultsError::Header { path: String::new(), reason });
        };
        let path = paths.iter().map(|path| shown(path)).collect::<Vec<_>>().join(", ");
        require_room(&path, all.len(), header.units)?;
        let units = all.into_values().map(|(_, report)| report).collect();
        Ok(Merged { proof: Proof::new(header.subject, header.units, units), torn })
    }
}

/// Whether a report of a unit stands instead of one that is known. `None` if they contradict each
/// other, which no two do that have an answer to everything.
fn takes_over(known: &UnitReport, other: &UnitReport) -> Option<bool> {
    match (known.is_settled(), other.is_settled()) {
        (true, true) => says_the_same(known, other).then_some(false),
        (true, false) => Some(false),
        (false, true) => Some(true),
        (false, false) => Some(other.counts.judged() >= known.counts.judged()),
    }
}

fn says_the_same(one: &UnitReport, other: &UnitReport) -> bool {
    (&one.counts, &one.wrong, &one.other_readings)
        == (&other.counts, &other.wrong, &other.other_readings)
}

fn require_room(path: &str, found: usize, units: u64) -> Result<(), ResultsError> {
    match found as u64 > units {
        true => Err(ResultsError::TooMany { path: path.to_owned(), found, units }),
        false => Ok(()),
    }
}

/// The header and the units of a file, each of which can be.
fn parse(path: &Path, content: &[u8]) -> Result<Parsed, ResultsError> {
    let length = content.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let (whole, rest) = content.split_at(length);
    let whole = std::str::from_utf8(whole).map_err(|error| ResultsError::Header {
        path: shown(path),
        reason: format!("its line {} is not UTF-8", lines_in(&whole[..error.valid_up_to()]) + 1),
    })?;
    let mut lines = whole.lines().enumerate();
    let (_, first) = lines.next().unwrap_or_default();
    let header = Header::parse(path, first)?;
    let plan = header.plan().unwrap_or_default();
    let mut units: BTreeMap<String, (usize, UnitReport)> = BTreeMap::new();
    for (at, line) in lines {
        let invalid = |reason| ResultsError::Line { path: shown(path), line: at + 1, reason };
        let report: UnitReport =
            serde_json::from_str(line).map_err(|error| invalid(error.to_string()))?;
        if let Some(fault) = fault(&report, header.samples) {
            return Err(invalid(fault));
        }
        if !plan.contains(&report.unit) {
            return Err(invalid(format!("{} is no unit of this proof", report.unit)));
        }
        match units.entry(report.unit.clone()) {
            Entry::Vacant(place) => drop(place.insert((at, report))),
            Entry::Occupied(mut place) => {
                let (before, known) = place.get();
                let contradicts = || {
                    let before = before + 1;
                    invalid(format!("other results of {} than in line {before}", report.unit))
                };
                if takes_over(known, &report).ok_or_else(contradicts)? {
                    place.insert((at, report));
                }
            }
        }
    }
    require_room(&shown(path), units.len(), header.units)?;
    let line = lines_in(whole.as_bytes()) + 1;
    let torn = (!rest.is_empty()).then(|| TornLine { path: shown(path), line });
    let units = units.into_iter().map(|(unit, (_, report))| (unit, report)).collect();
    Ok(Parsed { header, units, length: length as u64, torn })
}

fn lines_in(content: &[u8]) -> usize {
    content.iter().filter(|byte| **byte == b'\n').count()
}
