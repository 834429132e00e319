//! Vectors that are damaged, or of another format: each is refused with a line that names the file
//! and what is wrong with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use insta::assert_snapshot;
use serde_json::Value;

fn check(directory: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .args(["check", "--vectors", directory, "zarr-cast-value"])
        .output()
        .expect("the program starts")
}

/// A copy of the committed vectors from int8 to int16 alone, in a directory of its own.
struct Vectors {
    directory: tempfile::TempDir,
    file: PathBuf,
}

const FILE: &str = "cast_value/elements/int8/int16.json";

impl Vectors {
    fn copy() -> Vectors {
        let directory = tempfile::tempdir().expect("a directory");
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
        let file = directory.path().join(FILE);
        fs::create_dir_all(file.parent().expect("a parent")).expect("a directory");
        fs::copy(committed.join(FILE), &file).expect("a copy");
        let manifest = fs::read(committed.join("manifest.json")).expect("the manifest");
        let mut manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
        manifest["files"].as_object_mut().expect("files").retain(|path, _| path == FILE);
        let vectors = Vectors { directory, file };
        vectors.write_manifest(&manifest);
        vectors
    }

    fn path(&self) -> &str {
        self.directory.path().to_str().expect("UTF-8")
    }

    fn manifest(&self) -> Value {
        let bytes = fs::read(self.directory.path().join("manifest.json")).expect("the manifest");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    fn write_manifest(&self, manifest: &Value) {
        fs::write(self.directory.path().join("manifest.json"), manifest.to_string())
            .expect("written");
    }

    /// Replaces the file, and its digest in the manifest.
    fn replace(&self, text: &str) {
        fs::write(&self.file, text).expect("written");
        let mut manifest = self.manifest();
        let entry = &mut manifest["files"][FILE];
        entry["bytes"] = text.len().into();
        entry["sha256"] = zarrproof::vectors::sha256_hex(text.as_bytes()).into();
        self.write_manifest(&manifest);
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.file).expect("the file")
    }

    /// The one line with which a check refuses them.
    fn error(&self) -> String {
        let output = check(self.path());
        let text = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert_eq!(text.lines().count(), 1, "{text}");
        text.replace(self.path(), "DIR")
    }
}

#[test]
fn vectors_of_a_directory_replace_those_of_the_build() {
    let vectors = Vectors::copy();
    let output = check(vectors.path());
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("(3,840 of 3,840 expectations asked)"), "{text}");
}

#[test]
fn vectors_that_are_damaged_are_refused() {
    let vectors = Vectors::copy();
    let text = vectors.text();
    fs::write(&vectors.file, &text[..text.len() / 2]).expect("written");
    assert_snapshot!("vectors_cut_short", vectors.error());

    fs::write(&vectors.file, text.replacen("0x00", "0x01", 1)).expect("written");
    assert_snapshot!("vectors_changed", vectors.error());

    fs::remove_file(&vectors.file).expect("removed");
    assert_snapshot!("vectors_missing", vectors.error());

    fs::write(vectors.directory.path().join("manifest.json"), "{").expect("written");
    assert_snapshot!("manifest_cut_short", vectors.error());
}

