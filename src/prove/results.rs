//! Files of results: what is proved so far, to be taken up again or put together.
//!
//! One JSON object a line: a header that says what is to be proved of whom, then a line for each unit
//! as soon as it is finished. A last line that was cut short is dropped.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Question;
use super::findings::{Proof, UnitReport};
use super::unit::Unit;
use crate::protocol::Implementation;

/// The version of this format.
const FORMAT: u64 = 1;

/// What a file is about. Files of one header are parts of one proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    pub proof: u64,
    pub oracle: String,
    pub subject: Implementation,
    pub from: Vec<String>,
    pub to: Vec<String>,
    pub rounding: Vec<String>,
    pub out_of_range: Vec<String>,
    pub samples: u64,
    /// How many units there are in all partitions together.
    pub units: u64,
}

/// Why results cannot be read, kept or put together.
#[derive(Debug, thiserror::Error)]
pub enum ResultsError {
    #[error("failed to open {path}: {source}")]
    Open { path: String, source: io::Error },
    #[error("failed to read {path}: {source}")]
    Read { path: String, source: io::Error },
    #[error("failed to write {path}: {source}")]
    Write { path: String, source: io::Error },
    #[error("{path}, line {line}: {reason}")]
    Line { path: String, line: usize, reason: String },
    #[error("{path} is not a file of results: {reason}")]
    Header { path: String, reason: String },
    #[error("{path} has results of format {found}, and this zarrproof reads format {FORMAT}")]
    Version { path: String, found: u64 },
    #[error("{path} is about something else: its {field} is {found}, and {expected} is asked")]
    Other { path: String, field: &'static str, found: String, expected: String },
    #[error("{path} and {other} have different results of {unit}")]
    Contradiction { path: String, other: String, unit: String },
}

/// Results in a file, to which more are added.
#[derive(Debug)]
pub struct Results {
    path: PathBuf,
    file: File,
    /// What was there.
    pub finished: Vec<UnitReport>,
}

impl Header {
    pub fn new(subject: &Implementation, question: &Question, units: usize) -> Header {
        fn names<T: ToString>(list: &[T]) -> Vec<String> {
            let mut names: Vec<_> = list.iter().map(T::to_string).collect();
            names.sort();
            names
        }
        let selection = &question.selection;
        Header {
            proof: FORMAT,
            oracle: env!("CARGO_PKG_VERSION").to_owned(),
            subject: subject.clone(),
            from: names(&selection.from),
            to: names(&selection.to),
            rounding: names(&selection.rounding),
            out_of_range: names(&selection.out_of_range),
            samples: question.samples,
            units: units as u64,
        }
    }

    /// The first field in which another header differs, with what both have.
    fn difference(&self, other: &Header) -> Option<(&'static str, String, String)> {
        let list =
            |list: &[String]| if list.is_empty() { "any".to_owned() } else { list.join(",") };
        let subject = |one: &Implementation| format!("{} {}", one.name, one.version);
        let fields = |one: &Header| {
            [
                ("oracle", one.oracle.clone()),
                ("subject", subject(&one.subject)),
                ("selection by --from", list(&one.from)),
                ("selection by --to", list(&one.to)),
                ("selection by --rounding", list(&one.rounding)),
                ("selection by --out-of-range", list(&one.out_of_range)),
                ("number of samples", one.samples.to_string()),
                ("number of units", one.units.to_string()),
            ]
        };
        let mut both = fields(self).into_iter().zip(fields(other));
        let ((field, mine), (_, theirs)) = both.find(|((_, mine), (_, theirs))| mine != theirs)?;
        Some((field, mine, theirs))
    }

