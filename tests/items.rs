//! Elements without a fixed size, and arrays in other shapes: what the vectors say is what the pages say, computed here in
//! another way.

use serde_json::Value;
use zarrproof::codec::Operation;
use zarrproof::vectors::{Ask, Scenario, Store, VectorData};

/// Every scenario of a file that asks about data, under an entry that is right.
fn scenarios(path: &str) -> Vec<Scenario> {
    let store = Store::embedded().expect("vectors");
    store.scenarios(path).expect("a file").scenarios
}

/// The elements behind a number of them, each behind its length, if the bytes are nothing else.
fn items(bytes: &[u8], count: usize) -> Option<Vec<Vec<u8>>> {
    let number = |at: usize| {
        let bytes = bytes.get(at..at.checked_add(4)?)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    };
    let (mut at, mut items) = (4usize, Vec::new());
    for _ in 0..number(0).filter(|found| *found == count)? {
        let end = (at + 4).checked_add(number(at)?)?;
        items.push(bytes.get(at + 4..end)?.to_vec());
        at = end;
    }
    (at == bytes.len()).then_some(items)
}

/// Whether bytes are the shortest encodings of Unicode scalar values (RFC 3629 §3).
fn is_utf8(mut bytes: &[u8]) -> bool {
    while let Some((first, rest)) = bytes.split_first() {
        let (length, least) = match first.leading_ones() {
            0 => (0, 0),
            2 => (1, 0x80),
            3 => (2, 0x800),
            4 => (3, 0x1_0000),
            _ => return false,
        };
        let Some((more, rest)) = rest.split_at_checked(length) else { return false };
        let head = u32::from(*first) & (0x7f >> (length + 1));
        let value = more.iter().fold(head, |value, byte| value << 6 | u32::from(byte & 0x3f));
        let is_one = more.iter().all(|byte| byte.leading_ones() == 1);
        // One that stands for itself is all of its byte.
        if !(length == 0 || is_one && value >= least && char::from_u32(value).is_some()) {
            return false;
        }
        bytes = rest;
    }
    true
}

/// Holds the elements of every scenario of a codec against [`items`].
fn assert_items(codec: &str, is_element: fn(&[u8]) -> bool) {
    let (mut values, mut refused) = (0, 0);
    for theme in ["elements", "damaged"] {
        for scenario in scenarios(&format!("{codec}/encodings/{theme}.json")) {
            let Ask::Data { operation, shape: Some(shape), data, expected, .. } = &scenario.ask
            else {
                panic!("{} asks for no array", scenario.id)
            };
            let count = shape.iter().product::<u64>() as usize;
            let read = |bytes: &VectorData| {
                let items = items(bytes.bytes().expect("bytes"), count)?;
                items.iter().all(|one| is_element(one)).then_some(VectorData::Elements(items))
            };
            match operation {
                Operation::Decode => assert_eq!(read(data), expected.stand, "{}", scenario.id),
                Operation::Encode => {
                    let encoded = expected.stand.as_ref().expect("every element has an encoding");
                    assert_eq!(read(encoded).as_ref(), Some(data), "{}", scenario.id);
                }
            }
            match expected.stand {
                Some(_) => values += 1,
                None => refused += 1,
            }
        }
    }
    assert!(values > 30 && refused > 30, "{codec}: {values} values, {refused} refused");
}

#[test]
fn strings_are_utf8_behind_their_lengths() {
    assert_items("vlen_utf8", is_utf8);
}

#[test]
fn byte_strings_are_any_bytes_behind_their_lengths() {
    assert_items("vlen_bytes", |_| true);
}

/// The position in each dimension of an element, by its place in C order.
fn positions(mut place: u64, shape: &[u64]) -> Vec<u64> {
    let mut positions: Vec<u64> = Vec::new();
    for length in shape.iter().rev() {
        positions.insert(0, place % length);
        place /= length;
    }
    positions
}

/// The place in C order of what has these positions in dimensions of these lengths.
fn place(of: impl Iterator<Item = (u64, u64)>) -> u64 {
    of.fold(0, |place, (position, length)| place * length + position)
}

/// The shape that a list makes of another, if it is of the same size and "the coordinates in the input array along
/// `input_dims` actually correspond to the raveled index along output dimension `i`" for each element.
fn reshaped(list: &Value, shape: &[u64]) -> Option<Vec<u64>> {
    let list = list.as_array()?;
    let dimensions = |entry: &Value| -> Option<Vec<usize>> {
        let dimensions = entry.as_array()?.iter();
        dimensions.map(|one| one.as_u64().map(|one| one as usize)).collect()
    };
    let all: Vec<usize> = list.iter().filter_map(dimensions).flatten().collect();
    if !all.windows(2).all(|pair| pair[0] < pair[1]) || all.iter().any(|one| *one >= shape.len()) {
        return None;
    }
    let size: u64 = shape.iter().product();
    let length = |entry: &Value, automatic: u64| match entry.as_i64() {
        Some(-1) => Some(automatic),
        Some(length) => u64::try_from(length).ok().filter(|length| *length > 0),
        None => Some(dimensions(entry)?.into_iter().map(|one| shape[one]).product()),
    };
    let with =
        |automatic| list.iter().map(|one| length(one, automatic)).collect::<Option<Vec<u64>>>();
    let has_size = |shape: &Vec<u64>| shape.iter().product::<u64>() == size;
    if list.iter().filter(|one| one.as_i64() == Some(-1)).count() > 1 {
        return None;
    }
    let new = (1..=size).find_map(|automatic| with(automatic).filter(has_size))?;
    let corresponds = |element: u64| {
        let (old, at) = (positions(element, shape), positions(element, &new));
        list.iter().enumerate().all(|(dimension, entry)| match dimensions(entry) {
            Some(some) if !some.is_empty() => {
                place(some.into_iter().map(|one| (old[one], shape[one]))) == at[dimension]
            }
            _ => true,
        })
    };
    (0..size).all(corresponds).then_some(new)
}

#[test]
fn arrays_keep_their_elements_in_every_shape_that_the_page_permits() {
    let (mut values, mut refused) = (0, 0);
    for theme in ["types", "shapes", "configuration"] {
        for scenario in scenarios(&format!("reshape/encodings/{theme}.json")) {
            let Ask::Data { shape: Some(shape), data, expected, .. } = &scenario.ask else {
                panic!("{} asks for no array", scenario.id)
            };
            let entry = scenario.codec.as_deref().expect("an entry");
            let entry: Value = serde_json::from_str(entry).expect("JSON");
            let new = reshaped(&entry["configuration"]["shape"], shape);
            assert_eq!(new.map(|_| data), expected.stand.as_ref(), "{}", scenario.id);
            match expected.stand {
                Some(_) => values += 1,
                None => refused += 1,
            }
        }
    }
    assert!(values > 100 && refused > 20, "{values} values, {refused} refused");
}
