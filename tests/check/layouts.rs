//! Arrays that lie otherwise in memory: only who lists a layout is asked, and who reads memory in the wrong
//! order fails.

use zarrproof::check::{Report, Target, check};
use zarrproof::codec::Operation;
use zarrproof::protocol::{Answer, Hello, Incoming, Layout, Question, Request};
use zarrproof::report::{Context, to_json, to_text};
use zarrproof::subject::Program;
use zarrproof::vectors::{Kind, ScenarioKind, Selection, Store};

use super::spoilt::doing;
use super::vectors::{OwnStore, Setup, Vectors, data_type};
use super::{check_all, target};
use crate::interpreter::python;

/// A program that casts int8 and int16 as memory with strides, and follows or ignores those.
fn program(fault: &str, layouts: &[&str]) -> Target {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs/strides.py");
    let command = python(&[&[path, fault], layouts].concat());
    Target::External(Program::new(command.into_iter().map(str::to_owned).collect()))
}

/// Its arrays and elements between two types.
fn check_program(target: &Target) -> Report {
    let store = Store::embedded().expect("vectors");
    let types = || ["int8", "int16"].map(data_type).to_vec();
    let selection = Selection {
        kinds: vec![Kind::Elements, Kind::Scenarios(ScenarioKind::Arrays)],
        from: types(),
        to: types(),
        ..Selection::default()
    };
    check(target, &store, &selection, &|_| {}).expect("the check runs")
}

const ALL: [&str; 3] = ["F", "strided", "reversed"];

#[test]
fn a_program_that_lists_no_layout_is_asked_in_none() {
    // It would end at the first request with a layout.
    let report = check_program(&program("ignores", &[]));
    assert!(report.tally.conforms() && report.tally.pass > 100, "{:?}", report.tally);
}

#[test]
fn a_program_that_ignores_strides_fails_in_each_layout_that_it_lists() {
    let without = check_program(&program("ignores", &[])).tally;
    for (layout, words) in
        ALL.into_iter().zip(["only in Fortran order", "only strided", "only reversed"])
    {
        let report = check_program(&program("ignores", &[layout]));
        assert!(report.tally.fail > 0, "{layout}: {:?}", report.tally);
        assert_eq!(report.tally.total(), without.total(), "an expectation counts once: {layout}");
        for kind in [Kind::Elements, Kind::Scenarios(ScenarioKind::Arrays)] {
            assert!(report.kinds[&kind].fail > 0, "{layout}: {kind} {:?}", report.kinds[&kind]);
        }
        for group in &report.groups {
            assert!(group.describe().contains(words), "{layout}: {}", group.describe());
        }
    }
}

#[test]
fn a_program_that_follows_strides_conforms_in_every_layout() {
    let report = check_program(&program("follows", &ALL));
    assert!(report.tally.conforms(), "{:?}", report.groups);
    let without = check_program(&program("follows", &[]));
    assert_eq!(report.tally, without.tally);
    assert!(report.asked > without.asked);
}

const TO_INT8: Setup = Setup {
    id: "array",
    clause: "range/unset-fails",
    codec: r#"{"name":"cast_value","configuration":{"data_type":"int8"}}"#,
    data_type: r#""int16""#,
    fill_value: "1",
    note: None,
};

fn arrays() -> OwnStore {
    let setup = |id| Setup { id, ..TO_INT8 };
    let scenarios = vec![
        setup("flat").array(Operation::Encode, &[4], &[1, 20, 40, 90]),
        setup("square").array(Operation::Encode, &[2, 2], &[1, 20, 40, 90]),
        setup("symmetric").array(Operation::Encode, &[2, 2], &[1, 20, 20, 1]),
        setup("one").array(Operation::Encode, &[1, 1], &[1]),
        setup("column").array(Operation::Encode, &[3, 1], &[1, 20, 40]),
        setup("error").array(Operation::Encode, &[2, 2], &[1, 20, 40, 300]),
    ];
    Vectors::new().with(ScenarioKind::Arrays, "layouts", scenarios).store()
}

fn claim(hello: &mut Hello) {
    hello.layouts = ["C", "F", "reversed", "of a later version"].map(str::to_owned).into();
}

