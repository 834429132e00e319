//! `numcodecs.categorize`: what the vectors say is what a walk through the list of labels says, which shares no code with the
//! oracle.

use serde_json::Value;
use zarrproof::codec::Operation;
use zarrproof::vectors::{Ask, Store, VectorData};

const LABELS: &str = "numcodecs_categorize/encodings/labels.json";

/// What NumPy leaves of a label that it makes an array of: the characters up to the last that is not U+0000.
fn compared(label: &str) -> Vec<u8> {
    let mut bytes = label.as_bytes().to_vec();
    while bytes.last() == Some(&0) {
        bytes.pop();
    }
    bytes
}

/// The lines of `Categorize.encode` of numcodecs, with numbers of one byte.
fn encoded(labels: &[String], strings: &[Vec<u8>]) -> Vec<u8> {
    let mut numbers = vec![0; strings.len()];
    for (at, label) in labels.iter().enumerate() {
        for (number, string) in numbers.iter_mut().zip(strings) {
            if *string == compared(label) {
                *number = at as u8 + 1;
            }
        }
    }
    numbers
}

fn decoded(labels: &[String], numbers: &[u8]) -> Vec<Vec<u8>> {
    let mut strings = vec![Vec::new(); numbers.len()];
    for (at, label) in labels.iter().enumerate() {
        for (string, number) in strings.iter_mut().zip(numbers) {
            if usize::from(*number) == at + 1 {
                *string = label.as_bytes().to_vec();
            }
        }
    }
    strings
}

#[test]
fn the_vectors_are_what_a_walk_through_the_labels_says() {
    let published = ["female", "male"].map(str::to_owned);
    let strings = ["male", "female", "female", "male", "unexpected"];
    let strings: Vec<_> = strings.iter().map(|string| string.as_bytes().to_vec()).collect();
    assert_eq!(encoded(&published, &strings), [2, 1, 1, 2, 0], "the example of the class");
    let store = Store::embedded().expect("vectors");
    let scenarios = store.scenarios(LABELS).expect("a file").scenarios;
    let mut counts = [0, 0];
    for scenario in &scenarios {
        let Ask::Data { operation, data, expected, .. } = &scenario.ask else {
            panic!("{} asks for something else", scenario.id)
        };
        let entry: Value =
            serde_json::from_str(scenario.codec.as_deref().expect("a codec")).expect("JSON");
        let labels = entry["configuration"]["labels"].as_array().expect("labels");
        let labels: Vec<_> =
            labels.iter().map(|label| label.as_str().expect("text").to_owned()).collect();
        let found = match (operation, data) {
            (Operation::Encode, VectorData::Elements(strings)) => {
                VectorData::Bytes(encoded(&labels, strings))
            }
            (Operation::Decode, VectorData::Bytes(numbers)) => {
                VectorData::Elements(decoded(&labels, numbers))
            }
            _ => panic!("{} has other data", scenario.id),
        };
        counts[usize::from(*operation == Operation::Decode)] += 1;
        assert_eq!(expected.stand.as_ref(), Some(&found), "{}", scenario.id);
    }
    assert_eq!(counts, [14, 14]);
}
