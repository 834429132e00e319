//! The command line: parse, call, print.

mod cases;
mod cast_value;
mod check;
#[cfg(feature = "oracle")]
mod chunk;
mod compare;
mod configurations;
mod copy;
#[cfg(feature = "oracle")]
mod document;
#[cfg(feature = "oracle")]
mod explain;
#[cfg(feature = "oracle")]
mod fixtures;
#[cfg(feature = "oracle")]
mod generate;
mod known;
mod list;
#[cfg(feature = "oracle")]
mod mutants;
mod notes;
mod output;
mod page;
mod progress;
#[cfg(feature = "oracle")]
mod prove;
#[cfg(feature = "oracle")]
mod read;
mod reader;
mod reading;
mod rooms;
mod serve;
#[cfg(feature = "oracle")]
mod shrink;
mod smoke;
mod subject;
mod table;
#[cfg(feature = "oracle")]
mod validate;
#[cfg(feature = "witnesses")]
mod witness;

use std::error::Error;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand, ValueEnum};

use cast_value::PROTOCOL;
#[cfg(feature = "oracle")]
use cast_value::{Casting, EXPLAIN, SHRINK};

use crate::check::CheckError;
use crate::subject::{SubjectError, end_with_this_process, launch, launch_from};

/// What the exit codes mean, for `--help`.
const EXIT_CODES: &str = "\
Exit codes:
  0  conforms, or done
  1  does not conform, differs, or is not valid
  2  wrong usage or environment: a bad option, an unreadable file, output that cannot be
     written, nothing to check
  3  the subject could not be run at all
  128 and the number of a signal: ended by it (130 for SIGINT); `check` reports what it has found";

/// Conformance suite and exact reference oracle for Zarr codecs that change numbers.
#[derive(Parser)]
#[command(name = "zarrproof", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(Box<check::Arguments>),
    Compare(Box<compare::Arguments>),
    Copy(copy::Arguments),
    List(list::Arguments),
    Notes(notes::Arguments),
    Serve(serve::Arguments),
    Smoke(smoke::Arguments),
    Table(table::Arguments),
    #[cfg(feature = "oracle")]
    Cast(cast_value::Arguments),
    #[cfg(feature = "oracle")]
    Explain(Box<explain::Arguments>),
    #[cfg(feature = "oracle")]
    Fixtures(fixtures::Arguments),
    #[cfg(feature = "oracle")]
    Generate(generate::Arguments),
    #[cfg(feature = "oracle")]
    Mutants(mutants::Arguments),
    #[cfg(feature = "oracle")]
    Prove(Box<prove::Arguments>),
    #[cfg(feature = "oracle")]
    Read(read::Arguments),
    #[cfg(feature = "oracle")]
    Shrink(Box<shrink::Arguments>),
    #[cfg(feature = "oracle")]
    Validate(validate::Arguments),
    #[cfg(feature = "witnesses")]
    Witness(witness::Arguments),
    /// Cast single values exactly (needs the feature `oracle`)
    #[cfg(not(feature = "oracle"))]
    Cast(Missing),
    /// Explain one outcome, step by step (needs the feature `oracle`)
    #[cfg(not(feature = "oracle"))]
    Explain(Missing),
    /// Decode what numcodecs has written (needs the feature `oracle`)
    #[cfg(not(feature = "oracle"))]
    Fixtures(Missing),
    /// Write the golden vectors, or compare them (needs the feature `oracle`)
    #[cfg(not(feature = "oracle"))]
    Generate(Missing),
    /// Measure what the vectors can see (needs the feature `oracle`)
    #[cfg(not(feature = "oracle"))]
    Mutants(Missing),
    /// Verify whole domains: every input, where that can be (needs the feature `oracle`)
    #[cfg(not(feature = "oracle"))]
    Prove(Missing),
    /// Read an array, and print its elements (needs the feature `oracle`)
    #[cfg(not(feature = "oracle"))]
    Read(Missing),
    /// Find the smallest case that still fails on a subject (needs the feature `oracle`)
    #[cfg(not(feature = "oracle"))]
    Shrink(Missing),
    /// Validate the metadata of an array (needs the feature `oracle`)
    #[cfg(not(feature = "oracle"))]
    Validate(Missing),
    /// Hold the oracle against implementations that share no code with it (needs the feature
    /// `witnesses`)
    #[cfg(not(feature = "witnesses"))]
    Witness(Missing),
}

