//! Adapters that are asked for arrays on disk in the protocol.

use std::time::Duration;

use zarrproof::check::{Deviation, Report, Standing, Target, Verdict, check};
use zarrproof::subject::{Limits, Program};
use zarrproof::vectors::{Kind, Selection};

use super::{ALL, Vectors};
use crate::interpreter::python;

impl Vectors {
    fn adapter(&self, fault: &str, case: &str, filters: &[&str]) -> Report {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs/arrays_adapter.py");
        let directory = self.directory.path().to_str().expect("UTF-8");
        let command = python(&[path, directory, fault, case]);
        let command = command.into_iter().map(str::to_owned).collect();
        let limits = Limits { answer: Duration::from_secs(2), ..Limits::default() };
        let program = Program { limits, ..Program::new(command) };
        let filters = filters.iter().map(|glob| glob.parse().expect("a glob")).collect();
        let selection = Selection { filters, kinds: vec![Kind::Stores], ..Selection::default() };
        let before = self.files();
        let report = check(&Target::External(program), &self.store, &selection, &|_| {});
        assert_eq!(self.files(), before, "golden arrays are as they were");
        report.expect("it is checked")
    }
}

#[test]
fn an_adapter_is_asked_to_read_every_array() {
    let vectors = Vectors::new();
    let filters: Vec<_> = super::arrays::all().into_iter().map(|one| one.id).collect();
    let filters: Vec<_> = filters.iter().map(String::as_str).collect();
    let report = vectors.adapter("none", "none", &filters);
    assert_eq!(
        report.standing(),
        Standing::Conforms,
        "{:?}",
        report.failures().collect::<Vec<_>>()
    );
    assert_eq!(report.tally.pass, ALL);
    use Deviation as D;
    for (fault, case, verdict, deviation) in [
        ("hang", "floats", Verdict::Timeout, D::Timeout),
        ("crash", "floats", Verdict::Crash, D::Crash),
        ("shape", "floats", Verdict::Fail, D::OtherShape),
        ("type", "floats", Verdict::Fail, D::OtherShape),
        ("change", "floats", Verdict::Fail, D::WritesIntoArray),
    ] {
        let report = vectors.adapter(fault, case, &filters);
        let failures: Vec<_> =
            report.failures().map(|one| (one.id(), one.verdict(), one.deviation())).collect();
        assert_eq!(failures, [(format!("stores/core/{case}"), verdict, deviation)], "{fault}");
        assert_eq!(report.tally.pass, ALL - 1, "{fault}: {:?}", report.tally);
    }
    // Elements as bytes, with the bits of every NaN.
    for case in ["floats", "nans", "any-nan", "complex", "numbers", "one", "nibbles"] {
        let report = vectors.adapter("data", case, &filters);
        assert_eq!(report.standing(), Standing::Conforms, "{case}");
    }
}

#[test]
#[cfg(feature = "oracle")]
fn what_an_adapter_writes_is_read_by_the_oracle() {
    let vectors = Vectors::new();
    let report = vectors.adapter("none", "none", &["*/write"]);
    assert_eq!(
        report.standing(),
        Standing::Conforms,
        "{:?}",
        report.failures().collect::<Vec<_>>()
    );
    // Strings, which have no place in `data`, are not asked of a program that takes no `elements`.
    assert_eq!((report.tally.pass, report.tally.unsupported), (8, 1));
    use Deviation as D;
    for (fault, case, verdict, deviation) in [
        ("nothing", "floats", Verdict::Fail, D::Unreadable),
        ("short", "floats", Verdict::Fail, D::Unreadable),
        ("reversed", "numbers", Verdict::Fail, D::OneStep),
        ("padding", "packed", Verdict::Fail, D::OtherBytes),
        ("type", "nibbles", Verdict::Fail, D::OtherShape),
        ("refuse", "floats", Verdict::Fail, D::ErrorForValue),
        ("silent", "floats", Verdict::BreaksProtocol, D::BreaksProtocol),
    ] {
        let report = vectors.adapter(fault, case, &["*/write"]);
        let failures: Vec<_> =
            report.failures().map(|one| (one.id(), one.verdict(), one.deviation())).collect();
        assert_eq!(
            failures,
            [(format!("stores/core/{case}/write"), verdict, deviation)],
            "{fault}"
        );
    }
    // The bits above the width of a type are free.
    let report = vectors.adapter("upper", "nibbles", &["*/write"]);
    assert_eq!(report.standing(), Standing::Conforms, "{:?}", report.failures().next());
}

