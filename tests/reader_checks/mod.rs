//! Programs that open an array and print its elements: each fault is the verdict on its array, every other array keeps its
//! verdict, and no golden array is touched.

mod adapters;
mod arrays;
mod reports;

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZero;
use std::time::{Duration, Instant};

use crate::interpreter::python;
use tempfile::TempDir;
use zarrproof::check::{
    CheckError, Deviation, Judged, ProbeOutcome, Report, Standing, Target, Verdict, check,
};
use zarrproof::subject::{Limits, Program, ReaderProgram, SubjectError};
use zarrproof::vectors::{Selection, Store};

/// How many arrays there are.
const ALL: u64 = 14;

struct Vectors {
    directory: TempDir,
    store: Store,
}

impl Vectors {
    fn new() -> Vectors {
        let directory = tempfile::tempdir().expect("a directory");
        let store = arrays::write(directory.path(), &arrays::all());
        Vectors { directory, store }
    }

    /// The files below the directory, with what is in them.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = walkdir::WalkDir::new(self.directory.path()).into_iter().flatten();
        let files = entries.filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| {
                let bytes = fs::read(entry.path()).expect("a file");
                (entry.path().display().to_string(), bytes)
            })
            .collect()
    }

    fn reader(&self, fault: &str, case: &str) -> ReaderProgram {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs/reader.py");
        let vectors = self.directory.path().to_str().expect("UTF-8");
        let command = python(&[path, vectors, fault, case]);
        let limits = Limits { answer: Duration::from_secs(10), ..Limits::default() };
        let command = command.into_iter().map(str::to_owned).collect();
        let jobs = NonZero::new(4).expect("four");
        let program = Program { limits, jobs, ..Program::new(command) };
        ReaderProgram { program, unsupported: Some(69) }
    }

    fn try_check(&self, reader: ReaderProgram) -> Result<Report, CheckError> {
        check(&Target::Reader(reader), &self.store, &Selection::default(), &|_| {})
    }

    /// Checks a reader that has a fault with one array, of this one and two others.
    fn check_few(&self, fault: &str, case: &str) -> Report {
        let before = self.files();
        let globs = [case, "none", "refused-too"].map(|one| format!("stores/core/{one}"));
        let filters = globs.iter().map(|glob| glob.parse().expect("a glob")).collect();
        let selection = Selection { filters, ..Selection::default() };
        let target = Target::Reader(self.reader(fault, case));
        let report = check(&target, &self.store, &selection, &|_| {}).expect("it is checked");
        assert_eq!(self.files(), before, "{fault}: golden arrays are as they were");
        report
    }

    /// Checks a reader that has a fault with one array, or with every.
    fn check(&self, fault: &str, case: &str) -> Report {
        let before = self.files();
        let report = self.try_check(self.reader(fault, case)).expect("it is checked");
        assert_eq!(self.files(), before, "{fault}: golden arrays are as they were");
        assert_eq!(report.tally.total(), ALL, "{fault}: {:?}", report.tally);
        report
    }

    /// The one failure of a reader that has a fault with one array.
    fn failure(&self, fault: &str, case: &str) -> (Verdict, Deviation, Option<usize>) {
        let report = self.check_few(fault, case);
        let failures: Vec<_> = report.failures().collect();
        let [failure] = failures.as_slice() else {
            panic!("{fault} at {case}: {failures:#?}");
        };
        assert_eq!(failure.id(), format!("stores/core/{case}"), "{fault}");
        assert_eq!(report.tally.pass, report.tally.total() - 1, "{fault}: {:?}", report.tally);
        assert_eq!(report.standing(), Standing::DoesNotConform, "{fault}");
        (failure.verdict(), failure.deviation(), failure.position())
    }
}

