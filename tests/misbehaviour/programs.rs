//! Programs that misbehave, and checks of them.

use std::num::NonZero;
use std::path::Path;
#[cfg(target_os = "linux")]
use std::process::Command;
use std::time::Duration;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use zarrproof::check::{Got, Report, Target, check};
use zarrproof::data_type::Real;
use zarrproof::subject::{Limits, Program};
use zarrproof::vectors::{Kind, Selection, Store};

use crate::interpreter::python;

/// What a program is, and when it does something wrong.
pub fn program(fault: &str, when: &[&str]) -> Program {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs/misbehaving.py");
    let command = python(&[&[path, fault], when].concat());
    let patience = Some(Duration::from_secs(600));
    let limits = Limits { answer: Duration::from_secs(2), patience, ..Limits::default() };
    let command = command.into_iter().map(str::to_owned).collect();
    Program { limits, ..Program::new(command) }
}

/// One process, which has little time for an answer.
pub fn hasty(fault: &str, when: &[&str]) -> Program {
    let program = program(fault, when);
    let limits = Limits { answer: Duration::from_millis(500), ..program.limits };
    Program { limits, ..program }
}

/// As [`hasty`], of several processes that count in a file how many have started.
pub fn counted(fault: &str, jobs: usize, starts: &Path) -> Program {
    let program = hasty(fault, &["always"]);
    let environment = ["env".to_owned(), format!("STARTS={}", starts.display())];
    Program {
        command: [environment.as_slice(), &program.command].concat(),
        jobs: NonZero::new(jobs).expect("not zero"),
        ..program
    }
}

/// A copy of a program that can be started at once. Written by this process, it would stay open in whatever another thread
/// starts meanwhile, and would be busy.
#[cfg(target_os = "linux")]
pub fn copy_program(from: &str, to: &Path) {
    let status = Command::new("cp").arg(from).arg(to).status().expect("cp is there");
    assert!(status.success(), "{from}: {status}");
}

pub fn data_type(name: &str) -> Real {
    Real::from_name(name).expect("a data type's name")
}

/// Does this for all of them at once, as most of them wait.
pub fn at_once<T: Send>(
    all: impl IntoParallelIterator<Item = T> + Send,
    act: impl Fn(T) + Send + Sync,
) {
    let pool = ThreadPoolBuilder::new().num_threads(16).build().expect("threads");
    pool.install(|| all.into_par_iter().for_each(act));
}

/// The 16 values of uint4 as uint8, by encoding and by decoding.
pub fn selection() -> Selection {
    Selection {
        kinds: vec![Kind::Elements],
        from: vec![data_type("uint4")],
        to: vec![data_type("uint8")],
        ..Selection::default()
    }
    .having("rounding", &["nearest-even"])
    .having("out_of_range", &["clamp"])
}

/// All modes and rules for 16 values, which the program is right about.
pub fn everything() -> Selection {
    Selection {
        kinds: vec![Kind::Elements],
        from: vec![data_type("uint4")],
        to: vec![data_type("uint8"), data_type("int8")],
        ..Selection::default()
    }
}

pub fn try_check(program: Program, selection: &Selection) -> Result<Report, String> {
    let store = Store::embedded().expect("vectors");
    check(&Target::External(program), &store, selection, &|_| {}).map_err(|error| error.to_string())
}

pub fn check_program(fault: &str, when: &[&str]) -> Report {
    try_check(program(fault, when), &selection()).expect("it introduces itself")
}

/// The reason that the report shows.
pub fn reason(report: &Report) -> &str {
    match &report.groups[0].simplest.got {
        Got::Crash(trouble) | Got::BreaksProtocol(trouble) | Got::Timeout(trouble) => {
            &trouble.reason
        }
        other => panic!("{other:?} is no failure of a program"),
    }
}
