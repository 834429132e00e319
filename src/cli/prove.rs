//! `zarrproof prove`.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::configurations::ConfigurationArguments;
use super::output::print;
use super::progress::Bar;
use super::subject::LimitArguments;
use super::{Failure, Format, Verdict};
use crate::prove::{Header, Partition, Progress, Proof, Question, Results, ResultsError, Session};
use crate::report::{proof_to_json, proof_to_text};

/// Verify whole domains: every input, where that can be
///
/// Sources of up to 32 bits are asked for every input. Without wrap a cast is a step function of its
/// input: the oracle finds the steps exactly, and results are compared with what is expected between
/// them, at the speed of the subject. Of sources of 64 bits, casts to types of up to 16 bits are asked
/// for on both sides of every step and at 16 inputs in between, which is complete if the subject is
/// monotone; all else is a sample, and said to be one. Inputs that have a result are asked in long
/// arrays, those that have none alone. What depends on company, maps, fill values and metadata are for
/// `check`.
///
/// Exits with 0 if everything was asked and was right, and with 1 if not.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  zarrproof prove --from int8,float16 zarr-cast-value\n  zarrproof prove --from float32 --to float16 --results proof.jsonl zarr-cast-value\n  zarrproof prove --from float32 --partition slice:3/16 --results 3.jsonl -- ./my-adapter\n  zarrproof prove --merge 1.jsonl --merge 2.jsonl"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    configurations: ConfigurationArguments,
    /// How many inputs of a configuration are asked where they are sampled
    #[arg(long, value_name = "N", default_value = "1000000", value_parser = clap::value_parser!(u64).range(1..=1 << 32))]
    samples: u64,
    /// Ask only for a share: slice:3/16 is the third of sixteen. The shares of one question are put
    /// together by `--merge`
    #[arg(long, value_name = "slice:M/N")]
    partition: Option<Partition>,
    /// Keep results in this file, and take up again what is in it
    #[arg(long, value_name = "FILE")]
    results: Option<PathBuf>,
    /// Ask no subject: put together files of results
    #[arg(long, value_name = "FILE", conflicts_with_all = ["subject", "command", "results", "partition"])]
    merge: Vec<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// A subject of this build
    #[arg(value_name = "SUBJECT", required_unless_present_any = ["command", "merge"], conflicts_with = "command")]
    subject: Option<String>,
    #[command(flatten)]
    limits: LimitArguments,
    /// A program that speaks the protocol, and its arguments
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let (proof, not_kept) = match arguments.merge.as_slice() {
        [] => prove(arguments)?,
        files => (Results::merge(files).map_err(Failure::usage)?, None),
    };
    match arguments.format {
        Format::Text => print(&proof_to_text(&proof))?,
        Format::Json => print(&proof_to_json(&proof))?,
    }
    if let Some(error) = not_kept {
        return Err(Failure::usage(error));
    }
    // Of a share, the others are no matter.
    let holds = if arguments.partition.is_some() { proof.holds_so_far() } else { proof.holds() };
    Ok(if holds { Verdict::Good } else { Verdict::Bad })
}

/// What was found, and why it could not be kept in the file of results.
fn prove(arguments: &Arguments) -> Result<(Proof, Option<ResultsError>), Failure> {
    let Arguments { configurations, samples, partition, results, limits, .. } = arguments;
    let selection = configurations.selection()?;
    let question = Question { selection, samples: *samples, partition: *partition };
    let target = limits.target_of(arguments.subject.as_deref(), &arguments.command)?;
    let mut session = Session::start(&target)?;
    let planned = session.plan(&question).len();
    if planned == 0 {
        let name = &session.hello().implementation.name;
        return Err(Failure::usage(format!(
            "nothing to prove: {name} does none of what is selected"
        )));
    }
    let implementation = session.hello().implementation.clone();
    let header = Header::new(&implementation, &question, planned);
    let results = results.as_ref().map(|path| Results::open(path, &header));
    let results = results.transpose().map_err(Failure::usage)?;
    let finished = results.as_ref().map_or(BTreeSet::new(), Results::finished_ids);

    let (bar, results) = (OnceLock::new(), Mutex::new(results));
    let not_kept = OnceLock::new();
    let reports = session.prove(&question, &finished, &|progress| match progress {
        Progress::Inputs(inputs) => drop(bar.set(Bar::new(inputs, "inputs"))),
        Progress::InputsDone(inputs) => bar.get().into_iter().for_each(|bar| bar.advance(inputs)),
        Progress::UnitDone(report) => {
            let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(Err(error)) = results.as_mut().map(|results| results.add(report)) {
                // The first failure says it all; what is asked meanwhile is still reported.
                let _ = not_kept.set(error);
            }
        }
    });
    bar.into_inner().iter().for_each(Bar::finish);
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    let before = results.map_or(Vec::new(), |results| results.finished);
    let units = before.into_iter().chain(reports).collect();
    Ok((Proof { implementation, planned: planned as u64, units }, not_kept.into_inner()))
}
