//! What is wrong with an introduction, and how to mend it.

use serde_json::Value;

use super::{Finding, answer};
use crate::codec::cast_value;
use crate::data_type::DataType;
use crate::protocol::{Hello, Layout, VERSION};

/// The operations that an introduction can list.
const OPERATIONS: [&str; 4] = ["encode", "decode", "fill_value", "validate"];

/// Reads an introduction as far as it can be read.
pub(super) fn read(line: &[u8]) -> (Option<Hello>, Vec<Finding>) {
    let object = match answer::object(line) {
        Ok(object) => object,
        Err(finding) => return (None, vec![finding]),
    };
    match object.get("protocol").map(|version| version.as_u64().ok_or(version)) {
        Some(Ok(VERSION)) => {}
        Some(Ok(other)) => {
            let mend = format!("this is about version {VERSION}: write \"protocol\":{VERSION}");
            return (None, vec![Finding::new(format!("protocol is {other}"), mend)]);
        }
        Some(Err(other)) => {
            let mend = format!("write the number: \"protocol\":{VERSION}");
            return (None, vec![Finding::new(format!("protocol is {other}"), mend)]);
        }
        None => {
            let mend = format!(
                "the first line asks {{\"op\":\"hello\"}}: answer it with an introduction, which begins \
                 {{\"protocol\":{VERSION},…}}"
            );
            return (None, vec![Finding::new("the introduction has no protocol", mend)]);
        }
    }
    let hello = match serde_json::from_value::<Hello>(Value::Object(object)) {
        Ok(hello) => hello,
        Err(error) => {
            let mend = "it has protocol, implementation (name and version, both text) and codecs, as \
                        {\"cast_value\":{\"data_types\":[…],\"operations\":[…]}}";
            return (
                None,
                vec![Finding::new(format!("the introduction is incomplete: {error}"), mend)],
            );
        }
    };
    let findings = claims(&hello);
    (Some(hello), findings)
}

fn claims(hello: &Hello) -> Vec<Finding> {
    let mut findings = Vec::new();
    let capability = hello.codecs.get(cast_value::NAME);
    if capability.is_none() && hello.scalars.is_empty() {
        findings.push(Finding::new(
            "it does nothing that could be asked: codecs has no cast_value, and scalars is empty",
            "list what it does under codecs, by the name of the codec: \"cast_value\"",
        ));
    }
    let data_types = capability.iter().flat_map(|one| &one.data_types).chain(&hello.scalars);
    let unknown = data_types.filter(|name| DataType::from_name(name).is_err());
    findings.extend(unknown.map(|name| {
        Finding::new(
            format!("{name:?} is no data type that could be asked for"),
            "names are as in zarr.json; `zarrproof list types` has all of them",
        )
    }));
    let operations = capability.iter().flat_map(|one| &one.operations);
    let unknown = operations.filter(|name| !OPERATIONS.contains(&name.as_str()));
    findings.extend(unknown.map(|name| {
        Finding::new(
            format!("{name:?} is no operation of a codec"),
            format!("operations are {}", OPERATIONS.join(", ")),
        )
    }));
    let unknown = hello.layouts.iter().filter(|name| Layout::from_name(name).is_none());
    findings.extend(unknown.map(|name| {
        Finding::new(
            format!("{name:?} is no memory layout that could be asked for"),
            "layouts are \"F\", \"strided\" and \"reversed\"; \"C\" is asked for in any case",
        )
    }));
    findings
}
