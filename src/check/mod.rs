//! Checking a subject: planning what to ask, judging what it says, and grouping what fails.
//!
//! Nothing here knows a particular subject, and nothing prints.

mod engine;
mod group;
mod judge;
mod plan;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use group::{Group, PairClass};
pub use judge::{Deviation, Got, Verdict};

use crate::codec::Operation;
use crate::codec::notes::Letter;
use crate::data_type::DataType;
use crate::protocol::Hello;
use crate::subject::{BuiltIn, External, Subject, SubjectError};
use crate::vectors::{Column, Expected, Selection, Store, VectorError, case_id, tags::TagSet};

use engine::PairReport;

/// What to check.
#[derive(Clone, Debug)]
pub enum Target {
    BuiltIn(BuiltIn),
    /// A program and its arguments.
    External(Vec<String>),
}

/// How thoroughly cases are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Every case in two arrays and alone; a case that must fail, alone and in two places of an
    /// array.
    Full,
    /// Every case that has a result in two arrays, and one in 16 alone too; a case that must fail,
    /// alone.
    Sampled,
}

impl Depth {
    /// Of how many cases that have a result one is asked alone.
    pub fn one_alone_in(self) -> usize {
        match self {
            Depth::Full => 1,
            Depth::Sampled => 16,
        }
    }
}

/// Why a check did not come to a verdict.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    #[error(transparent)]
    Vectors(#[from] VectorError),
    #[error(transparent)]
    Subject(#[from] SubjectError),
}

/// How many expectations came to which verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    pub pass: u64,
    pub fail: u64,
    pub other_reading: u64,
    pub unsupported: u64,
    pub crash: u64,
    pub timeout: u64,
}

/// One expectation that was not met.
#[derive(Clone, Debug)]
pub struct Failure {
    pub input_type: DataType,
    pub output_type: DataType,
    pub column: Column,
    pub operation: Operation,
    pub input: u64,
    pub tags: TagSet,
    pub expected: Expected,
    pub got: Got,
    pub seen: Seen,
}

/// In which company a case failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Seen {
    pub alone: bool,
    pub in_array: bool,
}

/// What a check found.
#[derive(Debug)]
pub struct Report {
    pub hello: Hello,
    pub depth: Depth,
    pub tally: Tally,
    /// Elements that were asked for: an expectation counts once however often it is asked.
    pub asked: u64,
    /// The pairs of types that the selection has, and those of them that the subject does not do.
    pub pairs: u64,
    pub unsupported_pairs: u64,
    /// Types in the selection's pairs that the subject does not list.
    pub unsupported_types: Vec<DataType>,
    /// By note and reading.
    pub other_readings: BTreeMap<(u8, Letter), u64>,
    pub groups: Vec<Group>,
}

impl Failure {
    /// The id of the expectation.
    pub fn id(&self) -> String {
        let Column { rounding, out_of_range, .. } = self.column;
        case_id(self.input_type, self.output_type, self.input, rounding, out_of_range)
    }
}

impl Tally {
    pub fn total(&self) -> u64 {
        self.judged() + self.unsupported
    }

    /// How many the subject did answer, or should have.
    pub fn judged(&self) -> u64 {
        self.pass + self.fail + self.other_reading + self.crash + self.timeout
    }

    /// Whether nothing was answered in a way that the specification does not allow.
    pub fn conforms(&self) -> bool {
        self.fail == 0 && self.crash == 0 && self.timeout == 0
    }

    fn add(&mut self, other: &Tally) {
        self.pass += other.pass;
        self.fail += other.fail;
        self.other_reading += other.other_reading;
        self.unsupported += other.unsupported;
        self.crash += other.crash;
        self.timeout += other.timeout;
    }
}

/// Runs the selected cases of `store` on a subject. `progress` is told the number of pairs once,
/// then after each pair.
pub fn check(
    target: &Target,
    store: &Store,
    selection: &Selection,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Report, CheckError> {
    let pairs: Vec<_> = store
        .pairs()
        .into_iter()
        .filter(|(input, output)| selection.includes_pair(*input, *output))
        .collect();
    progress(Progress::Pairs(pairs.len() as u64));
    let run = |subject: &mut dyn Subject, depth, (input, output): &(DataType, DataType)| {
        let file = store.elements(*input, *output)?;
        let report = engine::run_pair(subject, &file, selection, depth);
        progress(Progress::PairDone);
        Ok(report)
    };
    match target {
        Target::BuiltIn(built_in) => {
            let hello = (built_in.start)().hello().clone();
            let reports = pairs
                .par_iter()
                .map_init(built_in.start, |subject, pair| run(subject.as_mut(), Depth::Full, pair));
            Ok(summarize(hello, Depth::Full, reports.collect::<Result<_, CheckError>>()?))
        }
        Target::External(program) => {
            let mut subject = External::start(program)?;
            let hello = subject.hello().clone();
            let reports = pairs.iter().map(|pair| run(&mut subject, Depth::Sampled, pair));
            Ok(summarize(hello, Depth::Sampled, reports.collect::<Result<_, CheckError>>()?))
        }
    }
}

/// How far a check is.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    Pairs(u64),
    PairDone,
}

fn summarize(hello: Hello, depth: Depth, reports: Vec<PairReport>) -> Report {
    let mut report = Report {
        hello,
        depth,
        tally: Tally::default(),
        asked: 0,
        pairs: 0,
        unsupported_pairs: 0,
        unsupported_types: Vec::new(),
        other_readings: BTreeMap::new(),
        groups: Vec::new(),
    };
    let lists = |name: &str| {
        report.hello.codecs.values().any(|codec| codec.data_types.iter().any(|one| one == name))
    };
    let mut unsupported_types: Vec<_> = reports
        .iter()
        .filter(|pair| pair.tally.total() > 0)
        .flat_map(|pair| [pair.input_type, pair.output_type])
        .filter(|data_type| !lists(data_type.name()))
        .collect();
    unsupported_types.sort();
    unsupported_types.dedup();
    report.unsupported_types = unsupported_types;

    let mut failures = Vec::new();
    for pair in reports {
        if pair.tally.total() == 0 {
            continue;
        }
        report.pairs += 1;
        report.unsupported_pairs += u64::from(pair.tally.judged() == 0);
        report.tally.add(&pair.tally);
        report.asked += pair.asked;
        for (reading, count) in pair.other_readings {
            *report.other_readings.entry(reading).or_default() += count;
        }
        failures.extend(pair.failures);
    }
    report.groups = group::group(failures);
    report
}
