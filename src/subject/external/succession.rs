//! The processes before and after the one that answers: the one before ends, and the one after starts, meanwhile.
//!
//! Only where several processes run side by side anyway: a program that is run alone may not bear another one.

use std::time::{Duration, Instant};

use super::process::{GRACE, Process};
use crate::protocol::Hello;
use crate::subject::{Program, SubjectError};

/// What follows one process of a program with the next.
#[derive(Default)]
pub(super) struct Succession {
    /// The process that is asked to end, and since when.
    before: Option<(Process, Instant)>,
    /// The process that is started ahead.
    after: Option<Process>,
    /// Whether a process did not end when its input was closed.
    lingers: bool,
    /// Whether one that was started ahead did not last until it was needed.
    is_short_lived: bool,
}

impl Succession {
    /// Starts a process, unless one has been started ahead, and waits for its introduction.
    pub fn next(&mut self, program: &Program) -> Result<(Process, Hello), SubjectError> {
        if let Some(after) = self.after.take() {
            let (mut process, hello) = after.introduced(program)?;
            if !process.has_ended() {
                return Ok((process, hello));
            }
            self.is_short_lived = true;
        }
        Process::start(program)
    }

    /// Starts the next process ahead, if none is.
    pub fn prepare(&mut self, program: &Program) {
        let is_alone = program.jobs.get() == 1;
        if !is_alone && !self.is_short_lived && self.after.is_none() {
            // Where it cannot be started now, it will be when it is needed, or the failure is reported then.
            self.after = Process::launch(program).ok();
        }
    }

    /// Asks a process to end, which it has a while for.
    pub fn retire(&mut self, mut process: Process, program: &Program) {
        self.bury();
        process.hang_up();
        self.before = Some((process, Instant::now()));
        if program.jobs.get() == 1 {
            self.bury();
        }
    }

    /// Ends the process that was asked to end.
    fn bury(&mut self) {
        if let Some((process, since)) = self.before.take() {
            let patience = if self.lingers { Duration::ZERO } else { GRACE };
            self.lingers |= !process.end_after(patience.saturating_sub(since.elapsed()));
        }
    }
}
