//! `zarrproof mutants`.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::output::print;
use super::progress::Bar;
use super::{Failure, Format, Verdict, parse_list};
use crate::mutants::{
    Choice, Inputs, Mutant, Progress, Score, SpoiledFate, family, judge, judge_spoiled, lotteries,
    spoiled,
};
use crate::report::{
    MutantContext, list_defects, mutants_to_json, mutants_to_text, spoiled_to_json, spoiled_to_text,
};
use crate::vectors::Store;

/// Measure what the vectors can see: ask them of implementations that are wrong on purpose
///
/// A mutant is right but for one kind of mistake in one place: between two types, and in one rounding
/// mode or under one range rule where the mistake is about these. It is asked as `zarrproof check` asks
/// any implementation, until it fails. A mutant that passes although it is wrong shows where a vector is
/// missing. One that differs from what is right on no input does not count: that is decided over every
/// input for types of up to 16 bits, and by search for wider ones.
///
/// Some kinds of mistakes are enumerated from the layouts of the types, such as any run of bits below the
/// last place that is not seen in some mode, between any two types. Of these --sample are drawn by --seed,
/// from each pair in turn, and the report says how many there are.
///
/// --inputs measures the inputs of another test suite beside the vectors: whether some input of the
/// mutant's pair shows that it is wrong, given that the suite knows every right answer. DIR has files
/// named like float64_to_float16.txt, or f64_to_f16.txt as Berkeley TestFloat has it, of one input a
/// line, whose first word is the input's bits in hexadecimal digits. That is what
/// `testfloat_gen f64_to_f16` prints.
///
/// Exits with 0 if every mutant is killed, and with 1 if not.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  zarrproof mutants\n  zarrproof mutants --from float64 --to float16 --each all\n  zarrproof mutants --defect double-rounding --format json\n  zarrproof mutants --spoil\n  zarrproof mutants --defect sticky-run,limit-seen-as --sample 5000 --seed 7\n  zarrproof mutants --inputs level-1=testfloat-level-1 --inputs level-2=testfloat-level-2"
)]
pub(super) struct Arguments {
    /// Inputs to measure beside the vectors
    #[arg(long, value_name = "NAME=DIR")]
    inputs: Vec<String>,
    /// Only mutants that are wrong about these input types, separated by commas
    #[arg(long, value_name = "TYPES")]
    from: Vec<String>,
    /// Only mutants that are wrong about these output types
    #[arg(long, value_name = "TYPES")]
    to: Vec<String>,
    /// Only mutants with these defects
    #[arg(long, value_name = "DEFECTS")]
    defect: Vec<String>,
    /// Of each defect, mode, rule and parameter, mutants in at most so many pairs of types, or in `all`
    #[arg(long, value_name = "N", default_value_t = Choice::EACH.to_string())]
    each: String,
    /// Of each defect whose places are enumerated, such as a run of bits that is not seen, how many places
    /// are drawn
    #[arg(long, value_name = "N", default_value_t = Choice::DRAWN)]
    sample: usize,
    /// The seed by which they are drawn
    #[arg(long, value_name = "N", default_value_t = Choice::SEED)]
    seed: u64,
    /// Wrong implementations of all other codecs and of chains instead: right answers that are spoilt, and members of
    /// configurations that are ignored
    #[arg(long, conflicts_with_all = ["inputs", "from", "to", "defect", "each", "sample", "seed", "list"])]
    spoil: bool,
    /// Ask nothing: list the defects, and how many mutants each has
    #[arg(long)]
    list: bool,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Vectors from a directory, not from this build
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    if arguments.spoil {
        return run_spoilt(arguments);
    }
    let choice = arguments.choice()?;
    let mutants = family(&choice).map_err(Failure::usage)?;
    if mutants.is_empty() {
        return Err(Failure::usage("no mutant has such a defect between such types"));
    }
    if arguments.list {
        print(&list_defects(&mutants))?;
        return Ok(Verdict::Good);
    }
    let inputs: Vec<_> =
        arguments.inputs.iter().map(|words| read(words)).collect::<Result<_, _>>()?;
    let store = Store::of(arguments.vectors.as_deref()).map_err(Failure::usage)?;
    let judged = with_bar(&mutants, &store, &inputs)?;
    let context = MutantContext {
        manifest: store.manifest(),
        inputs: &inputs,
        lotteries: &lotteries(&choice),
        seed: choice.seed,
    };
    match arguments.format {
        Format::Text => print(&mutants_to_text(&judged, &context))?,
        Format::Json => print(&mutants_to_json(&judged, &context))?,
    }
    let score = Score::of_vectors(&judged);
    Ok(if score.killed == score.asked { Verdict::Good } else { Verdict::Bad })
}

fn run_spoilt(arguments: &Arguments) -> Result<Verdict, Failure> {
    let store = Store::of(arguments.vectors.as_deref()).map_err(Failure::usage)?;
    let mutants = spoiled(&store).map_err(Failure::usage)?;
    let bar = Bar::new(mutants.len() as u64, "mutants");
    let fates = judge_spoiled(&mutants, &store, &|| bar.advance(1));
    bar.finish();
    let fates = fates?;
    match arguments.format {
        Format::Text => print(&spoiled_to_text(&mutants, &fates))?,
        Format::Json => print(&spoiled_to_json(&mutants, &fates))?,
    }
    let is_bad = |fate: &SpoiledFate| matches!(fate, SpoiledFate::Survived);
    Ok(if fates.iter().any(is_bad) { Verdict::Bad } else { Verdict::Good })
}

impl Arguments {
    fn choice(&self) -> Result<Choice, Failure> {
        let each = match self.each.as_str() {
            "all" => None,
            number => Some(number.parse().ok().filter(|each| *each > 0).ok_or_else(|| {
                let expected = "a number of pairs from 1 on, or all";
                Failure::usage(format!("--each is {number:?}; expected {expected}"))
            })?),
        };
        let (from, to) = (parse_list(&self.from)?, parse_list(&self.to)?);
        let defects = parse_list(&self.defect)?;
        Ok(Choice { from, to, defects, each, drawn: self.sample, seed: self.seed })
    }
}

fn read(words: &str) -> Result<Inputs, Failure> {
    match words.split_once('=') {
        Some((name, directory)) if !name.is_empty() => {
            Inputs::read(name, Path::new(directory)).map_err(Failure::usage)
        }
        _ => Err(Failure::usage(format!("--inputs is {words:?}; expected NAME=DIR"))),
    }
}

fn with_bar(
    mutants: &[Mutant],
    store: &Store,
    inputs: &[Inputs],
) -> Result<Vec<crate::mutants::Judged>, Failure> {
    let bar = OnceLock::new();
    let judged = judge(mutants, store, inputs, &|progress| match progress {
        Progress::Mutants(mutants) => drop(bar.set(Bar::new(mutants, "mutants"))),
        Progress::MutantDone => bar.get().into_iter().for_each(|bar: &Bar| bar.advance(1)),
    });
    bar.into_inner().iter().for_each(Bar::finish);
    Ok(judged?)
}
