//! What the processes of one subject have together.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use super::lifespan::Lifespan;
use super::likeness::Memory;
use super::process::Fault;
use crate::protocol::Hello;
use crate::subject::{Health, Program, Reply, Trouble};

/// How often watching a suspect that has answered may be in vain before it is not done any more.
const FRUITLESS: u32 = 20;

/// How long a suspect that has answered is watched, at most and at least.
const LINGER: Duration = Duration::from_millis(100);
const LEAST_LINGER: Duration = Duration::from_millis(20);

/// How many failures after an answer show how long they take to come.
const KNOWN: u32 = 3;

/// How many of the last failures are kept.
const RECENT: usize = 64;

/// Processes that fail after fewer answers may do so for company, unless that is ruled out.
pub(super) const FEW_ANSWERS: u64 = 8;

#[derive(Default)]
pub(super) struct Shared {
    pub health: Health,
    pub memory: Memory,
    /// How long failures have held up the check, all processes together.
    pub spent: Duration,
    /// The last failures, and how many answers the process had given before each.
    pub recent: VecDeque<(Arc<Trouble>, u64)>,
    /// How many answers a process lasts.
    pub lifespan: Lifespan,
    /// Whether fewer requests at once were found to make no difference.
    pub is_company_cleared: bool,
    /// How many requests were answered.
    pub answered: u64,
    /// How often a suspect that has answered was watched in vain, or not.
    pub fruitless: u32,
    pub fruitful: u32,
    /// The longest that a failure took to come after an answer.
    pub slowest: Duration,
    /// The introduction of the first process.
    pub hello: Option<Hello>,
    /// The places where arrays were asked for.
    pub places: HashSet<Arc<str>>,
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

    /// Takes note of what came of watching: after how long a failure, if one did.
    pub fn watched(&mut self, failure: Option<Duration>) {
        match failure {
            Some(after) => {
                self.fruitful += 1;
                self.slowest = self.slowest.max(after);
            }
            None => self.fruitless += 1,
        }
    }

    /// How long a suspect that has answered is watched: several times as long as failures took so far to come.
    pub fn linger(&self) -> Duration {
        match self.fruitful {
            0..KNOWN => LINGER,
            _ => (self.slowest * 4).clamp(LEAST_LINGER, LINGER),
        }
    }

    /// Takes note of a failure that no reply shows.
    pub fn notice(&mut self, failure: Reply) {
        let is_silence = matches!(failure, Reply::Timeout(_));
        if let Some(trouble) = trouble(&failure) {
            self.health.notice(Arc::clone(trouble), is_silence);
            self.health.between = self.answered / self.health.unattributed;
            self.learn(trouble, is_silence);
        }
    }

    /// Learns how long processes last from a failure that belongs to no request.
    fn learn(&mut self, trouble: &Arc<Trouble>, is_silence: bool) {
        let Some((_, answers)) = self.recent.iter().find(|(one, _)| Arc::ptr_eq(one, trouble))
        else {
            return;
        };
        if *answers >= FEW_ANSWERS || self.is_company_cleared {
            self.lifespan.note(*answers, is_silence);
        }
        if self.lifespan.shown().is_some() {
            // It was not for company.
            self.health.window = None;
        }
    }

    /// Takes note of a failure of a process that had given so many answers.
    pub fn failed(&mut self, trouble: &Arc<Trouble>, answers: u64) {
        self.health.failures += 1;
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back((Arc::clone(trouble), answers));
    }

    /// The last failure.
    pub fn last(&self) -> Arc<Trouble> {
        self.recent.back().map(|(last, _)| Arc::clone(last)).unwrap_or_default()
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
