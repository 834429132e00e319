//! Questions about `numcodecs.categorize`: labels of every kind, numbers of every type, and numbers that are no label's.

use super::ask::{Questions, Whole};
use super::json::dimensions;
use super::numbers::{file, type_string, types};
use crate::codec::Operation;
use crate::codec::numcodecs_categorize::DEFINITION;
use crate::data_type::{Real, pack};
use crate::oracle::numpy::cast;
use crate::vectors::{Scenario, VectorData};

const ENCODED: &str = "numcodecs.categorize/encoded";
const DECODED: &str = "numcodecs.categorize/decoded";
const LABELS: &str = "numcodecs.categorize/labels";
const ASTYPE: &str = "numcodecs.categorize/astype";
const DTYPE: &str = "numcodecs.categorize/dtype";
const NULLS: &str = "numcodecs.categorize/nulls";
const TOO_MANY: &str = "numcodecs.categorize/too-many";

/// Lists of labels, each with a name and strings that are encoded.
const LISTS: [(&str, &str, &[&str]); 14] = [
    ("two", r#"["female","male"]"#, &["male", "female", "female", "male", "unexpected"]),
    ("none", "[]", &["a", "", "b"]),
    ("one", r#"["a"]"#, &["a", "b", "a", "aa", "A"]),
    ("with-empty", r#"["a","","b"]"#, &["", "b", "a", "c"]),
    ("twice", r#"["a","b","a"]"#, &["a", "b", "c"]),
    ("thrice", r#"["a","a","b","a"]"#, &["b", "a", "a"]),
    ("empty-twice", r#"["","a",""]"#, &["", "a", "b"]),
    ("beginnings", r#"["a","ab","abc"]"#, &["abc", "ab", "a", "abcd", ""]),
    ("composed", r#"["é","e\u0301"]"#, &["e\u{301}", "é", "e"]),
    ("nulls", r#"["a\u0000","b"]"#, &["a", "a\0", "\0a", "\0", "b\0"]),
    ("nulls-twice", r#"["a\u0000","a"]"#, &["a", "a\0"]),
    ("nulls-alone", r#"["\u0000\u0000","b"]"#, &["", "\0", "\0\0", "b"]),
    ("nulls-inside", r#"["a\u0000b","\u0000a"]"#, &["a\0b", "\0a", "ab", "a"]),
    (
        "long",
        r#"["😀 zarr zarr zarr zarr zarr zarr zarr zarr zarr","x"]"#,
        &["x", "😀 zarr zarr zarr zarr zarr zarr zarr zarr zarr", "😀"],
    ),
];

pub(super) fn questions() -> Vec<Questions> {
    vec![
        file("labels", "lists of labels, with strings that are among them and others", labels()),
        file("types", "numbers of every type, and in every shape", of_types()),
        file("numbers", "numbers that are the place of a label, and others", others()),
        file("many", "as many labels as a type has numbers, and more", many()),
        file("configuration", "the members of the configuration", configuration()),
    ]
}

fn entry(labels: &str, astype: &str) -> String {
    format!(
        r#"{{"name":"numcodecs.categorize","configuration":{{"labels":{labels},"dtype":"|O","astype":"{astype}"}}}}"#
    )
}

fn whole<'a>(
    id: String,
    about: String,
    shape: &[u64],
    codec: String,
    clauses: &'a [&'a str],
) -> Whole<'a> {
    let array = Some(("\"string\"".to_owned(), "\"\"".to_owned(), shape.to_vec()));
    Whole { id, about, clauses, of: Some(&DEFINITION), codec, array }
}

fn strings(strings: &[&str]) -> VectorData {
    VectorData::Elements(strings.iter().map(|one| one.as_bytes().to_vec()).collect())
}

fn labels() -> Vec<Scenario> {
    let of_list = |(id, labels, elements): (&str, &str, &[&str])| {
        let about = format!("the labels {labels}");
        let clauses = match id.starts_with("nulls") {
            true => [LABELS, NULLS, DECODED],
            false => [LABELS, ENCODED, DECODED],
        };
        let shape = [elements.len() as u64];
        whole(id.to_owned(), about, &shape, entry(labels, "|u1"), &clauses)
            .there_and_back(strings(elements))
    };
    LISTS.into_iter().flat_map(of_list).collect()
}

/// The types of numbers, each with its type string in both orders of bytes.
fn type_strings() -> impl Iterator<Item = (Real, String)> {
    types().flat_map(|real| {
        let little = type_string(real);
        let big = little.replace('<', ">");
        let mut both = vec![(real, little), (real, big)];
        both.dedup();
        both
    })
}

fn of_types() -> Vec<Scenario> {
    const SHAPES: [&[u64]; 5] = [&[], &[0], &[2, 3], &[2, 1, 2], &[6]];
    let elements = ["b", "a", "", "c", "b", "a"];
    let clauses = [ASTYPE, ENCODED, DECODED];
    let of_type = |(_, astype): (Real, String)| {
        let (id, about) = (
            astype.replace(['<', '|', '='], "").replace('>', "big-"),
            format!("the type {astype}"),
        );
        let codec = entry(r#"["a","b"]"#, &astype);
        whole(id, about, &[6], codec, &clauses).there_and_back(strings(&elements))
    };
    let of_shape = |shape: &&[u64]| {
        let count = shape.iter().product::<u64>() as usize;
        let codec = entry(r#"["a","b"]"#, "|u1");
        whole(
            format!("shape-{}", dimensions(shape)),
            format!("the shape {shape:?}"),
            shape,
            codec,
            &clauses,
        )
        .there_and_back(strings(&elements[..count]))
    };
    type_strings().flat_map(of_type).chain(SHAPES.iter().flat_map(of_shape)).collect()
}

/// Numbers that are decoded: each of two labels among 0, then those beyond.
fn others() -> Vec<Scenario> {
    let places = |real: Real, numbers: &[u64]| -> Vec<u64> {
        numbers.iter().filter_map(|number| cast(Real::INT64, real, *number)).collect()
    };
    let of_type = |real: Real| {
        let codec = entry(r#"["a","b"]"#, &type_string(real));
        let known = places(real, &[0, 1, 2, 1]);
        let ask = |id: &str, about: &str, patterns: Vec<u64>| {
            let (id, about) =
                (format!("{}/{id}", real.name()), format!("{about}, of {}", real.name()));
            let clauses = [DECODED, ASTYPE];
            whole(id, about, &[patterns.len() as u64], codec.clone(), &clauses)
                .ask(Operation::Decode, pack(real, patterns))
        };
        let mut beyond = places(real, &[1, 3, 0, 100]);
        beyond.extend([1 << (real.bits() - 1), (1 << (real.bits() - 2)) | 1]);
        let mut all = vec![
            ask("known", "0 and places of labels", known),
            ask("beyond", "places of no label", beyond),
        ];
        if !real.is_integer() {
            let infinities = [false, true].into_iter().filter_map(|sign| real.infinity(sign));
            let beside = places(real, &[1, 2]).into_iter().map(|one| one + 1);
            let nan = real.infinity(false).map(|infinity| infinity + 1);
            let odd: Vec<u64> = infinities.chain(beside).chain(nan).collect();
            all.push(ask("no-integers", "infinities, NaN, and the numbers after 1 and 2", odd));
            let zero = 1 << (real.bits() - 1);
            all.push(ask("negative-zero", "zeros", vec![zero, 0]));
        }
        all
    };
    types().flat_map(of_type).collect()
}

fn many() -> Vec<Scenario> {
    let clauses = [TOO_MANY, LABELS, DECODED];
    let of_count = |(astype, count): (&'static str, u64)| {
        let labels: Vec<String> = (1..=count).map(|at| format!("\"{at}\"")).collect();
        let codec = entry(&format!("[{}]", labels.join(",")), astype);
        let name = astype.trim_start_matches(['<', '|']);
        let about = format!("{count} labels of the type {astype}");
        let whole = whole(format!("{name}/{count}"), about, &[3], codec, &clauses);
        let data = strings(&["1", "127", "x"]);
        let bytes = match name {
            "u1" | "i1" => vec![1, 127, 0],
            _ => vec![1, 0, 127, 0, 0, 0],
        };
        [whole.ask(Operation::Encode, data), whole.ask(Operation::Decode, bytes)]
    };
    [("|u1", 254), ("|u1", 255), ("|u1", 256), ("|i1", 127), ("|i1", 128), ("<u2", 256)]
        .into_iter()
        .flat_map(of_count)
        .collect()
}

fn configuration() -> Vec<Scenario> {
    let rows = [
        ("right", r#""labels":["a","b"],"dtype":"|O","astype":"|u1""#, ENCODED),
        ("astype-absent", r#""labels":["a","b"],"dtype":"|O""#, ASTYPE),
        ("astype-null", r#""labels":["a","b"],"dtype":"|O","astype":null"#, ASTYPE),
        ("astype-name", r#""labels":["a","b"],"dtype":"|O","astype":"uint16""#, ASTYPE),
        ("astype-no-order", r#""labels":["a","b"],"dtype":"|O","astype":"u2""#, ASTYPE),
        ("astype-unknown", r#""labels":["a","b"],"dtype":"|O","astype":"<u3""#, ASTYPE),
        ("astype-objects", r#""labels":["a","b"],"dtype":"|O","astype":"|O""#, ASTYPE),
        ("astype-number", r#""labels":["a","b"],"dtype":"|O","astype":1"#, ASTYPE),
        ("dtype-kind", r#""labels":["a","b"],"dtype":"O""#, DTYPE),
        ("dtype-name", r#""labels":["a","b"],"dtype":"object""#, DTYPE),
        ("dtype-absent", r#""labels":["a","b"]"#, DTYPE),
        ("dtype-null", r#""labels":["a","b"],"dtype":null"#, DTYPE),
        ("dtype-floats", r#""labels":["a","b"],"dtype":"<f8""#, DTYPE),
        ("labels-absent", r#""dtype":"|O""#, LABELS),
        ("labels-null", r#""labels":null,"dtype":"|O""#, LABELS),
        ("labels-numbers", r#""labels":[1,2],"dtype":"|O""#, LABELS),
        ("labels-with-null", r#""labels":["a",null],"dtype":"|O""#, LABELS),
        (
            "other",
            r#""labels":["a","b"],"dtype":"|O","codes":[1,2]"#,
            "schema/additional-properties",
        ),
    ];
    let ask = |(id, members, clause): (&str, &str, &str)| {
        let codec = format!(r#"{{"name":"numcodecs.categorize","configuration":{{{members}}}}}"#);
        let clauses = [clause];
        let about = format!("the configuration {{{members}}}");
        whole(id.to_owned(), about, &[3], codec, &clauses).there_and_back(strings(&["b", "a", "c"]))
    };
    rows.into_iter().flat_map(ask).collect()
}
