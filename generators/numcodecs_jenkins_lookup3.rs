//! Questions about `numcodecs.jenkins_lookup3`.

use super::ask::Questions;
use super::checked::{Checked, listed};
use crate::codec::numcodecs_jenkins_lookup3::DEFINITION;

pub(super) fn questions() -> Vec<Questions> {
    let checked = Checked {
        codec: &DEFINITION,
        entry: r#"{"name":"numcodecs.jenkins_lookup3","configuration":{}}"#.to_owned(),
        clauses: ["numcodecs.jenkins_lookup3/checksum", "numcodecs.jenkins_lookup3/appended"],
        is_at_end: true,
        published: "bytes whose checksums are published for many algorithms",
        parameters: "what the hash begins with",
        configurations: listed(CONFIGURATIONS),
    };
    checked.questions()
}

const CONFIGURATIONS: &[(&str, &str, &str)] = &[
    ("bare", r#""numcodecs.jenkins_lookup3""#, "core/extension-object"),
    ("absent", r#"{"name":"numcodecs.jenkins_lookup3"}"#, "core/extension-object"),
    (
        "initval-0",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"initval":0}}"#,
        "numcodecs.jenkins_lookup3/initval",
    ),
    (
        "initval-1",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"initval":1}}"#,
        "numcodecs.jenkins_lookup3/initval",
    ),
    (
        "initval-half",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"initval":2147483648}}"#,
        "numcodecs.jenkins_lookup3/initval",
    ),
    (
        "initval-most",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"initval":4294967295}}"#,
        "numcodecs.jenkins_lookup3/initval",
    ),
    (
        "initval-beyond",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"initval":4294967296}}"#,
        "numcodecs.jenkins_lookup3/initval",
    ),
    (
        "initval-negative",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"initval":-1}}"#,
        "numcodecs.jenkins_lookup3/initval",
    ),
    (
        "initval-null",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"initval":null}}"#,
        "numcodecs.jenkins_lookup3/initval",
    ),
    (
        "initval-text",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"initval":"1"}}"#,
        "numcodecs.jenkins_lookup3/initval",
    ),
    (
        "prefix-null",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"prefix":null}}"#,
        "numcodecs.jenkins_lookup3/prefix",
    ),
    (
        "prefix-empty",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"prefix":""}}"#,
        "numcodecs.jenkins_lookup3/prefix",
    ),
    (
        "prefix-text",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"prefix":"AQI="}}"#,
        "numcodecs.jenkins_lookup3/prefix",
    ),
    (
        "prefix-list",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"prefix":[1,2]}}"#,
        "numcodecs.jenkins_lookup3/prefix",
    ),
    (
        "both",
        r#"{"name":"numcodecs.jenkins_lookup3","configuration":{"initval":7,"prefix":null}}"#,
        "numcodecs.jenkins_lookup3/initval",
    ),
];
