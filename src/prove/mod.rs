//! Whole domains instead of chosen cases: every input where that can be had, and otherwise what
//! comes closest, said as what it is.
//!
//! Without wrap and without a map a cast is a step function of its input, so the oracle finds where
//! its answer changes ([`Steps`](crate::generators::cast_value::Steps)), and a subject's results are
//! compared with a constant between the steps, at the speed of the subject. [`Method::of`] says how
//! much of which domain is asked.

mod coverage;
mod findings;
mod header;
mod lines;
pub mod lone_bits;
mod pieces;
mod proof;
mod results;
mod sound;
mod sweep;
mod unit;

use std::collections::BTreeSet;
use std::num::NonZero;
use std::thread::available_parallelism;
use std::time::Instant;

pub use coverage::{Coverage, Method};
pub use findings::{Example, UnitReport, Wrong};
pub use header::Header;
pub use proof::{Gap, Proof, Sum, WrongGroup};
pub use results::{Merged, Results, ResultsError, TornLine};
pub use unit::{Partition, PartitionError, Unit};

use crate::check::{CheckError, Target, share_out};
use crate::protocol::Hello;
use crate::subject::{Health, Subject};
use crate::vectors::Selection;

use sweep::Sweep;

/// What is to be proved.
#[derive(Clone, Debug)]
pub struct Question {
    /// Types, rounding modes and range rules; other criteria are about vectors.
    pub selection: Selection,
    /// How many inputs are asked where they are sampled, by configuration.
    pub samples: u64,
    pub partition: Option<Partition>,
}

/// How far a proof is.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// So many inputs are to be asked, or roughly so.
    Inputs(u64),
    InputsDone(u64),
    UnitDone(&'a UnitReport),
}

/// What came of asking.
#[derive(Debug)]
pub struct Proved {
    pub units: Vec<UnitReport>,
    /// How many units were not begun, as the subject had been given up, or the asking was stopped.
    pub not_begun: u64,
    /// Why the asking was stopped, if it was.
    pub stopped: Option<String>,
    /// How the subject came through.
    pub health: Health,
}

/// A subject that has introduced itself.
pub struct Session<'a> {
    target: &'a Target,
    subject: Box<dyn Subject>,
    start_another: Box<dyn Fn() -> Option<Box<dyn Subject>> + Sync + 'a>,
}

impl<'a> Session<'a> {
    pub fn start(target: &'a Target) -> Result<Session<'a>, CheckError> {
        let (subject, start_another) = target.start_with_more()?;
        Ok(Session { target, subject, start_another })
    }

    pub fn hello(&self) -> &Hello {
        self.subject.hello()
    }

    /// The units of a question, whatever its partition, that the subject claims to do.
    pub fn plan(&self, question: &Question) -> Vec<Unit> {
        unit::plan(self.hello(), self.subject.has_directions(), &question.selection)
    }

    /// Asks for every unit of the question's partition but those that are `settled`. No unit is begun
    /// once `stop` has a reason. `progress` is told the number of inputs once, and then of what is done,
    /// by several threads.
    pub fn prove(
        &mut self,
        question: &Question,
        settled: &BTreeSet<String>,
        stop: &(dyn Fn() -> Option<String> + Sync),
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Proved {
        let is_due = |(at, unit): &(usize, Unit)| {
            let is_mine = question.partition.is_none_or(|partition| partition.has(*at));
            is_mine && !settled.contains(&unit.id())
        };
        let units = self.plan(question).into_iter().enumerate().filter(is_due);
        let units: Vec<Unit> = units.map(|(_, unit)| unit).collect();
        let weight = |unit: &Unit| unit.weight(question.samples);
        progress(Progress::Inputs(units.iter().map(weight).sum()));
        let run = |subject: &mut dyn Subject, unit: &Unit| {
            // Of one that is given up, nothing would be answered any more.
            if subject.health().given_up.is_some() || stop().is_some() {
                return Ok(None);
            }
            let report = prove_unit(subject, *unit, question.samples, progress);
            progress(Progress::UnitDone(&report));
            Ok::<_, std::convert::Infallible>(Some(report))
        };
        let jobs = match self.target {
            Target::External(program) => program.jobs.get(),
            Target::Reader(reader) => reader.program.jobs.get(),
            Target::BuiltIn(_) => available_parallelism().map_or(1, NonZero::get),
        };
        let start_another = self.start_another.as_ref();
        let reports =
            match share_out(self.subject.as_mut(), start_another, jobs, &units, weight, run) {
                Ok(reports) => reports,
                Err(never) => match never {},
            };
        let reports: Vec<_> = reports.into_iter().flatten().collect();
        let not_begun = (units.len() - reports.len()) as u64;
        let is_whole = not_begun == 0 && reports.iter().all(UnitReport::is_settled);
        let stopped = stop().filter(|_| !is_whole);
        Proved { units: reports, not_begun, stopped, health: self.subject.health() }
    }
}

fn prove_unit(
    subject: &mut dyn Subject,
    unit: Unit,
    samples: u64,
    progress: &(dyn Fn(Progress) + Sync),
) -> UnitReport {
    let start = Instant::now();
    let before = subject.health().unattributed;
    let advance = |inputs| progress(Progress::InputsDone(inputs));
    let mut sweep = Sweep::new(subject, unit, &advance);
    pieces::of_unit(&unit, samples, &mut |piece| sweep.add(piece));
    sweep.finish();
    let Sweep { findings, in_subject, .. } = sweep;
    let report = findings.report(start.elapsed().as_secs_f64(), in_subject.as_secs_f64());
    // All processes have one health: what another unit's met counts for this one as well.
    let unattributed = subject.health().unattributed.saturating_sub(before);
    UnitReport { unattributed, ..report }
}
