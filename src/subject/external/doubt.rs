//! Asking again where an answer broke the protocol: the request may be the cause, or the process.
//!
//! The process is held for the cause if it does not answer any more what it has answered before. The requests are then
//! asked in processes just started, as long as these answer any of them.

use super::asking::{Asked, Asking};
use super::process::Fault;
use super::query::Query;
use super::subject::External;
use crate::subject::Reply;

use std::time::Duration;

impl External {
    /// Asks again for requests whose answers broke the protocol. Those whose answers break it again, from a process that
    /// is not the cause, keep that reply.
    pub(super) fn doubt(&mut self, broken: &[usize], all: &mut Asking) {
        let known_good = self.known_good(broken, all);
        let mut again = Asking::of(broken.iter().map(|at| all.requests[*at].clone()).collect());
        again.requests.extend(known_good);
        again.replies.resize(again.requests.len(), Reply::NotAsked);
        self.ask_in_turn(&mut again);
        let has_probe = again.requests.len() > broken.len();
        let is_sane = !has_probe || !again.replies[broken.len()].is_broken();
        again.requests.truncate(broken.len());
        again.replies.truncate(broken.len());
        if !is_sane {
            self.ask_fresh(&mut again);
        }
        for (at, reply) in broken.iter().zip(again.replies) {
            let is_other = !reply.is_broken();
            let before = std::mem::replace(&mut all.replies[*at], reply);
            if is_sane && is_other {
                self.shared().notice(before);
            }
        }
    }

    /// A request that was answered as the protocol has it, before those that were not. An array that was written is not asked
    /// for again: it would be gone if it were not answered now.
    fn known_good<'a>(&self, broken: &[usize], all: &Asking<'a>) -> Option<Query<'a>> {
        let first = broken.first()?;
        let is_good = |at: &usize| {
            matches!(all.replies[*at], Reply::Answer(_)) && all.requests[*at].leaves_nothing()
        };
        let nearest = (0..*first).rev().find(is_good);
        nearest.map(|at| all.requests[at].clone()).or_else(|| self.good.clone())
    }

    /// Asks for requests of processes just started. Each is ended once its answers break the protocol, unless they all do.
    fn ask_fresh(&mut self, all: &mut Asking) {
        let mut open: Vec<usize> = (0..all.requests.len()).collect();
        open.retain(|at| all.replies[*at].is_broken());
        let mut is_at_fault = true;
        while let Some(first) = open.first() {
            if is_at_fault && self.running.has_process() && self.running.asked > 0 {
                let reason = match &all.replies[*first] {
                    Reply::BreaksProtocol(trouble) => trouble.reason.clone(),
                    _ => String::new(),
                };
                let reply = self.running.end(&Fault::BreaksProtocol(reason), Duration::ZERO);
                self.shared().notice(reply);
            }
            let Asked { sent, failed, .. } = self.ask_some(&open, false, all);
            if let Some(failed) = failed {
                self.blame(failed, all);
            }
            let asked = &open[..sent];
            let last = asked.iter().rposition(|at| matches!(all.replies[*at], Reply::Answer(_)));
            // What comes before an answer is not the process's fault, nor is all that a process says.
            let settled = last.map_or(sent, |last| last + 1);
            is_at_fault = settled < sent;
            open.drain(..settled);
        }
    }

    /// Asks for requests, and takes what comes.
    fn ask_in_turn(&mut self, all: &mut Asking) {
        let every: Vec<usize> = (0..all.requests.len()).collect();
        let mut rest = every.as_slice();
        while !rest.is_empty() {
            let Asked { sent, failed, .. } = self.ask_some(rest, false, all);
            if let Some(failed) = failed {
                self.blame(failed, all);
            }
            rest = &rest[sent..];
        }
    }
}