#[test]
fn vectors_of_another_format_are_refused() {
    let vectors = Vectors::copy();
    let newer = vectors.text().replacen(r#""format":1"#, r#""format":2,"anew":{}"#, 1);
    vectors.replace(&newer);
    assert_snapshot!("vectors_newer", vectors.error());

    let mut manifest = vectors.manifest();
    manifest["format"] = 2.into();
    vectors.write_manifest(&manifest);
    assert_snapshot!("manifest_newer", vectors.error());
}

#[test]
fn vectors_that_say_nonsense_are_refused_with_the_case() {
    let text = Vectors::copy().text();
    let mut transcript = String::new();
    for (name, from, to) in [
        ("syntax", r#""cases":["#, r#""cases":{"#),
        ("input", r#""input":"0x01""#, r#""input":"0x0001""#),
        ("tag", r#""tags":["zero"]"#, r#""tags":["zorro"]"#),
        ("outcome", r#""expect":{"*":"0x0000"}"#, r#""expect":{"*":"0"}"#),
        ("rounding", r#""expect":{"*":"0x0000"}"#, r#""expect":{"nearest-even":"0x0000"}"#),
        ("rule", r#""expect":{"*":"0x0000"}"#, r#""expect":{"*":{"unset":"0x0000"}}"#),
        ("note", r#""expect":{"*":"0x0000"}"#, r#""expect":{"*":{"note":"SN-99","A":"error"}}"#),
        ("type", r#""input_type":"int8""#, r#""input_type":"int9""#),
        ("pair", r#""input_type":"int8""#, r#""input_type":"uint8""#),
    ] {
        let vectors = Vectors::copy();
        assert!(text.contains(from), "{name}");
        vectors.replace(&text.replacen(from, to, 1));
        transcript += &format!("{name}: {}", vectors.error());
    }
    assert_snapshot!("nonsense", transcript);
}

/// A directory with one file of scenarios, which a manifest vouches for.
fn scenarios(path: &str, text: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join(path);
    fs::create_dir_all(file.parent().expect("a parent")).expect("a directory");
    fs::write(&file, text).expect("written");
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/manifest.json");
    let mut manifest: Value =
        serde_json::from_slice(&fs::read(committed).expect("the manifest")).expect("JSON");
    let digest = zarrproof::vectors::sha256_hex(text.as_bytes());
    manifest["files"] = serde_json::json!({
        path: { "bytes": text.len(), "sha256": digest, "cases": 2, "expectations": 2 },
    });
    fs::write(directory.path().join("manifest.json"), manifest.to_string()).expect("written");
    directory
}

fn refused(directory: &Path) -> String {
    let directory = directory.to_str().expect("UTF-8");
    let output = check(directory);
    let text = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{text}");
    text.replace(directory, "DIR")
}

#[test]
fn what_is_repeated_or_unknown_in_a_file_is_refused_with_its_line() {
    let path = "cast_value/metadata/mine.json";
    let case = |id: &str, clause: &str, expect: &str| {
        format!(
            r#"{{"id":"cast_value/metadata/mine/{id}","about":"a","clauses":["{clause}"],"layer":"core","codec":{{}},"data_type":"int8","fill_value":0,"expect":{expect}}}"#
        )
    };
    let (clause, valid) = ("rounding/default", r#""valid""#);
    let mut transcript = String::new();
    for (name, cases) in [
        ("an id", [case("one", clause, valid), case("one", clause, valid)]),
        ("a clause", [case("one", clause, valid), case("two", "rounding/defalut", valid)]),
        (
            "a note",
            [case("one", clause, valid), case("two", clause, r#"{"note":"SN-5","A":"valid"}"#)],
        ),
    ] {
        let text = format!(
            "{{\"format\":1,\"kind\":\"metadata\",\"about\":\"mine\",\n\"cases\":[\n{}\n]}}\n",
            cases.join(",\n\n")
        );
        transcript += &format!("{name}: {}", refused(scenarios(path, &text).path()));
    }
    let vectors = Vectors::copy();
    let text = vectors.text();
    vectors.replace(&text.replacen(r#""input":"0x01""#, r#""input":"0x00""#, 1));
    transcript += &format!("an input: {}", vectors.error());
    assert_snapshot!("repeated_or_unknown", transcript);
}

#[test]
#[cfg(unix)]
fn a_file_of_another_size_is_not_even_read() {
    let vectors = Vectors::copy();
    let file = fs::File::options().write(true).open(&vectors.file).expect("the file");
    // A sparse one: reading it would take minutes and memory.
    file.set_len(1 << 40).expect("a sparse file");
    assert_snapshot!("vectors_huge", vectors.error());

    let manifest = vectors.directory.path().join("manifest.json");
    let file = fs::File::options().write(true).open(manifest).expect("the file");
    file.set_len(1 << 40).expect("a sparse file");
    assert_snapshot!("manifest_huge", vectors.error());
}

#[test]
#[cfg(unix)]
fn what_is_not_a_file_below_the_directory_is_not_read() {
    let outside = tempfile::tempdir().expect("a directory");
    let vectors = Vectors::copy();
    let elsewhere = outside.path().join("int16.json");
    fs::rename(&vectors.file, &elsewhere).expect("moved");
    std::os::unix::fs::symlink(&elsewhere, &vectors.file).expect("a link");
    let outside = outside.path().canonicalize().expect("the directory");
    let error = vectors.error().replace(outside.to_str().expect("UTF-8"), "OUTSIDE");
    let links = error.replace("/private", "");

    fs::remove_file(&vectors.file).expect("removed");
    let status = Command::new("mkfifo").arg(&vectors.file).status().expect("mkfifo is there");
    assert!(status.success());
    let pipe = vectors.error();

    let mut manifest = vectors.manifest();
    manifest["files"]["cast_value/arrays/../../../secret.json"] = manifest["files"][FILE].clone();
    vectors.write_manifest(&manifest);
    assert_snapshot!("vectors_outside", [links, pipe, vectors.error()].concat());
}
