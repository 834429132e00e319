//! `zarrproof witness`.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::output::print;
use super::page::Page;
use super::progress::Bar;
use super::{Failure, Format, Verdict, parse_list};
use crate::report::{witnesses_to_json, witnesses_to_text, write_witnesses};
use crate::subject::Program;
use crate::witness::{
    Entry, Plan, ProgramWitness, Progress, Testimony, WITNESSES, Witness, WitnessError, find, hold,
};

/// More of one pair would fill the memory of a small machine.
const MOST_INPUTS: u64 = 100_000_000;

const EXAMPLES: &str = "\
Examples:
  zarrproof witness
  zarrproof witness mpfr softfloat --from float64 --to float16,float32 --cases 10000000
  zarrproof witness 'python3 my_adapter.py' --format json";

/// Hold the oracle against implementations that share no code with it
///
/// Prints a table: how many casts each witness and the oracle agreed and disagreed on. Disagreements are
/// counted by kind, each with a reason that says who is right, and with its simplest case. Exits with 0 if
/// all of them are explained, and with 1 if not.
///
/// A source with no more patterns than --cases is asked about in full, and of a wider one as many inputs
/// are chosen, most of them around the values, ties and limits of the target, the same every time. Each
/// input is one case in each rounding mode and under each range rule that the witness knows. A program
/// that fails whole arrays is asked about a part of what should fail.
#[derive(clap::Args)]
#[command(after_help = after_help())]
pub(super) struct Arguments {
    /// Witnesses of this build, or each the command line of a program as one word [default: all of this
    /// build]
    #[arg(value_name = "NAME")]
    witnesses: Vec<String>,
    /// Inputs that each pair of types gets
    #[arg(
        long,
        value_name = "N",
        default_value_t = Plan::INPUTS,
        value_parser = clap::value_parser!(u64).range(1..=MOST_INPUTS)
    )]
    cases: u64,
    /// Only casts from these data types
    #[arg(long, value_name = "TYPES")]
    from: Vec<String>,
    /// Only casts to these data types
    #[arg(long, value_name = "TYPES")]
    to: Vec<String>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the table into a page that has a place for it
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
}

impl From<WitnessError> for Failure {
    fn from(error: WitnessError) -> Failure {
        match error {
            WitnessError::Unknown { .. } | WitnessError::NotBuilt { .. } => Failure::usage(error),
            WitnessError::Subject(error) => error.into(),
            WitnessError::NotHere { .. } | WitnessError::Answer { .. } => {
                Failure::Subject(error.into())
            }
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let Arguments { witnesses, cases, from, to, format, write } = arguments;
    let plan = Plan { inputs: *cases, from: parse_list(from)?, to: parse_list(to)? };
    let built = WITNESSES.iter().filter(|entry| entry.is_built());
    let all: Vec<_> = built.map(|entry| entry.name.to_owned()).collect();
    let names = if witnesses.is_empty() { &all } else { witnesses };
    let started = names.iter().map(|name| start(name)).collect::<Result<Vec<_>, _>>()?;
    let page = write.as_ref().map(|path| Page::open(path, |page| write_witnesses(page, &[])));
    let page = page.transpose()?;
    let mut testimonies = Vec::new();
    for witness in started {
        testimonies.push(ask(witness.as_ref(), &plan)?);
    }
    if testimonies.iter().all(|testimony| testimony.compared == 0) {
        return Err(Failure::usage("nothing was compared: no witness casts between these types"));
    }
    match format {
        Format::Text => print(&witnesses_to_text(&testimonies))?,
        Format::Json => print(&witnesses_to_json(&testimonies, &plan))?,
    }
    if let Some(page) = page {
        page.rewrite(|page| write_witnesses(page, &testimonies))?;
    }
    let is_explained = testimonies.iter().all(|testimony| testimony.unexplained() == 0);
    Ok(if is_explained { Verdict::Good } else { Verdict::Bad })
}

fn after_help() -> String {
    let line = |entry: &Entry| {
        let missing = if entry.is_built() { "" } else { "  [not in this build]" };
        format!("  {:<11}{}{missing}\n", entry.name, entry.about)
    };
    let witnesses: String = WITNESSES.iter().map(line).collect();
    format!("Witnesses:\n{witnesses}\n{EXAMPLES}")
}

/// A witness in one word, as `zarrproof compare` takes subjects.
fn start(word: &str) -> Result<Box<dyn Witness>, Failure> {
    if !word.contains([' ', '/']) {
        return Ok(find(word)?.start(Path::new(""))?);
    }
    let command = shlex::split(word);
    let command = command.ok_or_else(|| Failure::usage(format!("{word:?} has an open quote")))?;
    Ok(Box::new(ProgramWitness::start(Program::new(command), &[])?))
}

/// Asks a witness, with a bar that counts pairs of types.
fn ask(witness: &dyn Witness, plan: &Plan) -> Result<Testimony, Failure> {
    let bar = OnceLock::new();
    let testimony = hold(witness, plan, &|progress| match progress {
        Progress::Pairs(pairs) => drop(bar.set(Bar::new(pairs, "pairs of types"))),
        Progress::PairDone => bar.get().into_iter().for_each(|bar: &Bar| bar.advance(1)),
    });
    bar.into_inner().iter().for_each(Bar::finish);
    Ok(testimony?)
}
