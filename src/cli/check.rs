//! `zarrproof check`.

use std::path::PathBuf;
use std::sync::OnceLock;

use clap::ValueEnum;
use glob::Pattern;

use super::{Failure, Verdict, parse_list, progress::Bar};
use crate::check::{CheckError, Progress, Target, check};
use crate::report::{Context, to_json, to_text};
use crate::subject::InProcess;
use crate::vectors::{Selection, Store, tags::TagSet};

/// What the protocol is, for `--help`.
const PROTOCOL: &str = r#"The protocol, version 1, one JSON object a line:
  asked:    {"op":"hello","protocol":1}
  answered: {"protocol":1,"implementation":{"name":"mine","version":"1.0"},
             "codecs":{"cast_value":{"data_types":["int8","float64"],"operations":["encode","decode"]}}}
  asked:    {"op":"encode","id":7,"codec":{"name":"cast_value","configuration":{"data_type":"int8",
             "rounding":"nearest-even","out_of_range":"clamp"}},
             "data_type":"float64","fill_value":1,"shape":[3],"data":"AAAAAAAA+D8AAAAAAMByQAAAAAAAAADA"}
  answered: {"id":7,"data":"An/+"}
        or  {"id":7,"error":{"kind":"value","message":"300 is out of range"}}
        or  {"id":7,"unsupported":"why"}
`data` is base64 of the elements in C order, little-endian; types below 8 bits take one byte each, of
which only the low bits count. `decode` takes elements of the configuration's data_type and returns
elements of the request's. Requests are sent ahead; answers may come in any order. Standard error is
free for logs. The program ends when its input does.

Examples:
  zarrproof check zarr-cast-value
  zarrproof check --from float64 --to float16 --tag double-rounding zarr-cast-value
  zarrproof check -- python3 my_adapter.py"#;

/// Check an implementation against the golden vectors
///
/// The subject is one of this build (`zarrproof list subjects`), or any program that speaks the
/// protocol. Exits with 0 if it conforms and with 1 if it does not.
///
/// A case is asked by encoding, but for `wrap` to a float type, which only decoding can ask for. One
/// that has a result is asked at two positions of long arrays, and alone; of a program, one in 16
/// alone. One that must fail is asked alone; of a subject of this build, in two places of an array
/// too.
#[derive(clap::Args)]
#[command(after_help = PROTOCOL)]
pub(super) struct Arguments {
    /// A subject of this build
    #[arg(value_name = "SUBJECT", required_unless_present = "command", conflicts_with = "command")]
    subject: Option<String>,
    /// Only cases from these data types
    #[arg(long, value_name = "TYPES")]
    from: Vec<String>,
    /// Only cases to these data types
    #[arg(long, value_name = "TYPES")]
    to: Vec<String>,
    /// Only these rounding modes
    #[arg(long, value_name = "MODES")]
    rounding: Vec<String>,
    /// Only these range rules: unset, clamp, wrap
    #[arg(long, value_name = "RULES")]
    out_of_range: Vec<String>,
    /// Only cases with at least one of these tags
    #[arg(long, value_name = "TAGS")]
    tag: Vec<String>,
    /// Only cases whose id matches one of these globs
    #[arg(long, value_name = "GLOB")]
    filter: Vec<String>,
    /// Vectors from a directory, not from this build
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// A program that speaks the protocol, and its arguments
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For machines: one JSON object
    Json,
}

impl Arguments {
    fn selection(&self) -> Result<Selection, Failure> {
        let mut tags = TagSet::default();
        for tag in parse_list::<String>(&self.tag)? {
            tags.insert(&tag).map_err(Failure::usage)?;
        }
        let pattern = |glob: &String| {
            Pattern::new(glob)
                .map_err(|error| Failure::usage(format!("{glob:?} is not a glob: {error}")))
        };
        Ok(Selection {
            from: parse_list(&self.from)?,
            to: parse_list(&self.to)?,
            rounding: parse_list(&self.rounding)?,
            out_of_range: parse_list(&self.out_of_range)?,
            tags,
            filters: self.filter.iter().map(pattern).collect::<Result<_, _>>()?,
        })
    }

    fn target(&self) -> Result<Target, Failure> {
        Ok(match &self.subject {
            Some(name) => Target::BuiltIn(InProcess::find(name)?),
            None => Target::External(self.command.clone()),
        })
    }

    /// The subject as it is named on the command line.
    fn subject_words(&self) -> String {
        match &self.subject {
            Some(name) => name.clone(),
            None => format!("-- {}", self.command.join(" ")),
        }
    }

    fn vectors_words(&self) -> String {
        match &self.vectors {
            Some(directory) => format!("--vectors {} ", directory.display()),
            None => String::new(),
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let selection = arguments.selection()?;
    let target = arguments.target()?;
    let store = match &arguments.vectors {
        Some(directory) => Store::directory(directory),
        None => Store::embedded(),
    };
    let store = store.map_err(Failure::usage)?;

    let bar = OnceLock::new();
    let report = check(&target, &store, &selection, &|progress| match progress {
        Progress::Pairs(pairs) => drop(bar.set(Bar::new(pairs, "pairs of types"))),
        Progress::PairDone => bar.get().into_iter().for_each(|bar: &Bar| bar.advance(1)),
    });
    bar.into_inner().iter().for_each(Bar::finish);
    let report = report.map_err(|error| match error {
        CheckError::Subject(error) => Failure::from(error),
        CheckError::Vectors(error) => Failure::usage(error),
    })?;

    let (subject, vectors) = (arguments.subject_words(), arguments.vectors_words());
    let context = Context { manifest: store.manifest(), subject: &subject, vectors: &vectors };
    if report.tally.total() == 0 {
        return Err(Failure::usage("no case of the vectors passes the selection"));
    }
    match arguments.format {
        Format::Text => print!("{}", to_text(&report, &context)),
        Format::Json => print!("{}", to_json(&report, &context)),
    }
    if report.tally.judged() == 0 {
        return Err(Failure::usage(format!(
            "nothing was checked: {} supports none of the {} expectations selected",
            report.hello.implementation.name,
            report.tally.total()
        )));
    }
    Ok(if report.tally.conforms() { Verdict::Good } else { Verdict::Bad })
}