#[test]
fn a_reader_that_prints_every_element_and_refuses_what_must_be_refused_conforms() {
    let vectors = Vectors::new();
    let report = vectors.check("none", "every");
    assert_eq!(report.standing(), Standing::Conforms, "{:?}", report.tally);
    assert_eq!((report.tally.pass, report.asked), (ALL, 30));
    let probed = report.probed.expect("it was probed");
    assert_eq!(probed.judged, Judged::Values);
    let outcomes: Vec<_> =
        probed.formats.iter().map(|one| (one.format.number(), &one.outcome)).collect();
    assert_eq!(outcomes, [(3, &ProbeOutcome::Elements), (2, &ProbeOutcome::Elements)]);
}

#[test]
fn whatever_a_reader_does_with_an_array_is_the_verdict_on_that_array_alone() {
    let vectors = Vectors::new();
    use Deviation as D;
    for (fault, case, verdict, deviation, position) in [
        ("crash", "floats", Verdict::Crash, D::Crash, None),
        ("shell-crash", "refused", Verdict::Crash, D::Crash, None),
        ("refuse", "floats", Verdict::Fail, D::ErrorForValue, None),
        ("open", "refused", Verdict::Fail, D::ValueForError, None),
        ("constant", "refused", Verdict::Fail, D::ValueForError, None),
        ("open", "floats", Verdict::Fail, D::OtherCount, None),
        ("constant", "floats", Verdict::Fail, D::NanLost, Some(0)),
        ("garbage", "one", Verdict::Fail, D::NoElement, Some(0)),
        ("garbage", "floats", Verdict::Fail, D::OtherCount, None),
        ("garbage", "none", Verdict::Fail, D::OtherCount, None),
        ("bytes", "one", Verdict::BreaksProtocol, D::BreaksProtocol, None),
        ("gigabytes", "one", Verdict::BreaksProtocol, D::BreaksProtocol, None),
        ("gigabytes", "refused", Verdict::BreaksProtocol, D::BreaksProtocol, None),
        ("trailing", "one", Verdict::Fail, D::OtherCount, None),
        ("blank", "numbers-v2", Verdict::Fail, D::OtherCount, None),
        ("write", "floats", Verdict::Fail, D::WritesIntoArray, None),
        ("change", "floats", Verdict::Fail, D::WritesIntoArray, None),
        ("remove", "floats", Verdict::Fail, D::WritesIntoArray, None),
        ("write", "refused", Verdict::Fail, D::WritesIntoArray, None),
        ("remove-parents", "floats", Verdict::Fail, D::WritesIntoArray, None),
        ("replace", "floats", Verdict::Fail, D::WritesIntoArray, None),
    ] {
        let expected = (verdict, deviation, position);
        assert_eq!(vectors.failure(fault, case), expected, "{fault} at {case}");
    }
}

#[test]
fn a_reader_that_hangs_is_ended_and_the_others_are_asked() {
    let vectors = Vectors::new();
    for fault in ["hang", "close-and-hang"] {
        let mut reader = vectors.reader(fault, "floats");
        reader.program.limits.answer = Duration::from_secs(5);
        let report = vectors.try_check(reader).expect("it is checked");
        let failures: Vec<_> = report.failures().map(|one| (one.id(), one.verdict())).collect();
        assert_eq!(failures, [("stores/core/floats".to_owned(), Verdict::Timeout)], "{fault}");
        assert_eq!(report.tally.pass, ALL - 1, "{fault}: {:?}", report.tally);
    }
}

#[test]
fn a_reader_that_hangs_at_every_array_is_given_up() {
    let vectors = Vectors::new();
    let mut reader = vectors.reader("hang", "others");
    reader.program.limits.answer = Duration::from_millis(300);
    reader.program.limits.patience = Some(Duration::from_millis(100));
    let report = vectors.try_check(reader).expect("it is checked");
    assert!(report.health.given_up.is_some(), "{:?}", report.tally);
    assert!(report.tally.timeout > 0 && report.tally.not_asked > 0, "{:?}", report.tally);
    assert_eq!(report.tally.total(), ALL);
    let mut reader = vectors.reader("hang", "every");
    reader.program.limits.startup = Duration::from_millis(300);
    let error = vectors.try_check(reader).expect_err("it answers no probe");
    assert!(matches!(error, CheckError::Subject(SubjectError::Probe { .. })), "{error}");
}

