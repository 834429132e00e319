//! Whole domains instead of chosen cases: every input where that can be had, and otherwise what
//! comes closest, said as what it is.
//!
//! Without wrap and without a map a cast is a step function of its input, so the oracle finds where
//! its answer changes ([`Steps`](crate::generators::cast_value::Steps)), and a subject's results are
//! compared with a constant between the steps, at the speed of the subject. [`Method::of`] says how
//! much of which domain is asked.

mod coverage;
mod findings;
mod lone_bits;
mod pieces;
mod results;
mod sweep;
mod unit;

use std::collections::BTreeSet;
use std::num::NonZero;
use std::thread::available_parallelism;
use std::time::Instant;

pub use coverage::{Coverage, Method};
pub use findings::{Example, Proof, Sum, UnitReport, Wrong, WrongGroup};
pub use results::{Header, Results, ResultsError};
pub use unit::{Partition, PartitionError, Unit};

use crate::check::{CheckError, Target, share_out};
use crate::protocol::Hello;
use crate::subject::Subject;
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

    /// Asks for every unit of the question's partition but those that are `finished`. `progress` is
    /// told the number of inputs once, and then of what is done, by several threads.
    pub fn prove(
        &mut self,
        question: &Question,
        finished: &BTreeSet<String>,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Vec<UnitReport> {
        let is_due = |(at, unit): &(usize, Unit)| {
            let is_mine = question.partition.is_none_or(|partition| partition.has(*at));
            is_mine && !finished.contains(&unit.id())
        };
        let units = self.plan(question).into_iter().enumerate().filter(is_due);
        let units: Vec<Unit> = units.map(|(_, unit)| unit).collect();
        let weight = |unit: &Unit| unit.weight(question.samples);
        progress(Progress::Inputs(units.iter().map(weight).sum()));
        let run = |subject: &mut dyn Subject, unit: &Unit| {
            let report = prove_unit(subject, *unit, question.samples, progress);
            progress(Progress::UnitDone(&report));
            Ok::<_, std::convert::Infallible>(report)
        };
        let jobs = match self.target {
            Target::External(program) => program.jobs.get(),
            Target::BuiltIn(_) => available_parallelism().map_or(1, NonZero::get),
        };
        let start_another = self.start_another.as_ref();
        match share_out(self.subject.as_mut(), start_another, jobs, &units, weight, run) {
            Ok(reports) => reports,
            Err(never) => match never {},
        }
    }
}

fn prove_unit(
    subject: &mut dyn Subject,
    unit: Unit,
    samples: u64,
    progress: &(dyn Fn(Progress) + Sync),
) -> UnitReport {
    let start = Instant::now();
    let advance = |inputs| progress(Progress::InputsDone(inputs));
    let mut sweep = Sweep::new(subject, unit, &advance);
    pieces::of_unit(&unit, samples, &mut |piece| sweep.add(piece));
    sweep.finish();
    let Sweep { findings, in_subject, .. } = sweep;
    findings.report(start.elapsed().as_secs_f64(), in_subject.as_secs_f64())
}
