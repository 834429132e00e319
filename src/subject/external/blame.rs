//! Finding the request that a failure of a program belongs to.

use std::time::Instant;

use super::asking::{Asked, Asking, Failed};
use super::likeness::Foresight;
use super::process::WINDOW;
use super::query::Query;
use super::subject::External;
use crate::subject::Reply;

/// How often a failure with a single request under way clears the number of requests under way.
const CLEARED: u32 = 2;

impl External {
    /// Asks for a few of the requests that were left out. If one is answered, its group is taken
    /// apart.
    pub fn probe(&mut self) {
        loop {
            if self.shared().health.given_up.is_some() || self.is_stopped() {
                return;
            }
            let Some(request) = self.shared().memory.probe() else { return };
            self.ask_alone(0, &mut Asking::of(vec![request]));
        }
    }

    /// Finds who is to blame for a failure. Returns whether anybody is.
    pub(super) fn blame(&mut self, failed: Failed, all: &mut Asking) -> bool {
        let Failed { reply, suspects, last, before } = failed;
        let mut is_blamed = false;
        if reply == Reply::NotAsked {
            suspects.iter().for_each(|at| all.replies[*at] = Reply::NotAsked);
            return false;
        }
        let mut rest = suspects.as_slice();
        // A program that answers in order fails at the first, and perhaps at those after it, too.
        while let Some((first, others)) = rest.split_first() {
            rest = others;
            let is_silent = matches!(reply, Reply::Timeout(_)) && !self.is_erratic();
            if !is_blamed && is_silent && all.requests[*first].is_divisible() {
                // Its parts will be asked, and it again if that finds nothing.
                all.replies[*first] = reply.clone();
            } else if !self.recall(*first, all) && !self.ask_alone(*first, all) {
                break;
            }
            is_blamed = true;
        }
        if !is_blamed && self.shared().is_watchful() {
            if let Some(last) = last {
                is_blamed = self.ask_alone(last, all);
            } else if let Some(before) = before {
                is_blamed = self.ask_late(&before);
            }
        }
        if !is_blamed {
            self.narrow(suspects.len());
        }
        is_blamed |= self.ask_group(rest, all);
        if !is_blamed {
            self.shared().notice(reply);
        }
        is_blamed
    }

    /// Has fewer requests under way, unless that was found to make no difference.
    fn narrow(&mut self, suspects: usize) {
        if self.cleared >= CLEARED || self.shared().lifespan.shown().is_some() {
            return;
        }
        if suspects > 1 {
            self.window = (self.window.min(suspects) / 2).max(1);
        } else {
            self.cleared += 1;
            self.window = WINDOW;
        }
        let mut shared = self.running.shared();
        shared.is_company_cleared |= self.cleared >= CLEARED;
        shared.health.window = (self.window < WINDOW).then_some(self.window as u64);
    }

    /// Whether it has failed where no request is to blame.
    fn is_erratic(&self) -> bool {
        self.shared().health.unattributed > 0
    }

    /// Asks for one request alone. Returns whether it is to blame for a failure: whether a program
    /// just started fails at it, twice if it has failed at random before.
    pub(super) fn ask_alone(&mut self, at: usize, all: &mut Asking) -> bool {
        let mut needed = 1 + u32::from(self.is_erratic());
        let is_suspect = self.shared().memory.foresee(&all.requests[at]) != Foresight::Nothing;
        let tries = 1 + needed;
        for _ in 0..tries {
            let watches = self.shared().is_watchful();
            let Asked { was_fresh, failed, .. } = self.ask_some(&[at], watches, all);
            let Some(failed) = failed else { return false };
            if failed.reply == Reply::NotAsked {
                all.replies[at] = Reply::NotAsked;
                return false;
            }
            if was_fresh || is_suspect {
                needed -= 1;
            }
            if needed == 0 {
                self.convict(at, failed.reply, all);
                return true;
            }
        }
        false
    }

    /// Whether a request that has failed alone needs not be asked again: it has failed as the first
    /// to a process, or others like it have failed, or it will be asked for in parts.
    pub(super) fn is_certain(&self, at: usize, was_fresh: bool, all: &Asking) -> bool {
        let request = &all.requests[at];
        let mut shared = self.shared();
        shared.memory.foresee(request) != Foresight::Nothing
            || shared.health.unattributed == 0 && (was_fresh || request.is_divisible())
    }

    /// Takes note of a request that is to blame. Returns whether it is: not if it was not asked.
    pub(super) fn convict(&mut self, at: usize, reply: Reply, all: &mut Asking) -> bool {
        if !all.requests[at].is_divisible() {
            self.shared().memory.convict(&all.requests[at], &reply, false);
        }
        all.replies[at] = reply;
        all.replies[at] != Reply::NotAsked
    }

    /// Asks again for a request whose answer has been taken. Returns whether it is to blame.
    fn ask_late(&mut self, request: &Query) -> bool {
        let mut all = Asking::of(vec![request.clone()]);
        let is_blamed = self.ask_alone(0, &mut all);
        if is_blamed {
            self.is_late = true;
            self.shared().memory.remember(request, &all.replies[0]);
        }
        is_blamed
    }

    /// Watches the request that was answered last, if such a one was to blame before.
    pub(super) fn watch_previous(&mut self) {
        let is_worth = {
            let shared = self.shared();
            shared.health.failures > 0 && shared.is_watchful()
        };
        if !(is_worth && self.running.has_process()) {
            return;
        }
        let begin = Instant::now();
        let linger = self.shared().linger();
        let fault = self.running.listen(linger);
        self.shared().watched(fault.is_some().then(|| begin.elapsed()));
        let Some(fault) = fault else { return };
        let previous = self.running.previous.take();
        let reply = self.running.end(&fault, begin.elapsed());
        match previous {
            Some(previous) if self.ask_late(&previous) => {}
            _ => self.shared().notice(reply),
        }
    }
}
