//! What a check found: verdicts counted, and failures kept.

use std::collections::BTreeMap;

use super::group::{Group, group};
use super::judge::first_difference;
use super::plan::Depth;
use super::profile::NoteProfile;
use super::{Asked, Deviation, Got, Verdict, Wanted};
use crate::codec::notes::{Letter, ReadingChoice};
use crate::data_type::DataType;
use crate::protocol::Hello;
use crate::subject::Health;
use crate::vectors::Kind;

/// How many expectations came to which verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    pub pass: u64,
    pub fail: u64,
    pub other_reading: u64,
    pub unsupported: u64,
    pub crash: u64,
    pub timeout: u64,
    /// A program had been given up.
    pub not_asked: u64,
}

/// One expectation that was not met.
#[derive(Clone, Debug)]
pub struct Failure {
    pub asked: Asked,
    pub wanted: Wanted,
    pub got: Got,
    /// The operations of the protocol through which it was not met.
    pub operations: Vec<&'static str>,
    /// For elements that are expectations of their own.
    pub seen: Option<Seen>,
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
    /// The readings under which it was checked, beside the stand.
    pub readings: Vec<ReadingChoice>,
    pub depth: Depth,
    pub tally: Tally,
    /// The same by kind of vectors; kinds that the selection does not have are left out.
    pub kinds: BTreeMap<Kind, Tally>,
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
    /// The strict notes of which the subject seems to follow another reading than `A`.
    pub follows: Vec<NoteProfile>,
    /// How the subject came through.
    pub health: Health,
}

/// What came of one file of vectors.
pub(super) struct FileReport {
    kind: Kind,
    pair: Option<(DataType, DataType)>,
    pub tally: Tally,
    pub asked: u64,
    other_readings: BTreeMap<(u8, Letter), u64>,
    failures: Vec<Failure>,
    /// What came of every expectation, where that is kept.
    pub all: Option<Vec<(Verdict, Failure)>>,
}

/// What is kept of a file beside the counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    Failures,
    Everything,
}

impl Failure {
    /// The id of the expectation.
    pub fn id(&self) -> String {
        self.asked.id()
    }

    pub fn deviation(&self) -> Deviation {
        Deviation::of(self.asked.output_type(), &self.wanted, &self.got)
    }

    /// The position of the first element of an array that is not as it should be.
    pub fn position(&self) -> Option<usize> {
        match (&self.wanted, &self.got) {
            (Wanted::Array(wanted), Got::Array(found)) => {
                first_difference(self.asked.output_type(), wanted, found)
            }
            _ => None,
        }
    }
}

impl Tally {
    pub fn total(&self) -> u64 {
        self.judged() + self.unsupported + self.not_asked
    }

    /// How many the subject did answer, or should have.
    pub fn judged(&self) -> u64 {
        self.pass + self.other_reading + self.failed()
    }

    /// How many were answered in a way that the specification does not allow.
    pub fn failed(&self) -> u64 {
        self.fail + self.crash + self.timeout
    }

    /// Whether everything was asked, and nothing answered in a way that the specification does not
    /// allow.
    pub fn conforms(&self) -> bool {
        self.failed() == 0 && self.not_asked == 0
    }

    fn add(&mut self, other: &Tally) {
        self.pass += other.pass;
        self.fail += other.fail;
        self.other_reading += other.other_reading;
        self.unsupported += other.unsupported;
        self.crash += other.crash;
        self.timeout += other.timeout;
        self.not_asked += other.not_asked;
    }
}

impl FileReport {
    /// `pair` is that of a file of element vectors.
    pub fn new(kind: Kind, pair: Option<(DataType, DataType)>, keep: Keep) -> FileReport {
        FileReport {
            kind,
            pair,
            tally: Tally::default(),
            asked: 0,
            other_readings: BTreeMap::new(),
            failures: Vec::new(),
            all: (keep == Keep::Everything).then(Vec::new),
        }
    }

    /// Counts one expectation, and keeps its failure if it is one.
    pub fn count(&mut self, verdict: Verdict, failure: impl FnOnce() -> Failure) {
        match verdict {
            Verdict::Pass => self.tally.pass += 1,
            Verdict::Fail => self.tally.fail += 1,
            Verdict::Unsupported => self.tally.unsupported += 1,
            Verdict::Crash => self.tally.crash += 1,
            Verdict::Timeout => self.tally.timeout += 1,
            Verdict::NotAsked => self.tally.not_asked += 1,
            Verdict::OtherReading { note, letter } => {
                self.tally.other_reading += 1;
                *self.other_readings.entry((note, letter)).or_default() += 1;
            }
        }
        match &mut self.all {
            Some(all) => all.push((verdict, failure())),
            None if verdict.is_failure() => self.failures.push(failure()),
            None => {}
        }
    }
}

impl Report {
    /// Whether all that was asked was answered as the specification has it, and without a failure,
    /// even one that is nobody's.
    pub fn conforms(&self) -> bool {
        self.tally.conforms() && self.health.unattributed == 0
    }

    pub(super) fn new(
        hello: Hello,
        readings: &[ReadingChoice],
        depth: Depth,
        files: Vec<FileReport>,
    ) -> Report {
        let mut report = Report {
            hello,
            readings: readings.to_vec(),
            depth,
            tally: Tally::default(),
            kinds: BTreeMap::new(),
            asked: 0,
            pairs: 0,
            unsupported_pairs: 0,
            unsupported_types: Vec::new(),
            other_readings: BTreeMap::new(),
            groups: Vec::new(),
            follows: Vec::new(),
            health: Health::default(),
        };
        let mut failures = Vec::new();
        for file in files.into_iter().filter(|file| file.tally.total() > 0) {
            failures.extend(report.add(file));
        }
        report.unsupported_types.sort();
        report.unsupported_types.dedup();
        report.groups = group(failures);
        report
    }

    /// Adds all but the failures, which it returns.
    fn add(&mut self, file: FileReport) -> Vec<Failure> {
        if let Some((input, output)) = file.pair {
            self.pairs += 1;
            self.unsupported_pairs += u64::from(file.tally.unsupported == file.tally.total());
            let codecs = || self.hello.codecs.values();
            let is_listed = |name| codecs().any(|one| one.data_types.iter().any(|one| one == name));
            let types = [input, output].into_iter();
            self.unsupported_types.extend(types.filter(|one| !is_listed(one.name())));
        }
        self.tally.add(&file.tally);
        self.kinds.entry(file.kind).or_default().add(&file.tally);
        self.asked += file.asked;
        for (reading, count) in file.other_readings {
            *self.other_readings.entry(reading).or_default() += count;
        }
        file.failures
    }
}
