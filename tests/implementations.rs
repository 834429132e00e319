//! Every real implementation, asked as its users ask it: each fails exactly where its file of known
//! failures says, and the tables of README.md and docs/notes are what was found.
//!
//! Some implementations take minutes for all vectors. Unless everything is to run, these are asked for a sample of each
//! file, and fail nowhere but where their file of known failures says. What the rest is to a plain run are those that it
//! does not ask.
//!
//! Programs are installed from the pinned files in `adapters/` when they are started; one that cannot
//! be installed is a test that fails. What some implementations do depends on the processor: without
//! the instructions that convert float16 the tests are ignored.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::thread::available_parallelism;

use libtest_mimic::{Arguments, Failed, Trial};
use zarrproof::check::known::{Known, today};
use zarrproof::check::{Target, check};
use zarrproof::report::implementation_row;
use zarrproof::subject::{InProcess, Program};
use zarrproof::vectors::{Selection, Store};

#[path = "extent/sample.rs"]
mod sample;
#[path = "extent/whole.rs"]
mod whole;

/// Of the implementations that take long, one case in so many is asked for.
const SAMPLE: usize = 16;

/// The names of those that take long.
const SLOW: [&str; 5] =
    ["cast-value", "cast-value-rs", "zarr-python", "zarr-python-cast-value", "zarrita"];

/// The name of the file of known failures, and the subject as `zarrproof table` takes it, in the order
/// of the tables.
const IMPLEMENTATIONS: [(&str, &str); 12] = [
    ("zarr-cast-value", "zarr-cast-value"),
    ("zarr-cast-value-0.4.2", "zarr-cast-value-0.4.2"),
    ("cast-value-rs", "adapters/python/start cast_value_rs"),
    ("cast-value", "adapters/python/start cast_value_numpy"),
    ("zarr-python", "adapters/python/start zarr_python"),
    ("zarr-python-cast-value", "adapters/python/start zarr_python_cast_value"),
    ("numpy-astype", "adapters/python/start numpy_astype"),
    ("zarrita", "adapters/javascript/start zarrita"),
    ("zarrs", "zarrs"),
    ("zarrista", "adapters/python/start zarrista"),
    ("tensorstore", "adapters/python/start tensorstore"),
    ("numcodecs", "adapters/python/start numcodecs"),
];

/// The same of those that are not asked about notes: they only read arrays on disk, or an older release says the same. They
/// are asked where everything is to run, for installing them takes longer than all other tests of this file.
const OTHERS: [(&str, &str); 11] = [
    ("numcodecs-0.16", "adapters/python/start numcodecs_0_16"),
    ("zarr-python-fused", "adapters/python/start zarr_python_fused"),
    ("zarr-python-3.1", "adapters/python/start zarr_python_3_1"),
    ("zarr-python-2", "adapters/python/start zarr_python_2"),
    ("zarrs-python", "adapters/python/start zarrs_python"),
    ("gdal", "adapters/python/start gdal"),
    ("cpp-zarr", "adapters/python/start cpp_zarr"),
    ("z5py", "adapters/python/start z5py"),
    ("simplezarr", "adapters/python/start simplezarr"),
    ("netcdf", "adapters/python/start netcdf4"),
    ("zarr-java", JAVA),
];

/// What Maven installs.
const JAVA: &str = "adapters/java/start zarr_java";

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let is_ignored = !converts_float16();
    let has_maven = Command::new("mvn").arg("--version").output().is_ok();
    let is_rest = env::var(whole::VARIABLE).is_ok_and(|value| value == "rest");
    let asked = IMPLEMENTATIONS.iter().filter(|_| !is_rest);
    let others = OTHERS.iter().filter(|_| whole::is_whole());
    let checks = asked.chain(others).map(|(name, subject)| {
        if *subject == JAVA && !has_maven {
            return Trial::test(format!("check/{name}, which needs Maven"), || Ok(()));
        }
        Trial::test(format!("check/{name}"), move || failed_or(check_one(name, subject)))
    });
    let readme = Trial::test("readme", || failed_or(readme_has_no_other_rows()));
    let notes = Trial::test("notes", || failed_or(notes_are_as_found()));
    let pages = [readme, notes].into_iter().filter(|_| !is_rest);
    let trials = checks.chain(pages).map(|trial| trial.with_ignored_flag(is_ignored));
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

