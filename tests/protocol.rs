//! The protocol as `zarrproof serve` speaks it.

use insta::assert_snapshot;
use zarrproof::protocol::{Answer, Hello};
use zarrproof::subject::{InProcess, ServeError, serve};

/// What the subject answers to some lines.
fn answers(lines: &[&str]) -> Result<Vec<String>, ServeError> {
    let mut subject = (InProcess::find("zarr-cast-value").expect("it is in every build").start)();
    let mut output = Vec::new();
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    serve(subject.as_mut(), input.as_bytes(), &mut output)?;
    let output = String::from_utf8(output).expect("answers are UTF-8");
    Ok(output.lines().map(str::to_owned).collect())
}

fn answer(line: &str) -> String {
    answers(&[line]).expect("the line is of the protocol").concat()
}

/// A request for float64 to int8 with these parts replaced.
fn request(operation: &str, codec: &str, shape: &str, data: &str) -> String {
    format!(
        r#"{{"op":"{operation}","id":7,"codec":{codec},"data_type":"float64","fill_value":0,"shape":{shape},"data":"{data}"}}"#
    )
}

const CLAMP: &str =
    r#"{"name":"cast_value","configuration":{"data_type":"int8","out_of_range":"clamp"}}"#;
/// 1.5, 300, -2 as float64.
const DATA: &str = "AAAAAAAA+D8AAAAAAMByQAAAAAAAAADA";

#[test]
fn hello_is_answered_with_the_implementation_and_its_capabilities() {
    let line = answer(r#"{"op":"hello","protocol":1}"#);
    let hello = Hello::from_line(&line).expect("an introduction");
    assert_eq!(hello.implementation.name, "zarr-cast-value");
    assert_eq!(hello.codecs["cast_value"].data_types.len(), 11);
    assert_eq!(hello.codecs["cast_value"].operations, ["encode", "decode"]);
}

#[test]
fn the_example_of_the_help_holds() {
    let line = answer(&request("encode", CLAMP, "[3]", DATA));
    assert_eq!(line, r#"{"id":7,"data":"An/+"}"#);
    let (id, answer) = Answer::from_line(&line).expect("a line of the protocol");
    assert_eq!((id, answer.expect("an answer")), (7, Answer::Data(vec![2, 0x7f, 0xfe])));
}

#[test]
fn decoding_casts_from_the_configured_type_to_that_of_the_array() {
    let line = answer(&request("decode", CLAMP, "[2]", "Av4="));
    // 2.0 and -2.0.
    assert_eq!(line, r#"{"id":7,"data":"AAAAAAAAAEAAAAAAAAAAwA=="}"#);
}

#[test]
fn a_value_without_a_result_and_bad_metadata_are_errors_of_their_kinds() {
    let unset = r#"{"name":"cast_value","configuration":{"data_type":"int8"}}"#;
    assert_snapshot!("value_error", answer(&request("encode", unset, "[3]", DATA)));
    let mut transcript = String::new();
    for (name, codec) in [
        (
            "unknown key",
            r#"{"name":"cast_value","configuration":{"data_type":"int8","round":"up"}}"#,
        ),
        ("no data_type", r#"{"name":"cast_value","configuration":{}}"#),
        ("no configuration", r#"{"name":"cast_value"}"#),
        ("other codec", r#"{"name":"bytes"}"#),
        (
            "wrap to a float",
            r#"{"name":"cast_value","configuration":{"data_type":"float32","out_of_range":"wrap"}}"#,
        ),
        (
            "unset is not a word of the metadata",
            r#"{"name":"cast_value","configuration":{"data_type":"int8","out_of_range":"unset"}}"#,
        ),
        ("bool", r#"{"name":"cast_value","configuration":{"data_type":"bool"}}"#),
    ] {
        let line = answer(&request("encode", codec, "[3]", DATA));
        assert!(line.contains(r#""kind":"configuration""#), "{name}: {line}");
        transcript += &format!("{name}: {line}\n");
    }
    assert_snapshot!("configuration_errors", transcript);
}

#[test]
fn the_shape_must_take_the_data() {
    for shape in ["[]", "[2]", "[4]", "[18446744073709551615,3]"] {
        let line = answer(&request("encode", CLAMP, shape, DATA));
        assert!(line.contains("does not take the 24 bytes"), "{shape}: {line}");
    }
    for shape in ["[3]", "[1,3]", "[3,1,1]"] {
        let line = answer(&request("encode", CLAMP, shape, DATA));
        assert_eq!(line, r#"{"id":7,"data":"An/+"}"#, "{shape}");
    }
    assert_eq!(answer(&request("encode", CLAMP, "[0]", "")), r#"{"id":7,"data":""}"#);
}

#[test]
fn what_is_not_done_is_said_to_be_unsupported() {
    let small = r#"{"name":"cast_value","configuration":{"data_type":"float8_e4m3"}}"#;
    let metadata = format!(r#""codec":{CLAMP},"data_type":"float64","fill_value":0"#);
    let lines = [
        answer(&request("encode", small, "[3]", DATA)),
        answer(&format!(r#"{{"op":"validate","id":3,{metadata}}}"#)),
        answer(&format!(r#"{{"op":"fill_value","id":4,{metadata}}}"#)),
        answer(r#"{"op":"scalar","id":5,"data_type":"float64","fill_value":"NaN"}"#),
        answer(r#"{"op":"fly","id":6}"#),
    ];
    assert_snapshot!("unsupported", lines.join("\n"));
}

#[test]
fn a_scalar_map_is_served() {
    let map = r#"{"name":"cast_value","configuration":{"data_type":"int8","scalar_map":{"encode":[[300,7]]}}}"#;
    assert_eq!(answer(&request("encode", map, "[3]", DATA)), r#"{"id":7,"data":"Agf+"}"#);
}

#[test]
fn a_line_that_is_not_of_the_protocol_ends_it_with_its_number() {
    let mut transcript = String::new();
    for (name, line) in [
        ("not json", "what"),
        ("no op", "{}"),
        ("no id", r#"{"op":"encode"}"#),
        ("no codec", r#"{"op":"encode","id":1}"#),
        ("hello without protocol", r#"{"op":"hello"}"#),
        ("bad base64", &request("encode", CLAMP, "[3]", "A*")),
    ] {
        let error = answers(&[r#"{"op":"hello","protocol":1}"#, line]).expect_err(name);
        transcript += &format!("{name}: {error}\n");
    }
    assert_snapshot!("broken_lines", transcript);
}

#[test]
fn answers_come_in_the_order_of_the_requests() {
    let lines: Vec<_> = (0..100)
        .map(|id| {
            format!(
                r#"{{"op":"encode","id":{id},"codec":{CLAMP},"data_type":"float64","fill_value":0,"shape":[0],"data":""}}"#
            )
        })
        .collect();
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    let found = answers(&lines).expect("the lines are of the protocol");
    let wanted: Vec<_> = (0..100).map(|id| format!(r#"{{"id":{id},"data":""}}"#)).collect();
    assert_eq!(found, wanted);
}
