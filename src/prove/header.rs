//! What a file of results is about.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Question, ResultsError, unit};
use crate::files::shown;
use crate::protocol::Implementation;
use crate::vectors::{Criterion, Selection};

/// The version of the format of results.
pub(super) const FORMAT: u64 = 1;

/// The most inputs of a configuration that are sampled.
const MOST_SAMPLES: u64 = 1 << 32;

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

/// The axes whose words are part of a header.
const ROUNDING: &str = "rounding";
const OUT_OF_RANGE: &str = "out_of_range";

#[derive(Deserialize)]
struct Version {
    proof: u64,
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
            rounding: names(&selection.words(ROUNDING)),
            out_of_range: names(&selection.words(OUT_OF_RANGE)),
            samples: question.samples,
            units: units as u64,
        }
    }

    /// Reads the first line of a file.
    pub(super) fn parse(path: &Path, line: &str) -> Result<Header, ResultsError> {
        let invalid = |reason: String| ResultsError::Header { path: shown(path), reason };
        if line.starts_with('\u{feff}') {
            return Err(invalid("it starts with a byte order mark".to_owned()));
        }
        let Version { proof: found } =
            serde_json::from_str(line).map_err(|error| invalid(error.to_string()))?;
        if found != FORMAT {
            return Err(ResultsError::Version { path: shown(path), found });
        }
        let header: Header =
            serde_json::from_str(line).map_err(|error| invalid(error.to_string()))?;
        if header.oracle != env!("CARGO_PKG_VERSION") {
            let (found, expected) = (header.oracle, env!("CARGO_PKG_VERSION").to_owned());
            return Err(ResultsError::Other {
                path: shown(path),
                field: "oracle",
                found,
                expected,
            });
        }
        let most = header.plan().map_err(invalid)?.len() as u64;
        if header.units == 0 || header.units > most {
            let found = header.units;
            return Err(invalid(format!("it has {found} units; expected 1 to {most}")));
        }
        if !(1..=MOST_SAMPLES).contains(&header.samples) {
            return Err(invalid(format!(
                "it has {} samples of each configuration",
                header.samples
            )));
        }
        Ok(header)
    }

    /// The ids of all units that some subject may be asked.
    pub(super) fn plan(&self) -> Result<BTreeSet<String>, String> {
        fn parsed<T: FromStr<Err: Display>>(words: &[String]) -> Result<Vec<T>, String> {
            words
                .iter()
                .map(|word| word.parse().map_err(|error: T::Err| error.to_string()))
                .collect()
        }
        let selection = Selection {
            from: parsed(&self.from)?,
            to: parsed(&self.to)?,
            facets: [(ROUNDING, &self.rounding), (OUT_OF_RANGE, &self.out_of_range)]
                .into_iter()
                .filter(|(_, words)| !words.is_empty())
                .map(|(axis, words)| Criterion::read(axis, words.clone()))
                .collect::<Result<_, _>>()
                .map_err(|error| error.to_string())?,
            ..Selection::default()
        };
        Ok(unit::all(&selection).iter().map(unit::Unit::id).collect())
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

    /// Refuses a file whose header is `found`, if that is another one.
    pub(super) fn require(&self, path: &Path, found: &Header) -> Result<(), ResultsError> {
        match self.difference(found) {
            None => Ok(()),
            Some((field, expected, found)) => {
                Err(ResultsError::Other { path: shown(path), field, found, expected })
            }
        }
    }
}
