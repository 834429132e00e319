//! Checking a subject: planning what to ask, judging what it says, and grouping what fails.
//!
//! Nothing here knows a particular subject, and nothing prints.

mod asked;
mod batch;
mod compare;
mod deviation;
mod elements;
mod findings;
mod group;
mod jobs;
mod judge;
pub mod known;
mod layouts;
mod plan;
mod profile;
mod reply;
mod request;
#[cfg(feature = "oracle")]
mod reread;
mod rounds;
mod scenarios;
#[cfg(feature = "oracle")]
pub mod shrink;
pub mod smoke;
mod source;
mod stores;
#[cfg(feature = "oracle")]
mod trial;

use std::collections::BTreeMap;
use std::num::NonZero;
use std::thread::available_parallelism;

pub use asked::Asked;
pub use compare::{Agreement, Compared, Comparison, Difference, Party, Stance, compare};
pub use deviation::Deviation;
pub use findings::{Failure, FileReport, Report, Seen, Standing, Tally};
pub(crate) use group::describe_layouts;
pub use group::{Class, Group, PairClass};
pub use judge::{Got, Verdict, Wanted};
pub use plan::Depth;
pub use profile::{CaseProfile, NoteProfile, profile};
pub use stores::{
    Judged, ProbeOutcome, Probed, ProbedFormat, StoredDifference, StoredOperation, StoredWanted,
};
#[cfg(feature = "oracle")]
pub use trial::Trial;

use crate::codec::column::Conversion;
use crate::codec::notes::{NoteError, ReadingChoice};
use crate::codec::table;
use crate::data_type::{DataType, DataTypeNameError};
use crate::protocol::{Hello, ReadRequest, Request, WriteRequest};
use crate::subject::{
    BuiltIn, External, Program, Reader, ReaderProgram, Reply, Stop, Subject, SubjectError,
};
use crate::vectors::golden::STORES;
use crate::vectors::{ElementFile, ScenarioKind, Selection, Store, VectorError};

#[cfg(feature = "oracle")]
pub(crate) use group::{insert, simplicity};
pub(crate) use jobs::share_out;
#[cfg(feature = "oracle")]
pub(crate) use judge::judge;

use findings::Keep;
use rounds::Rounds;
use source::Source;

/// What to check.
#[derive(Clone, Debug)]
pub enum Target {
    BuiltIn(BuiltIn),
    External(Program),
    /// A program that opens an array and prints its elements.
    Reader(ReaderProgram),
}

/// Starts another instance of a subject, if it starts.
pub(crate) type StartAnother = Box<dyn Fn() -> Option<Box<dyn Subject>> + Sync>;

/// Why a check did not come to a verdict.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    #[error(transparent)]
    Vectors(#[from] VectorError),
    #[error(transparent)]
    Subject(#[from] SubjectError),
    #[error(transparent)]
    Note(#[from] NoteError),
    #[error("failed to write copies of golden arrays: {0}")]
    Copies(std::io::Error),
    #[error(
        "this build cannot check under other readings, which needs the feature oracle: cargo run --release --features oracle -- check --reading …"
    )]
    NoOracle,
}

/// How far a check is.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    Files(u64),
    FileDone,
}

/// A file of vectors.
enum File {
    Elements(Conversion),
    Scenarios(String),
    /// The golden arrays of a room.
    Stores(String),
}

impl File {
    /// Asks a subject for every selected case of the file.
    fn run(
        &self,
        subject: &mut dyn Subject,
        source: &Source,
        selection: &Selection,
        depth: Depth,
        keep: Keep,
    ) -> Result<FileReport, CheckError> {
        Ok(match self {
            File::Elements(conversion) => {
                let file = source.elements(*conversion)?;
                elements::run(subject, &file, source, selection, depth, keep)
            }
            File::Scenarios(path) => {
                scenarios::run(subject, source.scenarios(path)?, selection, depth, keep)
            }
            File::Stores(room) => {
                let arrays = source.golden_arrays(room, selection)?;
                stores::run(subject, room, arrays, selection, keep)?
            }
        })
    }
}

impl Target {
    fn start(&self) -> Result<Box<dyn Subject>, SubjectError> {
        Ok(match self {
            Target::BuiltIn(built_in) => (built_in.start)(),
            Target::External(program) => Box::new(External::start(program)?),
            Target::Reader(program) => Box::new(Reader::new(program.clone())),
        })
    }