/// A program that ends leaves an array, or half of it, for which the next one is not to blame.
#[test]
#[cfg(feature = "oracle")]
fn a_writer_that_is_asked_again_finds_an_empty_place() {
    let vectors = Vectors::new();
    let report = vectors.adapter("once", "floats", &["*/write"]);
    assert!(report.health.failures > 0, "{:?}", report.health);
    assert_eq!(report.failures().count(), 0, "{:?}", report.failures().next());
    assert_eq!(report.tally.pass, 8);
}

/// Whatever a writer leaves at the path or not, the verdict says what is there.
#[test]
#[cfg(feature = "oracle")]
fn a_writer_that_does_something_else_is_told_what() {
    let vectors = Vectors::new();
    use Deviation as D;
    for (fault, deviation, reason) in [
        ("nothing", D::Unreadable, "there is no directory at its path: "),
        ("elsewhere", D::Unreadable, "no directory at its path, and \"another.zarr\" is beside it"),
        ("file", D::Unreadable, "there is no directory at its path: not a directory"),
        ("half", D::Unreadable, "zarr.json: "),
        ("short", D::Unreadable, "15 bytes"),
        ("long", D::Unreadable, "more than 65552 bytes; expected 16"),
        ("pipe", D::Unreadable, "it is not a regular file"),
        ("fill", D::OtherMetadata, "the fill value is 1; expected 0"),
        ("endian", D::OtherMetadata, "its chunks have other elements"),
        ("chunks", D::OtherMetadata, "chunks of [8]; expected [4]"),
        ("keys", D::OtherMetadata, "the key of a chunk is \"0\"; expected \"c/0\""),
    ] {
        let report = vectors.adapter(fault, "numbers", &["*/numbers/write"]);
        let failures: Vec<_> = report.failures().collect();
        let [failure] = &failures[..] else { panic!("{fault}: {failures:?}") };
        assert_eq!((failure.verdict(), failure.deviation()), (Verdict::Fail, deviation), "{fault}");
        let zarrproof::check::Got::Miswritten(trouble, _) = &failure.got else {
            panic!("{fault}: {failure:?}")
        };
        assert!(trouble.reason.contains(reason), "{fault}: {}", trouble.reason);
    }
    // Metadata without chunks is an array of fill values.
    let report = vectors.adapter("empty", "numbers", &["*/numbers/write"]);
    let deviations: Vec<_> = report.failures().map(|one| one.deviation()).collect();
    assert_eq!(deviations, [D::OneStep]);
}

/// The golden arrays of the suite, read by the oracle through either door: one is asked for all, and the other, which takes
/// a process for each, for those of one codec.
#[test]
#[cfg(feature = "oracle")]
fn the_oracle_conforms_through_either_door() {
    use std::num::NonZero;
    use zarrproof::check::Judged;
    use zarrproof::subject::ReaderProgram;
    use zarrproof::vectors::Store;
    use zarrproof::vectors::golden::GoldenProfile;

    let store = Store::embedded().expect("vectors");
    let zarrproof = env!("CARGO_BIN_EXE_zarrproof").to_owned();
    let mut selection = Selection { kinds: vec![Kind::Stores], ..Selection::default() };
    let words = ["serve", "oracle"].map(str::to_owned);
    let program = Program::new([&[zarrproof.clone()][..], &words].concat());
    let report = check(&Target::External(program), &store, &selection, &|_| {});
    let report = report.expect("it is checked");
    assert_eq!(report.standing(), Standing::Conforms, "{:?}", report.failures().next());
    selection.golden.profile = Some(GoldenProfile::Core);
    selection.filters = vec![glob::Pattern::new("stores/bytes/*").expect("a glob")];
    let jobs = NonZero::new(4).expect("four");
    let program = Program { jobs, ..Program::new(vec![zarrproof, "read".to_owned()]) };
    let reader = ReaderProgram { program, unsupported: None };
    let report = check(&Target::Reader(reader), &store, &selection, &|_| {});
    let report = report.expect("it is checked");
    assert_eq!(report.probed.as_ref().map(|one| one.judged), Some(Judged::Values));
    assert_eq!(report.standing(), Standing::Conforms, "{:?}", report.failures().next());
}
