//! The oracle held against every witness: the table of README.md is what is found, and whatever is
//! found is explained. Unless everything is to run, each pair of types gets fewer inputs, which do not make a table.
//!
//! The programs among them are installed from the pinned files in `adapters/` when they are started;
//! one that cannot be installed is a test that fails.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use insta::assert_snapshot;
use serde_json::Value;
use zarrproof::codec::cast_value::{OutOfRange, Rounding, columns, rules};
use zarrproof::codec::column::Column;
use zarrproof::data_type::Real;
use zarrproof::oracle::cast_value::Cast;
use zarrproof::report::{witness_row, witnesses_to_text};
use zarrproof::vectors::Outcome;
use zarrproof::witness::{
    Answers, Explanation, Plan, Question, Testimony, WITNESSES, Witness, WitnessError, find, hold,
};

/// How many inputs each pair of types gets unless everything is to run.
const INPUTS: u64 = 1 << 12;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("a file of the repository")
}

fn named(name: &str) -> Real {
    Real::from_name(name).expect("the name of a type in the table")
}

/// From each type that a witness has to each: every pattern of the sources of up to 16 bits and a sample of the others,
/// of which at least `cases` are compared; or, unless everything is to run, samples of all but the smallest.
fn agrees(name: &str, cases: u64) {
    let whole = Plan::default();
    let plan = if crate::whole::is_whole() { whole } else { Plan { inputs: INPUTS, ..whole } };
    let witness = find(name).and_then(|entry| entry.start(root())).expect("a witness");
    let testimony = hold(witness.as_ref(), &plan, &|_| {}).expect("answers");
    let text = witnesses_to_text(std::slice::from_ref(&testimony));
    assert_eq!(testimony.unexplained(), 0, "{text}");
    let share = Plan::INPUTS / plan.inputs;
    assert!(testimony.compared >= cases / share, "{text}");
    if plan.inputs < Plan::INPUTS {
        return;
    }
    let kinds = |of: &[Option<&Explanation>]| -> BTreeSet<_> {
        of.iter().flatten().map(|explanation| explanation.name).collect()
    };
    let found: Vec<_> = testimony.disagreements.iter().map(|one| one.explanation).collect();
    let known: Vec<_> = witness.explanations().iter().map(Some).collect();
    assert_eq!(kinds(&found), kinds(&known), "an explanation of nothing: {text}");
    let row = witness_row(&testimony);
    let is_shown = read("README.md").lines().any(|line| line == row.trim_end());
    assert!(is_shown, "README.md lacks {row}run: zarrproof witness --write README.md");
}

#[test]
fn apfloat_agrees() {
    agrees("apfloat", 70_000_000);
}

#[test]
fn mpfr_agrees() {
    agrees("mpfr", 150_000_000);
}

/// What MPFR makes of patterns of a source, to nearest and where nothing overflows.
fn by_mpfr(source: Real, target: Real, inputs: &[u64]) -> Vec<Option<Outcome>> {
    let witness = find("mpfr").and_then(|entry| entry.start(root())).expect("a witness");
    let columns: Vec<_> = columns(source, target).filter(Column::is_plain).collect();
    let question = Question { source, target, columns: &columns, inputs, wanted: &[] };
    witness.cast(&question).expect("answers").concat()
}

#[test]
fn mpfr_ties_away_from_zero_at_one_digit() {
    let [one, two, four, eight] = [127, 128, 129, 130].map(|bits| Some(Outcome::Bits(bits)));
    let inputs = [1.0f32, 1.5, 2.0, 3.0, 4.0, 6.0].map(|value| value.to_bits().into());
    let rounded = by_mpfr(named("float32"), named("float8_e8m0fnu"), &inputs);
    assert_eq!(rounded, [one, two, two, four, four, eight]);
}

/// What is written is what was read, but for NaN, which is not written.
#[test]
fn the_layouts_of_mpfr_write_what_they_read() {
    let mut read = 0;
    for data_type in Real::all().filter(|data_type| data_type.bits() <= 16) {
        let patterns: Vec<_> = (0..=data_type.mask()).collect();
        let written = by_mpfr(data_type, data_type, &patterns);
        for (pattern, written) in patterns.into_iter().zip(written) {
            if written != Some(Outcome::Nan) {
                assert_eq!(written, Some(Outcome::Bits(pattern)), "{data_type}");
                read += 1;
            }
        }
    }
    assert!(read > 250_000, "{read}");
}

#[test]
#[cfg(all(feature = "softfloat", target_arch = "x86_64", target_os = "linux"))]
fn softfloat_agrees() {
    agrees("softfloat", 20_000_000);
}

#[test]
fn gfloat_agrees() {
    agrees("gfloat", 20_000_000);
}

#[test]
fn ml_dtypes_agrees() {
    agrees("ml_dtypes", 5_000_000);
}

#[test]
fn the_readme_has_no_other_rows() {
    let readme = read("README.md");
    let table = readme.split("<!-- witnesses: table -->").nth(1).expect("a table");
    let table = table.split("<!-- witnesses: end -->").next().expect("its end");
    let rows = table.lines().filter(|line| line.starts_with('|')).count();
    let heads = 2;
    assert_eq!(rows, heads + WITNESSES.len());
}

