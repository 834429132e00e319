//! What the processes of one subject have together.

use std::sync::Arc;
use std::time::Duration;

use super::likeness::Memory;
use super::process::Fault;
use crate::protocol::Hello;
use crate::subject::{Health, Program, Reply, Trouble};

/// How often watching a suspect that has answered may be in vain before it is not done any more.
const FRUITLESS: u32 = 20;

#[derive(Default)]
pub(super) struct Shared {
    pub health: Health,
    pub memory: Memory,
    /// How long failures have held up the check, all processes together.
    pub spent: Duration,
    /// The last failure.
    pub last: Option<Arc<Trouble>>,
    /// How many requests were answered.
    pub answered: u64,
    /// How often a suspect that has answered was watched in vain, or not.
    pub fruitless: u32,
    pub fruitful: u32,
    /// The introduction of the first process.
    pub hello: Option<Hello>,
}

impl Shared {
    /// Whether a suspect that has answered is worth watching.
    pub fn is_watchful(&self) -> bool {
        self.fruitful > 0 || self.fruitless < FRUITLESS
    }

    /// Whether a request that is alone is watched although nothing else speaks against it.
    pub fn is_watching_all(&self) -> bool {
        self.fruitful > 0 && self.fruitless < FRUITLESS * (self.fruitful + 1)
    }

    /// Takes note of what came of watching.
    pub fn watched(&mut self, was_fruitful: bool) {
        let count = if was_fruitful { &mut self.fruitful } else { &mut self.fruitless };
        *count += 1;
    }

    /// Takes note of a failure that no reply shows.
    pub fn notice(&mut self, failure: Reply) {
        let is_silence = matches!(failure, Reply::Timeout(_));
        if let Some(trouble) = trouble(&failure) {
            self.health.notice(Arc::clone(trouble), is_silence);
            self.health.between = self.answered / self.health.unattributed;
        }
    }

    /// Takes note of time that was lost. If that is too much, whatever resembles a failure is left
    /// out; if it is twice as much, the subject is given up.
    pub fn spend(&mut self, time: Duration, program: &Program, trouble: &Trouble) {
        self.spent += time;
        let patience = program.limits.patience();
        let jobs = u32::try_from(program.jobs.get()).unwrap_or(u32::MAX);
        let patience_of_all = patience.saturating_mul(jobs);
        if self.spent > patience_of_all {
            self.memory.hasten();
        }
        if self.spent > patience_of_all.saturating_mul(2) && self.health.given_up.is_none() {
            let reason = format!(
                "its failures held up the check for {} s, twice --patience; the last: {}",
                patience.as_secs_f64() * 2.0,
                trouble.reason
            );
            let stderr = trouble.stderr.clone();
            self.health.given_up = Some(Arc::new(Trouble { reason, stderr }));
        }
    }

    /// Compares the introduction of a process with that of the first.
    pub fn compare(&mut self, hello: &Hello) {
        let Some(first) = &self.hello else {
            self.hello = Some(hello.clone());
            return;
        };
        if first != hello && self.health.other_introduction.is_none() {
            let (first, hello) = (first.to_line(), hello.to_line());
            let reason = format!("first {}, then {}", first.trim_end(), hello.trim_end());
            self.health.given_up = Some(Arc::new(Trouble::from(reason.clone())));
            self.health.other_introduction = Some(reason);
        }
    }
}

/// The trouble of a failure.
pub(super) fn trouble(reply: &Reply) -> Option<&Arc<Trouble>> {
    match reply {
        Reply::Crash(trouble) | Reply::BreaksProtocol(trouble) | Reply::Timeout(trouble) => {
            Some(trouble)
        }
        Reply::Answer(_) | Reply::LeftOut(_) | Reply::NotAsked => None,
    }
}

/// The reply of whoever is to blame for a fault.
pub(super) fn reply(fault: &Fault, trouble: Arc<Trouble>) -> Reply {
    match fault {
        Fault::Crash(_) => Reply::Crash(trouble),
        Fault::BreaksProtocol(_) => Reply::BreaksProtocol(trouble),
        Fault::Timeout(_) => Reply::Timeout(trouble),
        Fault::Stopped(_) => Reply::NotAsked,
    }
}
