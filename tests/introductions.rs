//! Introductions that list more than this build knows, or less than others do: what is known is
//! checked, what is not is shown, and only what is no introduction is refused.

use std::process::{Command, Output};

use serde_json::Value;
use zarrproof::protocol::Hello;
use zarrproof::vectors::sha256_hex;

const ZARRPROOF: &str = env!("CARGO_BIN_EXE_zarrproof");

/// Answers the first line with the introduction that it is given, and leaves the rest to a server.
const ADAPTER: &str = r#"IFS= read -r hello; printf '%s\n' "$1"; exec "$2" serve zarr-cast-value"#;

fn run(command: &str, options: &[&str], hello: &str) -> Output {
    Command::new(ZARRPROOF)
        .arg(command)
        .args(options)
        .args(["--", "sh", "-c", ADAPTER, "sh", hello, ZARRPROOF])
        .output()
        .expect("the program starts")
}

const FEW: [&str; 6] =
    ["--jobs", "1", "--filter", "cast_value/int8/int16/0x0?/*", "--kind", "elements"];

/// The exit code and the report.
fn check(hello: &str) -> (Option<i32>, String) {
    let output = run("check", &FEW, hello);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    (output.status.code(), text + &String::from_utf8(output.stderr).expect("UTF-8"))
}

/// An introduction with these codecs and further fields.
fn hello(codecs: &str, more: &str) -> String {
    format!(
        r#"{{"protocol":1,"implementation":{{"name":"mine","version":"1"}},"codecs":{{{codecs}}}{more}}}"#
    )
}

const CAST: &str =
    r#""cast_value":{"data_types":["int8","int16"],"operations":["encode","decode"]}"#;

/// The line of a report that shows what is not known.
fn not_known(report: &str) -> Option<&str> {
    report
        .lines()
        .find_map(|line| line.split_once("not known to this build: "))
        .map(|(_, names)| names)
}

