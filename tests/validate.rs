//! `zarrproof validate`: what people read, and what machines do.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use insta::assert_snapshot;
use jsonschema::Validator;
use serde_json::{Value, json};
use tempfile::TempDir;
use zarrproof::codec::clauses;
use zarrproof::codec::notes::Readings;
use zarrproof::data_type::Real;
use zarrproof::oracle::metadata::{ArrayMetadata, ArrayMetadataError, ChunkKeys, NotSupported};
use zarrproof::oracle::survey::{Finding, Flow, Survey};
use zarrproof::oracle::validation::{Validation, Validity};

/// Runs the program on standard input.
fn validate(arguments: &[&str], json: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .arg("validate")
        .args(arguments)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    // A program that has ended reads nothing.
    let _ = input.write_all(json.as_bytes());
    drop(input);
    child.wait_with_output().expect("the program ends")
}

/// What people read, after checking what holds of every report.
fn text(arguments: &[&str], json: &str, code: i32) -> String {
    let output = validate(arguments, json);
    let error = String::from_utf8_lossy(&output.stderr);
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    assert_eq!(output.status.code(), Some(code), "{text}{error}");
    assert!(error.is_empty(), "{error}");
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
        assert_eq!(line, line.trim_end(), "{text}");
    }
    follows_its_schema(arguments, json);
    text
}

/// What machines read of the same document is what the published schema says.
fn follows_its_schema(arguments: &[&str], json: &str) {
    static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/schema/validation.schema.json");
        let schema = fs::read(path).expect("the schema");
        let schema = serde_json::from_slice(&schema).expect("JSON");
        jsonschema::validator_for(&schema).expect("a schema")
    });
    let output = validate(&[arguments, &["--format", "json"]].concat(), json);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    if let Err(error) = SCHEMA.validate(&report) {
        panic!("{error} at {}: {report}", error.instance_path());
    }
}

/// An array of 10 elements in chunks of 4, but for some members; `null` takes a member away.
fn document(changes: Value) -> String {
    let mut document = json!({
        "zarr_format": 3,
        "node_type": "array",
        "shape": [10],
        "data_type": "float64",
        "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [4]}},
        "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
        "fill_value": "NaN",
        "codecs": [LITTLE.clone()],
    });
    let Value::Object(changes) = changes else { panic!("an object") };
    for (member, value) in changes {
        match value {
            Value::Null => drop(document.as_object_mut().map(|all| all.remove(&member))),
            value => document[member] = value,
        }
    }
    document.to_string()
}

static LITTLE: std::sync::LazyLock<Value> =
    std::sync::LazyLock::new(|| json!({"name": "bytes", "configuration": {"endian": "little"}}));

fn codecs(list: Value) -> String {
    document(json!({ "codecs": list }))
}

/// Temperatures in a byte, NaN as 0, as the page of `scale_offset` has them.
fn temperatures() -> String {
    codecs(json!([
        {"name": "scale_offset", "configuration": {"offset": -10, "scale": 0.5}},
        {"name": "cast_value", "configuration": {
            "data_type": "uint8",
            "rounding": "nearest-even",
            "scalar_map": {"encode": [["NaN", 0]], "decode": [[0, "NaN"]]},
        }},
        {"name": "bytes"},
        "crc32c",
    ]))
}

#[test]
fn a_chain_is_valid_and_its_forms_are_shown() {
    assert_snapshot!("valid", text(&[], &temperatures(), 0));
    // The fill value comes back as another one.
    assert_snapshot!("sentinel_lost", text(&["--reading", "SN-33=B"], &temperatures(), 1));
}

#[test]
fn what_is_wrong_with_a_codec_is_named() {
    let round = |keepbits| json!({"name": "bitround", "configuration": {"keepbits": keepbits}});
    assert_snapshot!("keepbits", text(&[], &codecs(json!([round(json!(0)), *LITTLE])), 1));
    assert_snapshot!("endian_missing", text(&[], &codecs(json!(["bytes"])), 1));
    assert_snapshot!("bytes_first", text(&[], &codecs(json!([*LITTLE, round(json!(3))])), 1));
    assert_snapshot!("bytes_twice", text(&[], &codecs(json!([*LITTLE, *LITTLE])), 1));
    assert_snapshot!("no_bytes", text(&[], &codecs(json!([round(json!(3))])), 1));
    // The field stands beside the configuration.
    let beside = json!([{"name": "bytes", "endian": "little"}, "crc32c"]);
    assert_snapshot!("beside", text(&[], &codecs(beside), 1));
    assert_snapshot!("no_list", text(&[], &codecs(json!({"name": "bytes"})), 1));
}

