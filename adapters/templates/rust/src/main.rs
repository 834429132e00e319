//! An adapter for Zarrproof to copy: one JSON object a line in, one a line out. As it stands it casts
//! int8 to int16 and nothing else; put your own implementation into `cast`, and say so in `hello`.

use std::error::Error;
use std::io::{BufRead, Write, stdin, stdout};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

fn hello() -> Value {
    json!({
        "protocol": 1,
        "implementation": {"name": "my-adapter", "version": "1.0.0", "language": "rust"},
        // What takes arrays with strides lists "layouts" too: docs/adapters.md, "Memory layouts".
        "codecs": {"cast_value": {"data_types": ["int8", "int16"], "operations": ["encode", "decode"]}},
    })
}

/// Elements in, elements out, both little-endian; `codec` is the codec's entry in a `zarr.json`.
fn cast(from: &str, to: &str, codec: &Value, data: &[u8]) -> Value {
    if (from, to) != ("int8", "int16") || !codec["configuration"]["scalar_map"].is_null() {
        return json!({"unsupported": format!("{from} to {to} is not implemented")});
    }
    let widened = data.iter().flat_map(|byte| i16::from(byte.cast_signed()).to_le_bytes());
    json!({"data": BASE64_STANDARD.encode(widened.collect::<Vec<_>>())})
    // Where an element has no result: json!({"error": {"kind": "value", "message": "300 is too large"}})
}

fn answer(request: &Value) -> Result<Value, Box<dyn Error>> {
    let (array, codec) = (&request["data_type"], &request["codec"]);
    let types = (array.as_str(), codec["configuration"]["data_type"].as_str());
    let (operation, (Some(array), Some(encoded))) = (request["op"].as_str(), types) else {
        return Ok(json!({"unsupported": "the data types are not given by name"}));
    };
    let data = BASE64_STANDARD.decode(request["data"].as_str().unwrap_or_default())?;
    Ok(match operation {
        Some("encode") => cast(array, encoded, codec, &data),
        Some("decode") => cast(encoded, array, codec, &data),
        _ => json!({"unsupported": "this operation is not implemented"}),
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut output = stdout().lock();
    for line in stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let response = if request["op"] == "hello" {
            hello()
        } else {
            let mut response = answer(&request)?;
            response["id"] = request["id"].clone();
            response
        };
        writeln!(output, "{response}")?;
        output.flush()?;
    }
    Ok(())
}
