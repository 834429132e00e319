//! Questions about `numcodecs.packbits`: truth values of many numbers and shapes, and bytes that are none of them.

use super::ask::{Questions, Whole, damaged, seeded, values};
use super::json::dimensions;
use crate::codec::Operation;
use crate::codec::numcodecs_packbits::DEFINITION;
use crate::data_type::DataType;
use crate::vectors::{Scenario, ScenarioKind};

const ENTRY: &str = r#"{"name":"numcodecs.packbits","configuration":{}}"#;
const ENCODED: &str = "numcodecs.packbits/encoded";
const BITS: &str = "numcodecs.packbits/bits";
const FIRST_BYTE: &str = "numcodecs.packbits/first-byte";
const DROPPED: &str = "numcodecs.packbits/dropped";

pub(super) fn questions() -> Vec<Questions> {
    let file = |theme: &str, about, scenarios| Questions {
        kind: ScenarioKind::Encodings,
        theme: theme.to_owned(),
        about,
        scenarios,
    };
    vec![
        file("lengths", "truth values of many numbers", lengths()),
        file("bits", "one element that is true, in each place", bits()),
        file("shapes", "elements of several dimensions, in C order", shapes()),
        file("damaged", "one bit changed, and bytes that lack or are too many", all_damaged()),
        file("configuration", "the configuration, which has no members", configuration()),
    ]
}

fn whole<'a>(id: String, about: String, shape: &[u64], clauses: &'a [&'a str]) -> Whole<'a> {
    let array = Some(("\"bool\"".to_owned(), "false".to_owned(), shape.to_vec()));
    Whole { id, about, clauses, of: Some(&DEFINITION), codec: ENTRY.to_owned(), array }
}

fn data(shape: &[u64]) -> Vec<u8> {
    let count = shape.iter().product::<u64>() as usize;
    let seed = format!("numcodecs_packbits/{}", dimensions(shape));
    values(&DataType::Bool, count, &mut seeded(&seed))
}

fn lengths() -> Vec<Scenario> {
    let of_length = |length: u64| {
        let about = format!("{length} elements");
        let clauses = [ENCODED, BITS, FIRST_BYTE];
        whole(length.to_string(), about, &[length], &clauses).there_and_back(data(&[length]))
    };
    (1..=18).chain([63, 64, 65, 100, 255, 256, 257, 2041]).flat_map(of_length).collect()
}

fn bits() -> Vec<Scenario> {
    let of_place = |place: usize| {
        let elements: Vec<u8> = (0..13).map(|at| u8::from(at == place)).collect();
        let about = format!("element {place} of 13 is true");
        whole(place.to_string(), about, &[13], &[BITS, DROPPED]).there_and_back(elements)
    };
    (0..13).flat_map(of_place).collect()
}

fn shapes() -> Vec<Scenario> {
    const SHAPES: [&[u64]; 6] = [&[], &[2, 3], &[3, 8], &[3, 1, 2], &[2, 2, 2, 2], &[1, 9, 1]];
    let of_shape = |shape: &&[u64]| {
        let about = format!("the shape {shape:?}");
        whole(dimensions(shape), about, shape, &[BITS, ENCODED]).there_and_back(data(shape))
    };
    SHAPES.iter().flat_map(of_shape).collect()
}

/// Elements with padding, without, and with more than a byte.
fn all_damaged() -> Vec<Scenario> {
    let of_length = |length: u64, elements: &[u8]| {
        let clauses = [ENCODED, FIRST_BYTE, DROPPED];
        let right = whole(String::new(), String::new(), &[length], &clauses);
        let encoded = right.encoded(elements.to_vec()).unwrap_or_default();
        let ask = |slug: String, about: String, bytes: Vec<u8>| {
            let (id, about) = (format!("{length}/{slug}"), format!("{length} elements; {about}"));
            Whole { id, about, ..right.clone() }.ask(Operation::Decode, bytes)
        };
        let mut all = damaged(ask, &encoded);
        let longer = [&encoded[..], &[0]].concat();
        all.push(ask("longer".to_owned(), "a byte is too many".to_owned(), longer));
        let twice = [&encoded[..], &encoded].concat();
        all.push(ask("twice".to_owned(), "the bytes are there twice".to_owned(), twice));
        all
    };
    let elements = [1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0];
    [3, 8, 11]
        .into_iter()
        .flat_map(|length| of_length(length, &elements[..length as usize]))
        .collect()
}

fn configuration() -> Vec<Scenario> {
    let entries = [
        ("bare", r#""numcodecs.packbits""#),
        ("absent", r#"{"name":"numcodecs.packbits"}"#),
        ("empty", ENTRY),
        ("member", r#"{"name":"numcodecs.packbits","configuration":{"first_bit":0}}"#),
    ];
    let ask = |(id, entry): (&str, &str)| {
        let whole = whole(id.to_owned(), format!("the entry {entry}"), &[4], &[ENCODED]);
        Whole { codec: entry.to_owned(), ..whole }.there_and_back(vec![1, 0, 0, 1])
    };
    entries.into_iter().flat_map(ask).collect()
}