#[test]
fn every_error_is_reported() {
    let list = json!([
        {"name": "scale_offset", "configuration": {"ofset": 5}},
        {"name": "cast_value", "configuration": {"data_type": "int16", "rounding": "up"}},
        {"name": "bitround", "configuration": {"keepbits": 9.5}},
        "bytes",
        1,
        {"name": "crc32c", "configuration": {"location": "end"}},
    ]);
    let all = document(json!({
        "codecs": list, "fill_value": "nan", "colour": "blue", "dimension_names": ["x", "y"],
        "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [4, 0]}},
        "ignored": {"must_understand": false},
    }));
    assert_snapshot!("all_errors", text(&[], &all, 1));
}

#[test]
fn a_codec_that_fails_by_its_fill_value_alone_has_a_form() {
    let cast = json!({"name": "cast_value", "configuration": {"data_type": "int16"}});
    assert_snapshot!("fill_value_fails", text(&[], &codecs(json!([cast, "bytes"])), 1));
}

#[test]
fn what_is_unknown_is_not_invalid() {
    let own = |understood: bool| json!({"name": "own.codec", "must_understand": understood});
    let round = json!({"name": "bitround", "configuration": {"keepbits": 3}});
    let list = json!([own(true), round, "bytes", "crc32c"]);
    assert_snapshot!("unknown", text(&[], &codecs(list), 0));
    let list = json!([own(false), *LITTLE, "crc32c"]);
    assert_snapshot!("unknown_ignored", text(&[], &codecs(list), 0));
    let list = json!([own(false), "bytes"]);
    assert_snapshot!("unknown_ignored_fails", text(&[], &codecs(list), 0));
    // Bytes come out of whatever bytes come into.
    let list = json!([*LITTLE, {"name": "blosc", "configuration": {"level": 3}}, "crc32c"]);
    assert_snapshot!("unknown_compressor", text(&[], &codecs(list), 0));
    let grid = json!({"name": "rectilinear", "configuration": {"kind": "inline"}});
    let grid = document(json!({"chunk_grid": grid}));
    assert_snapshot!("unknown_grid", text(&[], &grid, 0));
    let data_type = document(json!({"data_type": "flaot64", "fill_value": [1]}));
    assert_snapshot!("unknown_data_type", text(&[], &data_type, 0));
    let complex = document(json!({"data_type": "complex64", "fill_value": ["NaN", 0]}));
    assert_snapshot!("fill_value_of_complex", text(&[], &complex, 0));
    let wrong = document(json!({"data_type": "complex64", "fill_value": 0}));
    assert_snapshot!("fill_value_of_complex_wrong", text(&[], &wrong, 1));
}

fn verdict(json: &str) -> Validity {
    let readings = Readings::stand();
    Validation::new(json, &readings).expect("of an array").validity()
}

