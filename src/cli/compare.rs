//! `zarrproof compare`.

use super::cases::CaseArguments;
use super::output::print;
use super::progress::with_bar;
use super::subject::LimitArguments;
use super::{Failure, Format, Verdict};
use crate::check::compare;
use crate::report::{ComparisonContext, comparison_to_json, comparison_to_text};

/// Show where implementations differ from each other, and from the golden vectors
///
/// All of them are asked what each of them does, in the same company. Expectations on which they are
/// divided in the same way are one group, with the simplest of them, what each subject gave and what the
/// vectors say. Those on which all agree against the vectors are groups too. An error is the same as any
/// other, and so is a NaN unless the case names its bits. Exits with 0 if the subjects agree with each
/// other on everything, and with 1 if not, or if one failed in a way that belongs to no case.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  zarrproof compare oracle zarr-cast-value\n  zarrproof compare --to float16 zarr-cast-value 'python3 my_adapter.py'\n  zarrproof compare --kind metadata oracle ./adapter-1.0 ./adapter-2.0"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    cases: CaseArguments,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    limits: LimitArguments,
    /// Subjects: of this build, or each the command line of a program as one word
    #[arg(value_name = "SUBJECT", required = true, num_args = 2..)]
    subjects: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let Arguments { cases, format, limits, subjects } = arguments;
    let (selection, readings) = (cases.selection()?, cases.readings()?);
    if selection.is_of_golden_arrays() {
        return Err(Failure::usage(
            "golden arrays are not compared: `zarrproof check` asks each subject for them",
        ));
    }
    let targets = subjects.iter().map(|word| limits.target(word));
    let targets: Vec<_> = targets.collect::<Result<_, _>>()?;
    let store = cases.store()?;

    let comparison =
        with_bar(|progress| compare(&readings, &targets, &store, &selection, progress))?;

    let agreement = &comparison.agreement;
    if agreement.compared() + agreement.left_out == 0 {
        return Err(Failure::usage(
            "no case of the vectors passes the selection: leave out an option, or see `zarrproof list`",
        ));
    }
    let options = cases.expecting_words();
    let context = ComparisonContext { manifest: store.manifest(), subjects, options: &options };
    match format {
        Format::Text => print(&comparison_to_text(&comparison, &context))?,
        Format::Json => print(&comparison_to_json(&comparison, &context))?,
    }
    match agreement.compared() {
        0 => Err(Failure::usage(
            "nothing was compared: no selected case is one that all subjects do",
        )),
        _ if comparison.agrees() => Ok(Verdict::Good),
        _ => Ok(Verdict::Bad),
    }
}
