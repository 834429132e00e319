//! Results of proofs: no more is claimed than was asked and answered, and nothing else is believed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::slice;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::interpreter::python;
use insta::assert_snapshot;
use tempfile::TempDir;
use zarrproof::check::Target;
use zarrproof::protocol::{Hello, Request};
use zarrproof::prove::{
    Gap, Header, Proof, Question, Results, ResultsError, Session, Unit, UnitReport,
};
use zarrproof::report::proof_to_text;
use zarrproof::subject::{Block, BlockError, BuiltIn, Health, InProcess, Reply, Subject, Trouble};
use zarrproof::vectors::Selection;

const PROGRAMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs");
const ZARRPROOF: &str = env!("CARGO_BIN_EXE_zarrproof");

fn directory() -> TempDir {
    tempfile::tempdir().expect("a directory")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn zarrproof(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(ZARRPROOF);
    command.args(arguments).current_dir(directory).output().expect("the program starts")
}

/// The proof of a program of `tests/programs`.
fn prove(directory: &Path, options: &[&str], program: &[&str]) -> Output {
    let path = format!("{PROGRAMS}/{}", program[0]);
    let select = ["prove", "--jobs", "1", "--from", "uint4", "--to", "uint8"];
    let command = python(&[&path]);
    let mode = ["--rounding", "nearest-even"];
    zarrproof(directory, &[&select[..], &mode, options, &["--"], &command, &program[1..]].concat())
}

fn last_line(output: &Output) -> String {
    text(&output.stdout).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_proof_holds_only_if_every_input_was_answered() {
    let directory = directory();
    for (program, expected) in [
        (&["picky.py", "nothing"][..], "picky 0 is right for every input"),
        (&["picky.py", "all"], "picky 0 is not proved: everything is unsupported"),
        (
            &["picky.py", "decode"],
            "picky 0 is right where it answered, which is not everywhere: 16 inputs are unsupported",
        ),
        (
            &["misbehaving.py", "leaves with 3", "input", "7"],
            "misbehaving 0 is wrong for 2 inputs of what was asked",
        ),
    ] {
        let output = prove(directory.path(), &["--out-of-range", "clamp"], program);
        assert_eq!(last_line(&output), expected, "{}", text(&output.stdout));
        let holds = expected.ends_with("every input");
        assert_eq!(output.status.code(), Some(i32::from(!holds)), "{program:?}");
        if program[0] == "misbehaving.py" {
            continue;
        }
        let options = ["--out-of-range", "clamp", "--format", "json"];
        let json = prove(directory.path(), &options, program);
        let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
        assert_eq!(json["holds"], holds, "{program:?}");
    }
}

#[test]
fn a_failure_that_belongs_to_no_input_is_no_proof() {
    let directory = directory();
    let program = ["misbehaving.py", "leaves with 3", "every", "3"];
    let output = prove(directory.path(), &["--results", "results"], &program);
    assert_eq!(output.status.code(), Some(1));
    let report = text(&output.stdout);
    assert!(report.contains("\ncould not be attributed: "), "{report}");
    assert!(last_line(&output).contains(" not attributed to any input"), "{report}");
    // And none that is forgotten when the proof is taken up again or put together.
    let merged = zarrproof(directory.path(), &["prove", "--merge", "results"]);
    assert_eq!(merged.status.code(), Some(1));
    assert_eq!(last_line(&merged), last_line(&output));
}

#[test]
fn a_unit_without_all_answers_is_asked_again() {
    let directory = directory();
    let keep = ["--results", "results"];
    for (first, code) in [("all", 1), ("decode", 1), ("nothing", 0), ("nothing", 0)] {
        let output = prove(directory.path(), &keep, &["picky.py", first]);
        assert_eq!(output.status.code(), Some(code), "{}", text(&output.stdout));
    }
    let results = fs::read_to_string(directory.path().join("results")).expect("results");
    // A header, six units of which all are unsupported, then three, then none.
    assert_eq!(results.lines().count(), 1 + 6 + 6 + 3);
    // A proof that is settled asks nothing any more.
    let again = prove(directory.path(), &keep, &["picky.py", "all"]);
    assert_eq!(last_line(&again), "picky 0 is right for every input");
}

#[test]
fn results_of_which_some_have_no_answers_are_put_together_with_those_that_have() {
    let directory = directory();
    for (file, refused) in [("bad", "decode"), ("good", "nothing")] {
        prove(directory.path(), &["--results", file], &["picky.py", refused]);
    }
    for files in [["bad", "good"], ["good", "bad"]] {
        let merged =
            zarrproof(directory.path(), &["prove", "--merge", files[0], "--merge", files[1]]);
        assert_eq!(merged.status.code(), Some(0), "{}", text(&merged.stderr));
        assert_eq!(last_line(&merged), "picky 0 is right for every input");
    }
    let merged = zarrproof(directory.path(), &["prove", "--merge", "bad"]);
    assert_eq!(merged.status.code(), Some(1));
    assert!(last_line(&merged).contains("48 inputs are unsupported"), "{}", last_line(&merged));
}

/// The oracle, which is given up after a few arrays.
struct GivesUp(Box<dyn Subject>);

/// How many arrays all instances of [`GivesUp`] have been asked for.
static ARRAYS: AtomicUsize = AtomicUsize::new(0);

impl GivesUp {
    const MOST: usize = 3;

    fn start() -> Box<dyn Subject> {
        Box::new(GivesUp(oracle()))
    }

    fn spend(&mut self) -> Result<(), BlockError> {
        let before = ARRAYS.fetch_add(1, Ordering::SeqCst);
        if before < GivesUp::MOST { Ok(()) } else { Err(BlockError::Trouble(Reply::NotAsked)) }
    }
}

impl Subject for GivesUp {
    fn hello(&self) -> &Hello {
        self.0.hello()
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        self.0.ask(requests)
    }

    fn cast_array(&mut self, block: &mut Block) -> Result<(), BlockError> {
        self.spend()?;
        self.0.cast_array(block)
    }

    fn cast_each(&mut self, block: &mut Block) -> Result<(), BlockError> {
        self.spend()?;
        self.0.cast_each(block)
    }

    fn health(&self) -> Health {
        let trouble = Trouble::from("it had enough".to_owned());
        let is_over = ARRAYS.load(Ordering::SeqCst) > GivesUp::MOST;
        let given_up = is_over.then(|| Arc::new(trouble));
        Health { failures: u64::from(is_over), given_up, ..Health::default() }
    }
}

/// The question of int2 to int4.
fn question() -> Question {
    let names = |name: &str| vec![name.parse().expect("a type")];
    let selection = Selection { from: names("int2"), to: names("int4"), ..Selection::default() };
    Question { selection, samples: 1_000_000, partition: None }
}

fn target(start: fn() -> Box<dyn Subject>) -> Target {
    Target::BuiltIn(BuiltIn { name: "subject", start })
}

/// Opens the results of [`question`].
fn open(path: &Path, start: fn() -> Box<dyn Subject>) -> Result<Results, ResultsError> {
    let target = target(start);
    let session = Session::start(&target).expect("it starts");
    let plan: BTreeSet<_> = session.plan(&question()).iter().map(Unit::id).collect();
    let header = Header::new(&session.hello().implementation, &question(), plan.len());
    Results::open(path, &header, &plan)
}

/// Opens a file that a proof has just closed. A program that another test starts at this moment has the file too, locked,
/// until it begins.
fn open_soon(path: &Path, start: fn() -> Box<dyn Subject>) -> Results {
    for _ in 0..100 {
        match open(path, start) {
            Err(ResultsError::Locked { .. }) => sleep(Duration::from_millis(20)),
            opened => return opened.expect("a good file"),
        }
    }
    panic!("{} stays locked", path.display());
}

/// A proof of [`question`] that is kept in a file.
fn prove_and_keep(
    path: &Path,
    start: fn() -> Box<dyn Subject>,
    stop: &(dyn Fn() -> Option<String> + Sync),
) -> Proof {
    let target = target(start);
    let mut session = Session::start(&target).expect("it starts");
    let planned = session.plan(&question()).len() as u64;
    let implementation = session.hello().implementation.clone();
    let mut results = open_soon(path, start);
    let proved = session.prove(&question(), &results.settled_ids(), stop, &|_| {});
    proved.units.iter().for_each(|unit| results.add(unit));
    let (before, not_kept) = results.finish();
    assert!(not_kept.is_none());
    Proof::new(implementation, planned, before).with(proved)
}

#[test]
fn what_is_not_asked_after_giving_up_is_asked_again() {
    let directory = directory();
    let path = directory.path().join("results");
    let given_up = prove_and_keep(&path, GivesUp::start, &|| None);
    assert!(!given_up.holds() && !given_up.holds_so_far());
    let is_so = |gap: &Gap| matches!(gap, Gap::NotAsked(_) | Gap::NotBegun(_));
    assert!(given_up.gaps().iter().any(is_so), "{:?}", given_up.gaps());
    assert!(proof_to_text(&given_up).contains("given up: it had enough"));
    assert!(given_up.units.iter().any(|unit| !unit.is_settled()));
    let settled = |proof: &Proof| proof.units.iter().filter(|one| one.is_settled()).count();
    assert!(settled(&given_up) < given_up.planned as usize);

    let whole = prove_and_keep(&path, oracle, &|| None);
    assert!(whole.holds(), "{}", proof_to_text(&whole));
    assert_eq!(settled(&whole), whole.planned as usize);
    let merged = Results::merge(&[path.clone(), path]).expect("good files");
    assert!(merged.proof.holds());
}

fn oracle() -> Box<dyn Subject> {
    (InProcess::find("oracle").expect("it is built").start)()
}

#[test]
fn a_proof_that_is_stopped_says_so_and_is_taken_up_again() {
    let directory = directory();
    let path = directory.path().join("results");
    let asked = AtomicUsize::new(0);
    let after_five = || {
        let is_over = asked.fetch_add(1, Ordering::Relaxed) >= 5;
        is_over.then(|| "interrupted".to_owned())
    };
    let stopped = prove_and_keep(&path, oracle, &after_five);
    assert!(!stopped.holds() && !stopped.holds_so_far());
    let begun = stopped.units.len() as u64;
    assert_eq!((begun, stopped.gaps()), (5, vec![Gap::NotBegun(stopped.planned - 5)]));
    let text = proof_to_text(&stopped);
    assert!(text.contains("\nstopped: interrupted; units that were begun are counted"), "{text}");
    assert!(text.contains("which is not everywhere: 25 units are not begun"), "{text}");
    let whole = prove_and_keep(&path, oracle, &|| None);
    assert!(whole.holds(), "{}", proof_to_text(&whole));
}

#[test]
fn an_empty_proof_holds_nothing() {
    let implementation = zarrproof::protocol::Implementation::new("a", "1");
    let proof = Proof::new(implementation, 0, Vec::<UnitReport>::new());
    assert!(!proof.holds());
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < deadline, "{what}");
        sleep(Duration::from_millis(5));
    }
}

