//! Element vector files as JSON text.
//!
//! Expectations are folded when written, axis by axis: what most words of an axis expect stands under `*`, and
//! what does not depend on the last is a plain string. Reading unfolds them again.

use std::borrow::Cow;
use std::fmt::Write;

use serde::Deserialize;

use super::fold::{fold, unfold};
use super::tree::Tree;
use super::{
    Case, ElementFile, Expected, FORMAT, Outcome, VectorError, cite_page, lines, tags::TagSet,
};
use crate::codec::column::Conversion;
use crate::codec::table;
use crate::data_type::Real;

impl ElementFile {
    /// The file's text: a header line, a line a case, and a closing line.
    pub fn to_json(&self) -> String {
        let Conversion { codec, input_type, output_type } = self.conversion;
        let words: Vec<_> =
            codec.axes.iter().map(|axis| (axis.name, self.conversion.words(axis))).collect();
        let mut text = format!(
            concat!(
                r#"{{"format":{},"codec":"{}","kind":"{}","#,
                r#""input_type":"{}","output_type":"{}","specification":"{}","#,
            ),
            FORMAT,
            codec.name,
            ElementFile::FOLDER,
            input_type,
            output_type,
            cite_page(codec.page),
        );
        for (axis, words) in &words {
            let _ = write!(text, r#""{axis}":[{}],"#, quoted(words.iter().copied()));
        }
        text.push_str(r#""cases":["#);
        let words: Vec<_> = words.into_iter().map(|(_, words)| words).collect();
        for (at, case) in self.cases.iter().enumerate() {
            text.push_str(if at == 0 { "\n" } else { ",\n" });
            let _ = write!(
                text,
                r#"{{"input":"{}","value":"{}","tags":[{}],"expect":{}}}"#,
                input_type.pattern_to_text(case.input),
                input_type.value_to_text(case.input),
                quoted(case.tags.iter().map(|tag| tag.name)),
                fold(output_type, &words, &case.expected),
            );
        }
        text.push_str("\n]}\n");
        text
    }

    /// Reads what [`ElementFile::to_json`] writes; `path` is for errors.
    pub fn from_json(path: &str, json: &[u8]) -> Result<ElementFile, VectorError> {
        let syntax = |reason: String| VectorError::Syntax { path: path.to_owned(), reason };
        let document: Document = document(path, json, |document: &Document| document.format)?;
        let codec = table::find(&document.codec).filter(|codec| codec.elements.is_some());
        let codec = codec.filter(|_| document.kind == ElementFile::FOLDER);
        let Some(codec) = codec else {
            let Document { codec, kind, .. } = &document;
            return Err(syntax(format!(
                "it is about {kind} of {codec}; expected elements of {}",
                all()
            )));
        };
        let data_type =
            |name: &str| Real::from_name(name).map_err(|error| syntax(error.to_string()));
        let (input_type, output_type) =
            (data_type(&document.input_type)?, data_type(&document.output_type)?);
        let conversion = Conversion { codec, input_type, output_type };
        let words: Vec<_> = codec.axes.iter().map(|axis| conversion.words(axis)).collect();
        let wrong =
            |at: usize, reason| lines::error(path, json, (at, document.cases[at].input), reason);
        let mut cases = Vec::with_capacity(document.cases.len());
        for (at, case) in document.cases.iter().enumerate() {
            let case = case.unfold(conversion, &words);
            cases.push(case.map_err(|reason| wrong(at, reason))?);
        }
        // Files that are generated are in order.
        if !cases.is_sorted_by(|one, next| one.input < next.input)
            && let Some(at) = lines::first_repeated(cases.iter().map(|case| case.input))
        {
            return Err(wrong(at, "its input is that of an earlier case".to_owned()));
        }
        Ok(ElementFile { conversion, cases })
    }
}

impl Expected {
    /// As a vector file spells it.
    pub(super) fn to_json(&self, output_type: Real) -> String {
        let text = |outcome: &Outcome| format!(r#""{}""#, outcome.to_text(output_type));
        match self {
            Expected::Only(outcome) => text(outcome),
            Expected::Advisory(advisory) => {
                let mut leaf = format!(r#"{{"note":"SN-{:02}""#, advisory.note);
                for (letter, outcome) in &advisory.outcomes {
                    let _ = write!(leaf, r#","{}":{}"#, letter.to_char(), text(outcome));
                }
                leaf.push('}');
                leaf
            }
            Expected::Accepted(accepted) => accepted.to_json(text),
        }
    }
}

/// Text as a JSON string.
pub(super) fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

pub(super) fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!(r#""{name}""#)).collect::<Vec<_>>().join(",")
}

#[derive(Deserialize)]
struct Version {
    format: u64,
}

/// Reads a document of this version of the format; `path` is for errors.
pub(super) fn document<'a, T: Deserialize<'a>>(
    path: &str,
    json: &'a [u8],
    format: impl Fn(&T) -> u64,
) -> Result<T, VectorError> {
    let syntax = |reason| VectorError::Syntax { path: path.to_owned(), reason };
    // Checked as a whole, which is faster than string by string.
    let json = str::from_utf8(json).map_err(|error| syntax(error.to_string()))?;
    let document: Result<T, _> = serde_json::from_str(json);
    let found = match &document {
        Ok(document) => Some(format(document)),
        // A newer format may well not parse: its version says more than the parse error.
        Err(_) => serde_json::from_str::<Version>(json).ok().map(|version| version.format),
    };
    match found {
        Some(found) if found != FORMAT => {
            Err(VectorError::Version { path: path.to_owned(), found })
        }
        _ => document.map_err(|error| syntax(error.to_string())),
    }
}

#[derive(Deserialize)]
struct Document<'a> {
    format: u64,
    #[serde(borrow)]
    codec: Cow<'a, str>,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    input_type: Cow<'a, str>,
    #[serde(borrow)]
    output_type: Cow<'a, str>,
    #[serde(borrow)]
    cases: Vec<CaseText<'a>>,
}

#[derive(Deserialize)]
struct CaseText<'a> {
    input: &'a str,
    #[serde(borrow)]
    tags: Vec<&'a str>,
    #[serde(borrow)]
    expect: Tree<'a>,
}

impl CaseText<'_> {
    fn unfold(&self, conversion: Conversion, words: &[&[&str]]) -> Result<Case, String> {
        let (input_type, output_type) = conversion.types();
        let input = input_type.pattern_from_text(self.input).map_err(|error| error.to_string())?;
        let mut tags = TagSet::default();
        for tag in &self.tags {
            tags.insert(tag).map_err(|error| error.to_string())?;
        }
        let count = words.iter().map(|words| words.len()).product();
        let mut expected = Vec::with_capacity(count);
        unfold(&self.expect, output_type, words, &mut expected)?;
        Ok(Case { input, tags, expected })
    }
}

/// The codecs that have element vectors.
fn all() -> String {
    let codecs = table::ALL.iter().filter(|codec| codec.elements.is_some());
    codecs.map(|codec| codec.name).collect::<Vec<_>>().join(", ")
}
