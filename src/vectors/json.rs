//! Element vector files as JSON text.
//!
//! Expectations are folded when written: what does not depend on rounding stands under `*`, and what
//! does not depend on the range rule is a plain string. Reading unfolds them again.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::iter::repeat_n;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::accepted_json::ACCEPT;
use super::{
    Accepted, Advisory, Case, ElementFile, Expected, FORMAT, Outcome, SPECIFICATION, VectorError,
    lines, tags::TagSet,
};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::codec::notes::{self, Letter};
use crate::data_type::Real;

/// What stands for every rounding mode.
const ANY: &str = "*";

impl ElementFile {
    /// The file's text: a header line, a line a case, and a closing line.
    pub fn to_json(&self) -> String {
        let rules = ElementFile::range_rules(self.input_type, self.output_type);
        let mut text = format!(
            concat!(
                r#"{{"format":{},"codec":"cast_value","kind":"elements","#,
                r#""input_type":"{}","output_type":"{}","#,
                r#""specification":"{}@{}:{}","#,
                r#""rounding":[{}],"out_of_range":[{}],"cases":["#
            ),
            FORMAT,
            self.input_type,
            self.output_type,
            SPECIFICATION.repository,
            SPECIFICATION.commit,
            SPECIFICATION.path,
            quoted(Rounding::ALL.iter().map(|rounding| rounding.name())),
            quoted(rules.iter().map(|rule| rule.name())),
        );
        for (at, case) in self.cases.iter().enumerate() {
            text.push_str(if at == 0 { "\n" } else { ",\n" });
            let _ = write!(
                text,
                r#"{{"input":"{}","value":"{}","tags":[{}],"expect":{}}}"#,
                self.input_type.pattern_to_text(case.input),
                self.input_type.value_to_text(case.input),
                quoted(case.tags.iter().map(|tag| tag.name)),
                self.fold(rules, &case.expected),
            );
        }
        text.push_str("\n]}\n");
        text
    }