/// Starts a proof that keeps its results, under all modes, of a program that waits at its 20th request.
fn start_waiting(directory: &Path, shell: &str) -> Child {
    let select = "prove --jobs 1 --from uint4 --to uint8 --results results";
    let command = format!("python3 {PROGRAMS}/picky.py nothing");
    Command::new("sh")
        .args(["-c", &format!("{shell} exec {ZARRPROOF} {select} -- {command}")])
        .current_dir(directory)
        .env("GATE", directory.join("gate"))
        .env("AT", "20")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("sh is there")
}

/// Lets the program go on, and waits for the end of its proof.
fn let_go(directory: &Path, waiting: Child) -> Output {
    fs::write(directory.join("gate"), "").expect("written");
    waiting.wait_with_output().expect("it ends")
}

#[test]
fn two_proofs_cannot_have_one_file() {
    let directory = directory();
    let first = start_waiting(directory.path(), "");
    wait_until("it asks", || directory.path().join("gate.reached").exists());
    let second = prove(directory.path(), &["--results", "results"], &["picky.py", "nothing"]);
    assert_eq!(second.status.code(), Some(2));
    let error = text(&second.stderr);
    assert!(error.contains("another zarrproof keeps its results there now"), "{error}");
    let first = let_go(directory.path(), first);
    assert_eq!(first.status.code(), Some(0), "{}", text(&first.stderr));
    let merged = zarrproof(directory.path(), &["prove", "--merge", "results"]);
    assert_eq!(last_line(&merged), "picky 0 is right for every input");
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_is_full_for_a_moment_costs_nothing() {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};

    let directory = directory();
    // In blocks of 512 or 1024 bytes: a header and a few of 30 units.
    let waiting = start_waiting(directory.path(), "trap '' XFSZ; ulimit -S -f 2;");
    wait_until("it asks", || directory.path().join("gate.reached").exists());
    let path = directory.path().join("results");
    let results = fs::read_to_string(&path).expect("whole lines");
    assert!(results.ends_with('\n') && results.lines().count() < 15, "{results}");
    let unlimited = Rlimit { current: None, maximum: None };
    prlimit(Some(Pid::from_child(&waiting)), Resource::Fsize, unlimited).expect("set");
    let output = let_go(directory.path(), waiting);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&path).expect("results").lines().count(), 1 + 30);
    let merged = zarrproof(directory.path(), &["prove", "--merge", "results"]);
    assert_eq!(last_line(&merged), "picky 0 is right for every input", "{}", text(&merged.stderr));
}

