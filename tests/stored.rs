//! `zarrproof read`: arrays that are large, odd or hostile.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;
use zarrproof::codec::notes::Readings;
use zarrproof::oracle::stored::StoredArray;

/// The metadata of an array of int16.
fn metadata(shape: &str, chunk_shape: &str, codecs: &str) -> String {
    format!(
        r#"{{"zarr_format":3,"node_type":"array","shape":{shape},"data_type":"int16",
        "chunk_grid":{{"name":"regular","configuration":{{"chunk_shape":{chunk_shape}}}}},
        "chunk_key_encoding":{{"name":"default"}},"fill_value":7,"codecs":{codecs}}}"#
    )
}

const BYTES: &str = r#"[{"name":"bytes","configuration":{"endian":"little"}}]"#;

/// An array with these chunks.
fn array(metadata: &str, chunks: &[(&str, &[u8])]) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("zarr.json"), metadata).expect("written");
    for (key, bytes) in chunks {
        let path = directory.path().join(key);
        fs::create_dir_all(path.parent().expect("below the array")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    directory
}

fn command(path: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zarrproof"));
    command.arg("read").arg(format!("--array_path={}", path.display()));
    command
}

fn read(path: &Path) -> Output {
    command(path).output().expect("started")
}

/// The exit code, standard output, and the line on standard error.
fn outcome(directory: &TempDir) -> (i32, String, String) {
    let output = read(directory.path());
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let code = output.status.code().expect("an exit code");
    let errors = text(&output.stderr).replace(&directory.path().display().to_string(), "DIR");
    assert!(errors.lines().count() <= 1, "{errors}");
    (code, text(&output.stdout), errors)
}

#[test]
fn elements_come_one_a_line() {
    let directory = array(&metadata("[3]", "[2]", BYTES), &[("c/0", &[1, 0, 255, 255])]);
    assert_eq!(outcome(&directory), (0, "1\n-1\n7\n".to_owned(), String::new()));
}

#[test]
fn both_spellings_of_the_option_are_taken() {
    let directory = array(&metadata("[1]", "[2]", BYTES), &[]);
    for option in ["--array_path", "--array-path"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zarrproof"));
        let output =
            command.args(["read", option]).arg(directory.path()).output().expect("started");
        assert_eq!(output.stdout, b"7\n");
    }
}

#[test]
fn a_refusal_names_file_codec_and_clause() {
    let directory = array(&metadata("[3]", "[2]", BYTES), &[("c/1", &[1, 0, 2])]);
    let (code, output, errors) = outcome(&directory);
    assert_eq!((code, &*output), (1, ""));
    insta::assert_snapshot!(errors, @"error: DIR/c/1: codec 0 (bytes): 3 bytes; expected 4 for the shape [2] of int16 (bytes/representation)");
}

#[test]
fn metadata_that_is_refused_names_its_member() {
    let directory = array(&metadata("[3]", "[0]", BYTES), &[]);
    let (code, _, errors) = outcome(&directory);
    assert_eq!(code, 1);
    insta::assert_snapshot!(errors, @"error: DIR/zarr.json: chunk_grid: chunk_shape is [0]; expected lengths greater than zero (core/chunk-shape)");
}

#[test]
fn what_would_run_code_is_refused_with_the_reason() {
    let directory = array(&metadata("[3]", "[2]", r#"["numcodecs.pickle"]"#), &[("c/0", b"cos\n")]);
    let (code, output, errors) = outcome(&directory);
    assert_eq!((code, &*output), (2, ""));
    insta::assert_snapshot!(errors, @"error: DIR/zarr.json: codec 0 (numcodecs.pickle) is refused by the suite: its data is a program, and decoding runs it");
    let objects = r#"{"zarr_format":2,"shape":[3],"chunks":[3],"dtype":"|O","fill_value":0,"order":"C",
        "filters":[{"id":"pickle","protocol":5}],"compressor":null}"#;
    let directory = tempfile::tempdir().expect("a directory");
    std::fs::write(directory.path().join(".zarray"), objects).expect("written");
    let (code, output, errors) = outcome(&directory);
    assert_eq!((code, &*output), (2, ""));
    insta::assert_snapshot!(errors, @"error: DIR/.zarray: filters: the codec numcodecs.pickle is refused by the suite: its data is a program, and decoding runs it");
}

/// As zarr-python 2 writes them: the codec of objects is the first filter, and the fill value is 0 unless somebody asks.
#[test]
fn objects_of_version_2_have_the_type_that_their_filter_takes() {
    let array = |filters: &str, fill_value: &str, chunks: &[&[u8]]| {
        let json = format!(
            r#"{{"zarr_format":2,"shape":[4],"chunks":[2],"dtype":"|O","fill_value":{fill_value},"order":"C",
            "filters":{filters},"compressor":null}}"#
        );
        let directory = tempfile::tempdir().expect("a directory");
        std::fs::write(directory.path().join(".zarray"), json).expect("written");
        for (at, chunk) in chunks.iter().enumerate() {
            std::fs::write(directory.path().join(at.to_string()), chunk).expect("written");
        }
        outcome(&directory)
    };
    let chunk: &[u8] = b"\x02\0\0\0\x01\0\0\0a\x02\0\0\0\xc3\xa9";
    let (strings, bytes) = (r#"[{"id":"vlen-utf8"}]"#, r#"[{"id":"vlen-bytes"}]"#);
    let labels = r#"[{"id":"categorize","labels":["a","b"],"dtype":"|O"}]"#;
    let read = |filters, fill_value, chunks: &[&[u8]]| {
        let (code, output, errors) = array(filters, fill_value, chunks);
        assert_eq!((code, &*errors), (0, ""));
        output
    };
    assert_eq!(read(strings, "0", &[chunk, chunk]), "\"a\"\n\"é\"\n\"a\"\n\"é\"\n");
    assert_eq!(read(strings, "\"z\"", &[chunk]), "\"a\"\n\"é\"\n\"z\"\n\"z\"\n");
    assert_eq!(read(bytes, "\"eg==\"", &[chunk]), "\"YQ==\"\n\"w6k=\"\n\"eg==\"\n\"eg==\"\n");
    assert_eq!(read(labels, "null", &[&[1, 2], &[0, 9]]), "\"a\"\n\"b\"\n\"\"\n\"\"\n");
    // No string is 0.
    let (code, _, errors) = array(strings, "0", &[chunk]);
    assert_ne!(code, 0, "{errors}");
    for filters in ["null", "[]", r#"[{"id":"crc32"},{"id":"vlen-utf8"}]"#, r#"[{"id":"own"}]"#] {
        let (code, _, errors) = array(filters, "null", &[chunk, chunk]);
        assert_eq!(code, 2, "{errors}");
        assert!(errors.contains("the data type \"|O\" is unknown to the suite"), "{errors}");
    }
    let (code, _, errors) =
        array(r#"[{"id":"categorize","labels":[1],"dtype":"|O"}]"#, "null", &[]);
    assert_eq!(code, 1, "{errors}");
    assert!(errors.contains("labels is [1]"), "{errors}");
}

#[test]
fn what_the_suite_does_not_know_is_said_to_be_unknown_and_not_wrong() {
    let unknown = r#"["bytes",{"name":"blosc2"}]"#
        .replace("\"bytes\"", r#"{"name":"bytes","configuration":{"endian":"big"}}"#);
    let directory = array(&metadata("[3]", "[2]", &unknown), &[]);
    let (code, _, errors) = outcome(&directory);
    assert_eq!(code, 2);
    insta::assert_snapshot!(errors, @"error: DIR/zarr.json: codec 1 (blosc2) is unknown to the suite");
}

#[test]
fn no_directory_and_no_metadata_are_told_apart() {
    let directory = tempfile::tempdir().expect("a directory");
    let (code, _, errors) = outcome(&directory);
    assert_eq!(code, 1);
    insta::assert_snapshot!(errors, @"error: DIR/zarr.json is not there, nor is .zarray or .zgroup; expected the metadata of an array (core/metadata-key)");
    assert_eq!(read(&directory.path().join("none")).status.code(), Some(2));
}

#[test]
fn an_array_larger_than_memory_is_read_from_its_beginning() {
    for (shape, chunk_shape) in [
        ("[9223372036854775807]", "[1000]"),
        ("[9223372036854775807]", "[1]"),
        ("[1,9223372036854775807]", "[1,3]"),
        ("[4611686018427387904,4611686018427387904]", "[1,4611686018427387904]"),
        ("[9223372036854775807,3,9223372036854775807]", "[7,1,9]"),
    ] {
        let directory = array(&metadata(shape, chunk_shape, BYTES), &[]);
        let mut child = command(directory.path()).stdout(Stdio::piped()).spawn().expect("started");
        let mut beginning = [0; 100_000];
        let mut output = child.stdout.take().expect("piped");
        output.read_exact(&mut beginning).expect("elements");
        assert!(beginning.starts_with(b"7\n7\n"), "{shape}");
        drop(output);
        // As a program that SIGPIPE ends: the rest has not been read.
        assert_eq!(child.wait().expect("ended").code(), Some(141), "{shape}");
    }
}

#[test]
fn chunks_that_no_memory_holds_are_not_judged() {
    let directory = array(&metadata("[3]", "[9223372036854775807]", BYTES), &[("c/0", &[1, 0])]);
    let (code, output, _) = outcome(&directory);
    assert!(code == 1 || code == 2, "{code}");
    assert_eq!(output, "");
    let shape = "[3,3,3]";
    let chunks = "[9223372036854775807,9223372036854775807,9223372036854775807]";
    let (code, _, errors) = outcome(&array(&metadata(shape, chunks, BYTES), &[]));
    assert_eq!(code, 2, "{errors}");
}

#[test]
fn a_file_of_gigabytes_is_not_read_whole() {
    let directory = array(&metadata("[3]", "[2]", BYTES), &[("c/0", &[])]);
    let file = File::create(directory.path().join("c/0")).expect("made");
    file.set_len(1 << 40).expect("a sparse file");
    let (code, output, errors) = outcome(&directory);
    assert_eq!((code, &*output), (1, ""), "{errors}");
}

#[test]
fn what_is_no_file_does_not_hang() {
    let make = |what: &dyn Fn(&Path)| {
        let directory = array(&metadata("[3]", "[2]", BYTES), &[("c/1", &[1, 0, 2, 0])]);
        what(&directory.path().join("c/0"));
        let (code, output, errors) = outcome(&directory);
        assert_eq!((code, &*output), (2, ""), "{errors}");
        errors
    };
    let errors = make(&|path| symlink("/dev/zero", path).expect("linked"));
    assert!(errors.contains("not a regular file"), "{errors}");
    let errors = make(&|path| fs::create_dir(path).expect("made"));
    assert!(errors.contains("not a regular file"), "{errors}");
    make(&|path| symlink("nowhere", path).expect("linked"));
    make(&|path| symlink(path, path).expect("linked"));
    let errors = make(&|path| {
        let made = Command::new("mkfifo").arg(path).status().expect("mkfifo");
        assert!(made.success());
    });
    assert!(errors.contains("not a regular file"), "{errors}");
}

#[test]
fn what_stands_in_place_of_a_folder_of_chunks_is_named() {
    let directory = array(&metadata("[3]", "[2]", BYTES), &[("c", &[1, 0, 2, 0])]);
    let (code, output, errors) = outcome(&directory);
    assert_eq!((code, &*output), (2, ""));
    insta::assert_snapshot!(errors, @"error: failed to read DIR/c/0: DIR/c is not a directory");
}

#[test]
fn a_link_to_a_chunk_is_followed() {
    let directory = array(&metadata("[3]", "[2]", BYTES), &[("other", &[1, 0, 2, 0])]);
    fs::create_dir(directory.path().join("c")).expect("made");
    symlink("../other", directory.path().join("c/0")).expect("linked");
    assert_eq!(outcome(&directory).1, "1\n2\n7\n");
}

#[test]
fn deep_and_broken_metadata_is_refused_without_a_panic() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let texts = [
        deep.clone(),
        metadata("[3]", "[2]", BYTES).replace("7", &deep),
        metadata("[3]", &deep, BYTES),
        metadata("[3]", "[2]", &deep),
        metadata("[-1e400]", "[2]", BYTES),
        metadata("[1e-400]", "[2]", BYTES),
        metadata(&format!("[{}3]", "1,".repeat(10_000)), "[2]", BYTES),
        "\u{0}".to_owned(),
    ];
    for text in texts {
        let (code, output, errors) = outcome(&array(&text, &[]));
        assert_eq!((code, &*output), (1, ""), "{errors}");
    }
}

#[test]
fn many_dimensions_are_walked_through() {
    let ones = format!("[{}2]", "1,".repeat(200));
    let directory = array(&metadata(&ones, &ones, BYTES), &[]);
    assert_eq!(outcome(&directory).1, "7\n7\n");
}

/// An array of four elements of version 2, none of whose chunks is there.
fn version_2(dtype: &str, fill_value: &str) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let metadata = format!(
        r#"{{"zarr_format":2,"shape":[2],"chunks":[2],"dtype":"{dtype}","fill_value":{fill_value},
        "order":"C","filters":null,"compressor":null}}"#
    );
    fs::write(directory.path().join(".zarray"), metadata).expect("written");
    directory
}

