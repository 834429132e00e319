//! Requests about chains, and about codecs by themselves, as `zarrproof serve` answers them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};
use zarrproof::chunk::Form;
use zarrproof::codec::notes::Readings;
use zarrproof::oracle::array_form;
use zarrproof::protocol::{Hello, Incoming};
use zarrproof::subject::{InProcess, serve};

/// What a subject answers to some lines.
fn answers(subject: &str, lines: &[Value]) -> Vec<Value> {
    let mut subject = (InProcess::find(subject).expect("it is in this build").start)();
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let mut output = Vec::new();
    serve(subject.as_mut(), input.as_bytes(), &mut output).expect("it is served");
    let output = String::from_utf8(output).expect("UTF-8");
    output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn answer(line: Value) -> Value {
    answers("oracle", &[line]).remove(0)
}

/// A request for two elements of an array.
fn of_array(operation: &str, codecs: Value, data_type: &str, data: &[u8]) -> Value {
    json!({
        "op": operation, "id": 7, "codecs": codecs, "data_type": data_type, "fill_value": 0,
        "shape": [2], "data": BASE64.encode(data)
    })
}

fn of_bytes(operation: &str, codecs: Value, data: &[u8]) -> Value {
    json!({"op": operation, "id": 7, "codecs": codecs, "data": BASE64.encode(data)})
}

fn data(data: &[u8]) -> Value {
    json!({"id": 7, "data": BASE64.encode(data)})
}

fn codec(name: &str, configuration: Value) -> Value {
    json!({"name": name, "configuration": configuration})
}

#[test]
fn a_chain_is_encoded_to_a_chunk_and_back() {
    let codecs = json!([
        codec("cast_value", json!({"data_type": "int32"})),
        codec("bytes", json!({"endian": "big"})),
        "crc32c"
    ]);
    let elements = [-2.0f64, 70_000.0].map(f64::to_le_bytes).concat();
    let chunk = [-2i32, 70_000].map(i32::to_be_bytes).concat();
    let encoded = answer(of_array("encode", codecs.clone(), "float64", &elements));
    let found = BASE64.decode(encoded["data"].as_str().expect("data")).expect("base64");
    assert_eq!(found[..8], chunk);
    assert_eq!(found.len(), 12);
    assert_eq!(answer(of_array("decode", codecs.clone(), "float64", &found)), data(&elements));
    let mut wrong = found.clone();
    wrong[0] ^= 1;
    let refused = answer(of_array("decode", codecs.clone(), "float64", &wrong));
    assert_eq!(refused["error"]["kind"], "value");
    let message = refused["error"]["message"].as_str().expect("a message");
    assert!(message.starts_with("codec 2 (crc32c): the checksum is "), "{message}");
    let half = [0.5f64, 1e10].map(f64::to_le_bytes).concat();
    let refused = answer(of_array("encode", codecs.clone(), "float64", &half));
    let message = refused["error"]["message"].as_str().expect("a message");
    assert!(message.starts_with("codec 0 (cast_value): element 1, 10000000000: "), "{message}");
}

#[test]
fn codecs_of_bytes_have_no_array() {
    // RFC 3720 §B.4: 32 bytes of zeros.
    let checked = [&[0; 32][..], &[0xaa, 0x36, 0x91, 0x8a]].concat();
    assert_eq!(answer(of_bytes("encode", json!(["crc32c"]), &[0; 32])), data(&checked));
    assert_eq!(answer(of_bytes("decode", json!(["crc32c"]), &checked)), data(&[0; 32]));
    assert_eq!(answer(of_bytes("encode", json!([]), &[1, 2])), data(&[1, 2]));
    let single = json!({"op": "encode", "id": 7, "codec": {"name": "crc32c"}, "data": BASE64.encode([0; 32])});
    assert_eq!(answer(single), data(&checked));
    let refused = answer(of_bytes("encode", json!(["bytes"]), &[1, 2]));
    let message = refused["error"]["message"].as_str().expect("a message");
    assert_eq!(refused["error"]["kind"], "configuration");
    assert!(message.contains("is array -> bytes, and bytes comes in"), "{message}");
}

#[test]
fn one_codec_is_asked_as_it_stands_in_codecs() {
    let elements = [1u16, 0x0203].map(u16::to_le_bytes).concat();
    let request = json!({
        "op": "encode", "id": 7, "codec": codec("bytes", json!({"endian": "big"})),
        "data_type": "uint16", "fill_value": 0, "shape": [2], "data": BASE64.encode(&elements)
    });
    assert_eq!(answer(request.clone()), data(&[0, 1, 2, 3]));
    // What a program that has casts alone said before, it says still.
    let other = answers("zarr-cast-value", &[request]);
    assert_eq!(other, [json!({"id": 7, "unsupported": "codec \"bytes\" is not implemented"})]);
}

#[test]
fn a_chain_that_is_not_known_is_unsupported_and_one_that_is_wrong_an_error() {
    let bytes = codec("bytes", json!({"endian": "little"}));
    let unsupported = |request| {
        let answer = answer(request);
        answer["unsupported"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    };
    let unknown = json!([bytes, "own.codec"]);
    assert_eq!(
        unsupported(of_array("encode", unknown, "int16", &[0; 4])),
        "codec 1 (own.codec) is unknown to the suite"
    );
    // A codec that no table here will ever have.
    let unknown = of_elements(json!(["own.codec"]), "string", json!(""), json!(["a", "b"]));
    assert_eq!(unsupported(unknown), "codec 0 (own.codec) is unknown to the suite");
    let refused = of_elements(json!(["numcodecs.pickle"]), "string", json!(""), json!(["a", "b"]));
    assert_eq!(
        unsupported(refused),
        "codec 0 (numcodecs.pickle) is refused by the suite: its data is a program, and decoding runs it"
    );
    unsupported(of_array("validate", json!([bytes]), "int16", &[]));
    let unknown = unsupported(of_array("encode", json!([bytes]), "int17", &[0; 4]));
    assert!(unknown.starts_with("unknown data type \"int17\""), "{unknown}");
    let error = |request| {
        let answer = answer(request);
        let message = answer["error"]["message"].as_str();
        message.unwrap_or_else(|| panic!("{answer}")).to_owned()
    };
    assert_eq!(
        error(of_array("encode", json!([]), "int16", &[0; 4])),
        "codecs has no array -> bytes codec; expected exactly one"
    );
    assert_eq!(
        error(of_array("encode", json!([bytes]), "int16", &[0; 3])),
        "3 bytes; expected 4 for the shape [2] of int16"
    );
    assert_eq!(
        error(of_array("decode", json!([bytes]), "int16", &[0; 3])),
        "codec 0 (bytes): 3 bytes; expected 4 for the shape [2] of int16"
    );
    let mut without = of_array("encode", json!([bytes]), "int16", &[0; 4]);
    without.as_object_mut().expect("an object").remove("fill_value");
    assert_eq!(error(without), "a request needs \"fill_value\"");
    let mut nothing = of_bytes("encode", json!(["crc32c"]), &[]);
    nothing.as_object_mut().expect("an object").remove("data");
    assert_eq!(error(nothing), "a request needs \"data\"");
    assert_eq!(
        error(of_bytes("encode", json!({}), &[])),
        "codecs is {}; expected a list of codecs"
    );
}

/// As [`of_array`], with elements in JSON.
#[test]
fn integers_beyond_every_width_count_as_what_they_are() {
    // SN-205=A has no upper bound of keepbits.
    let keep_all = json!([codec("bitround", json!({"keepbits": 2f64.powi(64)})), "bytes"]);
    assert_eq!(answer(of_array("encode", keep_all, "uint8", &[7, 255])), data(&[7, 255]));
}

#[test]
fn what_no_dimension_and_no_array_can_have_is_refused() {
    let order = json!([codec("transpose", json!({"order": [u64::MAX]})), "bytes"]);
    let refused = answer(of_array("encode", order, "uint8", &[1, 2]));
    let message = refused["error"]["message"].as_str().expect("an error, and not unsupported");
    assert!(message.contains("expected each of 0 to 0 once"), "{message}");
    let bits = json!({"op": "decode", "id": 7, "codecs": ["packbits"], "data_type": "int8", "fill_value": 0,
        "shape": [1u64 << 62], "data": BASE64.encode([0])});
    let refused = answer(bits);
    let message = refused["error"]["message"].as_str().expect("an error");
    assert!(message.contains("a shape whose bits can be counted"), "{message}");
}

#[test]
fn a_data_type_that_is_not_known_is_unsupported() {
    for data_type in ["int3", "struct", "fixed_length_utf32", "float"] {
        let answer = answer(of_array("encode", json!(["bytes"]), data_type, &[1, 2]));
        let reason = answer["unsupported"].as_str().expect("unsupported");
        assert!(reason.contains("unknown data type"), "{reason}");
    }
    let raw = answer(of_array("encode", json!(["bytes"]), "r12", &[1, 2]));
    assert_eq!(raw["error"]["kind"], "configuration");
}

fn of_elements(codecs: Value, data_type: &str, fill_value: Value, elements: Value) -> Value {
    json!({
        "op": "encode", "id": 7, "codecs": codecs, "data_type": data_type, "fill_value": fill_value,
        "shape": [2], "elements": elements
    })
}

#[test]
fn elements_are_given_in_json_in_place_of_data() {
    let little = json!([codec("bytes", json!({"endian": "little"}))]);
    let elements = [1.5f32, -2.0, f32::INFINITY, 0.1].map(f32::to_le_bytes).concat();
    let given = json!([[1.5, -2], ["Infinity", 0.1]]);
    let request = of_elements(little.clone(), "complex64", json!([0, 0]), given.clone());
    assert_eq!(answer(request.clone()), data(&elements));
    let message = |request| {
        let answer = answer(request);
        assert!(answer["error"]["kind"] == "configuration", "{answer}");
        answer["error"]["message"].as_str().expect("a message").to_owned()
    };
    // The clause is bytes/fixed-size, which tests/chains.rs has.
    for (data_type, fill_value, elements) in
        [("string", json!("a"), json!(["", "b"])), ("bytes", json!("AA=="), json!([[1], "AQI="]))]
    {
        assert_eq!(
            message(of_elements(little.clone(), data_type, fill_value, elements)),
            format!(
                "codec 0 (bytes): an array of {data_type} with the shape [2] comes in; expected an array of a data type of fixed size"
            )
        );
    }
    let Ok(Incoming::Request(read)) = Incoming::from_line(&request.to_string()) else {
        panic!("no request about a chain");
    };
    let again: Value = serde_json::from_str(&read.to_line()).expect("JSON");
    assert_eq!(again, request);
    let other = answers("zarr-cast-value", std::slice::from_ref(&request));
    assert_eq!(other, [json!({"id": 7, "unsupported": "elements in JSON are not implemented"})]);
    let wrong = json!([[1.5, -2], [1, 2, 3]]);
    assert_eq!(
        message(of_elements(little.clone(), "complex64", json!([0, 0]), wrong)),
        "element 1: an array of 3 values; expected the real and the imaginary component of complex64"
    );
    let few = of_elements(little.clone(), "complex64", json!([0, 0]), json!([[1.5, -2]]));
    assert_eq!(message(few), "8 bytes; expected 16 for the shape [2] of complex64");
    let of_bytes = json!({"op": "encode", "id": 7, "codecs": ["crc32c"], "elements": [1]});
    assert_eq!(message(of_bytes), "`elements` for bytes; expected `data`");
    let mut both = request.clone();
    both["data"] = json!("");
    let mut no_list = request;
    no_list["elements"] = json!("AA==");
    let errors = [both, no_list].map(|request| answer(request)["error"]["message"].clone());
    assert_eq!(
        errors,
        [
            "a request has `elements` in place of `data`, and this one has both",
            "\"elements\" is \"AA==\"; expected a list of fill values"
        ]
    );
}

#[test]
fn a_fill_value_is_one_of_the_type() {
    let bytes = json!([codec("bytes", json!({"endian": "little"}))]);
    let refused = |data_type: &str, fill_value: Value| {
        let mut request = of_array("encode", bytes.clone(), data_type, &[0; 16]);
        request["fill_value"] = fill_value;
        let answer = answer(request);
        assert!(answer["error"]["kind"] == "configuration", "{answer}");
        answer["error"]["message"].as_str().expect("a message").to_owned()
    };
    assert_eq!(
        refused("bool", json!(0)),
        "fill_value: 0 is not a JSON boolean; expected true or false"
    );
    assert_eq!(
        refused("r64", json!([1])),
        "fill_value: an array of 1 integers; expected 8 for r64"
    );
    assert_eq!(
        refused("complex64", json!(0)),
        "fill_value: 0 is not a JSON array; expected the real and the imaginary component of complex64"
    );
    let form = |data_type: &str, fill_value: &str| {
        let stand = Readings::stand();
        array_form(&format!("\"{data_type}\""), fill_value, vec![2], &stand)
    };
    let clause = form("bool", "0").map_err(|error| error.clause());
    assert_eq!(clause, Err(Some("core/bool-scalar")));
    let Ok(Form::Array { fill_value: Ok(Some(element)), .. }) = form("bytes", "\"AQI=\"") else {
        panic!("no fill value");
    };
    assert_eq!(element.bytes(), [1, 2]);
}

#[test]
fn the_introduction_lists_chains_and_what_each_codec_does() {
    let hello = answers("oracle", &[json!({"op": "hello", "protocol": 1})]).remove(0);
    assert_eq!((&hello["chains"], &hello["variable"]), (&true.into(), &true.into()));
    assert_eq!(hello["codecs"]["crc32c"], json!({"operations": ["encode", "decode"]}));
    let data_types = hello["codecs"]["bytes"]["data_types"].as_array().expect("a list");
    for data_type in ["bool", "int2", "complex64", "float8_e4m3"] {
        assert!(data_types.contains(&data_type.into()), "{data_type}");
    }
    let read = Hello::from_line(&hello.to_string()).expect("an introduction");
    assert!(read.chains && read.variable && read.unknown().is_empty());
    // A program that has casts alone is introduced as before.
    let other = answers("zarr-cast-value", &[json!({"op": "hello", "protocol": 1})]).remove(0);
    assert_eq!(other.get("chains"), None);
    let lines = [of_bytes("encode", json!(["crc32c"]), &[])];
    let answers = answers("zarr-cast-value", &lines);
    assert_eq!(answers, [json!({"id": 7, "unsupported": "chains are not implemented"})]);
}
