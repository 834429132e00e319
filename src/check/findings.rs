//! What a check found: verdicts counted, and failures kept.

use std::collections::{BTreeMap, BTreeSet};

use super::group::{Group, group};
use super::judge::first_difference;
use super::known::KnownReport;
use super::plan::Depth;
use super::profile::NoteProfile;
use super::{Asked, Deviation, Got, Probed, Verdict, Wanted};
use crate::codec::column::Conversion;
use crate::codec::notes::{Letter, ReadingChoice};
use crate::data_type::Real;
use crate::protocol::{Hello, Layout};
use crate::subject::{Health, Stopped};
use crate::vectors::Kind;

/// How many expectations came to which verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Tally {
    pub pass: u64,
    pub fail: u64,
    pub other_reading: u64,
    pub unsupported: u64,
    pub crash: u64,
    pub timeout: u64,
    pub breaks_protocol: u64,
    /// Left out, or not asked any more: [`Health::left_out`], [`Health::given_up`] and
    /// [`Report::stopped`] say why.
    pub not_asked: u64,
    /// Failures, crashes and timeouts that are known, and counted here alone.
    pub known: u64,
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
    /// The memory layouts in which it was not met, if it was met in C order.
    pub layouts: Vec<Layout>,
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
    /// The files that have selected cases.
    pub files: Vec<FileReport>,
    /// Elements that were asked for: an expectation counts once however often it is asked.
    pub asked: u64,
    /// The pairs of types that the selection has, and those of them that the subject does not do.
    pub pairs: u64,
    pub unsupported_pairs: u64,
    /// Types in the selection's pairs that the subject does not list.
    pub unsupported_types: Vec<Real>,
    /// By note and reading.
    pub other_readings: BTreeMap<(u16, Letter), u64>,
    /// Of the failures that are not known.
    pub groups: Vec<Group>,
    /// If some failures are known.
    pub known: Option<KnownReport>,
    /// The strict notes of which the subject seems to follow another reading than `A`.
    pub follows: Vec<NoteProfile>,
    /// The subject's record of failures.
    pub health: Health,
    /// By codec: how many expectations of the files that can have selected cases are not asked because the subject does not
    /// list the codec.
    pub not_listed: BTreeMap<String, u64>,
    /// What probing found, of a reader.
    pub probed: Option<Probed>,
    /// Why the check was ended early, if it was.
    pub stopped: Option<Stopped>,
}

/// What a check says of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    Conforms,
    DoesNotConform,
    /// Nothing failed that can be attributed to an expectation, but there were failures, or not all
    /// was asked.
    Undecided,
    /// It supports nothing that is selected.
    NotChecked,
}

/// What came of one file of vectors.
#[derive(Debug)]
pub struct FileReport {
    /// Below the directory of vectors.
    pub path: String,
    pub kind: Kind,
    conversion: Option<Conversion>,
    pub tally: Tally,
    pub(super) asked: u64,
    /// How many expectations were not asked, by the rule that leaves them out.
    pub(super) left_out: BTreeMap<u64, u64>,
    other_readings: BTreeMap<(u16, Letter), u64>,
    /// Those that are not known.
    pub failures: Vec<Failure>,
    /// The entries of [`Report::known`] by which others are known.
    pub known: BTreeSet<usize>,
    /// What came of every expectation, where that is kept.
    pub(super) all: Option<Vec<(Verdict, Failure)>>,
}

/// What is kept of a file beside the counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    Failures,
    Everything,
    /// What fails first; no more is asked then.
    First,
}

impl Failure {
    /// The id of the expectation.
    pub fn id(&self) -> String {
        self.asked.id()
    }

    /// What it counts as.
    pub fn verdict(&self) -> Verdict {
        match self.got {
            Got::Crash(_) => Verdict::Crash,
            Got::BreaksProtocol(_) => Verdict::BreaksProtocol,
            Got::Timeout(_) => Verdict::Timeout,
            _ => Verdict::Fail,
        }
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
            (Wanted::Stored(wanted), Got::Read(answer)) => wanted.difference(answer)?.position,
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
        self.pass + self.other_reading + self.failed() + self.known
    }

    /// How many were answered in a way that the specification does not allow, and that is not known.
    pub fn failed(&self) -> u64 {
        self.fail + self.crash + self.timeout + self.breaks_protocol
    }

    /// Whether everything was asked, and nothing answered in a way that the specification does not
    /// allow, but for what is known.
    pub fn conforms(&self) -> bool {
        self.failed() == 0 && self.not_asked == 0
    }

    /// Counts a failure of some verdict as known.
    fn set_aside(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Crash => self.crash -= 1,
            Verdict::BreaksProtocol => self.breaks_protocol -= 1,
            Verdict::Timeout => self.timeout -= 1,
            _ => self.fail -= 1,
        }
        self.known += 1;
    }

    pub(crate) fn add(&mut self, other: &Tally) {
        self.pass += other.pass;
        self.fail += other.fail;
        self.other_reading += other.other_reading;
        self.unsupported += other.unsupported;
        self.crash += other.crash;
        self.timeout += other.timeout;
        self.breaks_protocol += other.breaks_protocol;
        self.not_asked += other.not_asked;
        self.known += other.known;
    }
}

impl FileReport {
    /// `conversion` is that of a file of element vectors.
    pub(super) fn new(
        path: String,
        kind: Kind,
        conversion: Option<Conversion>,
        keep: Keep,
    ) -> FileReport {
        FileReport {
            path,
            kind,
            conversion,
            tally: Tally::default(),
            asked: 0,
            left_out: BTreeMap::new(),
            other_readings: BTreeMap::new(),
            failures: Vec::new(),
            known: BTreeSet::new(),
            all: (keep == Keep::Everything).then(Vec::new),
        }
    }