#[test]
fn versions_are_those_that_are_built() {
    let lock = read("Cargo.lock");
    let version = |name: &str| {
        let (_, rest) = lock.split_once(&format!("name = \"{name}\"\nversion = \"")).expect(name);
        rest.split('"').next().expect("a version").to_owned()
    };
    for (name, package) in [("apfloat", "rustc_apfloat"), ("softfloat", "softfloat-wrapper")] {
        let entry = find(name).expect("a witness");
        if entry.is_built() {
            let witness = entry.start(root()).expect("a witness");
            assert!(witness.version().contains(&version(package)), "{}", witness.version());
        }
    }
}

/// The oracle in disguise, but for one cast that it gets wrong.
struct Liar;

impl Witness for Liar {
    fn name(&self) -> &str {
        "liar"
    }

    fn version(&self) -> &str {
        "1"
    }

    fn pairs(&self) -> Vec<(Real, Real)> {
        vec![(named("float16"), named("uint8")), (named("int8"), named("uint8"))]
    }

    fn columns(&self, source: Real, target: Real) -> Result<Vec<Column>, WitnessError> {
        Ok(columns(source, target).collect())
    }

    fn cast(&self, question: &Question) -> Result<Vec<Answers>, WitnessError> {
        let Question { source, target, columns, inputs, .. } = *question;
        let answer = |column: &Column, input: u64| {
            let (rounding, out_of_range) = rules(column);
            let cast = Cast::new(source, target, rounding, out_of_range);
            let result = cast.apply(input).map_or(Outcome::Error, Outcome::Bits);
            let lies = source == named("float16")
                && rounding == Rounding::NearestAway
                && result == Outcome::Bits(3);
            Some(if lies { Outcome::Bits(4) } else { result })
        };
        let answers = columns
            .iter()
            .map(|column| inputs.iter().map(|input| answer(column, *input)).collect::<Answers>());
        Ok(answers.collect())
    }

    fn explanations(&self) -> &'static [Explanation] {
        &[]
    }
}

fn hear_liar(plan: &Plan) -> Testimony {
    hold(&Liar, plan, &|_| {}).expect("answers")
}

#[test]
fn a_wrong_witness_is_unexplained() {
    let testimony = hear_liar(&Plan::default());
    // From 2.5 to 3.5 in steps of 2^-9, under each of the three rules, and under wrap what is
    // congruent to 3 beside it.
    let near_three = 512;
    let unexplained = testimony.unexplained();
    assert!(unexplained > 3 * near_three, "{unexplained}");
    assert_eq!(testimony.disagreed(), unexplained);
    let simplest = &testimony.disagreements[0].simplest;
    assert_eq!(simplest.id(), "cast_value/float16/uint8/0x4200/nearest-away/unset");
    assert_eq!((simplest.oracle, simplest.witness), (Outcome::Bits(3), Outcome::Bits(4)));
    assert_eq!(simplest.out_of_range, OutOfRange::Unset);
    assert_snapshot!(witnesses_to_text(&[testimony]));
}

#[test]
fn where_it_is_right_a_wrong_witness_agrees() {
    let plan = Plan { from: vec![named("int8")], ..Plan::default() };
    let testimony = hear_liar(&plan);
    assert_eq!((testimony.compared, testimony.disagreed()), (256 * 15, 0));
    assert_snapshot!(witnesses_to_text(&[testimony]));
}

fn zarrproof(arguments: &[&str], directory: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .arg("witness")
        .args(arguments)
        .current_dir(directory)
        .output()
        .expect("the program starts")
}

/// A program that truncates whatever the mode is.
const TRUNCATING: &str = "python3 tests/programs/truncating.py";

#[test]
fn a_wrong_program_is_unexplained_too() {
    let output = zarrproof(&[TRUNCATING, "--cases", "500", "--format", "json"], root());
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let testimony = &report["testimonies"][0];
    assert_eq!(testimony["disagreements"][0]["kind"], "unexplained");
    assert_eq!(testimony["disagreements"][0]["count"], report["unexplained"]);
    let simplest = &testimony["disagreements"][0]["simplest"];
    let id = "cast_value/float32/int8/0x3f000000/towards-positive/unset";
    let text = simplest.to_string();
    assert_eq!(simplest["id"], id, "{text}");
    assert_eq!((&simplest["oracle"], &simplest["witness"]), (&"0x01".into(), &"0x00".into()));
    let output = zarrproof(&[TRUNCATING, "--cases", "500"], root());
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("\nnothing explains "), "{text}");
}

#[test]
fn what_is_wrong_with_the_arguments_is_named() {
    let empty = tempfile::tempdir().expect("a directory");
    let mut transcript = String::new();
    for (arguments, code) in [
        (&["mpfr", "softfloats"][..], 2),
        (&["mpfr", "--from", "float33"], 2),
        (&["mpfr", "--cases", "0"], 2),
        (&["apfloat", "--from", "int8", "--to", "int16"], 2),
        (&["mpfr", "'python3"], 2),
        (&["mpfr", "./'no"], 2),
        (&["gfloat"], 3),
        (&["./no-such-program"], 3),
        (&["mpfr", "--from", "int2", "--to", "int2", "--write", "no.md"], 2),
    ] {
        let output = zarrproof(arguments, empty.path());
        let errors = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
        assert_eq!(errors.lines().count(), 1, "{arguments:?}: {errors}");
        transcript += &format!("$ zarrproof witness {}\n{errors}", arguments.join(" "));
    }
    assert_snapshot!(transcript);
}
