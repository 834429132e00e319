//! Maps of hundreds of entries.

use super::super::Theme;
use super::super::way::DEFAULT;
use super::question::question;
use super::two_sided::TwoSided;
use crate::vectors::Scenario;

pub(super) fn many() -> Theme {
    let parts = [permutation(), table(), sparse(), fractions(), close(), far_repeat(), all_twice()];
    Theme::new("many", "hundreds of entries, of which each counts", parts.concat())
}

const CLAUSES: [&str; 2] = ["scalar-map/unique-keys", "procedure/map-first"];

/// Entries from keys and values.
fn entries<K: ToString, V: ToString>(pairs: impl Iterator<Item = (K, V)>) -> String {
    join(pairs.map(|(key, value)| format!("{}:{}", key.to_string(), value.to_string())))
}

fn join(texts: impl Iterator<Item = impl ToString>) -> String {
    texts.map(|text| text.to_string()).collect::<Vec<_>>().join(" ")
}

fn permuted(key: i8) -> i8 {
    key.wrapping_mul(77).wrapping_add(13)
}

fn permutation() -> Vec<Scenario> {
    let all = i8::MIN..=i8::MAX;
    TwoSided {
        name: "permutation",
        about: "every value has an entry, and no two the same result",
        types: ["int8", "int8"],
        encode: Some(&entries(all.clone().map(|key| (key, permuted(key))))),
        decode: Some(&entries(all.clone().map(|key| (permuted(key), key)))),
        inputs: [&join(all.clone()), &join(all)],
        fill_value: None,
    }
    .scenarios(&CLAUSES, DEFAULT)
}

fn table() -> Vec<Scenario> {
    let all = u8::MIN..=u8::MAX;
    let half = |key: u8| f32::from(key) - 100.5;
    TwoSided {
        name: "table",
        about: "every integer has a fraction of its own, there and back",
        types: ["uint8", "float32"],
        encode: Some(&entries(all.clone().map(|key| (key, half(key))))),
        decode: Some(&entries(all.map(|key| (half(key), key)))),
        inputs: ["0 1 2 100 101 127 128 254 255", "-100.5 -99.5 -0.5 0.5 153.5 154.5 1 155.5"],
        fill_value: None,
    }
    .scenarios(&CLAUSES, DEFAULT)
}

fn sparse() -> Vec<Scenario> {
    let keys = (0..300).map(|at| (100 * at - 15_000, 65_535 - 7 * at));
    let about =
        "the first, the last and two others of 300 entries, and values between that have none";
    let inputs = "-15000 -14900 0 100 14900 1 -1 99 14901 15000";
    question("sparse", about, ["int16", "uint16"], &entries(keys), inputs)
        .scenarios(&CLAUSES, DEFAULT)
}

fn fractions() -> Vec<Scenario> {
    let keys = (0..300).map(|at| (f64::from(at) + 0.25, 255 - at % 256));
    let about =
        "the first, the last and two others of 300 entries, and values between that have none";
    let inputs = "0.25 1.25 150.25 299.25 0 0.5 150 299 300.25 NaN";
    let keys = entries(keys);
    let of =
        |types| question("fractions", about, types, &keys, inputs).scenarios(&CLAUSES, DEFAULT);
    [of(["float64", "uint8"]), of(["float32", "int16"]), of(["float32", "float16"])].concat()
}

fn close() -> Vec<Scenario> {
    let first = 1u64 << 53;
    let keys = (0..200).map(|at| (first + at, u64::MAX - at));
    let about = "200 entries for integers of which a float64 holds every second only";
    let ends = [first - 1, first, first + 1, first + 2, first + 198, first + 199, first + 200];
    let (keys, inputs) = (entries(keys), join(ends.into_iter()));
    let of = |types| question("close", about, types, &keys, &inputs).scenarios(&CLAUSES, DEFAULT);
    [of(["uint64", "uint64"]), of(["int64", "uint64"])].concat()
}

fn far_repeat() -> Vec<Scenario> {
    let keys = (2..300).map(|key| (key, key - 1)).chain([(2, 200), (150, 201), (299, 202)]);
    let about = "three keys of 298 are repeated at the very end";
    let keys = entries(keys);
    let clauses = [CLAUSES[0], "scalar-map/first-occurrence"];
    let of = |types| question("far-repeat", about, types, &keys, "1 2 3 150 151 299 300");
    let of = |types| of(types).scenarios(&clauses, DEFAULT);
    [of(["int32", "int16"]), of(["float64", "float32"]), of(["uint16", "float64"])].concat()
}

fn all_twice() -> Vec<Scenario> {
    let all = i8::MIN..=i8::MAX;
    let again = all.clone().map(|key| (key, 0));
    let keys = all.clone().filter(|key| *key != 1).map(|key| (key, permuted(key))).chain(again);
    let about = "every key but 1 is repeated, after all others, with the value 0";
    let clauses = [CLAUSES[0], "scalar-map/first-occurrence"];
    TwoSided {
        name: "all-twice",
        about,
        types: ["int8", "int16"],
        encode: Some(&entries(keys)),
        decode: Some("0:1"),
        inputs: ["-128 -127 -1 0 1 2 126 127", "-128 -127 -1 0 1 2 126 127"],
        fill_value: None,
    }
    .scenarios(&clauses, DEFAULT)
}