#[test]
fn codecs_types_and_operations_of_tomorrow_are_shown_and_the_rest_is_checked() {
    let more_of_cast = r#""cast_value":{"data_types":["int8","int16","complex64",{"name":"r24"},7],"operations":["encode","read_part"],"chains":[true]}"#;
    for (introduction, expected) in [
        (hello(CAST, ""), None),
        (
            hello(
                &format!(r#"{CAST},"own.codec":{{"data_types":["bool"],"operations":["encode"]}}"#),
                "",
            ),
            Some("codec own.codec"),
        ),
        (
            hello(&format!(r#"{CAST},"own.checksum":{{"operations":["encode","decode"]}}"#), ""),
            Some("codec own.checksum"),
        ),
        (
            hello(
                &format!(r#"{CAST},"a":null,"b":[1],"c":"x","d":{{"data_types":{{"e":1}}}}"#),
                "",
            ),
            Some("codecs a, b, c, d"),
        ),
        (
            hello(more_of_cast, ""),
            Some(r#"operation read_part of cast_value; types 7, complex64, {"name":"r24"}"#),
        ),
        (hello(CAST, r#","scalars":["bool",null]"#), Some("type null")),
        (
            hello(
                CAST,
                r#","scalars":null,"stores":{"read":[4],"append":true},"variable":true,"x":1e999"#,
            ),
            None,
        ),
        (hello(CAST, r#","scalars":{"int8":1}"#), Some(r#"type {"int8":1}"#)),
    ] {
        let (code, report) = check(&introduction);
        assert_eq!(code, Some(0), "{introduction}: {report}");
        assert_eq!(not_known(&report), expected, "{introduction}: {report}");
        assert!(report.contains("mine 1 conforms (240 of 240 expectations asked)"), "{report}");
        let output = run("smoke", &["--timeout", "10"], &introduction);
        assert_eq!(output.status.code(), Some(0), "{introduction}");
    }
}

#[test]
fn json_has_what_is_not_known_by_sort() {
    let introduction = hello(
        r#""cast_value":{"data_types":["int8","int16","complex64"],"operations":["encode","read_part"]},"own.codec":{}"#,
        "",
    );
    let output = run("check", &[&FEW[..], &["--format", "json"]].concat(), &introduction);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let not_known = serde_json::json!({
        "codecs": ["own.codec"],
        "operations": { "cast_value": ["read_part"] },
        "data_types": ["complex64"],
        "layouts": [],
    });
    assert_eq!(report["not_known"], not_known);
    let names: Vec<_> = report["unknown_names"].as_array().expect("a list").iter().collect();
    assert_eq!(names, ["complex64", "own.codec", "read_part"]);
}

#[test]
fn members_of_the_implementation_may_be_of_any_kind_but_its_name() {
    for implementation in [
        r#"{"name":"mine","version":2}"#,
        r#"{"name":"mine","version":null}"#,
        r#"{"name":"mine"}"#,
        r#"{"name":"mine","version":"1","language":7,"homepage":[],"build":{"id":1e999}}"#,
    ] {
        let introduction =
            format!(r#"{{"protocol":1,"implementation":{implementation},"codecs":{{{CAST}}}}}"#);
        let (code, report) = check(&introduction);
        assert_eq!(code, Some(0), "{implementation}: {report}");
        assert!(report.contains("Subject   mine "), "{report}");
    }
}

#[test]
fn where_nothing_listed_is_known_nothing_is_asked_and_that_is_no_success() {
    for codecs in [
        r#""own.codec":{"data_types":["bool"],"operations":["encode"]}"#,
        r#""cast_value":{"data_types":["i8"],"operations":["encode"]}"#,
        r#""cast_value":{"data_types":["int8","int16"],"operations":["cast"]}"#,
    ] {
        let (code, report) = check(&hello(codecs, ""));
        assert_eq!(code, Some(1), "{codecs}: {report}");
        assert!(report.contains("nothing of what it lists is known to this build"), "{report}");
        assert_eq!(run("smoke", &[], &hello(codecs, "")).status.code(), Some(1), "{codecs}");
    }
    // One that lists nothing at all is no adapter yet.
    for nothing in [hello("", ""), r#"{"protocol":1,"implementation":{"name":"mine"}}"#.to_owned()]
    {
        let (code, report) = check(&nothing);
        assert_eq!(code, Some(2), "{report}");
        assert!(report.contains("nothing was checked"), "{report}");
    }
}

#[test]
fn what_is_no_introduction_is_refused_with_its_reason() {
    for (line, reason) in [
        ("hello", "not a JSON object"),
        ("[1]", "not a JSON object"),
        ("\u{feff}{}", "it begins with a byte order mark"),
        (r#"{"protocol":1}"#, "an introduction needs `implementation`"),
        (
            r#"{"protocol":1,"implementation":{"version":"1"}}"#,
            "an introduction needs `implementation.name`",
        ),
        (
            r#"{"protocol":1,"implementation":{"name":" "}}"#,
            "an introduction needs `implementation.name`",
        ),
        (
            r#"{"protocol":1,"implementation":"mine"}"#,
            r#""implementation" is "mine"; expected an object"#,
        ),
        (
            r#"{"protocol":2,"implementation":{"name":"mine"}}"#,
            "it speaks version 2 of the protocol",
        ),
        (
            r#"{"protocol":1,"implementation":{"name":"mine"},"codecs":["cast_value"]}"#,
            r#""codecs" is ["cast_value"]; expected an object of codecs by name"#,
        ),
    ] {
        let (code, report) = check(line);
        assert_eq!(code, Some(3), "{line}: {report}");
        assert!(report.contains(reason), "{line}: {report}");
    }
}

#[test]
fn an_introduction_is_written_as_it_was_read() {
    let introduction = hello(CAST, r#","scalars":["int8"]"#);
    let read = Hello::from_line(&introduction).expect("an introduction");
    assert_eq!(read.to_line().trim_end(), introduction);
}

/// The digest of the lines that an adapter is sent which does `cast_value` alone.
fn sent(options: &[&str]) -> (usize, String) {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("sent");
    let script = r#"tee -a "$1" | "$2" serve zarr-cast-value"#;
    let output = Command::new(ZARRPROOF)
        .args(["check", "--jobs", "1"])
        .args(options)
        .args(["--", "sh", "-c", script, "sh"])
        .args([file.to_str().expect("UTF-8"), ZARRPROOF])
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(0));
    let lines = std::fs::read(&file).expect("it was sent something");
    (lines.iter().filter(|byte| **byte == b'\n').count(), sha256_hex(&lines))
}

/// The digests are those of the first version that had the protocol. They are about cases that no
/// later version may change.
#[test]
fn an_adapter_of_version_1_is_sent_the_same_bytes_for_ever() {
    let elements = ["--from", "int8", "--to", "int16", "--rounding", "nearest-even"];
    let filter = ["--filter", "cast_value/int8/int16/0x0?/*"];
    let (lines, digest) = sent(&[&elements[..], &filter].concat());
    assert_eq!(lines, 19);
    assert_eq!(digest, "b53868ce8b39ce47d30e422326ba5c73cd33d34ada9d5389b1bad55db25063e4");
    let (lines, digest) = sent(&["--kind", "arrays", "--filter", "*/shapes/*/int8/int16/*"]);
    assert_eq!(lines, 15);
    assert_eq!(digest, "1a69338d166cb4938cede6357f323dcddb1ae1958ff705bba984c2470d32fa75");
}
