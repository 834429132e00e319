//! The vectors against subjects of this build: one trial a file and subject, so that test
//! runners list and filter them by name (`zarr-cast-value::float64::float16`,
//! `oracle::scalar_map::order`).
//!
//! Files of which a subject does nothing are ignored trials. What a subject is known to get wrong is
//! in a table below, and a trial fails both when something else goes wrong and when a known fault is
//! gone.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use zarrproof::check::{Report, Target, check};
use zarrproof::codec::table;
use zarrproof::protocol::Hello;
use zarrproof::subject::{BuiltIn, IN_PROCESS, InProcess};
use zarrproof::vectors::{Kind, Part, ScenarioKind, Store};

/// What a subject is known to get wrong.
struct Known {
    subject: &'static str,
    /// What follows the subject in the trial's name.
    file: &'static str,
    /// The tag that says most, or the clause, of every failing group.
    topics: &'static [&'static str],
    /// Whether this machine has the fault.
    here: fn() -> bool,
}

/// `half` 2.7 converts float64 to float16 by way of float32 with the F16C instructions of x86, and
/// drops the low 32 bits where there are none: both round twice, which zarr-cast-value inherits.
const KNOWN: [Known; 1] = [Known {
    subject: "zarr-cast-value",
    file: "float64::float16",
    topics: &["double-rounding"],
    here: || cfg!(target_arch = "x86_64"),
}];

/// The subjects that get few things wrong, or none.
const SUBJECTS: [&str; 2] = ["oracle", "zarr-cast-value"];

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
    let built = IN_PROCESS.iter().filter(|subject| subject.is_built());
    for subject in built.filter(|subject| SUBJECTS.contains(&subject.name)) {
        let Ok(built_in) = InProcess::find(subject.name) else { continue };
        let hello = (built_in.start)().hello().clone();
        for part in store.parts() {
            let supported = does(&hello, &part);
            let store = Arc::clone(&store);
            let name = format!("{}::{}", subject.name, part.name);
            let trial = Trial::test(name, move || run(built_in, &store, &part));
            trials.push(trial.with_ignored_flag(!supported));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Whether a subject does anything of a file.
fn does(hello: &Hello, part: &Part) -> bool {
    let operation = match part.kind {
        Kind::Elements | Kind::Scenarios(ScenarioKind::ScalarMap | ScenarioKind::Arrays) => {
            "encode"
        }
        Kind::Scenarios(ScenarioKind::FillValue) => "fill_value",
        Kind::Scenarios(ScenarioKind::Metadata) => "validate",
        Kind::Scenarios(ScenarioKind::Scalars) => return !hello.scalars.is_empty(),
        Kind::Scenarios(ScenarioKind::Chains) => return hello.chains,
        // Golden arrays are no files.
        Kind::Stores => return false,
        Kind::Scenarios(ScenarioKind::Elementwise | ScenarioKind::Encodings) => {
            let room = part.path.split('/').next().and_then(table::of_room);
            return room.is_some_and(|codec| hello.lists_codec(codec));
        }
    };
    let types = part.selection.from.iter().chain(&part.selection.to);
    let types: Vec<_> = types.map(|data_type| data_type.name()).collect();
    hello.supports("cast_value", operation, &types)
}

fn run(subject: BuiltIn, store: &Store, part: &Part) -> Result<(), Failed> {
    let report = check(&Target::BuiltIn(subject), store, &part.selection, &|_| {})?;

    let expectations = store.manifest().files[&part.path].expectations;
    // A subject that does any cast of a pair does all.
    let is_pair = part.kind == Kind::Elements;
    let asked = if is_pair { report.tally.judged() } else { report.tally.total() };
    if asked != expectations {
        return Err(format!("{asked} of {expectations} expectations were judged").into());
    }
    let known = KNOWN.iter().find(|known| {
        (known.subject, known.file) == (subject.name, part.name.as_str()) && (known.here)()
    });
    let is_known = |topics: &[&str]| report.groups.iter().all(|one| topics.contains(&one.topic()));
    match known {
        Some(_) if report.groups.is_empty() => Err("a known fault is gone: remove it".into()),
        Some(known) if is_known(known.topics) => Ok(()),
        None if report.tally.conforms() => Ok(()),
        _ => Err(describe(&report).into()),
    }
}

fn describe(report: &Report) -> String {
    let groups = report.groups.iter().map(|group| {
        let (topic, deviation) = (group.topic(), group.deviation.describe());
        let id = group.simplest.id();
        format!("{} times {topic}: {deviation}, as in {id}", group.count)
    });
    groups.collect::<Vec<_>>().join("\n")
}
