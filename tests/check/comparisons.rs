//! Several subjects on the same cases.

use zarrproof::check::{Agreement, Comparison, Deviation, Got, Party, Stance, Target, compare};
use zarrproof::codec::Operation;
use zarrproof::protocol::{Answer, Question};
use zarrproof::subject::Subject;
use zarrproof::vectors::{Outcome, ScenarioKind, Selection, Store};

use super::selections::store;
use super::spoilt::{doing, reading, spoilt};
use super::target;
use super::vectors::{Setup, Vectors};

fn compare_all(store: &Store, starts: &[fn() -> Box<dyn Subject>]) -> Comparison {
    let targets: Vec<Target> = starts.iter().map(|start| target(*start)).collect();
    compare(&[], &targets, store, &Selection::default(), &|_| {}).expect("they are compared")
}

fn right() -> Box<dyn Subject> {
    spoilt(|_, _| {})
}

/// Wrong about single elements of two bytes.
fn wrong() -> Box<dyn Subject> {
    spoilt(|_, answer| match answer {
        Answer::Data(data) if data.len() == 2 => data[0] ^= 1,
        _ => {}
    })
}

fn casts_only() -> Box<dyn Subject> {
    doing(
        |hello| {
            hello.scalars.clear();
            let capability = hello.codecs.get_mut("cast_value").expect("it has the codec");
            capability.operations.retain(|name| name == "encode");
        },
        |_, _| {},
    )
}

#[test]
fn right_subjects_agree() {
    let comparison = compare_all(&store(), &[right, right]);
    let agreement = Agreement { agree: 256 * 15 + 8, ..Agreement::default() };
    assert_eq!(comparison.agreement, agreement);
    assert!(comparison.groups.is_empty());
}

#[test]
fn those_that_did_the_same_are_one_party() {
    let comparison = compare_all(&store(), &[wrong, right, wrong]);
    assert_eq!(comparison.agreement.agree_against_vectors, 0);
    assert!(comparison.agreement.differ > 0);
    for group in &comparison.groups {
        let [first, second] = group.parties.as_slice() else { panic!("{group:?}") };
        assert_eq!(first.subjects, [0, 2]);
        assert!(matches!(first.stance, Stance::Deviates(_)));
        assert_eq!(*second, Party { subjects: vec![1], stance: Stance::Meets });
        assert_eq!(group.got[0], group.got[2]);
    }
    let counts = comparison.groups.iter().map(|group| group.count);
    assert_eq!(counts.sum::<u64>(), comparison.agreement.differ);
}

#[test]
fn those_that_agree_against_the_vectors_are_a_group() {
    let comparison = compare_all(&store(), &[wrong, wrong]);
    assert_eq!(comparison.agreement.differ, 0);
    assert!(comparison.agreement.agree_against_vectors > 0);
    assert!(comparison.groups.iter().all(|group| group.parties.len() == 1));
}

#[test]
fn only_what_all_of_them_do_counts() {
    let comparison = compare_all(&store(), &[right, casts_only]);
    // A decoded array, a fill value, two validities and a scalar are left out.
    let agreement = Agreement { agree: 256 * 15 + 3, left_out: 5, ..Agreement::default() };
    assert_eq!(comparison.agreement, agreement);
    let [all, some] = comparison.subjects.as_slice() else { panic!("two subjects") };
    assert!(all.lacks.operations.is_empty() && all.lacks_scalars.is_empty());
    assert_eq!(some.lacks.operations, ["decode", "fill_value", "validate"]);
    assert_eq!(some.lacks_scalars.len(), 51);
}

#[test]
fn what_one_of_them_says_it_does_not_do_after_all_is_left_out() {
    let refusing = || {
        spoilt(|request, answer| {
            if matches!(request.question, Question::FillValue { .. }) {
                *answer = Answer::Unsupported("not this one".to_owned());
            }
        })
    };
    let comparison = compare_all(&store(), &[refusing, wrong]);
    assert_eq!(comparison.agreement.left_out, 1);
}

#[test]
fn any_nan_is_any_other_unless_the_case_names_its_bits() {
    let any = Setup {
        id: "any",
        clause: "range/clamp",
        codec: r#"{"name":"cast_value","configuration":{"data_type":"float32"}}"#,
        data_type: r#""float64""#,
        fill_value: "1",
        note: None,
    };
    let named = Setup {
        id: "named",
        codec: r#"{"name":"cast_value","configuration":{"data_type":"float32","scalar_map":{"encode":[["NaN","0x7fc00001"]]}}}"#,
        ..any
    };
    let nan = 0x7ff8_0000_0000_0000;
    let scenarios = [any, named].map(|one| one.elements(Operation::Encode, &[nan])).to_vec();
    let store = Vectors::new().with(ScenarioKind::ScalarMap, "a", scenarios).store();
    let other_bits = || {
        spoilt(|_, answer| match answer {
            Answer::Data(data) if data.len() >= 4 => data[0] ^= 2,
            _ => {}
        })
    };
    let comparison = compare_all(&store, &[right, other_bits]);
    assert_eq!((comparison.agreement.agree, comparison.agreement.differ), (1, 1));
    let group = &comparison.groups[0];
    assert_eq!(group.simplest.id(), "cast_value/scalar_map/a/named/0x7ff8000000000000");
    assert_eq!(group.parties[1].stance, Stance::Deviates(Deviation::BitsOfNan));
    assert_eq!(group.got[0], Got::Outcome(Outcome::Bits(0x7fc0_0001)));
}

#[test]
fn another_reading_is_told_from_a_deviation() {
    let store = Store::embedded().expect("this build has vectors");
    let selection = Selection {
        to: vec!["float8_e8m0fnu".parse().expect("a type")],
        from: vec!["int8".parse().expect("a type")],
        ..Selection::default()
    };
    let targets = [target(right), target(|| reading(&["SN-07=C"]))];
    let comparison = compare(&[], &targets, &store, &selection, &|_| {}).expect("compared");
    assert!(
        comparison
            .groups
            .iter()
            .any(|group| { matches!(group.parties[1].stance, Stance::Reading { note: 7, .. }) })
    );
}
