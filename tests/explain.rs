//! `zarrproof explain`: what people read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use insta::assert_snapshot;
use tempfile::TempDir;
use zarrproof::codec::Operation;
use zarrproof::codec::cast_value::Metadata;
use zarrproof::codec::notes::Readings;
use zarrproof::data_type::{Real, scalar};
use zarrproof::oracle::cast_value::Codec;
use zarrproof::vectors::{
    Ask, Element, Expected, FORMAT, FileEntry, MANIFEST_PATH, Manifest, Outcome, SPECIFICATION,
    Scenario, ScenarioFile, ScenarioKind, Totals, sha256_hex,
};

fn zarrproof(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_zarrproof");
    Command::new(program).args(arguments).output().expect("the program starts")
}

/// The explanation, after checking what holds of every one.
fn explain(arguments: &[&str]) -> String {
    let output = zarrproof(&[&["explain"], arguments].concat());
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {error}");
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
fn a_tie_goes_to_even() {
    assert_snapshot!(explain(&["cast_value/float64/int8/0x3ff8000000000000/nearest-even/clamp"]));
}

#[test]
fn a_value_and_its_id_are_explained_alike() {
    let value = ["--from", "float64", "--to", "int8", "--out-of-range", "clamp", "1.5"];
    let id = "cast_value/float64/int8/0x3ff8000000000000/nearest-even/clamp";
    assert_eq!(explain(&value), explain(&[id]));
}

#[test]
fn a_directed_mode_overflows_above_the_next_power_of_two() {
    let id = "cast_value/float64/float16/0x40f0000000000000/towards-zero/unset";
    assert_snapshot!("directed_overflow", explain(&[id]));
    assert_snapshot!("directed_overflow_read_as_b", explain(&["--reading", "SN-02=B", id]));
}

#[test]
fn a_huge_value_wraps() {
    let types = ["--from", "float64", "--to", "int8", "--out-of-range", "wrap"];
    assert_snapshot!("wrap_huge", explain(&[&types[..], &["1e300"]].concat()));
    assert_snapshot!("wrap_to_negative", explain(&[&types[..], &["200.5"]].concat()));
}

#[test]
fn negative_zero_loses_its_sign_where_there_is_none() {
    assert_snapshot!(explain(&["--from", "float32", "--to", "float8_e4m3fnuz", "-0"]));
}

#[test]
fn nan_and_infinity_are_their_own_steps() {
    assert_snapshot!("nan_to_int8", explain(&["--from", "float32", "--to", "int8", "0x7fc00001"]));
    let kept = ["--from", "float32", "--to", "float16", "0x7f800001"];
    assert_snapshot!("nan_to_float16", explain(&kept));
    let infinity = ["--from", "float16", "--to", "float8_e5m2fnuz", "--out-of-range", "clamp"];
    assert_snapshot!("infinity", explain(&[&infinity[..], &["-Infinity"]].concat()));
}

#[test]
fn a_result_may_be_subnormal() {
    assert_snapshot!(explain(&["--from", "float32", "--to", "float16", "-1e-6"]));
}

#[test]
fn the_exact_decimal_may_be_long() {
    assert_snapshot!(explain(&["--from", "float64", "--to", "float16", "5e-324"]));
}

#[test]
fn notes_that_touch_are_listed_with_what_they_would_give() {
    assert_snapshot!("e8m0_tie", explain(&["--from", "float64", "--to", "float8_e8m0fnu", "3"]));
    assert_snapshot!("e8m0_zero", explain(&["--from", "int8", "--to", "float8_e8m0fnu", "0"]));
    let id = "cast_value/int32/float16/0x000186a1/towards-zero/wrap";
    assert_snapshot!("decoding_while_wrap_is_set", explain(&[id]));
}

#[test]
fn an_id_that_is_none_of_the_vectors_is_explained_all_the_same() {
    let id = "cast_value/float64/bfloat16/0x3ff0080000000001/nearest-away/unset";
    assert_snapshot!(explain(&[id]));
}

#[test]
fn a_scalar_map_comes_first() {
    let types = ["--from", "float32", "--to", "uint8", "--scalar-map"];
    let mapped = [&types[..], &[r#"[["NaN",0],["NaN",1]]"#, "0xffc00000"]].concat();
    assert_snapshot!("mapped_nan", explain(&mapped));
    let other = [&types[..], &[r#"[["NaN",0],["Infinity",1]]"#, "2.5"]].concat();
    assert_snapshot!("unmapped", explain(&other));
}

/// The kinds that are about casts and scalars.
const KINDS: [ScenarioKind; 5] = [
    ScenarioKind::ScalarMap,
    ScenarioKind::Arrays,
    ScenarioKind::FillValue,
    ScenarioKind::Metadata,
    ScenarioKind::Scalars,
];

/// A directory of vectors with one scenario file of each kind.
fn vectors() -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let mut files = BTreeMap::new();
    for kind in KINDS {
        let theme = if kind == ScenarioKind::Scalars { "float16" } else { "some" };
        let path = format!("{}/{theme}.json", kind.directory("cast_value"));
        let about = "some of them".to_owned();
        let scenarios = scenarios(kind);
        let file = ScenarioFile { kind, path: path.clone(), about, scenarios };
        let text = file.to_json();
        let entry = FileEntry {
            sha256: sha256_hex(text.as_bytes()),
            bytes: text.len() as u64,
            cases: file.scenarios.len() as u64,
            expectations: file.expectations() as u64,
        };
        write(directory.path(), &path, &text);
        files.insert(path, entry);
    }
    let manifest = Manifest {
        format: FORMAT,
        oracle: "0".to_owned(),
        specification: SPECIFICATION.into(),
        totals: Totals::default(),
        files,
        stores: BTreeMap::new(),
    };
    let manifest = serde_json::to_string(&manifest).expect("JSON");
    write(directory.path(), MANIFEST_PATH, &manifest);
    directory
}

fn write(directory: &Path, path: &str, text: &str) {
    let path = directory.join(path);
    fs::create_dir_all(path.parent().expect("a directory")).expect("it is made");
    fs::write(path, text).expect("it is written");
}

/// The scenarios of one kind, their expectations by the oracle.
fn scenarios(kind: ScenarioKind) -> Vec<Scenario> {
    let scenario = |slug: &str, clause: &str, codec: Option<&str>, data_type: &str, json: &str| {
        let theme = if kind == ScenarioKind::Scalars { "float16" } else { "some" };
        let readings = Readings::stand();
        let metadata = Metadata { codec: codec.unwrap_or_default(), data_type, fill_value: json };
        Scenario {
            id: format!("{}/{theme}/{slug}", kind.directory("cast_value")),
            about: format!("what the test calls {slug}"),
            clauses: vec![clause.to_owned()],
            codec: codec.map(Into::into),
            data_type: data_type.into(),
            fill_value: json.into(),
            ask: ask(kind, metadata, &readings),
        }
    };
    let map = r#"{"name":"cast_value","configuration":{"data_type":"uint8","scalar_map":{"encode":[["NaN",0]],"decode":[[0,"NaN"]]}}}"#;
    let plain = r#"{"name":"cast_value","configuration":{"data_type":"uint8"}}"#;
    let unknown =
        r#"{"name":"cast_value","configuration":{"data_type":"uint8","scalar_map":{"Encode":[]}}}"#;
    match kind {
        ScenarioKind::ScalarMap => {
            vec![scenario("nan", "scalar-map/encode", Some(map), r#""float32""#, r#""NaN""#)]
        }
        ScenarioKind::Arrays => {
            vec![scenario("six", "procedure/no-condition", Some(plain), r#""float32""#, "0")]
        }
        ScenarioKind::FillValue => vec![
            scenario("rounded", "fill-value/round-trip", Some(plain), r#""float32""#, "1.5"),
            scenario("mapped", "fill-value/cast", Some(map), r#""float32""#, r#""NaN""#),
        ],
        ScenarioKind::Metadata => vec![
            scenario("good", "metadata/fields", Some(map), r#""float32""#, r#""NaN""#),
            scenario("lost", "fill-value/round-trip", Some(plain), r#""float32""#, "-0.5"),
            scenario("name", "schema/additional-properties", Some(unknown), r#""float32""#, "1"),
        ],
        ScenarioKind::Scalars => vec![
            scenario("tie", "core/float-scalar-number", None, r#""float16""#, "2049.0"),
            scenario("long", "core/float-scalar-number", None, r#""float16""#, "1e-1"),
            scenario("beyond", "core/float-scalar-number", None, r#""float16""#, "65520"),
            scenario("nan", "core/float-scalar-pattern", None, r#""float16""#, r#""0x7e01""#),
        ],
        other => panic!("{} is not among them", other.name()),
    }
}

fn ask(kind: ScenarioKind, metadata: Metadata, readings: &Readings) -> Ask {
    let name = |name| Real::from_name(name).expect("a name");
    let (input_type, output_type) = (name("float32"), name("uint8"));
    let operation = Operation::Encode;
    let result = |result: Option<u64>, data_type| {
        Expected::Only(result.map_or(Outcome::Error, |one| Outcome::of_pattern(data_type, one)))
    };
    let codec = || Codec::new(metadata, readings);
    match kind {
        ScenarioKind::ScalarMap => {
            let encode = codec().expect("valid metadata").encode;
            let inputs = ["NaN", "2.5", "-1", "255.25"];
            let input = |text: &&str| scalar::from_text(input_type, text).expect("a value");
            let element = |input| {
                let expected = result(encode.apply(input).ok(), output_type);
                Element { input, expected }
            };
            let elements = inputs.iter().map(input).map(element).collect();
            Ask::Elements { operation, input_type, output_type, elements }
        }
        ScenarioKind::Arrays => {
            let inputs = ["1", "2.5", "300", "-1", "0", "255.25"];
            let input = |text: &&str| scalar::from_text(input_type, text).expect("a value");
            let input: Vec<_> = inputs.iter().map(input).collect();
            let expected = codec().expect("valid metadata").encode.apply_all(&input).ok();
            Ask::Array { operation, input_type, output_type, shape: vec![2, 3], input, expected }
        }
        ScenarioKind::FillValue => {
            let encoded = codec().ok().and_then(|codec| codec.fill_value().ok());
            Ask::FillValue { output_type, expected: result(encoded, output_type) }
        }
        ScenarioKind::Metadata => {
            let outcome = if codec().is_ok() { Outcome::Valid } else { Outcome::Invalid };
            let layer = zarrproof::vectors::Layer::Schema;
            Ask::Validity { layer, expected: Expected::Only(outcome) }
        }
        ScenarioKind::Scalars => {
            let output_type = name("float16");
            let scalar = scalar::from_json(output_type, metadata.fill_value).ok();
            let expected = Expected::Only(scalar.map_or(Outcome::Error, Outcome::Bits));
            Ask::Scalar { output_type, expected }
        }
        other => panic!("{} is not among them", other.name()),
    }
}

#[test]
fn scenarios_of_every_kind_are_explained() {
    let directory = vectors();
    let vectors = directory.path().to_str().expect("UTF-8");
    for (name, id) in [
        ("scalar_map", "cast_value/scalar_map/some/nan"),
        ("scalar_map_element", "cast_value/scalar_map/some/nan/0x7fc00000"),
        ("scalar_map_unlisted", "cast_value/scalar_map/some/nan/0x437f8000"),
        ("array", "cast_value/arrays/some/six"),
        ("fill_value", "cast_value/fill_value/some/rounded"),
        ("fill_value_mapped", "cast_value/fill_value/some/mapped"),
        ("metadata_valid", "cast_value/metadata/some/good"),
        ("metadata_fill_value", "cast_value/metadata/some/lost"),
        ("metadata_schema", "cast_value/metadata/some/name"),
        ("scalar_tie", "scalars/float16/tie"),
        ("scalar_nearest", "scalars/float16/long"),
        ("scalar_beyond", "scalars/float16/beyond"),
        ("scalar_pattern", "scalars/float16/nan"),
    ] {
        assert_snapshot!(format!("scenario_{name}"), explain(&["--vectors", vectors, id]));
    }
}

#[test]
fn what_cannot_be_explained_is_named_on_one_line() {
    let directory = vectors();
    let vectors = directory.path().to_str().expect("UTF-8");
    let types = ["--from", "float64", "--to", "uint8"];
    let mut transcript = String::new();
    for arguments in [
        vec!["1.5"],
        vec!["--from", "int8", "1"],
        vec!["--from", "float64", "--to", "float16", "--out-of-range", "wrap", "1"],
        vec!["nonsense/id"],
        vec!["cast_value/float64/int8/0x3ff8/nearest-even/clamp"],
        vec!["cast_value/float64/float16/0x3ff8000000000000/nearest-even/wrap"],
        vec!["--vectors", vectors, "cast_value/scalar_map/some/other"],
        vec!["--vectors", vectors, "cast_value/scalar_map/some/nan/0x7fc0"],
        vec!["--vectors", "/nonexistent", "scalars/float16/tie"],
        vec!["--from", "int8", "cast_value/float64/int8/0x3ff8000000000000/nearest-even/clamp"],
        [&types[..], &["--scalar-map", "[", "1"]].concat(),
        [&types[..], &["--scalar-map", r#"[["NaN",0],["NaN"]]"#, "1"]].concat(),
        [&types[..], &["--scalar-map", r#"[["NaN",0],["nan",0]]"#, "1"]].concat(),
        [&types[..], &["--scalar-map", r#"[["NaN",256]]"#, "1"]].concat(),
        [&types[..], &["--reading", "SN-01", "1"]].concat(),
        [&types[..], &["--reading", "SN-99=A", "1"]].concat(),
        [&types[..], &["--reading", "SN-01=B,SN-02=C", "1"]].concat(),
    ] {
        let arguments = [&["explain"][..], &arguments].concat();
        let output = zarrproof(&arguments);
        let error = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
        assert_eq!(error.lines().count(), 1, "{arguments:?}: {error}");
        transcript += &format!("$ zarrproof {}\n{error}", arguments.join(" "));
    }
    assert_snapshot!(transcript.replace(vectors, "VECTORS"));
}

#[test]
fn readings_are_for_the_oracle() {
    let cast = ["cast", "--from", "int8", "--to", "float8_e8m0fnu", "--reading"];
    let output = zarrproof(&[&cast[..], &["SN-07=C,SN-01=B", "0"]].concat());
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(text, "0 (0x00) -> 5.877471754111438e-39 (0x00)\n");

    let output = zarrproof(&["serve", "oracle", "--reading", "SN-07=C"]);
    assert_eq!(output.status.code(), Some(0), "it ends with its input");
    let output = zarrproof(&["serve", "zarr-cast-value", "--reading", "SN-07=C"]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).expect("UTF-8");
    assert_snapshot!(error, @"error: --reading is for the subject oracle; zarr-cast-value follows its own");
}

#[test]
fn cast_takes_a_scalar_map() {
    let arguments = ["cast", "--from", "float64", "--to", "uint8", "--scalar-map"];
    let values = [r#"[["NaN",7],[300,1]]"#, "NaN", "300", "400"];
    let output = zarrproof(&[&arguments[..], &values].concat());
    assert_eq!(output.status.code(), Some(1));
    assert_snapshot!(String::from_utf8(output.stdout).expect("UTF-8"));
}