#[test]
#[cfg(unix)]
fn a_disk_that_stays_full_costs_the_file_and_not_the_report() {
    let directory = directory();
    let waiting = start_waiting(directory.path(), "trap '' XFSZ; ulimit -f 2;");
    let output = let_go(directory.path(), waiting);
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("failed to write results: File too large"), "{error}");
    assert!(error.contains(" units are not in it"), "{error}");
    assert_eq!(last_line(&output), "picky 0 is right for every input");
    let results = fs::read_to_string(directory.path().join("results")).expect("whole lines");
    assert!(results.ends_with('\n') && results.lines().count() < 30, "{results}");
}

/// A good file of results: a header and 30 units of 4 inputs.
fn good(directory: &Path) -> String {
    let keep = ["prove", "--from", "int2", "--to", "int4", "--results", "good", "oracle"];
    let output = zarrproof(directory, &keep);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    fs::read_to_string(directory.join("good")).expect("results")
}

#[test]
fn a_last_line_that_was_cut_short_is_dropped_and_said_to_be() {
    let directory = directory();
    let good = good(directory.path());
    let lines: Vec<_> = good.lines().collect();
    let cut = |whole: usize| lines[..whole].join("\n") + "\n" + &lines[whole][..30];
    fs::write(directory.path().join("cut"), cut(10)).expect("written");
    let merged = zarrproof(directory.path(), &["prove", "--merge", "cut"]);
    assert_eq!(merged.status.code(), Some(1));
    assert_eq!(text(&merged.stderr), "note: cut, line 11, was cut short and is dropped\n");
    assert!(last_line(&merged).contains("21 of 30 units are missing"), "{}", last_line(&merged));
    let keep = ["prove", "--from", "int2", "--to", "int4", "--results", "cut", "oracle"];
    let again = zarrproof(directory.path(), &keep);
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(text(&again.stderr), "note: cut, line 11, was cut short and is dropped\n");
    let results = fs::read_to_string(directory.path().join("cut")).expect("results");
    assert_eq!(results.lines().count(), lines.len());
    // Of a header that was cut short nothing is left.
    fs::write(directory.path().join("cut"), &lines[0][..30]).expect("written");
    assert_eq!(zarrproof(directory.path(), &keep).status.code(), Some(0));
}

