//! `numcodecs.packbits`: what the vectors say is what digits say, in text, that share no code with the oracle.

use zarrproof::codec::Operation;
use zarrproof::vectors::{Ask, Store};

const ROOM: &str = "numcodecs_packbits/encodings/";

/// A digit for each element, as many more as fill eight, and eight of them a byte.
fn packed(elements: &[u8]) -> Vec<u8> {
    let mut digits: String = elements.iter().map(u8::to_string).collect();
    let mut added = 0;
    while !digits.len().is_multiple_of(8) {
        digits.push('0');
        added += 1;
    }
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 8], 2).expect("eight digits");
    [added].into_iter().chain((0..digits.len()).step_by(8).map(byte)).collect()
}

/// As `PackBits.decode` of numcodecs: the digits of all bytes but the first, without as many at the end as the first one says.
fn unpacked(bytes: &[u8], count: usize) -> Option<Vec<u8>> {
    let (first, bytes) = bytes.split_first()?;
    let digits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let kept = digits.len().saturating_sub(usize::from(*first));
    let elements: Vec<u8> = digits[..kept].bytes().map(|digit| digit - b'0').collect();
    (elements.len() == count).then_some(elements)
}

#[test]
fn the_vectors_are_what_digits_say() {
    let published = packed(&[1, 0, 0, 1]);
    assert_eq!(published, [4, 144], "the example of the class");
    let store = Store::embedded().expect("vectors");
    let paths = store.scenario_paths();
    let of_room =
        paths.iter().filter(|path| path.starts_with(ROOM) && !path.contains("configuration"));
    let (mut counts, mut differences) = ([0, 0], Vec::new());
    for scenario in of_room.flat_map(|path| store.scenarios(path).expect("a file").scenarios) {
        let Ask::Data { operation, shape: Some(shape), data, expected, .. } = &scenario.ask else {
            panic!("{} asks for something else", scenario.id)
        };
        let count = shape.iter().product::<u64>() as usize;
        let data = data.bytes().expect("bytes");
        let found = match operation {
            Operation::Encode => Some(packed(data)),
            Operation::Decode => unpacked(data, count),
        };
        counts[usize::from(*operation == Operation::Decode)] += 1;
        let stand = expected.stand.as_ref().map(|stand| stand.bytes().expect("bytes"));
        if found.as_deref() != stand {
            differences.push(scenario.id);
        }
    }
    assert!(counts[0] > 40 && counts[1] > 100, "only {counts:?}");
    assert_eq!(differences, [""; 0]);
}