fn converts_float16() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("f16c");
    #[cfg(not(target_arch = "x86_64"))]
    return false;
}

fn failed_or(result: Result<(), Box<dyn Error>>) -> Result<(), Failed> {
    result.map_err(|error| error.to_string().into())
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn target(subject: &str) -> Result<Target, Box<dyn Error>> {
    let Some((program, argument)) = subject.split_once(' ') else {
        return Ok(Target::BuiltIn(InProcess::find(subject)?));
    };
    let program = root().join(program).display().to_string();
    let jobs = available_parallelism()?;
    Ok(Target::External(Program { jobs, ..Program::new(vec![program, argument.to_owned()]) }))
}

/// Implementations as words of a command line: all, or those that are asked about codecs.
fn subjects(all: bool) -> impl Iterator<Item = &'static str> {
    let others = OTHERS.iter().filter(move |_| all);
    IMPLEMENTATIONS.iter().chain(others).map(|(_, subject)| *subject)
}

/// The command line that writes a page anew.
fn again(command: &str, page: &str) -> String {
    let words: Vec<_> = subjects(command == "table")
        .map(|subject| if subject.contains(' ') { format!("'{subject}'") } else { subject.into() })
        .collect();
    format!("zarrproof {command} {} --write {page}", words.join(" "))
}

/// A check: all that fails is known, and if it was a whole one, the row of README.md is what was found.
fn check_one(name: &str, subject: &str) -> Result<(), Box<dyn Error>> {
    let is_whole = whole::is_whole() || !SLOW.contains(&name);
    let all = Store::embedded()?;
    let store = if is_whole { all } else { sample::sample(&all, SAMPLE)? };
    let mut report = check(&target(subject)?, &store, &Selection::default(), &|_| {})?;
    let row = implementation_row(&report);
    let path = format!("adapters/known/{name}.toml");
    let known = Known::parse(&path, &fs::read_to_string(root().join(&path))?)?;
    report.set_known(known, is_whole, today())?;
    if !report.conforms() {
        let words = if subject.contains(' ') { format!("-- {subject}") } else { subject.into() };
        let tally = report.tally;
        return Err(format!(
            "{} known and {} other failures, {} not asked: zarrproof check --known {path} {words}",
            tally.known,
            tally.failed(),
            tally.not_asked
        )
        .into());
    }
    if report.tally.judged() == 0 {
        return Err("nothing was asked".into());
    }
    if !is_whole {
        return Ok(());
    }
    let readme = fs::read_to_string(root().join("README.md"))?;
    if !readme.lines().any(|line| line == row.trim_end()) {
        return Err(format!("README.md lacks {row}run: {}", again("table", "README.md")).into());
    }
    Ok(())
}

fn readme_has_no_other_rows() -> Result<(), Box<dyn Error>> {
    let readme = fs::read_to_string(root().join("README.md"))?;
    let table = readme.split("<!-- implementations: table -->").nth(1).unwrap_or_default();
    let table = table.split("<!-- implementations: end -->").next().unwrap_or_default();
    let rows = table.lines().filter(|line| line.starts_with('|')).count();
    let heads = 2;
    if rows != heads + IMPLEMENTATIONS.len() + OTHERS.len() {
        return Err(format!("{rows} rows; run: {}", again("table", "README.md")).into());
    }
    Ok(())
}

/// The pages with notes that have tables of what implementations do.
fn pages() -> Result<Vec<String>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(root().join("docs/notes"))? {
        let path = entry?.path();
        if fs::read_to_string(&path)?.contains(": table -->") {
            let path = path.strip_prefix(root())?;
            pages.push(path.to_str().ok_or("a name that is not UTF-8")?.to_owned());
        }
    }
    pages.sort();
    Ok(pages)
}

fn notes_are_as_found() -> Result<(), Box<dyn Error>> {
    let pages = pages()?;
    let directory = tempfile::tempdir()?;
    let copy = |path: &str| directory.path().join(path.replace('/', "-"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_zarrproof"));
    command.arg("notes").args(subjects(false)).current_dir(root());
    for path in &pages {
        fs::copy(root().join(path), copy(path))?;
        command.arg("--write").arg(copy(path));
    }
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    for path in &pages {
        if fs::read_to_string(copy(path))? != fs::read_to_string(root().join(path))? {
            return Err(format!("run: {}", again("notes", path)).into());
        }
    }
    Ok(())
}
