//! Where several subjects differ from each other, and from what the vectors expect.
//!
//! All of them are asked the same, in the same company: what each of them does. A file of vectors is
//! compared before the next one is read, so that only groups are kept.

mod grouping;

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::findings::Keep;
use super::source::Source;
use super::{
    Asked, CheckError, Class, Depth, Deviation, File, Got, Progress, Target, Verdict, Wanted, files,
};
use crate::codec;
use crate::codec::axis::Facet;
use crate::codec::notes::{Letter, ReadingChoice};
use crate::data_type::Real;
use crate::protocol::{Capability, Hello, Request, Stores};
use crate::subject::{External, Health, Reply, Subject, SubjectError};
use crate::vectors::{Selection, Store};

use grouping::Findings;

/// What comparing subjects came to.
#[derive(Debug)]
pub struct Comparison {
    pub subjects: Vec<Compared>,
    /// The readings under which the vectors were read, beside the stand.
    pub readings: Vec<ReadingChoice>,
    pub depth: Depth,
    pub agreement: Agreement,
    pub groups: Vec<Difference>,
}

/// One of the subjects.
#[derive(Debug)]
pub struct Compared {
    pub hello: Hello,
    /// What some other one does and this one does not.
    pub lacks: Capability,
    /// The data types whose scalars some other one reads and this one does not.
    pub lacks_scalars: Vec<String>,
    /// How all its instances came through.
    pub health: Health,
}

/// How many expectations the subjects agree on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Agreement {
    /// All of them did what the vectors accept, and the same.
    pub agree: u64,
    /// All of them did the same, and the vectors do not accept it.
    pub agree_against_vectors: u64,
    pub differ: u64,
    /// Not every one of them does what is asked.
    pub left_out: u64,
}

/// How what a subject did stands to the vectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    Meets,
    /// It followed another reading of an advisory note.
    Reading {
        note: u16,
        letter: Letter,
    },
    Deviates(Deviation),
}

/// Subjects that did the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Party {
    /// Positions among the subjects.
    pub subjects: Vec<usize>,
    pub stance: Stance,
}

/// Expectations that have one class and one tag or clause, and divide the subjects in one way.
#[derive(Debug)]
pub struct Difference {
    pub parties: Vec<Party>,
    pub class: Class,
    /// Of elements.
    pub tag: Option<&'static str>,
    pub clause: Option<String>,
    pub count: u64,
    pub pairs: Vec<(Real, Real)>,
    /// Of elements: by axis, and in the order of its words.
    pub facets: Vec<Facet>,
    pub simplest: Asked,
    pub wanted: Wanted,
    /// By subject.
    pub got: Vec<Got>,
}

/// A subject that is asked only what all of them do.
struct Limited {
    subject: Box<dyn Subject>,
    hello: Hello,
}

impl Subject for Limited {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        self.subject.ask(requests)
    }

    fn health(&self) -> Health {
        self.subject.health()
    }

    fn program(&mut self) -> Option<&mut External> {
        self.subject.program()
    }
}

impl Agreement {
    /// How many were asked of all subjects.
    pub fn compared(&self) -> u64 {
        self.agree + self.agree_against_vectors + self.differ
    }

    fn add(&mut self, other: Agreement) {
        self.agree += other.agree;
        self.agree_against_vectors += other.agree_against_vectors;
        self.differ += other.differ;
        self.left_out += other.left_out;
    }
}

impl Comparison {
    /// Whether the subjects did the same everywhere, and every failure to answer belongs to a case.
    pub fn agrees(&self) -> bool {
        let is_well = |one: &Compared| one.health.unattributed == 0;
        self.agreement.differ == 0 && self.subjects.iter().all(is_well)
    }
}

impl Difference {
    /// The tag, or the clause of cases that have no tags.
    pub fn topic(&self) -> &str {
        self.tag.or(self.clause.as_deref()).unwrap_or("untagged")
    }
}