/// Of two rows and two columns in Fortran order, the elements as they lie in memory.
fn ignore_strides(request: &Request, answer: &mut Answer) {
    let (Question::Elements { shape, layout, .. }, Answer::Data(data)) =
        (&request.question, answer)
    else {
        return;
    };
    match layout {
        Layout::Fortran => {
            assert_eq!(shape.iter().filter(|length| **length > 1).count(), 2, "{shape:?}");
            data.swap(1, 2);
        }
        Layout::Reversed => {
            assert!(data.len() > 1, "{shape:?}");
            data.reverse();
        }
        Layout::C => {}
        Layout::Strided => panic!("it is not listed"),
    }
}

fn failing() -> Report {
    check_all(&arrays(), || doing(claim, ignore_strides))
}

#[test]
fn only_shapes_that_show_a_layout_are_asked_in_it() {
    let report = failing();
    let mut failed: Vec<_> = report
        .failures()
        .map(|failure| {
            let layouts = failure.layouts.iter().map(|layout| layout.name());
            let theme = "cast_value/arrays/layouts/";
            (failure.id().replace(theme, ""), layouts.collect::<Vec<_>>().join(" "))
        })
        .collect();
    failed.sort();
    let expected = [("column", "reversed"), ("flat", "reversed"), ("square", "F reversed")];
    assert_eq!(failed, expected.map(|(id, layouts)| (id.to_owned(), layouts.to_owned())));
    assert_eq!((report.tally.pass, report.tally.fail), (3, 3));
    assert_eq!(report.hello.unknown().names(), ["of a later version"]);
}

#[test]
fn a_report_says_that_it_is_the_layout() {
    let (store, report) = (arrays(), failing());
    let context = Context { manifest: store.manifest(), subject: &[], options: &[] };
    let text = to_text(&report, &context);
    for line in [
        "arrays, only reversed: gives another value (2 expectations)",
        "arrays, only in Fortran order or reversed: gives another value (1 expectation)",
        "     memory      only reversed",
    ] {
        assert!(text.contains(line), "{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&to_json(&report, &context)).expect("JSON");
    assert_eq!(json["groups"][0]["simplest"]["layouts"], serde_json::json!(["reversed"]));
}

#[test]
fn what_fails_in_c_order_is_not_blamed_on_a_layout() {
    let report = check_all(&arrays(), || {
        doing(claim, |_, answer| {
            if let Answer::Data(data) = answer {
                data[0] ^= 1;
            }
        })
    });
    assert_eq!(report.tally.fail, 5);
    assert!(report.failures().all(|failure| failure.layouts.is_empty()));
}

#[test]
fn a_layout_that_is_unsupported_after_all_says_nothing() {
    let report = check_all(&arrays(), || {
        doing(claim, |request, answer| {
            if let Question::Elements { layout: Layout::Fortran, .. } = &request.question {
                *answer = Answer::Unsupported("only C order".to_owned());
            }
        })
    });
    assert!(report.tally.conforms() && report.tally.unsupported == 0, "{:?}", report.tally);
}

#[test]
#[cfg(feature = "oracle")]
fn a_failure_of_a_layout_is_made_small_in_it() {
    use zarrproof::check::shrink::shrink;
    let id = "cast_value/arrays/layouts/square";
    let target = target(|| doing(claim, ignore_strides));
    let shrunk = shrink(id, &target, &arrays()).expect("it is asked");
    let failing = shrunk.failing.expect("it fails");
    let line = failing.smallest.request().to_line();
    assert!(line.contains(r#""layout":""#), "{line}");
}

#[test]
fn a_request_names_its_layout_only_if_it_is_not_c_order() {
    let request = |layout| Request {
        id: 7,
        question: Question::Elements {
            operation: Operation::Encode,
            codec: "{}".into(),
            shape: vec![1, 2],
            data: vec![1, 2],
            layout,
        },
        data_type: r#""int8""#.into(),
        fill_value: "0".into(),
    };
    let line = r#"{"op":"encode","id":7,"codec":{},"data_type":"int8","fill_value":0,"shape":[1,2],"data":"AQI="}"#;
    assert_eq!(request(Layout::C).to_line(), format!("{line}\n"));
    for layout in Layout::OTHERS {
        let text = request(layout).to_line();
        let start = line.strip_suffix('}').expect("an object");
        assert_eq!(text, format!("{start},\"layout\":\"{layout}\"}}\n"));
        match Incoming::from_line(&text).expect("a request") {
            Incoming::Request(read) => assert_eq!(read, request(layout)),
            other => panic!("{other:?}"),
        }
    }
}
