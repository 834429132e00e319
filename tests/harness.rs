//! The harness against subjects that are wrong on purpose: each fault gets the verdict that it
//! deserves, and none is missed because of where in an array it shows.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use zarrproof::check::{Deviation, Got, Report, Target, check};
use zarrproof::codec::Operation;
use zarrproof::codec::cast_value::conversion;
use zarrproof::codec::column::Column;
use zarrproof::data_type::Real;
use zarrproof::protocol::{Answer, Capability, Hello, Implementation, Question, Request};
use zarrproof::subject::{BuiltIn, Reply, Subject};
use zarrproof::vectors::{ElementFile, Kind, Outcome, Selection, Store};

/// Answers every request from the vectors themselves, and so is right; `spoil` then has its way.
struct Miniature {
    hello: Hello,
    spoil: fn(&Asked, &mut Answer),
}

/// What a request asked, for a fault to decide whether it shows.
struct Asked {
    operation: Operation,
    inputs: Vec<u64>,
    codec: String,
}

fn store() -> Store {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    Store::directory(directory).expect("the vectors are there")
}

fn data_type(name: &str) -> Real {
    Real::from_name(name).expect("a data type's name")
}

/// The file that all miniatures are checked on.
fn file() -> ElementFile {
    store()
        .elements(conversion(data_type("float16"), data_type("int8")))
        .expect("the file is there")
}

impl Miniature {
    fn boxed(spoil: fn(&Asked, &mut Answer)) -> Box<dyn Subject> {
        Miniature::doing(&["encode", "decode"], spoil)
    }

    fn doing(operations: &[&str], spoil: fn(&Asked, &mut Answer)) -> Box<dyn Subject> {
        let names = Real::all().map(|one| one.name().to_owned()).collect();
        let operations = operations.iter().map(|name| (*name).to_owned()).collect();
        let capability = Capability { data_types: names, operations };
        let hello = Hello {
            protocol: 1,
            implementation: Implementation {
                name: "miniature".to_owned(),
                version: "0".to_owned(),
                language: None,
                homepage: None,
            },
            codecs: [("cast_value".to_owned(), capability)].into(),
            scalars: Vec::new(),
            layouts: Vec::new(),
            chains: false,
            variable: false,
            stores: Default::default(),
        };
        Box::new(Miniature { hello, spoil })
    }

    /// The right answer, if the request is about a configuration of the file.
    fn answer(file: &ElementFile, request: &Request) -> Option<(Asked, Answer)> {
        let Question::Elements { operation, codec, data, .. } = &request.question else {
            return None;
        };
        let array = match operation {
            Operation::Encode => file.conversion.input_type,
            Operation::Decode => file.conversion.output_type,
        };
        if *request.data_type != *format!("\"{array}\"") {
            return None;
        }
        let asks = |column: &Column| column.entry(*operation) == **codec;
        let column = file.conversion.columns().find(asks)?;
        let words = data.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let inputs: Vec<u64> = words.map(u64::from).collect();
        let outcome = |input: &u64| {
            let case = file.cases.iter().find(|case| case.input == *input);
            case.expect("an input of the file").expected[column.index].stand()
        };
        let bytes: Option<Vec<u8>> = inputs
            .iter()
            .map(|input| match outcome(input) {
                Outcome::Bits(pattern) => Some(pattern as u8),
                _ => None,
            })
            .collect();
        let error = || Answer::Error { kind: None, message: "no result".to_owned() };
        let answer = bytes.map_or_else(error, Answer::Data);
        Some((Asked { operation: *operation, inputs, codec: codec.to_string() }, answer))
    }
}

impl Subject for Miniature {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        let file = file();
        let spoilt = requests.iter().map(|request| {
            let Some((asked, mut answer)) = Miniature::answer(&file, request) else {
                return Reply::Answer(Answer::Unsupported("not of the file".to_owned()));
            };
            (self.spoil)(&asked, &mut answer);
            Reply::Answer(answer)
        });
        spoilt.collect()
    }
}

/// Checks a subject on float16 to int8, in the nearest-even mode.
fn check_subject(start: fn() -> Box<dyn Subject>) -> Report {
    let target = Target::BuiltIn(BuiltIn { name: "miniature", start });
    let selection = Selection {
        kinds: vec![Kind::Elements],
        from: vec![data_type("float16")],
        to: vec![data_type("int8")],
        ..Selection::default().having("rounding", &["nearest-even"])
    };
    check(&target, &store(), &selection, &|_| {}).expect("the check runs")
}

fn deviations(report: &Report) -> Vec<Deviation> {
    let mut deviations: Vec<_> = report.groups.iter().map(|group| group.deviation).collect();
    deviations.sort();
    deviations.dedup();
    deviations
}

#[test]
fn a_right_subject_conforms() {
    let report = check_subject(|| Miniature::boxed(|_, _| {}));
    assert!(report.tally.conforms());
    assert_eq!(report.tally.pass, report.tally.total());
    assert!(report.tally.pass > 500);
}

#[test]
fn a_single_wrong_value_is_found_and_is_the_simplest_case() {
    // 1.5 is a tie: nearest-even gives 2.
    let report = check_subject(|| {
        Miniature::boxed(|asked, answer| {
            if let Answer::Data(data) = answer {
                let wrong = asked.inputs.iter().zip(data).filter(|(input, _)| **input == 0x3e00);
                wrong.for_each(|(_, output)| *output = 1);
            }
        })
    });
    assert_eq!(report.tally.fail, 3, "1.5 is asked under three range rules");
    assert_eq!(deviations(&report), [Deviation::OneStep]);
    let simplest = &report.groups[0].simplest;
    assert_eq!(simplest.id(), "cast_value/float16/int8/0x3e00/nearest-even/unset");
    assert_eq!(simplest.got, Got::Outcome(Outcome::Bits(1)));
    assert!(simplest.seen.is_some_and(|seen| seen.alone && seen.in_array));
    assert_eq!(simplest.operations, ["encode", "decode"]);
}