    fn require(&self, path: &Path, found: &Header) -> Result<(), ResultsError> {
        match self.difference(found) {
            None => Ok(()),
            Some((field, expected, found)) => Err(ResultsError::Other {
                path: path.display().to_string(),
                field,
                found,
                expected,
            }),
        }
    }
}

impl Results {
    /// Opens a file of results, or begins one. What is in it has to be about the same.
    pub fn open(path: &Path, header: &Header) -> Result<Results, ResultsError> {
        let shown = || path.display().to_string();
        let open =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let mut file = open.map_err(|source| ResultsError::Open { path: shown(), source })?;
        let write = |source| ResultsError::Write { path: shown(), source };
        let read = |source| ResultsError::Read { path: shown(), source };
        let text = io::read_to_string(&mut file).map_err(read)?;
        if text.is_empty() {
            write_line(&mut file, header).map_err(write)?;
            return Ok(Results { path: path.to_owned(), file, finished: Vec::new() });
        }
        let (found, finished) = parse(path, &text)?;
        header.require(path, &found)?;
        // Lines are added after the last whole one.
        let whole = text.rfind('\n').map_or(0, |at| at + 1) as u64;
        file.set_len(whole).map_err(write)?;
        file.seek(SeekFrom::Start(whole)).map_err(write)?;
        Ok(Results { path: path.to_owned(), file, finished })
    }

    /// The ids of the units that are finished.
    pub fn finished_ids(&self) -> BTreeSet<String> {
        self.finished.iter().map(|report| report.unit.clone()).collect()
    }

    /// Adds the result of a unit.
    pub fn add(&mut self, report: &UnitReport) -> Result<(), ResultsError> {
        write_line(&mut self.file, report)
            .map_err(|source| ResultsError::Write { path: self.path.display().to_string(), source })
    }

    /// Puts several files together.
    pub fn merge(paths: &[PathBuf]) -> Result<Proof, ResultsError> {
        let mut header: Option<Header> = None;
        let mut units: BTreeMap<String, (&Path, UnitReport)> = BTreeMap::new();
        for path in paths {
            let text = std::fs::read_to_string(path).map_err(|source| ResultsError::Read {
                path: path.display().to_string(),
                source,
            })?;
            let (found, reports) = parse(path, &text)?;
            match &header {
                Some(header) => header.require(path, &found)?,
                None => header = Some(found),
            }
            for report in reports {
                match units.get(&report.unit) {
                    Some((other, known)) if !says_the_same(known, &report) => {
                        return Err(ResultsError::Contradiction {
                            path: path.display().to_string(),
                            other: other.display().to_string(),
                            unit: report.unit,
                        });
                    }
                    Some(_) => {}
                    None => drop(units.insert(report.unit.clone(), (path, report))),
                }
            }
        }
        let Some(header) = header else {
            let reason = "no file is named".to_owned();
            return Err(ResultsError::Header { path: String::new(), reason });
        };
        Ok(Proof {
            implementation: header.subject,
            planned: header.units,
            units: units.into_values().map(|(_, report)| report).collect(),
        })
    }
}

fn says_the_same(one: &UnitReport, other: &UnitReport) -> bool {
    (&one.counts, &one.wrong) == (&other.counts, &other.wrong)
}

/// Writes a whole line at once.
fn write_line(file: &mut File, value: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_string(value)?;
    line.push('\n');
    file.write_all(line.as_bytes())
}

#[derive(Deserialize)]
struct Version {
    proof: u64,
}

/// The header and the units of a file.
fn parse(path: &Path, text: &str) -> Result<(Header, Vec<UnitReport>), ResultsError> {
    let shown = || path.display().to_string();
    let whole = text.rfind('\n').map_or("", |at| &text[..at]);
    let mut lines = whole.lines().enumerate();
    let invalid = |error: serde_json::Error| ResultsError::Header {
        path: shown(),
        reason: error.to_string(),
    };
    let (_, first) = lines.next().unwrap_or_default();
    let Version { proof: found } = serde_json::from_str(first).map_err(invalid)?;
    if found != FORMAT {
        return Err(ResultsError::Version { path: shown(), found });
    }
    let header: Header = serde_json::from_str(first).map_err(invalid)?;
    let mut units = BTreeMap::new();
    for (at, line) in lines {
        let invalid = |reason| ResultsError::Line { path: shown(), line: at + 1, reason };
        let report: UnitReport =
            serde_json::from_str(line).map_err(|error| invalid(error.to_string()))?;
        report.unit.parse::<Unit>().map_err(invalid)?;
        units.insert(report.unit.clone(), report);
    }
    Ok((header, units.into_values().collect()))
}
