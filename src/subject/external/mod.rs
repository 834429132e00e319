//! Any other program, over its standard input and output.
//!
//! Whatever it does, the run goes on. Where a program fails instead of answering, it is started again,
//! and the requests that may have been the cause are asked again in smaller and smaller company, until
//! each culprit has failed alone, as the first request to a program just started. What fails then is
//! blamed for it. What does not is answered after all, and the failure is noted as nobody's.

mod dialogue;
mod exchange;
mod group;
mod pipes;
mod process;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use self::exchange::{Exchange, exchange};
use self::process::{Fault, Process};
use super::{Health, Limits, Program, Reply, Subject, SubjectError, Trouble};
use crate::protocol::{Hello, Request};

pub use self::dialogue::{Dialogue, Heard};
pub use self::group::end_with_this_process;
pub use self::pipes::MAX_LINE;

/// How long a suspect that has answered is watched.
const LINGER: Duration = Duration::from_millis(100);

/// A program that speaks the protocol.
pub struct External {
    program: Program,
    hello: Hello,
    process: Option<Process>,
    /// Whether the process has been started because the one before had failed, and asked nothing yet.
    is_fresh: bool,
    shared: Arc<Mutex<Shared>>,
}

/// What the processes of one subject have together.
#[derive(Default)]
struct Shared {
    health: Health,
    timeouts: u64,
}

impl External {
    /// Starts a program, and waits for its introduction.
    pub fn start(program: &Program) -> Result<External, SubjectError> {
        External::start_with(program, Arc::default())
    }

    /// What starts more processes of the same subject.
    pub fn another(&self) -> Another {
        Another { program: self.program.clone(), shared: Arc::clone(&self.shared) }
    }

