//! What is wrong with an introduction, and how to mend it.

use super::{Finding, answer};
use crate::codec::table;
use crate::data_type::Real;
use crate::protocol::{Hello, VERSION};

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
    let text = String::from_utf8_lossy(line);
    let hello = match Hello::from_line(&text) {
        Ok(hello) => hello,
        Err(error) => {
            let mend = format!(
                "it has protocol, implementation (name and version, both text) and codecs, as \
                 {{\"{}\":{{\"data_types\":[…],\"operations\":[…]}}}}",
                table::ALL[0].name
            );
            return (
                None,
                vec![Finding::new(format!("the introduction is incomplete: {error}"), mend)],
            );
        }
    };
    let mut findings = Vec::new();
    if !object["implementation"]["version"].is_string() {
        findings.push(Finding::new(
            "implementation has no version, which is text",
            "ask the installed package for its version: reports and files of known failures show it",
        ));
    }
    findings.extend(claims(&hello));
    (Some(hello), findings)
}

/// The names it lists that are unknown here: meant for another build, or misspelt.
pub(super) fn note(hello: &Hello) -> Option<String> {
    let unknown = hello.unknown();
    if unknown.is_empty() {
        return None;
    }
    let hints = unknown.data_types.iter().filter_map(|name| Real::from_name(name).err());
    let hints: String =
        hints.filter_map(|error| error.hint()).map(|hint| format!("; {hint}")).collect();
    Some(format!("not known to this build, and not asked: {unknown}{hints}"))
}

fn claims(hello: &Hello) -> Option<Finding> {
    (!hello.lists_what_is_known()).then(|| {
        Finding::new(
            "it lists nothing that could be asked: under codecs no known codec with a known operation and a \
             known data type, no known data type under scalars, and no version of Zarr under stores",
            format!(
                "list what it does under codecs, by the name of the codec: \
                 \"{}\":{{\"data_types\":[\"int8\",…],\"operations\":[\"encode\",…]}}; \
                 `zarrproof list types` has all data types",
                table::ALL[0].name
            ),
        )
    })
}
