//! Which readings a subject follows, told from the cases that tell them apart.

use std::sync::Mutex;

use serde_json::{Value, json};
use zarrproof::check::{CheckError, NoteProfile, check, profile};
use zarrproof::codec::Operation;
use zarrproof::codec::cast_value::Metadata;
use zarrproof::codec::notes::{self, Grade, Letter, ReadingChoice, Readings};
use zarrproof::oracle::cast_value::{Cast, Codec};
use zarrproof::protocol::{Answer, Hello, Question};
use zarrproof::report::{Context, to_json, to_text};
use zarrproof::vectors::{Kind, Layer, Outcome, ScenarioKind, Selection, Store};

use super::spoilt::{doing_under, reading, spoilt};
use super::vectors::{OwnStore, Setup, Vectors, data_type};
use super::{check_all, target};

const INT4: Setup = Setup {
    id: "upper-bits",
    clause: "data-types/upper-bits",
    codec: r#"{"name":"cast_value","configuration":{"data_type":"int8"}}"#,
    data_type: r#""int4""#,
    fill_value: "1",
    note: None,
};

const CORE: Setup = Setup { id: "core", data_type: r#"{"name":"int8"}"#, note: Some(35), ..INT4 };

fn metadata(setup: Setup<'static>) -> Metadata<'static> {
    let Setup { codec, data_type, fill_value, .. } = setup;
    Metadata { codec, data_type, fill_value }
}

/// A case of float64 to float16 on which SN-04 matters, from the committed vectors.
const DOUBLE: &str = "cast_value/float64/float16/0x40effdffffffffff/nearest-even/";

/// What the oracle makes of [`DOUBLE`].
fn double(readings: &Readings, rule: &str) -> Outcome {
    let types = (data_type("float64"), data_type("float16"));
    let rounding = "nearest-even".parse().expect("a mode");
    let rule = rule.parse().expect("a rule");
    let cast = Cast::with_readings(types.0, types.1, rounding, rule, *readings);
    cast.apply(0x40ef_fdff_ffff_ffff).map_or(Outcome::Error, Outcome::Bits)
}

/// A case, and what becomes of it under every reading of a note.
fn deciding(number: u16, id: &str, outcome: impl Fn(&Readings) -> String) -> Value {
    let note = notes::all().find(|note| note.number == number).expect("a note");
    let mut case = json!({ "id": id, "about": "a field of a later version" });
    for (letter, _) in note.lettered() {
        let readings = Readings::stand().with(note, letter).expect("a reading");
        case[letter.to_char().to_string()] = outcome(&readings).into();
    }
    case
}

fn store() -> OwnStore {
    let array = |readings: &Readings| {
        let codec = Codec::new(metadata(INT4), readings).expect("valid metadata");
        let elements = codec.direction(Operation::Encode).apply_all(&[0xf1, 0x12]).expect("values");
        let texts = elements.iter().map(|one| self::data_type("int8").pattern_to_text(*one));
        texts.collect::<Vec<_>>().join(" ")
    };
    let core = |readings: &Readings| {
        let is_valid = Codec::validate(metadata(CORE), readings).is_ok();
        if is_valid { Outcome::Valid } else { Outcome::Invalid }.to_text(data_type("int8"))
    };
    let rules = ["unset", "clamp"].map(|rule| {
        deciding(4, &format!("{DOUBLE}{rule}"), |readings| {
            double(readings, rule).to_text(data_type("float16"))
        })
    });
    let elsewhere = json!({ "id": "cast_value/int8/int8/0x00/nearest-even/unset", "A": "0x00" });
    let notes = json!({ "format": 1, "notes": {
        "SN-04": { "grade": "strict", "cases": [rules[0], rules[1], elsewhere] },
        "SN-05": { "grade": "strict" },
        "SN-34": { "cases": [deciding(34, "cast_value/arrays/b/upper-bits", array)] },
        "SN-35": { "cases": [deciding(35, "cast_value/metadata/d/core", core)] },
        "SN-98": { "cases": [{ "id": "of a later version" }] },
    }});
    Vectors::new()
        .with_elements("float64", "float16")
        .with(ScenarioKind::Arrays, "b", vec![INT4.array(Operation::Encode, &[2], &[0xf1, 0x12])])
        .with(ScenarioKind::Metadata, "d", vec![CORE.validity(Layer::Core)])
        .with_notes(&notes)
        .store()
}

/// What a profile says of a note.
fn of<'a>(profiles: &'a [NoteProfile], id: &str) -> &'a NoteProfile {
    profiles.iter().find(|profile| profile.note.id() == id).expect("every note is there")
}

#[test]
fn the_oracle_follows_the_stand() {
    let (_, profiles) = profile(&target(|| reading(&[])), &store(), None).expect("a profile");
    assert_eq!(profiles.len(), notes::COUNT);
    for id in ["SN-04", "SN-34", "SN-35"] {
        assert_eq!(of(&profiles, id).fits(), Some(vec![Letter::A]), "{id}");
    }
    let elsewhere = &of(&profiles, "SN-04").cases[2];
    assert_eq!((elsewhere.did.as_str(), &elsewhere.fits), ("not among these vectors", &None));
    assert_eq!(of(&profiles, "SN-05").fits(), None, "it has no deciding cases");
}

