//! Asking a program, whatever it does.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::Another;
use super::exchange::{Exchange, exchange};
use super::likeness::Foresight;
use super::process::{Fault, Process, WINDOW};
use super::query::Query;
use super::shared::{self, Shared};
use crate::protocol::{Answer, Hello, Question, ReadRequest, Request, WriteRequest};
use crate::subject::{Health, Program, Reply, Subject, SubjectError, Trouble};

/// How long a suspect that has answered is watched.
const LINGER: Duration = Duration::from_millis(100);

/// How often a start is tried, and how long is waited after the first that fails; then twice as long.
const STARTS: u32 = 6;
const BACK_OFF: Duration = Duration::from_millis(50);

/// How often a failure with a single request under way clears the number of requests under way.
const CLEARED: u32 = 2;

/// How many answers make up for a restart: a program that ends every so often gets on.
const ENOUGH: u64 = 50;

/// How many requests are handed over at once.
const CHUNK: usize = 4096;

/// A program that speaks the protocol.
pub struct External {
    program: Program,
    hello: Hello,
    process: Option<Process>,
    /// How many requests the process has had.
    asked: u64,
    /// How many requests the process has answered, and whether the one before had answered enough for
    /// its end to count as no delay.
    served: u64,
    is_excused: bool,
    /// The request that the process answered last.
    previous: Option<Query<'static>>,
    /// How many requests are under way at once. It becomes less where company makes it fail.
    window: usize,
    /// How often it failed without company.
    cleared: u32,
    /// Whether a request was found to be to blame after its answer had been taken.
    is_late: bool,
    shared: Arc<Mutex<Shared>>,
}

impl External {
    /// Starts a program, and waits for its introduction.
    pub fn start(program: &Program) -> Result<External, SubjectError> {
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
        let (program, process) = (program.clone(), Some(process));
        let shared = Arc::new(Mutex::new(shared));
        Ok(External { process, ..External::of(program, hello, shared) })
    }

    fn of(program: Program, hello: Hello, shared: Arc<Mutex<Shared>>) -> External {
        External {
            program,
            hello,
            process: None,
            asked: 0,
            served: 0,
            is_excused: false,
            previous: None,
            window: WINDOW,
            cleared: 0,
            is_late: false,
            shared,
        }
    }

    /// One of which no process runs yet.
    pub(super) fn without_process(
        program: &Program,
        shared: Arc<Mutex<Shared>>,
    ) -> Option<External> {
        let hello = shared.lock().unwrap_or_else(PoisonError::into_inner).hello.clone()?;
        Some(External::of(program.clone(), hello, shared))
    }

    /// What starts more processes of the same subject.
    pub fn another(&self) -> Another {
        Another { program: self.program.clone(), shared: Arc::clone(&self.shared) }
    }

    /// What is known of a request before it is asked.
    pub fn foresee(&self, request: &Request) -> Foresight {
        self.shared().memory.foresee(&request.into())
    }

    /// Whether it has failed at some request.
    pub fn has_culprits(&self) -> bool {
        self.shared().memory.has_culprits()
    }

    /// Takes note of an array that fails although each of its elements, alone, does not.
    pub fn convict_whole(&self, request: &Request, reply: &Reply) {
        self.shared().memory.convict(&request.into(), reply, true);
    }

    /// Takes note of a failure of an array that was answered when it was asked again.
    pub fn forgive(&self, failure: Reply) {
        self.shared().notice(failure);
    }

    /// Whether there are requests to [`External::probe`].
    pub fn has_probes(&self) -> bool {
        self.shared().memory.has_probes()
    }

    /// Whether a group of requests with this number is left out still.
    pub fn has_rule(&self, id: u64) -> bool {
        self.shared().memory.has_rule(id)
    }

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

    /// Whether, since this was asked last, a request was found to be to blame after its answer had
    /// been taken: it has to be asked again.
    pub fn take_late(&mut self) -> bool {
        self.watch_previous();
        std::mem::take(&mut self.is_late)
    }

    /// Whether it is given up.
    pub fn is_given_up(&self) -> bool {
        self.shared().health.given_up.is_some()
    }

