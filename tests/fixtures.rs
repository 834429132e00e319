//! `zarrproof fixtures`: files as numcodecs writes them, made here by the oracle's own encoders.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;
use zarrproof::chunk::{Array, Data, Elements, Form};
use zarrproof::codec::notes::Readings;
use zarrproof::data_type::DataType;
use zarrproof::oracle::fixtures::{NpyArray, NpyError};
use zarrproof::oracle::{Chain, Codec, Told};

fn fixtures(folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .arg("fixtures")
        .arg(folder)
        .output()
        .expect("the program starts")
}

/// What is printed, which has the exit code.
fn text(folder: &Path, code: i32) -> String {
    let output = fixtures(folder);
    let error = String::from_utf8_lossy(&output.stderr);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(code), "{text}{error}");
    assert!(error.is_empty(), "{error}");
    text
}

/// The numbers of a codec: files, right, rounded, not compared, wrong.
fn counts(text: &str, codec: &str) -> Vec<u64> {
    let mut lines = text.lines().filter_map(|line| line.strip_prefix(codec));
    let line = lines.next().unwrap_or_else(|| panic!("no {codec} in {text}"));
    line.split_whitespace().map(|count| count.parse().expect("a number")).collect()
}

/// A file of NumPy, version 1.
fn npy(type_string: &str, order: &str, shape: &str, elements: &[u8]) -> Vec<u8> {
    let header =
        format!("{{'descr': '{type_string}', 'fortran_order': {order}, 'shape': {shape}, }}");
    let header = format!("{header:<117}\n");
    let length = u16::try_from(header.len()).expect("short").to_le_bytes();
    [b"\x93NUMPY\x01\x00", &length[..], header.as_bytes(), elements].concat()
}

fn write(folder: &TempDir, file: &str, content: &[u8]) {
    let path = folder.path().join(file);
    fs::create_dir_all(path.parent().expect("a directory")).expect("made");
    fs::write(path, content).expect("written");
}

fn encode(codecs: &str, form: Form, decoded: Data) -> Vec<u8> {
    let chain = Chain::bind_part(codecs, form, &Readings::stand()).expect("a chain");
    match chain.encode(&decoded, &mut Told::nobody()).expect("encoded") {
        Data::Bytes(bytes) => bytes,
        Data::Array(_) => panic!("bytes"),
    }
}