#[test]
fn a_planted_reading_is_found() {
    let planted = || reading(&["SN-04=B", "SN-34=B", "SN-35=B"]);
    let notes = ["SN-35", "SN-34", "SN-04"];
    let (_, profiles) = profile(&target(planted), &store(), Some(&notes)).expect("a profile");
    assert_eq!(profiles.iter().map(|one| one.note.id()).collect::<Vec<_>>(), notes);
    for profile in &profiles {
        assert_eq!(profile.fits(), Some(vec![Letter::B]), "{}", profile.note.id());
    }
    let double = of(&profiles, "SN-04");
    assert_eq!(double.answered(), 2);
    let expected = [(Letter::A, "0x7bff"), (Letter::B, "error")];
    assert_eq!(double.cases[0].outcomes, expected.map(|(one, text)| (one, text.to_owned())));
    assert_eq!(double.cases[0].did, "error");
}

#[test]
fn a_subject_that_follows_no_reading_is_told_so() {
    let neither = || {
        spoilt(|request, answer| {
            if let (true, Answer::Data(data)) = (request.data_type.contains("float"), answer) {
                data[0] ^= 1;
            }
        })
    };
    let (_, profiles) = profile(&target(neither), &store(), Some(&["SN-04"])).expect("a profile");
    assert_eq!(profiles[0].fits(), Some(Vec::new()));
    assert_eq!(profiles[0].cases[0].did, "0x7bfe");
}

#[test]
fn what_is_not_answered_decides_nothing() {
    let silent = || spoilt(|_, answer| *answer = Answer::Unsupported("no".to_owned()));
    let (_, profiles) = profile(&target(silent), &store(), Some(&["SN-04"])).expect("a profile");
    assert_eq!((profiles[0].fits(), profiles[0].cases[0].did.as_str()), (None, "unsupported"));
    let unknown = profile(&target(silent), &store(), Some(&["SN-99"]));
    assert!(matches!(unknown, Err(CheckError::Note(_))));
}

#[test]
fn a_failing_check_tells_which_strict_readings_are_followed() {
    let store = store();
    let report = check_all(&store, || reading(&["SN-04=B", "SN-35=B"]));
    let context = Context { manifest: store.manifest(), subject: &[], options: &[] };
    let text = to_text(&report, &context);
    let line =
        "seems to follow SN-04=B: first to float32, then to the target (2 of 3 deciding cases)";
    assert!(text.contains(line), "{text}");
    assert!(!text.contains("seems to follow SN-35"), "it is advisory: {text}");
    let json: Value = serde_json::from_str(&to_json(&report, &context)).expect("JSON");
    assert_eq!(json["follows"][0]["reading"], "SN-04=B");
    assert_eq!(json["follows"].as_array().map(Vec::len), Some(1));

    let report = check_all(&store, || reading(&["SN-35=B"]));
    assert!(report.tally.conforms() && report.follows.is_empty());
}

fn under(choices: &[&str]) -> Readings {
    let choices = choices.iter().map(|text| text.parse().expect("a reading"));
    Readings::choosing(&choices.collect::<Vec<ReadingChoice>>())
}

#[test]
fn nothing_is_told_from_fewer_cases_than_could_be_asked() {
    // It follows SN-04=B, and breaks the protocol at one of the two deciding cases.
    let breaking = || {
        doing_under(
            under(&["SN-04=B"]),
            |_| {},
            |request, answer| {
                if let Question::Elements { codec, .. } = &request.question
                    && codec.contains("clamp")
                {
                    *answer = Answer::Data(Vec::new());
                }
            },
        )
    };
    let report = check_all(&store(), breaking);
    assert!(report.tally.fail > 0 && report.tally.breaks_protocol > 0, "{:?}", report.tally);
    assert!(report.follows.is_empty(), "{:?}", report.follows);
    let (_, profiles) = profile(&target(breaking), &store(), Some(&["SN-04"])).expect("a profile");
    assert_eq!((profiles[0].answered(), profiles[0].asked()), (1, 2));
    assert_eq!(profiles[0].follows, []);

    // One that says that it does not do what a case takes is not asked it.
    let lacking = || {
        doing_under(
            under(&["SN-04=B"]),
            |_| {},
            |request, answer| {
                if let Question::Elements { codec, .. } = &request.question
                    && codec.contains("clamp")
                {
                    *answer = Answer::Unsupported("no clamp".to_owned());
                }
            },
        )
    };
    let report = check_all(&store(), lacking);
    assert_eq!(report.follows.len(), 1, "{:?}", report.follows);
    assert_eq!((report.follows[0].answered(), report.follows[0].asked()), (1, 1));
}

