//! Making failing cases smaller.

use zarrproof::check::shrink::{Failing, Shrunk, shrink};
use zarrproof::check::{Deviation, Got};
use zarrproof::codec::Operation;
use zarrproof::protocol::{Answer, Question, Request};
use zarrproof::subject::Subject;
use zarrproof::vectors::{Outcome, ScenarioKind};

use super::spoilt::spoilt;
use super::target;
use super::vectors::{OwnStore, Setup, Vectors};

const MAP: &str = r#"{"name":"cast_value","configuration":{"data_type":"int8","rounding":"towards-zero","out_of_range":"clamp","scalar_map":{"encode":[[1,2],[3,4],[5,6],[7,8]],"decode":[[9,9]]}}}"#;

const SETUP: Setup = Setup {
    id: "one",
    clause: "range/clamp",
    codec: MAP,
    data_type: r#""int16""#,
    fill_value: "25",
    note: None,
};

fn store() -> OwnStore {
    let shaped = SETUP.array(Operation::Encode, &[2, 2, 3], &(0..12).collect::<Vec<_>>());
    Vectors::new()
        .with_elements("int8", "int16")
        .with(ScenarioKind::ScalarMap, "a", vec![SETUP.elements(Operation::Encode, &[1, 5, 300])])
        .with(ScenarioKind::Arrays, "b", vec![shaped])
        .with(ScenarioKind::FillValue, "c", vec![SETUP.fill_value()])
        .store()
}

fn shrunk(id: &str, start: fn() -> Box<dyn Subject>) -> Shrunk {
    shrink(id, &target(start), &store()).expect("the case is there")
}

fn failing(id: &str, start: fn() -> Box<dyn Subject>) -> Failing {
    shrunk(id, start).failing.expect("it fails")
}

/// Flips a bit of the first element, where a request is of some kind.
fn spoil_if(request: &Request, answer: &mut Answer, is_it: impl Fn(&str, &[u64], &[u8]) -> bool) {
    let Question::Elements { codec, shape, data, .. } = &request.question else { return };
    if let Answer::Data(found) = answer
        && is_it(codec, shape, data)
        && let Some(first) = found.first_mut()
    {
        *first ^= 1;
    }
}

#[test]
fn what_does_not_matter_is_left_out_of_the_metadata() {
    let failing = failing("cast_value/scalar_map/a/one/0x0005", || {
        spoilt(|request, answer| spoil_if(request, answer, |codec, _, _| codec.contains("[5,")))
    });
    let codec = failing.smallest.scenario.codec.as_deref();
    let smallest = r#"{"name":"cast_value","configuration":{"data_type":"int8","scalar_map":{"encode":[[5,0]]}}}"#;
    assert_eq!(codec, Some(smallest));
    assert_eq!(&*failing.smallest.scenario.fill_value, "0");
}

#[test]
fn arrays_lose_their_elements_and_their_shape() {
    let failing = failing("cast_value/arrays/b/one", || {
        // Three elements and more.
        spoilt(|request, answer| spoil_if(request, answer, |_, _, data| data.len() >= 6))
    });
    assert_eq!(failing.before.shape, [2, 2, 3]);
    assert_eq!(failing.smallest.shape, [3]);
    assert_eq!(failing.smallest.inputs().map(|(_, inputs)| inputs), Some(vec![0, 0, 0]));
    assert_eq!(failing.expected, [Outcome::Bits(0); 3]);
    assert_eq!(failing.got, Got::Array(vec![1, 0, 0]));
}

#[test]
fn a_shape_that_matters_is_kept() {
    let failing = failing("cast_value/arrays/b/one", || {
        spoilt(|request, answer| spoil_if(request, answer, |_, shape, _| shape.len() == 3))
    });
    assert_eq!(failing.smallest.shape, [1, 1, 1]);
}

#[test]
fn an_element_that_fails_in_company_only_keeps_the_company_that_it_needs() {
    let failing = failing("cast_value/int8/int16/0x05/nearest-even/unset", || {
        spoilt(|request, answer| {
            if let (Question::Elements { data, .. }, Answer::Data(found)) =
                (&request.question, answer)
                && data.len() >= 8
            {
                found.iter_mut().for_each(|byte| *byte = 0x55);
            }
        })
    });
    let (_, inputs) = failing.smallest.inputs().expect("elements");
    assert_eq!(inputs.len(), 8);
    assert_eq!(failing.deviation, Deviation::OtherValue);
}

#[test]
fn an_array_that_fails_for_another_element_is_no_failure_of_this_one() {
    fn start() -> Box<dyn Subject> {
        spoilt(|request, answer| {
            if let Question::Elements { data, .. } = &request.question
                && data.contains(&7)
            {
                *answer = Answer::Error { kind: None, message: "seven".to_owned() };
            }
        })
    }
    let id = |input: &str| format!("cast_value/int8/int16/{input}/nearest-even/unset");
    assert!(shrunk(&id("0x05"), start).failing.is_none());
    let seven = failing(&id("0x07"), start);
    assert_eq!(seven.smallest.inputs().map(|(_, inputs)| inputs), Some(vec![7]));
    assert_eq!(seven.deviation, Deviation::ErrorForValue);
}

#[test]
fn a_right_subject_has_nothing_to_shrink() {
    let shrunk = shrunk("cast_value/fill_value/c/one", || spoilt(|_, _| {}));
    assert!(shrunk.failing.is_none());
    assert_eq!(shrunk.asks, 1);
}

#[test]
fn a_fill_value_loses_its_digits() {
    let failing = failing("cast_value/fill_value/c/one", || {
        spoilt(|request, answer| {
            if let (Question::FillValue { .. }, Answer::Data(found)) = (&request.question, answer) {
                found[0] ^= 4;
            }
        })
    });
    assert_eq!(&*failing.smallest.scenario.fill_value, "0");
    assert!(!failing.smallest.scenario.codec.as_deref().unwrap_or_default().contains("map"));
}
