//! The committed vectors kill every mutant, and would not if something were missing from them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use zarrproof::codec::cast_value::conversion;
use zarrproof::data_type::Real;
use zarrproof::mutants::element::Pair;
use zarrproof::mutants::search::{differs, inputs, telling};
use zarrproof::mutants::{
    Choice, Fate, Inputs, Judged, Mutant, Score, defects, family, judge, lotteries, right,
};
use zarrproof::report::{MutantContext, mutants_to_text};
use zarrproof::vectors::{
    ElementFile, FileEntry, MANIFEST_PATH, Store, Totals, sha256_hex, tags::TagSet,
};

use crate::sample::sample;
use crate::whole::is_whole;

fn store() -> Store {
    Store::directory(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors"))
        .expect("the vectors are there")
}

fn data_type(name: &str) -> Real {
    Real::from_name(name).expect("a data type's name")
}

fn everything() -> Vec<Mutant> {
    family(&Choice::default()).expect("no defect is named")
}

/// All mutants from float64 to float16, but for a few only of those that are enumerated.
fn of_one_pair() -> Vec<Mutant> {
    let (from, to) = (vec![data_type("float64")], vec![data_type("float16")]);
    family(&Choice { from, to, each: None, drawn: 10, ..Choice::default() })
        .expect("no defect is named")
}

fn asked(mutants: &[Mutant], store: &Store, inputs: &[Inputs]) -> Vec<Judged> {
    judge(mutants, store, inputs, &|_| {}).expect("the mutants are asked")
}

#[test]
fn the_vectors_kill_every_mutant() {
    let judged = asked(&everything(), &store(), &[]);
    let survivors: Vec<_> = judged
        .iter()
        .filter_map(|one| match one.fate {
            Fate::Survived(input) => Some(format!("{} ({input:x?})", one.mutant.name())),
            _ => None,
        })
        .collect();
    assert!(survivors.is_empty(), "survivors:\n{}", survivors.join("\n"));
    let score = Score::of_vectors(&judged);
    assert!(score.asked >= 1_000, "only {} mutants count", score.asked);
    let store = store();
    let context =
        MutantContext { manifest: store.manifest(), inputs: &[], lotteries: &[], seed: 0 };
    let shown = mutants_to_text(&judged, &context);
    let readme = include_str!("../README.md");
    let line = shown.lines().last().expect("a score");
    assert!(readme.lines().any(|shown| shown == line), "README.md lacks {line}");
    let killed: BTreeSet<_> =
        judged.iter().filter(|one| one.is_killed()).map(|one| one.mutant.defect.name).collect();
    let unused: Vec<_> =
        defects().map(|one| one.name).filter(|one| !killed.contains(one)).collect();
    assert!(unused.is_empty(), "defects of which no mutant was killed: {unused:?}");
}

/// On a sample of the vectors, unless everything is to run.
#[test]
fn what_has_no_defect_survives() {
    let whole = store();
    let store = if is_whole() { whole } else { sample(&whole, 5).expect("vectors") };
    assert_eq!(right(&store).expect("asked"), None);
}

#[test]
fn mutants_and_defects_have_names_of_their_own() {
    let names: BTreeSet<_> = defects().map(|defect| defect.name).collect();
    assert_eq!(names.len(), defects().count());
    let mutants = family(&Choice { each: None, ..Choice::default() }).expect("no defect is named");
    let names: BTreeSet<_> = mutants.iter().map(Mutant::name).collect();
    assert_eq!(names.len(), mutants.len());
    assert!(mutants.len() > everything().len());
    for defect in defects() {
        assert!(defect.about.contains(' '), "{}: {:?}", defect.name, defect.about);
        assert!(mutants.iter().any(|one| one.defect.name == defect.name), "{}", defect.name);
    }
}

#[test]
fn a_family_is_the_same_each_time_and_can_be_chosen_from() {
    let names = |mutants: Vec<Mutant>| mutants.iter().map(Mutant::name).collect::<Vec<_>>();
    assert_eq!(names(everything()), names(everything()));
    let choice = Choice { defects: vec!["tie-to-odd".to_owned()], ..Choice::default() };
    let chosen = family(&choice).expect("the defect is there");
    assert!(!chosen.is_empty() && chosen.iter().all(|one| one.defect.name == "tie-to-odd"));
    let choice = Choice { defects: vec!["bad-luck".to_owned()], ..Choice::default() };
    let error = family(&choice).expect_err("there is no such defect");
    assert!(error.to_string().contains("bad-luck"), "{error}");
}

#[test]
fn what_is_enumerated_is_drawn_by_the_seed() {
    let defects =
        ["sticky-without", "sticky-beyond", "sticky-run", "payload-unseen", "limit-seen-as"];
    let choice = Choice { defects: defects.map(str::to_owned).to_vec(), ..Choice::default() };
    let lotteries = lotteries(&choice);
    let names: BTreeSet<_> = lotteries.iter().map(|one| one.defect.name).collect();
    assert_eq!(names, BTreeSet::from(defects));
    let drawn = |choice: &Choice| -> BTreeSet<String> {
        let mutants = family(choice).expect("the defects are there");
        mutants.iter().map(Mutant::name).collect()
    };
    let mutants = drawn(&choice);
    assert_eq!(mutants.len(), defects.len() * Choice::DRAWN);
    let again = drawn(&Choice { seed: choice.seed + 1, ..choice.clone() });
    assert_eq!(again.len(), mutants.len());
    assert!(again.intersection(&mutants).count() < mutants.len() / 2);
}

#[test]
fn all_of_a_small_family_can_be_drawn() {
    let choice = Choice {
        from: vec![data_type("float8_e5m2")],
        to: vec![data_type("float8_e4m3")],
        defects: vec!["sticky-without".to_owned(), "payload-unseen".to_owned()],
        drawn: usize::MAX,
        ..Choice::default()
    };
    let places: u64 = lotteries(&choice).iter().map(|one| one.places).sum();
    let mutants = family(&choice).expect("the defects are there");
    assert_eq!(mutants.len() as u64, places);
    let judged = asked(&mutants, &store(), &[]);
    let score = Score::of_vectors(&judged);
    assert_eq!(score.killed, score.asked);
    // Of those that do not count every input was tried.
    assert!(judged.iter().all(|one| one.counts() || one.fate == Fate::Equivalent));
}

#[test]
fn vectors_without_single_bits_let_mutants_live() {
    // As of each seventh case only, most bits are not cut off alone.
    let mut thinned =
        store().elements(conversion(data_type("float64"), data_type("float16"))).expect("valid");
    let mut at = 0;
    thinned.cases.retain(|_| {
        at += 1;
        at % 7 == 0
    });
    let choice = Choice {
        from: vec![data_type("float64")],
        to: vec![data_type("float16")],
        defects: vec!["sticky-without".to_owned()],
        drawn: 100,
        ..Choice::default()
    };
    let judged = asked(&family(&choice).expect("the defect is there"), &of_file(thinned), &[]);
    let is_alive = |one: &&Judged| matches!(one.fate, Fate::Survived(Some(_)));
    assert!(judged.iter().filter(is_alive).count() > 10);
}

/// The vectors from float64 to float16 without the cases that have one of some tags.
fn weakened(tags: &[&str]) -> Store {
    let whole = store();
    let mut dropped = TagSet::default();
    tags.iter().for_each(|tag| dropped.insert(tag).expect("a tag"));
    let mut file =
        whole.elements(conversion(data_type("float64"), data_type("float16"))).expect("valid");
    file.cases.retain(|case| !dropped.intersects(case.tags));
    of_file(file)
}

/// A set of vectors that has one file.
fn of_file(file: ElementFile) -> Store {
    let (path, text) = (ElementFile::path(file.conversion), file.to_json());
    let entry = FileEntry {
        sha256: sha256_hex(text.as_bytes()),
        bytes: text.len() as u64,
        cases: file.cases.len() as u64,
        expectations: file.expectations() as u64,
    };
    let mut manifest = store().manifest().clone();
    let totals = Totals { files: 1, ..manifest.totals };
    (manifest.files, manifest.totals) = (BTreeMap::from([(path.clone(), entry)]), totals);
    manifest.stores.clear();
    let manifest = serde_json::to_vec(&manifest).expect("JSON");
    let files = BTreeMap::from([(path, text.into_bytes()), (MANIFEST_PATH.to_owned(), manifest)]);
    Store::memory(files).expect("a set of vectors")
}

#[test]
fn vectors_without_ties_let_mutants_live() {
    let mutants = of_one_pair();
    let survivors = |store: &Store| -> BTreeSet<&str> {
        let judged = asked(&mutants, store, &[]).into_iter();
        let survivors = judged.filter(|one| matches!(one.fate, Fate::Survived(_)));
        survivors.map(|one| one.mutant.defect.name).collect()
    };
    assert_eq!(survivors(&store()), BTreeSet::new());
    let without_ties = survivors(&weakened(&["tie"]));
    // Ties to odd still show between the largest value and the next step, which has another tag.
    for name in ["tie-away", "tie-to-even"] {
        assert!(without_ties.contains(name), "{without_ties:?}");
    }
    assert!(!without_ties.contains("nan-refused"), "{without_ties:?}");
    let without_nan = survivors(&weakened(&["nan"]));
    assert!(without_nan.contains("nan-refused"), "{without_nan:?}");
    assert!(!without_nan.contains("tie-to-odd"), "{without_nan:?}");
}

#[test]
fn inputs_of_others_are_measured_by_what_they_show() {
    let directory = tempfile::tempdir().expect("a directory");
    // One half of the smallest step above one: a tie that goes down to even.
    fs::write(directory.path().join("f64_to_f16.txt"), "3FF0020000000000 3C00 01\n")
        .expect("written");
    let inputs = Inputs::read("one tie", directory.path()).expect("inputs");
    assert_eq!((inputs.pairs(), inputs.count()), (1, 1));
    let judged = asked(&of_one_pair(), &store(), &[inputs]);
    let shown = |name: &str, mode: &str| {
        let is_it = |one: &&Judged| {
            let found = one.mutant.name();
            found.starts_with(&format!("{name}/")) && found.contains(&format!("/{mode}"))
        };
        judged.iter().find(is_it).expect("the mutant is there").by_inputs[0]
    };
    assert_eq!(shown("tie-away", "nearest-even"), Some(true));
    assert_eq!(shown("tie-to-odd", "nearest-even"), Some(true));
    assert_eq!(shown("tie-towards-zero", "nearest-even"), Some(false));
    assert_eq!(shown("nan-refused", "unset"), Some(false));
    assert_eq!(shown("order-reversed", "encode"), None, "that is about no single input");
    let score = Score::of_inputs(&judged, 0);
    assert!(0 < score.killed && score.killed < score.asked, "{score:?}");
}

#[test]
fn what_is_wrong_with_inputs_is_named() {
    let read = |files: &[(&str, &str)]| {
        let directory = tempfile::tempdir().expect("a directory");
        for (name, text) in files {
            fs::write(directory.path().join(name), text).expect("written");
        }
        let error = Inputs::read("bad", directory.path()).expect_err("it is not well");
        error.to_string().replace(&directory.path().display().to_string(), "DIR")
    };
    let errors = [
        read(&[]),
        read(&[("README", "no inputs")]),
        read(&[("f64.txt", "")]),
        read(&[("f64_to_f128.txt", "")]),
        read(&[("f16_to_f32.txt", "3C00\n3C0\n")]),
        read(&[("f16_to_f32.txt", "3C00 1\n\n")]),
        read(&[("int4_to_f32.txt", "7\ng\n")]),
        read(&[("int2_to_f32.txt", "3\n4\n")]),
        read(&[("f16_to_f32.txt", "3C00\n"), ("float16_to_float32.txt", "3C00\n")]),
    ];
    insta::assert_snapshot!(errors.join("\n"));
    let missing = Inputs::read("none", "no/such/directory".as_ref()).expect_err("it is not there");
    assert!(missing.to_string().starts_with("failed to read no/such/directory: "), "{missing}");
}

/// What is taken to be right everywhere after a look at a few inputs is right on all.
#[test]
fn what_no_telling_input_shows_no_input_shows() {
    let mut right = BTreeSet::new();
    for (from, to) in [("bfloat16", "float8_e4m3"), ("float16", "int4"), ("int16", "float8_e5m2")] {
        let (from, to) = (data_type(from), data_type(to));
        let names = ["sticky-without", "sticky-run", "payload-unseen", "limit-seen-as"];
        let choice = Choice {
            from: vec![from],
            to: vec![to],
            defects: names.map(str::to_owned).to_vec(),
            drawn: 25,
            ..Choice::default()
        };
        let pair = Pair::new(from, to);
        for mutant in family(&choice).expect("the defects are there") {
            let telling = telling(&mutant, &pair).expect("it is enumerated");
            if telling.into_iter().any(|input| differs(&mutant, &pair, input)) {
                continue;
            }
            let shown = inputs(from, to).find(|input| differs(&mutant, &pair, *input));
            assert_eq!(shown, None, "{}", mutant.name());
            right.insert(mutant.name());
        }
    }
    assert!(!right.is_empty());
}
