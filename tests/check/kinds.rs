//! Scenarios of each kind, and what is wrong with an answer to them.

use zarrproof::check::{Deviation, Failure, Got, Report};
use zarrproof::codec::Operation;
use zarrproof::codec::notes::Letter;
use zarrproof::protocol::{Answer, Hello, Question};
use zarrproof::vectors::{Kind, Layer, Outcome, ScenarioKind};

use super::check_all;
use super::spoilt::{doing, reading, spoilt};
use super::vectors::{OwnStore, Setup, Vectors};

/// float16 to float16, NaN to one certain NaN and infinity to 0.
const MAP: &str = r#"{"name":"cast_value","configuration":{"data_type":"float16","scalar_map":{"encode":[["NaN","0x7e01"],["Infinity",0]]}}}"#;

const TO_INT8: &str = r#"{"name":"cast_value","configuration":{"data_type":"int8"}}"#;

const SETUP: Setup = Setup {
    id: "one",
    clause: "scalar-map/encode",
    codec: MAP,
    data_type: r#""float16""#,
    fill_value: "1",
    note: None,
};

const ARRAY: Setup =
    Setup { codec: TO_INT8, clause: "range/unset-fails", data_type: r#""float16""#, ..SETUP };

// Patterns of float16.
const ONE: u64 = 0x3c00;
const TWO: u64 = 0x4000;
const THREE: u64 = 0x4200;
const THREE_HUNDRED: u64 = 0x5cb0;
const NAN: u64 = 0x7e00;

fn scalar_map() -> OwnStore {
    let elements = SETUP.elements(Operation::Encode, &[ONE, 0x7c00, NAN, 0x7e80]);
    let decoded = Setup { id: "two", ..SETUP }.elements(Operation::Decode, &[ONE, NAN]);
    Vectors::new().with(ScenarioKind::ScalarMap, "nan", vec![elements, decoded]).store()
}

fn arrays() -> OwnStore {
    let upper_bits = Setup {
        id: "upper-bits",
        clause: "data-types/upper-bits",
        data_type: r#""int4""#,
        ..ARRAY
    };
    let to_float = Setup { codec: MAP, id: "nan", ..ARRAY };
    let scenarios = vec![
        Setup { id: "values", ..ARRAY }.array(Operation::Encode, &[2, 2], &[ONE, TWO, THREE, ONE]),
        Setup { id: "error", ..ARRAY }.array(Operation::Encode, &[2], &[ONE, THREE_HUNDRED]),
        Setup { id: "empty", ..ARRAY }.array(Operation::Encode, &[3, 0], &[]),
        Setup { id: "zero-dimensional", ..ARRAY }.array(Operation::Encode, &[], &[ONE]),
        upper_bits.array(Operation::Encode, &[3], &[0xf1, 0x12, 0x8f]),
        to_float.array(Operation::Decode, &[2], &[NAN, ONE]),
    ];
    Vectors::new().with(ScenarioKind::Arrays, "whole", scenarios).store()
}

fn fill_values() -> OwnStore {
    let setup = Setup { clause: "fill-value/cast", ..ARRAY };
    let scenarios = vec![
        Setup { id: "kept", ..setup }.fill_value(),
        Setup { id: "too-large", fill_value: "300", ..setup }.fill_value(),
        Setup { id: "rounded", fill_value: "1.5", ..setup }.fill_value(),
    ];
    Vectors::new().with(ScenarioKind::FillValue, "casts", scenarios).store()
}

fn metadata() -> OwnStore {
    let setup = Setup { clause: "metadata/fields", ..ARRAY };
    let word = r#"{"name":"cast_value","configuration":{"data_type":"int8","rounding":"up"}}"#;
    let scenarios = vec![
        Setup { id: "valid", ..setup }.validity(Layer::Extension),
        Setup { id: "word", codec: word, ..setup }.validity(Layer::Schema),
        Setup { id: "no-json", codec: r#"{"name":"cast_value"}"#, ..setup }.validity(Layer::Core),
    ];
    Vectors::new().with(ScenarioKind::Metadata, "fields", scenarios).store()
}

fn scalars() -> OwnStore {
    let setup = Setup { clause: "core/float-scalar-number", ..SETUP };
    let scenarios = vec![
        Setup { id: "number", fill_value: "0.1", ..setup }.scalar(),
        Setup { id: "nan", fill_value: r#""0x7e80""#, ..setup }.scalar(),
        Setup { id: "too-large", fill_value: "1e9", note: Some(29), ..setup }.scalar(),
    ];
    Vectors::new().with(ScenarioKind::Scalars, "float16", scenarios).store()
}

fn deviations(report: &Report) -> Vec<Deviation> {
    let mut deviations: Vec<_> = report.groups.iter().map(|group| group.deviation).collect();
    deviations.sort();
    deviations
}

/// The only failure.
fn failure(report: &Report) -> &Failure {
    assert_eq!((report.tally.failed(), report.groups.len()), (1, 1), "{:?}", report.groups);
    &report.groups[0].simplest
}

#[test]
fn the_oracle_conforms_on_every_kind() {
    let stores = [scalar_map(), arrays(), fill_values(), metadata(), scalars()];
    let kinds = Kind::ALL.into_iter().skip(1);
    for ((store, kind), expectations) in stores.iter().zip(kinds).zip([6, 6, 3, 3, 3]) {
        let report = check_all(store, || reading(&[]));
        assert!(report.tally.conforms(), "{kind}");
        assert_eq!(report.tally.pass, expectations, "{kind}");
        assert_eq!(report.kinds.into_iter().collect::<Vec<_>>(), [(kind, report.tally)]);
    }
}

#[test]
fn a_nan_that_scalar_map_names_is_expected_bit_by_bit() {
    let report = check_all(&scalar_map(), || {
        spoilt(|request, answer| {
            let Question::Elements { operation: Operation::Encode, .. } = &request.question else {
                return;
            };
            if let Answer::Data(data) = answer {
                // 0x7e01 to the NaN that casting gives.
                data.iter_mut().filter(|byte| **byte == 1).for_each(|byte| *byte = 0);
            }
        })
    });
    assert_eq!(deviations(&report), [Deviation::BitsOfNan]);
    assert_eq!(report.tally.fail, 2, "each NaN is mapped");
    let simplest = &report.groups[0].simplest;
    assert_eq!(simplest.id(), "cast_value/scalar_map/nan/one/0x7e00");
    assert_eq!(simplest.got, Got::Outcome(Outcome::Bits(0x7e00)));
}

#[test]
fn a_nan_that_is_cast_may_be_any() {
    for store in [scalar_map(), arrays()] {
        let report = check_all(&store, || {
            spoilt(|request, answer| {
                let Question::Elements { operation: Operation::Decode, .. } = &request.question
                else {
                    return;
                };
                if let Answer::Data(data) = answer {
                    let words = data.chunks_mut(2).filter(|word| *word == [0x00, 0x7e]);
                    words.for_each(|word| word.copy_from_slice(&[0x34, 0xff]));
                }
            })
        });
        assert!(report.tally.conforms(), "{:?}", report.groups);
    }
}

#[test]
fn a_wrong_array_is_told_by_its_first_difference() {
    let report = check_all(&arrays(), || {
        spoilt(|request, answer| {
            if let (Question::Elements { shape, .. }, Answer::Data(data)) =
                (&request.question, answer)
                && *shape == [2, 2]
            {
                data[1..3].copy_from_slice(&[3, 9]);
            }
        })
    });
    let failure = failure(&report);
    assert_eq!(failure.id(), "cast_value/arrays/whole/values");
    assert_eq!(failure.position(), Some(1));
    assert_eq!((failure.deviation(), failure.seen), (Deviation::OneStep, None));
}

#[test]
fn an_array_that_must_fail_must_fail_as_a_whole() {
    let report = check_all(&arrays(), || {
        spoilt(|_, answer| {
            if matches!(answer, Answer::Error { .. }) {
                *answer = Answer::Data(vec![1, 127]);
            }
        })
    });
    assert_eq!(failure(&report).deviation(), Deviation::ValueForError);
    let report = check_all(&arrays(), || {
        spoilt(|request, answer| {
            if let Question::Elements { shape, .. } = &request.question
                && *shape == [3, 0]
            {
                *answer = Answer::Error { kind: None, message: "nothing to do".to_owned() };
            }
        })
    });
    assert_eq!(failure(&report).deviation(), Deviation::ErrorForValue);
    assert_eq!(failure(&report).id(), "cast_value/arrays/whole/empty");
}

#[test]
fn the_upper_bits_of_an_array_are_sent_as_they_are() {
    let report = check_all(&arrays(), || reading(&["SN-34=B"]));
    assert_eq!(failure(&report).id(), "cast_value/arrays/whole/upper-bits");
}

#[test]
fn a_fill_value_that_must_be_refused_is() {
    let report = check_all(&fill_values(), || {
        spoilt(|_, answer| {
            if matches!(answer, Answer::Error { .. }) {
                *answer = Answer::Data(vec![2]);
            }
        })
    });
    assert_eq!(deviations(&report), [Deviation::ValueForError]);
    assert_eq!((report.tally.pass, report.tally.fail), (1, 2));
    assert_eq!(report.groups[0].simplest.operations, ["fill_value"]);
}

#[test]
fn an_answer_of_another_sort_breaks_the_protocol() {
    let report = check_all(&fill_values(), || {
        spoilt(|_, answer| *answer = Answer::Validity { valid: true, message: String::new() })
    });
    let due = (3, vec![Deviation::BreaksProtocol]);
    assert_eq!((report.tally.breaks_protocol, deviations(&report)), due);
    let Got::BreaksProtocol(message) = &report.groups[0].simplest.got else { panic!("answered") };
    assert_eq!(message.reason, "it answered validity where elements are due");

    let report = check_all(&metadata(), || spoilt(|_, answer| *answer = Answer::Data(vec![1])));
    assert_eq!((report.tally.breaks_protocol, deviations(&report)), due);
}

#[test]
fn an_error_says_that_metadata_is_not_valid() {
    let report = check_all(&metadata(), || {
        spoilt(|_, answer| {
            if matches!(answer, Answer::Validity { valid: false, .. }) {
                *answer = Answer::Error { kind: None, message: "no".to_owned() };
            }
        })
    });
    assert_eq!(report.tally.pass, 3);
}

#[test]
fn metadata_that_is_judged_wrong_is_told_both_ways() {
    let report = check_all(&metadata(), || {
        spoilt(|_, answer| {
            if let Answer::Validity { valid, .. } = answer {
                *valid = !*valid;
            }
        })
    });
    assert_eq!(deviations(&report), [Deviation::ValidForInvalid, Deviation::InvalidForValid]);
    assert_eq!(report.tally.fail, 3);
}

#[test]
fn a_scalar_is_expected_bit_by_bit() {
    let report = check_all(&scalars(), || {
        spoilt(|_, answer| {
            if let Answer::Data(data) = answer {
                data[0] = 0;
            }
        })
    });
    assert_eq!(deviations(&report), [Deviation::BitsOfNan, Deviation::OtherValue]);
}

#[test]
fn another_reading_of_an_advisory_note_is_reported_and_no_failure() {
    let report = check_all(&scalars(), || reading(&["SN-29=C"]));
    assert!(report.tally.conforms());
    let readings: Vec<_> = report.other_readings.into_iter().collect();
    assert_eq!(readings, [((29, Letter::C), 1)]);
}

/// Does nothing but encoding.
fn only_encode(hello: &mut Hello) {
    let codec = hello.codecs.get_mut("cast_value").expect("the codec");
    codec.operations.retain(|name| name == "encode");
    hello.scalars.clear();
}

/// Knows no int8.
fn no_int8(hello: &mut Hello) {
    let codec = hello.codecs.get_mut("cast_value").expect("the codec");
    codec.data_types.retain(|name| name != "int8");
}

#[test]
fn what_a_subject_does_not_claim_is_unsupported() {
    for (store, encoded) in
        [(scalar_map(), 4), (arrays(), 5), (fill_values(), 0), (metadata(), 0), (scalars(), 0)]
    {
        let report = check_all(&store, || doing(only_encode, |_, _| {}));
        assert_eq!(report.tally.pass, encoded);
        assert_eq!(report.tally.pass + report.tally.unsupported, report.tally.total());
    }
    for (store, others) in
        [(scalar_map(), 6), (arrays(), 1), (fill_values(), 0), (metadata(), 1), (scalars(), 3)]
    {
        let report = check_all(&store, || doing(no_int8, |_, _| {}));
        assert_eq!(report.tally.pass, others, "metadata without a known type is asked about");
        assert_eq!(report.tally.pass + report.tally.unsupported, report.tally.total());
    }
}

#[test]
fn an_unsupported_answer_is_no_failure() {
    for store in [scalar_map(), arrays(), fill_values(), metadata(), scalars()] {
        let report = check_all(&store, || {
            spoilt(|_, answer| *answer = Answer::Unsupported("no".to_owned()))
        });
        assert_eq!(report.tally.unsupported, report.tally.total());
    }
}