    /// Counts one expectation, and keeps its failure if it is one.
    pub(super) fn count(&mut self, verdict: Verdict, failure: impl FnOnce() -> Failure) {
        match verdict {
            Verdict::Pass => self.tally.pass += 1,
            Verdict::Fail => self.tally.fail += 1,
            Verdict::Unsupported => self.tally.unsupported += 1,
            Verdict::Crash => self.tally.crash += 1,
            Verdict::Timeout => self.tally.timeout += 1,
            Verdict::BreaksProtocol => self.tally.breaks_protocol += 1,
            Verdict::NotAsked => self.tally.not_asked += 1,
            Verdict::OtherReading { note, letter } => {
                self.tally.other_reading += 1;
                *self.other_readings.entry((note, letter)).or_default() += 1;
            }
        }
        if self.all.is_none() && !verdict.is_failure() && verdict != Verdict::NotAsked {
            return;
        }
        let failure = failure();
        if let Got::LeftOut(rule) = failure.got {
            *self.left_out.entry(rule).or_default() += 1;
        }
        match &mut self.all {
            Some(all) => all.push((verdict, failure)),
            None if verdict.is_failure() => self.failures.push(failure),
            None => {}
        }
    }

    /// Whether no more is to be asked.
    pub(super) fn is_settled(&self, keep: Keep) -> bool {
        keep == Keep::First && !self.failures.is_empty()
    }

    /// Its failures by cause.
    pub fn groups(&self) -> Vec<Group> {
        group(&self.failures)
    }
}

impl Report {
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
            files: Vec::new(),
            asked: 0,
            pairs: 0,
            unsupported_pairs: 0,
            unsupported_types: Vec::new(),
            other_readings: BTreeMap::new(),
            groups: Vec::new(),
            known: None,
            follows: Vec::new(),
            health: Health::default(),
            not_listed: BTreeMap::new(),
            probed: None,
            stopped: None,
        };
        for file in files.into_iter().filter(|file| file.tally.total() > 0) {
            report.add(file);
        }
        report.unsupported_types.sort();
        report.unsupported_types.dedup();
        report.groups = group(report.failures());
        report
    }

    fn add(&mut self, file: FileReport) {
        if let Some(Conversion { codec, input_type, output_type }) = file.conversion {
            self.pairs += 1;
            self.unsupported_pairs += u64::from(file.tally.unsupported == file.tally.total());
            let codecs = || self.hello.codecs.get(codec.name).into_iter();
            let is_listed = |name| codecs().any(|one| one.data_types.iter().any(|one| one == name));
            let types = [input_type, output_type].into_iter();
            self.unsupported_types.extend(types.filter(|one| !is_listed(one.name())));
        }
        self.tally.add(&file.tally);
        self.kinds.entry(file.kind).or_default().add(&file.tally);
        self.asked += file.asked;
        for (reading, count) in &file.other_readings {
            *self.other_readings.entry(*reading).or_default() += count;
        }
        self.files.push(file);
    }

    /// The failures that are not known, by file.
    pub fn failures(&self) -> impl Iterator<Item = &Failure> {
        self.files.iter().flat_map(|file| &file.failures)
    }

    /// Takes out the failures that `entry_of` finds known, each with what it is known by.
    pub(super) fn set_aside(
        &mut self,
        entry_of: impl Fn(&Failure) -> Option<usize>,
    ) -> Vec<(usize, Failure)> {
        let mut known = Vec::new();
        for file in &mut self.files {
            let mut others = Vec::new();
            for failure in std::mem::take(&mut file.failures) {
                let Some(entry) = entry_of(&failure) else {
                    others.push(failure);
                    continue;
                };
                let kind = self.kinds.entry(file.kind).or_default();
                for tally in [&mut self.tally, kind, &mut file.tally] {
                    tally.set_aside(failure.verdict());
                }
                file.known.insert(entry);
                known.push((entry, failure));
            }
            file.failures = others;
        }
        self.groups = group(self.failures());
        known
    }

    /// Whether the subject answered everything that it was asked, rightly or not.
    pub fn has_all_answers(&self) -> bool {
        let Tally { crash, timeout, breaks_protocol, not_asked, .. } = self.tally;
        [crash, timeout, breaks_protocol, not_asked, self.health.unattributed] == [0; 5]
    }

    /// Takes in the subject's record of failures.
    pub(super) fn set_health(&mut self, health: Health) {
        self.health = health;
        for left_out in &mut self.health.left_out {
            let counts = self.files.iter().filter_map(|file| file.left_out.get(&left_out.rule));
            left_out.expectations = counts.sum();
        }
        self.health.left_out.retain(|left_out| left_out.expectations > 0);
    }

    /// Whether everything was asked and nothing failed, not even where no request was to blame, but
    /// for what is known, and all that is known is as it is known.
    pub fn conforms(&self) -> bool {
        self.standing() == Standing::Conforms
    }

    /// What it says of the subject.
    pub fn standing(&self) -> Standing {
        let tally = &self.tally;
        let holds = self.known.as_ref().is_none_or(KnownReport::holds);
        if tally.judged() + tally.not_asked == 0 {
            Standing::NotChecked
        } else if tally.failed() > 0 || !holds {
            Standing::DoesNotConform
        } else if tally.not_asked > 0 || self.health.unattributed > 0 {
            Standing::Undecided
        } else {
            Standing::Conforms
        }
    }
}
