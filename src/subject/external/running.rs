//! The running process of a program: started again where it has ended, and ended for a fault.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::process::{Fault, Process};
use super::query::Query;
use super::shared::{self, FEW_ANSWERS, Shared};
use super::succession::Succession;
use crate::protocol::Hello;
use crate::subject::{Program, Reply, SubjectError, Trouble};

/// How often a start is tried, and how long is waited after the first that fails; then twice as long.
const STARTS: u32 = 6;
const BACK_OFF: Duration = Duration::from_millis(50);

/// How many answers make up for a restart: a program that ends every so often gets on.
const ENOUGH: u64 = 50;

/// After how many failures, of all processes, the next process is started ahead.
const OFTEN: u64 = 3;

/// A program, of which at most one process runs here.
pub(super) struct Running {
    pub program: Program,
    process: Option<Process>,
    /// How many requests the process has had.
    pub asked: u64,
    /// How many requests the process has answered, and whether the one before had answered enough for
    /// its end to count as no delay.
    pub served: u64,
    is_excused: bool,
    /// How many answers it has given.
    pub answers: u64,
    succession: Succession,
    /// The request that the process answered last.
    pub previous: Option<Query<'static>>,
    pub shared: Arc<Mutex<Shared>>,
}

impl Running {
    /// Starts a program, and waits for its introduction.
    pub fn start(program: &Program) -> Result<(Running, Hello), SubjectError> {
        let first = Process::start(program);
        let (process, hello) = match first {
            // It may have been bad luck; what hangs or says something else would do so again.
            Err(SubjectError::Hello { reason, .. }) if reason.starts_with("it ended early") => {
                thread::sleep(BACK_OFF);
                Process::start(program)?
            }
            other => other?,
        };
        let shared = Shared { hello: Some(hello.clone()), ..Shared::default() };
        let running = Running::of(program.clone(), Arc::new(Mutex::new(shared)));
        Ok((Running { process: Some(process), ..running }, hello))
    }

    /// A program of which no process runs yet.
    pub fn of(program: Program, shared: Arc<Mutex<Shared>>) -> Running {
        Running {
            program,
            process: None,
            asked: 0,
            served: 0,
            is_excused: false,
            answers: 0,
            succession: Succession::default(),
            previous: None,
            shared,
        }
    }

    pub fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the check is ended early.
    pub fn is_stopped(&self) -> bool {
        self.program.limits.stop.reason().is_some()
    }

    /// Starts a process, several times if need be.
    pub fn start_process(&mut self) -> Result<(), SubjectError> {
        let mut pause = BACK_OFF;
        for start in 1.. {
            let begin = Instant::now();
            let error = match self.succession.next(&self.program) {
                Ok((process, hello)) => {
                    self.process = Some(process);
                    self.asked = 0;
                    self.served = 0;
                    self.answers = 0;
                    self.previous = None;
                    self.shared().compare(&hello);
                    return Ok(());
                }
                Err(error) => error,
            };
            // What ends the check has ended the start: that is no failure.
            if self.is_stopped() {
                return Err(error);
            }
            let trouble = Trouble::from(format!("it did not start again: {error}"));
            let mut shared = self.shared();
            shared.health.failed_starts += 1;
            shared.spend(begin.elapsed() + pause, &self.program, &trouble);
            let is_over = start == STARTS || shared.health.given_up.is_some();
            drop(shared);
            if is_over {
                return Err(error);
            }
            thread::sleep(pause);
            pause *= 2;
        }
        unreachable!("there is a last start")
    }

    /// The process, started again if it has ended, unless the program is given up.
    pub fn process(&mut self) -> Option<&mut Process> {
        if self.shared().health.given_up.is_some() || self.is_stopped() {
            self.process = None;
        } else if self.process.is_none() {
            let begin = Instant::now();
            match self.start_process() {
                Ok(()) => {
                    let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
                    let trouble = shared.last();
                    if !self.is_excused {
                        shared.spend(begin.elapsed(), &self.program, &trouble);
                    }
                    let is_often = shared.health.failures >= OFTEN;
                    if is_often || shared.lifespan.shown().is_some() {
                        drop(shared);
                        self.succession.prepare(&self.program);
                    }
                }
                Err(_) if self.is_stopped() => {}
                Err(error) => {
                    let reason = format!("it did not start again in {STARTS} tries: {error}");
                    let trouble = Arc::new(Trouble::from(reason));
                    self.shared().health.given_up.get_or_insert(trouble);
                }
            }
        }
        self.process.as_mut()
    }

    /// Ends the program for a fault, and gives it up if that was one too many.
    pub fn end(&mut self, fault: &Fault, silence: Duration) -> Reply {
        let trouble =
            self.process.take().map(|process| process.end(fault.clone())).unwrap_or_default();
        let trouble = Arc::new(trouble);
        self.is_excused = self.served >= ENOUGH && matches!(fault, Fault::Crash(_));
        if !matches!(fault, Fault::Stopped(_)) {
            let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
            shared.failed(&trouble, self.answers);
            shared.spend(silence, &self.program, &trouble);
        }
        shared::reply(fault, trouble)
    }

    /// How many more requests the process can have, as far as its lifespan shows.
    pub fn left(&self) -> usize {
        let asked = if self.has_process() { self.asked } else { 0 };
        let after = self.shared().lifespan.shown().map(|shown| shown.after);
        let left = after.map(|after| after.saturating_sub(asked));
        left.and_then(|left| usize::try_from(left).ok()).unwrap_or(usize::MAX)
    }

    /// Ends a process in good time, before it fails by itself.
    pub fn renew(&mut self) {
        let Some(process) = self.process.take() else { return };
        // It costs a start, and no failure.
        self.is_excused = self.answers >= FEW_ANSWERS;
        self.succession.retire(process, &self.program);
        self.shared().lifespan.renewed();
    }

    /// Whether a process runs.
    pub fn has_process(&self) -> bool {
        self.process.is_some()
    }

    /// What the process does unasked within a while, if one runs.
    pub fn listen(&mut self, patience: Duration) -> Option<Fault> {
        self.process.as_mut()?.listen(patience)
    }
}
