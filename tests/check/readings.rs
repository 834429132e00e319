//! Checking under other readings: a subject that follows one conforms where it is expected, and only
//! there.

use std::sync::Mutex;

use zarrproof::check::{Report, Target, check_under};
use zarrproof::codec::Operation;
use zarrproof::codec::notes::{self, Grade, ReadingChoice};
use zarrproof::subject::Subject;
use zarrproof::vectors::{Kind, Layer, ScenarioKind, Selection, Store};

use super::spoilt::reading;
use super::vectors::{OwnStore, Setup, Vectors};
use super::{check_all, target};

const MAP: &str = r#"{"name":"cast_value","configuration":{"data_type":"float16","rounding":"towards-zero","out_of_range":"clamp","scalar_map":{"encode":[["NaN","0x7e01"],[0.0,1],[0,2],[2.0000001,3],[1,2]]}}}"#;

const SETUP: Setup = Setup {
    id: "one",
    clause: "scalar-map/encode",
    codec: MAP,
    data_type: r#""float32""#,
    fill_value: "4",
    note: None,
};

/// Vectors of every kind, on which many readings show.
fn store() -> OwnStore {
    let inputs = [0x0000_0000, 0x8000_0000, 0x3f80_0000, 0x4000_0000, 0x7fc0_0000, 0xffc0_0001];
    let array = Setup {
        data_type: r#""int4""#,
        codec: r#"{"name":"cast_value","configuration":{"data_type":"uint2"}}"#,
        fill_value: "1",
        ..SETUP
    };
    let fill_value = Setup { fill_value: "0", ..SETUP };
    let scalar = Setup { id: "beyond", data_type: r#""float16""#, fill_value: "65520", ..SETUP };
    let core = Setup { data_type: r#"{"name":"float32"}"#, note: Some(35), ..SETUP };
    let arrays = vec![
        Setup { id: "upper-bits", ..array }.array(Operation::Encode, &[2], &[0xf1, 2]),
        Setup { id: "one-error", ..array }.array(Operation::Encode, &[2], &[1, 7]),
    ];
    let vectors = Vectors::new()
        .with(ScenarioKind::ScalarMap, "a", vec![SETUP.elements(Operation::Encode, &inputs)])
        .with(ScenarioKind::Arrays, "b", arrays)
        .with(ScenarioKind::FillValue, "c", vec![fill_value.fill_value()])
        .with(ScenarioKind::Metadata, "d", vec![core.validity(Layer::Core)])
        .with(ScenarioKind::Scalars, "e", vec![Setup { note: Some(29), ..scalar }.scalar()]);
    let pairs = [
        ("int2", "uint2"),
        ("int2", "float8_e8m0fnu"),
        ("int4", "float4_e2m1fn"),
        ("float8_e3m4", "uint2"),
        ("float8_e4m3", "float8_e5m2"),
        ("float8_e5m2", "float8_e8m0fnu"),
        ("float8_e5m2", "float8_e4m3fnuz"),
        ("float16", "bfloat16"),
    ];
    let add =
        |vectors: Vectors, (input, output): (&str, &str)| vectors.with_elements(input, output);
    pairs.into_iter().fold(vectors, add).store()
}

fn check_reading(target: &Target, store: &Store, choices: &[ReadingChoice]) -> Report {
    // Every theme of scenarios, and two of the five modes.
    let filters = ["*/[a-e]/*", "*/nearest-even/*", "*/towards-zero/*"];
    let filters = filters.map(|glob| glob::Pattern::new(glob).expect("a glob")).to_vec();
    let selection = Selection { filters, ..Selection::default() };
    check_under(choices, target, store, &selection, &|_| {}).expect("a report")
}

/// A start function carries nothing with it.
static FOLLOWED: Mutex<Option<ReadingChoice>> = Mutex::new(None);

fn follower() -> Box<dyn Subject> {
    let followed = FOLLOWED.lock().expect("no panic").map(|choice| choice.to_string());
    reading(&followed.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn whoever_follows_a_reading_conforms_under_it() {
    let store = store();
    let target = target(follower);
    let mut shown = Vec::new();
    // Below 100, notes are on what these vectors are about.
    for note in notes::all().filter(|note| note.number < 100) {
        for (letter, _) in note.lettered() {
            let choice = ReadingChoice { note, letter };
            *FOLLOWED.lock().expect("no panic") = Some(choice);
            let report = check_reading(&target, &store, &[choice]);
            assert!(report.tally.conforms(), "{choice}: {:?}", report.groups);
            let stand = check_reading(&target, &store, &[]);
            if note.grade == Grade::Advisory {
                assert!(stand.kinds[&Kind::Elements].conforms(), "{choice}: {:?}", stand.groups);
            }
            if !stand.tally.conforms() {
                shown.push(choice.to_string());
            }
        }
    }
    assert!(shown.len() > 20, "{shown:?}");
}

#[test]
fn a_chosen_reading_is_the_only_one_that_is_accepted() {
    let store = store();
    let stand: ReadingChoice = "SN-07=A".parse().expect("a reading");
    let other = target(|| reading(&["SN-07=D"]));
    let report = check_all(&store, || reading(&["SN-07=D"]));
    assert!(report.tally.conforms() && report.tally.other_reading > 0);
    let report = check_reading(&other, &store, &[stand]);
    assert!(report.tally.fail > 0, "SN-07=D where SN-07=A is chosen");
}

#[test]
fn notes_that_are_not_chosen_still_leave_room() {
    let store = store();
    let choice: ReadingChoice = "SN-05=B".parse().expect("a reading");
    let report = check_reading(&target(|| reading(&["SN-05=B", "SN-07=C"])), &store, &[choice]);
    assert!(report.tally.conforms(), "{:?}", report.groups);
    assert!(report.tally.other_reading > 0);
    assert_eq!(report.readings.len(), 1);
}
