//! The golden arrays, read by a library that shares no code with the oracle: `zarrs`, in process. What it refuses as not
//! supported is counted; every other difference is explained here.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;
use zarrproof::data_type::DataType;
use zarrproof::data_type::fill_value::{FillValueRules, read};
use zarrproof::vectors::Store;
use zarrproof::vectors::golden::GoldenArray;
use zarrs::array::{Array, ArrayBytes};
use zarrs::storage::store::MemoryStore;
use zarrs::storage::{StoreKey, WritableStorageTraits};

/// What zarrs makes of an array: the bytes of its elements, or why it has none.
fn bytes(golden: &GoldenArray) -> Result<Vec<u8>, String> {
    let store = MemoryStore::new();
    for (path, bytes) in &golden.files {
        let key = StoreKey::new(path.clone()).map_err(|error| error.to_string())?;
        store.set(&key, bytes.clone().into()).map_err(|error| error.to_string())?;
    }
    let array = Array::open(Arc::new(store), "/").map_err(|error| error.to_string())?;
    let subset = array.subset_all();
    let elements = array.retrieve_array_subset::<ArrayBytes>(&subset);
    let elements = elements.map_err(|error| error.to_string())?;
    let bytes = elements.into_fixed().map_err(|error| error.to_string())?;
    Ok(bytes.into_owned())
}

/// Expected elements as bytes.
fn expected(data_type: &DataType, lines: &[String]) -> Vec<u8> {
    let rules = FillValueRules::default();
    let element = |line: &String| read(data_type, line, &rules).expect("an element of the type");
    lines.iter().flat_map(element).collect()
}

/// The words of zarrs for what it does not have.
const LACKING: [&str; 3] = ["not supported", "unsupported", "is not supported"];

/// The bits of each byte that count: of types of less than a byte, zarrs fills the upper ones with the sign.
fn counted(data_type: &DataType, bytes: &[u8]) -> Vec<u8> {
    if *data_type == DataType::Bool {
        return bytes.iter().map(|byte| u8::from(*byte != 0)).collect();
    }
    let mask = match data_type {
        DataType::Real(real) | DataType::Complex(real) => real.mask().min(0xff) as u8,
        _ => u8::MAX,
    };
    bytes.iter().map(|byte| byte & mask).collect()
}

/// What zarrs is not given: it makes a `transpose` of order F, refuses the empty order of an array without dimensions, and
/// takes the refusal for a codec without looking (`unwrap_unchecked`), which is undefined behaviour.
const UNDEFINED: [&str; 1] = ["stores/core/v2-grid-scalar-F"];

/// How zarrs differs, if it does.
fn difference(golden: &GoldenArray) -> Option<String> {
    if UNDEFINED.contains(&&*golden.id) {
        return None;
    }
    // One that panics has not read the array.
    let found = catch_unwind(AssertUnwindSafe(|| bytes(golden)));
    let found = found.unwrap_or_else(|_| Err("it panics".to_owned()));
    // What zarrs does not have is not judged.
    let lacks = |error: &String| LACKING.iter().any(|word| error.contains(word));
    if found.as_ref().err().is_some_and(lacks) {
        return None;
    }
    let outcomes = [&golden.expected.stand]
        .into_iter()
        .chain(golden.expected.others.iter().map(|other| &other.outcome));
    let data_type = golden.data_type();
    let is_accepted = |outcome: &Option<Vec<String>>| match (outcome, &found) {
        (None, Err(_)) => true,
        (Some(lines), Ok(bytes)) => data_type.as_ref().is_some_and(|data_type| {
            let (expected, bytes) = (expected(data_type, lines), counted(data_type, bytes));
            match &golden.any_nan {
                Some(any_nan) => any_nan.accepts(&expected, &bytes),
                None => expected == bytes,
            }
        }),
        _ => false,
    };
    if outcomes.into_iter().any(is_accepted) {
        return None;
    }
    Some(match found {
        Err(error) => format!("refused: {error}"),
        Ok(_) if golden.expected.stand.is_none() => "not refused".to_owned(),
        Ok(_) => "other elements".to_owned(),
    })
}

#[test]
fn zarrs_reads_what_is_expected_but_for_what_is_explained() {
    let store = Store::embedded().expect("vectors");
    let rooms: Vec<_> = store.golden_rooms().into_iter().collect();
    let arrays: Vec<_> =
        rooms.iter().flat_map(|room| store.golden_arrays(room).expect("readable")).collect();
    std::panic::set_hook(Box::new(|_| {}));
    let differences: Vec<_> = arrays
        .par_iter()
        .filter_map(|golden| Some(format!("{}: {}", golden.id, difference(golden)?)))
        .collect();
    let _ = std::panic::take_hook();
    let agreed = arrays.len() - differences.len();
    println!("{agreed} of {}", arrays.len());
    insta::assert_snapshot!(differences.join("\n"));
}
