//! `zarrproof read`: arrays that are large, odd or hostile.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

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
    insta::assert_snapshot!(errors, @"error: DIR/zarr.json is not there; expected the metadata of an array (core/metadata-key)");
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
        assert!(child.wait().expect("ended").success(), "{shape}");
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
        metadata("[1e400]", "[2]", BYTES),
        metadata("[18446744073709551615]", "[2]", BYTES),
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