/// A line of results with a time that is always the same.
fn as_quick(line: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(line).expect("JSON");
    if value.get("unit").is_some() {
        value["seconds"] = 2.0.into();
        value["subject_seconds"] = 1.0.into();
    }
    value.to_string()
}

#[test]
fn results_that_no_proof_can_have_are_refused_and_left_alone() {
    let directory = directory();
    let good = good(directory.path());
    // The same in every run: in the order of the names, and as quick.
    let mut lines: Vec<_> = good.lines().map(as_quick).collect();
    lines[1..].sort();
    let good = lines.join("\n") + "\n";
    let (header, unit) = (lines[0].as_str(), lines[1].as_str());
    let with = |line: String| format!("{good}{line}\n");
    let instead = |line: String| good.replacen(unit, &line, 1);
    let header_with = |from: &str, to: &str| good.replacen(from, to, 1);
    let pass = "\"pass\":4";
    let of_another_reading = |reading: &str| {
        let counted = unit.replace(pass, "\"pass\":3").replace("reading\":0", "reading\":1");
        counted.replacen(
            "\"seconds\"",
            &format!("\"other_readings\":{{\"{reading}\":1}},\"seconds\""),
            1,
        )
    };
    assert!(unit.contains(pass) && header.contains("\"units\":30"), "{good}");
    let mut transcript = String::new();
    let damaged = [
        ("two lines in one", good.replacen(&format!("{unit}\n"), unit, 1)),
        ("a line without its beginning", instead(unit[20..].to_owned())),
        ("an empty line", instead(String::new())),
        ("another result of a unit", with(of_another_reading("SN-02=B"))),
        (
            "a failure that is not shown",
            instead(unit.replace("\"fail\":0", "\"fail\":1").replace(pass, "\"pass\":3")),
        ),
        ("more inputs than there are", instead(unit.replace(pass, "\"pass\":5"))),
        ("fewer inputs than there are", instead(unit.replace(pass, "\"pass\":3"))),
        ("the most inputs", instead(unit.replace(pass, &format!("\"pass\":{}", u64::MAX)))),
        (
            "more than can be counted",
            instead(
                unit.replace(pass, &format!("\"pass\":{}", u64::MAX))
                    .replace("\"other_reading\":0", "\"other_reading\":1"),
            ),
        ),
        ("fewer than none", instead(unit.replace(pass, "\"pass\":-4"))),
        (
            "known failures",
            instead(unit.replace(pass, "\"pass\":3").replace("\"known\":0", "\"known\":1")),
        ),
        ("another method", instead(unit.replace("every-input", "sample"))),
        ("another unit", with(unit.replace("int2/int4", "int2/int8"))),
        ("an unknown unit", with(unit.replace("int2/int4", "int2/int5"))),
        ("a part of a unit", with(unit.replace("/decode", "/decode/1-of-2"))),
        ("an unknown reading", instead(of_another_reading("A"))),
        ("time that runs backwards", instead(unit.replace("\"seconds\":", "\"seconds\":-"))),
        ("no units", header_with("\"units\":30", "\"units\":0")),
        ("fewer units than there are results", header_with("\"units\":30", "\"units\":3")),
        ("more units than there are", header_with("\"units\":30", "\"units\":31")),
        ("no samples", header_with("\"samples\":1000000", "\"samples\":0")),
        (
            "another version of the oracle",
            header_with("\"oracle\":\"0.1.0\"", "\"oracle\":\"0.0.9\""),
        ),
        ("another selection", header_with("[\"int2\"]", "[\"int3\"]")),
        ("a byte order mark", format!("\u{feff}{good}")),
        ("no header", lines[1..].join("\n") + "\n"),
        ("text", "mine, all mine\n".to_owned()),
        ("a word", "mine".to_owned()),
        ("a line end", "\n".to_owned()),
        ("nothing but zeros", "\0".repeat(512)),
    ];
    let path = directory.path().join("results");
    let shown = format!("{}/", directory.path().display());
    for (what, damaged) in damaged {
        assert_ne!(damaged, good, "{what}");
        fs::write(&path, &damaged).expect("written");
        let opened = open(&path, oracle).map(drop).expect_err(what).to_string();
        let merged = Results::merge(slice::from_ref(&path)).map(drop).expect_err(what).to_string();
        assert_eq!(fs::read_to_string(&path).expect("there"), damaged, "{what}");
        let mut errors = vec![opened, merged];
        errors.dedup();
        transcript += &format!("{what}:\n  {}\n", errors.join("\n  ").replace(&shown, ""));
    }
    assert_snapshot!("damaged_results", transcript);
}