    fn fold(&self, rules: &[OutOfRange], expected: &[Expected]) -> String {
        let by_range = |row: &[Expected]| {
            if row.iter().all(|one| *one == row[0]) {
                return row[0].to_json(self.output_type);
            }
            let fields = rules.iter().zip(row);
            let fields =
                fields.map(|(rule, one)| format!(r#""{rule}":{}"#, one.to_json(self.output_type)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        };
        let rows = expected.chunks(rules.len());
        let first = &expected[..rules.len()];
        if rows.clone().all(|row| row == first) {
            return format!(r#"{{"{ANY}":{}}}"#, by_range(first));
        }
        let fields = Rounding::ALL.iter().zip(rows);
        let fields = fields.map(|(rounding, row)| format!(r#""{rounding}":{}"#, by_range(row)));
        format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
    }

    /// Reads what [`ElementFile::to_json`] writes; `path` is for errors.
    pub fn from_json(path: &str, json: &[u8]) -> Result<ElementFile, VectorError> {
        let syntax = |reason: String| VectorError::Syntax { path: path.to_owned(), reason };
        let document: Document = document(path, json, |document: &Document| document.format)?;
        if (document.codec.as_ref(), document.kind.as_ref()) != ("cast_value", "elements") {
            return Err(syntax("it is not about elements of cast_value".to_owned()));
        }
        let data_type =
            |name: &str| Real::from_name(name).map_err(|error| syntax(error.to_string()));
        let (input_type, output_type) =
            (data_type(&document.input_type)?, data_type(&document.output_type)?);
        let wrong =
            |at: usize, reason| lines::error(path, json, (at, document.cases[at].input), reason);
        let mut cases = Vec::with_capacity(document.cases.len());
        for (at, case) in document.cases.iter().enumerate() {
            let case = case.unfold(input_type, output_type);
            cases.push(case.map_err(|reason| wrong(at, reason))?);
        }
        // Files that are generated are in order.
        if !cases.is_sorted_by(|one, next| one.input < next.input)
            && let Some(at) = lines::first_repeated(cases.iter().map(|case| case.input))
        {
            return Err(wrong(at, "its input is that of an earlier case".to_owned()));
        }
        Ok(ElementFile { input_type, output_type, cases })
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

/// `expect` as it stands: objects of roundings, of range rules, of readings, and outcomes.
pub(super) enum Tree<'a> {
    Leaf(&'a str),
    Object(Vec<(&'a str, Tree<'a>)>),
    List(Vec<Tree<'a>>),
}

impl<'de: 'a, 'a> Deserialize<'de> for Tree<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Tree<'a>, D::Error> {
        deserializer.deserialize_any(TreeVisitor(PhantomData))
    }
}

struct TreeVisitor<'a>(PhantomData<&'a ()>);

impl<'de: 'a, 'a> Visitor<'de> for TreeVisitor<'a> {
    type Value = Tree<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an outcome or an object of outcomes")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Tree<'a>, E> {
        Ok(Tree::Leaf(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree<'a>, A::Error> {
        let mut entries = Vec::with_capacity(5);
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Tree::Object(entries))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree<'a>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(Tree::List(entries))
    }
}

impl CaseText<'_> {
    fn unfold(&self, input_type: Real, output_type: Real) -> Result<Case, String> {
        let input = input_type.pattern_from_text(self.input).map_err(|error| error.to_string())?;
        let mut tags = TagSet::default();
        for tag in &self.tags {
            tags.insert(tag).map_err(|error| error.to_string())?;
        }
        let rules = ElementFile::range_rules(input_type, output_type);
        let mut expected = Vec::with_capacity(Rounding::ALL.len() * rules.len());
        let mut last = None;
        for rounding in Rounding::ALL {
            let row = self.expect.get(rounding.name(), Some(ANY))?;
            if last.replace(row).is_some_and(|last| std::ptr::eq(last, row)) {
                // What stands for every mode is read once.
                expected.extend_from_within(expected.len() - rules.len()..);
            } else if row.is_outcome() {
                expected.extend(repeat_n(row.expected(Some(output_type))?, rules.len()));
            } else {
                for rule in rules {
                    expected.push(row.get(rule.name(), None)?.expected(Some(output_type))?);
                }
            }
        }
        Ok(Case { input, tags, expected })
    }
}

impl Tree<'_> {
    fn get(&self, key: &str, otherwise: Option<&str>) -> Result<&Self, String> {
        let Tree::Object(entries) = self else {
            return Err(format!("expected an object with {key:?}"));
        };
        let found = |name: &str| entries.iter().find(|(key, _)| *key == name);
        found(key)
            .or_else(|| found(otherwise?))
            .map(|(_, value)| value)
            .ok_or_else(|| format!("nothing is expected for {key:?}"))
    }

    fn is_outcome(&self) -> bool {
        match self {
            Tree::Leaf(_) | Tree::List(_) => true,
            Tree::Object(entries) => entries.iter().any(|(key, _)| *key == "note"),
        }
    }

    /// The expectation at a leaf; validity has no output type.
    pub(super) fn expected(&self, output_type: Option<Real>) -> Result<Expected, String> {
        match self {
            Tree::List(_) => Err("expected an outcome, or an object of outcomes".to_owned()),
            Tree::Leaf(text) => Ok(Expected::Only(Outcome::from_text(text, output_type)?)),
            Tree::Object(entries) if entries.iter().any(|(key, _)| *key == ACCEPT) => {
                let read = |tree: &Tree| match tree {
                    Tree::Leaf(text) => Outcome::from_text(text, output_type),
                    _ => Err("expected the text of an outcome".to_owned()),
                };
                Ok(Expected::Accepted(Box::new(Accepted::from_entries(entries, read)?)))
            }
            Tree::Object(entries) => {
                let advisory = Advisory::from_entries(entries, output_type)?;
                Ok(Expected::Advisory(Box::new(advisory)))
            }
        }
    }
}

impl Advisory {
    fn from_entries(
        entries: &[(&str, Tree<'_>)],
        output_type: Option<Real>,
    ) -> Result<Advisory, String> {
        let mut note = None;
        let mut outcomes = Vec::new();
        for (key, value) in entries {
            let Tree::Leaf(text) = value else {
                return Err(format!("expected a string for {key:?}"));
            };
            if *key == "note" {
                note = Some(notes::find(text).map_err(|error| error.to_string())?.number);
            } else {
                let letter = key.parse().ok().and_then(Letter::from_char);
                let letter = letter.ok_or_else(|| format!("{key:?} is not a reading"))?;
                outcomes.push((letter, Outcome::from_text(text, output_type)?));
            }
        }
        match (note, outcomes.first()) {
            (Some(note), Some((Letter::A, _))) => Ok(Advisory { note, outcomes }),
            _ => Err("an advisory expectation has a note, then reading A".to_owned()),
        }
    }
}