fn encode_bytes(codec: &str, bytes: &[u8]) -> Vec<u8> {
    let form = Form::Bytes { length: None, item_size: 1 };
    encode(&format!(r#"["{codec}"]"#), form, Data::Bytes(bytes.to_vec()))
}

/// The little-endian bytes of an array whose elements have the type.
fn encode_array(codecs: &str, data_type: &str, bytes: &[u8]) -> Vec<u8> {
    let data_type: DataType = data_type.parse().expect("a type");
    let count = bytes.len() / data_type.bytes().expect("a size");
    let form = Form::array(data_type.clone(), vec![count as u64], None).expect("a form");
    let array = Array::fixed(data_type, vec![count as u64], bytes.to_vec()).expect("an array");
    encode(codecs, form, Data::Array(array))
}

fn bytes_of<const N: usize, T>(values: &[T], bytes: fn(T) -> [u8; N]) -> Vec<u8>
where
    T: Copy,
{
    values.iter().flat_map(|value| bytes(*value)).collect()
}

/// Codecs of each stage, arrays in both orders, of both byte orders and of types that the suite does not have.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a directory");
    let floats = bytes_of(&[1.5, -2.25, 3e300, 0.1, 0.2, 0.3], f64::to_le_bytes);
    write(&folder, "crc32/array.00.npy", &npy("<f8", "False", "(2, 3)", &floats));
    write(&folder, "crc32/array.01.npy", &npy("|S3", "True", "(2, 1)", b"abcdef"));
    write(&folder, "crc32/codec.00/config.json", br#"{"id": "crc32"}"#);
    let summed = |bytes: &[u8]| encode_bytes("numcodecs.crc32", bytes);
    write(&folder, "crc32/codec.00/encoded.00.dat", &summed(&floats));
    write(&folder, "crc32/codec.00/encoded.01.dat", &summed(b"abcdef"));
    // The codec leaves the order of its bytes to the type of its configuration.
    let integers = [5, -7, 70_000];
    let big = bytes_of(&integers, i32::to_be_bytes);
    write(&folder, "delta/int32/array.00.npy", &npy(">i4", "False", "(3,)", &big));
    let delta = br#"{"astype": ">i4", "dtype": ">i4", "id": "delta"}"#;
    write(&folder, "delta/int32/codec.00/config.json", delta);
    // 5, then -12, then 70,007.
    let differences = bytes_of(&[5, -12, 70_007], i32::to_be_bytes);
    write(&folder, "delta/int32/codec.00/encoded.00.dat", &differences);
    let near = bytes_of(&[0.125, 0.3], f64::to_le_bytes);
    write(&folder, "quantize/array.00.npy", &npy("<f8", "False", "(2,)", &near));
    let exact = bytes_of(&[0.5, 2.0], f64::to_le_bytes);
    write(&folder, "quantize/array.01.npy", &npy("<f8", "False", "(2,)", &exact));
    let quantize = r#"{"digits": 1, "dtype": "<f8", "astype": "<f4"}"#;
    let config = quantize.replacen('{', r#"{"id": "quantize", "#, 1);
    write(&folder, "quantize/codec.03/config.json", config.as_bytes());
    let little = r#"{"name": "bytes", "configuration": {"endian": "little"}}"#;
    let codecs =
        format!(r#"[{{"name": "numcodecs.quantize", "configuration": {quantize}}}, {little}]"#);
    let quantized = |bytes: &[u8]| encode_array(&codecs, "float64", bytes);
    write(&folder, "quantize/codec.03/encoded.00.dat", &quantized(&near));
    write(&folder, "quantize/codec.03/encoded.01.dat", &quantized(&exact));
    write(&folder, "vlen-utf8/array.00.npy", &npy("|O", "False", "(2,)", b"\x80\x04pickled"));
    write(&folder, "vlen-utf8/codec.00/config.json", br#"{"id": "vlen-utf8"}"#);
    let texts = Elements::Variable(["a", "\u{e9}"].map(|text| text.as_bytes().into()).to_vec());
    let texts = Array::new(DataType::String, vec![2], texts).expect("an array");
    let form = Form::array(DataType::String, vec![2], None).expect("a form");
    let texts = encode(r#"["vlen-utf8"]"#, form, Data::Array(texts));
    write(&folder, "vlen-utf8/codec.00/encoded.00.dat", &texts);
    let labels = br#"{"id": "categorize", "labels": ["a", "b"], "dtype": "<U1"}"#;
    write(&folder, "categorize/array.00.npy", &npy("<U1", "False", "(1,)", b"a\0\0\0"));
    write(&folder, "categorize/codec.00/config.json", labels);
    write(&folder, "categorize/codec.00/encoded.00.dat", &[1]);
    let labels = br#"{"id": "categorize", "labels": ["a", "b"], "dtype": "|O"}"#;
    write(&folder, "objects/array.00.npy", &npy("|O", "False", "(2,)", b"\x80\x04pickled"));
    write(&folder, "objects/codec.00/config.json", labels);
    write(&folder, "objects/codec.00/encoded.00.dat", &[1, 2]);
    write(&folder, "own/array.00.npy", &npy("|u1", "False", "()", b"a"));
    write(&folder, "own/codec.00/config.json", br#"{"id": "codec-of-nobody"}"#);
    write(&folder, "own/codec.00/encoded.00.dat", b"a");
    folder
}

#[test]
fn files_are_counted_by_codec() {
    let text = text(folder().path(), 0);
    assert_eq!(counts(&text, "crc32 "), [2, 2, 0, 0, 0], "{text}");
    assert_eq!(counts(&text, "delta "), [1, 1, 0, 0, 0], "{text}");
    assert_eq!(counts(&text, "quantize "), [2, 1, 1, 0, 0], "{text}");
    assert_eq!(counts(&text, "vlen-utf8 "), [1, 0, 0, 1, 0], "{text}");
    assert_eq!(counts(&text, "categorize "), [1, 0, 0, 1, 0], "{text}");
    assert_eq!(counts(&text, "in all "), [7, 4, 1, 2, 0], "{text}");
    let types = "\nThe suite does not have the types of arrays of: categorize (1)\n";
    assert!(text.contains(types), "{text}");
    assert!(text.ends_with("\nThe suite does not have: codec-of-nobody (1)\n"), "{text}");
}

/// Each change makes one file wrong, and no other.
#[test]
fn a_file_that_does_not_decode_to_its_array_is_wrong() {
    let changes: [(&str, &str, &[u8]); 5] = [
        ("crc32 ", "crc32/codec.00/encoded.01.dat", &encode_bytes("numcodecs.crc32", b"abcdeg")),
        ("crc32 ", "crc32/codec.00/encoded.01.dat", b"abcdef"),
        ("delta ", "delta/int32/codec.00/encoded.00.dat", &[0; 12]),
        // Another multiple of a sixteenth than the nearest.
        (
            "quantize ",
            "quantize/codec.03/encoded.00.dat",
            &bytes_of(&[0.125f32, 0.375], f32::to_le_bytes),
        ),
        ("vlen-utf8 ", "vlen-utf8/codec.00/encoded.00.dat", b"\x02\0\0\0"),
    ];
    for (codec, file, content) in changes {
        let folder = folder();
        write(&folder, file, content);
        let text = text(folder.path(), 1);
        assert_eq!(counts(&text, codec)[4], 1, "{text}");
        assert_eq!(counts(&text, "in all ")[4], 1, "{text}");
        assert!(text.contains(&format!("wrong: {file}: ")), "{text}");
    }
}

/// What the pages of these codecs do not have, and numcodecs does.
#[test]
fn what_numcodecs_alone_takes_is_taken_under_its_names() {
    let folder = folder();
    let array = npy("|b1", "False", "(3,)", &[0, 1, 1]);
    let cases: [(&str, &str, &[u8]); 4] = [
        ("gzip", r#""level": -1"#, &encode_bytes("numcodecs.gzip", &[0, 1, 1])),
        ("zstd", r#""level": 100"#, &encode_bytes("numcodecs.zstd", &[0, 1, 1])),
        ("zstd", r#""level": -1000000"#, &encode_bytes("numcodecs.zstd", &[0, 1, 1])),
        ("delta", r#""dtype": "|b1", "astype": "|b1""#, &[0, 1, 0]),
    ];
    for (at, (id, members, encoded)) in cases.iter().enumerate() {
        write(&folder, &format!("{id}/{at}/array.00.npy"), &array);
        let config = format!(r#"{{"id": "{id}", {members}}}"#);
        write(&folder, &format!("{id}/{at}/codec.00/config.json"), config.as_bytes());
        write(&folder, &format!("{id}/{at}/codec.00/encoded.00.dat"), encoded);
    }
    let text = text(folder.path(), 0);
    assert_eq!(counts(&text, "gzip "), [1, 1, 0, 0, 0], "{text}");
    assert_eq!(counts(&text, "zstd "), [2, 2, 0, 0, 0], "{text}");
    assert_eq!(counts(&text, "delta "), [2, 2, 0, 0, 0], "{text}");
    // The names of the registry have the levels of the pages.
    let form = || Form::Bytes { length: None, item_size: 1 };
    for entry in [
        r#"[{"name":"gzip","configuration":{"level":-1}}]"#,
        r#"[{"name":"numcodecs.gzip","configuration":{"level":-2}}]"#,
        r#"[{"name":"zstd","configuration":{"level":100}}]"#,
        r#"[{"name":"numcodecs.zstd","configuration":{"level":2147483648}}]"#,
    ] {
        assert!(Chain::bind_part(entry, form(), &Readings::stand()).is_err(), "{entry}");
    }
}

/// NumPy's difference of truth values is "unequal", and their sum is "or", which is no inverse.
#[test]
fn differences_of_truth_values_do_not_come_back() {
    let form = Form::array(DataType::Bool, vec![6], None).expect("a form");
    let delta = r#"[{"name":"numcodecs.delta","configuration":{"dtype":"|b1"}}]"#;
    let chain = Chain::bind_part(delta, form, &Readings::stand()).expect("a chain");
    let truths = |bytes: &[u8]| {
        Data::Array(Array::fixed(DataType::Bool, vec![6], bytes.to_vec()).expect("an array"))
    };
    // As numcodecs 0.17.1 has it with NumPy 2.5.5.
    let encoded = chain.encode(&truths(&[1, 1, 0, 1, 0, 0]), &mut Told::nobody());
    assert_eq!(encoded, Ok(truths(&[1, 0, 1, 1, 1, 0])));
    let decoded = chain.decode(&truths(&[0, 0, 1, 0, 1, 0]), &mut Told::nobody());
    assert_eq!(decoded, Ok(truths(&[0, 0, 1, 1, 1, 1])));
    for entry in [
        r#"[{"name":"numcodecs.delta","configuration":{"astype":"|b1"}}]"#,
        r#"[{"name":"numcodecs.delta","configuration":{"dtype":"|u1"}}]"#,
        r#"[{"name":"numcodecs.delta","configuration":{"dtype":"bool","astype":"|u1"}}]"#,
    ] {
        let form = Form::array(DataType::Bool, vec![6], None).expect("a form");
        assert!(Chain::bind_part(entry, form, &Readings::stand()).is_err(), "{entry}");
    }
}

#[test]
fn what_keeps_the_folder_from_being_read_is_named_on_one_line() {
    let error = |folder: &Path, parts: &[&str]| {
        let output = fixtures(folder);
        let text = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(output.stdout.is_empty() && text.starts_with("error: "), "{text}");
        for part in parts {
            assert!(text.contains(part), "{part} in {text}");
        }
    };
    error(Path::new("no/such/folder"), &["failed to read no/such/folder"]);
    let empty = TempDir::new().expect("a directory");
    error(empty.path(), &["has no fixtures; expected"]);
    let changed = |file: &str, content: &[u8]| {
        let folder = folder();
        write(&folder, file, content);
        folder
    };
    let config = "own/codec.00/config.json";
    error(changed(config, b"[]").path(), &[config, "expected an object with an id"]);
    error(changed(config, b"\xff").path(), &[config, "it is not UTF-8"]);
    let array = "own/array.00.npy";
    error(changed(array, b"NUMPY").path(), &[array, "it is not a file of NumPy"]);
    let short = npy("<f8", "False", "(2,)", &[0; 8]);
    error(changed(array, &short).path(), &[array, "8 bytes of elements; expected 2 times 8"]);
    for file in [array, config] {
        let folder = folder();
        fs::remove_file(folder.path().join(file)).expect("removed");
        error(folder.path(), &["failed to read", file]);
    }
}

#[test]
fn headers_of_numpy_are_read_or_refused() {
    let read = |file: &[u8]| NpyArray::read(file);
    let one = read(&npy("<U2", "False", "(1,)", &[0; 8])).expect("an array");
    assert_eq!((one.count, one.element_bytes()), (1, Some(8)));
    assert_eq!(read(&npy("|b1", "True", "()", &[1])).map(|array| array.count), Ok(1));
    assert_eq!(read(&npy("|b1", "True", "(0, 7)", &[])).map(|array| array.count), Ok(0));
    let objects = read(&npy("|O", "False", "(3, 2)", b"anything")).expect("an array");
    assert_eq!((objects.count, objects.bytes), (6, None));
    // Version 2 has a longer length.
    let first = npy("|u1", "False", "(2,)", &[1, 2]);
    let second = [b"\x93NUMPY\x02\x00", &first[8..10], &[0, 0], &first[10..]].concat();
    assert_eq!(read(&second), read(&first));
    let refused = |header: &str| {
        let length = (header.len() as u16).to_le_bytes();
        read(&[b"\x93NUMPY\x01\x00", &length[..], header.as_bytes()].concat())
    };
    let member = |name| Err(NpyError::Member(name));
    let record = "{'descr': [('a', '<i4'), ('b', '<f8')], 'fortran_order': False, 'shape': (0,)}";
    assert_eq!(refused(record), member("descr"));
    assert_eq!(refused("{'descr': '<f8', 'fortran_order': False}"), member("shape"));
    assert_eq!(refused("{'descr': '<f8', 'shape': (-1,)}"), member("shape"));
    assert_eq!(refused("{'descr': '<f8', 'shape': (4294967296, 4294967296)}"), member("shape"));
    assert_eq!(refused("{'descr': '<x8', 'shape': ()}"), member("descr"));
    assert_eq!(refused("'descr'"), Err(NpyError::NoHeader));
    for end in 0..first.len() {
        assert!(read(&first[..end]).is_err(), "{end} bytes");
    }
}
