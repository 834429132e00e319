//! The adapters that read arrays on disk print what lies in memory: every pattern of a type comes back from the line
//! that was printed for it.
//!
//! Programs are installed from the pinned files in `adapters/` when they are started. Without Maven the one on the JVM
//! is not asked. Each type is a start of the program: unless everything is to run, one type of each sort is printed.

use std::fs;
use std::path::Path;
use std::process::Command;

use zarrproof::data_type::fill_value::{FillValueRules, read};
use zarrproof::data_type::{DataType, Real, pack};

const NUMBERS: [&str; 11] = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
    "float64",
];

/// Of the types that are printed by one rule each, the one that shows the most.
const ONE_OF_EACH_SORT: [&str; 5] =
    ["int64", "float32", "bool", "complex64", "numpy.datetime64[10s]"];

/// Bits of elements of a width: few bits set or cleared, at the ends and beside each other, and others spread over the
/// type. Of 16 bits, all.
fn patterns(bits: u32) -> Vec<u64> {
    if bits <= 16 {
        return (0..1 << bits).collect();
    }
    let mask = u64::MAX >> (64 - bits);
    let few = (0..bits).flat_map(|high| (0..=high).map(move |low| 1 << high | 1 << low));
    let spread = (0..2000_u64).map(|at| at.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let patterns = few.flat_map(|pattern: u64| [pattern, !pattern, pattern.wrapping_neg()]);
    patterns.chain(spread).map(|pattern| pattern & mask).collect()
}

/// The elements of a type whose components have these patterns.
fn elements(data_type: &DataType) -> Vec<u8> {
    match data_type {
        DataType::Bool => vec![0, 1, 1, 0],
        DataType::Real(real) => pack(*real, patterns(real.bits())),
        // Each component meets another one, in both places.
        DataType::Complex(real) => pack(
            *real,
            patterns(real.bits())
                .into_iter()
                .zip(patterns(real.bits()).into_iter().rev())
                .flat_map(|(one, other)| [one, other]),
        ),
        _ => pack(Real::INT64, patterns(64)),
    }
}

fn array(directory: &Path, data_type: &str, fill_value: &str, data: &[u8], length: usize) {
    let metadata = format!(
        r#"{{"zarr_format": 3, "node_type": "array", "shape": [{length}], "data_type": {data_type},
            "chunk_grid": {{"name": "regular", "configuration": {{"chunk_shape": [{length}]}}}},
            "chunk_key_encoding": {{"name": "default", "configuration": {{"separator": "/"}}}},
            "fill_value": {fill_value},
            "codecs": [{{"name": "bytes", "configuration": {{"endian": "little"}}}}]}}"#
    );
    fs::create_dir_all(directory.join("c")).expect("created");
    fs::write(directory.join("zarr.json"), metadata).expect("written");
    fs::write(directory.join("c/0"), data).expect("written");
}

/// The lines that an adapter prints of an array.
fn printed(start: &str, name: &str, directory: &Path) -> Vec<String> {
    let start = Path::new(env!("CARGO_MANIFEST_DIR")).join(start);
    let path = format!("--array_path={}", directory.display());
    let output = Command::new(start).args([name, &path]).output().expect("the adapter starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {errors}");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    lines.lines().map(str::to_owned).collect()
}

fn prints_what_it_reads(start: &str, name: &str, data_types: &[&str]) {
    let directory = tempfile::tempdir().expect("a directory");
    let is_asked = |name: &&&str| crate::whole::is_whole() || ONE_OF_EACH_SORT.contains(name);
    for data_type in data_types.iter().filter(is_asked) {
        let metadata = match *data_type {
            "numpy.datetime64[10s]" => {
                r#"{"name": "numpy.datetime64", "configuration": {"unit": "s", "scale_factor": 10}}"#
                    .to_owned()
            }
            _ => format!("\"{data_type}\""),
        };
        let fill_value = match *data_type {
            "bool" => "false",
            _ if data_type.starts_with("complex") => "[0, 0]",
            _ => "0",
        };
        let known: DataType = data_type.parse().expect("a data type");
        let width = known.bytes().expect("a fixed size");
        let data = elements(&known);
        let path = directory.path().join(data_type);
        array(&path, &metadata, fill_value, &data, data.len() / width);
        let lines = printed(start, name, &path);
        assert_eq!(lines.len(), data.len() / width, "{name}: {data_type}");
        for (line, element) in lines.iter().zip(data.chunks(width)) {
            let found = read(&known, line, &FillValueRules::default());
            assert_eq!(found.as_deref(), Ok(element), "{name}: {data_type}: {line}");
        }
    }
}

#[test]
fn python_prints_what_it_reads() {
    let others = ["bool", "complex64", "complex128", "numpy.datetime64[10s]"];
    let data_types = [&NUMBERS[..], &others].concat();
    prints_what_it_reads("adapters/python/start", "zarr_python", &data_types);
}

#[test]
fn javascript_prints_what_it_reads() {
    prints_what_it_reads(
        "adapters/javascript/start",
        "zarrita",
        &[&NUMBERS[..], &["bool"]].concat(),
    );
}

#[test]
fn java_prints_what_it_reads() {
    if Command::new("mvn").arg("--version").output().is_err() {
        eprintln!("skipped: there is no Maven");
        return;
    }
    // What stands in for a library of zarr-java has no other types.
    let data_types = ["int8", "int16", "int32", "int64", "float32", "float64"];
    prints_what_it_reads("adapters/java/start", "zarr_java", &data_types);
}

#[test]
fn python_prints_strings_and_bytes_as_json() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("strings");
    let strings = ["", "é\0", "\"\n\u{1f980}"];
    let items = strings.iter().flat_map(|item| {
        (item.len() as u32).to_le_bytes().into_iter().chain(item.bytes()).collect::<Vec<_>>()
    });
    let data: Vec<u8> = 3_u32.to_le_bytes().into_iter().chain(items).collect();
    array(&path, "\"string\"", "\"\"", &data, strings.len());
    let metadata = path.join("zarr.json");
    for (data_type, codec) in [("string", "vlen-utf8"), ("bytes", "vlen-bytes")] {
        let text = fs::read_to_string(&metadata).expect("read");
        let bytes = r#"{"name": "bytes", "configuration": {"endian": "little"}}"#;
        let text = text.replace(bytes, r#"{"name": "vlen-utf8"}"#);
        let text =
            text.replace("vlen-utf8", codec).replace("\"string\"", &format!("\"{data_type}\""));
        fs::write(&metadata, text).expect("written");
        let known: DataType = data_type.parse().expect("a data type");
        let lines = printed("adapters/python/start", "zarrista", &path);
        for (line, string) in lines.iter().zip(strings) {
            let found = read(&known, line, &FillValueRules::default());
            assert_eq!(found.as_deref(), Ok(string.as_bytes()), "{line}");
        }
        assert_eq!(lines.len(), strings.len());
    }
}