/// The arguments of a command that this build lacks.
#[cfg(not(feature = "witnesses"))]
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
struct Missing {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    arguments: Vec<String>,
}

/// How to report.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For machines: one JSON object
    Json,
}

/// How a command ended that ran to its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Good,
    Bad,
    /// It was ended by a signal, and has reported what it had.
    Interrupted(i32),
}

/// Something that kept a command from its end.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// Exit code 2.
    #[error(transparent)]
    Usage(Box<dyn Error>),
    /// Exit code 3.
    #[error(transparent)]
    Subject(Box<dyn Error>),
}

impl Failure {
    fn usage(error: impl Into<Box<dyn Error>>) -> Failure {
        Failure::Usage(error.into())
    }
}

impl From<SubjectError> for Failure {
    fn from(error: SubjectError) -> Failure {
        match error {
            SubjectError::Unknown { .. } | SubjectError::NotBuilt { .. } => Failure::usage(error),
            SubjectError::Start { .. }
            | SubjectError::Hello { .. }
            | SubjectError::Introductions { .. }
            | SubjectError::Probe { .. }
            | SubjectError::GivenUp { .. } => Failure::Subject(error.into()),
        }
    }
}

impl From<CheckError> for Failure {
    fn from(error: CheckError) -> Failure {
        match error {
            CheckError::Subject(error) => error.into(),
            error => Failure::usage(error),
        }
    }
}

