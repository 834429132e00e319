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

/// What a program is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until its introduction. An interpreter with its libraries takes a while.
    pub startup: Duration,
    /// Until the next answer, while requests are under way.
    pub answer: Duration,
    /// How often it is started again before it is given up, all its processes together. It takes
    /// up to a dozen restarts to find the one element of a long array that ends a program.
    pub restarts: u64,
    /// How many answers may not come in time before it is given up, all its processes together.
    pub timeouts: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        let (startup, answer) = (Duration::from_secs(120), Duration::from_secs(20));
        Limits { startup, answer, restarts: 1000, timeouts: 30 }
    }
}

impl Program {
    /// One process at a time, under the default limits.
    pub fn new(command: Vec<String>) -> Program {
        Program { command, limits: Limits::default(), jobs: NonZero::<usize>::MIN }
    }
}
