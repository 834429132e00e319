//! A program that speaks the protocol, and what it is allowed.

use std::num::NonZero;
use std::time::Duration;

use super::Stop;

/// A program to run as a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The program and its arguments.
    pub command: Vec<String>,
    pub limits: Limits,
    /// How many processes of it run side by side.
    pub jobs: NonZero<usize>,
}

/// What a program is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until its introduction. An interpreter with its libraries takes a while.
    pub startup: Duration,
    /// Until the next answer, while requests are under way.
    pub answer: Duration,
    /// How long its failures may hold up a check, restarts included, before whatever resembles one is
    /// left out; after twice as long it is given up. Unless given, 10 times `answer`, and at least
    /// 25 seconds.
    pub patience: Option<Duration>,
    /// What ends the asking early.
    pub stop: Stop,
}

impl Default for Limits {
    fn default() -> Limits {
        let (startup, answer) = (Duration::from_secs(120), Duration::from_secs(20));
        Limits { startup, answer, patience: None, stop: Stop::default() }
    }
}

impl Limits {
    /// How long failures may hold up a check.
    pub fn patience(&self) -> Duration {
        let usual = self.answer.saturating_mul(10).max(Duration::from_secs(25));
        self.patience.unwrap_or(usual)
    }
}

impl Program {
    /// One process at a time, under the default limits.
    pub fn new(command: Vec<String>) -> Program {
        Program { command, limits: Limits::default(), jobs: NonZero::<usize>::MIN }
    }
}
