//! A few golden arrays, so that tests do not depend on those of the suite.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use zarrproof::codec::notes::Letter;
use zarrproof::vectors::golden::{GoldenArray, GoldenOutcome, GoldenProfile, ZarrFormat};
use zarrproof::vectors::{
    Accepted, Alternative, AnyNan, MANIFEST_PATH, Manifest, SPECIFICATION, Store, Totals,
};

/// An array of version 3 with one chunk, of which `bytes` are the elements.
fn array(case: &str, data_type: &str, bytes: &[u8], elements: &[&str]) -> GoldenArray {
    let shape = vec![elements.len() as u64];
    let chunk_shape = [elements.len().max(1)];
    let fill_value = match data_type {
        "bool" => "false",
        "complex64" => "[0,0]",
        _ => "0",
    };
    let metadata = format!(
        r#"{{"zarr_format":3,"node_type":"array","shape":{shape:?},"data_type":"{data_type}","chunk_grid":{{"name":"regular","configuration":{{"chunk_shape":{chunk_shape:?}}}}},"chunk_key_encoding":{{"name":"default"}},"fill_value":{fill_value},"codecs":[{{"name":"bytes","configuration":{{"endian":"little"}}}}]}}"#
    );
    let files = [("zarr.json", metadata.into_bytes()), ("c/0", bytes.to_vec())];
    GoldenArray {
        id: format!("stores/core/{case}"),
        comment: format!("elements of {data_type}"),
        format: ZarrFormat::V3,
        data_type: Some(format!("\"{data_type}\"").into()),
        shape: Some(shape),
        profile: GoldenProfile::Core,
        clauses: vec!["core/codec-decoding".to_owned()],
        tags: Vec::new(),
        expected: Accepted { stand: outcome(elements), others: Vec::new() },
        any_nan: None,
        files: files.map(|(path, bytes)| (path.to_owned(), bytes)).into(),
    }
}

fn outcome(elements: &[&str]) -> GoldenOutcome {
    Some(elements.iter().map(|one| (*one).to_owned()).collect())
}

fn bytes<const N: usize>(elements: impl IntoIterator<Item = [u8; N]>) -> Vec<u8> {
    elements.into_iter().flatten().collect()
}

/// Every array, by case.
pub fn all() -> Vec<GoldenArray> {
    let numbers = bytes([1i32, -2, 300, 0].map(i32::to_le_bytes));
    let floats = [0x7ff8_0000_0000_0000, 0x8000_0000_0000_0000, 0x3ff8_0000_0000_0000, 0];
    let floats = bytes(floats.map(u64::to_le_bytes));
    let nans = bytes([0x7fc0_0001u32, 0x7fc0_0000, 0xffc0_0000].map(u32::to_le_bytes));
    let complex = bytes([1.0f32, -0.0, 2.5, f32::INFINITY].map(f32::to_le_bytes));
    let refused = |case: &str| {
        let mut array = array(case, "int8", &[1, 2], &["1", "2", "3"]);
        array.expected.stand = None;
        array.clauses = vec!["core/codec-encoding".to_owned()];
        array
    };
    let mut noted = array("noted", "uint8", &[1, 2], &["1", "2"]);
    let readings = vec![(50, Letter::B)];
    noted.expected.others = vec![
        Alternative { readings: readings.clone(), outcome: None },
        Alternative { readings: vec![(51, Letter::B)], outcome: outcome(&["1", "3"]) },
    ];
    let mut any_nan = array("any-nan", "float32", &nans, &["\"NaN\"", "\"NaN\"", "\"NaN\""]);
    let component = "float32".parse().expect("a type");
    any_nan.any_nan = Some(AnyNan { component, positions: vec![0, 2] });
    let mut of_v2 = array("numbers-v2", "int32", &[], &["7", "8", "9"]);
    of_v2.format = ZarrFormat::V2;
    of_v2.files = BTreeMap::from([
        (
            ".zarray".to_owned(),
            br#"{"zarr_format":2,"shape":[3],"chunks":[3],"dtype":"<i4","fill_value":0,"order":"C","filters":null,"compressor":null}"#
                .to_vec(),
        ),
        ("0".to_owned(), bytes([7i32, 8, 9].map(i32::to_le_bytes))),
    ]);
    let mut packed = array("packed", "bool", &[0b101], &["true", "false", "true"]);
    let metadata = packed.files.get_mut("zarr.json").expect("metadata");
    let text = String::from_utf8(std::mem::take(metadata)).expect("UTF-8");
    let (before, _) = text.split_once("[{\"name\":\"bytes\"").expect("codecs");
    *metadata = format!("{before}[{{\"name\":\"packbits\"}}]}}").into_bytes();
    vec![
        packed,
        array("numbers", "int32", &numbers, &["1", "-2", "300", "0"]),
        array("floats", "float64", &floats, &["\"NaN\"", "-0.0", "1.5", "0"]),
        array("nans", "float32", &nans, &["\"0x7fc00001\"", "\"NaN\"", "\"0xffc00000\""]),
        any_nan,
        array("complex", "complex64", &complex, &["[1,-0.0]", "[2.5,\"Infinity\"]"]),
        array("strings", "string", &[], &["\"\"", "\"\\u00e9\\n\"", "\"x\""]),
        array("none", "int16", &[], &[]),
        array("one", "bool", &[1], &["true"]),
        array("nibbles", "uint4", &[1, 15], &["1", "15"]),
        refused("refused"),
        refused("refused-too"),
        noted,
        of_v2,
    ]
}

/// Writes the arrays into a directory of vectors.
pub fn write(directory: &Path, arrays: &[GoldenArray]) -> Store {
    let manifest = Manifest {
        format: 1,
        oracle: "of a test".to_owned(),
        specification: SPECIFICATION.into(),
        totals: Totals::default(),
        files: BTreeMap::new(),
        stores: arrays.iter().map(|one| (one.id.clone(), one.entry())).collect(),
    };
    let json = serde_json::to_vec(&manifest).expect("it serializes");
    fs::write(directory.join(MANIFEST_PATH), json).expect("a file");
    for array in arrays {
        for (path, bytes) in array.all_files() {
            let file = directory.join(&array.id).join(path);
            fs::create_dir_all(file.parent().expect("a parent")).expect("a directory");
            fs::write(file, bytes).expect("a file");
        }
    }
    Store::directory(directory).expect("vectors")
}
