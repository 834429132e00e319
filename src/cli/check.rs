//! `zarrproof check`.

use std::path::PathBuf;
use std::time::Duration;

use super::cases::CaseArguments;
use super::known::KnownFile;
use super::output::print;
use super::progress::with_bar;
use super::reader::ReaderArguments;
use super::subject::{SubjectArguments, seconds};
use super::{Failure, Format, PROTOCOL, Verdict};
use crate::check::{Standing, check_until};
use crate::files::Destination;
use crate::report::{Context, to_json, to_junit, to_text};
use crate::subject::{Stop, Stopped};

/// Check an implementation against the golden vectors
///
/// The subject is one of this build (`zarrproof list subjects`), or any program that speaks the
/// protocol. Exits with 0 if it conforms, and with 1 if it does not or lists nothing that this build
/// knows.
///
/// With `--reader` the program is any that opens an array on disk and prints its elements; it is asked for golden arrays.
///
/// An element is asked for by encoding and by decoding, as far as the subject does both and a
/// configuration permits it. One that has a result is asked at two positions of long arrays, and alone;
/// of a program, one in 16 alone. One that must fail is asked alone; of a subject of this build, in two
/// places of an array too. Anything else is asked once.
///
/// A program that ends, hangs or breaks the protocol is started again, and the requests responsible are
/// found. After three silences or 24 other failures that have something in common (an operation, a
/// type, a mode, a value), everything like them is left out, which the report says; a few of these are
/// asked all the same, to see whether that was too much. `--patience` is the time that all failures may take; then whatever resembles a
/// failure is left out. After twice that time the program is given up, and the rest is not asked.
///
/// A check that is interrupted (SIGINT, SIGTERM, SIGHUP, `--max-time`) reports what it has found so far. A
/// second signal ends it at once.
#[derive(clap::Args)]
#[command(after_help = PROTOCOL)]
pub(super) struct Arguments {
    #[command(flatten)]
    subject: SubjectArguments,
    #[command(flatten)]
    reader: ReaderArguments,
    #[command(flatten)]
    cases: CaseArguments,
    /// Failures that are known: the subject conforms with exactly these
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Write the file of known failures anew; what people wrote into it stays
    #[arg(long, requires = "known")]
    update_known: bool,
    /// Write a JUnit report too, one test case a file of vectors
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Seconds after which no more is asked, and what was found so far is reported
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    max_time: Option<Duration>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let (mut selection, readings) = (arguments.cases.selection()?, arguments.cases.readings()?);
    arguments.reader.choose_profile(&mut selection);
    let target = arguments.reader.target(arguments.subject.target()?)?;
    let junit = arguments.junit.as_deref().map(Destination::open);
    let junit = junit.transpose().map_err(Failure::usage)?;
    if let (Some(junit), Some(known)) = (&junit, &arguments.known)
        && junit.is(known)
    {
        return Err(Failure::usage("--junit and --known name the same file; expected two"));
    }
    let known = KnownFile::open(arguments.known.as_deref(), arguments.update_known, &selection)?;
    let store = arguments.cases.store()?;

    let stop = Stop::at_signal_or_after(arguments.max_time);
    let checked =
        with_bar(|progress| check_until(stop, &readings, &target, &store, &selection, progress));
    let mut report = match (checked, stop.reason()) {
        (Err(_), Some(Stopped::Signal(signal))) => return Ok(Verdict::Interrupted(signal)),
        (checked, _) => checked?,
    };

    let subject = [arguments.reader.words(), arguments.subject.words()].concat();
    let options = arguments.cases.expecting_words();
    let context = Context { manifest: store.manifest(), subject: &subject, options: &options };
    if report.tally.total() == 0 {
        return Err(Failure::usage(
            "no case of the vectors passes the selection: leave out an option, or see `zarrproof list`",
        ));
    }
    // Files that cannot be written after all must not cost the report.
    let kept = known.map_or(Ok(()), |known| known.apply(&mut report, &selection));
    let written = junit.map_or(Ok(()), |junit| {
        let text = to_junit(&report, &context).map_err(Failure::usage)?;
        junit.write(text.as_bytes()).map_err(Failure::usage)
    });
    match arguments.format {
        Format::Text => print(&to_text(&report, &context))?,
        Format::Json => print(&to_json(&report, &context))?,
    }
    if let Some(Stopped::Signal(signal)) = report.stopped {
        kept.and(written)?;
        return Ok(Verdict::Interrupted(signal));
    }
    if report.hello.unknown().is_all() {
        return Ok(Verdict::Bad);
    }
    kept.and(written)?;
    if report.standing() == Standing::NotChecked {
        return Err(Failure::usage(format!(
            "nothing was checked: {} supports none of the {} expectations selected",
            report.hello.implementation.name,
            report.tally.total()
        )));
    }
    Ok(if report.conforms() { Verdict::Good } else { Verdict::Bad })
}
