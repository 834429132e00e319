//! The protocol as `zarrproof serve` speaks it.

use insta::assert_snapshot;
use zarrproof::protocol::{Answer, Hello};
use zarrproof::subject::{InProcess, ServeError, serve, serve_lines};

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
fn elements_of_variable_size_are_answered_in_json() {
    let elements = Answer::Elements(vec!["\"a\"".to_owned(), "\"\"".to_owned()]);
    let line = elements.to_line(7);
    assert_eq!(line, "{\"id\":7,\"elements\":[\"a\",\"\"]}\n");
    let read = |line: &str| Answer::from_line(line).expect("a line of the protocol").1;
    assert_eq!(read(&line).expect("an answer"), elements);
    // Beside `data` the field means nothing, as before it was known.
    let beside = read(r#"{"id":7,"data":"AA==","elements":1}"#);
    assert_eq!(beside.expect("an answer"), Answer::Data(vec![0]));
    let error = read(r#"{"id":7,"elements":1}"#).expect_err("no list");
    assert_eq!(error.to_string(), "\"elements\" is 1; expected a list of fill values");
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
fn a_line_that_is_not_of_the_protocol_is_answered_by_an_error_and_the_next_one_too() {
    let right = request("encode", CLAMP, "[3]", DATA);
    let with = |from: &str, to: &str| right.replacen(from, to, 1);
    let mut transcript = String::new();
    for (name, line) in [
        ("not JSON", "what".to_owned()),
        ("an empty line", String::new()),
        ("an array", "[1]".to_owned()),
        ("a byte order mark", format!("\u{feff}{right}")),
        ("no op", r#"{"id":7}"#.to_owned()),
        ("op is a number", with(r#""encode""#, "1")),
        ("no id", with(r#""id":7,"#, "")),
        ("an id in quotes", with(r#""id":7"#, r#""id":"7""#)),
        ("a negative id", with(r#""id":7"#, r#""id":-7"#)),
        ("an id with a fraction", with(r#""id":7"#, r#""id":7.5"#)),
        ("an id beyond 64 bits", with(r#""id":7"#, r#""id":18446744073709551616"#)),
        ("two ids", with(r#""id":7"#, r#""id":6,"id":7"#)),
        ("hello without protocol", r#"{"op":"hello"}"#.to_owned()),
        ("a bare NaN", with(r#""fill_value":0"#, r#""fill_value":NaN"#)),
        (
            "a bare NaN and a decoy",
            with(r#""fill_value":0"#, r#""fill_value":[{"id":9},"id",NaN]"#),
        ),
        ("cut short", right[..60].to_owned()),
        ("no fill_value", with(r#""fill_value":0,"#, "")),
        ("no data_type", with(r#""data_type":"float64","#, "")),
        ("no codec", with(&format!(r#""codec":{CLAMP},"#), "")),
        ("a codec that is a list", with(CLAMP, "[]")),
        ("a codec without a name", with(CLAMP, "{}")),
        ("a codec whose name is a number", with(CLAMP, r#"{"name":7}"#)),
        ("no shape", with(r#""shape":[3],"#, "")),
        ("a shape of fractions", with("[3]", "[3.0]")),
        ("a negative shape", with("[3]", "[-3]")),
        ("a shape that is a number", with("[3]", "3")),
        ("bad base64", with(DATA, "A*")),
        ("short base64", with(DATA, "AAAAAAAA+D8AAAA")),
        ("data that is a list", with(&format!("\"{DATA}\""), "[1]")),
        ("fewer elements than the shape has", with("[3]", "[4]")),
    ] {
        let found = answers(&[&line, &right]).expect("serving goes on");
        assert_eq!(found.len(), 2, "{name}: {found:?}");
        assert!(found[0].contains(r#""error":{"#), "{name}: {}", found[0]);
        assert_eq!(found[1], r#"{"id":7,"data":"An/+"}"#, "{name}");
        let id = if found[0].starts_with(r#"{"id":7,"#) { "7" } else { "null" };
        assert!(found[0].starts_with(&format!(r#"{{"id":{id},"#)), "{name}: {}", found[0]);
        transcript += &format!("{name}: {}\n", found[0]);
    }
    assert_snapshot!("broken_lines", transcript);
}

#[test]
fn bytes_that_are_no_text_and_json_of_any_depth_are_errors_too() {
    let right = request("encode", CLAMP, "[3]", DATA);
    let deep = "[".repeat(200_000) + &"]".repeat(200_000);
    let lines = [
        right.as_bytes().to_vec(),
        [right.as_bytes(), b"\xff"].concat(),
        b"\xff\xfe\x00".to_vec(),
        right.replacen(CLAMP, &deep, 1).into_bytes(),
        right.replacen(r#""fill_value":0"#, &format!(r#""fill_value":{deep}"#), 1).into_bytes(),
        right.replacen(r#""op""#, &format!(r#""unknown":{deep},"op""#), 1).into_bytes(),
        right.clone().into_bytes(),
    ];
    let mut subject = (InProcess::find("zarr-cast-value").expect("it is in every build").start)();
    let mut output = Vec::new();
    serve(subject.as_mut(), &*lines.join(&b"\n"[..]), &mut output).expect("serving goes on");
    let output = String::from_utf8(output).expect("answers are UTF-8");
    let found: Vec<_> = output.lines().collect();
    let data = r#"{"id":7,"data":"An/+"}"#;
    assert_eq!(found.len(), lines.len());
    for (at, line) in found.iter().enumerate() {
        match at {
            0 | 5 | 6 => assert_eq!(*line, data, "{at}"),
            2 => assert!(line.starts_with(r#"{"id":null,"error":{"#), "{line}"),
            _ => assert!(line.starts_with(r#"{"id":7,"error":{"#), "{at}: {line}"),
        }
        assert!(line.len() < 10_000, "an error quotes the beginning of what is wrong");
    }
}

#[test]
fn a_line_beyond_the_limit_is_answered_by_an_error_and_passed_over_to_its_end() {
    let right = request("encode", CLAMP, "[3]", DATA);
    let long = right.replacen(r#""fill_value":0"#, &format!(r#""fill_value":{:0>9}"#, 0), 1);
    let lines = [&right, &long, &right].map(|line| format!("{line}\n")).concat();
    let mut subject = (InProcess::find("zarr-cast-value").expect("it is in every build").start)();
    let mut output = Vec::new();
    serve_lines(subject.as_mut(), lines.as_bytes(), &mut output, right.len() + 1).expect("served");
    let output = String::from_utf8(output).expect("answers are UTF-8");
    let answers: Vec<_> = output.lines().collect();
    assert_eq!([answers[0], answers[2]], [r#"{"id":7,"data":"An/+"}"#; 2]);
    assert!(answers[1].contains(r#""error""#) && answers[1].contains("longer than"), "{output}");
    assert_eq!(answers.len(), 3);
}

#[test]
fn what_is_said_of_other_codecs_is_unsupported_and_never_a_judgement() {
    let codecs = [
        r#"{"name":"scale_offset","configuration":{"offset":1,"scale":2}}"#,
        r#"{"name":"packbits"}"#,
        r#"{"name":"cast_values","configuration":{"data_type":"int8"}}"#,
        r#""packbits""#,
    ];
    for codec in codecs {
        let metadata = format!(r#""codec":{codec},"data_type":"float64","fill_value":0"#);
        let lines = [
            format!(r#"{{"op":"validate","id":1,{metadata}}}"#),
            format!(r#"{{"op":"fill_value","id":2,{metadata}}}"#),
            request("encode", codec, "[3]", DATA),
            // A codec of bytes has neither type nor shape.
            format!(r#"{{"op":"decode","id":4,"codec":{codec},"data":"AA=="}}"#),
            format!(r#"{{"op":"fly","id":5,"codec":{codec},"shape":{{}},"data":[]}}"#),
        ];
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        for line in answers(&lines).expect("serving goes on") {
            assert!(line.contains(r#""unsupported":""#), "{codec}: {line}");
        }
    }
}

#[test]
fn a_dimension_of_zero_makes_an_array_empty_whatever_the_others_are() {
    let huge = 1u64 << 63;
    for shape in [format!("[0,{huge}]"), format!("[{huge},{huge},0]"), "[0,0]".to_owned()] {
        let line = answer(&request("encode", CLAMP, &shape, ""));
        assert_eq!(line, r#"{"id":7,"data":""}"#, "{shape}");
        let line = answer(&request("encode", CLAMP, &shape, DATA));
        assert!(line.contains("does not take the 24 bytes"), "{shape}: {line}");
    }
    let line = answer(&request("encode", CLAMP, &format!("[{huge},{huge}]"), ""));
    assert!(line.contains(r#""error":{"#), "{line}");
}

#[test]
fn an_answer_may_say_more_than_version_1_has() {
    let lines = [
        r#"{"id":7,"error":{"kind":"overflow","message":{"text":"no"},"link":"https://…"}}"#,
        r#"{"id":7,"error":{"message":null}}"#,
        r#"{"id":7,"error":{},"link":[1e999]}"#,
    ];
    for line in lines {
        let (id, answer) = Answer::from_line(line).expect("a line of the protocol");
        assert!(matches!(answer, Ok(Answer::Error { kind: None, .. })), "{line}: {answer:?}");
        assert_eq!(id, 7);
    }
    let line = r#"{"id":7,"valid":false,"message":12}"#;
    let (_, answer) = Answer::from_line(line).expect("a line of the protocol");
    assert_eq!(
        answer.expect("an answer"),
        Answer::Validity { valid: false, message: "12".to_owned() }
    );
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