    /// Starts one, and returns what starts others beside it.
    pub(crate) fn start_with_more(&self) -> Result<(Box<dyn Subject>, StartAnother), SubjectError> {
        Ok(match self {
            Target::BuiltIn(built_in) => {
                let start = built_in.start;
                (start(), Box::new(move || Some(start())))
            }
            Target::External(program) => {
                let external = External::start(program)?;
                let another = external.another();
                let start_another = move || {
                    let external = another.start()?;
                    Some(Box::new(external) as Box<dyn Subject>)
                };
                (Box::new(external), Box::new(start_another))
            }
            Target::Reader(program) => {
                let program = program.clone();
                (Box::new(Reader::new(program)), Box::new(|| None))
            }
        })
    }

    /// One in this process can be asked for much in little time.
    fn depth(&self) -> Depth {
        match self {
            Target::BuiltIn(_) => Depth::Full,
            Target::External(_) | Target::Reader(_) => Depth::Sampled,
        }
    }
}

/// The room of a file below the directory of vectors.
fn room_of(path: &str) -> &str {
    path.split_once('/').map_or(path, |(room, _)| room)
}

impl File {
    /// The room that it is in.
    fn room(&self) -> String {
        match self {
            File::Elements(conversion) => conversion.codec.room(),
            File::Scenarios(path) => room_of(path).to_owned(),
            File::Stores(room) => room.clone(),
        }
    }

    /// Roughly how long it takes to ask for.
    fn weight(&self, store: &Store) -> u64 {
        let path = match self {
            File::Elements(conversion) => ElementFile::path(*conversion),
            File::Scenarios(path) => path.clone(),
            // Each is a whole array.
            File::Stores(room) => return store.golden_count(room, &Selection::default()) * 8,
        };
        store.manifest().files.get(&path).map_or(0, |entry| entry.expectations)
    }
}

