//! The vectors against every subject of this build: one trial a file and subject, so that test
//! runners list and filter them by name (`zarr-cast-value::float64::float16`).
//!
//! Pairs of types that a subject does not do are ignored trials. What a subject is known to get
//! wrong is in a table below, and a trial fails both when something else goes wrong and when a known
//! fault is gone.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use zarrproof::check::{Report, Target, check};
use zarrproof::codec::Operation;
use zarrproof::data_type::DataType;
use zarrproof::subject::{BuiltIn, IN_PROCESS, InProcess};
use zarrproof::vectors::{ElementFile, Selection, Store};

/// What a subject is known to get wrong.
struct Known {
    subject: &'static str,
    pair: (&'static str, &'static str),
    /// The tag that says most, of every failing group.
    tag: &'static str,
    /// Whether this machine has the fault.
    here: fn() -> bool,
}

/// `half` 2.7 converts float64 to float16 by way of float32 with the F16C instructions of x86, and
/// drops the low 32 bits where there are none: both round twice, which zarr-cast-value inherits.
const KNOWN: [Known; 1] = [Known {
    subject: "zarr-cast-value",
    pair: ("float64", "float16"),
    tag: "double-rounding",
    here: || cfg!(target_arch = "x86_64"),
}];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let store = match Store::directory(directory) {
        Ok(store) => Arc::new(store),
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut trials = Vec::new();
    for subject in IN_PROCESS.iter().filter(|subject| subject.is_built()) {
        let Ok(built_in) = InProcess::find(subject.name) else { continue };
        let hello = (built_in.start)().hello().clone();
        for (input, output) in store.pairs() {
            let store = Arc::clone(&store);
            let names = [input.name(), output.name()];
            let name = format!("{}::{input}::{output}", subject.name);
            let trial = Trial::test(name, move || run(built_in, &store, input, output));
            let supported = hello.supports("cast_value", Operation::Encode, names);
            trials.push(trial.with_ignored_flag(!supported));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn run(subject: BuiltIn, store: &Store, input: DataType, output: DataType) -> Result<(), Failed> {
    let selection = Selection { from: vec![input], to: vec![output], ..Selection::default() };
    let report = check(&Target::BuiltIn(subject), store, &selection, &|_| {})?;

    let entry = &store.manifest().files[&ElementFile::path(input, output)];
    if report.tally.judged() != entry.expectations {
        let judged = report.tally.judged();
        return Err(format!("{judged} of {} expectations were judged", entry.expectations).into());
    }
    let known = KNOWN.iter().find(|known| {
        (known.subject, known.pair) == (subject.name, (input.name(), output.name()))
            && (known.here)()
    });
    match known {
        Some(_) if report.groups.is_empty() => Err("a known fault is gone: remove it".into()),
        Some(known) if report.groups.iter().all(|group| group.tag == known.tag) => Ok(()),
        None if report.tally.conforms() => Ok(()),
        _ => Err(describe(&report).into()),
    }
}

fn describe(report: &Report) -> String {
    let groups = report.groups.iter().map(|group| {
        let simplest = &group.simplest;
        let deviation = group.deviation.describe();
        format!("{} times {}: {deviation}, as in {}", group.count, group.tag, simplest.id())
    });
    groups.collect::<Vec<_>>().join("\n")
}
