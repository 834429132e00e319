//! Failures of subjects, and a subject's record of them.

use std::sync::Arc;

use super::complaint::complaint;

/// Why there is no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    pub reason: String,
    /// The last lines that a program wrote to standard error.
    pub stderr: Vec<String>,
}

impl Trouble {
    /// The line of standard error that says why, as far as that can be told.
    pub fn complaint(&self) -> Option<String> {
        complaint(&self.stderr)
    }
}

impl From<String> for Trouble {
    fn from(reason: String) -> Trouble {
        Trouble { reason, stderr: Vec::new() }
    }
}

/// The failures of a subject, all its processes together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// How often it ended, hung or broke the protocol. Each time it was started again.
    pub failures: u64,
    /// How many failures could not be attributed: asked alone, each request was answered.
    pub unattributed: u64,
    /// How many of these were silences.
    pub silences: u64,
    /// How many requests were answered between two such failures, on average.
    pub between: u64,
    /// Why and how often it was ended in good time, if it was.
    pub renewal: Option<Renewal>,
    /// How many requests it gets at once, if it failed only with more under way.
    pub window: Option<u64>,
    /// How often it did not start, and was started once more.
    pub failed_starts: u64,
    /// A few failures of that sort.
    pub examples: Vec<Arc<Trouble>>,
    /// Requests that were not asked because all that were like them had failed.
    pub left_out: Vec<LeftOut>,
    /// Why it was given up, if it was.
    pub given_up: Option<Arc<Trouble>>,
    /// In what a later process introduced itself otherwise than the first.
    pub other_introduction: Option<String>,
}

/// Processes that were ended before they could fail, and why: others had failed after nearly the same
/// number of answers, whatever they were asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// After how many answers a process is ended.
    pub after: u64,
    /// How many were.
    pub renewals: u64,
    /// How many failures showed it, and the fewest and the most answers before one.
    pub failures: u64,
    pub first: u64,
    pub last: u64,
}

impl Renewal {
    /// Those of two sets of processes, each of which has learnt for itself how long they last.
    fn and(self, other: &Renewal) -> Renewal {
        Renewal {
            after: self.after.min(other.after),
            renewals: self.renewals + other.renewals,
            failures: self.failures + other.failures,
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }
}

/// A group of requests that were not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Tells it from other groups of the same check.
    pub rule: u64,
    /// The group in words: "every request with out_of_range wrap".
    pub requests: String,
    /// How many requests of the group failed before.
    pub failures: u64,
    /// The last of these failures.
    pub example: Arc<Trouble>,
    /// How many expectations were not asked for it.
    pub expectations: u64,
}

impl Health {
    /// How many examples are kept.
    const EXAMPLES: usize = 5;

    /// Adds what other processes of the same subject came through.
    pub fn add(&mut self, other: Health) {
        let average = |this: u64, that: u64| if this == 0 { that } else { (this + that) / 2 };
        self.failures += other.failures;
        self.between = average(self.between, other.between);
        self.unattributed += other.unattributed;
        self.silences += other.silences;
        self.renewal = match (self.renewal.take(), other.renewal) {
            (Some(this), Some(that)) => Some(this.and(&that)),
            (this, that) => this.or(that),
        };
        self.window = self.window.into_iter().chain(other.window).min();
        self.failed_starts += other.failed_starts;
        other.examples.into_iter().for_each(|trouble| self.keep(trouble));
        self.left_out.extend(other.left_out);
        self.given_up = self.given_up.take().or(other.given_up);
        self.other_introduction = self.other_introduction.take().or(other.other_introduction);
    }

    /// Takes note of a failure that cannot be attributed.
    pub(super) fn notice(&mut self, trouble: Arc<Trouble>, is_silence: bool) {
        self.unattributed += 1;
        self.silences += u64::from(is_silence);
        self.keep(trouble);
    }

    /// Keeps an example.
    pub(super) fn keep(&mut self, trouble: Arc<Trouble>) {
        let is_known = self.examples.iter().any(|known| known.reason == trouble.reason);
        if self.examples.len() < Health::EXAMPLES && !is_known {
            self.examples.push(trouble);
        }
    }
}