#[test]
fn numbers_of_version_2_count_by_their_value() {
    for (dtype, fill_value, line) in [
        ("<i4", "0.0", "0"),
        ("<i4", "1e2", "100"),
        ("<u8", "9007199254740993.0", "9007199254740993"),
        ("|b1", "0", "false"),
        ("|b1", "1", "true"),
        ("|b1", "true", "true"),
        ("<M8[s]", "1.0", "1"),
    ] {
        let found = outcome(&version_2(dtype, fill_value));
        assert_eq!(found, (0, format!("{line}\n{line}\n"), String::new()), "{fill_value}");
    }
    for (dtype, fill_value) in [("<i4", "0.5"), ("<i4", "1e10"), ("|b1", "2"), ("<u1", "-1")] {
        let (code, _, errors) = outcome(&version_2(dtype, fill_value));
        assert_eq!(code, 1, "{errors}");
        assert!(errors.ends_with("(v2/fill-value)\n"), "{errors}");
    }
}

#[test]
fn errors_of_version_2_name_its_own_text() {
    let mut all = Vec::new();
    for (dtype, fill_value) in
        [("<i4", "\"1\""), ("<f8", "1e400"), ("|V3", "[1,2,3]"), ("<i3", "0")]
    {
        all.push(outcome(&version_2(dtype, fill_value)));
    }
    let change = |from: &str, to: &str| {
        let directory = version_2("<i2", "null");
        let path = directory.path().join(".zarray");
        let metadata = fs::read_to_string(&path).expect("read").replace(from, to);
        fs::write(path, metadata).expect("written");
        outcome(&directory)
    };
    all.push(change("format\":2", "format\":3"));
    all.push(change("{", "["));
    all.push(change("\"compressor\":null", "\"compressor\":{\"id\":\"zlib\",\"x\":1}"));
    all.push(change("null", "null"));
    let directory = version_2("<i2", "0");
    fs::write(directory.path().join("0"), [1, 0, 2]).expect("written");
    all.push(outcome(&directory));
    let lines: Vec<_> =
        all.iter().map(|(code, _, error)| format!("{code}: {}", error.trim())).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_group_is_said_to_be_one() {
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join(".zgroup"), r#"{"zarr_format":2}"#).expect("written");
    insta::assert_snapshot!(outcome(&directory).2, @"error: DIR/.zgroup is the metadata of a group; expected that of an array, zarr.json or .zarray (core/node-type)");
    let group = r#"{"zarr_format":3,"node_type":"group"}"#;
    insta::assert_snapshot!(outcome(&array(group, &[])).2, @"error: DIR/zarr.json: the metadata of a group is not supported; expected that of an array (core/node-type)");
}

#[test]
fn what_is_beyond_the_suite_is_no_fault_of_the_array() {
    let limits = [
        metadata("[9223372036854775808]", "[2]", BYTES),
        metadata("[1e400]", "[2]", BYTES),
        metadata("[3]", "[18446744073709551616]", BYTES),
        metadata("[0,2]", "[9223372036854775807,9223372036854775807]", BYTES),
    ];
    let outcomes = limits.iter().map(|metadata| outcome(&array(metadata, &[])));
    let lines: Vec<_> =
        outcomes.map(|(code, _, error)| format!("{code}: {}", error.trim())).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn metadata_of_gigabytes_is_not_read() {
    let directory = array("{", &[]);
    let file = File::options().write(true).open(directory.path().join("zarr.json"));
    file.expect("there").set_len(5 << 30).expect("a sparse file");
    let (code, _, errors) = outcome(&directory);
    assert_eq!(code, 2);
    insta::assert_snapshot!(errors, @"error: DIR/zarr.json has more than 67108864 bytes, which is more than the suite reads");
}

#[test]
fn a_small_chunk_that_decodes_to_gigabytes_is_not_decoded() {
    let codecs = BYTES
        .replace("}]", r#"}},{"name":"gzip","configuration":{"level":9}}]"#)
        .replace("}}},", "}},");
    let directory = array(&metadata("[3]", "[1000000000]", &codecs), &[("c/0", &[0x1f, 0x8b])]);
    let (code, _, errors) = outcome(&directory);
    assert_eq!(code, 2);
    insta::assert_snapshot!(errors, @"error: DIR/c/0: a chunk has 2000000000 bytes when it is decoded; the suite takes no more than 1073741824");
}

#[test]
fn a_message_is_short_whatever_the_array_holds() {
    let long = format!("\"{}\"", "x".repeat(1 << 20));
    let name = format!("[{{\"name\":{long}}}]");
    for text in [
        metadata("[3]", "[2]", BYTES).replace(":7,", &format!(":{long},")),
        metadata("[3]", "[2]", BYTES).replace("\"int16\"", &long),
        metadata("[3]", "[2]", BYTES).replace("\"fill_value\"", &long),
        metadata("[3]", "[2]", &name),
        metadata("[3]", &format!("[{}3]", "1,".repeat(1 << 16)), BYTES),
        metadata(&format!("[{}3]", "1,".repeat(1 << 16)), "[2]", BYTES),
        metadata("[3]", "[2]", BYTES).replace(":7,", &format!(":{}.5,", "1".repeat(1 << 16))),
    ] {
        let (_, _, errors) = outcome(&array(&text, &[]));
        assert!(errors.chars().count() <= 500, "{errors}");
    }
}

/// A Zstandard frame of a raw block, in a window of this code.
fn frame(code: u8, bytes: &[u8]) -> Vec<u8> {
    let header = (bytes.len() as u32) << 3 | 1;
    [&[0x28, 0xb5, 0x2f, 0xfd, 0, code], &header.to_le_bytes()[..3], bytes].concat()
}

#[test]
fn a_window_of_any_size_is_read() {
    let codecs = r#"[{"name":"bytes","configuration":{"endian":"little"}},
        {"name":"zstd","configuration":{"level":0,"checksum":false}}]"#;
    for code in [0, 0x50, 0x88, 0x89, 0xa8, 0xff] {
        let directory =
            array(&metadata("[2]", "[2]", codecs), &[("c/0", &frame(code, &[1, 0, 2, 0]))]);
        assert_eq!(outcome(&directory), (0, "1\n2\n".to_owned(), String::new()), "{code:#x}");
    }
    // More bytes than the chunk has are refused, and not decoded.
    let directory = array(&metadata("[2]", "[2]", codecs), &[("c/0", &frame(0xff, &[0; 200]))]);
    assert_eq!(outcome(&directory).0, 1);
}

/// The bytes, and their checksum behind them.
fn summed(bytes: &[u8]) -> Vec<u8> {
    [bytes, &crc32c::crc32c(bytes).to_le_bytes()].concat()
}

fn compressed(bytes: &[u8], level: u32) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(level));
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("compressed")
}

