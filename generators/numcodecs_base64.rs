//! Questions about `numcodecs.base64`: every byte, every character, and padding of every kind.

use super::ask::{Questions, Whole, configurations, damaged, seeded, values};
use crate::codec::Operation;
use crate::codec::numcodecs_base64::DEFINITION;
use crate::data_type::DataType;
use crate::vectors::{Scenario, ScenarioKind};

const ENTRY: &str = r#"{"name":"numcodecs.base64","configuration":{}}"#;
const FORMAT: &str = "numcodecs.base64/format";
const GROUPS: &str = "numcodecs.base64/groups";
const ALPHABET: &str = "numcodecs.base64/alphabet";
const PADDING: &str = "numcodecs.base64/padding";

pub(super) fn questions() -> Vec<Questions> {
    let file = |theme: &str, about, scenarios| Questions {
        kind: ScenarioKind::Encodings,
        theme: theme.to_owned(),
        about,
        scenarios,
    };
    let decode = |id: String, about: String, bytes| {
        whole(id, about, &[FORMAT, GROUPS]).ask(Operation::Decode, bytes)
    };
    let configurations = configurations(&DEFINITION, CONFIGURATIONS, b"Zm9vYmE=");
    vec![
        file("lengths", "bytes of many lengths", lengths()),
        file("bytes", "every byte in every place of a group", bytes()),
        file("characters", "every byte among characters", characters()),
        file("padding", "padding that lacks, or is in another place", padding()),
        file("damaged", "one bit changed, or characters cut off", damaged(decode, b"Zm9vYmE=")),
        file("configuration", "the configuration, which has no members", configurations),
    ]
}

fn whole<'a>(id: String, about: String, clauses: &'a [&'a str]) -> Whole<'a> {
    Whole { id, about, clauses, of: Some(&DEFINITION), codec: ENTRY.to_owned(), array: None }
}

fn lengths() -> Vec<Scenario> {
    let of_length = |length: usize| {
        let mut rng = seeded(&format!("numcodecs_base64/{length}"));
        let whole = whole(length.to_string(), format!("{length} bytes"), &[FORMAT]);
        whole.there_and_back(values(&DataType::Raw(8), length, &mut rng))
    };
    (0..=20).chain([56, 57, 58, 76, 77, 255, 256, 1000]).flat_map(of_length).collect()
}

/// Zeros before and behind, so that each bit of a byte is one of a character.
fn bytes() -> Vec<Scenario> {
    let of_place = |place: usize| {
        let all = (0..=u8::MAX).flat_map(|byte| {
            let mut group = [0; 3];
            group[place] = byte;
            group
        });
        let about = format!("byte {place} of each group, and zeros");
        whole(place.to_string(), about, &[FORMAT]).there_and_back(all.collect::<Vec<u8>>())
    };
    (0..3).flat_map(of_place).collect()
}

fn characters() -> Vec<Scenario> {
    let ask = |byte: u8| {
        let about = format!("byte {byte} between characters");
        let stream = [b"Zm", &[byte][..], b"9v"].concat();
        whole(byte.to_string(), about, &[ALPHABET, GROUPS]).ask(Operation::Decode, stream)
    };
    (0..=u8::MAX).map(ask).collect()
}

/// A name, what it is, the characters, and the clause.
const PADDED: [(&str, &str, &str, &str); 27] = [
    ("one", "padding of one character", "Zm8=", GROUPS),
    ("two", "padding of two characters", "Zg==", GROUPS),
    ("none-of-one", "the padding lacks", "Zm8", GROUPS),
    ("none-of-two", "the padding lacks", "Zg", GROUPS),
    ("half", "half of the padding lacks", "Zg=", GROUPS),
    ("single", "a character alone", "Z", GROUPS),
    ("single-padded", "a character alone and padding", "Z===", GROUPS),
    ("single-behind", "a character alone behind a group", "Zm9vZ", GROUPS),
    ("alone", "padding alone", "====", PADDING),
    ("one-alone", "a character of padding alone", "=", PADDING),
    ("first", "padding first", "=Zg==", PADDING),
    ("second-place", "padding in the second place", "Z=g=", PADDING),
    ("inside", "padding between characters", "Zg=g=", PADDING),
    ("between", "padding between groups", "Zm9v=Zm9v", PADDING),
    ("excess", "padding behind a group", "Zm9v=", PADDING),
    ("excess-group", "a group of padding behind a group", "Zm9v====", PADDING),
    ("more", "more padding than a group lacks", "Zg===", PADDING),
    ("second", "two padded groups", "Zg==Zg==", PADDING),
    ("character-behind", "a character behind the padding", "Zm8=v", PADDING),
    ("group-behind", "a group behind the padding", "Zm8=Zm9v", PADDING),
    ("foreign-inside", "a character of no alphabet in the padding", "Zg=.=", ALPHABET),
    ("foreign-behind", "a character of no alphabet behind the padding", "Zg==!", ALPHABET),
    ("foreign-alone", "nothing but characters of no alphabet", "\r\n", ALPHABET),
    ("bits-1", "a bit before the padding is set", "Zh==", FORMAT),
    ("bits-2", "a bit before the padding is set", "Zm9=", FORMAT),
    ("bits-all", "all bits before the padding are set", "Zv==", FORMAT),
    ("lines", "lines as MIME has them", "Zm9v\r\nYmFy\r\n", ALPHABET),
];

fn padding() -> Vec<Scenario> {
    let ask = |(id, about, text, clause): (&str, &str, &str, &str)| {
        let clauses = [clause];
        let whole = whole(id.to_owned(), about.to_owned(), &clauses);
        whole.ask(Operation::Decode, text.as_bytes().to_vec())
    };
    PADDED.into_iter().map(ask).collect()
}

/// A name, the entry, and the clause.
const CONFIGURATIONS: &[(&str, &str, &str)] = &[
    ("bare", r#""numcodecs.base64""#, "core/extension-object"),
    ("absent", r#"{"name":"numcodecs.base64"}"#, "core/extension-object"),
    ("empty", ENTRY, FORMAT),
    ("member", r#"{"name":"numcodecs.base64","configuration":{"altchars":"-_"}}"#, FORMAT),
];