/// Runs the selected cases of `store` on a subject. `progress` is told the number of files once,
/// then after each file.
pub fn check(
    target: &Target,
    store: &Store,
    selection: &Selection,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Report, CheckError> {
    check_under(&[], target, store, selection, progress)
}

/// As [`check`], under other readings than the stand on some notes. That needs the oracle.
pub fn check_under(
    readings: &[ReadingChoice],
    target: &Target,
    store: &Store,
    selection: &Selection,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Report, CheckError> {
    check_until(Stop::default(), readings, target, store, selection, progress)
}

/// As [`check_under`], with what may end it early.
pub fn check_until(
    stop: Stop,
    readings: &[ReadingChoice],
    target: &Target,
    store: &Store,
    selection: &Selection,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Report, CheckError> {
    let source = Source::new(store, readings)?;
    let depth = source.depth(target.depth());
    let run = |subject: &mut dyn Subject, file: &File| -> Result<FileReport, CheckError> {
        if stop.reason().is_some() {
            let mut silent = Silent { hello: subject.hello().clone() };
            return file.run(&mut silent, &source, selection, depth, Keep::Failures);
        }
        file.run(subject, &source, selection, depth, Keep::Failures)
    };
    let not_listed;
    let mut probed = None;
    let (mut subject, reports): (Box<dyn Subject>, _) = match target {
        Target::BuiltIn(built_in) => {
            let subject = (built_in.start)();
            let (files, others) = files(store, selection, [subject.hello()]);
            not_listed = others;
            progress(Progress::Files(files.len() as u64));
            let run_on = |subject: &mut dyn Subject, file: &File| {
                let report = run(subject, file);
                progress(Progress::FileDone);
                report
            };
            let another = || Some((built_in.start)());
            let jobs = available_parallelism().map_or(1, NonZero::get);
            let weight = |file: &File| file.weight(store);
            let mut one = (built_in.start)();
            let reports = share_out(one.as_mut(), &another, jobs, &files, weight, run_on)?;
            (subject, reports)
        }
        Target::External(program) => {
            let mut program = program.clone();
            program.limits.stop = stop;
            let (mut external, another) = Target::External(program.clone()).start_with_more()?;
            let (files, others) = files(store, selection, [external.hello()]);
            not_listed = others;
            progress(Progress::Files(files.len() as u64));
            let weights = files.iter().map(|file| file.weight(store)).collect();
            let jobs = program.jobs.get();
            let rounds = Rounds { files: &files, weights, jobs, another: &another, run: &run };
            let reports = rounds.run(external.as_mut(), &|| progress(Progress::FileDone))?;
            if let Some(reason) = external.health().other_introduction {
                let program = program.command.join(" ");
                return Err(SubjectError::Introductions { program, reason }.into());
            }
            (external, reports)
        }
        Target::Reader(program) => {
            let mut program = program.clone();
            program.program.limits.stop = stop;
            let mut reader = Reader::new(program);
            probed = Some(stores::probe(&mut reader, store)?);
            let (mut files, _) = files(store, selection, [reader.hello()]);
            files.retain(|file| matches!(file, File::Stores(_)));
            not_listed = BTreeMap::new();
            progress(Progress::Files(files.len() as u64));
            let mut reports = Vec::new();
            for file in &files {
                reports.push(run(&mut reader, file)?);
                progress(Progress::FileDone);
            }
            (Box::new(reader), reports)
        }
    };
    let mut report = Report::new(subject.hello().clone(), readings, depth, reports);
    report.stopped = stop.reason();
    report.not_listed = not_listed;
    report.probed = probed;
    if report.tally.fail > 0 && report.stopped.is_none() && report.probed.is_none() {
        report.follows = profile::follows(subject.as_mut(), store, readings)?;
    }
    report.set_health(subject.health());
    Ok(report)
}

/// A subject that is not asked any more.
struct Silent {
    hello: Hello,
}

impl Subject for Silent {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        vec![Reply::NotAsked; requests.len()]
    }

    fn ask_reads(&mut self, requests: &[ReadRequest]) -> Vec<Reply> {
        vec![Reply::NotAsked; requests.len()]
    }

    fn ask_writes(&mut self, requests: &[WriteRequest]) -> Vec<Reply> {
        vec![Reply::NotAsked; requests.len()]
    }
}

/// The files that can have selected cases; and by codec, how many expectations there are in files that one of the
/// introductions rules out.
fn files<'h>(
    store: &Store,
    selection: &Selection,
    hellos: impl IntoIterator<Item = &'h Hello> + Clone,
) -> (Vec<File>, BTreeMap<String, u64>) {
    let conversions = store.conversions().into_iter();
    let conversions = conversions.filter(|one| selection.includes_conversion(*one));
    let mut files: Vec<_> = conversions.map(File::Elements).collect();
    files.retain(|file| selection.includes_room(&file.room()));
    let mut not_listed = BTreeMap::new();
    let is_included = |path: &String| {
        ScenarioKind::of_path(path).is_some_and(|kind| selection.includes_scenarios(kind, path))
            && selection.includes_room(room_of(path))
    };
    for path in store.scenario_paths().into_iter().filter(is_included) {
        let file = File::Scenarios(path.clone());
        match hellos.clone().into_iter().find_map(|hello| ruled_out(&path, hello)) {
            Some(codec) => *not_listed.entry(codec).or_default() += file.weight(store),
            None => files.push(file),
        }
    }
    let reads = |hello: &Hello| !hello.stores.is_empty();
    for room in store.golden_rooms().into_iter().filter(|room| selection.includes_golden_room(room))
    {
        match hellos.clone().into_iter().all(reads) {
            true => files.push(File::Stores(room.to_owned())),
            false => {
                let count = store.golden_count(room, selection);
                *not_listed.entry(STORES.to_owned()).or_default() += count;
            }
        }
    }
    (files, not_listed)
}

/// The codec that a file is about, or its kind, if an introduction says nothing of it. Of codecs that convert elements, and of
/// scalars of real types, it need not: the types and operations that it has not are told one by one.
pub(crate) fn ruled_out(path: &str, hello: &Hello) -> Option<String> {
    let (room, rest) = path.split_once('/')?;
    match table::of_room(room) {
        Some(codec) if codec.elements.is_some() => None,
        Some(codec) => (!hello.lists_codec(codec)).then(|| codec.name.to_owned()),
        None if ScenarioKind::of_path(path) == Some(ScenarioKind::Chains) => {
            (!hello.chains).then(|| room.to_owned())
        }
        None => {
            let name = rest.trim_end_matches(".json").split('/').next()?;
            let is_other = match DataType::from_name(name) {
                Ok(data_type) => data_type.real().is_none(),
                Err(error) => matches!(error, DataTypeNameError::NoParameters { .. }),
            };
            let is_listed = hello.scalars.iter().any(|one| one == name);
            (is_other && !is_listed).then(|| room.to_owned())
        }
    }
}