    /// Whether the check is ended early.
    pub fn is_stopped(&self) -> bool {
        self.program.limits.stop.reason().is_some()
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts a process, several times if need be.
    pub(super) fn start_process(&mut self) -> Result<(), SubjectError> {
        let mut pause = BACK_OFF;
        for start in 1.. {
            let begin = Instant::now();
            let error = match Process::start(&self.program) {
                Ok((process, hello)) => {
                    self.process = Some(process);
                    self.asked = 0;
                    self.served = 0;
                    self.previous = None;
                    self.shared().compare(&hello);
                    return Ok(());
                }
                Err(error) => error,
            };
            let trouble = Trouble::from(format!("it did not start again: {error}"));
            let mut shared = self.shared();
            shared.health.failed_starts += 1;
            shared.spend(begin.elapsed() + pause, &self.program, &trouble);
            let is_over = start == STARTS || shared.health.given_up.is_some();
            drop(shared);
            if is_over || self.is_stopped() {
                return Err(error);
            }
            thread::sleep(pause);
            pause *= 2;
        }
        unreachable!("there is a last start")
    }

    /// The running program, started again if it has ended, unless it is given up.
    fn process(&mut self) -> Option<&mut Process> {
        if self.shared().health.given_up.is_some() || self.is_stopped() {
            self.process = None;
        } else if self.process.is_none() {
            let begin = Instant::now();
            match self.start_process() {
                Ok(()) => {
                    let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
                    let trouble = shared.last.clone().unwrap_or_default();
                    if !self.is_excused {
                        shared.spend(begin.elapsed(), &self.program, &trouble);
                    }
                }
                Err(error) => {
                    let reason = format!("it did not start again in {STARTS} tries: {error}");
                    let trouble = Arc::new(Trouble::from(reason));
                    self.shared().health.given_up.get_or_insert(trouble);
                }
            }
        }
        self.process.as_mut()
    }

    /// Asks all of the requests.
    fn ask_all(&mut self, requests: Vec<Query>) -> Vec<Reply> {
        let mut all = Asking::of(requests);
        self.ask_group(&(0..all.requests.len()).collect::<Vec<_>>(), &mut all);
        all.replies
    }

    /// Asks for some of the requests, and keeps the replies. `watches` a request that is alone for
    /// what happens soon after its answer.
    fn ask_some(&mut self, some: &[usize], watches: bool, all: &mut Asking) -> Asked {
        let (patience, window) = (self.program.limits.answer, self.window);
        let Some(process) = self.process() else {
            some.iter().for_each(|at| all.replies[*at] = Reply::NotAsked);
            return Asked { sent: some.len(), was_fresh: false, failed: None };
        };
        let requests: Vec<&Query> = some.iter().map(|at| &all.requests[*at]).collect();
        let exchange = exchange(process, &requests, window, patience);
        let Exchange { replies, sent, last, mut fault, mut silence } = exchange;
        if fault.is_none() && watches {
            let begin = Instant::now();
            fault = process.listen(LINGER);
            silence = begin.elapsed();
            self.shared().watched(fault.is_some());
        }
        let was_fresh = self.asked == 0;
        self.asked += sent as u64;
        let mut suspects = Vec::new();
        let mut answered = Vec::new();
        for (index, reply) in some.iter().zip(replies).take(sent) {
            match reply {
                Some(reply) => {
                    if matches!(reply, Reply::Answer(_)) {
                        answered.push(*index);
                    }
                    all.replies[*index] = reply;
                }
                None => suspects.push(*index),
            }
        }
        let last = last.map(|at| some[at]);
        let before = self.previous.take();
        // What was answered last may be what ends it: the next answer clears it of that, or watching.
        let is_open = fault.is_some() || !watches && self.shared().is_watchful();
        let answered = answered.into_iter().filter(|at| !is_open || Some(*at) != last);
        let cleared = answered.map(|at| &all.requests[at]);
        let cleared: Vec<_> = cleared.chain(before.iter().filter(|_| last.is_some())).collect();
        self.previous = last.map(|at| all.requests[at].to_owned()).or_else(|| before.clone());
        self.served += cleared.len() as u64;
        let mut shared = self.shared();
        shared.answered += cleared.len() as u64;
        shared.memory.note_answered(cleared.into_iter());
        drop(shared);
        let failed = fault.map(|fault| {
            let reply = self.end(&fault, silence);
            Failed { reply, suspects, last, before: before.filter(|_| last.is_none()) }
        });
        Asked { sent, was_fresh, failed }
    }

    /// Ends the program for a fault, and gives it up if that was one too many.
    fn end(&mut self, fault: &Fault, silence: Duration) -> Reply {
        let trouble =
            self.process.take().map(|process| process.end(fault.clone())).unwrap_or_default();
        let trouble = Arc::new(trouble);
        self.is_excused = self.served >= ENOUGH && matches!(fault, Fault::Crash(_));
        if !matches!(fault, Fault::Stopped(_)) {
            let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
            shared.health.failures += 1;
            shared.spend(silence, &self.program, &trouble);
            shared.last = Some(Arc::clone(&trouble));
        }
        shared::reply(fault, trouble)
    }

    /// What is known of a request that needs not be asked.
    fn recall(&self, at: usize, all: &mut Asking) -> bool {
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
    fn ask_group(&mut self, group: &[usize], all: &mut Asking) -> bool {
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
            let Asked { sent, was_fresh, failed } = self.ask_some(&open, watches, all);
            if let Some(failed) = failed {
                let is_alone = sent == 1 && failed.suspects == open[..1];
                let is_first = failed.before.is_none() || matches!(failed.reply, Reply::Timeout(_));
                let is_certain = is_alone && is_first && self.is_certain(open[0], was_fresh, all);
                is_blamed |= match is_certain {
                    true => self.convict(open[0], failed.reply, all),
                    false => self.blame(failed, all),
                };
            }
            let next = open.get(sent).and_then(|next| chunk.iter().position(|at| at == next));
            rest = &rest[next.unwrap_or(chunk.len())..];
        }
        is_blamed
    }

    /// Finds who is to blame for a failure. Returns whether anybody is.
    fn blame(&mut self, failed: Failed, all: &mut Asking) -> bool {
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
        if self.cleared >= CLEARED {
            return;
        }
        if suspects > 1 {
            self.window = (self.window.min(suspects) / 2).max(1);
        } else {
            self.cleared += 1;
            self.window = WINDOW;
        }
        self.shared().health.window = (self.window < WINDOW).then_some(self.window as u64);
    }

    /// Whether it has failed where no request is to blame.
    fn is_erratic(&self) -> bool {
        self.shared().health.unattributed > 0
    }

    /// Asks for one request alone. Returns whether it is to blame for a failure: whether a program
    /// just started fails at it, twice if it has failed at random before.
    fn ask_alone(&mut self, at: usize, all: &mut Asking) -> bool {
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
    fn is_certain(&self, at: usize, was_fresh: bool, all: &Asking) -> bool {
        let request = &all.requests[at];
        let mut shared = self.shared();
        shared.memory.foresee(request) != Foresight::Nothing
            || shared.health.unattributed == 0 && (was_fresh || request.is_divisible())
    }

    /// Takes note of a request that is to blame. Returns whether it is: not if it was not asked.
    fn convict(&mut self, at: usize, reply: Reply, all: &mut Asking) -> bool {
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
    fn watch_previous(&mut self) {
        let is_worth = {
            let shared = self.shared();
            shared.health.failures > 0 && shared.is_watchful()
        };
        let (Some(process), true) = (&mut self.process, is_worth) else { return };
        let begin = Instant::now();
        let fault = process.listen(LINGER);
        self.shared().watched(fault.is_some());
        let Some(fault) = fault else { return };
        let previous = self.previous.take();
        let reply = self.end(&fault, begin.elapsed());
        match previous {
            Some(previous) if self.ask_late(&previous) => {}
            _ => self.shared().notice(reply),
        }
    }
}

/// Requests on their way, and the replies so far.
struct Asking<'a> {
    requests: Vec<Query<'a>>,
    replies: Vec<Reply>,
}

impl<'a> Asking<'a> {
    fn of(requests: Vec<Query<'a>>) -> Asking<'a> {
        let replies = vec![Reply::NotAsked; requests.len()];
        Asking { requests, replies }
    }
}

/// What came of asking for some requests.
struct Asked {
    /// How many were sent, from the first on.
    sent: usize,
    /// Whether they were the first after a start.
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
    /// If none was: the request that was answered before.
    before: Option<Query<'static>>,
}

impl Subject for External {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    /// What the introduction does not list of chains is not asked.
    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        let unlisted = |request: &Request| match &request.question {
            Question::Data { .. } => request
                .data_question()
                .filter(|question| !self.hello.lists(question))
                .map(|question| Reply::Answer(Answer::Unsupported(question.unsupported()))),
            _ => None,
        };
        let mut replies: Vec<_> = requests.iter().map(unlisted).collect();
        let open = requests.iter().zip(&replies).filter(|(_, reply)| reply.is_none());
        let open: Vec<_> = open.map(|(request, _)| Query::from(request)).collect();
        let mut answered = self.ask_all(open).into_iter();
        let of =
            |reply: Option<Reply>| reply.or_else(|| answered.next()).unwrap_or(Reply::NotAsked);
        replies.drain(..).map(of).collect()
    }

    fn ask_writes(&mut self, requests: &[WriteRequest]) -> Vec<Reply> {
        self.ask_all(requests.iter().map(Query::from).collect())
    }

    fn ask_reads(&mut self, requests: &[ReadRequest]) -> Vec<Reply> {
        self.ask_all(requests.iter().map(Query::from).collect())
    }

    fn health(&self) -> Health {
        let shared = self.shared();
        Health { left_out: shared.memory.left_out(), ..shared.health.clone() }
    }

    fn program(&mut self) -> Option<&mut External> {
        Some(self)
    }
}