/// Runs the selected cases of `store` on all subjects. `progress` is told the number of files once,
/// then after each file. Readings other than the stand need the oracle.
pub fn compare(
    readings: &[ReadingChoice],
    targets: &[Target],
    store: &Store,
    selection: &Selection,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Comparison, CheckError> {
    let source = Source::new(store, readings)?;
    let is_full = targets.iter().all(|target| target.depth() == Depth::Full);
    let depth = source.depth(if is_full { Depth::Full } else { Depth::Sampled });
    let first_team = team(targets)?;
    let hellos: Vec<Hello> = first_team.iter().map(|one| one.hello().clone()).collect();
    // Arrays on disk are not compared.
    let without = |hello: &Hello| Hello { stores: Stores::default(), ..hello.clone() };
    let without: Vec<_> = hellos.iter().map(without).collect();
    let (files, _) = files(store, selection, &without);
    progress(Progress::Files(files.len() as u64));
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    let healths = Mutex::new(vec![Health::default(); hellos.len()]);
    let work = |team: Result<Vec<Box<dyn Subject>>, SubjectError>| -> Result<(), CheckError> {
        let limit = |(subject, hello)| Limited { subject, hello: limited(hello, &hellos) };
        let mut team: Vec<_> = team?.into_iter().zip(&hellos).map(limit).collect();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(at) else {
                let mut healths = healths.lock().unwrap_or_else(|error| error.into_inner());
                healths.iter_mut().zip(&team).for_each(|(all, one)| all.add(one.health()));
                return Ok(());
            };
            let findings = compare_file(&mut team, file, &source, selection, depth)?;
            // What is left to ask has nothing to be compared with.
            for one in &team {
                if let Some(trouble) = one.health().given_up {
                    let subject = one.hello.implementation.name.clone();
                    let reason = trouble.reason.clone();
                    return Err(SubjectError::GivenUp { subject, reason }.into());
                }
            }
            results.lock().unwrap_or_else(|error| error.into_inner()).push((at, findings));
            progress(Progress::FileDone);
        }
    };
    thread::scope(|scope| {
        let others = (1..teams(targets)).map(|_| scope.spawn(|| work(team(targets))));
        let others: Vec<_> = others.collect();
        let mut done = work(Ok(first_team));
        for other in others {
            done = done.and(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    })?;

    let mut results = results.into_inner().unwrap_or_else(|error| error.into_inner());
    results.sort_by_key(|(at, _)| *at);
    let mut findings = Findings::default();
    results.into_iter().for_each(|(_, other)| findings.merge(other));
    let mut groups: Vec<_> = findings.groups.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    let healths = healths.into_inner().unwrap_or_else(|error| error.into_inner());
    let subjects = hellos.iter().zip(healths);
    let subjects = subjects.map(|(hello, health)| Compared::new(hello, &hellos, health)).collect();
    let (readings, agreement) = (readings.to_vec(), findings.agreement);
    Ok(Comparison { subjects, readings, depth, agreement, groups })
}

/// One instance of every subject.
fn team(targets: &[Target]) -> Result<Vec<Box<dyn Subject>>, SubjectError> {
    targets.iter().map(Target::start).collect()
}

/// How many teams work side by side: no more than there may be processes of any program.
fn teams(targets: &[Target]) -> usize {
    let jobs = targets.iter().filter_map(|target| match target {
        Target::BuiltIn(_) => None,
        Target::External(program) => Some(program.jobs),
        Target::Reader(reader) => Some(reader.program.jobs),
    });
    let jobs = jobs.min().or_else(|| thread::available_parallelism().ok());
    jobs.map_or(1, NonZero::get)
}

/// What a subject says of itself, without what not all subjects do.
fn limited(hello: &Hello, all: &[Hello]) -> Hello {
    let mut limited = hello.clone();
    for other in all {
        limited.scalars.retain(|name| other.scalars.contains(name));
        limited.layouts.retain(|name| other.layouts.contains(name));
        limited.codecs.retain(|name, _| other.codecs.contains_key(name));
        for (name, capability) in &mut limited.codecs {
            let other = &other.codecs[name];
            capability.data_types.retain(|name| other.data_types.contains(name));
            capability.operations.retain(|name| other.operations.contains(name));
        }
    }
    limited
}

impl Compared {
    fn new(hello: &Hello, all: &[Hello], health: Health) -> Compared {
        let capabilities = |hello: &Hello, of: fn(&Capability) -> &Vec<String>| {
            // Of the other codecs nobody is asked.
            let asked = hello.codecs.iter().filter(|(name, _)| codec::converts(name));
            asked.flat_map(|(_, capability)| of(capability)).cloned().collect::<Vec<_>>()
        };
        let missing = |of: &dyn Fn(&Hello) -> Vec<String>| {
            let own = of(hello);
            let mut missing: Vec<String> = Vec::new();
            for name in all.iter().flat_map(of) {
                if !own.contains(&name) && !missing.contains(&name) {
                    missing.push(name);
                }
            }
            missing
        };
        let lacks = Capability {
            data_types: missing(&|one| capabilities(one, |codec| &codec.data_types)),
            operations: missing(&|one| capabilities(one, |codec| &codec.operations)),
        };
        let lacks_scalars = missing(&|one| one.scalars.clone());
        Compared { hello: hello.clone(), lacks, lacks_scalars, health }
    }
}

/// Asks every subject for a file. They do the same, so that they are asked the same, in one order.
fn compare_file(
    team: &mut [Limited],
    file: &File,
    source: &Source,
    selection: &Selection,
    depth: Depth,
) -> Result<Findings, CheckError> {
    let mut findings = Findings::default();
    let mut results = Vec::new();
    for subject in team {
        let report = file.run(subject, source, selection, depth, Keep::Everything)?;
        let all = report.all.unwrap_or_default();
        // What none of them was asked is in the tally only; what this one said it does not do is in both.
        let answered_so =
            all.iter().filter(|(verdict, _)| *verdict == Verdict::Unsupported).count();
        findings.agreement.left_out = report.tally.unsupported - answered_so as u64;
        results.push(all.into_iter());
    }
    let next = || results.iter_mut().map(Iterator::next).collect::<Option<Vec<_>>>();
    // Of no subjects there would be rows without end.
    std::iter::from_fn(next).take_while(|row| !row.is_empty()).for_each(|row| findings.take(row));
    Ok(findings)
}
