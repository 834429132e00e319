//! The vectors against every subject of this build: one trial a file and subject, so that test
//! runners list and filter them by name (`zarr-cast-value::float64::float16`,
//! `oracle::scalar_map::order`).
//!
//! Files of which a subject does nothing are ignored trials. What a subject is known to get wrong is
//! in a table below, and a trial fails both when something else goes wrong and when a known fault is
//! gone.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use glob::Pattern;
use libtest_mimic::{Arguments, Failed, Trial};
use zarrproof::check::{Report, Target, check};
use zarrproof::data_type::DataType;
use zarrproof::protocol::Hello;
use zarrproof::subject::{BuiltIn, IN_PROCESS, InProcess};
use zarrproof::vectors::{ElementFile, Kind, ScenarioKind, Selection, Store};

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

/// A file of vectors, as a trial.
struct File {
    /// What follows the subject in the trial's name.
    name: String,
    path: String,
    selection: Selection,
    /// Whether a subject that does any of it does all.
    whole: bool,
}

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
        let mut add = |file: File, supported: bool| {
            let store = Arc::clone(&store);
            let name = format!("{}::{}", subject.name, file.name);
            let trial = Trial::test(name, move || run(built_in, &store, &file));
            trials.push(trial.with_ignored_flag(!supported));
        };
        for (input, output) in store.pairs() {
            let names = [input.name(), output.name()];
            let supported = hello.supports("cast_value", "encode", &names);
            add(File::of_pair(input, output), supported);
        }
        for path in store.scenario_paths() {
            let Some(kind) = ScenarioKind::of_path(&path) else { continue };
            add(File::of_scenarios(kind, path), does(&hello, kind));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Whether a subject does anything of a kind.
fn does(hello: &Hello, kind: ScenarioKind) -> bool {
    let operation = match kind {
        ScenarioKind::ScalarMap | ScenarioKind::Arrays => "encode",
        ScenarioKind::FillValue => "fill_value",
        ScenarioKind::Metadata => "validate",
        ScenarioKind::Scalars => return !hello.scalars.is_empty(),
    };
    hello.supports("cast_value", operation, &[])
}

impl File {
    fn of_pair(input: DataType, output: DataType) -> File {
        let selection = Selection {
            kinds: vec![Kind::Elements],
            from: vec![input],
            to: vec![output],
            ..Selection::default()
        };
        let path = ElementFile::path(input, output);
        File { name: format!("{input}::{output}"), path, selection, whole: true }
    }

    fn of_scenarios(kind: ScenarioKind, path: String) -> File {
        let theme = path.trim_end_matches(".json");
        let ids = Pattern::new(&format!("{theme}/*")).expect("a glob");
        let name = theme.trim_start_matches("cast_value/").replace('/', "::");
        let kinds = vec![Kind::Scenarios(kind)];
        let selection = Selection { kinds, filters: vec![ids], ..Selection::default() };
        File { name, path, selection, whole: false }
    }
}

fn run(subject: BuiltIn, store: &Store, file: &File) -> Result<(), Failed> {
    let report = check(&Target::BuiltIn(subject), store, &file.selection, &|_| {})?;

    let expectations = store.manifest().files[&file.path].expectations;
    let asked = if file.whole { report.tally.judged() } else { report.tally.total() };
    if asked != expectations {
        return Err(format!("{asked} of {expectations} expectations were judged").into());
    }
    let known = KNOWN.iter().find(|known| {
        (known.subject, known.file) == (subject.name, file.name.as_str()) && (known.here)()
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