#[test]
fn a_fault_of_one_vector_lane_is_found() {
    for lane in 0..8usize {
        // A function pointer carries nothing with it.
        LANE.store(lane, Ordering::SeqCst);
        let report = check_subject(|| {
            Miniature::boxed(|asked, answer| {
                if let (Answer::Data(data), true) = (answer, asked.inputs.len() >= 8) {
                    let whole = data.len() / 8 * 8;
                    data[..whole]
                        .iter_mut()
                        .skip(LANE.load(Ordering::SeqCst))
                        .step_by(8)
                        .for_each(|one| *one ^= 1);
                }
            })
        });
        assert!(report.tally.fail > 0, "lane {lane}");
        assert!(
            report.groups.iter().all(|group| !group.simplest.seen.is_some_and(|seen| seen.alone)),
            "lane {lane}"
        );
    }
}

#[test]
fn a_fault_of_the_remainder_after_the_vectors_is_found() {
    let report = check_subject(|| {
        Miniature::boxed(|asked, answer| {
            if let (Answer::Data(data), true) = (answer, asked.inputs.len() > 8) {
                let whole = data.len() / 8 * 8;
                data[whole..].iter_mut().for_each(|one| *one ^= 1);
            }
        })
    });
    assert!(report.tally.fail > 0);
}

#[test]
fn an_error_that_is_lost_in_an_array_is_found() {
    let report = check_subject(|| {
        Miniature::boxed(|asked, answer| {
            if matches!(answer, Answer::Error { .. }) && asked.inputs.len() > 1 {
                *answer = Answer::Data(vec![0; asked.inputs.len()]);
            }
        })
    });
    assert_eq!(deviations(&report), [Deviation::ValueForError]);
    assert!(report.groups.iter().all(|group| !group.simplest.seen.is_some_and(|seen| seen.alone)));
}

#[test]
fn an_error_for_one_value_is_bisected_to_it() {
    let report = check_subject(|| {
        Miniature::boxed(|asked, answer| {
            if asked.inputs.contains(&0x3e00) {
                *answer = Answer::Error { kind: None, message: "no 1.5".to_owned() };
            }
        })
    });
    assert_eq!(report.tally.fail, 3);
    assert_eq!(deviations(&report), [Deviation::ErrorForValue]);
}

#[test]
fn an_error_for_long_arrays_alone_is_the_fault_of_the_array() {
    let report = check_subject(|| {
        Miniature::boxed(|asked, answer| {
            if asked.inputs.len() > 30 {
                *answer = Answer::Error { kind: None, message: "too long".to_owned() };
            }
        })
    });
    assert!(!report.tally.conforms());
    assert!(report.groups.iter().all(|group| !group.simplest.seen.is_some_and(|seen| seen.alone)));
}

#[test]
fn ignoring_the_range_rule_is_found() {
    let report = check_subject(|| {
        Miniature::boxed(|asked, answer| {
            if asked.codec.contains("wrap") && matches!(answer, Answer::Data(_)) {
                *answer = Answer::Error { kind: None, message: "wrap".to_owned() };
            }
        })
    });
    assert!(report.tally.fail > 100);
    assert!(report.tally.pass > 100);
}

#[test]
fn an_answer_of_the_wrong_length_breaks_the_protocol_at_its_case() {
    let report = check_subject(|| {
        Miniature::boxed(|asked, answer| {
            if asked.inputs == [0x3e00] {
                *answer = Answer::Data(vec![2, 2]);
            }
        })
    });
    assert_eq!(report.tally.breaks_protocol, 3);
    assert_eq!(deviations(&report), [Deviation::BreaksProtocol]);
}

#[test]
fn unsupported_answers_are_counted_and_are_no_failure() {
    let report = check_subject(|| {
        Miniature::boxed(|asked, answer| {
            if asked.codec.contains("clamp") {
                *answer = Answer::Unsupported("clamp".to_owned());
            }
        })
    });
    assert!(report.tally.conforms());
    assert_eq!(report.tally.unsupported * 3, report.tally.total());
}

#[test]
fn a_fault_of_one_operation_is_found_and_names_it() {
    let report = check_subject(|| {
        Miniature::boxed(|asked, answer| {
            if asked.operation == Operation::Decode && asked.inputs == [0x3e00] {
                *answer = Answer::Data(vec![1]);
            }
        })
    });
    assert_eq!(report.tally.fail, 2, "wrap to int8 is asked by encoding only");
    assert_eq!(report.groups[0].simplest.operations, ["decode"]);
}

#[test]
fn a_subject_that_only_decodes_is_asked_for_what_decoding_can_ask() {
    let report = check_subject(|| Miniature::doing(&["decode"], |_, _| {}));
    assert!(report.tally.conforms());
    assert_eq!(report.tally.unsupported * 3, report.tally.total(), "wrap to int8");
    assert_eq!(report.tally.pass, report.tally.unsupported * 2);
}

#[test]
fn an_operation_that_is_not_done_hides_nothing_of_the_other() {
    let report = check_subject(|| {
        Miniature::boxed(|asked, answer| match (asked.operation, asked.inputs.as_slice()) {
            (Operation::Encode, _) => *answer = Answer::Unsupported("encode".to_owned()),
            (Operation::Decode, [0x3e00]) => *answer = Answer::Data(vec![1]),
            _ => {}
        })
    });
    assert_eq!((report.tally.fail, report.tally.unsupported * 3), (2, report.tally.total()));
}

/// The lane that is wrong.
static LANE: AtomicUsize = AtomicUsize::new(0);
