//! Questions about `numcodecs.shuffle`: elements of every size, and bytes that are no whole elements.

use super::ask::{Questions, Whole, seeded, values};
use crate::codec::Operation;
use crate::codec::numcodecs_shuffle::DEFINITION;
use crate::data_type::DataType;
use crate::vectors::{Scenario, ScenarioKind};

pub(super) fn questions() -> Vec<Questions> {
    let file = |theme: &str, about, scenarios| Questions {
        kind: ScenarioKind::Encodings,
        theme: theme.to_owned(),
        about,
        scenarios,
    };
    vec![
        file("sizes", "elements of many sizes, and several of each", sizes()),
        file("lengths", "bytes that are no whole elements, and no bytes", lengths()),
        file("configuration", "the size of an element", configuration()),
    ]
}

fn whole<'a>(id: String, about: String, clauses: &'a [&'a str], size: &str) -> Whole<'a> {
    let codec =
        format!(r#"{{"name":"numcodecs.shuffle","configuration":{{"elementsize":{size}}}}}"#);
    Whole { id, about, clauses, of: Some(&DEFINITION), codec, array: None }
}

fn random(name: &str, length: usize) -> Vec<u8> {
    values(&DataType::Raw(8), length, &mut seeded(&format!("numcodecs_shuffle/{name}")))
}

fn sizes() -> Vec<Scenario> {
    let of = |size: usize, count: usize| {
        let (id, about) =
            (format!("{size}x{count}"), format!("{count} elements of {size} bytes each"));
        let whole = whole(id, about, &["numcodecs.shuffle/order"], &size.to_string());
        whole.there_and_back(random(&format!("{size}x{count}"), size * count))
    };
    let sizes = (1..=17).chain([24, 32, 33, 64, 100, 255, 256, 257]);
    let counts = |size: usize| match size {
        0..=16 => vec![1, 2, 3, 7, 8, 16, 33],
        _ => vec![1, 2, 5],
    };
    sizes.flat_map(|size| counts(size).into_iter().flat_map(move |count| of(size, count))).collect()
}

fn lengths() -> Vec<Scenario> {
    let of = |size: usize, length: usize| {
        let (id, about) = (format!("{size}/{length}"), format!("{length} bytes by {size}"));
        let clauses = ["numcodecs.shuffle/multiple"];
        let whole = whole(id, about, &clauses, &size.to_string());
        let bytes = random(&format!("{size}/{length}"), length);
        [Operation::Encode, Operation::Decode].map(|one| whole.ask(one, bytes.clone()))
    };
    let lengths = |size: usize| {
        [0, 1, size - 1, size, size + 1, 2 * size - 1, 2 * size, 2 * size + 1, 5 * size + 1]
    };
    let mut pairs: Vec<_> = [1, 2, 3, 4, 8, 12]
        .into_iter()
        .flat_map(|size| lengths(size).into_iter().map(move |length| (size, length)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().flat_map(|(size, length)| of(size, length)).collect()
}

/// Names, and what stands in the configuration.
const CONFIGURATIONS: [(&str, &str); 12] = [
    ("absent", r#","configuration":{}"#),
    ("none", ""),
    ("1", r#","configuration":{"elementsize":1}"#),
    ("2", r#","configuration":{"elementsize":2}"#),
    ("8", r#","configuration":{"elementsize":8}"#),
    ("zero", r#","configuration":{"elementsize":0}"#),
    ("negative", r#","configuration":{"elementsize":-4}"#),
    ("null", r#","configuration":{"elementsize":null}"#),
    ("text", r#","configuration":{"elementsize":"4"}"#),
    ("fraction", r#","configuration":{"elementsize":2.5}"#),
    ("other", r#","configuration":{"element_size":4}"#),
    ("beyond", r#","configuration":{"elementsize":9223372036854775807}"#),
];

fn configuration() -> Vec<Scenario> {
    let ask = |(id, members): (&str, &str)| {
        let entry = format!(r#"{{"name":"numcodecs.shuffle"{members}}}"#);
        let whole = Whole {
            id: id.to_owned(),
            about: format!("the entry {entry}"),
            clauses: &["numcodecs.shuffle/elementsize"],
            of: Some(&DEFINITION),
            codec: entry,
            array: None,
        };
        whole.there_and_back(random("configuration", 24))
    };
    CONFIGURATIONS.into_iter().flat_map(ask).collect()
}