#[test]
fn a_deciding_case_of_another_note_speaks_against_a_reading() {
    let id = |rule: &str| format!("{DOUBLE}{rule}");
    let outcome = |rule: &'static str| {
        move |readings: &Readings| double(readings, rule).to_text(data_type("float16"))
    };
    // Under SN-04=B the second case would be another one than it is; the subject does as the stand says.
    let mut other = deciding(1, &id("clamp"), outcome("clamp"));
    let text = double(&under(&["SN-04=B"]), "clamp").to_text(data_type("float16"));
    other["also"] = json!({ "SN-04=B": text, "SN-98=B": "of a later version" });
    let notes = json!({ "format": 1, "notes": {
        "SN-01": { "grade": "strict", "cases": [other] },
        "SN-04": { "grade": "strict", "cases": [deciding(4, &id("unset"), outcome("unset"))] },
    }});
    let store = Vectors::new().with_elements("float64", "float16").with_notes(&notes).store();
    let only_unset = || {
        doing_under(
            Readings::stand(),
            |_| {},
            |request, answer| {
                if let Question::Elements { codec, .. } = &request.question
                    && !codec.contains("out_of_range")
                    && !codec.contains("wrap")
                {
                    *answer = Answer::Error { kind: None, message: "overflow".to_owned() };
                }
            },
        )
    };
    let (_, profiles) = profile(&target(only_unset), &store, Some(&["SN-04"])).expect("a profile");
    assert_eq!(profiles[0].fits(), Some(vec![Letter::B]), "of its own cases alone");
    let report = check_all(&store, only_unset);
    assert!(report.tally.fail > 0 && report.follows.is_empty(), "{:?}", report.follows);
    // One that follows it there too is told so, and not of SN-01=C, which explains the second case only.
    let report = check_all(&store, || reading(&["SN-04=B"]));
    assert_eq!(told(&report.follows), ["SN-04=B"]);
}

/// The types that every implementation has.
fn common_types(hello: &mut Hello) {
    let names = || ["float64", "float32", "int64"].map(str::to_owned).to_vec();
    for capability in hello.codecs.values_mut() {
        capability.data_types = names();
    }
    hello.scalars = names();
}

/// The strict notes of which a subject seems to follow another reading than `A`, as `SN-05=B`.
fn told(profiles: &[NoteProfile]) -> Vec<String> {
    let strict = profiles.iter().filter(|profile| profile.note.grade == Grade::Strict);
    let other = strict.filter(|profile| !profile.follows.contains(&Letter::A));
    let choices = other.flat_map(|profile| {
        profile.follows.iter().map(|letter| ReadingChoice { note: profile.note, letter: *letter })
    });
    choices.map(|choice| choice.to_string()).collect()
}

#[test]
fn rounding_that_ignores_the_mode_is_told_of_who_has_common_types_only() {
    let store = Store::embedded().expect("vectors");
    let floats = || ["float64", "float32"].map(data_type).to_vec();
    let selection = Selection {
        kinds: vec![Kind::Elements],
        from: floats(),
        to: floats(),
        ..Default::default()
    };
    let ignoring = || doing_under(under(&["SN-05=B"]), common_types, |_, _| {});
    let report = check(&target(ignoring), &store, &selection, &|_| {}).expect("the check runs");
    assert!(report.tally.fail > 0);
    assert_eq!(told(&report.follows), ["SN-05=B"]);
}

/// A target for each reading, which a function pointer cannot carry.
fn planted(choice: ReadingChoice, claim: fn(&mut Hello), store: &Store) -> Vec<NoteProfile> {
    type Choice = (ReadingChoice, fn(&mut Hello));
    static CHOICE: Mutex<Option<Choice>> = Mutex::new(None);
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(|error| error.into_inner());
    *CHOICE.lock().expect("not poisoned") = Some((choice, claim));
    let start = || {
        let (choice, claim) = CHOICE.lock().expect("not poisoned").expect("a reading");
        doing_under(Readings::choosing(&[choice]), claim, |_, _| {})
    };
    profile(&target(start), store, None).expect("a profile").1
}

/// Every other reading of a strict note is told of the subject that follows it, and no other one is.
#[test]
fn every_planted_reading_of_a_strict_note_is_told_and_no_other() {
    let store = Store::embedded().expect("vectors");
    let claims: [fn(&mut Hello); 2] = [|_| {}, common_types];
    for note in notes::all().filter(|note| note.grade == Grade::Strict) {
        for (letter, _) in note.lettered().skip(1) {
            let choice = ReadingChoice { note, letter };
            for (claim, all_types) in claims.into_iter().zip([true, false]) {
                let profiles = planted(choice, claim, &store);
                let can_be_asked = of(&profiles, &note.id()).asked() > 0;
                let own = if can_be_asked { vec![choice.to_string()] } else { Vec::new() };
                let found = told(&profiles);
                assert_eq!(found, own, "{choice}, all types: {all_types}");
                assert!(can_be_asked || !all_types, "{choice}");
            }
        }
    }
}
