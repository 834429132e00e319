//! `zarrproof prove`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::configurations::ConfigurationArguments;
use super::output::print;
use super::progress::Bar;
use super::subject::LimitArguments;
use super::{Failure, Format, Verdict};
use crate::check::Target;
use crate::prove::{
    Header, Merged, Partition, Progress, Proof, Question, Results, ResultsError, Session, TornLine,
    Unit,
};
use crate::report::{proof_to_json, proof_to_text};
use crate::subject::{Stop, Stopped};

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
/// Exits with 0 if every input was asked and answered rightly, and with 1 if not: also if some are
/// unsupported, or if the subject failed in a way that belongs to no input. A signal ends it with what
/// it has found so far, which --results keeps.
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
    /// Keep results in this file, and take up again what is in it; no two proofs can have one file
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
    let (proof, not_kept, stopped) = match arguments.merge.as_slice() {
        [] => prove(arguments)?,
        files => {
            let Merged { proof, torn } = Results::merge(files).map_err(Failure::usage)?;
            torn.iter().for_each(note);
            (proof, None, None)
        }
    };
    match arguments.format {
        Format::Text => print(&proof_to_text(&proof))?,
        Format::Json => print(&proof_to_json(&proof))?,
    }
    if let Some(error) = not_kept {
        return Err(Failure::usage(error));
    }
    if let Some(Stopped::Signal(signal)) = stopped {
        return Ok(Verdict::Interrupted(signal));
    }
    // Of a share, the others are no matter.
    let holds = if arguments.partition.is_some() { proof.holds_so_far() } else { proof.holds() };
    Ok(if holds { Verdict::Good } else { Verdict::Bad })
}

/// What was found, why it could not be kept in the file of results, and what ended it early.
type Outcome = (Proof, Option<ResultsError>, Option<Stopped>);

fn prove(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Arguments { configurations, samples, partition, results, limits, .. } = arguments;
    let selection = configurations.selection()?;
    let question = Question { selection, samples: *samples, partition: *partition };
    let mut target = limits.target_of(arguments.subject.as_deref(), &arguments.command)?;
    let stop = Stop::at_signal_or_after(None);
    if let Target::External(program) = &mut target {
        program.limits.stop = stop;
    }
    let mut session = Session::start(&target)?;
    let plan: BTreeSet<_> = session.plan(&question).iter().map(Unit::id).collect();
    if plan.is_empty() {
        let name = &session.hello().implementation.name;
        return Err(Failure::usage(format!(
            "nothing to prove: {name} does none of what is selected"
        )));
    }
    let implementation = session.hello().implementation.clone();
    let header = Header::new(&implementation, &question, plan.len());
    let results = results.as_ref().map(|path| Results::open(path, &header, &plan));
    let results = results.transpose().map_err(Failure::usage)?;
    let torn = results.as_ref().and_then(|results| results.torn.as_ref());
    torn.into_iter().for_each(note);
    let settled = results.as_ref().map_or(BTreeSet::new(), Results::settled_ids);

    let (bar, results) = (OnceLock::new(), Mutex::new(results));
    let proved = session.prove(
        &question,
        &settled,
        &|| stop.reason().map(|reason| reason.to_string()),
        &|progress| match progress {
            Progress::Inputs(inputs) => drop(bar.set(Bar::new(inputs, "inputs"))),
            Progress::InputsDone(inputs) => {
                bar.get().into_iter().for_each(|bar| bar.advance(inputs))
            }
            Progress::UnitDone(report) => {
                let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
                results.iter_mut().for_each(|results| results.add(report));
            }
        },
    );
    bar.into_inner().iter().for_each(Bar::finish);
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    let (before, not_kept) = results.map_or((Vec::new(), None), Results::finish);
    let proof = Proof::new(implementation, plan.len() as u64, before);
    let stopped = stop.reason().filter(|_| proved.stopped.is_some());
    Ok((proof.with(proved), not_kept, stopped))
}

/// Says what is dropped. Where nobody hears that, the report still says what is missing.
fn note(line: &TornLine) {
    let _ = writeln!(io::stderr(), "note: {line}");
}