/// The stages of some codecs, and whether they are a chain by the core specification's section "Codecs",
/// whatever an unknown one is.
#[test]
fn lists_with_unknown_codecs_are_invalid_only_if_no_stage_of_these_makes_them_a_chain() {
    let entries = [
        ("a", json!({"name": "bitround", "configuration": {"keepbits": 3}})),
        ("b", LITTLE.clone()),
        ("c", json!("crc32c")),
        ("?", json!("own.codec")),
    ];
    // A chain is a*bc*.
    let is_chain = |stages: &str| {
        let rest = stages.trim_start_matches('a').strip_prefix('b');
        rest.is_some_and(|rest| rest.chars().all(|stage| stage == 'c'))
    };
    let mut lists: Vec<Vec<usize>> = vec![Vec::new()];
    let mut seen = [0; 3];
    for _ in 0..4 {
        let longer = lists
            .iter()
            .flat_map(|list| (0..entries.len()).map(move |next| [&list[..], &[next]].concat()));
        lists = std::iter::once(Vec::new()).chain(longer).collect();
    }
    for list in lists {
        let stages: String = list.iter().map(|at| entries[*at].0).collect();
        let mut readings = vec![stages.clone()];
        while readings.iter().any(|one| one.contains('?')) {
            let fill = |one: String| ["a", "b", "c"].map(|stage| one.replacen('?', stage, 1));
            readings = readings.into_iter().flat_map(fill).collect();
        }
        let expected = match (readings.iter().any(|one| is_chain(one)), stages.contains('?')) {
            (false, _) => Validity::Invalid,
            (true, false) => Validity::Valid,
            (true, true) => Validity::Undecided,
        };
        let list = list.iter().map(|at| entries[*at].1.clone()).collect();
        assert_eq!(verdict(&codecs(list)), expected, "{stages}");
        seen[expected as usize] += 1;
    }
    assert!(seen.iter().all(|count| *count >= 10), "{seen:?}");
}

#[test]
fn json_has_stable_names() {
    let output = validate(&["--format", "json"], &codecs(json!(["bytes", "own.codec"])));
    assert_eq!(output.status.code(), Some(1));
    assert_snapshot!("json", String::from_utf8(output.stdout).expect("UTF-8"));
}

