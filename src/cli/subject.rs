//! The subjects that a command names, and what programs among them are allowed.

use std::num::NonZero;
use std::path::Path;
use std::thread::available_parallelism;
use std::time::Duration;

use super::Failure;
use crate::check::Target;
use crate::subject::{InProcess, Limits, Program, SubjectError};

/// One subject: of this build, or a program.
#[derive(clap::Args)]
pub(super) struct SubjectArguments {
    /// A subject of this build
    #[arg(value_name = "SUBJECT", required_unless_present = "command", conflicts_with = "command")]
    subject: Option<String>,
    #[command(flatten)]
    limits: LimitArguments,
    /// A program that speaks the protocol, and its arguments
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<String>,
}

/// What a program is allowed.
#[derive(clap::Args)]
pub(super) struct LimitArguments {
    /// Seconds that a program may take for an answer
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = seconds)]
    timeout: Duration,
    /// Seconds that a program may take to introduce itself
    #[arg(long, value_name = "SECONDS", default_value = "120", value_parser = seconds)]
    startup_timeout: Duration,
    /// Seconds that a program's failures may hold up the command, restarts included, before whatever
    /// resembles one is left out; after twice as long it is given up [default: 10 times --timeout, at
    /// least 25]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    patience: Option<Duration>,
    /// Processes of a program that run side by side [default: one a core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
}

pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: Option<f64> = text.parse().ok().filter(|seconds| *seconds > 0.0);
    let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    duration.ok_or_else(|| "expected a positive number of seconds".to_owned())
}

/// A subject of this build. `or` says how a program is named instead.
fn built_in(name: &str, or: &str) -> Result<Target, Failure> {
    match InProcess::find(name) {
        Ok(subject) => Ok(Target::BuiltIn(subject)),
        Err(error @ SubjectError::Unknown { .. }) if !Path::new(name).exists() => {
            Err(Failure::usage(format!("{error}, {or}")))
        }
        Err(SubjectError::Unknown { .. }) => {
            let program = shlex::try_quote(name).unwrap_or(name.into());
            Err(Failure::usage(format!(
                "{name:?} is a file, and no subject of this build; a program comes after `--`: `-- {program}`"
            )))
        }
        Err(error) => Err(error.into()),
    }
}

impl SubjectArguments {
    pub fn target(&self) -> Result<Target, Failure> {
        self.limits.target_of(self.subject.as_deref(), &self.command)
    }

    /// The subject as it is named on the command line.
    pub fn words(&self) -> Vec<String> {
        match &self.subject {
            Some(name) => vec![name.clone()],
            None => [&["--".to_owned()], self.command.as_slice()].concat(),
        }
    }
}

impl LimitArguments {
    pub fn program(&self, command: Vec<String>) -> Program {
        let (startup, answer) = (self.startup_timeout, self.timeout);
        let limits = Limits { startup, answer, patience: self.patience, ..Limits::default() };
        let jobs =
            self.jobs.or_else(|| available_parallelism().ok()).unwrap_or(NonZero::<usize>::MIN);
        Program { command, limits, jobs }
    }

    /// A subject of this build, or a program.
    pub fn target_of(&self, subject: Option<&str>, command: &[String]) -> Result<Target, Failure> {
        match subject {
            Some(name) => built_in(name, "or a program after `--`"),
            None => Ok(Target::External(self.program(command.to_vec()))),
        }
    }

    /// A subject in one word: the name of one of this build, or a command line, which has a space or
    /// a slash in it.
    pub fn target(&self, word: &str) -> Result<Target, Failure> {
        if !word.contains([' ', '/']) {
            let program = "or the command line of a program, which has a space or a slash in it";
            return built_in(word, program);
        }
        match shlex::split(word) {
            Some(command) => Ok(Target::External(self.program(command))),
            None => Err(Failure::usage(format!("{word:?} is not a command line: a quote is open"))),
        }
    }
}
