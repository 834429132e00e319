//! The codecs of version 2 in the words of version 3.

use super::ArrayMetadataError;
use super::members::wrong;
use crate::chunk::ByteOrder;
use crate::json::{Object, Repeated};

/// A codec of numcodecs, which an id and its members say, under the name that it has in version 3.
///
/// # Errors
///
/// Where the JSON is no object with an id, which is said of the field.
pub fn codec_entry(field: &'static str, json: &str) -> Result<String, ArrayMetadataError> {
    let wrong = || wrong(field, json, "an object with an id", "v2/codecs");
    let mut object = Object::read(json, Repeated::Refused).map_err(|_| wrong())?;
    let id = object.take("id").ok_or_else(wrong)?;
    let id: String = serde_json::from_str(id).map_err(|_| wrong())?;
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let members = object.into_rest().map(|(name, json)| format!("{}:{json}", quoted(&name)));
    let members: Vec<_> = members.collect();
    let (name, members) = (quoted(&format!("numcodecs.{id}")), members.join(","));
    Ok(format!(r#"{{"name":{name},"configuration":{{{members}}}}}"#))
}

/// The codec that makes bytes of elements, which version 2 takes for granted.
pub fn bytes_entry(byte_order: ByteOrder) -> String {
    let endian = match byte_order {
        ByteOrder::Little => "little",
        ByteOrder::Big => "big",
    };
    format!(r#"{{"name":"bytes","configuration":{{"endian":"{endian}"}}}}"#)
}
