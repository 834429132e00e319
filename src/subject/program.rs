//! A program that speaks the protocol, and what it is allowed.

use std::num::NonZero;
use std::time::Duration;

/// A program to run as a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The program and its arguments.
    pub command: Vec<String>,
    pub limits: Limits,
    /// How many processes of it run side by side.
    pub jobs: NonZero<usize>,
}

/// What one process of a program is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until its introduction. An interpreter with its libraries takes a while.
    pub startup: Duration,
    /// Until the next answer, while requests are under way.
    pub answer: Duration,
    /// How often it is started again before it is given up.
    pub restarts: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        let (startup, answer) = (Duration::from_secs(120), Duration::from_secs(60));
        Limits { startup, answer, restarts: 32 }
    }
}

impl Program {
    /// One process at a time, under the default limits.
    pub fn new(command: Vec<String>) -> Program {
        Program { command, limits: Limits::default(), jobs: NonZero::<usize>::MIN }
    }
}