#[test]
fn what_a_reader_leaves_behind_is_ended() {
    let vectors = Vectors::new();
    let begin = Instant::now();
    let report = vectors.check("children", "floats");
    assert_eq!(report.standing(), Standing::Conforms, "{:?}", report.tally);
    assert!(begin.elapsed() < Duration::from_secs(60));
}

#[test]
fn no_array_lies_beside_another() {
    let vectors = Vectors::new();
    let report = vectors.check("spoil-others", "floats");
    assert_eq!(report.standing(), Standing::Conforms, "{:?}", report.tally);
}

#[test]
fn how_json_writes_a_number_does_not_matter() {
    let vectors = Vectors::new();
    for fault in ["fractions", "exponents"] {
        let report = vectors.check(fault, "every");
        assert_eq!(
            report.standing(),
            Standing::Conforms,
            "{fault}: {:?}",
            report.failures().collect::<Vec<_>>()
        );
    }
    for (case, lines) in [
        ("floats", r#""NaN"|-0e0|15e-1|0.000"#),
        ("floats", r#" "0x7ff8000000000000" |-0.0|1.50000000000000000001|"0x0000000000000000""#),
        ("complex", r#"[ 1.0 , -0e5 ]|[25e-1,"Infinity"]"#),
        ("strings", r#""\u0000"|"é\u000a"|"\u0078""#),
        ("any-nan", r#""0x7fc00002"|"NaN"|"0xffffffff""#),
        ("nans", r#""0x7fc00001"|"0x7fc00000"|"0xffc00000""#),
    ] {
        let expected = if lines.starts_with(r#""\u0000""#) { 1 } else { 0 };
        let report = vectors.check_few(&format!("print:{lines}"), case);
        let failures: Vec<_> = report.failures().map(|one| (one.id(), one.deviation())).collect();
        assert_eq!(failures.len(), expected, "{case} as {lines}: {failures:?}");
    }
    for fault in ["carriage", "no-newline"] {
        let report = vectors.check_few(fault, "floats");
        assert_eq!(report.standing(), Standing::Conforms, "{fault}");
    }
}

#[test]
fn everything_else_matters() {
    let vectors = Vectors::new();
    use Deviation as D;
    for (case, lines, deviation, position) in [
        ("floats", r#""NaN"|0|1.5|0"#, D::SignOfZero, 1),
        ("floats", r#""NaN"|-0.0|1.5|-0.0"#, D::SignOfZero, 3),
        ("floats", r#"NaN|-0.0|1.5|0"#, D::NoElement, 0),
        ("floats", r#""nan"|-0.0|1.5|0"#, D::NoElement, 0),
        ("floats", r#""NaN"|-0.0|"Infinity"|0"#, D::InfinityForFinite, 2),
        ("floats", r#""NaN"|-0.0|1.5000000000000002|0"#, D::OneStep, 2),
        ("floats", r#""NaN"|-0.0|"1.5"|0"#, D::NoElement, 2),
        ("floats", r#"1|-0.0|1.5|0"#, D::NanLost, 0),
        ("floats", r#""0xfff8000000000000"|-0.0|1.5|0"#, D::BitsOfNan, 0),
        ("floats", r#""NaN"|-0.0|1.5 0|0"#, D::NoElement, 2),
        ("floats", r#""NaN"|-0.0|1.5,|0"#, D::NoElement, 2),
        ("nans", r#""NaN"|"NaN"|"0xffc00000""#, D::BitsOfNan, 0),
        ("any-nan", r#""NaN"|"0x7fc00001"|"NaN""#, D::BitsOfNan, 1),
        ("any-nan", r#""NaN"|"NaN"|1"#, D::NanLost, 2),
        ("complex", r#"[1,0]|[2.5,"Infinity"]"#, D::SignOfZero, 0),
        ("complex", r#"(1-0j)|[2.5,"Infinity"]"#, D::NoElement, 0),
        ("strings", r#"|"é\n"|"x""#, D::NoElement, 0),
        ("strings", r#"""|"é"|"x""#, D::OtherValue, 1),
        ("one", "True", D::NoElement, 0),
        ("one", "1", D::NoElement, 0),
        ("numbers-v2", "7|8|9.5", D::NoElement, 2),
        ("numbers-v2", "7|8|10", D::OneStep, 2),
    ] {
        let found = vectors.failure(&format!("print:{lines}"), case);
        assert_eq!(found, (Verdict::Fail, deviation, Some(position)), "{case} as {lines}");
    }
}

#[test]
fn where_a_note_leaves_room_each_reading_is_accepted() {
    let vectors = Vectors::new();
    for (fault, note) in [("refuse", 50), ("print:1|3", 51)] {
        let report = vectors.check(fault, "noted");
        assert_eq!(report.standing(), Standing::Conforms, "{fault}: {:?}", report.tally);
        let followed: Vec<_> = report.other_readings.keys().map(|(note, _)| *note).collect();
        assert_eq!(followed, [note], "{fault}");
    }
    assert_eq!(vectors.failure("print:2|2", "noted").1, Deviation::OneStep);
}

#[test]
fn of_a_reader_that_prints_no_elements_only_whether_it_opens_is_judged() {
    let vectors = Vectors::new();
    for fault in ["silent", "open", "constant", "garbage"] {
        let report = vectors.check(fault, "every");
        let probed = report.probed.as_ref().expect("it was probed");
        // One that always prints the same may have the probe's elements.
        let judged = if fault == "constant" { Judged::Values } else { Judged::Opening };
        assert_eq!(probed.judged, judged, "{fault}");
        let failures: Vec<_> = report.failures().map(|one| one.deviation()).collect();
        match fault {
            "silent" => assert_eq!(failures, []),
            "constant" => assert!(failures.len() >= 10, "{failures:?}"),
            _ => assert_eq!(failures, [Deviation::ValueForError; 2], "{fault}"),
        }
    }
}

#[test]
fn a_reader_says_by_its_exit_status_what_it_does_not_have() {
    let vectors = Vectors::new();
    let report = vectors.check("unsupported", "floats");
    assert_eq!((report.tally.unsupported, report.tally.pass), (1, ALL - 1));
    assert_eq!(report.standing(), Standing::Conforms);
    let mut reader = vectors.reader("unsupported", "floats");
    reader.unsupported = None;
    let report = vectors.try_check(reader).expect("it is checked");
    assert_eq!((report.tally.fail, report.tally.pass), (1, ALL - 1));
}

#[test]
fn versions_that_a_reader_does_not_open_are_not_asked() {
    let vectors = Vectors::new();
    let report = vectors.check("refuse", "numbers-v2");
    assert_eq!((report.tally.unsupported, report.tally.pass), (1, ALL - 1));
    let probed = report.probed.expect("it was probed");
    let refused = ProbeOutcome::Refused("exit status: 1: unknown codec".to_owned());
    let of_v2 = probed.formats.iter().find(|one| one.format.number() == 2).expect("version 2");
    assert_eq!(of_v2.outcome, refused);
}

#[test]
fn a_reader_that_opens_nothing_or_is_not_there_cannot_be_run() {
    let vectors = Vectors::new();
    for fault in ["refuse", "crash", "bytes", "gigabytes", "unsupported"] {
        let error = vectors.try_check(vectors.reader(fault, "every")).expect_err(fault);
        assert!(
            matches!(error, CheckError::Subject(SubjectError::Probe { .. })),
            "{fault}: {error}"
        );
    }
    let program = Program::new(vec!["/nowhere/at-all".to_owned()]);
    let error = vectors.try_check(ReaderProgram { program, unsupported: None });
    let error = error.expect_err("it is not there");
    assert!(matches!(error, CheckError::Subject(SubjectError::Start { .. })), "{error}");
}