#[test]
fn only_bits_that_are_not_free_make_another_encoding_of_a_chunk() {
    const GZIP: &str = r#"{"name":"gzip","configuration":{"level":1}}"#;
    let bools_in_gzip = format!("[\"packbits\",{GZIP}]");
    let nibbles_in_gzip = format!("[\"bytes\",{GZIP}]");
    let upper = ([0x01, 0x0f], [0xf1, 0x3f]);
    for (data_type, fill_value, codecs, chunk, other, expected) in [
        ("int4", "0", "[\"bytes\"]", upper.0.to_vec(), upper.1.to_vec(), false),
        ("uint2", "0", "[\"bytes\"]", vec![1, 3], vec![0x81, 0x07], false),
        ("float6_e2m3fn", "0", "[\"bytes\"]", vec![1, 3], vec![0x41, 0x83], false),
        ("int4", "0", "[\"bytes\",\"crc32c\"]", summed(&upper.0), summed(&upper.1), false),
        (
            "complex_float4_e2m1fn",
            "[0,0]",
            "[\"bytes\"]",
            vec![1, 2, 3, 4],
            vec![0xf1, 2, 3, 4],
            false,
        ),
        ("int4", "0", &nibbles_in_gzip, compressed(&upper.0, 1), compressed(&upper.1, 9), false),
        ("bool", "false", "[\"packbits\"]", vec![0b01], vec![0b1000_0001], true),
        ("bool", "false", "[\"packbits\",\"crc32c\"]", summed(&[1]), summed(&[0x81]), true),
        ("bool", "false", &bools_in_gzip, compressed(&[1], 0), compressed(&[1], 9), false),
        ("bool", "false", &bools_in_gzip, compressed(&[1], 1), compressed(&[0x81], 1), true),
        // Other elements are not another encoding.
        ("int4", "0", "[\"bytes\"]", vec![1, 2], vec![1, 3], false),
    ] {
        let metadata = metadata("[2]", "[2]", codecs)
            .replace("\"int16\"", &format!("\"{data_type}\""))
            .replace("\"fill_value\":7", &format!("\"fill_value\":{fill_value}"));
        let files = BTreeMap::from([("zarr.json".to_owned(), metadata.into_bytes())]);
        let array = StoredArray::open(&files, &Readings::stand());
        let array = array.unwrap_or_else(|error| panic!("{data_type} {codecs}: {error}"));
        let found = array.is_other_encoding(&chunk, &other);
        assert_eq!(found, expected, "{data_type} {codecs} {other:02x?}");
    }
}