    fn start_with(program: &Program, shared: Arc<Mutex<Shared>>) -> Result<External, SubjectError> {
        let (process, hello) = Process::start(program)?;
        let (program, process) = (program.clone(), Some(process));
        Ok(External { program, hello, process, is_fresh: false, shared })
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The running program, started again if it has ended, unless it is given up.
    fn process(&mut self) -> Option<&mut Process> {
        if self.shared().health.given_up.is_some() {
            self.process = None;
        } else if self.process.is_none() {
            match Process::start(&self.program) {
                Ok((process, _)) => {
                    self.process = Some(process);
                    self.is_fresh = true;
                }
                Err(error) => {
                    let trouble = Trouble::from(format!("it did not start again: {error}"));
                    self.shared().health.given_up = Some(Arc::new(trouble));
                }
            }
        }
        self.process.as_mut()
    }

    /// Asks for some of the requests, and keeps the replies. Once the program has failed, a request
    /// that is alone is to blame for what happens soon after its answer, too.
    fn ask_some(&mut self, some: &[usize], all: &mut Asking) -> Asked {
        let patience = self.program.limits.answer;
        let has_failed = self.shared().health.failures > 0;
        let Some(process) = self.process() else {
            some.iter().for_each(|at| all.replies[*at] = Reply::NotAsked);
            return Asked { sent: some.len(), was_fresh: false, failed: None };
        };
        let requests: Vec<&Request> = some.iter().map(|at| &all.requests[*at]).collect();
        let Exchange { replies, sent, last, mut fault } = exchange(process, &requests, patience);
        if fault.is_none() && some.len() == 1 && has_failed {
            fault = process.listen(LINGER);
        }
        let was_fresh = std::mem::take(&mut self.is_fresh);
        let mut suspects = Vec::new();
        for (index, reply) in some.iter().zip(replies).take(sent) {
            match reply {
                Some(reply) => all.replies[*index] = reply,
                None => suspects.push(*index),
            }
        }
        let last = last.map(|at| some[at]);
        let failed = fault.map(|fault| Failed { reply: self.end(fault), suspects, last });
        Asked { sent, was_fresh, failed }
    }

    /// Ends the program for a fault, and gives it up if that was one too many.
    fn end(&mut self, fault: Fault) -> Reply {
        let is_timeout = matches!(fault, Fault::Timeout(_));
        let trouble = self.process.take().map(|process| process.end(fault)).unwrap_or_default();
        let trouble = Arc::new(trouble);
        let Limits { restarts, timeouts, .. } = self.program.limits;
        let mut shared = self.shared();
        shared.health.failures += 1;
        shared.timeouts += u64::from(is_timeout);
        let reason = if shared.timeouts > timeouts {
            Some(format!("{} answers did not come in time", shared.timeouts))
        } else if shared.health.failures > restarts {
            Some(format!("it failed after {restarts} restarts"))
        } else {
            None
        };
        if let (Some(reason), None) = (reason, &shared.health.given_up) {
            let reason = format!("{reason}; the last time: {}", trouble.reason);
            let stderr = trouble.stderr.clone();
            shared.health.given_up = Some(Arc::new(Trouble { reason, stderr }));
        }
        if is_timeout { Reply::Timeout(trouble) } else { Reply::Crash(trouble) }
    }

    /// Asks for some requests in company, and finds who is to blame if that fails. Returns whether
    /// anybody is.
    fn ask_group(&mut self, mut group: &[usize], all: &mut Asking) -> bool {
        let mut is_blamed = false;
        while !group.is_empty() {
            let Asked { sent, failed, .. } = self.ask_some(group, all);
            if let Some(failed) = failed {
                is_blamed |= self.blame(failed, all);
            }
            group = &group[sent..];
        }
        is_blamed
    }

    /// Finds who is to blame for a failure. Returns whether anybody is.
    fn blame(&mut self, failed: Failed, all: &mut Asking) -> bool {
        let mut is_blamed = false;
        let mut rest = failed.suspects.as_slice();
        // A program that answers in order fails at the first, and perhaps at those after it, too.
        while let Some((first, others)) = rest.split_first() {
            rest = others;
            if !self.ask_alone(*first, all) {
                break;
            }
            is_blamed = true;
        }
        if let Some(last) = failed.last.filter(|_| !is_blamed) {
            is_blamed = self.ask_alone(last, all);
        }
        if is_blamed {
            self.ask_group(rest, all);
            return true;
        }
        let (left, right) = rest.split_at(rest.len() / 2);
        for half in [left, right] {
            is_blamed |= self.ask_group(half, all);
        }
        if !is_blamed {
            self.notice(failed.reply);
        }
        is_blamed
    }

    /// Asks for one request alone. Returns whether it is to blame for a failure: whether a program
    /// just started fails at it.
    fn ask_alone(&mut self, at: usize, all: &mut Asking) -> bool {
        let first = self.ask_some(&[at], all);
        let Some(failed) = first.failed else { return false };
        if first.was_fresh {
            all.replies[at] = failed.reply;
            return true;
        }
        // What was asked before may have had a part in it.
        match self.ask_some(&[at], all).failed {
            Some(failed) => {
                all.replies[at] = failed.reply;
                true
            }
            None => {
                self.notice(failed.reply);
                false
            }
        }
    }

    /// Takes note of a failure that no reply shows.
    fn notice(&self, failure: Reply) {
        if let Reply::Crash(trouble) | Reply::Timeout(trouble) = failure {
            self.shared().health.notice(trouble);
        }
    }
}

/// Starts more processes of one subject.
pub struct Another {
    program: Program,
    shared: Arc<Mutex<Shared>>,
}

impl Another {
    /// Starts one, if that can be done; if not, that is noted as a failure that is nobody's.
    pub fn start(&self) -> Option<External> {
        match External::start_with(&self.program, Arc::clone(&self.shared)) {
            Ok(external) => Some(external),
            Err(error) => {
                let trouble = Trouble::from(format!("a further process: {error}"));
                let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
                shared.health.notice(Arc::new(trouble));
                None
            }
        }
    }
}

/// Requests on their way, and the replies so far.
struct Asking<'a> {
    requests: &'a [Request],
    replies: Vec<Reply>,
}

/// What came of asking for some requests.
struct Asked {
    /// How many were sent, from the first on.
    sent: usize,
    /// Whether they were the first after a restart.
    was_fresh: bool,
    failed: Option<Failed>,
}

/// A failure, after which the program is gone.
struct Failed {
    /// The reply of whoever is to blame.
    reply: Reply,
    /// The requests that were under way, in the order in which they were sent.
    suspects: Vec<usize>,
    /// The request that was answered last.
    last: Option<usize>,
}

impl Subject for External {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        // The same requests fail alike, whatever was asked before.
        self.process();
        self.is_fresh = false;
        let mut all = Asking { requests, replies: vec![Reply::NotAsked; requests.len()] };
        self.ask_group(&(0..requests.len()).collect::<Vec<_>>(), &mut all);
        all.replies
    }

    fn health(&self) -> Health {
        self.shared().health.clone()
    }
}
