//! Grids of chunks, and where their chunks are.

use super::plan::ArrayPlan;
use crate::data_type::DataType;
use crate::generators::rows;

const TABLE: &str = include_str!("grids.txt");

/// What stands for no dimensions.
const NOTHING: &str = "-";

/// Chunk key encodings, each with a word for it. One of them is what version 2 has by itself.
const KEYS: [(&str, &str); 8] = [
    ("default", r#"{"name": "default"}"#),
    ("default-word", "\"default\""),
    ("default-slash", r#"{"name": "default", "configuration": {"separator": "/"}}"#),
    ("default-dot", r#"{"name": "default", "configuration": {"separator": "."}}"#),
    ("v2", r#"{"name": "v2"}"#),
    ("v2-word", "\"v2\""),
    ("v2-slash", r#"{"name": "v2", "configuration": {"separator": "/"}}"#),
    ("v2-dot", r#"{"name": "v2", "configuration": {"separator": "."}}"#),
];

/// A word for a shape, the shape, that of its chunks, and the words of some encodings.
type KeyedShape = (&'static str, &'static [u64], &'static [u64], &'static [&'static str]);

/// Shapes with chunks, each with the encodings that the core profile has of it.
const SHAPES: [KeyedShape; 3] = [
    ("scalar", &[], &[], &["default-dot", "v2", "v2-slash"]),
    ("5", &[5], &[2], &["default-dot", "v2", "v2-slash"]),
    (
        "3x4x3",
        &[3, 4, 3],
        &[2, 2, 2],
        &["default", "default-word", "default-dot", "v2", "v2-word", "v2-slash"],
    ),
];

pub(super) fn plans() -> Vec<ArrayPlan> {
    let rows = rows::rows(TABLE).into_iter().flat_map(of_row);
    rows.chain(keys()).collect()
}

/// All chunks there; and every other one missing.
fn of_row((section, [case, shape, chunk_shape]): rows::Row<3>) -> Vec<ArrayPlan> {
    let lengths = |text: &str| -> Vec<u64> {
        text.split(',').filter(|one| *one != NOTHING).filter_map(|one| one.parse().ok()).collect()
    };
    let (shape, chunk_shape) = (lengths(shape), lengths(chunk_shape));
    let whole = counted("core", &format!("grid-{case}"), &shape, &chunk_shape)
        .about(format!("the shape {shape:?} in chunks of {chunk_shape:?}"))
        .clauses(&["core/chunk-grid", "core/chunk-shape"])
        .tags(&["grid", "edge-chunks"])
        .of_profile(section[0]);
    let mut sparse = whole
        .clone()
        .case(&format!("grid-{case}-sparse"))
        .about(format!(
            "the same in chunks of {chunk_shape:?}, of which every other one is missing"
        ))
        .clauses(&["core/chunk-grid", "core/fill-value"])
        .tags(&["grid", "missing-chunks"]);
    for at in whole.chunks().step_by(2) {
        sparse = sparse.missing(&at);
    }
    if whole.chunks().count() < 4 {
        sparse = sparse.whole_profile();
    }
    vec![whole, sparse]
}

/// Elements that are told apart, and beyond the edge of the array others that it does not have.
pub(super) fn counted(room: &str, case: &str, shape: &[u64], chunk_shape: &[u64]) -> ArrayPlan {
    let count = shape.iter().product::<u64>() as u16;
    let elements = (0..count).flat_map(|at| (at * 257 + 1).to_le_bytes()).collect();
    ArrayPlan::v3(room, case, uint16(), shape, chunk_shape)
        .member("fill_value", "9999")
        .elements(elements)
        .padding(vec![0xee, 0xee])
}

/// # Panics
///
/// Never: it is one of the types.
pub(super) fn uint16() -> DataType {
    match DataType::from_name("uint16") {
        Ok(data_type) => data_type,
        Err(error) => panic!("{error}"),
    }
}

fn keys() -> Vec<ArrayPlan> {
    let mut plans = Vec::new();
    for (name, shape, chunk_shape, of_core) in SHAPES {
        for (encoding, json) in KEYS {
            let plan = counted("core", &format!("keys-{encoding}-{name}"), shape, chunk_shape)
                .about(format!("the chunk key encoding {json} of the shape {shape:?}"))
                .clauses(&["core/chunk-key-encoding", "core/chunk-key"])
                .tags(&["chunk-keys"])
                .member("chunk_key_encoding", json);
            plans.push(if of_core.contains(&encoding) { plan } else { plan.whole_profile() });
        }
    }
    plans.push(decoys());
    plans
}

/// Chunks under every other key as well, with other elements.
fn decoys() -> ArrayPlan {
    counted("core", "keys-decoys", &[3, 4], &[2, 2])
        .about("beside the chunks there are files under the keys of other encodings, with other elements")
        .clauses(&["core/chunk-key-encoding", "core/chunk-key"])
        .tags(&["chunk-keys", "missing-chunks"])
        .missing(&[1, 1])
        .change(|files| {
            for at in ["0.0", "0.1", "1.0", "1.1"] {
                let keys = [at.to_owned(), format!("c.{at}"), at.replace('.', "/")];
                files.extend(keys.map(|key| (key, vec![0xdd; 8])));
            }
        })
}