/// Runs the program with the arguments of this process.
pub fn main() -> ExitCode {
    if let Some(error) = launch(std::env::args_os().skip(1)) {
        eprintln!("error: failed to start the program: {error}");
        return ExitCode::from(127);
    }
    if let Ok(program) = std::env::current_exe() {
        launch_from(program);
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return explain_usage(&error),
    };
    if let Err(error) = end_with_this_process() {
        output::complain(format!("failed to watch for signals: {error}"));
        return ExitCode::from(2);
    }
    output::note_if_closed();
    let result = match &cli.command {
        Command::Check(arguments) => check::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Copy(arguments) => copy::run(arguments),
        Command::List(arguments) => list::run(arguments),
        Command::Notes(arguments) => notes::run(arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Smoke(arguments) => smoke::run(arguments),
        Command::Table(arguments) => table::run(arguments),
        #[cfg(feature = "oracle")]
        Command::Cast(arguments) => cast_value::run(arguments),
        #[cfg(feature = "oracle")]
        Command::Explain(arguments) => explain::run(arguments),
        #[cfg(feature = "oracle")]
        Command::Fixtures(arguments) => fixtures::run(arguments),
        #[cfg(feature = "oracle")]
        Command::Generate(arguments) => generate::run(arguments),
        #[cfg(feature = "oracle")]
        Command::Mutants(arguments) => mutants::run(arguments),
        #[cfg(feature = "oracle")]
        Command::Prove(arguments) => prove::run(arguments),
        #[cfg(feature = "oracle")]
        Command::Read(arguments) => read::run(arguments),
        #[cfg(feature = "oracle")]
        Command::Shrink(arguments) => shrink::run(arguments),
        #[cfg(feature = "oracle")]
        Command::Validate(arguments) => validate::run(arguments),
        #[cfg(feature = "witnesses")]
        Command::Witness(arguments) => witness::run(arguments),
        #[cfg(not(feature = "oracle"))]
        Command::Cast(missing) => Err(missing.failure("cast")),
        #[cfg(not(feature = "oracle"))]
        Command::Explain(missing) => Err(missing.failure("explain")),
        #[cfg(not(feature = "oracle"))]
        Command::Fixtures(missing) => Err(missing.failure("fixtures")),
        #[cfg(not(feature = "oracle"))]
        Command::Generate(missing) => Err(missing.failure("generate")),
        #[cfg(not(feature = "oracle"))]
        Command::Mutants(missing) => Err(missing.failure("mutants")),
        #[cfg(not(feature = "oracle"))]
        Command::Prove(missing) => Err(missing.failure("prove")),
        #[cfg(not(feature = "oracle"))]
        Command::Read(missing) => Err(missing.failure("read")),
        #[cfg(not(feature = "oracle"))]
        Command::Shrink(missing) => Err(missing.failure("shrink")),
        #[cfg(not(feature = "oracle"))]
        Command::Validate(missing) => Err(missing.failure("validate")),
        #[cfg(not(feature = "witnesses"))]
        Command::Witness(missing) => Err(missing.needs("witnesses", "witness")),
    };
    match result {
        Ok(Verdict::Good) => ExitCode::SUCCESS,
        Ok(Verdict::Bad) => ExitCode::from(1),
        Ok(Verdict::Interrupted(signal)) => ExitCode::from(128u8.saturating_add(signal as u8)),
        Err(failure) => {
            output::complain(&failure);
            ExitCode::from(match failure {
                Failure::Usage(_) => 2,
                Failure::Subject(_) => 3,
            })
        }
    }
}

/// Help goes where it is wanted; what is wrong with the arguments goes on one line.
fn explain_usage(error: &clap::Error) -> ExitCode {
    if error.exit_code() == 0 || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    {
        return match output::unless_closed(error.print()) {
            Ok(()) => ExitCode::from(error.exit_code() as u8),
            Err(error) => {
                output::complain(format!("failed to write help: {error}"));
                ExitCode::from(2)
            }
        };
    }
    let text = error.render().to_string();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let reason = words(text.split("\n\n").next().unwrap_or_default());
    // The suggestion, if there is one. What follows `--` is a program here, and no value.
    let mut tips = text.lines().filter_map(|line| line.trim_start().strip_prefix("tip: "));
    let tip = tips.find(|tip| !tip.starts_with("to pass")).map(words);
    let is_subject_missing =
        error.kind() == ErrorKind::MissingRequiredArgument && reason.contains("<SUBJECT>");
    let subjects = || "`zarrproof list subjects` shows those of this build".to_owned();
    let tip = tip.or_else(|| is_subject_missing.then(subjects));
    let tip = tip.map_or(String::new(), |tip| format!("; {tip}"));
    output::complain(format!(
        "{}{tip} (try `--help`)",
        reason.strip_prefix("error: ").unwrap_or(&reason)
    ));
    ExitCode::from(2)
}

#[cfg(not(feature = "witnesses"))]
impl Missing {
    #[cfg(not(feature = "oracle"))]
    fn failure(&self, command: &str) -> Failure {
        self.needs("oracle", command)
    }

    fn needs(&self, feature: &str, command: &str) -> Failure {
        let given = self.arguments.join(" ");
        let again = format!("cargo run --release --features {feature} -- {command} {given}");
        Failure::usage(format!(
            "this build has no `{command}`, which needs the feature {feature}: {}",
            again.trim_end()
        ))
    }
}

/// Reads a list of words separated by commas.
fn parse_list<T: std::str::FromStr<Err: std::fmt::Display>>(
    words: &[String],
) -> Result<Vec<T>, Failure> {
    let words = words.iter().flat_map(|words| words.split(','));
    words
        .map(|word| word.trim().parse().map_err(|error: T::Err| Failure::usage(error.to_string())))
        .collect()
}
