//! Asking a program for requests in company, whatever it does.

use std::time::Instant;

use super::exchange::{Exchange, exchange};
use super::likeness::Foresight;
use super::process::WINDOW;
use super::query::Query;
use super::subject::External;
use crate::subject::Reply;

/// How many requests are handed over at once.
const CHUNK: usize = 4096;

/// Requests on their way, and the replies so far.
pub(super) struct Asking<'a> {
    pub requests: Vec<Query<'a>>,
    pub replies: Vec<Reply>,
}

impl<'a> Asking<'a> {
    pub fn of(requests: Vec<Query<'a>>) -> Asking<'a> {
        let replies = vec![Reply::NotAsked; requests.len()];
        Asking { requests, replies }
    }
}

/// The outcome of asking for some requests.
pub(super) struct Asked {
    /// The number that were sent, from the first on.
    pub sent: usize,
    /// Whether they were the first after a start.
    pub was_fresh: bool,
    /// Those whose answers broke the protocol, and were known to be theirs.
    pub broken: Vec<usize>,
    pub failed: Option<Failed>,
}

/// A failure, after which the program is gone.
pub(super) struct Failed {
    /// The reply of whoever is to blame.
    pub reply: Reply,
    /// The requests that were under way, in the order in which they were sent.
    pub suspects: Vec<usize>,
    /// The request that was answered last.
    pub last: Option<usize>,
    /// If none was: the request that was answered before.
    pub before: Option<Query<'static>>,
}

impl External {
    /// Asks all of the requests.
    pub(super) fn ask_all(&mut self, requests: Vec<Query>) -> Vec<Reply> {
        let mut all = Asking::of(requests);
        self.ask_group(&(0..all.requests.len()).collect::<Vec<_>>(), &mut all);
        all.replies
    }

    /// Asks for some of the requests, and keeps the replies. `watches` a request that is alone for
    /// what happens soon after its answer.
    pub(super) fn ask_some(&mut self, some: &[usize], watches: bool, all: &mut Asking) -> Asked {
        let some = self.in_time(some);
        let (patience, window) = (self.running.program.limits.answer, self.window());
        some.iter().for_each(|at| all.requests[*at].make_room(&mut self.shared().places));
        let linger = self.shared().linger();
        let Some(process) = self.running.process() else {
            some.iter().for_each(|at| all.replies[*at] = Reply::NotAsked);
            return Asked { sent: some.len(), was_fresh: false, broken: Vec::new(), failed: None };
        };
        let requests: Vec<&Query> = some.iter().map(|at| &all.requests[*at]).collect();
        let exchange = exchange(process, &requests, window, patience);
        let Exchange { replies, sent, last, mut fault, mut silence, .. } = exchange;
        if fault.is_none() && watches {
            let begin = Instant::now();
            fault = process.listen(linger);
            silence = begin.elapsed();
            self.shared().watched(fault.is_some().then_some(silence));
        }
        let was_fresh = self.running.asked == 0;
        self.running.asked += sent as u64;
        let mut suspects = Vec::new();
        let (mut answered, mut broken) = (Vec::new(), Vec::new());
        for (index, reply) in some.iter().zip(replies).take(sent) {
            match reply {
                Some(reply) => {
                    match reply.is_broken() {
                        true => broken.push(*index),
                        false => answered.push(*index),
                    }
                    all.replies[*index] = reply;
                }
                None => suspects.push(*index),
            }
        }
        self.running.answers += answered.len() as u64;
        let last_good = answered.last().copied();
        let last = last.map(|at| some[at]);
        let before = self.running.previous.take();
        // What was answered last may be what ends it: the next answer clears it of that, or watching.
        let is_open = fault.is_some() || !watches && self.shared().is_watchful();
        let answered = answered.into_iter().filter(|at| !is_open || Some(*at) != last);
        let cleared = answered.map(|at| &all.requests[at]);
        let cleared: Vec<_> = cleared.chain(before.iter().filter(|_| last.is_some())).collect();
        self.running.previous =
            last.map(|at| all.requests[at].to_owned()).or_else(|| before.clone());
        if broken.is_empty() {
            let good = last_good.map(|at| &all.requests[at]).filter(|one| one.leaves_nothing());
            self.good = good.map(Query::to_owned).or(self.good.take());
        }
        self.running.served += cleared.len() as u64;
        let mut shared = self.shared();
        shared.answered += cleared.len() as u64;
        shared.memory.note_answered(cleared.into_iter());
        drop(shared);
        let failed = fault.map(|fault| {
            let reply = self.running.end(&fault, silence);
            Failed { reply, suspects, last, before: before.filter(|_| last.is_none()) }
        });
        Asked { sent, was_fresh, broken, failed }
    }

    /// The first of some requests, as many as a process can have that lasts so many answers. One that
    /// can have no more is ended, and the next one has them.
    fn in_time<'s>(&mut self, some: &'s [usize]) -> &'s [usize] {
        if self.running.left() == 0 {
            self.watch_previous();
            self.running.renew();
        }
        &some[..some.len().min(self.running.left().max(1))]
    }

    /// How many requests are under way at once.
    fn window(&self) -> usize {
        // What fails by its number of answers does not fail for company.
        if self.shared().lifespan.shown().is_some() { WINDOW } else { self.window }
    }

    /// What is known of a request that needs not be asked.
    pub(super) fn recall(&self, at: usize, all: &mut Asking) -> bool {
        let mut shared = self.shared();
        if !shared.memory.has_culprits() {
            return false;
        }
        match shared.memory.foresee(&all.requests[at]) {
            Foresight::Known(reply) => {
                all.replies[at] = reply;
                true
            }
            _ => false,
        }
    }

    /// Asks for some requests in company, and finds who is to blame if that fails. Returns whether
    /// anybody is.
    pub(super) fn ask_group(&mut self, group: &[usize], all: &mut Asking) -> bool {
        let mut is_blamed = false;
        let mut rest = group;
        while !rest.is_empty() {
            let chunk = &rest[..rest.len().min(CHUNK)];
            let open = chunk.iter().copied().filter(|at| !self.recall(*at, all));
            let open: Vec<usize> = open.collect();
            if open.is_empty() {
                rest = &rest[chunk.len()..];
                continue;
            }
            let watches = open.len() == 1 && self.shared().is_watching_all();
            let Asked { sent, was_fresh, broken, failed } = self.ask_some(&open, watches, all);
            if let Some(failed) = failed {
                let is_alone = sent == 1 && failed.suspects == open[..1];
                let is_first = failed.before.is_none() || matches!(failed.reply, Reply::Timeout(_));
                let is_certain = is_alone && is_first && self.is_certain(open[0], was_fresh, all);
                is_blamed |= match is_certain {
                    true => self.convict(open[0], failed.reply, all),
                    false => self.blame(failed, all),
                };
            }
            if !broken.is_empty() {
                self.doubt(&broken, all);
            }
            let next = open.get(sent).and_then(|next| chunk.iter().position(|at| at == next));
            rest = &rest[next.unwrap_or(chunk.len())..];
        }
        is_blamed
    }
}