#[test]
fn results_are_kept_in_a_regular_file() {
    let directory = directory();
    fs::create_dir(directory.path().join("directory")).expect("made");
    let prove = |path: &str| {
        let keep = ["prove", "--from", "int2", "--to", "int4", "--results", path, "oracle"];
        zarrproof(directory.path(), &keep)
    };
    for path in ["directory", "/dev/null", "-"] {
        let output = prove(path);
        assert_eq!(output.status.code(), Some(2), "{path}");
        let error = text(&output.stderr);
        assert!(error.contains("it is no regular file, in which results could be kept"), "{error}");
    }
    // Whose lines end otherwise, it is still the file that it was.
    let good = good(directory.path());
    fs::write(directory.path().join("crlf"), good.replace('\n', "\r\n")).expect("written");
    assert_eq!(prove("crlf").status.code(), Some(0));
    #[cfg(unix)]
    {
        let pipe = Command::new("mkfifo").arg(directory.path().join("pipe")).status();
        assert!(pipe.expect("mkfifo is there").success());
        assert_eq!(prove("pipe").status.code(), Some(2));
        std::os::unix::fs::symlink("target", directory.path().join("link")).expect("linked");
        assert_eq!(prove("link").status.code(), Some(0));
        assert!(directory.path().join("link").is_symlink());
        assert!(directory.path().join("target").is_file());
    }
}
