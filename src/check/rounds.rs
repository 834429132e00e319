//! Asking a program for files, and again for those of which more is known later.
//!
//! What a program fails at is left out as soon as a few failures have something in common. Where that
//! turns out to be too much, the files that lack verdicts for it are asked for again.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};

use super::findings::FileReport;
use super::{CheckError, File, StartAnother, share_out};
use crate::subject::Subject;

/// How often files are asked for again at most.
const ROUNDS: usize = 8;

/// Runs a file on a subject.
type Run<'a> = &'a (dyn Fn(&mut dyn Subject, &File) -> Result<FileReport, CheckError> + Sync);

/// The files, and how they are asked for.
pub(super) struct Rounds<'a> {
    pub files: &'a [File],
    /// Roughly how long each takes.
    pub weights: Vec<u64>,
    pub jobs: usize,
    pub another: &'a StartAnother,
    pub run: Run<'a>,
}

impl Rounds<'_> {
    /// Asks for all files. `progress` is told after each, the first time.
    pub fn run(
        &self,
        subject: &mut dyn Subject,
        progress: &(dyn Fn() + Sync),
    ) -> Result<Vec<FileReport>, CheckError> {
        let all: Vec<usize> = (0..self.files.len()).collect();
        let (mut reports, mut late) = self.ask_for(subject, &all, progress)?;
        for _ in 0..ROUNDS {
            let Some(program) = subject.program() else { break };
            if program.is_stopped() || program.is_given_up() || !program.has_culprits() {
                break;
            }
            if program.has_probes() {
                self.probe(subject)?;
            }
            let Some(program) = subject.program() else { break };
            let is_open = |at: &usize| {
                let rules = reports[*at].left_out.keys();
                late.contains(at) || rules.into_iter().any(|rule| !program.has_rule(*rule))
            };
            let open: Vec<usize> = all.iter().copied().filter(is_open).collect();
            if open.is_empty() {
                break;
            }
            let (anew, still_late) = self.ask_for(subject, &open, &|| {})?;
            // What has a verdict keeps it where there was no time to ask again.
            let is_over = subject.program().is_some_and(|program| program.is_stopped());
            for (at, report) in open.into_iter().zip(anew) {
                if !(is_over && report.tally.not_asked > reports[at].tally.not_asked) {
                    reports[at] = report;
                }
            }
            late = still_late;
        }
        Ok(reports)
    }

    /// Asks for some files. Returns those, too, that are to be asked for again because a request of
    /// theirs was found to be to blame when its answer had been taken.
    fn ask_for(
        &self,
        subject: &mut dyn Subject,
        some: &[usize],
        progress: &(dyn Fn() + Sync),
    ) -> Result<(Vec<FileReport>, BTreeSet<usize>), CheckError> {
        let last: Mutex<HashMap<ThreadId, usize>> = Mutex::default();
        let late: Mutex<BTreeSet<usize>> = Mutex::default();
        let run = |subject: &mut dyn Subject, at: &usize| {
            let mut report = (self.run)(subject, &self.files[*at])?;
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            let before = last.insert(thread::current().id(), *at);
            drop(last);
            let is_late = |subject: &mut dyn Subject| {
                subject.program().is_some_and(|program| program.take_late())
            };
            if is_late(subject) {
                report = (self.run)(subject, &self.files[*at])?;
                let mut late = late.lock().unwrap_or_else(PoisonError::into_inner);
                late.extend(before);
                late.extend(is_late(subject).then_some(*at));
            }
            progress();
            Ok::<_, CheckError>(report)
        };
        let weight = |at: &usize| self.weights[*at];
        let reports = share_out(subject, self.another, self.jobs, some, weight, run)?;
        Ok((reports, late.into_inner().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Asks for a few requests that were left out, on all processes.
    fn probe(&self, subject: &mut dyn Subject) -> Result<(), CheckError> {
        let run = |subject: &mut dyn Subject, _: &usize| {
            if let Some(program) = subject.program() {
                program.probe();
            }
            Ok::<_, CheckError>(())
        };
        let shares: Vec<usize> = (0..self.jobs).collect();
        share_out(subject, self.another, self.jobs, &shares, |_| 1, run).map(drop)
    }
}
