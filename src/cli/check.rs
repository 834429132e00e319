//! `zarrproof check`.

use std::path::PathBuf;
use std::sync::OnceLock;

use clap::ValueEnum;
use glob::Pattern;

use super::subject::SubjectArguments;
use super::{Failure, Verdict, parse_list, progress::Bar};
use crate::check::{CheckError, Progress, check_under};
use crate::codec::notes::ReadingChoice;
use crate::report::{Context, to_json, to_text};
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
`data` is base64 of the elements in C order, little-endian; types below 8 bits take one byte each,
of which only the low bits count. `decode` takes elements of the configuration's data_type and
returns elements of the request's. What else a program does is asked only if it says so:
`fill_value` wants the fill value after the codec, as one element; `validate` whether the metadata
is acceptable, as {"id":8,"valid":true}; `scalar` the element that `fill_value` denotes, without a
codec, for the types that the introduction lists as "scalars". Requests are sent ahead; answers may
come in any order. Standard error is free for logs; its last lines are shown with a failure. The
program ends when its input does.

Examples:
  zarrproof check zarr-cast-value
  zarrproof check --from float64 --to float16 --tag double-rounding zarr-cast-value
  zarrproof check --kind metadata,scalars -- ./my-adapter
  zarrproof check -- python3 my_adapter.py"#;

/// Check an implementation against the golden vectors
///
/// The subject is one of this build (`zarrproof list subjects`), or any program that speaks the
/// protocol. Exits with 0 if it conforms and with 1 if it does not.
///
/// An element is asked for by encoding and by decoding, as far as the subject does both and a
/// configuration permits it. One that has a result is asked at two positions of long arrays, and alone;
/// of a program, one in 16 alone. One that must fail is asked alone; of a subject of this build, in two
/// places of an array too. Anything else is asked once.
///
/// A program that ends, hangs or breaks the protocol is started again, and what it was asked is asked
/// again in smaller and smaller company until the culprits are found. After 1000 restarts or more than
/// 30 answers that did not come within `--timeout`, all processes together, it is given up, and what it
/// was not asked any more is counted as not asked. One that never answers takes 31 times `--timeout`,
/// which is about ten minutes unless another time is given.
#[derive(clap::Args)]
#[command(after_help = PROTOCOL)]
pub(super) struct Arguments {
    #[command(flatten)]
    subject: SubjectArguments,
    /// Only these kinds of vectors: elements, scalar_map, arrays, fill_value, metadata, scalars
    #[arg(long, value_name = "KINDS")]
    kind: Vec<String>,
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
    /// Only cases about at least one of these clauses (`zarrproof list clauses`)
    #[arg(long, value_name = "IDS")]
    clause: Vec<String>,
    /// Only cases of elements with at least one of these tags (`zarrproof list tags`)
    #[arg(long, value_name = "TAGS")]
    tag: Vec<String>,
    /// Only cases whose id matches one of these globs
    #[arg(long, value_name = "GLOB")]
    filter: Vec<String>,
    /// Expect what these readings of notes give, such as SN-07=B (needs the feature `oracle`)
    #[arg(long, value_name = "READINGS")]
    reading: Vec<String>,
    /// Vectors from a directory, not from this build
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
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
            kinds: parse_list(&self.kind)?,
            from: parse_list(&self.from)?,
            to: parse_list(&self.to)?,
            rounding: parse_list(&self.rounding)?,
            out_of_range: parse_list(&self.out_of_range)?,
            tags,
            clauses: parse_list(&self.clause)?,
            filters: self.filter.iter().map(pattern).collect::<Result<_, _>>()?,
        })
    }

    /// The options that decide what is expected.
    fn expecting_words(&self) -> Vec<String> {
        let directory = self.vectors.iter().map(|directory| directory.display().to_string());
        let readings = self.reading.iter().flat_map(|one| ["--reading".to_owned(), one.clone()]);
        directory.flat_map(|one| ["--vectors".to_owned(), one]).chain(readings).collect()
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let selection = arguments.selection()?;
    let readings: Vec<ReadingChoice> = parse_list(&arguments.reading)?;
    let target = arguments.subject.target()?;
    let store = match &arguments.vectors {
        Some(directory) => Store::directory(directory),
        None => Store::embedded(),
    };
    let store = store.map_err(Failure::usage)?;

    let bar = OnceLock::new();
    let report = check_under(&readings, &target, &store, &selection, &|progress| match progress {
        Progress::Files(files) => drop(bar.set(Bar::new(files, "files"))),
        Progress::FileDone => bar.get().into_iter().for_each(|bar: &Bar| bar.advance(1)),
    });
    bar.into_inner().iter().for_each(Bar::finish);
    let report = report.map_err(|error| match error {
        CheckError::Subject(error) => Failure::from(error),
        error => Failure::usage(error),
    })?;

    let (subject, options) = (arguments.subject.words(), arguments.expecting_words());
    let context = Context { manifest: store.manifest(), subject: &subject, options: &options };
    if report.tally.total() == 0 {
        return Err(Failure::usage("no case of the vectors passes the selection"));
    }
    match arguments.format {
        Format::Text => print!("{}", to_text(&report, &context)),
        Format::Json => print!("{}", to_json(&report, &context)),
    }
    if report.tally.judged() + report.tally.not_asked == 0 {
        return Err(Failure::usage(format!(
            "nothing was checked: {} supports none of the {} expectations selected",
            report.hello.implementation.name,
            report.tally.total()
        )));
    }
    Ok(if report.conforms() { Verdict::Good } else { Verdict::Bad })
}