#[test]
fn each_member_is_checked_as_the_core_specification_has_it() {
    for (changes, clause, message) in [
        (json!({"zarr_format": null}), "core/array-metadata", "zarr_format is absent; expected 3"),
        (json!({"zarr_format": "3"}), "core/zarr-format", "zarr_format is \"3\"; expected 3"),
        (
            json!({"node_type": "Array"}),
            "core/node-type",
            "node_type is \"Array\"; expected \"array\"",
        ),
        (
            json!({"shape": null}),
            "core/array-metadata",
            "shape is absent; expected the lengths of the dimensions",
        ),
        (
            json!({"shape": [-1]}),
            "core/shape",
            "shape is [-1]; expected a list of integers of at least 0",
        ),
        (
            json!({"shape": [1.5]}),
            "core/shape",
            "shape is [1.5]; expected a list of integers of at least 0",
        ),
        (
            json!({"shape": 10}),
            "core/shape",
            "shape is 10; expected a list of integers of at least 0",
        ),
        (
            json!({"data_type": null}),
            "core/array-metadata",
            "data_type is absent; expected a data type",
        ),
        (
            json!({"data_type": {"name": "float64"}}),
            "core/data-type-name",
            "data_type: the core data type float64 is given as an object; expected the string",
        ),
        (
            json!({"data_type": "r7"}),
            "core/data-type-name",
            "data_type: \"r7\" is not a type of raw bits: expected a multiple of 8 from r8 to r65528",
        ),
        (
            json!({"chunk_grid": null}),
            "core/array-metadata",
            "chunk_grid is absent; expected an extension",
        ),
        (
            json!({"chunk_grid": "regular"}),
            "core/chunk-grid",
            "chunk_grid: chunk_shape is absent; expected the lengths of a chunk",
        ),
        (
            json!({"chunk_grid": {"name": "regular", "configuration": {"chunk_shape": 4}}}),
            "core/chunk-grid",
            "chunk_grid: chunk_shape is 4; expected a list of integers of at least 0",
        ),
        (
            json!({"chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [0]}}}),
            "core/chunk-shape",
            "chunk_grid: chunk_shape is [0]; expected lengths greater than zero",
        ),
        (
            json!({"chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [2, 2]}}}),
            "core/chunk-shape",
            "chunk_grid: chunk_shape is [2, 2]; expected as many lengths as the shape [10] has",
        ),
        (
            json!({"chunk_grid": {
                "name": "regular", "configuration": {"chunk_shape": [2]}, "must_understand": false
            }}),
            "core/must-understand",
            "chunk_grid: must_understand is false; expected true there",
        ),
        (
            json!({"chunk_key_encoding": {"name": "v2", "configuration": {"separator": "-"}}}),
            "core/chunk-key-encoding",
            "chunk_key_encoding: separator is \"-\"; expected one of \"/\", \".\"",
        ),
        (
            json!({"fill_value": null}),
            "core/array-metadata",
            "fill_value is absent; expected a fill value",
        ),
        (
            json!({"codecs": null}),
            "core/array-metadata",
            "codecs is absent; expected a list of codecs",
        ),
        (json!({"attributes": 1}), "core/attributes", "attributes is 1; expected an object"),
        (
            json!({"dimension_names": ["x", null]}),
            "core/dimension-names",
            "dimension_names is [\"x\",null]; expected a string or null for each dimension, 1 in all",
        ),
        (
            json!({"storage_transformers": {}}),
            "core/storage-transformers",
            "storage_transformers is {}; expected a list of storage transformers",
        ),
        (
            json!({"dtype": "<f8"}),
            "core/must-understand",
            "the document has an unknown member \"dtype\"",
        ),
        (
            json!({"own": {"name": "own", "must_understand": true}}),
            "core/must-understand",
            "the document has an unknown member \"own\"",
        ),
    ] {
        let (document, readings) = (document(changes), Readings::stand());
        let validation = Validation::new(&document, &readings).expect("of an array");
        let found: Vec<_> = validation.draft.errors.iter().map(ToString::to_string).collect();
        assert_eq!(found, [message]);
        assert_eq!(validation.draft.errors[0].error.clause(), clause, "{message}");
        assert!(clauses::find(clause).is_some(), "{clause}");
        assert_eq!(validation.validity(), Validity::Invalid);
        let error = ArrayMetadata::read(&document, &readings).expect_err(message);
        assert_eq!(error.to_string(), message);
    }
    for changes in [
        json!({"shape": [], "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": []}}}),
        json!({"shape": [0]}),
        json!({"attributes": {}, "dimension_names": [null], "storage_transformers": []}),
        json!({"chunk_key_encoding": "v2"}),
        json!({"own": {"must_understand": false}}),
    ] {
        assert_eq!(verdict(&document(changes)), Validity::Valid);
    }
    for changes in [
        json!({"chunk_key_encoding": "own"}),
        json!({"storage_transformers": ["own"]}),
        json!({"data_type": {"name": "own", "configuration": {"unit": 1}}}),
    ] {
        assert_eq!(verdict(&document(changes)), Validity::Undecided);
    }
}

#[test]
fn the_metadata_of_an_array_is_what_its_readers_need() {
    let metadata = ArrayMetadata::read(&temperatures(), &Readings::stand()).expect("acceptable");
    assert_eq!(metadata.data_type, Real::FLOAT64.into());
    assert_eq!((&metadata.shape[..], &metadata.chunk_shape[..]), (&[10][..], &[4][..]));
    assert_eq!(metadata.chunk_keys, ChunkKeys { prefix: "c", separator: '/' });
    assert_eq!(metadata.fill_value.bytes(), f64::NAN.to_bits().to_le_bytes());
    let unknown = document(json!({"chunk_grid": "rectilinear"}));
    let error = ArrayMetadata::read(&unknown, &Readings::stand()).expect_err("unknown");
    assert!(matches!(error, ArrayMetadataError::Undecided(_)), "{error}");
}

#[test]
fn what_is_no_json_is_invalid() {
    for (found, reason) in [
        ("", "EOF while parsing a value at line 1 column 0"),
        (" \n", "EOF while parsing a value at line 2 column 0"),
        ("# README", "expected value at line 1 column 1"),
        ("[]", "invalid type: sequence, expected an object at line 1 column 0"),
        ("{\"zarr_format\":3,}", "trailing comma at line 1 column 18"),
        ("{\"fill_value\":NaN}", "expected value at line 1 column 15"),
    ] {
        let text = text(&[], found, 1);
        let message = format!("1. the document is not a JSON object: {reason}\n");
        assert!(text.contains(&message), "{text}");
        assert!(text.contains("[core/array-metadata: Array metadata]"), "{text}");
    }
    let marked = text(&[], "\u{feff}{}", 1);
    assert!(marked.contains("1. the document begins with a byte order mark\n"), "{marked}");
    assert!(marked.contains("[json/byte-order-mark: "), "{marked}");
    let repeated = temperatures().replacen('{', "{\"shape\":[7],", 1);
    assert_snapshot!("repeated", text(&[], &repeated, 1));
    assert!(text(&["--reading", "SN-46=B"], &repeated, 0).contains("Result: valid\n"));
}

#[test]
fn what_is_long_or_deep_is_reported_shortly() {
    let deep = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    for member in ["shape", "attributes", "fill_value", "codecs", "data_type", "dimension_names"] {
        let mut members: Value = serde_json::from_str(&document(json!({}))).expect("JSON");
        members[member] = json!("HERE");
        let report = text(&[], &members.to_string().replace("\"HERE\"", &deep), 1);
        assert!(report.len() < 3000, "{member}: {} bytes", report.len());
    }
    let deep = codecs(json!([{"name": "bytes", "configuration": {"endian": "HERE"}}]));
    text(&[], &deep.replace("\"HERE\"", &"[".repeat(100_000)), 1);
    let many = codecs(Value::Array(vec![json!("crc32c"); 4_000]));
    text(&[], &many, 1);
    let shape = json!([u32::MAX, u32::MAX, u32::MAX]);
    let grid = json!({"name": "regular", "configuration": {"chunk_shape": shape}});
    let huge = document(json!({"shape": shape, "chunk_grid": grid}));
    assert_snapshot!("huge_chunk", text(&[], &huge, 0));
}

#[test]
fn what_is_not_supported_is_said_on_one_line() {
    let directory = TempDir::new().expect("a directory");
    let write = |name: &str, content: &[u8]| -> PathBuf {
        let path = directory.path().join(name);
        fs::write(&path, content).expect("a file");
        path
    };
    let mut transcript = String::new();
    write(".zarray", b"{}");
    for path in [
        write(".zgroup", br#"{"zarr_format":2}"#),
        write("group.json", br#"{"zarr_format":3,"node_type":"group"}"#),
        write("next.json", br#"{"zarr_format":4,"node_type":"array"}"#),
        write("chunk", &[0xff, 0, 1]),
        directory.path().join("absent"),
        directory.path().to_owned(),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zarrproof"));
        let output = command.arg("validate").arg(&path).output().expect("the program starts");
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let error = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(error.lines().count(), 1, "{error}");
        transcript += &error.replace(directory.path().to_str().expect("UTF-8"), "DIR");
    }
    assert_snapshot!("not_supported", transcript);
    let group = Validation::new(r#"{"node_type":"group"}"#, &Readings::stand()).map(drop);
    assert_eq!(group, Err(NotSupported::Group));
}

/// The `.zarray` of an array of 10 elements in chunks of 4, but for some members; `null` takes a member away.
fn v2_document(changes: Value) -> String {
    let mut document = json!({
        "zarr_format": 2, "shape": [10], "chunks": [4], "dtype": "<f8", "fill_value": "NaN", "order": "C",
        "filters": null, "compressor": null,
    });
    let Value::Object(changes) = changes else { panic!("an object") };
    for (member, value) in changes {
        match value {
            Value::Null => drop(document.as_object_mut().map(|all| all.remove(&member))),
            value => document[member] = value,
        }
    }
    document.to_string()
}

#[test]
fn the_filters_and_the_compressor_of_version_2_are_bound_in_turn() {
    let chain = v2_document(json!({
        "shape": [10, 10], "chunks": [4, 5], "order": "F", "dtype": ">f8", "fill_value": 1000.5,
        "filters": [
            {"id": "fixedscaleoffset", "offset": 1000, "scale": 10, "dtype": ">f8", "astype": ">i2"},
            {"id": "shuffle", "elementsize": 2},
        ],
        "compressor": {"id": "zlib", "level": 1},
        "own": true,
    }));
    assert_snapshot!("v2_valid", text(&[], &chain, 0));
    assert_snapshot!("v2_json", {
        let output = validate(&["--format", "json"], &chain);
        String::from_utf8(output.stdout).expect("UTF-8")
    });
}

#[test]
fn what_is_wrong_in_version_2_is_named_with_its_member_and_the_clauses_of_its_own_text() {
    let all = v2_document(json!({
        "shape": [10, -1], "chunks": [4, 0], "dtype": "<g8", "fill_value": null, "order": "K",
        "filters": {"id": "delta"}, "compressor": {"level": 1}, "dimension_separator": "-",
    }));
    assert_snapshot!("v2_all_members", text(&[], &all, 1));
    let codecs = v2_document(json!({
        "fill_value": "nan",
        "filters": [
            {"id": "delta", "dtype": "<i4"},
            {"id": "quantize", "digits": 2.5, "dtype": "<f8"},
            {"id": "shuffle", "elementsize": "8"},
            {"id": "delta", "dtype": "<f8"},
        ],
        "compressor": {"id": "zlib", "level": 10, "x": 1},
    }));
    assert_snapshot!("v2_all_codecs", text(&[], &codecs, 1));
    let report: Value =
        serde_json::from_slice(&validate(&["--format", "json"], &codecs).stdout).expect("JSON");
    let errors = report["errors"].as_array().expect("errors").iter();
    let members: Vec<_> = errors.map(|error| error["member"].as_str()).collect();
    let filters = Some("filters");
    assert_eq!(
        members,
        [Some("fill_value"), filters, filters, filters, filters, Some("compressor")]
    );
    // Without a version, too.
    let versionless = v2_document(json!({"zarr_format": null, "dtype": null}));
    assert_snapshot!("v2_absent", text(&[], &versionless, 1));
}

#[test]
fn what_is_unknown_in_version_2_is_not_invalid() {
    let unknown = v2_document(json!({
        "dtype": [["a", "<i4"]], "fill_value": 0,
        "filters": [{"id": "own"}], "compressor": {"id": "blosc", "cname": "lz4"},
    }));
    assert_snapshot!("v2_unknown", text(&[], &unknown, 0));
    assert_eq!(verdict(&v2_document(json!({}))), Validity::Valid);
    assert_eq!(verdict(&v2_document(json!({"fill_value": 0.5}))), Validity::Valid);
    // Null is a fill value there, and none of version 3.
    let null = v2_document(json!({})).replace("\"NaN\"", "null");
    assert_eq!(verdict(&null), Validity::Valid);
    // A chunk of no length, of an array without elements.
    let empty = v2_document(json!({"shape": [0], "chunks": [0]}));
    assert_eq!(verdict(&empty), Validity::Valid);
}

#[test]
fn a_survey_goes_on_where_the_form_is_known() {
    let survey = Survey::new(r#"["bytes","own.codec","crc32c"]"#, None, &Readings::stand());
    let findings: Vec<_> = survey.codecs.iter().map(|codec| &codec.finding).collect();
    let unknown = Finding::Unknown { is_ignored: false };
    assert_eq!(findings, [&Finding::Unbound, &unknown, &Finding::Bound]);
    assert!(survey.codecs.iter().all(|codec| matches!(codec.after, Flow::Known(_))));
}

/// Runs `explain --metadata` on a file.
fn explain(json: &str, arguments: &[&str]) -> Output {
    let directory = TempDir::new().expect("a directory");
    fs::write(directory.path().join("zarr.json"), json).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_zarrproof"));
    command.current_dir(directory.path()).args(["explain", "--metadata", "zarr.json"]);
    command.args(arguments).output().expect("the program starts")
}

fn explained(json: &str, arguments: &[&str]) -> String {
    let output = explain(json, arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{error}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
        assert_eq!(line, line.trim_end(), "{text}");
    }
    for step in text.split("\n\n").filter(|part| part.starts_with(|c: char| c.is_ascii_digit())) {
        let last = step.lines().last().unwrap_or_default().trim();
        assert!(last.starts_with('[') && last.ends_with(']'), "a step without clause: {step}");
    }
    text
}

#[test]
fn values_are_followed_through_all_codecs() {
    assert_snapshot!(
        "explain_encode",
        explained(&temperatures(), &["-5", "\"NaN\"", "21.5", "100"])
    );
    assert_snapshot!("explain_one", explained(&temperatures(), &["12"]));
    assert_snapshot!("explain_fails", explained(&temperatures(), &["12", "1e9", "3"]));
    let reading = ["12", "-7", "--reading", "SN-111=B"];
    assert_snapshot!("explain_reading", explained(&temperatures(), &reading));
}

/// The bytes that the result of an explanation shows.
fn result(text: &str) -> &str {
    let (_, result) = text.split_once("\nResult: ").expect("a result");
    let line = result.lines().next().expect("a line");
    line.rsplit_once(" bytes, ").map_or(line, |(_, digits)| digits)
}

#[test]
fn what_is_encoded_is_decoded_again() {
    let encoded = explained(&temperatures(), &["-4", "NaN", "20", "100"]);
    assert_snapshot!("explain_decode", explained(&temperatures(), &["--decode", result(&encoded)]));
    // Fewer elements than a chunk has, and more.
    for count in [1, 2, 3, 5, 9] {
        let values = vec!["8"; count];
        let encoded = explained(&temperatures(), &values);
        let decoded = explained(&temperatures(), &["--decode", result(&encoded)]);
        assert!(decoded.contains(&format!("Result: float64 [{count}]: 8 (0x4020")), "{decoded}");
    }
}

#[test]
fn values_that_are_no_real_numbers_are_given_in_fill_value_json() {
    let little = json!([{"name": "bytes", "configuration": {"endian": "little"}}]);
    let complex =
        document(json!({"data_type": "complex64", "fill_value": [0, 0], "codecs": little}));
    let encoded = explained(&complex, &["[1,-2]", "[0,\"NaN\"]"]);
    let bytes = [1.0f32, -2.0, 0.0, f32::from_bits(0x7fc0_0000)].map(f32::to_le_bytes).concat();
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(result(&encoded).ends_with(&digits), "{encoded}");
}

#[test]
fn what_cannot_be_followed_is_named_on_one_line() {
    let complex = document(json!({"data_type": "complex64", "fill_value": [0, 0]}));
    let array = temperatures();
    let scalar = document(json!({
        "shape": [], "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": []}}
    }));
    let mut transcript = String::new();
    for (json, arguments) in [
        (&array, &["seven"][..]),
        (&array, &[]),
        (&array, &["--from", "float64", "1"]),
        (&array, &["--decode", "0x123"]),
        (&array, &["--decode", "0x12", "1"]),
        (&complex, &["1"]),
        (&scalar, &["1", "2"]),
        (&codecs(json!(["bytes"])), &["1"]),
        (&codecs(json!(["own.codec"])), &["1"]),
        (&document(json!({"shape": 1})), &["1"]),
        (&"{}".to_owned(), &["1"]),
    ] {
        let output = explain(json, arguments);
        let error = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
        transcript += &format!("{}: {error}", arguments.join(" "));
    }
    assert_snapshot!("explain_errors", transcript);
    // More than one value is for metadata alone.
    let mut command = Command::new(env!("CARGO_BIN_EXE_zarrproof"));
    let output = command.args(["explain", "--from", "int8", "--to", "int16", "1", "2"]).output();
    assert_eq!(output.expect("the program starts").status.code(), Some(2));
}

#[test]
fn a_codec_that_runs_what_it_decodes_is_refused_and_not_unknown() {
    let refused = v2_document(json!({
        "dtype": "|O", "fill_value": 0, "filters": [{"id": "pickle", "protocol": 5}],
        "compressor": {"id": "zlib", "level": 1},
    }));
    assert_snapshot!("v2_refused", text(&[], &refused, 0));
    let report: Value =
        serde_json::from_slice(&validate(&["--format", "json"], &refused).stdout).expect("JSON");
    assert_eq!(report["verdict"], "undecided");
    let statuses: Vec<_> = report["codecs"].as_array().expect("codecs").iter().collect();
    let statuses: Vec<_> = statuses.iter().map(|codec| codec["status"].as_str()).collect();
    assert_eq!(statuses, [Some("refused"), Some("bound")]);
}
