//! A program that speaks the protocol, as a subject.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Another;
use super::likeness::Foresight;
use super::process::WINDOW;
use super::query::Query;
use super::running::Running;
use super::shared::Shared;
use crate::protocol::{Answer, Hello, Question, ReadRequest, Request, WriteRequest};
use crate::subject::{Health, Program, Reply, Subject, SubjectError};

/// A program that speaks the protocol.
pub struct External {
    hello: Hello,
    pub(super) running: Running,
    /// How many requests are under way at once. It becomes less where company makes it fail.
    pub(super) window: usize,
    /// How often it failed without company.
    pub(super) cleared: u32,
    /// Whether a request was found to be to blame after its answer had been taken.
    pub(super) is_late: bool,
    /// A request that was answered as the protocol has it.
    pub(super) good: Option<Query<'static>>,
}

impl External {
    /// Starts a program, and waits for its introduction.
    pub fn start(program: &Program) -> Result<External, SubjectError> {
        let (running, hello) = Running::start(program)?;
        Ok(External::of(hello, running))
    }

    fn of(hello: Hello, running: Running) -> External {
        External { hello, running, window: WINDOW, cleared: 0, is_late: false, good: None }
    }

    /// One of which no process runs yet.
    pub(super) fn without_process(
        program: &Program,
        shared: Arc<Mutex<Shared>>,
    ) -> Option<External> {
        let hello = shared.lock().unwrap_or_else(PoisonError::into_inner).hello.clone()?;
        Some(External::of(hello, Running::of(program.clone(), shared)))
    }

    /// What starts more processes of the same subject.
    pub fn another(&self) -> Another {
        let Running { program, shared, .. } = &self.running;
        Another { program: program.clone(), shared: Arc::clone(shared) }
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
        self.running.is_stopped()
    }

    pub(super) fn shared(&self) -> MutexGuard<'_, Shared> {
        self.running.shared()
    }
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
        let renewal = shared.lifespan.shown().filter(|shown| shown.renewals > 0).cloned();
        Health { left_out: shared.memory.left_out(), renewal, ..shared.health.clone() }
    }

    fn program(&mut self) -> Option<&mut External> {
        Some(self)
    }
}
