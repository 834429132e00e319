//! What the oracle writes when it is asked for arrays on disk.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use zarrproof::check::{Standing, Target, check};
use zarrproof::subject::{InProcess, serve};
use zarrproof::vectors::{Kind, Selection, Store};

/// The answer of the oracle to a line.
fn answer(line: &str) -> String {
    let mut subject = (InProcess::find("oracle").expect("it is in this build").start)();
    let mut output = Vec::new();
    serve(subject.as_mut(), line.as_bytes(), &mut output).expect("it is answered");
    String::from_utf8(output).expect("UTF-8").trim_end().to_owned()
}

const V3: &str = r#"{"zarr_format":3,"node_type":"array","shape":[2,3],"data_type":"int16","chunk_grid":{"name":"regular","configuration":{"chunk_shape":[2,2]}},"chunk_key_encoding":{"name":"default"},"fill_value":7,"codecs":[{"name":"transpose","configuration":{"order":[1,0]}},{"name":"bytes","configuration":{"endian":"big"}}]}"#;

const V2: &str = r#"{"zarr_format":2,"shape":[3],"chunks":[2],"dtype":"|u1","fill_value":null,"order":"C","filters":null,"compressor":null}"#;

/// 1, 2, 3, -4, 5 and 6 as int16.
const DATA: &str = r#""data":"AQACAAMA/P8FAAYA""#;

fn request(path: &Path, metadata: &str, elements: &str) -> String {
    format!(r#"{{"op":"write","id":1,"path":{path:?},"metadata":{metadata},{elements}}}"#) + "\n"
}

fn directory() -> TempDir {
    tempfile::tempdir().expect("a directory")
}

/// The names in a directory.
fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).expect("a directory");
    let name = |entry: fs::DirEntry| entry.file_name().into_string().expect("UTF-8");
    let mut names: Vec<_> = entries.map(|entry| name(entry.expect("an entry"))).collect();
    names.sort();
    names
}

#[test]
fn the_oracle_writes_metadata_as_it_came_and_every_chunk() {
    let directory = directory();
    let place = directory.path().join("a");
    assert_eq!(answer(&request(&place, V3, DATA)), r#"{"id":1,"written":true}"#);
    assert_eq!(fs::read_to_string(place.join("zarr.json")).expect("a file"), V3);
    let chunk = |key: &str| fs::read(place.join(key)).expect("a chunk");
    // Columns come first; beyond the edge is the fill value.
    assert_eq!(chunk("c/0/0"), [0, 1, 0xff, 0xfc, 0, 2, 0, 5]);
    assert_eq!(chunk("c/0/1"), [0, 3, 0, 6, 0, 7, 0, 7]);
    let place = directory.path().join("b");
    let elements = r#""elements":[1,2,255]"#;
    assert_eq!(answer(&request(&place, V2, elements)), r#"{"id":1,"written":true}"#);
    assert_eq!(names(&place), [".zarray", "0", "1"]);
    // Without a fill value there are zeros.
    assert_eq!(fs::read(place.join("1")).expect("a chunk"), [255, 0]);
    assert_eq!(names(directory.path()), ["a", "b"]);
}

#[test]
fn the_oracle_writes_nothing_over_something_and_nothing_by_halves() {
    let directory = directory();
    let place = directory.path().join("a");
    let refused = |metadata: &str, elements: &str, reason: &str| {
        let answer = answer(&request(&place, metadata, elements));
        assert!(answer.starts_with(r#"{"id":1,"error":"#), "{answer}");
        assert!(answer.contains(reason), "{answer}");
    };
    for (metadata, elements, reason) in [
        (V3, r#""data":"AQAC""#, "expected 12"),
        (V3, r#""elements":[1,2,3,4,5,40000]"#, "40000 is out of range for int16"),
        (V3, r#""elements":[1,2,3]"#, "6 bytes"),
        (&V3.replace("[1,0]", "[1,1]"), DATA, "order"),
        ("[]", DATA, "zarr.json"),
    ] {
        refused(metadata, elements, reason);
        assert!(names(directory.path()).is_empty(), "{metadata}");
    }
    for occupied in ["a", "a/b"] {
        fs::create_dir(directory.path().join(occupied)).expect("made");
        refused(V3, DATA, "something is there already");
    }
    assert_eq!(names(&place), ["b"]);
    fs::remove_dir_all(&place).expect("removed");
    std::os::unix::fs::symlink("nowhere", &place).expect("a link");
    refused(V3, DATA, "something is there already");
    assert_eq!(names(directory.path()), ["a"]);
    // What it does not know is no error.
    fs::remove_file(&place).expect("removed");
    let unknown = V3.replace("transpose", "transpose2");
    let answer = answer(&request(&place, &unknown, DATA));
    assert!(answer.starts_with(r#"{"id":1,"unsupported":"#), "{answer}");
}

#[test]
fn a_request_that_lacks_something_is_answered() {
    let place = directory();
    let whole = request(&place.path().join("a"), V3, DATA);
    for (field, without) in [
        ("path", whole.replace(r#""path""#, r#""place""#)),
        ("metadata", whole.replace(r#""metadata""#, r#""meta""#)),
        ("data", whole.replace(r#""data":"#, r#""date":"#)),
    ] {
        let answer = answer(&without);
        assert!(answer.starts_with(r#"{"id":1,"error":"#), "{answer}");
        assert!(answer.contains(&format!("\\\"{field}\\\"")), "{field}: {answer}");
    }
    assert!(names(place.path()).is_empty());
}

/// What it writes of golden arrays has the bytes that they have.
#[test]
fn the_oracle_writes_the_golden_arrays() {
    let store = Store::embedded().expect("vectors");
    let target = Target::BuiltIn(InProcess::find("oracle").expect("it is in this build"));
    let filters = vec!["stores/*/write".parse().expect("a glob")];
    let selection = Selection { filters, kinds: vec![Kind::Stores], ..Selection::default() };
    let report = check(&target, &store, &selection, &|_| {}).expect("it is checked");
    assert_eq!(report.standing(), Standing::Conforms, "{:?}", report.failures().next());
    assert!(report.tally.pass > 500, "{:?}", report.tally);
}
